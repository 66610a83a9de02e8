"""What loading a page may cost: bytes, requests, and files that delay the first paint.

Times depend on the computer; `python -m bench.readers` measures them.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import material
import pytest

MOST_BYTES = 90_000
"""Of a first page with everything it names, compressed. Requests of scripts are counted in a browser."""
MOST_BYTES_OF_FORM = 130_000
FORMS = {"about/case-study-form.html", "board-paper.html", "self-assessment.html"}
"""Pages with forms."""
HEADERS = 900
"""Bytes that nginx puts before each answer, at the most."""
MOST_REQUESTS = 12
WAITED_FOR = {"early.js"}
"""The only script that blocks the page: without it, the page would flash in the wrong colours."""

LINK = re.compile(r"<link\b[^>]*>")
SCRIPT = re.compile(r"<script\b[^>]*>")
IMAGE = re.compile(r"<img\b[^>]*>")
ASKED_FOR = re.compile(r'rel="(?:stylesheet|icon)"')


def attribute(tag: str, name: str) -> str:
    found = re.search(rf'\s{name}="([^"]*)"', tag)
    return found[1] if found else ""


@cache
def weight(path: Path) -> int:
    data = path.read_bytes()
    return min(len(data), len(gzip.compress(data, 6))) + HEADERS


def pages(site: Path) -> Iterator[tuple[Path, str]]:
    """All pages but redirects and the page for unknown addresses, whose links begin at a server's top."""
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        if path.name != "404.html" and 'http-equiv="refresh"' not in text:
            yield path, text


def files_of(page: Path, text: str) -> set[Path]:
    links = [attribute(tag, "href") for tag in LINK.findall(text) if ASKED_FOR.search(tag)]
    others = [attribute(tag, "src") for tag in (*SCRIPT.findall(text), *IMAGE.findall(text))]
    return {(page.parent / address).resolve() for address in (*links, *others) if address}


def most_bytes(address: str) -> int:
    return MOST_BYTES_OF_FORM if address in FORMS else MOST_BYTES


def test_a_first_page_is_light(built_site: Path) -> None:
    for page, text in pages(built_site):
        files, address = files_of(page, text), page.relative_to(built_site).as_posix()
        assert weight(page) + sum(map(weight, files)) <= most_bytes(address), page
        assert len(files) + 1 <= MOST_REQUESTS, page


def test_the_browser_waits_for_one_script_alone(built_site: Path) -> None:
    for page, text in pages(built_site):
        waiting = [tag for tag in SCRIPT.findall(text) if attribute(tag, "src") and "defer" not in tag]
        assert {Path(attribute(tag, "src")).name for tag in waiting} == WAITED_FOR, page


def test_a_screen_does_not_wait_for_what_is_for_paper(built_site: Path) -> None:
    for page, text in pages(built_site):
        [paper] = [tag for tag in LINK.findall(text) if "print.css" in tag]
        assert attribute(paper, "media") == "print", page


def test_nothing_moves_when_a_picture_comes(built_site: Path) -> None:
    for page, text in pages(built_site):
        for tag in IMAGE.findall(text):
            assert attribute(tag, "width"), page
            assert attribute(tag, "height"), page


def test_one_style_sheet_of_material_is_there_and_nothing_else(built_site: Path) -> None:
    """Its scripts are for a menu and a search that are not used. They would be a fifth of the site."""
    names = {path.name for path in (Path(material.__file__).parent / "templates" / "assets").rglob("*.*")}
    [found] = [path for path in (built_site / "assets").rglob("*.*") if path.name in names]
    assert all(found.name in text for _, text in pages(built_site))


@pytest.mark.parametrize("name", ["vendor/", "search.js", "search.css"])
def test_what_no_page_needs_at_first_is_not_asked_for(name: str, built_site: Path) -> None:
    """It is loaded on demand."""
    for page, text in pages(built_site):
        files = (file.relative_to(built_site.resolve()).as_posix() for file in files_of(page, text))
        assert not any(name in file for file in files), page


@pytest.mark.parametrize(
    ("script", "sign"),
    [
        ("finder.js", 'id="finder"|compare-page.css'),
        ("form.js", 'id="case-form"'),
        ("assess.js", 'id="assess-questions"'),
        ("board.js", 'id="board-shown"'),
        ("teams.js", 'id="teams-yours"'),
        ("documents.js", 'id="assess-questions"'),
    ],
)
def test_a_script_that_some_pages_need_is_asked_for_there_alone(
    script: str, sign: str, built_site: Path
) -> None:
    for page, text in pages(built_site):
        names = {path.name for path in files_of(page, text)}
        assert (script in names) == (re.search(sign, text) is not None), page
