"""`guidance build --pdf`: one accessible file with all of the guidance, and nothing else."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pikepdf
import pytest

from generator.basics.version import release_name
from generator.outputs.project import check_project, template_folders
from generator.pages import iter_pages
from generator.site import pdf as pdf_module
from generator.site.pdf import PdfOrder, book_of, print_pdf, write_pdf
from generator.site.pdf.book import compose
from generator.site.scan import SiteScan
from tests.conftest import Guidance, MakeProject
from tests.examples import ALL
from tests.pdf_checks import bookmarks, destinations, iter_elements, iter_faults, links, tag_of
from tests.pdf_text import UnreadableError, iter_texts
from tests.scanning import scan_site
from tests.small_site import files_of, make_small_site, run
from tests.withheld_cases import CANARY, STATES, Canaries, withheld_case

PDF = "guidance.pdf"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, with a withheld case study in each state, built with its PDF."""
    root = make_small_site(tmp_path_factory.mktemp("pdf") / "project")
    for number, state in enumerate(STATES):
        text = withheld_case(Canaries(Random(number)), state)  # noqa: S311
        (root / "case_studies" / f"{CANARY}-{number}.yml").write_text(text, "utf-8")
    finished = run(root, "build", "--pdf")
    assert finished.returncode == 0, finished.stderr
    assert f"All of it to print: {root / 'site' / PDF}" in finished.stdout
    return root


@pytest.fixture(scope="module")
def pdf(built: Path) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(built / "site" / PDF) as opened:
        yield opened


def order_of(root: Path, address: str = "") -> PdfOrder:
    library = check_project(root).library
    assert library is not None
    parts, folders = book_of(iter_pages(library)), tuple(template_folders(root))
    return PdfOrder(library, parts, date(2026, 11, 22), folders, lambda _: None, address)


def text_of(root: Path) -> str:
    return " ".join(" ".join(iter_texts((root / "site" / PDF).read_bytes())).split())


def test_it_is_accessible(pdf: pikepdf.Pdf) -> None:
    assert list(iter_faults(pdf)) == []
    tags = {tag_of(element) for element in iter_elements(pdf.Root.StructTreeRoot)}
    assert {"H1", "H2", "H3", "P", "L", "LI", "Link", "Table", "TH", "TD", "Caption"} <= tags


def test_it_says_what_it_is(built: Path, pdf: pikepdf.Pdf) -> None:
    text = text_of(built)
    library = check_project(built).library
    assert library is not None
    assert str(pdf.docinfo["/Title"]) == library.site.title
    assert str(pdf.docinfo["/Creator"]) == f"guidance {release_name()}"
    assert str(pdf.Root.Lang) == "en-GB"
    assert "Version 0.1.0, 22 November 2026" in text
    assert f"Page {len(pdf.pages)} of {len(pdf.pages)}" in text


def test_bookmarks_and_contents_are_the_same_and_lead_to_the_page_they_name(
    built: Path, pdf: pikepdf.Pdf
) -> None:
    marked = bookmarks(pdf)
    pages = [page for _, _, page in marked]
    assert pages == sorted(pages)
    places = destinations(pdf)
    contents = dict.fromkeys(place for page, place, _ in links(pdf) if place and page < pages[0])
    assert [places[place] for place in contents] == pages
    text = text_of(built)
    for _, title, page in marked:
        assert re.search(rf"{re.escape(title)}(?: \.)+ {page}(?!\d)", text), title


def test_all_that_tells_something_is_in_it(built: Path, pdf: pikepdf.Pdf) -> None:
    library = check_project(built).library
    assert library is not None
    titles = {re.sub(r" \([A-Z]+\)$", "", title) for _, title, _ in bookmarks(pdf)}
    told = {entry.record.title for entry in library.recommendations.values()}
    told |= {entry.record.title for entry in library.themes} | {entry.record.title for entry in library.cases}
    assert told | {role.record.title for role in library.roles if "#" not in role.href} <= titles
    text = text_of(built)
    assert [role.title for role in library.roles if role.title not in text] == []
    assert [term.term for term in library.glossary.terms if term.term not in text] == []


def test_what_is_for_a_screen_is_not_in_it(built: Path) -> None:
    text = text_of(built)
    for words in (
        "On this page",
        "Words used on this page",
        "What links here",
        "Cite this page",
        "Suggest a",
    ):
        assert words not in text


def test_nothing_withheld_is_in_it(built: Path) -> None:
    assert CANARY not in text_of(built)
    assert "Hold regular meetings" in text_of(built)  # so the text could be read at all


def test_something_withheld_in_it_would_stop_the_build(
    built: Path, guidance: Guidance, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = next(path for path in sorted((built / "case_studies").iterdir()) if CANARY in path.name)
    words = re.findall(rf"{CANARY}\w+n\d+", secret.read_text("utf-8"))[2]
    monkeypatch.setattr(
        pdf_module, "compose", lambda *parts: compose(*parts).replace("regular meetings", words, 1)
    )
    before = (built / "site" / PDF).read_bytes()
    result = guidance(built, "build", "--pdf")
    assert result.exit_code == 3
    assert f"{PDF}: holds something of " in result.output
    assert CANARY not in result.output.replace(secret.name, "")
    assert (built / "site" / PDF).read_bytes() == before


def test_a_pdf_in_which_published_words_are_not_found_stops_the_build(built: Path) -> None:
    scan = SiteScan(check_project(built).documents)
    for name, data in files_of(built / "site").items():
        source = '<html lang="en"><title>T</title><p>Nothing of the guidance.</p></html>'
        scan.look_into(name, data, source if name == PDF else None)
    assert any("the PDF" in failure for failure in scan.finish().failures)


def test_a_pdf_that_somebody_else_made_is_never_passed_over(built: Path) -> None:
    assert any(
        f"{PDF}: can't be searched" in failure
        for failure in scan_site(built / "site", check_project(built).documents).failures
    )


WORDS = "Café Łódź naïve – “quoted” 5 < 6 & 7 (brackets) back\\slash £ 100% ffi fl β"


def test_every_character_on_a_page_is_read() -> None:
    shown = WORDS.replace("&", "&amp;").replace("<", "&lt;")
    page = f'<html lang="en"><title>{shown}</title><body><h1>{shown}</h1><p>{shown}</p></body></html>'
    texts = list(iter_texts(print_pdf(page, lambda _: None, 0)))
    assert sum(" ".join(text.split()).count(WORDS) for text in texts) >= 3  # heading, paragraph, properties


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj\n<</Filter /LZWDecode /Length 3>>\nstream\nabc\nendstream\nendobj\n",
        b"%PDF-1.7\n1 0 obj\n<</Filter /FlateDecode /Length 3>>\nstream\nabc\nendstream\nendobj\n",
        b"%PDF-1.7\n1 0 obj\n<</Filter /FlateDecode>>\nstream\nabc\nendstream\nendobj\n",
        b"%PDF-1.7\n1 0 obj\n<</Encrypt 4 0 R>>\nendobj\n",
        b"%PDF-1.7\n1 0 obj\n<</Length 30>>\nstream\nBT /F1 12 Tf (secret) Tj ET    \nendstream\nendobj\n",
    ],
    ids=["packed otherwise", "damaged", "without a length", "encrypted", "a font without a table"],
)
def test_a_pdf_that_cant_be_read_is_never_passed_over(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        list(iter_texts(data))


def test_the_same_site_gives_the_same_bytes(built: Path) -> None:
    """Of two parts, and each week of all of them."""
    order = order_of(built)
    if not ALL:
        order = replace(order, parts=order.parts[:2])
    made = []
    for _ in range(2):
        write_pdf(built / "site", order)
        made.append((built / "site" / PDF).read_bytes())
    assert made[0] == made[1]
    with pikepdf.open(io.BytesIO(made[0])) as opened:
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20261122")


@pytest.mark.parametrize("address", ["", "https://example.org/guidance/"])
def test_links_lead_into_the_book_or_to_the_web_or_are_plain_words(address: str, built: Path) -> None:
    order = order_of(built, address)
    html = compose(order, built / "site")
    hrefs = set(re.findall(r'<a href="([^"]*)"', html))
    places = set(re.findall(r'\bid="([^"]*)"', html))
    inside = {href[1:] for href in hrefs if href.startswith("#")}
    assert inside <= places
    assert "themes/team-working.html" in inside
    own = {href for href in hrefs if href.startswith("https://example.org/")}
    assert all(href.startswith(("#", "https://", "http://")) for href in hrefs)
    assert bool(own) == bool(address)


def test_only_a_site_that_has_it_offers_it(built: Path, project: MakeProject, guidance: Guidance) -> None:
    with_pdf = {
        path.relative_to(built) for path in (built / "site").rglob("*.html") if PDF in path.read_text()
    }
    assert {str(path) for path in with_pdf} == {
        "site/index.html",
        "site/about/data.html",
    }
    plain = project({})
    assert guidance(plain, "render").exit_code == 0
    assert [path for path in (plain / "docs").rglob("*.md") if PDF in path.read_text("utf-8")] == []


def test_without_weasyprint_nothing_is_touched(
    project: MakeProject, guidance: Guidance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    root = project({"site/index.html": "the last one"})
    outcome = guidance(root, "build", "--pdf")
    assert outcome.exit_code == 3
    assert "The PDF needs WeasyPrint" in outcome.output
    assert "libpango" in outcome.output
    assert (root / "site" / "index.html").read_text() == "the last one"
    assert not (root / "docs").exists()
