"""What a reader of a document sees, as blocks in reading order, the same from Word and OpenDocument.

A block is one line: of a paragraph, of a cell, or inside a content control. A paragraph with line breaks or
columns of text makes several, and so does one of which a part is struck out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from generator.proforma.rules import PICTURE, TICKED, UNTICKED

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
_BREAK = re.compile("(\r\n|[\n\r\u2028\u2029])")
_COLUMN = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[^\W\d_]{2}[?.:!,;)])) *\t\s*(?=[^\t]{3})")
"""A tab between two texts, as in a table that became text; none after a bullet or a number."""


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

    @property
    def question(self) -> str:
        """Of its tag."""
        return self.tag.partition(".")[0]

    @property
    def detail(self) -> str:
        return self.tag.partition(".")[2]

    @property
    def row(self) -> tuple[int, int] | None:
        return self.cell and self.cell[:2]


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
    tag: str = ""
    is_struck: bool = False

    @property
    def box(self) -> str:
        """The question whose box to type in it stands in. A box to tick belongs to the words beside it."""
        return "" if self.text in {TICKED, UNTICKED} else self.tag.partition(".")[0]


@dataclass
class Paragraph:
    """A paragraph while it is read. `line` has what all of its blocks share."""

    line: Block
    runs: list[Run] = field(default_factory=list)
    pictures: int = 0
    after: list[Block] = field(default_factory=list)
    """What stands in text boxes that hang on it."""

    def add(self, text: str, tag: str = "", is_struck: bool = False) -> None:
        self.runs += [Run(part, tag, is_struck) for part in _BREAK.split(text)]

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        for is_break, line in groupby(self.runs, lambda run: _BREAK.fullmatch(run.text) is not None):
            for _, part in groupby(() if is_break else line, lambda run: run.box):
                found += self._part(list(part))
        found[1:] = [replace(block, number="") for block in found[1:]]
        return [*found, *[replace(self.line, text=PICTURE, number="")] * self.pictures, *self.after]

    def _part(self, runs: Sequence[Run]) -> Iterator[Block]:
        tags = list(dict.fromkeys(run.tag for run in runs if run.tag))
        tag = tags[0] if len(tags) == 1 else tags[0].partition(".")[0] if tags else self.line.tag
        for is_struck in (False, True):
            whole = "".join(run.text for run in runs if run.is_struck is is_struck)
            for text in filter(None, map(tidy, _COLUMN.split(whole))):
                yield replace(self.line, text=text, tag=tag, is_struck=is_struck)


def joined(blocks: Iterable[Block], between: str = " – ") -> list[Block]:
    """One block for each row of a table, of what stands in its cells, and one for each line elsewhere."""
    found: list[Block] = []
    cells: tuple[Cell | None, Cell | None] = (None, None)
    for block in blocks:
        cells = (cells[1], block.cell)
        is_beside = bool(
            found and block.cell and cells[0] and cells[0][:2] == block.row and cells[0] != block.cell
        )
        if is_beside and found[-1].is_struck == block.is_struck:
            found[-1] = replace(found[-1], text=f"{found[-1].text}{between}{block.text}")
        else:
            found.append(block)
    return found
