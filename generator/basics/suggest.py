"""The known word that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

LEAST_ALIKE = 0.7
CLEAR_LEAD = 0.02


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`; None when nothing is like it or two are equally like it."""
    if len(word) > 200:
        return None
    matches = get_close_matches(word, list(known), n=2, cutoff=LEAST_ALIKE)
    if len(matches) == 2 and _likeness(word, matches[0]) - _likeness(word, matches[1]) < CLEAR_LEAD:
        return None
    return matches[0] if matches else None


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, b, a).ratio()
