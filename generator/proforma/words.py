"""Words of a text, how alike two texts are, and what a tick or a single word says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from generator.proforma.rules import BLANK, MARKS, NO, QUIET, YES

_WORD = re.compile(r"[a-z0-9]+(?:[.][0-9]+)*")
Mark = Literal["", "on", "off", "cross"]


@lru_cache(2_000)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without accents and marks."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("e-mail", "email").replace("co-", "co"))
    return tuple(_WORD.findall("".join(sign for sign in plain if not unicodedata.combining(sign))))


def stem(word: str) -> str:
    """A word without its plural: enough to see `roles` in `role`."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(2_000)
def key_words(text: str) -> frozenset[str]:
    """The words that say what a text is about."""
    return frozenset(stem(word) for word in words_of(text) if word not in QUIET)


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """From 0, no word in common, to 1, the same words."""
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def unknown_words(text: str, known: Iterable[str]) -> list[str]:
    """The words of a text that none of the known texts has."""
    there = {stem(word) for other in known for word in words_of(other)} | QUIET
    return [word for word in words_of(text) if stem(word) not in there]


def is_blank(text: str) -> bool:
    """Whether an answer says that there is none."""
    return re.fullmatch(BLANK, text, re.IGNORECASE) is not None


_ANY = MARKS["on"] + MARKS["off"] + MARKS["cross"]
_BRACKETS = r"[\[(]\s*([xX✓✔✗✘×]?)\s*[\])]"
_AT_START = re.compile(rf"\s*(?:([{_ANY}])|{_BRACKETS}|([xX])(?=\s|$))\s*")
_AT_END = re.compile(rf"\s*(?:([{_ANY}])|{_BRACKETS}|(?<=\s)([xX]))\s*$")


def without_mark(text: str) -> tuple[str, Mark]:
    """A text without the ticks at its ends, and what they say."""
    marks: list[Mark] = []
    while match := _AT_START.match(text):
        marks.append(_mark(match))
        text = text[match.end() :]
    while match := _AT_END.search(text[-12:]):
        marks.append(_mark(match))
        text = text[: len(text) - len(text[-12:]) + match.start()]
    # Somebody who types x beside an empty box means the x.
    return text.strip(), "on" if "on" in marks else "cross" if "cross" in marks else marks[0] if marks else ""


def _mark(match: re.Match[str]) -> Mark:
    sign = match[1] or match[2] or match[3] or ""
    if not sign:
        return "off"
    return "cross" if sign in f"xX{MARKS['cross']}" else "off" if sign in MARKS["off"] else "on"


def is_mark(text: str) -> bool:
    """Whether a text is nothing but ticks."""
    label, mark = without_mark(text)
    return not label and bool(mark)


def read_yes_no(text: str) -> bool | None:
    """What a tick or a single word says; None when it says neither, or more than that."""
    label, mark = without_mark(text)
    if not label:
        return None if not mark else mark != "off"
    word = label.replace("’", "'").strip()
    if re.fullmatch(YES, word, re.IGNORECASE):
        return mark != "off"
    return False if re.fullmatch(NO, word, re.IGNORECASE) and mark != "off" else None
