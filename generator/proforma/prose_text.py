"""Turn what somebody typed into Word into the prose of a YAML file, word for word.

What would be markup by chance is escaped: `*`, a line that begins with `#`, `<b>`.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from generator.proforma.find_answers import Piece

WIDTH = 100
_BULLET = re.compile(r"(?:[•●▪◦‣·➤➢*–—-]|o(?=\t))\s+(?=\S)")  # Word's round bullet, copied as text, is an o
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[.)]\s+(?=\S)")
_MARKUP = re.compile(r"[\\*_<\[\]]")
_LINE_MARKUP = re.compile(r"(?P<sign>[#>+=~`|-])|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)")
SHORTEST_TITLE, LONGEST_TITLE = 3, 60


@dataclass(frozen=True)
class Line:
    """A paragraph of an answer, or an entry of a list."""

    text: str
    is_listed: bool = False
    bold: str = ""


def lines_of(pieces: Iterable[Piece]) -> list[Line]:
    """The lines of an answer; cells of one row become one line."""
    lines: list[Line] = []
    last_row = 0
    for piece in pieces:
        if not piece.text:
            continue
        line = _line(piece)
        if piece.row and piece.row == last_row and piece.column and lines:
            lines[-1] = Line(f"{lines[-1].text} – {line.text}", lines[-1].is_listed, lines[-1].bold)
        else:
            lines.append(line)
        last_row = piece.row
    return lines


def _line(piece: Piece) -> Line:
    bullet = _BULLET.match(piece.text) or _NUMBERED.match(piece.text)
    text = piece.text[bullet.end() :] if bullet else piece.text
    return Line(text, bool(bullet) or piece.paragraph.is_listed, piece.paragraph.bold)


def as_prose(lines: Iterable[Line]) -> str:
    """Paragraphs and lists of the Markdown subset, in lines of bearable length."""
    found = ""
    was_listed = False
    for line in lines:
        wrapped = textwrap.wrap(line.text, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
        escaped = [_escape(text) for text in wrapped]
        if not escaped:
            continue
        block = "- " + "\n  ".join(escaped) if line.is_listed else "\n".join(escaped)
        between = "" if not found else "\n" if line.is_listed and was_listed else "\n\n"
        found += between + block
        was_listed = line.is_listed
    return found


def _escape(text: str) -> str:
    text = _MARKUP.sub(lambda match: "\\" + match[0], text)
    start = _LINE_MARKUP.match(text)
    if start is None:
        return text
    at = start.start("dot") if start["dot"] else 0
    return f"{text[:at]}\\{text[at:]}"


def title_of(line: Line) -> tuple[str, str]:
    """A point's title and text: its bold start, the words before a colon, or simply its first words."""
    bold = line.bold.rstrip(" :.–-")
    if SHORTEST_TITLE <= len(bold) <= LONGEST_TITLE and line.text.startswith(bold) and bold != line.text:
        rest = line.text[len(bold) :].lstrip(" :.–-")
        return bold, rest or line.text
    before, colon, after = line.text.partition(": ")
    if colon and SHORTEST_TITLE <= len(before) <= LONGEST_TITLE and after.strip():
        after = after.strip()
        return before.strip(), after[:1].upper() + after[1:]
    if len(line.text) <= LONGEST_TITLE:
        return line.text.rstrip("."), line.text
    return textwrap.shorten(line.text, LONGEST_TITLE, placeholder=" …"), line.text
