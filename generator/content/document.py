"""The data of a file, with the position of every value in it.

Schemas validate plain data, but editors need a line and a column. Few files have mistakes, so positions are
read only on demand. This module knows neither the disk nor YAML.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Any, TypeAlias

from generator.basics.messages import problem
from generator.basics.problem import Position, Problem, Span

Location: TypeAlias = tuple[str | int, ...]
"""The path from the root to a value: keys of mappings, and indexes of lists from 0."""
BODY: Location = (-1,)
"""The way to the text below a page's front matter."""

PlainData: TypeAlias = "str | list[PlainData] | dict[str, PlainData] | None"


Places: TypeAlias = Mapping[Location, tuple[Span, Span]]
"""Of every value: where it is, with its quotes, and where its key is. An entry of a list has no key, and its
own place twice. A text below `|` or `>` is from its first character to its last."""


@dataclass(frozen=True, eq=False)  # compared by identity: a file is read once, and comparing texts is slow
class Document:
    path: str
    """Relative to the project's folder, with forward slashes."""
    text: str
    """The whole file as written, with `\\n` line ends."""
    data: dict[str, PlainData]
    """The file's data without positions. Not to be changed."""
    read: Callable[[Document], Places]
    """Parses the text again, for the position of every value."""
    body: str = ""
    body_line: int = 0
    """The line of the file on which the body starts, from 1; 0 if there can be no body."""

    @property
    def lines(self) -> list[str]:
        """The lines as editors count them: a line end at the end of the file does not begin another."""
        return self.text.removesuffix("\n").split("\n")

    def span_of(self, location: Location, of_key: bool = False) -> Span:
        """The span of the deepest part of `location` that exists: the value, or the key if `of_key`."""
        if location == BODY:
            first, lines = min(max(self.body_line, 1), len(self.lines)), self.lines
            return Span(Position(first, 1), Position(len(lines), len(lines[-1]) + 1))
        places = self.read(self)
        parts = (location[:end] for end in range(len(location), -1, -1))
        return next(places[part] for part in parts if part in places)[of_key]

    def problem(self, key: str, location: Location, *, of_key: bool = False, **values: Any) -> Problem:
        """A problem with the value at `location`, or with its key. `key`, `values`: as in the catalogue."""
        return problem(key, self.path, self.span_of(location, of_key), **values)

    def find_text(self, location: Location, needle: str, nth: int = 0) -> Span:
        """The nth occurrence (from 0) of `needle` in the raw lines of the value at `location`. Spaces in
        `needle` also match the line breaks that folding removes. Falls back to the value's span, since
        quoting may spell a text differently, and in a body to its first line."""
        span, lines = self.span_of(location), Lines(self.text)
        matches = needle_pattern(needle).finditer(self.text, lines.offset(span.start), lines.offset(span.end))
        match = next(islice(matches, nth, None), None) if needle.split() and nth >= 0 else None
        if match or location != BODY:
            return lines.span(*match.span()) if match else span
        first = span.start.line
        return Span(span.start, Position(first, len(self.lines[first - 1]) + 1))


class Lines:
    """Where in a text each line begins, to turn offsets, which count from 0, into places and back."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def span(self, start: int, end: int) -> Span:
        return Span(self._position(start), self._position(end))

    def offset(self, position: Position) -> int:
        return self._starts[position.line - 1] + position.column - 1

    def _position(self, offset: int) -> Position:
        line = bisect_right(self._starts, offset)
        return Position(line, offset - self._starts[line - 1] + 1)


def needle_pattern(needle: str) -> re.Pattern[str]:
    """A pattern that finds `needle` with any white space in place of its spaces."""
    return re.compile(r"\s+".join(re.escape(word) for word in needle.split()))


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


def iter_entries(data: PlainData, way: str, at: Location = ()) -> Iterator[tuple[Location, PlainData]]:
    """The entries of the lists at a way such as `groups.*.findings`, in which `*` stands for each entry."""
    step, _, rest = way.partition(".")
    if step and step != "*":
        yield from iter_entries(value_at(data, step), rest, (*at, step))
        return
    for index, entry in enumerate(entries_at(data)):
        if step:
            yield from iter_entries(entry, rest, (*at, index))
        else:
            yield (*at, index), entry


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
