"""Glossary words are found as written and explained once on a page, and change no other text."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.content.model.guidance import Term
from generator.rendering.prose_writer import TermMarker, escape, link_first_uses, without_marks


def term(
    identifier: str, name: str, *also: str, abbreviation: str | None = None, explain: bool = True
) -> Term:
    return Term(
        id=identifier,
        term=name,
        also=also,
        abbreviation=abbreviation,
        definition="x",
        explain_on_pages=explain,
    )


TERMS = (
    term("wte", "whole-time equivalent", "FTE", abbreviation="WTE"),
    term("pa", "programmed activity", abbreviation="PA"),
    term("ics", "integrated care system", abbreviation="ICS"),
    term("ics-board", "integrated care system board"),
    term("board", "Board", explain=False),
    term("backfill", "backfill"),
    term("rd", "R&D", "research & development"),
    term("cpp", "C++"),
)
MARKER = TermMarker(TERMS)


def linked(text: str) -> str:
    return link_first_uses(MARKER.mark(text))


def link(word: str, identifier: str) -> str:
    return f"[{word}](/glossary.md#{identifier}){{ .g-term }}"


FOUND = {
    "an abbreviation": ("Two WTE.", f"Two {link('WTE', 'wte')}."),
    "a long form": ("A whole-time equivalent is", f"A {link('whole-time equivalent', 'wte')} is"),
    "another spelling": ("Two FTE", f"Two {link('FTE', 'wte')}"),
    "a plural, with its s outside": ("Two PAs a week", f"Two {link('PA', 'pa')}s a week"),
    "a capital at the start of a sentence": ("Backfill helps", f"{link('Backfill', 'backfill')} helps"),
    "the longest of several": (
        "the integrated care system board met",
        f"the {link('integrated care system board', 'ics-board')} met",
    ),
    "a word in brackets": ("time (WTE)", f"time ({link('WTE', 'wte')})"),
    "a word in quotation marks": ('"backfill"', f"&quot;{link('backfill', 'backfill')}&quot;"),
    "a word with a sign": ("for R&D work", f"for {link('R&amp;D', 'rd')} work"),
    "a word twice, linked once": ("PA and PA", f"{link('PA', 'pa')} and PA"),
    "two names of one thing, linked once": ("WTE or FTE", f"{link('WTE', 'wte')} or FTE"),
    "a word behind an exclamation mark": ("So!WTE", f"So&#33;{link('WTE', 'wte')}"),
}
LEFT_ALONE = {
    "an abbreviation in small letters": "two pas and a wte",
    "a part of a word": "backfilling PAYE reBackfill",
    "a part of a compound": "non-WTE WTE-based pre-backfill",
    "a word that pages do not explain": "the Board met",
    "nothing": "",
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_a_word_is_linked_where_it_first_appears(text: str, expected: str) -> None:
    assert linked(text) == expected


@pytest.mark.parametrize("text", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_only_looks_like_a_word_is_left_alone(text: str) -> None:
    assert MARKER.mark(text) == escape(text)


def test_without_a_glossary_nothing_is_marked() -> None:
    assert TermMarker(()).mark("Two *WTE*") == "Two &#42;WTE&#42;"


def test_a_word_that_is_a_number_begins_no_list() -> None:
    marker = TermMarker([term("standard", "Standard", "365")])
    text = link_first_uses(marker.mark("365 and 365") + "\n\n" + marker.mark("365. More"))
    assert text.count("{ .g-term }") == 1
    assert not re.search(r"(?m)^\d+\.", text)


TEXTS = st.lists(
    st.sampled_from(
        ["WTE", "PAs", "backfill", "R&D", "C++", " ", "-", "s", "\ue000", "\ue001", "\ue002", "["]
    )
    | st.text(max_size=3),
    max_size=12,
).map("".join)


@given(TEXTS)
def test_marking_changes_no_text(text: str) -> None:
    assert html.unescape(without_marks(MARKER.mark(text))) == html.unescape(escape(text))


@given(TEXTS)
def test_no_mark_is_left_on_a_page(text: str) -> None:
    page = link_first_uses(MARKER.mark(text))
    assert not re.search("[\ue000-\ue002]", page)
    used = re.findall(r"\]\(/glossary\.md#([a-z-]+)\)\{ \.g-term \}", page)
    assert len(used) == len(set(used))
    assert set(used) <= {known.id for known in TERMS if known.explain_on_pages}
