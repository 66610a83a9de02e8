"""Looking into a page stretch by stretch finds what looking into it as a whole finds."""

from __future__ import annotations

import gzip
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.leak_scan import unpack
from generator.leak_scan.binary import PAGEFIND
from generator.leak_scan.escapes import without_escapes
from generator.leak_scan.file_search import FileSearch
from generator.leak_scan.needles import Finder
from generator.leak_scan.unpack import Closed, Markup, Piece, iter_pieces
from generator.leak_scan.words import words_of

NEEDLES = (b"heron", b"quiet ledger", b"the quiet ledger sings", b"ledger sings beside", b"old old canal")
PARTS = (
    "the ", "quiet", " quiet ", "ledger ", "sings ", "beside ", "old ", "canal ", "her", "on ",
    "&#104;eron ", "\n",
    "<p>", "</p>\n", "</li>\n", "<br>\n", "<b>", "</b>\n", "</b>", "</a>\n", '<a title="the quiet ledger',
    '">\n', ">\n",
    "<!-- quiet", "-->\n", "<!-- heron -->\n", "&lt;b&gt;", "&lt;", "&amp;", "’", "\\u0065", "%68eron ",
    "</div>\n",
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=25).map("".join))
def test_nothing_is_missed_between_stretches(body: str) -> None:
    finder = Finder(NEEDLES, {})
    page = f"<!doctype html>\n{body}".encode()
    whole = set[bytes]()
    for piece in iter_pieces("x.html", page):
        if isinstance(piece, Piece):
            whole |= finder.find(words_of(piece.text))
        elif isinstance(piece, Markup):
            whole |= frozenset().union(*(finder.find(words_of(without_escapes(tag))) for tag in piece.tags))
    assert whole <= FileSearch(finder).find("x.html", page).needles


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(b" ".join(NEEDLES).split()), max_size=20))
def test_a_finder_finds_all_that_is_there_and_no_more(words: list[bytes]) -> None:
    text = b" %b " % b" ".join(words)
    assert Finder(NEEDLES, {}).find(words) == {needle for needle in NEEDLES if b" %b " % needle in text}


def test_what_crosses_the_windows_of_a_long_text_is_found() -> None:
    search = FileSearch(Finder(NEEDLES, {}))
    for before in range((1 << 18) - 120, (1 << 18) + 20, 7):
        text = f"{'x ' * (before // 2)}the quiet ledger sings {'y ' * 9000}"
        assert b"the quiet ledger sings" in search.find("x.txt", text.encode()).needles


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=6), st.integers(len(PAGEFIND), 50))
def test_an_archive_of_index_files_says_what_they_say_however_it_is_read(said: list[str], size: int) -> None:
    archive = b"".join(PAGEFIND + json.dumps({"content": text}).encode() for text in said)
    together = "\n".join(piece.text for piece in iter_pieces("x", archive) if isinstance(piece, Piece))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unpack, "_CHUNK", size)
        pieces = list(iter_pieces("x.gz", gzip.compress(archive)))
    assert "\n".join(piece.text for piece in pieces if isinstance(piece, Piece)) == together
    assert len(words_of(together)) >= len(said)


def test_of_an_archive_that_is_cut_short_what_is_there_is_read_and_the_rest_is_told() -> None:
    archive = b"".join(PAGEFIND + b'{"content": "the %d heron"}' % number for number in range(60_000))
    whole = gzip.compress(archive)
    pieces = list(iter_pieces("x.gz", whole[: len(whole) // 2]))
    assert isinstance(pieces[-1], Closed)
    assert any("heron" in piece.text for piece in pieces if isinstance(piece, Piece))
