"""The scan finds a withheld text whatever surrounds it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.content.yaml import parse_document
from generator.site.scan.phrases import Finder
from generator.site.scan.text import Text, iter_texts, words_of
from generator.site.scan.withheld import Scope, iter_said
from tests.examples import examples

NEEDLES = (b"heron", b"quiet ledger", b"the quiet ledger sings", b"ledger sings beside", b"old old canal")


@settings(max_examples=examples(200))
@given(st.lists(st.sampled_from(b" ".join(NEEDLES).split()), max_size=20))
def test_a_finder_finds_all_that_is_there_and_no_more(words: list[bytes]) -> None:
    text = b" %b " % b" ".join(words)
    assert Finder(NEEDLES, {}).find(words) == {phrase for phrase in NEEDLES if b" %b " % phrase in text}


def test_what_crosses_the_windows_of_a_long_text_is_found() -> None:
    finder = Finder(NEEDLES, {})
    for before in range((1 << 18) - 120, (1 << 18) + 20, 7):
        text = f"{'x ' * (before // 2)}the quiet ledger sings {'y ' * 9000}"
        parts = iter_texts("x.txt", text.encode())
        found = [finder.find(words_of(part.text)) for part in parts if isinstance(part, Text)]
        assert any(b"the quiet ledger sings" in phrases for phrases in found)


COMMENTED = """\
title: "A # sign" # behind a text
# below each other
# are one
"""


def test_what_stands_behind_a_sign_is_a_comment_wherever_the_sign_is() -> None:
    document, problems = parse_document(COMMENTED.encode(), "content/site.yml")
    assert document is not None, problems
    said = [(each.line, each.text) for each in iter_said([document], Scope()) if each.field == "comment"]
    assert said == [
        (1, " behind a text"),
        (1, ' sign" # behind a text\n below each other\n are one'),
    ]
