"""Whom to write to, and what a reader's browser keeps: filled in from the content, or said to be missing."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from generator.outputs.project import render_project, repository_of
from tests.conftest import ROOT, Guidance, MakeProject

GUIDE = """---
title: Contact and privacy
summary: Whom to write to.
section: about
order: 3
reviewed: 2026-01-01
---

Text.
"""
SITE = (ROOT / "tests/cases/base/content/site.yml").read_text("utf-8")
NOBODY = re.sub(r"(?m)^(?:owner|email):.*\n", "", SITE)


def contact_page(root: Path) -> str:
    assert render_project(root, root / "docs").written is not None
    return (root / "docs" / "about" / "contact.md").read_text("utf-8")


def test_the_pages_name_who_runs_the_site(project: MakeProject) -> None:
    page = contact_page(project({"content/pages/contact.md": GUIDE}))
    assert "The Testshire network runs this site." in page
    assert "[guidance&#64;example.org](mailto:guidance@example.org)" in page


def test_the_pages_say_plainly_that_nobody_is_named(project: MakeProject) -> None:
    page = contact_page(project({"content/pages/contact.md": GUIDE, "content/site.yml": NOBODY}))
    assert "**Nobody is named yet who runs this site.**" in page
    assert "**There is no address to write to yet.**" in page


def test_a_repository_is_an_address(project: MakeProject) -> None:
    site = NOBODY + "repository: https://example.org/team/guidance\n"
    page = contact_page(project({"content/pages/contact.md": GUIDE, "content/site.yml": site}))
    assert "https://example.org/team/guidance/issues" in html.unescape(page)
    assert "There is no address" not in page


def test_a_site_is_not_told_the_repository_of_the_one_before(project: MakeProject) -> None:
    root = project({"content/pages/contact.md": GUIDE})
    for name in ("one", "two"):
        site = f"{NOBODY}repository: https://example.org/{name}\n"
        (root / "content/site.yml").write_text(site, "utf-8")
        page = html.unescape(contact_page(root))
        assert set(re.findall(r"example\.org/(\w+)/issues", page)) == {name}


@pytest.mark.parametrize(
    ("site", "codes"),
    [
        (SITE, []),
        (NOBODY, ["no-owner", "no-contact"]),
        (NOBODY + "owner: Us\n", ["no-contact"]),
        (NOBODY + "owner: Us\nrepository: https://example.org/x\n", []),
    ],
)
def test_check_warns_of_what_is_missing(
    site: str, codes: list[str], project: MakeProject, guidance: Guidance
) -> None:
    result = guidance(project({"content/site.yml": site}), "check")
    assert result.exit_code == 0
    assert re.findall(r"\[(no-(?:owner|contact))\]", result.output) == codes


@pytest.mark.parametrize(
    "email", ["nobody", "a@b", "a b@example.org", "a@example.org>", "<script>@x.org", "mailto:a@b.org"]
)
def test_what_is_no_address_is_refused(email: str, project: MakeProject, guidance: Guidance) -> None:
    result = guidance(project({"content/site.yml": f'{NOBODY}email: "{email}"\n'}), "check")
    assert result.exit_code == 1
    assert "this is not an e-mail address" in result.output


def test_an_address_elsewhere_is_still_personal_data(project: MakeProject, guidance: Guidance) -> None:
    site = SITE.replace("what: This site", "what: jo.smith@example.org. This site")
    result = guidance(project({"content/site.yml": site}), "check")
    assert "personal-email" in result.output


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({}, ""),
        (
            {"GUIDANCE_REPOSITORY": "https://example.org/x", "GITHUB_REPOSITORY": "a/b"},
            "https://example.org/x",
        ),
        (
            {"GITHUB_SERVER_URL": "https://git.example.org/", "GITHUB_REPOSITORY": "a/b"},
            "https://git.example.org/a/b",
        ),
        ({"GITHUB_REPOSITORY": "a/b"}, ""),
        (
            {"CI_SERVER_URL": "https://git.example.org", "CI_PROJECT_PATH": "a/b/c"},
            "https://git.example.org/a/b/c",
        ),
    ],
)
def test_the_workflow_that_builds_says_the_repository(environment: dict[str, str], address: str) -> None:
    assert repository_of(environment) == address


def keys_in_scripts() -> set[str]:
    """What scripts keep things under. A key made from another one stands in backticks: `${KEY}.unread`."""
    folders = (ROOT / "templates" / "scripts", ROOT / "templates" / "theme" / "assets" / "javascripts")
    keys = set()
    for path in (path for folder in folders for path in folder.rglob("*.js") if "vendor" not in path.parts):
        text = path.read_text("utf-8")
        if not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie", text):
            continue
        assert not re.search(r"sessionStorage|indexedDB|document\.cookie", text), path
        own = dict(re.findall(r'const (\w+) = "(guidance\.[\w.-]+)";', text))
        keys |= set(own.values()) | set(re.findall(r'"(guidance\.[\w.-]+)"', text))
        keys |= {
            own[name] + rest for name, rest in re.findall(r"`\$\{(\w+)\}([\w.-]+)`", text) if name in own
        }
        used = re.findall(r"localStorage\.\w+\(([^,)]+)", text)
        assert {name for name in used if name[0] != '"'} <= {*own, "UNREAD", "key"}, path
    return keys


def test_the_page_lists_every_key_that_scripts_use(project: MakeProject) -> None:
    page = contact_page(project({"content/pages/contact.md": GUIDE}))
    listed = re.findall(r"(?m)^\| <code>(guidance\.[a-z.-]+)</code> \|", page)
    assert set(listed) == keys_in_scripts()
    assert listed == sorted(listed)
