"""From bytes to text, and from text to PyYAML's events: only these, so that no constructor guesses a type.

What YAML allows and an editor would not expect is refused on the way: other encodings, `%` directives,
and texts whose paragraphs or list items would run together. Everywhere but below `|`, YAML joins the
lines of a text with spaces. Nothing on the page would tell the editor that a list is gone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Position, Problem, Span

MAX_BYTES = 256 * 1024


HARMLESS = frozenset({"duplicate-key", "no-break-space", "tag", "anchor", "directive", "folded-text"})
"""With only these, every value is still known, and later stages can look for more."""
NOT_STRUCTURAL = frozenset({"duplicate-key", "bidi-control", "folded-text"})
"""These never cause a syntax error."""
WORD = re.compile(r"[^\s,\[\]{}]+|\S")


@dataclass
class Report:
    """The problems of one file so far, and the file's lines to place them in."""

    path: str
    lines: tuple[str, ...] = ("",)
    problems: list[Problem] = field(default_factory=list)

    def add(self, key: str, span: Span, **values: Any) -> None:
        """`key`, `values`: as in the catalogue of messages. What was found is what stands there."""
        span = self.inside(span)
        self.problems.append(problem(key, self.path, span, **{"found": self.written(span), **values}))

    @property
    def codes(self) -> set[str]:
        return {found.code for found in self.problems}

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


def decode(data: bytes, report: Report) -> str | None:
    """The text with `\\n` line ends and without a byte order mark."""
    if len(data) > MAX_BYTES:
        report.add("file-too-large", START_OF_FILE, size=len(data), most=MAX_BYTES)
        return None
    text = text_of(data)
    report.lines = tuple(text.split("\n"))
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _end_of(text_of(data[: error.start]))
        is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
        key = "invalid-utf-8/utf-16" if is_utf_16 else "invalid-utf-8"
        report.add(key, report.stretch(place.line, place.column, 1), byte=data[error.start])
        return None if b"\0" in data else text
    if not text.strip():
        report.add("empty-file", START_OF_FILE)
        return None
    return text


def text_of(data: bytes) -> str:
    """The text of a file, with a replacement for each byte that is not UTF-8 and lines that end in `\\n`."""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def _end_of(text: str) -> Position:
    return Position(text.count("\n") + 1, len(text) - text.rfind("\n"))


def without_directives(text: str, report: Report) -> str:
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.startswith("%"):
            span = report.stretch(number + 1, 1, len(line))
            report.add("directive", span)
            lines[number] = "#" + line[1:]
        elif line.strip() and not line.startswith("#"):
            break
    return "\n".join(lines)


MAX_NESTING = 20

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it. Only PyYAML itself refuses tabs between words or behind colons."""


@dataclass(frozen=True)
class Failure:
    """What is known when the parser gives up."""

    words: str
    """The parser's own."""
    position: Position
    context: Position
    """Where what it could not finish begins, if it says so; else the same."""
    last: yaml.Event
    """What it understood last."""
    lines: tuple[str, ...] = ()
    """Of the file, as far as they are known."""

    def line_at(self, position: Position) -> str:
        return self.lines[min(position.line, len(self.lines)) - 1]

    @property
    def line(self) -> str:
        return self.line_at(self.position)

    @property
    def rest(self) -> str:
        return self.line[self.position.column - 1 :]


@dataclass(frozen=True)
class Parsed:
    events: list[yaml.Event]
    failure: Failure | None


def parse_events(text: str) -> Parsed:
    """Events up to a syntax error or to what is nested too deeply: deep nesting makes parsers slow."""
    events: list[yaml.Event] = []
    depth = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            events.append(event)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_NESTING:
                break
    except yaml.MarkedYAMLError as error:
        return Parsed(events, _failure(error, events[-1]))
    except (ValueError, OverflowError):
        # PyYAML decodes "\UFFFFFFFF" and !%ED%A0%80 without looking.
        return Parsed(events, _undecodable(text, events[-1]))
    return Parsed(events, None)


def _failure(error: yaml.MarkedYAMLError, last: yaml.Event) -> Failure:
    place = position_of(error.problem_mark) if error.problem_mark else Position(1, 1)
    context = position_of(error.context_mark) if error.context_mark else place
    return Failure(f"{error.context or ''}: {error.problem or ''}", place, context, last)


def _undecodable(text: str, last: yaml.Event) -> Failure:
    """The tag or escape behind `last` that means no character."""
    match = re.compile(r"!\S*%|\\U(?!00(?:0|10))").search(text, offset_of(last.end_mark))
    place = _end_of(text[: match.start()] if match else text)
    words = "scanning a tag" if match and match[0][0] == "!" else "unreadable escape"
    return Failure(words, place, place, last)


def offset_of(mark: Any) -> int:
    index: int = mark.index
    return index


def position_of(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1)


def span_of(event: yaml.Event) -> Span:
    return Span(position_of(event.start_mark), position_of(event.end_mark))


def quoted_lines(events: list[yaml.Event]) -> set[int]:
    """The numbers of the lines on which a quoted text goes on."""
    scalars = (event for event in events if isinstance(event, yaml.ScalarEvent) and event.style)
    spans = (span_of(event) for event in scalars if event.style in ("'", '"'))
    return {line for span in spans for line in range(span.start.line + 1, span.end.line + 1)}


_NUMBER = re.compile(r"[\"']?[0-9]{1,9}[.)][ \t]")
_FIRST_ITEM = re.compile(r"(?:[-+*•‣▪●◦]|1[.)])[ \t]")
"""What begins a list in the middle of a text, pasted from Word too. As in Markdown, `2012. ` there only ends
a sentence."""


def look_at_folding(start: Position, text: Span, report: Report) -> None:
    """`start`: of the value, where a `>` is if it has one. `text`: from its first character to its last."""
    if text.start.line == text.end.line:
        return
    lines = [line.strip() for line in report.lines[text.start.line - 1 : text.end.line]]
    lines[0] = lines[0] if start.line != text.start.line else report.written(text).strip()
    item = _NUMBER if _NUMBER.match(lines[0]) else _FIRST_ITEM
    for number, line in enumerate(lines[1:], text.start.line + 1):
        if not line or item.match(line):
            sign = report.token(start)
            below = "-below-sign" if report.written(sign).startswith(">") else ""
            key = f"folded-text/{'list' if line else 'paragraphs'}{below}"
            report.add(key, sign, number=number, line=line[:80])
            return
