"""Tabs and special spaces where YAML wants ordinary ones: found, reported, and replaced to go on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.content.yaml.characters import code_points
from generator.content.yaml.report import Report

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
    """The text with ordinary spaces instead, so that the parser can go on."""
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
        is_tab = blank.code == "tab-indentation"
        if not is_tab or blank.line != last_tab + 1:
            _add_blank(blank, report)
        last_tab = blank.line if is_tab else last_tab


def _add_blank(blank: Blank, report: Report) -> None:
    span = report.stretch(blank.line, blank.column, blank.end - blank.column)
    if blank.code == "tab-indentation":
        expected = "two spaces for each level, also on the lines below"
        report.add(blank.code, span, "a tab where spaces belong", "a tab", expected)
        return
    message = "a space of a special kind where an ordinary space belongs"
    report.add(blank.code, span, message, code_points(report.written(span)), "ordinary spaces")
