"""Comments that say why something that looks personal may be public.

    # not personal: 0300 123 4567 is the public number of a helpline

The thing is quoted, so that a reason covers it alone, wherever it stands in the file: a text
below `|` and the body of a page can hold no comment of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.basics.problem import Problem
from generator.checks.personal_data.sighting import Lines, Sighting

_REASON = re.compile(r"^[ \t]*#[ \t]*not personal\b[ \t]*:?(?P<words>[^\n]*)$", re.MULTILINE | re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST_WORDS = 2
"""What a reason needs beside the thing that it quotes."""


@dataclass(frozen=True)
class Reason:
    start: int
    end: int
    words: str
    """The thing, and why it may be public, with one space between words."""

    def covers(self, sighting: Sighting) -> bool:
        thing = _squeezed(sighting.text)
        return thing in self.words and len(_WORD.findall(self.words.replace(thing, " ", 1))) >= FEWEST_WORDS


def _squeezed(text: str) -> str:
    """One space for each gap, without the sign of a comment that a gap may run over."""
    return " ".join(text.replace("#", " ").split())


def iter_reasons(text: str) -> Iterator[Reason]:
    """The reasons in a file, in order."""
    for match in _REASON.finditer(text):
        start = match.start() + match[0].index("#")
        yield Reason(start, match.end(), _squeezed(match["words"]))


def iter_useless(path: str, lines: Lines, reasons: Iterable[Reason], used: set[Reason]) -> Iterator[Problem]:
    """Comments that silence nothing. Without words they are a mistake; else what they were for is gone."""
    for reason in reasons:
        span = lines.span(reason.start, reason.end)
        if len(_WORD.findall(reason.words)) < FEWEST_WORDS:
            yield Problem(
                path,
                span,
                "personal-reason-missing",
                "this comment does not say why the thing may be public",
                expected="# not personal: the thing as it stands in the file, and why it may be public",
            )
        elif reason not in used:
            yield Problem(
                path,
                span,
                "personal-reason-unused",
                "this comment silences nothing",
                expected="no comment, or one that quotes the thing as it stands in the file, and says why",
                severity="warning",
            )
