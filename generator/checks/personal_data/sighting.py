"""One thing in a file that identifies a person or may do so, before anything is decided about it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from generator.basics.problem import Position, Problem, Span

CASE_STUDIES = "case_studies/"
_UNUSUAL = re.compile(r"[^\D0-9]|[\uff20\ufe6b\u00a0\u2000-\u200a\u202f\u205f\u3000]")
"""Digits of other scripts, wide signs, and spaces that look like a space."""


class Lines:
    """Where in a text each line begins, to turn offsets into places."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def span(self, start: int, end: int) -> Span:
        return Span(self._position(start), self._position(end))

    def _position(self, offset: int) -> Position:
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)


@dataclass(frozen=True)
class Sighting:
    start: int
    """Offsets in the file's text, from 0; the end is just behind."""
    end: int
    text: str
    kind: str
    """The last part of the problem's code, such as `email`."""
    message: str
    is_certain: bool
    is_grouped: bool = False
    """For an NHS number: written in groups of three, three and four, as nothing else is."""

    def may_be_silenced(self, path: str) -> bool:
        """Whether a reason can make it right: not for what can only be a patient or a contact."""
        if self.kind == "email":
            return not path.startswith(CASE_STUDIES)
        return not (self.kind == "nhs-number" and self.is_grouped)

    def as_problem(self, path: str, lines: Lines) -> Problem:
        expected = "nothing of the kind, not even in a comment"
        if self.may_be_silenced(path):
            expected += "; if it may be public, a line of its own: # not personal: the thing, and why"
        return Problem(
            path,
            lines.span(self.start, self.end),
            f"personal-{self.kind}",
            self.message,
            self.masked,
            expected,
            severity="error" if self.is_certain else "warning",
        )

    @property
    def masked(self) -> str:
        """Enough to know it by. The whole would be repeated in logs, which outlive the file."""
        words = " ".join(self.text.split())
        return f"{words[:2]}…{words[-2:]}" if len(words) > 6 else f"{words[:1]}…"


def plain_characters(text: str) -> str:
    """The text with ordinary digits, spaces and @ for those that only look different. Its length stays."""
    return text if text.isascii() else _UNUSUAL.sub(_usual, text)


def _usual(match: re.Match[str]) -> str:
    character = match[0]
    if character in "\uff20\ufe6b":
        return "@"
    value = unicodedata.digit(character, None)
    return " " if value is None else str(value)
