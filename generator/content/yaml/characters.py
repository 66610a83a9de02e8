"""Characters that mislead: invisible ones, tabs and special spaces, and a `#` that cuts a value short.

All are looked for in the text itself, before and beside the parser. Tabs and special spaces are replaced
so that reading can go on. The parser drops comments, but between two of its events nothing else can
hold a `#`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import yaml

from generator.basics.problem import Span
from generator.content.yaml.events import Parsed, Report, offset_of, position_of

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
    """The first escape that writes a wrong character; None if it is written directly."""
    for number in range(span.start.line, span.end.line + 1):
        line = report.lines[number - 1]
        first = span.start.column - 1 if number == span.start.line else 0
        last = span.end.column - 1 if number == span.end.line else len(line)
        for escape in ESCAPE.finditer(line, first, last):
            if wrong.search(_unescaped(escape[0])):
                return report.stretch(number, escape.start() + 1, len(escape[0]))
    return None


def _unescaped(escape: str) -> str:
    """The character that an escape of a double-quoted text stands for."""
    if escape[1] not in "xuU":
        named = dict(zip("0abvfreNLP", "\0\a\b\v\f\r\x1b\x85\u2028\u2029", strict=True))
        return named.get(escape[1], "")
    digits = re.fullmatch("[0-9a-fA-F]+", escape[2:])
    code = int(digits[0], 16) if digits else 0
    return chr(code) if code <= sys.maxunicode else ""


_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
_LEAD = re.compile(rf"(?:[ \t{_SPACES}]|-(?=[ \t{_SPACES}]))*")
_WRONG_IN_LEAD = re.compile(rf"[\t{_SPACES}](?:.*[\t{_SPACES}])?")
_BAD_COLON = re.compile(rf"[ ]*(?:-[ ]+)*[\w-]+:[ ]*([{_SPACES}]+)")
_BLOCK_HEADER = re.compile(r"(?:^|[:-][ \t]+)[|>][-+0-9]*[ \t]*(?:[ \t]#.*)?$")
_HYPHENS = re.compile(r"[ ]*(?:-[ ]+(?=[^ ]))*")


@dataclass(frozen=True)
class Blank:
    """Tabs or special spaces where YAML wants ordinary spaces."""

    line: int
    column: int
    """Of the first wrong character, from 1."""
    end: int
    code: str


def find_blanks(text: str) -> list[Blank]:
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


def _blanks_in(line: str, number: int) -> Iterator[Blank]:
    lead = _LEAD.match(line)
    wrong = lead and _WRONG_IN_LEAD.search(lead[0])
    if wrong:
        code = "tab-indentation" if "\t" in wrong[0] else "no-break-space"
        yield Blank(number, wrong.start() + 1, wrong.end() + 1, code)
    colon = _BAD_COLON.match(line)
    if colon:
        yield Blank(number, colon.start(1) + 1, colon.end(1) + 1, "no-break-space")


def without_blanks(blanks: list[Blank], text: str) -> str:
    if not blanks:
        return text
    lines = text.split("\n")
    for blank in blanks:
        line = lines[blank.line - 1]
        lead = re.sub(rf"[\t{_SPACES}]", " ", line[: blank.end - 1])
        lines[blank.line - 1] = lead + line[blank.end - 1 :]
    return "\n".join(lines)


def add_blanks(blanks: list[Blank], report: Report) -> None:
    """One problem for a run of lines with tabs: they have one cause."""
    last_tab = -1
    for blank in blanks:
        span = report.stretch(blank.line, blank.column, blank.end - blank.column)
        if blank.code == "no-break-space":
            report.add(blank.code, span, found=code_points(report.written(span)))
        elif blank.line != last_tab + 1:
            report.add(blank.code, span)
        last_tab = blank.line if blank.code == "tab-indentation" else last_tab


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
