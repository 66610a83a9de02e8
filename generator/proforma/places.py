"""Which question a block belongs to by its tag, or by its place in a table.

A block with a tag belongs to the question of that tag. Another one in a table belongs to the question in its
own cell, else to the left of it, else above it; one outside a table to the question before it. Where tag and
place differ, or where two questions stand beside one answer, nobody can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from generator.proforma.blocks import Block
from generator.proforma.rules import Rules
from generator.proforma.understand import is_mark, is_plan, says

OTHER = "other-question"
"""One that the form does not ask."""
OWN = "own"
"""What belongs to the form itself."""
_IN_ROWS, _CHOICES = {"staff", "challenges", "practices"}, {"many", "one", "tick"}
_Row = tuple[int, int] | None


class Places:
    """Which question a cell belongs to."""

    def __init__(self, blocks: Sequence[Block], rules: Rules) -> None:
        self.blocks = blocks
        self._rules = rules
        self._rows: defaultdict[_Row, list[Block]] = defaultdict(list)
        self._asked: defaultdict[_Row, list[tuple[int, int, str]]] = defaultdict(list)
        self._tops: dict[tuple[int, int], Block] = {}
        """The first block of each column."""
        self._ticked: set[tuple[int, int]] = set()
        """Columns that have ticks."""
        self.doubtful: dict[int, str] = {}
        """Headings that seem to ask these questions, by the number of the block."""
        self.copy_from = len(blocks)
        """The block with which a second copy of the form begins."""
        for block in blocks:
            self._rows[block.row].append(block)
            if block.cell:
                self._tops.setdefault(block.cell[::2], block)
                self._ticked |= {block.cell[::2]} if is_mark(block.text) else set()

    def ask(self, at: int, question: str) -> None:
        """Note that a block asks a question."""
        if cell := self.blocks[at].cell:
            self._asked[cell[:2]].append((cell[2], at, question))

    def doubt(self, at: int, question: str) -> None:
        """Note that a block seems to ask a question."""
        self.doubtful[at] = question
        self.ask(at, question)

    def beside(self, at: int) -> list[tuple[int, int, str]]:
        """The questions to its left, or above it in its cell: the column, the block, the question."""
        block = self.blocks[at]
        return [each for each in self._asked[block.row] if block.cell and each[:2] < (block.cell[2], at)]

    def denied(self, at: int) -> str:
        """The heading of the column in which a tick stands, if it says that something is not so."""
        block = self.blocks[at]
        top = self._tops.get(block.cell[::2]) if block.cell and is_mark(block.text) else None
        is_so = top is None or top.row == block.row or not (says("not_so", top.text) or is_plan(top.text))
        return "" if top is None or is_so else top.text

    def label(self, at: int) -> str:
        """What stands first in its row."""
        return self._rows[self.blocks[at].row][0].text

    def is_under(self, at: int) -> bool:
        """Whether it stands below a question in its cell."""
        block = self.blocks[at]
        return any(block.cell and column == block.cell[2] for column, _, _ in self.beside(at))

    def is_right(self, at: int) -> bool:
        """Whether it stands to the right of a question."""
        block = self.blocks[at]
        return any(block.cell and column < block.cell[2] for column, _, _ in self.beside(at))

    def question_of(self, at: int, current: str) -> tuple[str, str]:
        """The question, and the code of why it is not certain."""
        block = self.blocks[at]
        question, why = (current, "") if at in self.doubtful else self._asked_of(at, block, current)
        if why != OWN and question in self.doubtful.values():
            return question, OTHER if question == OTHER else "ambiguous"
        return question, "ambiguous" if at >= self.copy_from and why != OWN else why

    def _asked_of(self, at: int, block: Block, current: str) -> tuple[str, str]:
        beside = self.beside(at)
        near = sorted(each for each in beside if each[0] == max(beside)[0])
        if block.tag:
            return block.question, "ambiguous" if near and near[-1][2] != block.question else ""
        if near:
            is_clear = len(near) == 1 or (self.is_under(at) and not self.is_right(at))
            return near[-1][2], "" if is_clear else "ambiguous"
        if here := self._asked[block.row]:
            is_sure = len(here) == 1 and is_mark(block.text)
            return here[0][2], "" if is_sure else OWN if says("number_alone", block.text) else "ambiguous"
        return self._asked_above(block, current) if block.cell else (current, "")

    def _asked_above(self, block: Block, current: str) -> tuple[str, str]:
        table, row, column = block.cell or (0, 0, 0)
        if (
            row == 0
            and (table, column) in self._ticked
            and (says("yes", block.text) or says("not_so", block.text))
        ):
            return current, OWN
        above = next((asked for up in range(row - 1, -1, -1) if (asked := self._asked[table, up])), None)
        if above is None:
            return current, ""
        over = above if len(above) == 1 else [each for each in above if each[0] == column]
        is_clear = over and (len(above) > 1 or not self._is_labelled(block.row, over[0][2]))
        return over[0][2] if over else above[-1][2], "" if is_clear else "ambiguous"

    def _is_labelled(self, row: tuple[int, int] | None, question: str) -> bool:
        """Whether a row has a text on its left that nobody knows, so that what is above need not ask it."""
        columns = {block.cell[2] for block in self._rows[row] if block.cell}
        kind = self._rules[question].kind if question != OTHER else ""
        return 0 in columns and max(columns) > 0 and kind not in _IN_ROWS | _CHOICES
