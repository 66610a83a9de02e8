"""Look for characters that no one can see, written directly or as escapes such as `\\0`."""

from __future__ import annotations

import re
import sys

from generator.basics.problem import Span
from generator.content.yaml.report import Report

_NONCHARACTERS = "".join(chr((plane << 16) + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
"""The two code points at the end of each plane that Unicode keeps free of characters."""

CONTROL = re.compile(
    rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ud800-\udfff{_NONCHARACTERS}]+"
)
ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|[^xuU])", re.DOTALL)
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def look_for_invisible(text: str, report: Report) -> None:
    if not CONTROL.search(text) and not BIDI.search(text):
        return
    for number, line in enumerate(report.lines, 1):
        for run in CONTROL.finditer(line):
            span = report.stretch(number, run.start() + 1, len(run[0]))
            _add_control(run[0], span, report)
        for mark in BIDI.finditer(line):
            _add_bidi(mark[0], report.stretch(number, mark.start() + 1, 1), report)


def _add_control(characters: str, span: Span, report: Report) -> None:
    message = "an invisible character that is no text"
    report.add("control-character", span, message, code_points(characters), "the text without it")


def _add_bidi(character: str, span: Span, report: Report) -> None:
    message = "an invisible character that changes the order in which a text is shown"
    report.add("bidi-control", span, message, code_points(character), "the text without it")


def code_points(characters: str) -> str:
    shown = " ".join(f"U+{ord(character):04X}" for character in characters[:3])
    return shown if len(characters) < 4 else f"{shown} and {len(characters) - 3} more"


def look_at_escapes(value: str, span: Span, report: Report) -> None:
    """Escapes such as `\\0` write what may not be written directly."""
    wrong = next((pattern for pattern in (CONTROL, BIDI) if pattern.search(value)), None)
    if wrong is None:
        return
    character = wrong.search(value)
    add = _add_control if wrong is CONTROL else _add_bidi
    place = _find_escape(span, wrong, report)
    if character and place:
        add(character[0], place, report)


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
