"""Recognise a text that somebody may have edited: by the words in it, not by their order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[a-z0-9]+(?:[.][0-9]+)*")
_QUIET_TEXT = """
a an and any are as at be by can do does eg e.g for from g have how i ie if in is it of on or
please so that the their there they this to us we what which with you your s
"""
_QUIET = frozenset(_QUIET_TEXT.split())
"""Words that any two questions may share."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without accents and marks."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("e-mail", "email").replace("co-", "co"))
    return tuple(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def stem(word: str) -> str:
    """A word without its plural: enough to see `roles` in `role`."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def key_words(text: str) -> frozenset[str]:
    """The words that say what a text is about."""
    return frozenset(stem(word) for word in words_of(text) if word not in _QUIET)


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """From 0, no word in common, to 1, the same words."""
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def unknown_words(text: str, known: Iterable[str]) -> list[str]:
    """The words of a text that none of the known texts has."""
    there = {stem(word) for other in known for word in words_of(other)} | _QUIET
    return [word for word in words_of(text) if stem(word) not in there]


def same(first: str, second: str) -> bool:
    return words_of(first) == words_of(second)
