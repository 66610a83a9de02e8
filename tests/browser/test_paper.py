"""What people take to a meeting: pages on paper, and the PDF of the real content."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pikepdf
from playwright.sync_api import Page, expect

from generator.outputs.project import check_project
from generator.pages import iter_pages
from generator.site.pdf import PdfOrder, book_of, print_pdf
from generator.site.pdf.book import compose
from tests.browser.conftest import OpenPage
from tests.pdf_checks import bookmarks, iter_elements, iter_faults, tag_of
from tests.small_site import ROOT

MOST_SHEETS = {
    "recommendations/regular-meetings.html": 1,
    "organisation-types/ambulance.html": 1,
    "themes/board-representation.html": 2,
    "organisation-types/acute.html": 3,
    "roles/ccio.html": 2,
    "roles/index.html": 5,
    "glossary.html": 8,
    "case-study-figures.html": 8,
    "teams-like-yours.html": 8,
    "case-studies/local-authority.html": 3,
    "why.html": 4,
}
"""How many sides of A4 a page of each kind may take."""
FOOT = "document.documentElement.style.getPropertyValue('--g-foot')"
PARTS = {"Findings and figures", "Careers and accreditation", "How this guidance is made"}
"""Of the PDF: those with charts, drawings and tables. All of it takes a minute."""


def sheets(page: Page) -> int:
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
        return len(pdf.pages)


def test_a_page_takes_few_sheets(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html")
    found = {}
    for address in MOST_SHEETS:
        page.goto(f"{server}{address}")
        found[address] = sheets(page)
    assert {name: count for name, count in found.items() if count > MOST_SHEETS[name]} == {}


def test_each_sheet_says_where_it_is_from_and_what_is_folded_away(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}guides/how-to-use-this-site.html?x=%22&y=1#print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    foot = page.evaluate(FOOT)
    assert f"{place}guides/how-to-use-this-site.html?x=%22&y=1, printed on " in foot
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("main details[open], .g-paper__notes, .g-paper__mark, .g-paper[hidden]").count() == 0
    assert page.evaluate(FOOT) == ""
    page.goto(f"{place}roles/index.html")
    folded = page.locator("#super-user ~ details").first
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(folded.locator("p").first).to_be_visible()
    expect(page.locator(".g-header nav").first).to_be_hidden()


def test_web_addresses_are_notes_on_paper(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}about/index.html")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    link = page.locator("main a[href='https://creativecommons.org/licenses/by/4.0/']").first
    number = int(link.locator("sup").inner_text())
    notes = page.locator(".g-paper__notes li")
    assert notes.nth(number - 1).inner_text() == "https://creativecommons.org/licenses/by/4.0/"
    assert len(set(notes.all_inner_texts())) == notes.count()
    assert page.locator(".g-pagefoot .g-paper__mark").count() == 0


def test_the_real_charts_and_drawings_are_accessible_in_the_pdf(built_site: Path) -> None:
    library = check_project(ROOT).library
    assert library is not None
    parts = tuple(part for part in book_of(iter_pages(library)) if part.title in PARTS)
    order = PdfOrder(library, parts, date(2026, 11, 22), (ROOT / "templates",), lambda _: None)
    html = compose(order, built_site)
    with pikepdf.open(io.BytesIO(print_pdf(html, lambda _: None, 0))) as pdf:
        assert list(iter_faults(pdf)) == []
        pictures = [e for e in iter_elements(pdf.Root.StructTreeRoot) if tag_of(e) == "Figure"]
        assert len(pictures) == 2
        assert {title for level, title, _ in bookmarks(pdf) if level == 1} == PARTS


def test_every_page_of_the_whole_pdf_is_linked_and_in_order(built_site: Path) -> None:
    """The whole real content up to the point where it is laid out."""
    library = check_project(ROOT).library
    assert library is not None
    parts = book_of(iter_pages(library))
    order = PdfOrder(library, parts, date(2026, 11, 22), (ROOT / "templates",), lambda _: None)
    html = compose(order, built_site)
    names = [
        inner.name for part in parts for chapter in part.chapters for inner in (chapter, *chapter.within)
    ]
    assert len(names) == len(set(names))
    roles = [role for role in library.roles if "#" not in role.href]
    told = len(library.recommendations) + len(roles) + len(library.cases) + len(library.themes)
    assert len(names) > told
    assert all(f'id="{name}"' in html for name in names)
    assert html.count("<h1") >= len(parts)
