"""The data of a file, with the position of every value in it.

Schemas validate plain data, but editors need a line and a column. A Document gives
both, so that a problem found at any later stage can be shown in the file. Few files
have mistakes, so positions are read only on demand. This module knows neither the
disk nor YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from generator.basics.problem import Position, Span

Location: TypeAlias = tuple[str | int, ...]
"""The path from the root to a value: keys of mappings, and indexes of lists from 0."""

PlainData: TypeAlias = "str | list[PlainData] | dict[str, PlainData] | None"


@dataclass(frozen=True)
class Scalar:
    """A text."""

    text: str
    span: Span
    """Including quotes. For a text below `|` or `>`, from its first character to its last."""
    is_plain: bool
    """Whether it is written without quotes, `|` or `>`."""


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


@dataclass(frozen=True, eq=False)  # compared by identity: a file is read once, and comparing texts is slow
class Document:
    path: str
    """Relative to the project's folder, with forward slashes."""
    text: str
    """The whole file as written, with `\\n` line ends."""
    data: dict[str, PlainData]
    """The file's data without positions. Not to be changed."""
    read: Callable[[Document], Mapping]
    """Parses the text again, with the position of every value."""
    body: str = ""
    """What follows the front matter of a Markdown file."""
    body_line: int = 0
    """The line of the file on which the body starts, from 1; 0 if there can be no body."""

    @property
    def root(self) -> Mapping:
        return self.read(self)

    @property
    def lines(self) -> list[str]:
        """The lines as editors count them: a line end at the end of the file does not begin another."""
        return self.text.removesuffix("\n").split("\n")

    def span_of(self, location: Location, of_key: bool = False) -> Span:
        """The span of the deepest part of `location` that exists: the value, or the key if `of_key`."""
        found = [self.root, *_iter_path(self.root, location)][-1]
        if isinstance(found, Pair):
            return found.key.span if of_key else found.value.span
        return found.span

    def find_text(self, location: Location, needle: str, nth: int = 0) -> Span:
        """The nth occurrence (from 0) of `needle` in the raw lines of the value at `location`.

        Spaces in `needle` also match the line breaks that folding removes. Falls
        back to the value's span, since quoting may spell a text differently.
        """
        span = self.span_of(location)
        return self._find(needle, nth, span) or span

    def find_in_body(self, needle: str, nth: int = 0) -> Span:
        """The nth occurrence (from 0) of `needle` in the body. Falls back to the body's first line."""
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
    """A place in a document, whose line is worked out only on demand."""

    location: Location = ()
    needle: str = ""
    """The text within the value; empty for the whole value."""
    occurrence: int = 0
    """Which occurrence of `needle`, from 0."""
    is_in_body: bool = False
    """Whether the place is in the body instead of a value."""

    def span_in(self, document: Document) -> Span:
        if self.is_in_body:
            return document.find_in_body(self.needle, self.occurrence)
        return document.find_text(self.location, self.needle, self.occurrence)


def needle_pattern(needle: str) -> re.Pattern[str]:
    """A pattern that finds `needle` with any white space in place of its spaces."""
    return re.compile(r"\s+".join(re.escape(word) for word in needle.split()))


def plain(node: Node) -> PlainData:
    """A node as plain data, for schemas. None is an absent value; a quoted '' is a text.

    Recursive: the reader limits the depth of nesting.
    """
    match node:
        case Scalar(text, _, is_plain):
            return None if is_plain and not text else text
        case Sequence(items, _):
            return [plain(item) for item in items]
        case Mapping(entries, _):
            return {key: plain(entry.value) for key, entry in entries.items()}


def value_at(data: PlainData, *way: str | int) -> PlainData:
    """What stands in the data at the end of a way of keys and indexes; None if nothing does."""
    for step in way:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def text_at(data: PlainData, *way: str | int) -> str:
    """The same where it is a text; empty where it isn't."""
    found = value_at(data, *way)
    return found if isinstance(found, str) else ""


def entries_at(data: PlainData, *way: str | int) -> list[PlainData]:
    """The entries of the list there; none where it isn't a list."""
    found = value_at(data, *way)
    return found if isinstance(found, list) else []


def iter_texts(data: PlainData, at: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text in the data, in order, with the way to it."""
    if isinstance(data, str):
        yield at, data
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from iter_texts(item, (*at, index))
    elif isinstance(data, dict):
        for key, item in data.items():
            yield from iter_texts(item, (*at, key))


def is_plain(data: object) -> bool:
    """Whether this is plain data: texts in lists and mappings, and absent values."""
    match data:
        case list():
            return all(map(is_plain, data))
        case dict():
            return all(map(is_plain, (*data, *data.values())))
        case _:
            return data is None or isinstance(data, str)


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
    """The position after `text`, which begins at `start`."""
    breaks = text.count("\n")
    if not breaks:
        return Position(start.line, start.column + len(text))
    return Position(start.line + breaks, len(text) - text.rindex("\n"))
