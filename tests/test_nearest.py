"""The nearest name is suggested only if it is likely to be meant."""

from __future__ import annotations

from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.basics.problem import CLEAR_LEAD, LEAST_ALIKE, nearest

KNOWN = ["regular-meetings", "team-profile", "collaboration-tools", "ccio", "cnio", "cio"]

GUESSES = {
    "a letter left out": ("regular-meeting", "regular-meetings"),
    "a letter too many": ("team-profiles", "team-profile"),
    "two letters swapped": ("colalboration-tools", "collaboration-tools"),
    "capitals and a space": ("Team profile", "team-profile"),
    "nothing like it": ("quantum-physics", None),
    "no text": ("", None),
    "two that are equally like it": ("cncio", None),
    "far too long": ("regular-meetings" * 20, None),
}


@pytest.mark.parametrize(("word", "guess"), GUESSES.values(), ids=GUESSES)
def test_the_nearest_word(word: str, guess: str | None) -> None:
    assert nearest(word, KNOWN) == guess


def test_nothing_is_nearest_when_nothing_is_known() -> None:
    assert nearest("ccio", []) is None


WORDS = st.text("abcdefg-", max_size=12)


@given(WORDS, st.lists(WORDS, max_size=8, unique=True))
def test_a_guess_is_a_known_word_that_no_other_matches_better(word: str, known: list[str]) -> None:
    guess = nearest(word, known)

    def likeness(other: str) -> float:
        return SequenceMatcher(None, other, word).ratio()

    if guess is None:
        best = sorted(map(likeness, known), reverse=True)[:2]
        assert not best or best[0] < LEAST_ALIKE or (len(best) == 2 and best[0] - best[1] < CLEAR_LEAD)
    else:
        assert guess in known
        assert likeness(guess) == max(map(likeness, known))


@given(WORDS, st.lists(WORDS, max_size=8, unique=True))
def test_the_order_of_the_known_words_does_not_matter(word: str, known: list[str]) -> None:
    assert nearest(word, known) == nearest(word, known[::-1])


@given(st.text("abcdefg-", min_size=1, max_size=12))
def test_a_known_word_is_nearest_to_itself_alone(word: str) -> None:
    assert nearest(word, [word]) == word
