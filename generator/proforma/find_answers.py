"""Find which block of a document answers which question: by its tag, else by its place, else by number.

A question is known by its words: a long one wherever it stands, a short one such as "Funding" only as a
heading. Each counts once, where it fits best. What stands in an answer is never a question, whatever words
it begins with. In our form, answers stand in cells: what stands outside them is left over, with the question
above it. So is what stands below a heading that seems to ask something, in words that nobody knows.

A block with a tag belongs to the question of that tag. Another one in a table belongs to the question in its
own cell, else to the left of it, else above it; one outside a table to the question before it. Where tag and
place differ, or where two questions stand beside one answer, nobody can tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from zlib import crc32

from generator.proforma.blocks import Block
from generator.proforma.questions import STAFF_COLUMNS
from generator.proforma.rules import LIMITS, PATTERNS, TABLE, TICKED, UNTICKED, QuestionRule, Rules
from generator.proforma.understand import (
    is_mark,
    is_plan,
    key_words,
    likeness,
    says,
    unknown_words,
    without_mark,
    words_of,
)

OTHER = "other-question"
"""One that the form does not ask."""
_OWN = "own"
"""What belongs to the form itself."""
_IN_ROWS, _CHOICES = {"staff", "challenges", "practices"}, {"many", "one", "tick"}
_PROMPT = re.compile(
    rf"(?:{TABLE['patterns']['prompt']})\s*|\s*(?:{TABLE['patterns']['prompt']})$", re.IGNORECASE
)
_LONG: int = TABLE["long"]
LONGEST_QUESTION = 600
SAME = 0.05


@dataclass(frozen=True)
class Left:
    """What was not taken for an answer, with the question that it stood under and the code of why."""

    question: str
    text: str
    why: str


@dataclass
class Answers:
    by_id: defaultdict[str, list[Block]] = field(default_factory=lambda: defaultdict(list))
    asked: set[str] = field(default_factory=set)
    left: list[Left] = field(default_factory=list)
    is_ours: bool = False
    """Whether it is our form, and not that of 2022."""


@dataclass(frozen=True, order=True)
class _Match:
    """One way to see a question in a block. The best sorts first."""

    is_short: bool
    unlikeness: float
    at: int
    question: str = field(compare=False)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    has_number: bool = field(default=False, compare=False)
    """Any: numbers change from one release of the form to the next."""


def find_answers(blocks: Sequence[Block], rules: Rules) -> Answers | None:
    """What was answered to each question; None when hardly any question is there."""
    form = _Form(blocks, rules)
    form.find_questions()
    if len(form.asked) < LIMITS["fewest"]:
        form = _Form([replace(block, tag="") for block in blocks], rules)
        form.find_numbers()
    return form.answers() if len(form.asked) >= LIMITS["fewest"] else None


class _Form:
    def __init__(self, blocks: Sequence[Block], rules: Rules) -> None:
        known = {each.id for each in rules.questions}
        self._blocks = [each if each.question in known else replace(each, tag="") for each in blocks]
        self._rules = rules
        self._has_tags = any(block.tag for block in self._blocks)
        self._standing = {words_of(text) for text in rules.standing}
        self._choices = {words_of(each.words[0]) for rule in rules.questions for each in rule.options}
        self._labels = self._choices.union(map(words_of, STAFF_COLUMNS.values()))
        asks = [each.words[0] for each in rules.questions if len(key_words(each.words[0])) >= _LONG]
        self._known = self._standing.union(map(words_of, asks))
        there = {words_of(block.text) for block in blocks} & self._standing
        self._is_ours = self._has_tags or sum(len(words) >= _LONG for words in there) >= 3
        self._matches: dict[int, _Match] = {}
        """By the number of the block."""
        self._doubtful: dict[int, str] = {}
        """Headings that seem to ask these questions."""
        self._are_above = False
        """Whether answers seem to stand above their questions."""
        self._copy_from = len(blocks)
        """The block with which a second copy of the form begins."""
        self._rows: defaultdict[tuple[int, int] | None, list[Block]] = defaultdict(list)
        self._columns: defaultdict[tuple[int, ...] | None, list[Block]] = defaultdict(list)
        for block in self._blocks:
            self._rows[block.row].append(block)
            self._columns[block.cell and block.cell[::2]].append(block)
        self._asked: defaultdict[tuple[int, int] | None, list[tuple[int, int, str]]] = defaultdict(list)
        """The questions in each row: the column, the block, the question."""

    @property
    def asked(self) -> set[str]:
        return self._found | {block.question for block in self._blocks if block.tag}

    @property
    def _found(self) -> set[str]:
        return {match.question for match in self._matches.values()}

    # Which blocks ask

    def find_questions(self) -> None:
        """By their words."""
        texts = {words_of(text) for each in self._rules.questions for text in each.words}
        # What stands in our form and is no question, although it may look like one: choices, hints, headings.
        labels = (self._choices | self._standing) - texts
        found = sorted(
            match
            for at, block in enumerate(self._blocks)
            if not (self._is_typed(block) or block.is_struck or words_of(block.text) in labels)
            for match in self._matches_of(at, block)
        )
        self._copy_from = self._second_copy(found)
        first = len(self._blocks)
        """The first question that has a number."""
        for match in found:
            is_new = match.at not in self._matches and match.question not in self._found
            if is_new and self._may_ask(match, is_before=match.at < first):
                self._ask(match)
                if not match.is_short and self._rules[match.question].number:
                    first = min(first, match.at)
        if not self._is_ours:
            self._note_doubtful()
            self._are_above = self._stand_above(first)

    def find_numbers(self) -> None:
        """By numbers alone, 1 to 8 as in the form of 2022: in this order, and each once."""
        original = [each for each in self._rules.questions if each.is_original and each.number]
        numbers = {each.number: each.id for each in original}
        prefixed = [bool(PATTERNS["number_prefixed"].match(block.text)) for block in self._blocks]
        last = ""
        for at, block in enumerate(self._blocks):
            has_number = prefixed[at] or sum(prefixed) < LIMITS["fewest"]
            number, end = _number_of(block, last) if has_number else ("", 0)
            if number and number <= last:
                self._matches = {}  # a list inside an answer: nobody can tell its numbers from the questions'
                return
            question = numbers.get(number) or numbers.get(f"{number}A")
            last = number or last
            # Question 4 has two parts: without a letter, nobody can tell which one is answered.
            if question and number != "4":
                self._ask(_Match(is_short=False, unlikeness=0, at=at, question=question, start=end, end=end))
            elif number:
                self._doubt(at, question or OTHER)

    def _ask(self, match: _Match) -> None:
        self._matches[match.at] = match
        self._note(match.at, match.question)

    def _doubt(self, at: int, question: str) -> None:
        """Note that a block seems to ask a question."""
        self._doubtful[at] = question
        self._note(at, question)

    def _note(self, at: int, question: str) -> None:
        if cell := self._blocks[at].cell:
            self._asked[cell[:2]].append((cell[2], at, question))

    def _is_typed(self, block: Block) -> bool:
        """Whether it stands in a box to type in, where nothing is the form's own."""
        return bool(block.tag) and self._rules[block.question].kind not in _CHOICES

    def _may_ask(self, match: _Match, *, is_before: bool) -> bool:
        """Whether it is no answer that begins like a question. `is_before`: the questions with numbers."""
        block = self._blocks[match.at]
        rest = block.text[match.end :]
        # Two labels and two answers in one row: "Date:", "Name:".
        if not self._is_ours and is_before and block.cell and not rest and block.text.endswith(":"):
            return True
        if self._beside(match.at) and (match.is_short or match.unlikeness >= SAME):
            return False
        is_whole = not rest.strip(" _:.?…-–")
        is_heading = (is_whole and match.has_number) or (is_before and (is_whole or not self._is_ours))
        return not match.is_short or (is_heading and (block.cell is None or block.cell[2] == 0))

    def _second_copy(self, found: Sequence[_Match]) -> int:
        """Where a second copy of the form begins: most questions stand there again, in the same words."""
        exact: defaultdict[str, list[_Match]] = defaultdict(list)
        for match in found:
            is_whole = match.end == len(self._blocks[match.at].text)
            if match.unlikeness < SAME and (is_whole or not match.is_short):
                exact[match.question].append(match)
        again = [matches[1] for matches in exact.values() if len(matches) > 1]
        is_copy = sum(not match.is_short for match in again) >= LIMITS["fewest"]
        return min(match.at for match in again) if is_copy else len(self._blocks)

    def _note_doubtful(self) -> None:
        """Find headings that seem to ask something, in words that nobody knows."""
        last = 0
        for at, block in enumerate(self._blocks):
            number = PATTERNS["number_alone"].match(block.text)
            if at in self._matches:
                digit = re.fullmatch("([1-8])[AB]?", self._rules[self._matches[at].question].number)
                last = int(digit[1]) if digit else last
            elif block.is_struck or (block.cell and block.cell[2]):
                continue
            elif number and int(number[1]) == last + 1:
                same = [each for each in self._rules.questions if each.number[:1] == number[1]]
                ids = [each.id for each in same if each.is_original]
                if not self._found.intersection(ids):
                    last += 1
                    self._doubt(at, ids[0])
            elif block.text.endswith("?") and len(key_words(block.text)) >= _LONG and not self._beside(at):
                self._doubt(at, OTHER)

    def _stand_above(self, first: int) -> bool:
        """Whether answers seem to stand above their questions: the first question has one there, the last has
        none below."""
        last = max(self._matches, default=0)
        above = [at for at in range(first) if not self._blocks[at].cell and at not in self._matches][-1:]
        is_answer = above == [first - 1] and says("sentence", self._blocks[first - 1].text)
        after = range(last + 1, len(self._blocks))
        is_last = all(self._is_own(at, self._blocks[at].text) for at in after)
        return is_answer and is_last and self._matches[last].end == len(self._blocks[last].text)

    def _matches_of(self, at: int, block: Block) -> Iterator[_Match]:
        """The questions that a block may begin with."""
        text = block.text[:LONGEST_QUESTION]
        start, numbers = _start_of(text, block.number)
        ends = [match.end() for match in PATTERNS["question_end"].finditer(text, start)][:8]
        parts = [(end, key_words(text[start:end])) for end in ends]
        for question in self._rules.questions:
            is_numbered = question.number in numbers
            is_short = not any(len(key_words(each)) >= _LONG or each.endswith("?") for each in question.words)
            if is_short and not (self._is_ours or question.is_original):
                continue
            asked = [(key_words(each), is_short) for each in question.words]
            headings = [(key_words(each), True) for each in question.headings if is_numbered]
            found = [
                _Match(short, 1 - alike, at, question.id, start, end, bool(numbers))
                for wanted, short in (*asked, *headings)
                for end, words in parts
                if (alike := likeness(words, wanted))
                >= (1 if short > is_short else _least(wanted, is_numbered))
            ]
            yield from [min(found)] if found else []

    # Which question a block answers

    def answers(self) -> Answers:
        answers = Answers(asked=self.asked, is_ours=self._is_ours)
        current, is_in_cell = "", False
        for at, block in enumerate(self._blocks):
            if match := self._matches.get(at):
                current, is_in_cell = match.question, block.cell is not None
                answers.by_id[current] += _rest(block, match, self._rules[current], answers)
            else:
                current = self._doubtful.get(at) or block.question or current
                self._add(at, current, is_in_cell, answers)
        return answers

    def _add(self, at: int, current: str, is_in_cell: bool, answers: Answers) -> None:
        """Give a block to its question. `is_in_cell`: whether the question before it stands in a cell."""
        block, text = self._blocks[at], _bare(self._blocks[at].text)
        question, why = self._place_of(at, current)
        kind = self._rules[question].kind if question not in {"", OTHER} else ""
        # Below a question in its own cell stands the hint of another version of the form, or a remark.
        is_apart = self._is_under(at) or (block.cell is None and (is_in_cell or self._has_tags))
        if not text or why == _OWN or self._is_own(at, text):
            return
        if heading := self._denied(at):
            # A tick under "No" or "Planned" says that it is not so.
            text = f"{self._rows[block.row][0].text}: {heading}" if without_mark(text)[1] == "on" else ""
            why = "says-no" if says("no", heading) else "plan"
        elif not question:
            question, why = "before", why or "before"
        elif is_apart and self._is_ours and not (block.tag or is_mark(text) or kind == "tick"):
            why = why or "outside"
        if text and why:
            answers.left.append(Left(question, text, why))
        elif text:
            # Beside its own question it stands in no column of a table.
            is_in_none = kind == "challenges" and self._is_right(at)
            answers.by_id[question].append(replace(block, text=text, cell=None if is_in_none else block.cell))

    def _is_own(self, at: int, text: str) -> bool:
        """Whether a block belongs to the form itself, and answers nothing."""
        block, words = self._blocks[at], words_of(text)
        if self._is_typed(block) or self._is_right(at):
            return False
        if self._has_tags and not (block.cell or block.tag) and words in self._labels:
            return True
        if words in self._known:
            # A short one in a table is only what heads a column.
            return self._is_under(at) or block.cell is None or block.cell[1] == 0 or len(words) >= _LONG
        # A cell with the word "Background" is the heading of somebody's column.
        checksum = f"{crc32(' '.join(sorted(set(words))).encode()):08x}"
        return not (self._is_ours or block.cell) and checksum in TABLE["original_standing"]

    def _beside(self, at: int) -> list[tuple[int, int, str]]:
        """The questions to its left, or above it in its cell."""
        block = self._blocks[at]
        return [each for each in self._asked[block.row] if block.cell and each[:2] < (block.cell[2], at)]

    def _is_under(self, at: int) -> bool:
        """Whether it stands below a question in its cell."""
        cell = self._blocks[at].cell
        return any(cell and column == cell[2] for column, _, _ in self._beside(at))

    def _is_right(self, at: int) -> bool:
        """Whether it stands to the right of a question."""
        cell = self._blocks[at].cell
        return any(cell and column < cell[2] for column, _, _ in self._beside(at))

    def _denied(self, at: int) -> str:
        """The heading of the column in which a tick stands, if it says that something is not so."""
        block = self._blocks[at]
        if not (block.cell and is_mark(block.text)):
            return ""
        top = self._columns[block.cell[::2]][0]
        return top.text if top.row != block.row and (says("not_so", top.text) or is_plan(top.text)) else ""

    def _place_of(self, at: int, current: str) -> tuple[str, str]:
        """The question, and the code of why it is not certain."""
        block = self._blocks[at]
        question, why = (current, "") if at in self._doubtful else self._asked_of(at, block, current)
        if why != _OWN and question in self._doubtful.values():
            return question, OTHER if question == OTHER else "ambiguous"
        is_unsure = at >= self._copy_from or (question and self._are_above and not block.cell)
        return question, "ambiguous" if is_unsure and why != _OWN else why

    def _asked_of(self, at: int, block: Block, current: str) -> tuple[str, str]:
        beside = self._beside(at)
        near = sorted(each for each in beside if each[0] == max(beside)[0])
        if block.tag:
            return block.question, "ambiguous" if near and near[-1][2] != block.question else ""
        if near:
            is_clear = len(near) == 1 or (self._is_under(at) and not self._is_right(at))
            return near[-1][2], "" if is_clear else "ambiguous"
        if here := self._asked[block.row]:
            is_sure = len(here) == 1 and is_mark(block.text)
            return here[0][2], "" if is_sure else _OWN if says("number_alone", block.text) else "ambiguous"
        return self._asked_above(block, current) if block.cell else (current, "")

    def _asked_above(self, block: Block, current: str) -> tuple[str, str]:
        table, row, column = block.cell or (0, 0, 0)
        has_ticks = any(is_mark(each.text) for each in self._columns[table, column])
        if row == 0 and has_ticks and (says("yes", block.text) or says("not_so", block.text)):
            return current, _OWN
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


def _least(wanted: frozenset[str], is_numbered: bool) -> float:
    """How alike a text must be to a question."""
    return 1 if len(wanted) < _LONG else TABLE["alike"]["numbered" if is_numbered else "words"]


def _start_of(text: str, automatic: str) -> tuple[int, set[str]]:
    """Where a question begins, past its number and a box to tick, and what its number may be."""
    label, mark = without_mark(text)
    start = text.find(label) if mark and label else 0
    bullet = PATTERNS["question_bullet"].match(text, start)
    start = bullet.end() if bullet else start
    if number := PATTERNS["number"].match(text, start):
        return number.end(), {number[1] + (number[2] or "").upper(), number[1] + "A"}
    if letter := PATTERNS["letter_alone"].match(text, start):
        return letter.end(), {f"4{letter[1].upper()}"}
    return start, {automatic} - {""}


def _number_of(block: Block, last: str) -> tuple[str, int]:
    """The number that an answer begins with, if any, and where it ends."""
    if match := PATTERNS["number_alone"].match(block.text):
        return match[1] + (match[2] or "").upper(), match.end()
    letter = PATTERNS["letter_alone"].match(block.text)
    if letter and last.startswith("4"):
        return f"4{letter[1].upper()}", letter.end()
    return (block.number if len(block.number) == 1 else ""), 0


def _bare(text: str) -> str:
    """A text without the prompt of an untouched box, and without the word "Answer:" before it."""
    text = _PROMPT.sub("", text).strip()
    label = PATTERNS["answer"].match(text)
    return text[label.end() :] if label else text


def _rest(block: Block, match: _Match, rule: QuestionRule, answers: Answers) -> list[Block]:
    """What stands in the line of a question itself: a tick before it, an answer behind it."""
    end = match.end
    for further in (each.end() for each in PATTERNS["question_end"].finditer(block.text, end)):
        more = block.text[end:further]
        # Further sentences of the question, such as what to include in the answer.
        if len(key_words(more)) >= _LONG and not unknown_words(more, rule.words):
            end = further
    added = " ".join(unknown_words(block.text[match.start : end], rule.words + rule.headings))
    text = _bare(block.text[end:].lstrip(" _:.?…-–").rstrip(" _"))
    if says("aside", text):
        added, text = f"{added} {text}".strip(), ""
    if added:
        answers.left.append(Left(rule.id, added, "question-changed"))
    found = [replace(block, text=text, is_listed=False)] if text else []
    sign = {"on": TICKED, "off": UNTICKED}.get(without_mark(block.text[: match.end])[1])
    if rule.kind == "tick" and sign and not is_mark(text):
        found.insert(0, replace(block, text=sign))
    return found
