"""What a file says, with the place of every value in it.

Schemas judge plain data, but editors need a line and a column. A Document gives
both, so that whatever a later stage objects to can be pointed at in the file.
Hardly any file has a mistake, so places are read only when somebody asks for one.
It knows neither the disk nor YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from generator.basics.problem import Position, Span

Location: TypeAlias = tuple[str | int, ...]
"""The way from the root to a value: keys of mappings, and indexes of lists from 0."""

PlainData: TypeAlias = "str | list[PlainData] | dict[str, PlainData] | None"


@dataclass(frozen=True)
class Scalar:
    """A text."""

    text: str
    span: Span
    """With its quotes; a text below `|` or `>` from its first character to its last."""
    is_plain: bool
    """Written without quotes, `|` or `>`."""


@dataclass(frozen=True)
class Sequence:
    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True)
class Mapping:
    entries: dict[str, Pair]
    span: Span


@dataclass(frozen=True)
class Pair:
    key: Scalar
    value: Node


Node: TypeAlias = Scalar | Sequence | Mapping


@dataclass(frozen=True, eq=False)  # one file read once is one document: comparing texts would be slow
class Document:
    path: str
    """Relative to the project's folder, with forward slashes."""
    text: str
    """The whole file as written, with `\\n` line ends."""
    data: dict[str, PlainData]
    """What it says, for whoever needs no places. Not to be changed."""
    read: Callable[[Document], Mapping]
    """Reads the same from the text again, with the place of every value."""
    body: str = ""
    """What follows the front matter of a Markdown file."""
    body_line: int = 0
    """The line of the file on which the body starts, from 1; 0 when there can be no body."""

    @property
    def root(self) -> Mapping:
        return self.read(self)

    @property
    def lines(self) -> list[str]:
        """As editors count them: a line end at the very end begins no line."""
        return self.text.removesuffix("\n").split("\n")

    def span_of(self, location: Location, of_key: bool = False) -> Span:
        """The deepest part of `location` that exists, or its key where it has one."""
        found = [self.root, *_iter_path(self.root, location)][-1]
        if isinstance(found, Pair):
            return found.key.span if of_key else found.value.span
        return found.span

    def find_text(self, location: Location, needle: str, nth: int = 0) -> Span:
        """Where `needle` is, for the nth time from 0, in the raw lines of the value at `location`.

        Spaces in `needle` also match the line breaks that folding removes. Falls
        back to the value's span, since quoting may spell a text differently.
        """
        span = self.span_of(location)
        return self._find(needle, nth, span) or span

    def find_in_body(self, needle: str, nth: int = 0) -> Span:
        """The same in the body; falls back to the body's first line."""
        lines = self.lines
        first = min(max(self.body_line, 1), len(lines))
        start, last = Position(first, 1), Position(len(lines), len(lines[-1]) + 1)
        line = Span(start, Position(first, len(lines[first - 1]) + 1))
        return self._find(needle, nth, Span(start, last)) or line

    def _find(self, needle: str, nth: int, within: Span) -> Span | None:
        raw = self._raw(within)
        match = _nth(needle_pattern(needle).finditer(raw), nth) if needle.split() and nth >= 0 else None
        if match is None:
            return None
        start = _advance(within.start, raw[: match.start()])
        return Span(start, _advance(start, match[0]))

    def _raw(self, span: Span) -> str:
        first, last = span.start.line - 1, span.end.line - 1
        lines = self.lines[first : last + 1]
        lines[-1:] = [line[: span.end.column - 1] for line in lines[-1:]]
        lines[:1] = [line[span.start.column - 1 :] for line in lines[:1]]
        return "\n".join(lines)


@dataclass(frozen=True)
class FieldPlace:
    """Where something is in a document, before anybody needs to know the line."""

    location: Location = ()
    needle: str = ""
    """The text that is meant in the value there; empty for all of it."""
    occurrence: int = 0
    """Which of several, from 0."""
    is_in_body: bool = False
    """In the body, and in no value."""

    def span_in(self, document: Document) -> Span:
        if self.is_in_body:
            return document.find_in_body(self.needle, self.occurrence)
        return document.find_text(self.location, self.needle, self.occurrence)


def needle_pattern(needle: str) -> re.Pattern[str]:
    """Finds `needle` in a text, however its spaces are broken into lines there."""
    return re.compile(r"\s+".join(re.escape(word) for word in needle.split()))


def plain(node: Node) -> PlainData:
    """What a schema judges. None is an absent value; a quoted '' is a text.

    Calls itself for what is inside; a reader limits how deep that can be.
    """
    match node:
        case Scalar(text, _, is_plain):
            return None if is_plain and not text else text
        case Sequence(items, _):
            return [plain(item) for item in items]
        case Mapping(entries, _):
            return {key: plain(entry.value) for key, entry in entries.items()}


def _iter_path(root: Node, location: Location) -> Iterator[Node | Pair]:
    """The steps of `location` that exist, outermost first, without the root."""
    node = root
    for step in location:
        found = _child(node, step)
        if found is None:
            return
        yield found
        node = found.value if isinstance(found, Pair) else found


def _child(node: Node, step: str | int) -> Node | Pair | None:
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.entries.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


def _nth(matches: Iterable[re.Match[str]], nth: int) -> re.Match[str] | None:
    return next(islice(matches, nth, None), None)


def _advance(start: Position, text: str) -> Position:
    """The position behind `text` when `text` begins at `start`."""
    breaks = text.count("\n")
    if not breaks:
        return Position(start.line, start.column + len(text))
    return Position(start.line + breaks, len(text) - text.rindex("\n"))
