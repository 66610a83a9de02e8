"""Read YAML strictly: text and places, or problems that an editor can act on.

YAML has features that surprise people who are not programmers: `no` is false, an
alias repeats a bomb, a `#` ends a value. Only the parser's *events* are used, so
that no constructor guesses a type, and whatever could surprise is refused with
its own message. Four steps:

1. decode the bytes;
2. look for characters that no one can see, and blank them out, so that the parser
   can go on and one run reports as much as possible;
3. parse into events, and compose them into nodes;
4. put a syntax error into plain words, unless step 2 or 3 has named its cause.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import yaml

from generator.document import Document, Entry, Mapping, Node, Scalar, Sequence
from generator.problem import START_OF_FILE, Position, Problem, Span

MAX_BYTES = 256 * 1024
MAX_NESTING = 20
MAX_SAME = 50
"""Problems of one kind reported per file: a binary file has thousands."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it. Only PyYAML itself refuses tabs between words or behind colons."""

_HARMLESS = {"duplicate-key", "no-break-space", "tag", "anchor", "directive"}
"""With only these, every value is still known, and later stages can look for more."""
_NOT_STRUCTURAL = {"duplicate-key", "bidi-control"}
"""These never cause a syntax error."""

_EXAMPLE = "a mapping, such as `title: A title`"

_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|[^xuU])", re.DOTALL)
_LEAD = re.compile(rf"(?:[ \t{_SPACES}]|-(?=[ \t{_SPACES}]))*")
_WRONG_IN_LEAD = re.compile(rf"[\t{_SPACES}](?:.*[\t{_SPACES}])?")
_BAD_COLON = re.compile(rf"[ ]*(?:-[ ]+)*[\w-]+:[ ]*([{_SPACES}]+)")
_BLOCK_HEADER = re.compile(r"(?:^|[:-][ \t]+)[|>][-+0-9]*[ \t]*(?:[ \t]#.*)?$")
_HYPHENS = re.compile(r"[ ]*(?:-[ ]+(?=[^ ]))*")
_PROPERTY = re.compile(r"[&!][^\s,\[\]{}]*")
_BLANKS = re.compile(r"[ \t]*")
_WORD = re.compile(r"[^\s,\[\]{}]+|\S")
_SIGN = re.compile(r"\S")


def parse_document(data: bytes, path: str) -> tuple[Document | None, list[Problem]]:
    """What a YAML file says, and what is wrong in it; None when its values aren't certain."""
    return _parse(data, path, _whole)


def parse_markdown(data: bytes, path: str) -> tuple[Document | None, list[Problem]]:
    """The same for Markdown with front matter between `---` lines, and the text below it."""
    return _parse(data, path, _front_matter)


@dataclass(frozen=True)
class _Part:
    """The YAML of a file, with its lines where they are in the file."""

    text: str
    body: str = ""
    body_line: int = 0


_Split = Callable[[str, "_Report"], _Part | None]


def _parse(data: bytes, path: str, split: _Split) -> tuple[Document | None, list[Problem]]:
    report = _Report(path)
    text = _decode(data, report)
    if text is None:
        return None, report.problems
    _look_for_invisible(text, report)
    part = split(_CONTROL.sub(lambda run: "\ufffd" * len(run[0]), text), report)
    root = part and _read_root(part.text, report)
    report.problems.sort(key=lambda problem: problem.sort_key)
    if not part or not root or not report.codes <= _HARMLESS:
        return None, report.problems
    lines = report.lines if report.lines[-1] else report.lines[:-1]
    return Document(path, lines, root, part.body, part.body_line), report.problems


@dataclass
class _Report:
    """The problems of one file so far."""

    path: str
    lines: tuple[str, ...] = ("",)
    problems: list[Problem] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, code: str, span: Span, message: str, found: str = "", expected: str = "") -> None:
        self.codes.add(code)
        self.counts[code] = self.counts.get(code, 0) + 1
        if self.counts[code] <= MAX_SAME:
            self.problems.append(Problem(self.path, self.inside(span), code, message, found, expected))

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

    def token(self, position: Position, pattern: re.Pattern[str] = _WORD) -> Span:
        """The word at `position`, or no more than the place when there is none."""
        start = self._inside(position)
        match = pattern.match(self.lines[start.line - 1], start.column - 1)
        return self.stretch(start.line, start.column, len(match[0]) if match else 0)

    def written(self, span: Span) -> str:
        """The first line of what is written at `span`."""
        line = self.lines[span.start.line - 1]
        end = span.end.column - 1 if span.end.line == span.start.line else len(line)
        return line[span.start.column - 1 : end][:80]


# 1. Bytes


def _decode(data: bytes, report: _Report) -> str | None:
    """The text with `\\n` line ends and without a byte order mark."""
    if len(data) > MAX_BYTES:
        found, limit = f"{len(data):,} bytes", f"at most {MAX_BYTES:,} bytes (256 KB)"
        report.add("file-too-large", START_OF_FILE, "this file is too large", found, limit)
        return None
    text = _newlines(data.decode("utf-8-sig", "replace"))
    report.lines = tuple(text.split("\n"))
    wrong = _find_wrong_byte(data)
    if wrong is not None:
        _add_wrong_byte(data, wrong, report)
        return None if b"\0" in data else text
    if not text.strip():
        report.add("empty-file", START_OF_FILE, "this file is empty", "nothing", _EXAMPLE)
        return None
    return text


def _find_wrong_byte(data: bytes) -> int | None:
    """The offset of the first byte that is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _add_wrong_byte(data: bytes, offset: int, report: _Report) -> None:
    before = _newlines(data[:offset].decode("utf-8-sig"))
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    found = "a file saved as UTF-16" if is_utf_16 else f"the byte 0x{data[offset]:02X}"
    expected = "UTF-8; choose it as the encoding when saving"
    span = report.stretch(line, column, 1)
    report.add("invalid-utf-8", span, "this file is not saved as UTF-8 text", found, expected)


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _whole(text: str, _: _Report) -> _Part:
    return _Part(text)


def _front_matter(text: str, report: _Report) -> _Part | None:
    """Blank lines stand for the file's first line, so that line numbers stay true."""
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"][:2]
    if fences[:1] != [0]:
        message, expected = "this page has no front matter", "`---` on the first line, and again below it"
        report.add("missing-front-matter", report.token(Position(1, 1)), message, lines[0][:80], expected)
        return None
    if len(fences) == 1:
        message, expected = "the front matter is never closed", "a second `---` line below it"
        report.add("unclosed-front-matter", report.stretch(1, 1, 3), message, "one `---` line", expected)
        return None
    end = fences[1]
    return _Part("\n".join(["", *lines[1:end], ""]), "\n".join(lines[end + 1 :]), end + 2)


# 2. What no one can see


def _look_for_invisible(text: str, report: _Report) -> None:
    if not _CONTROL.search(text) and not _BIDI.search(text):
        return
    for number, line in enumerate(report.lines, 1):
        for run in _CONTROL.finditer(line):
            span = report.stretch(number, run.start() + 1, len(run[0]))
            _add_control(run[0], span, report)
        for mark in _BIDI.finditer(line):
            _add_bidi(mark[0], report.stretch(number, mark.start() + 1, 1), report)


def _add_control(characters: str, span: Span, report: _Report) -> None:
    message = "an invisible character that is no text"
    report.add("control-character", span, message, _code_points(characters), "the text without it")


def _add_bidi(character: str, span: Span, report: _Report) -> None:
    message = "an invisible character that changes the order in which a text is shown"
    report.add("bidi-control", span, message, _code_points(character), "the text without it")


def _code_points(characters: str) -> str:
    shown = " ".join(f"U+{ord(character):04X}" for character in characters[:3])
    return shown if len(characters) < 4 else f"{shown} and {len(characters) - 3} more"


@dataclass(frozen=True)
class _Blank:
    """Tabs or special spaces where YAML wants ordinary spaces."""

    line: int
    column: int
    """Of the first wrong character, from 1."""
    end: int
    code: str


def _find_blanks(text: str) -> list[_Blank]:
    lines = text.split("\n")
    if not re.search(rf"[\t{_SPACES}]", text):
        return []
    prose = _block_lines(lines)
    numbers = (number for number in range(1, len(lines) + 1) if number not in prose)
    return [blank for number in numbers for blank in _blanks_in(lines[number - 1], number)]


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


def _blanks_in(line: str, number: int) -> Iterator[_Blank]:
    lead = _LEAD.match(line)
    wrong = lead and _WRONG_IN_LEAD.search(lead[0])
    if wrong:
        code = "tab-indentation" if "\t" in wrong[0] else "no-break-space"
        yield _Blank(number, wrong.start() + 1, wrong.end() + 1, code)
    colon = _BAD_COLON.match(line)
    if colon:
        yield _Blank(number, colon.start(1) + 1, colon.end(1) + 1, "no-break-space")


def _without(blanks: list[_Blank], text: str) -> str:
    """The text with ordinary spaces instead, so that the parser can go on."""
    if not blanks:
        return text
    lines = text.split("\n")
    for blank in blanks:
        line = lines[blank.line - 1]
        lead = re.sub(rf"[\t{_SPACES}]", " ", line[: blank.end - 1])
        lines[blank.line - 1] = lead + line[blank.end - 1 :]
    return "\n".join(lines)


def _add_blanks(blanks: list[_Blank], report: _Report) -> None:
    """One problem for a run of lines with tabs: they have one cause."""
    last_tab = -1
    for blank in blanks:
        is_tab = blank.code == "tab-indentation"
        if not is_tab or blank.line != last_tab + 1:
            _add_blank(blank, report)
        last_tab = blank.line if is_tab else last_tab


def _add_blank(blank: _Blank, report: _Report) -> None:
    span = report.stretch(blank.line, blank.column, blank.end - blank.column)
    if blank.code == "tab-indentation":
        expected = "two spaces for each level, also on the lines below"
        report.add(blank.code, span, "a tab where spaces belong", "a tab", expected)
        return
    message = "a space of a special kind where an ordinary space belongs"
    report.add(blank.code, span, message, _code_points(report.written(span)), "ordinary spaces")


def _without_directives(text: str, report: _Report) -> str:
    """Report `%` lines before the content, and make comments of them."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.startswith("%"):
            span = report.stretch(number + 1, 1, len(line))
            expected = "the file without this line"
            report.add("directive", span, "a directive is not allowed", line[:80], expected)
            lines[number] = "#" + line[1:]
        elif line.strip() and not line.startswith("#"):
            break
    return "\n".join(lines)


# 3. Events and nodes


@dataclass(frozen=True)
class _Failure:
    """Why the parser gave up, in its own words."""

    words: str
    position: Position
    context: Position | None = None
    """Where what it could not finish begins."""


@dataclass(frozen=True)
class _Parsed:
    events: list[yaml.Event]
    failure: _Failure | None


def _read_root(text: str, report: _Report) -> Mapping | None:
    """Parse `text`; the mapping that it holds, if it holds one."""
    text = _without_directives(text, report)
    blanks = _find_blanks(text)
    parsed = _parse_events(_without(blanks, text))
    if blanks and (quoted := _quoted_lines(parsed.events)):
        blanks = [blank for blank in blanks if blank.line not in quoted]
        parsed = _parse_events(_without(blanks, text))
    _add_blanks(blanks, report)
    root = _Composer(report).compose(parsed.events)
    _look_for_cut_values(parsed, _without(blanks, text), report)
    if parsed.failure:
        _report_failure(parsed.failure, parsed.events, report)
        return None
    return _expect_mapping(root, report)


def _parse_events(text: str) -> _Parsed:
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
        return _Parsed(events, _failure(error))
    except (ValueError, OverflowError):
        # PyYAML decodes "\UFFFFFFFF" and !%ED%A0%80 without looking.
        return _Parsed(events, _undecodable(text, events[-1]))
    return _Parsed(events, None)


def _failure(error: yaml.MarkedYAMLError) -> _Failure:
    problem = _position(error.problem_mark) if error.problem_mark else Position(1, 1)
    context = _position(error.context_mark) if error.context_mark else None
    return _Failure(f"{error.context or ''}: {error.problem or ''}", problem, context)


def _undecodable(text: str, last: yaml.Event) -> _Failure:
    """The tag or escape behind `last` that means no character."""
    match = re.compile(r"!\S*%|\\U(?!00(?:0|10))").search(text, _offset(last.end_mark))
    before = text[: match.start()] if match else text
    position = Position(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return _Failure("scanning a tag" if match and match[0][0] == "!" else "unreadable escape", position)


def _offset(mark: Any) -> int:
    """In the parsed text, from 0."""
    index: int = mark.index
    return index


def _position(mark: Any) -> Position:
    """The parser counts from 0."""
    return Position(mark.line + 1, mark.column + 1)


def _quoted_lines(events: list[yaml.Event]) -> set[int]:
    """The numbers of the lines on which a quoted text goes on."""
    quoted = [event for event in events if isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"')]
    ranges = ((_position(event.start_mark).line, _position(event.end_mark).line) for event in quoted)
    return {line for first, last in ranges for line in range(first + 1, last + 1)}


def _expect_mapping(root: Node | None, report: _Report) -> Mapping | None:
    if isinstance(root, Mapping):
        return root
    if root is None or (isinstance(root, Scalar) and root.is_plain and not root.text):
        if not report.problems:
            report.add("empty-file", START_OF_FILE, "nothing is filled in here", "nothing", _EXAMPLE)
        return None
    kind = "a list" if isinstance(root, Sequence) else "text"
    if kind == "a list" or report.codes <= _NOT_STRUCTURAL:
        span = Span(root.span.start, min(root.span.end, Position(root.span.start.line + 1, 1)))
        report.add("not-a-mapping", span, f"{kind} where a mapping belongs", kind, _EXAMPLE)
    return None


@dataclass
class _Frame:
    """A list or mapping that is being read. A mapping's children come as key, value, key, value."""

    start: Position
    is_mapping: bool
    is_flow: bool
    items: list[Node] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    key: Node | None = None
    end: Position | None = None


class _Composer:
    """Makes nodes of events with a stack of its own: recursion would have a limit."""

    def __init__(self, report: _Report) -> None:
        self._report = report
        self._open: list[_Frame] = []
        self._root: Node | None = None
        self._documents = 0

    def compose(self, events: list[yaml.Event]) -> Node | None:
        """The first document's root, or None when it is not complete."""
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and self._is_another(event):
                break
            self._take(event)
        return self._root

    def _take(self, event: yaml.Event) -> None:
        match event:
            case yaml.ScalarEvent():
                self._look_at_properties(event)
                self._add(self._scalar(event))
            case yaml.AliasEvent():
                self._add(self._alias(event))
            case yaml.CollectionStartEvent():
                self._look_at_properties(event)
                self._start(event)
            case yaml.CollectionEndEvent():
                self._finish(event)

    def _is_another(self, event: yaml.DocumentStartEvent) -> bool:
        self._documents += 1
        if self._documents > 1:
            span = self._report.token(_position(event.start_mark))
            expected = "one document; remove the `---` line, or make two files"
            self._report.add("several-documents", span, "a second document starts here", "---", expected)
        return self._documents > 1

    def _look_at_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Anchors and tags stand in front of a value, in either order."""
        if event.anchor is None and event.tag is None:
            return
        wanted = (event.anchor is not None) + (event.tag is not None)
        position = _position(event.start_mark)
        for _ in range(wanted):
            span = self._report.token(position, _PROPERTY)
            self._add_property(span)
            position = self._report.token(span.end, _BLANKS).end

    def _add_property(self, span: Span) -> None:
        written = self._report.written(span)
        if written.startswith("&"):
            expected = "the value alone, in quotes if it begins with `&`"
            self._report.add("anchor", span, "an anchor is not allowed", written, expected)
        elif written:
            expected = "the value alone, in quotes if it begins with `!`"
            self._report.add("tag", span, "a tag is not allowed", written, expected)

    def _alias(self, event: yaml.AliasEvent) -> Scalar:
        span = Span(_position(event.start_mark), _position(event.end_mark))
        expected = "the value itself, in quotes if it begins with `*`"
        self._report.add("alias", span, "an alias is not allowed", self._report.written(span), expected)
        return Scalar(f"*{event.anchor}", span, True)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        span = Span(_position(event.start_mark), _position(event.end_mark))
        if event.style in ("|", ">"):
            return Scalar(event.value, self._block_span(span), False)
        if event.style == '"':
            self._look_at_escapes(event.value, span)
        if not event.value:
            span = self._report.inside(span)
        return Scalar(event.value, span, event.style not in ("'", '"'))

    def _block_span(self, span: Span) -> Span:
        """From the first character of the text below the indicator to the last."""
        last = span.end.line - (span.end.column == 1)
        numbers = range(span.start.line + 1, min(last, len(self._report.lines)) + 1)
        texts = [number for number in numbers if self._report.lines[number - 1].strip(" ")]
        if not texts:
            return self._report.token(span.start)
        first = self._report.lines[texts[0] - 1]
        start = Position(texts[0], len(first) - len(first.lstrip(" ")) + 1)
        return Span(start, Position(texts[-1], len(self._report.lines[texts[-1] - 1]) + 1))

    def _look_at_escapes(self, value: str, span: Span) -> None:
        """Escapes such as `\\0` write what may not be written directly."""
        wrong = next((pattern for pattern in (_CONTROL, _BIDI) if pattern.search(value)), None)
        if wrong is None:
            return
        character = wrong.search(value)
        add = _add_control if wrong is _CONTROL else _add_bidi
        place = self._find_escape(span, wrong)
        if character and place:
            add(character[0], place, self._report)

    def _find_escape(self, span: Span, wrong: re.Pattern[str]) -> Span | None:
        """The first escape that writes a wrong character; None if it is written directly."""
        for number in range(span.start.line, span.end.line + 1):
            line = self._report.lines[number - 1]
            first = span.start.column - 1 if number == span.start.line else 0
            last = span.end.column - 1 if number == span.end.line else len(line)
            for escape in _ESCAPE.finditer(line, first, last):
                if wrong.search(_unescaped(escape[0])):
                    return self._report.stretch(number, escape.start() + 1, len(escape[0]))
        return None

    def _start(self, event: yaml.CollectionStartEvent) -> None:
        start = _position(event.start_mark)
        self._open.append(_Frame(start, isinstance(event, yaml.MappingStartEvent), bool(event.flow_style)))
        if len(self._open) > MAX_NESTING:
            message, found = "lists and mappings are nested too deeply", f"level {len(self._open)}"
            span = self._report.token(start)
            self._report.add("nesting-too-deep", span, message, found, f"at most {MAX_NESTING} levels")

    def _finish(self, event: yaml.Event) -> None:
        """The parser ends an indented list at what follows it; an editor, at its last value."""
        frame = self._open.pop()
        end = _position(event.end_mark) if frame.is_flow or frame.end is None else frame.end
        span = Span(frame.start, end)
        self._add(Mapping(frame.entries, span) if frame.is_mapping else Sequence(tuple(frame.items), span))

    def _add(self, node: Node) -> None:
        if not self._open:
            self._root = node
            return
        frame = self._open[-1]
        frame.end = node.span.end
        if not frame.is_mapping:
            frame.items.append(node)
        elif frame.key is None:
            frame.key = node
            self._look_at_key(node, frame)
        else:
            if isinstance(frame.key, Scalar):
                frame.entries.setdefault(frame.key.text, Entry(frame.key, node))
            frame.key = None

    def _look_at_key(self, key: Node, frame: _Frame) -> None:
        if not isinstance(key, Scalar) or (key.is_plain and not key.text):
            self._add_complex_key(key)
        elif key.is_plain and key.text == "<<":
            expected = "the entries themselves"
            self._report.add("merge-key", key.span, "a merge key is not allowed", "<<", expected)
        elif key.text in frame.entries:
            first = frame.entries[key.text].key.span.start.line
            message, expected = "this key is there twice", f"the key once; it is first on line {first}"
            self._report.add("duplicate-key", key.span, message, key.text, expected)

    def _add_complex_key(self, key: Node) -> None:
        """`{{ x }}` is a mapping whose key is a mapping: one problem, at the first bracket."""
        if isinstance(key, Scalar):
            span, found = self._report.token(key.span.start), "a colon without a key"
            self._report.add("complex-key", span, "a key is missing", found, "a word before the colon")
            return
        span = key.span
        line = self._report.lines[span.start.line - 1]
        if span.start.column > 1 and line.startswith("{{", span.start.column - 2):
            span = replace(span, start=replace(span.start, column=span.start.column - 1))
        known = (problem for problem in self._report.problems if problem.code == "complex-key")
        if any(problem.span.start == span.start for problem in known):
            return
        message = f"{'a list' if isinstance(key, Sequence) else 'a mapping'} where the text of a key belongs"
        expected = "text; put it in quotes if it begins with `{` or `[`"
        self._report.add("complex-key", span, message, self._report.written(span), expected)


def _unescaped(escape: str) -> str:
    """The character that an escape of a double-quoted text stands for."""
    if escape[1] not in "xuU":
        named = dict(zip("0abvfreNLP", "\0\a\b\v\f\r\x1b\x85\u2028\u2029", strict=True))
        return named.get(escape[1], "")
    digits = re.fullmatch("[0-9a-fA-F]+", escape[2:])
    code = int(digits[0], 16) if digits else 0
    return chr(code) if code <= sys.maxunicode else ""


def _look_for_cut_values(parsed: _Parsed, text: str, report: _Report) -> None:
    """Report comments that end a value early.

    The parser drops comments, but between two of its events nothing else can hold a `#`.
    """
    for previous, following in pairwise(parsed.events):
        gap = text[_offset(previous.end_mark) : _offset(following.start_mark)]
        if "#" in gap:
            _look_at_gap(gap, previous, following, report)
    if parsed.failure and parsed.events:
        _look_at_rest(parsed.events[-1], text, report)


def _look_at_rest(last: yaml.Event, text: str, report: _Report) -> None:
    """Past a syntax error, only the rest of the line is sure to be a comment."""
    rest = text[_offset(last.end_mark) :].partition("\n")[0]
    if re.match(r"[ \t]*(?:,[ \t]*)?#", rest):
        _look_at_gap(rest, last, None, report)


def _look_at_gap(gap: str, previous: yaml.Event, following: yaml.Event | None, report: _Report) -> None:
    end = _position(previous.end_mark)
    for number, part in enumerate(gap.split("\n")):
        before, sign, comment = part.partition("#")
        if sign and _cuts(before.strip(), number == 0, previous, following):
            start = (end.column if number == 0 else 1) + len(before)
            span = report.stretch(end.line + number, start, len(("#" + comment).rstrip()))
            _add_cut(span, report)


def _cuts(before: str, is_first: bool, previous: yaml.Event, following: yaml.Event | None) -> bool:
    """Whether a comment takes the place of a value or of its end. `before` is what its line has before it."""
    if not before:
        is_plain = isinstance(previous, yaml.ScalarEvent) and not previous.style
        opens = isinstance(previous, yaml.CollectionStartEvent) and bool(previous.flow_style)
        return is_first and (is_plain or opens)
    if before.endswith(","):
        return True
    return isinstance(following, yaml.ScalarEvent) and not following.style


def _add_cut(span: Span, report: _Report) -> None:
    message = "a comment cuts this value short"
    expected = "the value in quotes if the # belongs to it, or the comment on a line of its own"
    report.add("comment-cuts-value", span, message, report.written(span), expected)


# 4. Syntax errors in plain words


@dataclass(frozen=True)
class _Scene:
    """What is known when the parser gives up."""

    failure: _Failure
    last: yaml.Event
    """The last thing understood."""
    report: _Report

    @property
    def line(self) -> str:
        return self.line_at(self.failure.position)

    def line_at(self, position: Position) -> str:
        return self.report.lines[min(position.line, len(self.report.lines)) - 1]

    @property
    def rest(self) -> str:
        return self.line[self.failure.position.column - 1 :]

    @property
    def context(self) -> Position:
        return self.failure.context or self.failure.position


@dataclass(frozen=True)
class _Finding:
    position: Position
    message: str
    expected: str
    code: str = "yaml-syntax"
    pattern: re.Pattern[str] = _WORD
    """How far the mistake goes from its position."""


def _report_failure(failure: _Failure, events: list[yaml.Event], report: _Report) -> None:
    finding = _explain(_Scene(failure, events[-1], report))
    causes = (problem for problem in report.problems if problem.code not in _NOT_STRUCTURAL)
    if any(_is_cause(cause, finding, failure) for cause in causes) or _is_continuation(failure, report):
        return
    span = report.token(finding.position, finding.pattern)
    report.add(finding.code, span, finding.message, report.written(span), finding.expected)


def _is_cause(cause: Problem, finding: _Finding, failure: _Failure) -> bool:
    """Whether a problem that is known already explains why the parser gave up."""
    place = cause.span.start
    if place.line in (finding.position.line, failure.position.line):
        return True
    if cause.code == "comment-cuts-value" and finding.position < place < failure.position:
        return True
    return cause.code == "tab-indentation" and place < failure.position


def _is_continuation(failure: _Failure, report: _Report) -> bool:
    """Whether this line goes on with a text that a comment has ended on the line above."""
    above = range(min(failure.position.line, len(report.lines)) - 1, 0, -1)
    line = next((number for number in above if report.lines[number - 1].strip()), 0)
    cuts = (problem for problem in report.problems if problem.code == "comment-cuts-value")
    return "parsing a block" in failure.words and any(cut.span.start.line == line for cut in cuts)


def _explain(scene: _Scene) -> _Finding:
    for words, explain in _EXPLANATIONS:
        if re.search(words, scene.failure.words):
            return explain(scene)
    return _Finding(scene.failure.position, "this can't be read as YAML", "`key: value`, with text in quotes")


def _explain_colon(scene: _Scene) -> _Finding:
    start, position = _position(scene.last.start_mark), scene.failure.position
    if isinstance(scene.last, yaml.ScalarEvent) and start.line < position.line:
        return _explain_run_on(start, scene)
    message = "a colon followed by a space inside an unquoted value"
    expected = "the value in quotes, or another sign instead of the colon"
    return _Finding(position, message, expected, pattern=_SIGN)


def _explain_run_on(start: Position, scene: _Scene) -> _Finding:
    """A text without quotes went on until a line with a key."""
    column = len(scene.line) - len(scene.line.lstrip()) + 1
    glued = _find_glued(start, scene)
    if glued or start.column == column:
        return glued or _no_key(start)
    message = f"this key is indented as if it belonged to the text of line {start.line}"
    expected = f"the key in line with the others, or the text of line {start.line} in quotes"
    return _Finding(Position(scene.failure.position.line, column), message, expected)


def _no_key(position: Position) -> _Finding:
    expected = "`key: value`, or more spaces in front if it belongs to the value above"
    return _Finding(position, "a line without a key and a colon", expected)


def _find_glued(start: Position, scene: _Scene) -> _Finding | None:
    """A hyphen or a colon that lacks the space behind it."""
    text = scene.line_at(start)[start.column - 1 :]
    if re.match(r"-[^\s-]", text):
        return _Finding(start, "a space is missing after the hyphen", "a hyphen, a space and the value")
    key = re.match(r"[\w-]+:(?=\S)(?!//)", text)
    if key:
        colon = replace(start, column=start.column + key.end() - 1)
        return _Finding(colon, "a space is missing after the colon", "a colon, a space and the value")
    return None


def _explain_no_colon(scene: _Scene) -> _Finding:
    return _find_glued(scene.context, scene) or _no_key(scene.context)


def _explain_bad_line(scene: _Scene) -> _Finding:
    """A mapping or list went on with something that is neither its next part nor its end."""
    position = scene.failure.position
    if scene.line[: position.column - 1].strip():
        return _explain_rest(scene)
    is_mapping = "mapping" in scene.failure.words
    if re.match(r"-(?:\s|$)", scene.rest) and is_mapping and position.column == scene.context.column:
        expected = "a key and a colon, or the list right below the key that it belongs to"
        return _Finding(position, "a list item where a key belongs", expected)
    if re.match(r":(?:\s|$)", scene.rest):
        return _Finding(position, "a key is missing", "a word before the colon", "complex-key")
    if position.column == scene.context.column and not is_mapping:
        expected = "a hyphen and a space in front, as in the lines above"
        return _find_glued(position, scene) or _Finding(position, "a key in the middle of a list", expected)
    return _find_split(scene) or _explain_indentation(scene)


def _find_split(scene: _Scene) -> _Finding | None:
    """A comment on a line of its own, in the middle of a text without quotes."""
    above = scene.failure.position.line - 1
    is_plain = isinstance(scene.last, yaml.ScalarEvent) and not scene.last.style
    line = scene.line_at(Position(above, 1)) if above else ""
    if not is_plain or not line.lstrip().startswith("#") or re.match(r"- |[\w-]+:(?:\s|$)", scene.rest):
        return None
    position = Position(above, len(line) - len(line.lstrip()) + 1)
    expected = "the comment above the value's key"
    message = "a comment cuts this value short"
    return _Finding(position, message, expected, "comment-cuts-value", re.compile(".*"))


def _explain_indentation(scene: _Scene) -> _Finding:
    spaces = scene.context.column - 1
    amount = {0: "no spaces", 1: "1 space"}.get(spaces, f"{spaces} spaces")
    message = "this line is indented differently from the lines it belongs to"
    expected = f"{amount} in front, as on line {scene.context.line}, or as for another line above"
    return _Finding(scene.failure.position, message, expected)


def _explain_rest(scene: _Scene) -> _Finding:
    """Something follows a value that was already complete."""
    last, position = scene.last, scene.failure.position
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"'):
        return _Finding(position, "text after the end of a value", "the whole value in quotes")
    start = _position(last.start_mark)
    if start.line != _position(last.end_mark).line:
        expected = f"a closing quote on line {start.line}"
        return _Finding(start, "this quote is not closed where it should be", expected)
    sign = "''" if last.style == "'" else '\\"'
    expected = f"the whole value in quotes, and a quote inside it written as {sign}"
    return _Finding(position, "text after the closing quote", expected)


def _explain_quote(scene: _Scene) -> _Finding:
    return _Finding(scene.context, "this quote is never closed", "the same quote at the end of the value")


def _explain_escape(scene: _Scene) -> _Finding:
    position = scene.failure.position
    back = scene.line[: position.column].rfind("\\")
    place = replace(position, column=back + 1) if back >= 0 else position
    if re.search("Unicode|unreadable", scene.failure.words):
        message, expected = "an escape that stands for no character", "the text without it"
        return _Finding(place, message, expected, "control-character", _ESCAPE)
    message = "a backslash inside double quotes with a meaning that YAML doesn't know"
    return _Finding(place, message, "two backslashes, or single quotes", pattern=_ESCAPE)


def _explain_bracket(scene: _Scene) -> _Finding:
    start = scene.context
    line = scene.line_at(start)
    if line[start.column - 1 : start.column] not in ("[", "{"):
        start = _position(scene.last.start_mark)
    sign = "}" if scene.line_at(start)[start.column - 1 : start.column] == "{" else "]"
    expected = f"`{sign}` at the end and commas between values, or quotes if the bracket belongs to a text"
    return _Finding(start, "this bracket is never closed", expected, pattern=_SIGN)


def _explain_start(scene: _Scene) -> _Finding:
    sign = scene.rest[:1]
    if sign == "\t":
        return _explain_tab(scene)
    return _Finding(scene.failure.position, f"a value can't start with {sign}", "the value in quotes")


def _explain_tab(scene: _Scene) -> _Finding:
    position = scene.failure.position
    return _Finding(position, "a tab where spaces belong", "spaces", "tab-indentation", re.compile(r"\t*"))


def _explain_item(scene: _Scene) -> _Finding:
    message = "a list can't start on the line of its key"
    return _Finding(scene.failure.position, message, "each item on a line of its own, or the value in quotes")


def _explain_content(scene: _Scene) -> _Finding:
    sign = scene.rest[:1]
    if "flow" in scene.failure.words and sign not in (",", "]", "}"):
        return _explain_bracket(scene)
    return _Finding(scene.failure.position, f"a value can't start with {sign}", "the value in quotes")


def _explain_block(scene: _Scene) -> _Finding:
    expected = "the text below, indented; or in quotes if the sign belongs to it"
    return _Finding(scene.context, "text on the line of a | or >", expected)


def _explain_document(scene: _Scene) -> _Finding:
    if isinstance(scene.last, yaml.DocumentEndEvent) and scene.last.explicit:
        message, expected = "a second document starts here", "one document; remove the `...` line"
        return _Finding(scene.failure.position, message, expected, "several-documents")
    return _explain_rest(scene)


def _explain_property(code: str, name: str) -> Callable[[_Scene], _Finding]:
    """A value that begins like an anchor, an alias or a tag, and isn't even one."""

    def explain(scene: _Scene) -> _Finding:
        return _Finding(scene.context, f"a value can't start with {name}", "the value in quotes", code)

    return explain


_EXPLANATIONS: tuple[tuple[str, Callable[[_Scene], _Finding]], ...] = (
    ("tab character", _explain_tab),
    ("mapping values are not allowed", _explain_colon),
    ("sequence entries are not allowed", _explain_item),
    ("scanning a simple key", _explain_no_colon),
    ("quoted scalar: .*(end of stream|document)", _explain_quote),
    ("quoted scalar|unreadable escape", _explain_escape),
    ("scanning an alias", _explain_property("alias", "*")),
    ("scanning an anchor", _explain_property("anchor", "&")),
    ("a tag|undefined tag", _explain_property("tag", "!")),
    ("scanning for the next token", _explain_start),
    ("scanning a block scalar", _explain_block),
    ("parsing a (flow|block) node", _explain_content),
    ("parsing a flow (sequence|mapping)", _explain_bracket),
    ("parsing a block (mapping|collection)", _explain_bad_line),
    ("<?document start>?", _explain_document),
)
