"""A host's copy as its readers see it: built from a wheel without a checkout, then put in three places."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Page, expect

from generator.content.content_files import VERSION
from tests.browser.accessibility import axe
from tests.browser.conftest import OpenPage
from tests.browser.selection import ALL_PAGES
from tests.browser.server import serve

OVERLAY = Path(__file__).resolve().parents[1] / "cases" / "overlay"


@pytest.fixture(scope="module")
def copy_of_guidance(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The overlay's folder with its site in `site/`."""
    root = copytree(OVERLAY, tmp_path_factory.mktemp("copy") / "overlay")
    text = (root / "content/overlay.yml").read_text("utf-8")
    (root / "content/overlay.yml").write_text(text.replace("0.1.0", VERSION), "utf-8")
    finished = subprocess.run(
        [installed, "build", "--zip"], cwd=root, capture_output=True, check=False, encoding="utf-8"
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return root


@pytest.fixture(params=["shared drive", "server", "sub-path"] if ALL_PAGES else ["shared drive"])
def copy_place(request: pytest.FixtureRequest, copy_of_guidance: Path) -> Iterator[str]:
    site = copy_of_guidance / "site"
    if request.param == "shared drive":
        yield f"{site.as_uri()}/"
        return
    with serve(site, prefix="/" if request.param == "server" else "/intranet/guidance/") as address:
        yield address


@pytest.fixture
def own_addresses(copy_place: str) -> list[str]:
    return [copy_place]


def test_a_copy_has_what_is_its_own_and_not_what_it_hides(copy_place: str, open_page: OpenPage) -> None:
    page = open_page(f"{copy_place}index.html")
    expect(page.locator(".g-brand")).to_have_text("Clinical informatics at Riverside")
    expect(page.locator(".g-copy")).to_contain_text("Internal copy for Riverside")
    expect(page.locator(".g-local-note")).to_contain_text("New here?")
    expect(page.locator("meta[name=robots]")).to_have_attribute("content", "noindex")
    header = page.locator(".g-header").evaluate("header => getComputedStyle(header).backgroundColor")
    assert header == "rgb(58, 28, 92)"
    page.goto(f"{copy_place}guides/our-team.html")
    expect(page.locator(".g-local")).to_contain_text("Added by Riverside")
    page.get_by_role("link", name="A ward at Riverside").first.click()
    expect(page.locator("h1")).to_contain_text("A ward at Riverside")
    page.goto(f"{copy_place}recommendations/regular-meetings.html")
    expect(page.locator(".g-local-note")).to_contain_text("first Tuesday")
    page.goto(f"{copy_place}themes/team-working.html")
    assert page.locator("h3 a[href$='open-hour.html']").count() == 1
    assert page.locator("h3 .g-badge--local").count() == 1


def test_a_copys_search_finds_what_is_local_and_says_so(copy_place: str, page: Page) -> None:
    page.goto(f"{copy_place}index.html#search=Riverside+ward")
    entry = page.locator(".g-search-dialog__entry").first
    expect(entry.locator(".g-search-dialog__kind")).to_have_text("Case study, local")


def test_a_copys_finder_counts_local_case_studies(copy_place: str, page: Page) -> None:
    page.goto(f"{copy_place}case-studies/index.html")
    page.get_by_label("Shared service").check()
    expect(page.locator(".g-finder .g-card h3")).to_have_text("A ward at Riverside (local)")


@pytest.mark.parametrize("copy_place", ["shared drive"], indirect=True)
def test_a_copys_pages_are_accessible(copy_place: str, open_page: OpenPage) -> None:
    for name in ("index.html", "case-studies/riverside-ward.html", "recommendations/regular-meetings.html"):
        assert axe(open_page(copy_place + name)) == []


def test_what_a_copy_hides_is_nowhere_in_it(copy_of_guidance: Path) -> None:
    site = copy_of_guidance / "site"
    assert not (site / "guides/small-improvements.html").exists()
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "guides/small-improvements.html" not in text
        assert "democratic-ethos.html" not in text
    assert list(copy_of_guidance.glob("*.zip"))
