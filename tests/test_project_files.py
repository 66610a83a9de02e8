"""Files that a project can't have: pipes and the like, and names that not every computer can have."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Guidance, MakeProject
from tests.small_site import Finished, run, run_alone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has none of these files")

LONG = "a" * 81


def codes(result: Finished | subprocess.CompletedProcess[str]) -> dict[tuple[str, str], str]:
    """What was found, by path and code."""
    assert result.returncode == 1, result.stderr
    return {(each["path"], each["code"]): each["found"] for each in json.loads(result.stdout)}


def test_what_is_no_file_is_named_and_not_opened(
    project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project({"mkdocs.yml/x": "", "content/glossary.yml": "", "templates/pages/role.md.j2/x": ""})
    (root / "content" / "glossary.yml").unlink()
    (root / "content" / "glossary.yml").mkdir()
    pipes = ["case_studies/pipe.yml", "templates/theme/frame.html", "translations/cy/labels.po"]
    for name in pipes:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(root / name)
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(root / "content" / "roles")  # a socket's path is short
        server.bind("socket.yml")
        found = codes(run_alone(root, "check", "--format", "json", timeout=60))
    expected = {
        **dict.fromkeys(pipes, "a pipe"),
        "content/roles/socket.yml": "a socket",
        "content/glossary.yml": "a folder",
        "mkdocs.yml": "a folder",
        "templates/pages/role.md.j2": "a folder",
    }
    assert {path: kind for (path, code), kind in found.items() if code == "unreadable-file"} == expected


def test_a_form_that_is_a_pipe_is_not_opened(project: MakeProject) -> None:
    root = project({})
    os.mkfifo(root / "form.docx")
    result = run_alone(root, "proforma", "import", "form.docx", timeout=60)
    assert result.returncode == 2
    assert "form.docx is a pipe" in result.stderr


def test_a_cache_that_is_a_pipe_is_not_opened(project: MakeProject) -> None:
    root = project({".cache/x": ""})
    os.mkfifo(root / ".cache" / "guidance.sqlite")
    assert run_alone(root, "render", timeout=60).returncode == 0


def test_names_that_another_computer_cannot_have_are_refused(project: MakeProject) -> None:
    names = {
        "case_studies/com7.yml": "com7.yml",
        "content/roles/aux.yml": "aux.yml",
        "templates/theme/assets/Con.tar.gz": "Con.tar.gz",
        "templates/theme/assets/a:b.css": "a:b.css",
        "templates/NUL/x.md.j2": "NUL",
        "translations/cy/content/roles/lpt1.yml": "lpt1.yml",
        f"case_studies/{LONG}.yml": LONG,
        f"templates/{LONG}{LONG}.md.j2": f"{len(LONG) * 2 + 6} characters",
        "templates/theme/assets/Logo.svg": "",
        "templates/theme/assets/logo.svg": "templates/theme/assets/logo.svg",
        "case_studies/Coast.yml": "Coast",
        "case_studies/coast.yml": "case_studies/coast.yml",
    }
    root = project(dict.fromkeys(names, "title: A title\n"))
    found = codes(run(root, "check", "--format", "json"))
    bad = {path: text for (path, code), text in found.items() if code == "bad-file-name"}
    assert bad.pop(f"case_studies/{LONG}.yml") == "81 characters"
    assert bad == {path: text for path, text in names.items() if text and LONG not in text}


@pytest.mark.parametrize("identifier", ["con", "nul", "lpt9", LONG])
def test_an_identifier_that_no_file_can_have_is_refused(
    identifier: str, project: MakeProject, guidance: Guidance
) -> None:
    root = project({})
    path = root / "content" / "glossary.yml"
    first = next(line for line in path.read_text("utf-8").split("\n") if "id: " in line)
    path.write_text(path.read_text("utf-8").replace(first, first.partition("id: ")[0] + f"id: {identifier}"))
    result = guidance(root, "check")
    assert result.exit_code == 1
    assert "[bad-identifier]" in result.output
    reason = "this identifier is too long" if identifier == LONG else "Windows can't have a file of this name"
    assert reason in result.output
    made = guidance(root, "new", "case-study", identifier)
    assert made.exit_code == 2
    assert "too long" in made.output or "Windows can't have a file of this name" in " ".join(
        made.output.split()
    )


@pytest.mark.parametrize("old", ["guides/con.html", "aux/page.html", f"{LONG}/{LONG}/{LONG}.html"])
def test_an_old_address_that_no_file_can_have_is_refused(
    old: str, project: MakeProject, guidance: Guidance
) -> None:
    root = project({"content/moved.yml": f"moved:\n  - old: {old}\n    to: role:ccio\n"})
    result = guidance(root, "check", "--format", "json")
    assert [(each["path"], each["line"], each["code"]) for each in json.loads(result.output)] == [
        ("content/moved.yml", 2, "bad-address")
    ]


def test_a_name_that_the_disk_refuses_is_said_in_a_sentence(tmp_path: Path) -> None:
    result = run(tmp_path, "new", "overlay", "x" * 300, "--name", "Riverside")
    assert result.returncode == 2
    assert "too long" in result.stderr
    assert "Traceback" not in result.stderr
