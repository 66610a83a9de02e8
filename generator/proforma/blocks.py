"""What a reader of a document sees, as blocks in reading order, the same from Word and OpenDocument."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

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
    """One line: of a paragraph, of a cell, or inside a content control."""

    text: str = ""
    """Tidy, and never empty. A box to tick is ☒ or ☐."""
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


def joined(blocks: Iterable[Block], between: str = " – ") -> list[Block]:
    """One block for each row of a table, of what stands in its cells, and one for each line elsewhere."""
    found: list[Block] = []
    before: Cell | None = None
    for block in blocks:
        is_beside = block.cell and before and before[:2] == block.row and before != block.cell
        if is_beside and found[-1].is_struck == block.is_struck:
            found[-1] = replace(found[-1], text=f"{found[-1].text}{between}{block.text}")
        else:
            found.append(block)
        before = block.cell
    return found
