"""A mistake in the content, as a value: where it is, what was found, what was expected.

Problems are never raised. Stages return them beside their result, so that one run reports
everything that is wrong. An exception in this program means a bug in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches


@dataclass(frozen=True, order=True)
class Position:
    """A place in a file. Line and column count from 1, as editors do."""

    line: int
    column: int


@dataclass(frozen=True, order=True)
class Span:
    """A range of a file, from `start` up to but not including `end`."""

    start: Position
    end: Position


START_OF_FILE = Span(Position(1, 1), Position(1, 1))


@dataclass(frozen=True)
class Problem:
    path: str
    """The file, relative to the project's folder, with forward slashes."""
    span: Span
    """The value at fault, or its key where the key is at fault."""
    code: str
    """A permanent short name for this kind of mistake, such as `unknown-reference`."""
    message: str
    found: str = ""
    expected: str = ""
    nearest: str = ""
    """The known name most like the one found; empty if a guess could mislead."""
    severity: str = "error"
    """`error` stops the build; `warning` does not."""
    line: str = field(default="", compare=False)
    """The text of the line on which `span` begins, for reports; empty if it is unknown."""

    @property
    def sort_key(self) -> tuple[str, Span, str, str]:
        return self.path, self.span, self.code, self.message


LEAST_ALIKE = 0.7
CLEAR_LEAD = 0.02


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like `word`; None if none is close, or if two are about equally close."""
    if len(word) > 200:
        return None
    matches = get_close_matches(word, list(known), n=2, cutoff=LEAST_ALIKE)
    if len(matches) == 2 and _likeness(word, matches[0]) - _likeness(word, matches[1]) < CLEAR_LEAD:
        return None
    return matches[0] if matches else None


def _likeness(a: str, b: str) -> float:
    return SequenceMatcher(None, b, a).ratio()
