"""The board paper in a browser: what it is put together from, what is kept, and the documents it becomes."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import axe_in_both_schemes
from tests.browser.conftest import OpenPage
from tests.browser.test_compare import NO_STORAGE

PAPER = "board-paper.html"
KEY = "guidance.board"
FULL = """Storage.prototype.setItem = function () { throw new DOMException("full", "QuotaExceededError"); }"""
MARKUP = '<img src=x onerror="alert(1)"> & "quotes" \u0000\ud800 {{ 7*7 }}'
GIVEN = {
    "cost": "£85,000",
    "day": "2027-01-14",
    "reason": "The record goes live in May.",
}
EVERY = """() => guidanceBoardPaper.asks.flatMap(([ask]) =>
    ['', ...guidanceBoardPaper.types.map(([type]) => type)].map(type => [ask, type]))"""
DOCUMENT = """async ([ask, type, kind, given]) => {
    await guidance.load('assets/javascripts/documents.js');
    const made = guidanceBoard.compose({ ask, type, given });
    const written = guidanceDocuments[kind](made.title, made.blocks, 'paper');
    const bytes = new Uint8Array(await written.arrayBuffer());
    return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
}"""
LENGTH = """([ask, type]) => JSON.stringify(guidanceBoard.compose({ ask, type, given: {} }).blocks).length"""


def paper(page: Page) -> Any:
    return page.locator("#board-shown")


def kept(page: Page) -> Any:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "null")


def document(page: Page, ask: str, kind: str, path: Path, name: str = "", **given: str) -> Path:
    path.write_bytes(base64.b64decode(page.evaluate(DOCUMENT, [ask, name, kind, given])))
    return path


def test_every_paper_is_made_of_its_statements_its_blanks_and_nothing_else(
    server: str, open_page: OpenPage
) -> None:
    page = open_page(server + PAPER)
    data = page.evaluate("guidanceBoardPaper")
    titles = {title for _, title, *_ in data["asks"]}
    for ask, name in page.evaluate(EVERY):
        made = page.evaluate("([ask, type]) => guidanceBoard.compose({ ask, type, given: {} })", [ask, name])
        of_ask, of_type = data["papers"][ask]["all"], data["papers"][ask]["types"][name]
        wanted = [data["statements"][place] for places in (*of_ask, *of_type) for place in places]
        items = [block["item"] for block in made["blocks"] if "item" in block]
        assert sorted(map(_said, items)) == sorted((s[1], data["notes"][s[2]][0]) for s in wanted)
        blanks = [part["blank"] for part in _parts(made["blocks"]) if "blank" in part]
        assert sorted(blanks) == sorted(f"[to be filled in by {who}]" for _, _, who in data["blanks"])
        assert made["title"].removeprefix("Paper for the board: ") in titles


def _parts(blocks: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        cells = [cell for row in block.get("table", {}).get("rows", ()) for cell in row]
        for text in (block.get("text"), block.get("item"), *cells):
            yield from (part for part in (text if isinstance(text, list) else []) if isinstance(part, dict))


def _said(item: list[Any]) -> tuple[str, str]:
    """The text of a statement and its note."""
    [note] = [part["note"] for part in item if isinstance(part, dict) and "note" in part]
    return next(part for part in item if isinstance(part, str)), note


def test_a_paper_is_chosen_filled_in_and_kept(place: str, open_page: OpenPage) -> None:
    page = open_page(place + PAPER)
    page.get_by_label("What you ask for").select_option("Chief nursing information officer (CNIO)")
    page.get_by_label("Type of organisation").select_option("Mental health")
    for name, value in GIVEN.items():
        page.locator(f"#board-{name}").fill(value)
    expect(paper(page).get_by_role("heading", level=2)).to_have_text(
        "Paper for the board: Chief nursing information officer (CNIO)"
    )
    for words in ("£85,000", "14 January 2027", "The record goes live in May.", "told in 2022"):
        expect(paper(page)).to_contain_text(words)
    expect(paper(page)).to_contain_text("[to be filled in by finance]")
    page.reload()
    expect(page.locator("#board-cost")).to_have_value("£85,000")
    expect(paper(page)).to_contain_text("14 January 2027")
    assert kept(page) == {"version": 1, "ask": "cnio", "type": "mental-health", "given": GIVEN}
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase what I wrote").click()
    expect(page.locator("#board-cost")).to_have_value("")
    expect(page.locator("#board-ask")).to_have_value("cnio")
    assert kept(page) is None


def test_every_figure_leads_to_its_source_by_keyboard(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}{PAPER}?ask=team&type=acute")
    first = paper(page).locator("sup a").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#board-note-1")).to_be_in_viewport()
    notes = paper(page).locator(".g-board__notes li").all_inner_texts()
    assert len(notes) > 10
    assert all("(October 2022)" in note or "release" in note or "20" in note for note in notes)


def test_it_is_filled_in_and_saved_by_keyboard_alone(server: str, open_page: OpenPage) -> None:
    page = open_page(server + PAPER)
    page.locator("#board-ask").focus()
    page.keyboard.type("Protected")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Coast Trust")
    page.get_by_role("button", name="Save for Word (.docx)").focus()
    with page.expect_download() as found:
        page.keyboard.press("Enter")
    assert found.value.suggested_filename == "board-paper-time.docx"
    expect(page.locator(".g-board__status")).to_contain_text("Saved as a document")
    expect(paper(page)).to_contain_text("Coast Trust")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("?ask=wizard", "The address asks for “wizard”, which this guidance doesn’t know."),
        ("?ask=__proto__&type=constructor", "The address names “constructor”"),
        ("?ask=%3Cscript%3Ealert(1)%3C/script%3E", "The address asks for “<script>alert(1)</script>”"),
        (f"?ask={'x' * 5000}", f"The address asks for “{'x' * 60}…”"),
    ],
)
def test_an_address_that_asks_for_nothing_known_says_so_and_loses_nothing(
    address: str, words: str, place: str, open_page: OpenPage
) -> None:
    page = open_page(place + PAPER)
    page.locator("#board-cost").fill("£1")
    page.goto(place + PAPER + address)
    expect(page.locator(".g-board__warnings")).to_contain_text(words)
    expect(page.locator("#board-ask")).to_have_value("team")
    expect(page.locator("#board-cost")).to_have_value("£1")
    expect(paper(page)).to_contain_text("£1")


def test_a_role_or_type_in_the_address_is_chosen(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}{PAPER}?ask=ccio&type=ambulance")
    expect(page.locator("#board-ask")).to_have_value("ccio")
    expect(paper(page)).to_contain_text(
        "No case study is from this type of organisation yet (Ambulance). These are from others."
    )


def test_long_values_and_markup_are_kept_whole_and_said_to_be_long(
    server: str, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(server + PAPER)
    long = "A word and another. " * 500
    page.locator("#board-reason").fill(long)
    expect(page.locator("#board-reason-long")).to_contain_text("10,000 characters: that is more than")
    typed = MARKUP.replace("\u0000", "").replace("\ud800", "")
    page.locator("#board-cost").fill(typed)
    expect(paper(page)).to_contain_text(typed)
    assert paper(page).locator("img").count() == 0
    page.reload()
    expect(page.locator("#board-reason")).to_have_value(long)
    for kind, part in (("word", "word/document.xml"), ("odt", "content.xml")):
        made = document(page, "team", kind, tmp_path / kind, cost=MARKUP, reason=long)
        with zipfile.ZipFile(made) as opened:
            text = opened.read(part).decode()
        assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp;" in text
        assert "\u0000" not in text
        assert text.count("A word and another.") == 500


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "null",
        "[]",
        '{"version":2,"ask":"team","type":"","given":{}}',
        '{"version":1,"ask":"team","type":"","given":{"cost":5}}',
        '{"version":1,"ask":"team","type":"","given":[]}',
        "x" * 100_000,
    ],
)
def test_what_was_kept_and_cannot_be_read_is_put_aside_not_lost(
    broken: str, server: str, open_page: OpenPage
) -> None:
    page = open_page(server + PAPER)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, broken])
    page.reload()
    expect(page.locator(".g-board__warnings")).to_contain_text("can’t be read")
    page.locator("#board-cost").fill("£2")
    with page.expect_download() as found:
        page.get_by_role("button", name="Download what was kept").click()
    assert Path(found.value.path()).read_text("utf-8") == broken
    assert kept(page)["given"] == {"cost": "£2"}


def test_what_was_kept_of_a_post_that_is_gone_keeps_the_rest(server: str, open_page: OpenPage) -> None:
    page = open_page(server + PAPER)
    old = {
        "version": 1,
        "ask": "gone",
        "type": "gone",
        "given": {"cost": "£3", "day": "not a day", "old": "x"},
    }
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, json.dumps(old)])
    page.reload()
    expect(page.locator("#board-cost")).to_have_value("£3")
    expect(page.locator("#board-day")).to_have_value("not a day")
    expect(paper(page)).to_contain_text("not a day")


@pytest.mark.parametrize("script", [NO_STORAGE, FULL], ids=["none", "full"])
def test_without_storage_it_says_so_and_works(script: str, server: str, open_page: OpenPage) -> None:
    page = open_page("about:blank")
    page.add_init_script(script)
    page.goto(server + PAPER)
    page.locator("#board-cost").fill("£4")
    expect(page.locator(".g-board__status")).to_contain_text("This browser keeps nothing more")
    expect(paper(page)).to_contain_text("£4")
    with page.expect_download():
        page.get_by_role("button", name="Save as OpenDocument (.odt)").click()


def test_another_tab_is_followed(server: str, open_page: OpenPage) -> None:
    page = open_page(server + PAPER)
    other = page.context.new_page()
    other.goto(server + PAPER)
    other.locator("#board-money").fill("The digital budget")
    expect(page.locator("#board-money")).to_have_value("The digital budget")
    expect(page.locator(".g-board__status")).to_contain_text("Another tab changed the paper")


def test_nothing_is_asked_for_once_it_is_there_but_the_writer_of_documents(
    server: str, open_page: OpenPage
) -> None:
    page = open_page(server + PAPER)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#board-cost").fill("£5")
    with page.expect_download():
        page.get_by_role("button", name="Save for Word (.docx)").click()
    assert [url for url in asked if not url.startswith("blob:")] == [
        f"{server}assets/javascripts/documents.js"
    ]


def test_without_javascript_it_shows_how_a_paper_is_made_up(place: str, open_page: OpenPage) -> None:
    page = open_page(place + PAPER, javascript=False)
    expect(page.get_by_text("Without JavaScript, this page shows how a paper is made up")).to_be_visible()
    expect(page.get_by_role("heading", name="What is left blank")).to_be_visible()
    expect(page.get_by_text("To be filled in by finance").first).to_be_visible()
    expect(page.locator("#board")).to_be_hidden()
    assert page.locator(".g-board__example .g-cite").count() > 20


def test_the_old_page_leads_here(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}business-case.html")
    page.wait_for_url(f"**/{PAPER}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Board paper")


@pytest.mark.parametrize("width", [1280, 320])
def test_it_is_accessible_with_a_paper_and_messages(width: int, server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}{PAPER}?ask=none", width=width)
    page.locator("#board-reason").fill("x" * 3000)
    assert axe_in_both_schemes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def longest(page: Page, most: int) -> list[list[str]]:
    """Papers for one ask each, the longest first."""
    sizes = {tuple(pair): page.evaluate(LENGTH, pair) for pair in page.evaluate(EVERY)}
    return [list(pair) for pair in sorted(sizes, key=lambda pair: -sizes[pair])[:most]]


@pytest.mark.parametrize("kind", ["word", "odt"])
def test_documents_are_well_formed_and_their_footnotes_are_there(
    kind: str, server: str, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(server + PAPER)
    for ask, name in longest(page, 4):
        with zipfile.ZipFile(document(page, ask, kind, tmp_path / "made", name)) as opened:
            assert opened.testzip() is None
            parts = {item: opened.read(item).decode() for item in opened.namelist()}
        for item, text in parts.items():
            if item != "mimetype":
                expat.ParserCreate().Parse(text, True)  # raises where it is not well formed
        notes, repeats = (_word_notes if kind == "word" else _odt_notes)(parts)
        assert len(notes) == len(set(notes)) > 10
        assert repeats
        assert set(repeats) <= set(notes)


def _word_notes(parts: dict[str, str]) -> tuple[list[str], list[str]]:
    body = parts["word/document.xml"]
    made = re.findall(r'<w:footnote w:id="([1-9]\d*)"', parts["word/footnotes.xml"])
    assert re.findall(r'<w:footnoteReference w:id="(\d+)"', body) == made
    assert re.findall(r'<w:bookmarkStart w:id="\d+" w:name="note(\d+)"', body) == made
    return made, re.findall(r"NOTEREF note(\d+) ", body)


def _odt_notes(parts: dict[str, str]) -> tuple[list[str], list[str]]:
    assert next(iter(parts)) == "mimetype"
    body = parts["content.xml"]
    return re.findall(r'<text:note text:id="(\w+)"', body), re.findall(r'text:ref-name="(\w+)"', body)


def test_printed_it_takes_two_pages_at_most(server: str, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(server + PAPER)
    fill_all(page)
    for ask, name in longest(page, 4):
        page.goto(f"{server}{PAPER}?ask={ask}&type={name}")
        page.pdf(path=tmp_path / "printed.pdf", prefer_css_page_size=True)
        assert _pages(tmp_path / "printed.pdf") <= 2, (ask, name)


LINE = "A line of words that says what it is."


def fill_all(page: Page) -> None:
    for name, *_ in page.evaluate("guidanceBoardPaper.blanks"):
        page.locator(f"#board-{name}").fill("2027-01-14" if name == "day" else LINE)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice to count pages of documents")
def test_documents_take_two_pages_at_most(server: str, open_page: OpenPage, tmp_path: Path) -> None:
    """The longest papers, with a line in each blank."""
    page = open_page(server + PAPER)
    given = {name: LINE for name, *_ in page.evaluate("guidanceBoardPaper.blanks")}
    for ask, name in longest(page, 6):
        for kind, ending in (("word", "docx"), ("odt", "odt")):
            document(page, ask, kind, tmp_path / f"{kind}-{ask}-{name}.{ending}", name, **given)
    files = sorted(tmp_path.iterdir())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path / "pdf"]
    subprocess.run([*map(str, command), *map(str, files)], check=True, capture_output=True, timeout=300)
    made = {path.name: _pages(path) for path in (tmp_path / "pdf").glob("*.pdf")}
    assert len(made) == len(files)
    assert {name: count for name, count in made.items() if count > 2} == {}


def _pages(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def test_the_page_of_a_role_leads_to_the_paper_for_such_a_post(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}roles/cnio.html")
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true; })")
    page.get_by_role("link", name="A paper to ask your board for this post").click()
    expect(page.locator("#board-ask")).to_have_value("cnio")
    page.goto(f"{place}roles/medical-director.html")
    expect(page.get_by_role("link", name="A paper to ask your board")).to_have_count(0)
