"""From bytes to text and to PyYAML's events: only these, so that no constructor guesses a type.

What YAML allows and an editor would not expect is refused on the way: other encodings, `%` directives, texts
whose paragraphs or list items would run together (everywhere but below `|`, YAML joins the lines of a text
with spaces), and characters that mislead: invisible ones, tabs, special spaces, a `#` that cuts a value.
Tabs and special spaces are replaced so that reading can go on. The parser drops comments, but between two of
its events nothing else can hold a `#`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
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
    position: Position
    context: Position
    """Where what it could not finish begins, if it says so; else the same."""
    last: yaml.Event
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
        place = position_of(error.problem_mark) if error.problem_mark else Position(1, 1)
        context = position_of(error.context_mark) if error.context_mark else place
        words = f"{error.context or ''}: {error.problem or ''}"
        return Parsed(events, Failure(words, place, context, events[-1]))
    except (ValueError, OverflowError):
        # PyYAML decodes "\UFFFFFFFF" and !%ED%A0%80 without looking.
        return Parsed(events, _undecodable(text, events[-1]))
    return Parsed(events, None)


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


_NONCHARACTERS = "".join(chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
"""The two code points at the end of each plane that Unicode keeps free of characters."""

CONTROL = re.compile(
    rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ud800-\udfff{_NONCHARACTERS}]+"
)
ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|[^xuU])", re.DOTALL)
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = ((CONTROL, "control-character"), (BIDI, "bidi-control"))


def look_for_invisible(text: str, report: Report) -> None:
    for pattern, key in _INVISIBLE:
        for number, line in enumerate(report.lines if pattern.search(text) else (), 1):
            for run in pattern.finditer(line):
                span = report.stretch(number, run.start() + 1, len(run[0]))
                report.add(key, span, found=code_points(run[0]))


def code_points(characters: str) -> str:
    shown = " ".join(f"U+{ord(character):04X}" for character in characters[:3])
    return shown if len(characters) < 4 else f"{shown} and {len(characters) - 3} more"


def look_at_escapes(value: str, span: Span, report: Report) -> None:
    """Escapes such as `\\0` write what may not be written directly."""
    for pattern, key in _INVISIBLE:
        if character := pattern.search(value):
            if place := _find_escape(span, pattern, report):
                report.add(key, place, found=code_points(character[0]))
            return


def _find_escape(span: Span, wrong: re.Pattern[str], report: Report) -> Span | None:
    for number in range(span.start.line, span.end.line + 1):
        line = report.lines[number - 1]
        first = span.start.column - 1 if number == span.start.line else 0
        last = span.end.column - 1 if number == span.end.line else len(line)
        for escape in ESCAPE.finditer(line, first, last):
            if wrong.search(yaml.safe_load(f'"{escape[0]}"')):
                return report.stretch(number, escape.start() + 1, len(escape[0]))
    return None


_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_LEAD = re.compile(rf"(?:[ \t{_SPACES}]|-(?=[ \t{_SPACES}]))*")
_WRONG_IN_LEAD = re.compile(rf"[\t{_SPACES}](?:.*[\t{_SPACES}])?")
_BAD_COLON = re.compile(rf"[ ]*(?:-[ ]+)*[\w-]+:[ ]*([{_SPACES}]+)")
_BLOCK_HEADER = re.compile(r"(?:^|[:-][ \t]+)[|>][-+0-9]*[ \t]*(?:[ \t]#.*)?$")
_HYPHENS = re.compile(r"[ ]*(?:-[ ]+(?=[^ ]))*")


def find_blanks(text: str) -> list[Span]:
    """Tabs or special spaces where YAML wants ordinary spaces, each on one line."""
    lines = text.split("\n")
    if not re.search(rf"[\t{_SPACES}]", text):
        return []
    prose = _block_lines(lines)
    numbers = (number for number in range(1, len(lines) + 1) if number not in prose)
    return [
        Span(Position(number, start + 1), Position(number, end + 1))
        for number in numbers
        for start, end in _blanks_in(lines[number - 1])
    ]


def _block_lines(lines: list[str]) -> set[int]:
    """The numbers of the lines below a `|` or `>`, in which anything may be written."""
    found: set[int] = set()
    level: int | None = None
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" "))
        if level is not None and (indent > level or indent == len(line)):
            found.add(number)
            continue
        if level is not None and line[indent] in f"\t{_SPACES}":
            continue
        level = _block_level(line) if _BLOCK_HEADER.search(line) else None
    return found


def _block_level(line: str) -> int:
    """The column, from 0, that the text below this line must be indented beyond."""
    hyphens = _HYPHENS.match(line)
    end = hyphens.end() if hyphens else 0
    return line[:end].rfind("-") if line[end : end + 1] in "|>" else end


def _blanks_in(line: str) -> Iterator[tuple[int, int]]:
    lead = _LEAD.match(line)
    if wrong := lead and _WRONG_IN_LEAD.search(lead[0]):
        yield wrong.span()
    if colon := _BAD_COLON.match(line):
        yield colon.span(1)


def without_blanks(blanks: list[Span], text: str) -> str:
    if not blanks:
        return text
    lines = text.split("\n")
    for blank in blanks:
        line, end = lines[blank.start.line - 1], blank.end.column - 1
        lines[blank.start.line - 1] = re.sub(rf"[\t{_SPACES}]", " ", line[:end]) + line[end:]
    return "\n".join(lines)


def add_blanks(blanks: list[Span], report: Report) -> None:
    """One problem for a run of lines with tabs: they have one cause."""
    last_tab = -1
    for blank in blanks:
        written, line = report.written(blank), blank.start.line
        if "\t" not in written:
            report.add("no-break-space", blank, found=code_points(written))
        elif line != last_tab + 1:
            report.add("tab-indentation", blank)
        last_tab = line if "\t" in written else last_tab


def look_for_cut_values(parsed: Parsed, text: str, report: Report) -> None:
    for previous, following in pairwise(parsed.events):
        gap = text[offset_of(previous.end_mark) : offset_of(following.start_mark)]
        if "#" in gap:
            _look_at_gap(gap, previous, following, report)
    if parsed.failure and parsed.events:
        # Past a syntax error, only the rest of the line is sure to be a comment.
        last = parsed.events[-1]
        rest = text[offset_of(last.end_mark) :].partition("\n")[0]
        if re.match(r"[ \t]*(?:,[ \t]*)?#", rest):
            _look_at_gap(rest, last, None, report)


def _look_at_gap(gap: str, previous: yaml.Event, following: yaml.Event | None, report: Report) -> None:
    end = position_of(previous.end_mark)
    for number, part in enumerate(gap.split("\n")):
        before, sign, comment = part.partition("#")
        if sign and not before and number == 0 and _is_closed(previous):
            span = report.stretch(end.line, end.column, 1)
            report.add("yaml-syntax/before-comment", span)
        elif sign and _cuts(before.strip(), number == 0, previous, following):
            start = (end.column if number == 0 else 1) + len(before)
            span = report.stretch(end.line + number, start, len(("#" + comment).rstrip()))
            report.add("comment-cuts-value", span)


def _is_closed(event: yaml.Event) -> bool:
    if isinstance(event, yaml.ScalarEvent):
        return event.style in ("'", '"')
    is_end = isinstance(event, yaml.CollectionEndEvent)
    return is_end and offset_of(event.end_mark) > offset_of(event.start_mark)


def _cuts(before: str, is_first: bool, previous: yaml.Event, following: yaml.Event | None) -> bool:
    """Whether a comment takes the place of a value or of its end. `before` is what its line has before it."""
    if not before:
        is_plain = isinstance(previous, yaml.ScalarEvent) and not previous.style
        opens = isinstance(previous, yaml.CollectionStartEvent) and bool(previous.flow_style)
        return is_first and (is_plain or opens)
    if before.endswith(","):
        return True
    return isinstance(following, yaml.ScalarEvent) and not following.style
