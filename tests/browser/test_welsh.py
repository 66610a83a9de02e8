"""A site in Welsh as its readers meet it: one page wholly in Welsh, others falling back to English.

The Welsh is test data (`tests/cases/welsh`); the site is the small project of the golden tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import axe_in_both_schemes
from tests.browser.conftest import OpenPage
from tests.browser.html_checker import ADVICE, check_folder, is_ready
from tests.browser.selection import ALL_PAGES
from tests.browser.server import serve
from tests.browser.tools import report_missing
from tests.small_site import make_small_site, run
from tests.test_languages import SMALL_STEPS, WELSH


@pytest.fixture(scope="module")
def welsh_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_small_site(tmp_path_factory.mktemp("welsh") / "project")
    copytree(WELSH / "translations", root / "translations")
    guide = root / SMALL_STEPS
    guide.write_text(f"{guide.read_text('utf-8')}\n## Next\n\nGo on.\n", "utf-8")
    finished = run(root, "build", "--language", "cy")
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return root / "site"


@pytest.fixture(params=["shared drive", "server"] if ALL_PAGES else ["shared drive"])
def welsh_place(request: pytest.FixtureRequest, welsh_site: Path) -> Iterator[str]:
    if request.param == "shared drive":
        yield f"{welsh_site.as_uri()}/"
        return
    with serve(welsh_site) as address:
        yield address


@pytest.fixture
def own_addresses(welsh_place: str) -> list[str]:
    return [welsh_place]


def test_a_page_is_in_welsh_and_says_what_is_not(welsh_place: str, open_page: OpenPage) -> None:
    page = open_page(f"{welsh_place}themes/team-working.html")
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    expect(page.locator("h1")).to_contain_text("Gweithio fel tîm")
    expect(page.locator("#why-it-matters")).to_contain_text("Pam mae'n bwysig")
    expect(page.locator(".g-menu summary")).to_have_text("Dewislen")
    expect(page.locator(".md-skip")).to_have_text("Neidio i'r prif gynnwys")
    expect(page.locator(".g-pagefoot")).to_contain_text("Adolygwyd 2 Ionawr 2026.")
    notice = page.locator(".g-language-note")
    expect(notice).to_contain_text("Mae rhan o'r dudalen hon yn Saesneg")
    expect(notice.locator("[lang]")).to_have_count(0)
    untranslated = page.get_by_text("Write down what was said.")
    expect(untranslated).to_have_attribute("lang", "en")
    expect(page.locator("p", has=untranslated).locator(".g-language")).to_have_text("Saesneg")
    assert axe_in_both_schemes(page) == []


def test_a_page_without_any_welsh_says_so(welsh_place: str, open_page: OpenPage) -> None:
    page = open_page(f"{welsh_place}case-studies/coast.html", width=320)
    expect(page.locator("h1 [lang=en]")).to_have_text("A hospital on the coast")
    expect(page.locator(".g-language-note")).to_have_text(
        "Mae'r dudalen hon yn Saesneg, gan nad oes neb wedi'i chyfieithu eto."
    )
    expect(page.locator(".g-language")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe_in_both_schemes(page) == []


def test_welsh_words_are_found(welsh_place: str, open_page: OpenPage) -> None:
    page = open_page(f"{welsh_place}index.html")
    page.locator(".g-search__open").click()
    expect(page.locator("#g-search-dialog-title")).to_have_text("Chwilio")
    expect(page.locator("dialog legend").first).to_have_text("Math o dudalen")
    page.locator("#g-search-dialog-field").fill("cyfarfodydd")
    expect(
        page.locator("dialog").get_by_role("link", name="Cynnal cyfarfodydd rheolaidd").first
    ).to_be_visible()
    expect(page.locator(".g-search-dialog__kind", has_text="Argymhelliad").first).to_be_visible()
    box = page.locator("dialog label", has_text="Gofal ysbyty aciwt").locator("input")
    expect(box).to_have_value("Acute hospital care")
    assert axe_in_both_schemes(page) == []


def test_every_page_is_correct_html(welsh_site: Path) -> None:
    if not is_ready():
        report_missing(ADVICE)
    errors = [str(message) for message in check_folder(welsh_site) if message.severity == "error"]
    assert not errors, "\n".join(errors)
