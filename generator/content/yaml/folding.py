"""Refuse a text whose paragraphs or list items would run together.

Everywhere but below `|`, YAML joins the lines of a text with spaces, and one blank line
between them with no more than a line break, which Markdown reads as a space too. Nothing
on the page would tell the editor that a list is gone.
"""

from __future__ import annotations

import re

from generator.basics.problem import Position, Span
from generator.content.yaml.report import Report

_NUMBER = re.compile(r"[\"']?[0-9]{1,9}[.)][ \t]")
_FIRST_ITEM = re.compile(r"(?:[-+*]|1[.)])[ \t]")
"""What begins a list in the middle of a text. As in Markdown, `2012. ` there only ends a sentence."""


def look_at_folding(start: Position, text: Span, report: Report) -> None:
    """`start`: of the value, where a `>` is if it has one. `text`: from its first character to its last."""
    if text.start.line == text.end.line:
        return
    lines = [line.strip() for line in report.lines[text.start.line - 1 : text.end.line]]
    lines[0] = lines[0] if start.line != text.start.line else report.written(text).strip()
    item = _NUMBER if _NUMBER.match(lines[0]) else _FIRST_ITEM
    for number, line in enumerate(lines[1:], text.start.line + 1):
        if not line or item.match(line):
            _add(start, number, line, report)
            return


def _add(start: Position, number: int, line: str, report: Report) -> None:
    sign = report.token(start)
    message = f"the lines of this text are joined, so its {'list' if line else 'paragraphs'} would be lost"
    found = f"line {number}: {line[:80]}" if line else f"a blank line, line {number}"
    is_folded = report.written(sign).startswith(">")
    expected = "| instead of >" if is_folded else "| here, and the text on the lines below it"
    report.add("folded-text", sign, message, found, expected)
