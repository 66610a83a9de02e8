"""What people take to a meeting: sheets, citations, and the PDF of the real content."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pikepdf
from playwright.sync_api import expect

from generator.outputs.project import check_project
from generator.pages import iter_pages
from generator.site.pdf import Edition, book_of
from generator.site.pdf.book import compose
from generator.site.pdf.weasyprint import print_pdf
from tests.browser.conftest import OpenPage
from tests.pdf_checks import bookmarks, iter_elements, iter_faults, tag_of
from tests.small_site import ROOT

MORE_THAN_A_SHEET = {"role-ccio.html": 2}
"""Pages to print that say more than one side of A4 holds."""
PARTS = {"Findings and figures", "Careers and accreditation", "How this guidance is made"}
"""Of the PDF: those with charts, drawings and tables. All of it takes a minute."""


def test_each_sheet_is_one_side_of_paper(built_site: Path, server: str, open_page: OpenPage) -> None:
    sheets = sorted(path for path in (built_site / "packs").glob("*.html") if path.name != "index.html")
    assert len(sheets) > 50
    page = open_page(f"{server}packs/index.html")
    pages = {}
    for path in sheets:
        page.goto(f"{server}{path.relative_to(built_site).as_posix()}")
        with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
            pages[path.name] = len(pdf.pages)
    assert {name: count for name, count in pages.items() if count > 1} == MORE_THAN_A_SHEET


def test_a_sheet_is_found_from_what_it_sums_up(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}roles/ccio.html")
    page.get_by_role("link", name="This on one page, to print").click()
    expect(page).to_have_url(f"{place}packs/role-ccio.html")
    page.get_by_role("link", name="To print and take along").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("To print and take along")


def test_the_real_charts_and_drawings_are_accessible_in_the_pdf(built_site: Path) -> None:
    library = check_project(ROOT).library
    assert library is not None
    parts = tuple(part for part in book_of(iter_pages(library)) if part.title in PARTS)
    edition = Edition(library.site.title, library.site.tagline, "0.1.0", date(2026, 11, 22))
    looks = ((ROOT / "templates" / "pdf" / name).read_text("utf-8") for name in ("book.css", "pictures.css"))
    html = compose(edition, parts, lambda name: (built_site / name).read_bytes(), *looks)
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
    edition = Edition(library.site.title, library.site.tagline, "0.1.0", date(2026, 11, 22))
    html = compose(edition, parts, lambda name: (built_site / name).read_bytes(), "", "")
    names = [
        inner.name for part in parts for chapter in part.chapters for inner in (chapter, *chapter.within)
    ]
    assert len(names) == len(set(names))
    told = len(library.recommendations) + len(library.roles) + len(library.cases) + len(library.themes)
    assert len(names) > told
    assert all(f'id="{name}"' in html for name in names)
    assert html.count("<h1") >= len(parts)
