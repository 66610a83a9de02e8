"""Find which block of a document answers which question: by its tag, else by its place, else by number.

A question is known by its words: a long one wherever it stands, a short one such as "Funding" only as a
heading. Each counts once, where it fits best. What stands in an answer is never a question, whatever words
it begins with. A block with a tag belongs to the question of that tag. Another one in a table belongs to the
question in its own cell, else to the left of it, else above it; one outside a table to the question before
it. In our form, answers stand in cells: what stands outside them is left over, with the question above it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from generator.proforma.blocks import Block
from generator.proforma.questions import PROMPT
from generator.proforma.rules import (
    ALIKE,
    LETTER_ALONE,
    LIMITS,
    LONG,
    NUMBER,
    NUMBER_ALONE,
    QuestionRule,
    Rules,
)
from generator.proforma.understand import is_mark, key_words, likeness, unknown_words, without_mark, words_of

_END = re.compile(r"[?:]+(?=\s|$|_)|\.(?=\s|$)|\s[–—-]\s|$")
_BULLET = re.compile(r"\s*[➤>•*-]\s*")
LONGEST_QUESTION = 600
BRIEF = 6
"""A question of so few telling words may differ less from its own."""
SAME = 0.05
NO_HEADING = 9


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
    added: list[Left] = field(default_factory=list)
    """Words that somebody put into a question."""


@dataclass(frozen=True, order=True)
class _Match:
    """One way to see a question in a block. The best sorts first."""

    rank: int
    unlikeness: float
    at: int
    question: str = field(compare=False)
    start: int = field(compare=False)
    end: int = field(compare=False)


def find_answers(blocks: Sequence[Block], rules: Rules) -> Answers | None:
    """What was answered to each question; None when hardly any question is there."""
    known = {each.id for each in rules.questions}
    blocks = [replace(each, tag=each.tag if each.tag.partition(".")[0] in known else "") for each in blocks]
    answers = Answers(is_ours=_is_ours(blocks, rules))
    matches = _choose(blocks, rules, answers.is_ours)
    answers.asked = {match.question for match in matches.values()} | {_tagged(each) for each in blocks} - {""}
    if len(answers.asked) < LIMITS["fewest"]:
        return _by_number(blocks, rules)
    _assign(blocks, matches, rules, answers)
    return answers


def _tagged(block: Block) -> str:
    return block.tag.partition(".")[0]


def _is_ours(blocks: Sequence[Block], rules: Rules) -> bool:
    if any(block.tag for block in blocks):
        return True
    ours = {words_of(text) for text in rules.standing if len(words_of(text)) >= LONG}
    return len({words_of(block.text) for block in blocks} & ours) >= 3


def _choose(blocks: Sequence[Block], rules: Rules, is_ours: bool) -> dict[int, _Match]:
    """The best match for each question and each block, by the number of the block."""
    rows = _Rows(blocks)
    labels = _labels(rules)
    found = [
        match
        for at, block in enumerate(blocks)
        if not block.tag and not block.is_struck and words_of(block.text) not in labels
        for match in _matches(at, block, rules, is_ours)
    ]
    chosen: dict[int, _Match] = {}
    asked: set[str] = set()

    def choose(match: _Match, most: float) -> None:
        is_new = match.at not in chosen and match.question not in asked
        if is_new and (match.unlikeness < most or not rows.is_answer(match.at, chosen)):
            chosen[match.at] = match
            asked.add(match.question)

    for match in sorted(each for each in found if each.rank == 0):
        choose(match, most=SAME)
    numbered = {question.id for question in rules.questions if question.number}
    first = min((at for at, match in chosen.items() if match.question in numbered), default=len(blocks))
    short = (each for each in found if each.rank)
    for match in sorted(replace(each, rank=rows.rank(each, is_ours, each.at < first)) for each in short):
        if match.rank < NO_HEADING:
            choose(match, most=0)
    return chosen


def _labels(rules: Rules) -> set[tuple[str, ...]]:
    """What stands in our form and is no question, although it may look like one: choices, hints, headings."""
    asked = {words_of(text) for each in rules.questions for text in each.words}
    choices = {words_of(option.words[0]) for each in rules.questions for option in each.options}
    return ({words_of(text) for text in rules.standing} | choices) - asked


class _Rows:
    """Where blocks stand in their tables."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._widths: defaultdict[int, int] = defaultdict(int)
        for block in blocks:
            if block.cell:
                self._widths[block.cell[0]] = max(self._widths[block.cell[0]], block.cell[2])

    def rank(self, match: _Match, is_ours: bool, is_before: bool) -> int:
        """How surely a short text is a heading. `is_before`: whether it precedes the numbered questions."""
        block = self._blocks[match.at]
        is_whole = not block.text[match.end :].strip(" _:.?…-–")
        has_number = match.start > 0 and re.match(NUMBER, block.text, re.IGNORECASE) is not None
        if block.cell is None:
            return 2 if (is_before and not is_ours) or (is_whole and has_number) else NO_HEADING
        table, row, column = block.cell
        if not is_ours:
            return 1 if is_before and column == 0 and (self._widths[table] > 0 or row == 0) else NO_HEADING
        is_heading = has_number if self._widths[table] else row == 0
        return 1 if column == 0 and is_whole and (is_heading or is_before) else NO_HEADING

    def is_answer(self, at: int, chosen: dict[int, _Match]) -> bool:
        """Whether a block stands where the answer to a question is: to the right of it, or in its cell."""
        cell = self._blocks[at].cell
        if cell is None:
            return False
        return any(
            (other := self._blocks[each].cell) is not None
            and other[:2] == cell[:2]
            and (other[2] < cell[2] or (other == cell and each < at))
            for each in chosen
        )


def _matches(at: int, block: Block, rules: Rules, is_ours: bool) -> Iterator[_Match]:
    """The questions that a block may begin with. Rank 0: known wherever it stands; 1: a short one."""
    text = block.text[:LONGEST_QUESTION]
    start, numbers = _start_of(text, block.number)
    ends = [match.end() for match in _END.finditer(text, start)][:8]
    parts = [(end, words) for end in ends if (words := key_words(text[start:end]))]
    for question in rules.questions:
        is_long = any(len(key_words(words)) >= LONG or words.endswith("?") for words in question.words)
        if not is_long and not is_ours and not question.is_original:
            continue
        has_number = bool(question.number) and question.number in numbers
        found = [
            _Match(0 if is_long else 1, 1 - alike, at, question.id, start, end)
            for wanted in map(key_words, question.words)
            for end, words in parts
            if (alike := likeness(words, wanted)) >= _least(len(wanted), has_number)
        ]
        if found:
            yield min(found)


def _least(words: int, has_number: bool) -> float:
    """How alike a text must be to a question of so many telling words."""
    if words < LONG:
        return 1
    return ALIKE["question" if words > BRIEF else "brief"] - (ALIKE["number"] if has_number else 0)


def _start_of(text: str, automatic: str) -> tuple[int, set[str]]:
    """Where a question begins, past its number and a box to tick, and what its number may be."""
    label, mark = without_mark(text)
    start = text.find(label) if mark and label else 0
    bullet = _BULLET.match(text, start)
    start = bullet.end() if bullet else start
    number = re.compile(NUMBER, re.IGNORECASE).match(text, start)
    letter = re.compile(LETTER_ALONE, re.IGNORECASE).match(text, start)
    if number and number[1]:
        return number.end(), {number[1] + (number[2] or "").upper(), number[1] + "A"}
    if letter:
        return letter.end(), {f"4{letter[1].upper()}"}
    return start, {automatic} if automatic else set()


def _assign(blocks: Sequence[Block], matches: dict[int, _Match], rules: Rules, answers: Answers) -> None:
    """Give each block to its question."""
    asks = [each.words[0] for each in rules.questions if len(key_words(each.words[0])) >= LONG]
    standing = {words_of(text) for text in (*rules.standing, *asks)}
    original = [frozenset(words_of(text)) for text in rules.original_standing]
    places = _Places(blocks, matches, rules)
    has_tags = any(block.tag for block in blocks)
    current, is_in_cell = "", False
    for at, typed in enumerate(blocks):
        if at in matches:
            current = matches[at].question
            is_in_cell = typed.cell is not None
            answers.by_id[current] += _rest(typed, matches[at], rules[current], answers)
            continue
        current = _tagged(typed) or current
        question, why = places.question_of(at, current)
        block = replace(typed, text=_without_prompt(typed.text))
        is_hint = places.is_beside_question(at) and words_of(block.text) in standing
        is_own = is_hint or _is_standing(block, standing, original, answers.is_ours)
        if not block.text or (is_own and not block.tag and not places.is_answer(at)):
            continue
        # Below a question in its own cell stands the hint of another version of the form, or a remark.
        is_apart = places.is_beside_question(at) or (block.cell is None and (is_in_cell or has_tags))
        outside = answers.is_ours and not block.tag and is_apart
        if not question or why:
            answers.left.append(Left(question or "before", block.text, why or "before"))
        elif outside and not is_mark(block.text) and rules[question].kind != "tick":
            answers.left.append(Left(question, block.text, "outside"))
        else:
            answers.by_id[question].append(block)


def _without_prompt(text: str) -> str:
    return text.removeprefix(PROMPT).removesuffix(PROMPT).strip()


def _is_standing(
    block: Block, ours: set[tuple[str, ...]], original: list[frozenset[str]], is_ours: bool
) -> bool:
    words = words_of(block.text)
    if is_ours or words in ours:
        # A short one in a table is only what heads a column.
        return words in ours and (block.cell is None or block.cell[1] == 0 or len(words) >= LONG)
    # A cell with the word "Background" is the heading of somebody's column.
    return not block.cell and len(words) < 150 and any(set(words) == each for each in original)


def _rest(block: Block, match: _Match, rule: QuestionRule, answers: Answers) -> list[Block]:
    """What stands in the line of a question itself: a tick before it, an answer behind it."""
    end = match.end
    for further in (each.end() for each in _END.finditer(block.text, end)):
        more = block.text[end:further]
        # Further sentences of the question, such as what to include in the answer.
        if len(key_words(more)) >= LONG and not unknown_words(more, rule.words):
            end = further
    added = " ".join(unknown_words(block.text[match.start : end], rule.words))
    if added:
        answers.added.append(Left(rule.id, added, "question-changed"))
    text = block.text[end:].lstrip(" _:.?…-–").rstrip(" _")
    _, mark = without_mark(block.text[: match.end])
    found = [replace(block, text=text, bold="")] if _without_prompt(text) else []
    sign = {"on": "☒", "cross": "✗", "off": "☐"}.get(mark)
    if rule.kind == "tick" and sign and not is_mark(text):
        found.insert(0, replace(block, text=sign, bold=""))
    return found


class _Places:
    """Which question a cell belongs to."""

    def __init__(self, blocks: Sequence[Block], matches: dict[int, _Match], rules: Rules) -> None:
        self._blocks = blocks
        self._rules = rules
        self._filled: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for block in blocks:
            if block.cell:
                self._filled[block.cell[:2]].add(block.cell[2])
        self._in_row: defaultdict[tuple[int, int], list[tuple[int, int, str]]] = defaultdict(list)
        for at, match in matches.items():
            if cell := blocks[at].cell:
                self._in_row[cell[:2]].append((cell[2], at, match.question))

    def is_answer(self, at: int) -> bool:
        """Whether it stands in a cell beside a question, where the form itself says nothing."""
        cell = self._blocks[at].cell
        return cell is not None and any(column < cell[2] for column, _, _ in self._in_row[cell[:2]])

    def is_beside_question(self, at: int) -> bool:
        """Whether a question stands in the same cell, as it does above its hint."""
        cell = self._blocks[at].cell
        return cell is not None and any(column == cell[2] for column, _, _ in self._in_row[cell[:2]])

    def question_of(self, at: int, current: str) -> tuple[str, str]:
        """The question, and the code of why it is not certain."""
        block = self._blocks[at]
        if block.tag or block.cell is None:
            return _tagged(block) or current, ""
        table, row, column = block.cell
        here = self._in_row[table, row]
        beside = [each for each in sorted(here) if each[0] < column or (each[0] == column and each[1] < at)]
        if beside:
            return beside[-1][2], ""
        if len(here) == 1 and is_mark(block.text):
            return here[0][2], ""
        for above in range(row - 1, -1, -1):
            heading = self._in_row.get((table, above), [])
            if len(heading) == 1:
                return heading[0][2], self._doubt(table, row, heading[0])
            if heading:
                same = [each for each in heading if each[0] == column]
                return (same[0][2], "") if same else (heading[-1][2], "ambiguous")
        return current, ""

    def _doubt(self, table: int, row: int, heading: tuple[int, int, str]) -> str:
        """Why a row is no answer to the question above it: it has a text on its left that nobody knows."""
        kind = self._rules[heading[2]].kind
        is_labelled = 0 in self._filled[table, row] and max(self._filled[table, row]) > 0
        return "ambiguous" if is_labelled and kind not in _TABLES and kind not in _CHOICES else ""


_TABLES, _CHOICES = {"staff", "challenges", "practices"}, {"many", "one", "tick"}
"""Kinds of questions that are answered in rows."""
_PREFIXED = re.compile(r"\s*(?:q|question)\s*\.?\s*[1-8]", re.IGNORECASE)


def _by_number(blocks: Sequence[Block], rules: Rules) -> Answers | None:
    """Answers that are only numbered, 1 to 8 as in the form of 2022: in this order, and each once."""
    numbers = {each.number: each.id for each in rules.questions if each.is_original and each.number}
    answers, found, last = Answers(), "", ""
    has_prefix = sum(1 for block in blocks if _PREFIXED.match(block.text)) >= LIMITS["fewest"]
    for block in blocks:
        number, text = ("", block.text)
        if not has_prefix or _PREFIXED.match(block.text):
            number, text = _number_of(block, last)
        if number and number <= last:
            return None  # a list inside an answer: nobody can tell its numbers from those of the questions
        if number:
            last = number
            found = numbers.get(number) or numbers.get(f"{number}A", "")
            answers.asked.add(found)
        # Question 4 has two parts: without a letter, nobody can tell which one is answered.
        why = "" if found and last != "4" else "ambiguous" if found else "before"
        if text and why:
            answers.left.append(Left(found or "before", text, why))
        elif text:
            answers.by_id[found].append(replace(block, text=text, is_listed=block.is_listed and not number))
    return answers if len(answers.asked) >= LIMITS["fewest"] else None


def _number_of(block: Block, last: str) -> tuple[str, str]:
    """The number that an answer begins with, if any, and the text behind it."""
    match = re.match(NUMBER_ALONE, block.text, re.IGNORECASE)
    letter = re.match(LETTER_ALONE, block.text, re.IGNORECASE)
    if match:
        return match[1] + (match[2] or "").upper(), block.text[match.end() :].strip()
    if letter and last.startswith("4"):
        return f"4{letter[1].upper()}", block.text[letter.end() :].strip()
    return (block.number, block.text) if block.number and len(block.number) == 1 else ("", block.text)
