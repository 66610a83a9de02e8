"""What a reader of a document sees, as blocks in reading order, the same from Word and OpenDocument.

A block is one line: of a paragraph, of a cell, or inside a content control. A paragraph with line breaks
makes several, and so does one of which a part is struck out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from generator.proforma.rules import PICTURE

Cell = tuple[int, int, int]
"""The number of a table, from 1 in reading order; row and column from 0."""

NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufdd0-\ufdef]"
    "|[\ufe00-\ufe0f]|[\ud800-\udfff]|["
    + "".join(chr((plane << 16) + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
"""Characters that nobody sees: controls, joiners, marks of direction, variants of the one before."""
_SPACE = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_END = re.compile(" ?(?:\r\n|[\n\r\u2028\u2029]) ?")


def tidy(text: str) -> str:
    """Text in which a space is a space and a line end a line end, without any at its ends."""
    return _LINE_END.sub("\n", _SPACE.sub(" ", NO_TEXT.sub("", text))).strip()


@dataclass(frozen=True)
class Block:
    text: str
    """One line, tidy and never empty. A box to tick is ☒ or ☐."""
    cell: Cell | None = None
    tag: str = ""
    """Of the content control that it stands in: `question` or `question.detail`."""
    is_struck: bool = False
    """Struck out, or deleted while changes were tracked."""
    is_listed: bool = False
    number: str = ""
    """The number that the program puts before it, such as `3`."""
    bold: str = ""
    """The bold words that it starts with."""
    is_marked: bool = False
    """All of it is marked with a highlighter."""
    is_picture: bool = False


@dataclass(frozen=True)
class Read:
    """A whole document."""

    blocks: tuple[Block, ...]
    margins: tuple[Block, ...] = ()
    """Headers and footers."""
    comments: tuple[str, ...] = ()
    has_tracked_changes: bool = False

    @property
    def length(self) -> int:
        """Of all of its text, in characters."""
        return sum(len(block.text) for block in (*self.blocks, *self.margins)) + sum(map(len, self.comments))


@dataclass(frozen=True)
class Run:
    text: str
    looks: frozenset[str] = frozenset()
    """bold, struck, marked"""
    tag: str = ""


@dataclass
class Paragraph:
    """A paragraph while it is read."""

    cell: Cell | None
    tag: str = ""
    is_listed: bool = False
    number: str = ""
    runs: list[Run] = field(default_factory=list)
    pictures: int = 0
    after: list[Block] = field(default_factory=list)
    """What stands in text boxes that hang on it."""

    def blocks(self) -> list[Block]:
        lines: list[list[Run]] = [[]]
        for run in self.runs:
            first, *rest = re.split(r"\r\n|[\n\r\u2028\u2029]", run.text)
            lines[-1].append(Run(first, run.looks, run.tag))
            lines += [[Run(text, run.looks, run.tag)] for text in rest]
        found = [block for line in lines for part in _by_question(line) for block in self._line(part)]
        found[1:] = [replace(block, number="") for block in found[1:]]
        pictures = [Block(PICTURE, self.cell, self.tag, is_picture=True)] * self.pictures
        return [*found, *pictures, *self.after]

    def _line(self, runs: list[Run]) -> Iterable[Block]:
        tags = {run.tag for run in runs if run.tag}
        questions = {tag.partition(".")[0] for tag in tags}
        tag = tags.pop() if len(tags) == 1 else questions.pop() if questions else self.tag
        for is_struck in (False, True):
            part = [run for run in runs if ("struck" in run.looks) is is_struck]
            text = tidy("".join(run.text for run in part))
            if text:
                marked = all("marked" in run.looks for run in part if run.text.strip())
                yield Block(text, self.cell, tag, is_struck, self.is_listed, self.number, _bold(part), marked)


def _by_question(runs: list[Run]) -> list[list[Run]]:
    """A line in parts, if there are answers to several questions in it."""
    parts: list[list[Run]] = [[]]
    last = ""
    for run in runs:
        question = run.tag.partition(".")[0]
        if question and last and question != last:
            parts.append([])
        last = question or last
        parts[-1].append(run)
    return parts


def _bold(runs: list[Run]) -> str:
    found = ""
    for run in runs:
        if run.text.strip() and "bold" not in run.looks:
            break
        found += run.text
    return tidy(found)
