"""The problems of one file, gathered while it is read, and the file's lines to place them in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from generator.basics.floods import MOST_ALIKE, more_alike
from generator.basics.messages import code_of, problem
from generator.basics.problem import Position, Problem, Span

HARMLESS = frozenset({"duplicate-key", "no-break-space", "tag", "anchor", "directive", "folded-text"})
"""With only these, every value is still known, and later stages can look for more."""

NOT_STRUCTURAL = frozenset({"duplicate-key", "bidi-control", "folded-text"})
"""These never cause a syntax error."""

WORD = re.compile(r"[^\s,\[\]{}]+|\S")


@dataclass
class Report:
    """The problems of one file so far."""

    path: str
    lines: tuple[str, ...] = ("",)
    problems: list[Problem] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, Span] = field(default_factory=dict)
    """The first problem of each kind that is one too many: a binary file has thousands."""

    def add(self, key: str, span: Span, **values: Any) -> None:
        """`key`, `values`: as in the catalogue of messages."""
        code = code_of(key)
        self.codes.add(code)
        self.counts[code] = self.counts.get(code, 0) + 1
        if self.counts[code] <= MOST_ALIKE:
            self.problems.append(problem(key, self.path, self.inside(span), **values))
        else:
            self.left_out.setdefault(code, self.inside(span))

    @property
    def in_order(self) -> list[Problem]:
        """All problems by their place, and how many more there are of a kind."""
        more = [
            more_alike(self.path, span, code, self.counts[code] - MOST_ALIKE)
            for code, span in self.left_out.items()
        ]
        return sorted([*self.problems, *more], key=lambda found: found.sort_key)

    def inside(self, span: Span) -> Span:
        """`span` within the file: the parser's end of file is on a line that editors don't show."""
        start = self._inside(span.start)
        return Span(start, max(start, self._inside(span.end)))

    def _inside(self, position: Position) -> Position:
        last = len(self.lines) - (len(self.lines) > 1 and not self.lines[-1])
        if position.line > last:
            return Position(last, len(self.lines[last - 1]) + 1)
        return Position(position.line, min(position.column, len(self.lines[position.line - 1]) + 1))

    def stretch(self, line: int, column: int, length: int) -> Span:
        return Span(Position(line, column), Position(line, column + length))

    def token(self, position: Position, pattern: re.Pattern[str] = WORD) -> Span:
        """The word at `position`, or no more than the place when there is none."""
        start = self._inside(position)
        match = pattern.match(self.lines[start.line - 1], start.column - 1)
        return self.stretch(start.line, start.column, len(match[0]) if match else 0)

    def written(self, span: Span) -> str:
        """The first line of what is written at `span`."""
        line = self.lines[span.start.line - 1]
        end = span.end.column - 1 if span.end.line == span.start.line else len(line)
        return line[span.start.column - 1 : end][:80]
