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
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zlib import crc32

from generator.proforma.blocks import Block
from generator.proforma.questions import PROMPT, STAFF_COLUMNS
from generator.proforma.rules import LIMITS, TABLE, TICKED, UNTICKED, QuestionRule, Rules
from generator.proforma.understand import is_mark, key_words, likeness, unknown_words, without_mark, words_of

_END = re.compile(r"[?:]+(?=\s|$|_)|\.(?=\s|$)|\s[–—-]\s|$")
_BULLET = re.compile(r"\s*[➤>•*-]\s*")
_NUMBER = re.compile(TABLE["number"], re.IGNORECASE)
_LETTER_ALONE = re.compile(TABLE["letter_alone"], re.IGNORECASE)
_LONG: int = TABLE["long"]
LONGEST_QUESTION = 600
SAME = 0.05
_IN_ROWS, _CHOICES = {"staff", "challenges", "practices"}, {"many", "one", "tick"}


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

    is_short: bool
    unlikeness: float
    at: int
    question: str = field(compare=False)
    start: int = field(compare=False)
    end: int = field(compare=False)
    has_number: bool = field(compare=False)
    """Any: numbers change from one release of the form to the next."""


def find_answers(blocks: Sequence[Block], rules: Rules) -> Answers | None:
    """What was answered to each question; None when hardly any question is there."""
    known = {each.id for each in rules.questions}
    blocks = [each if each.question in known else replace(each, tag="") for each in blocks]
    answers = Answers(is_ours=_is_ours(blocks, rules))
    places = _Places(blocks, rules)
    matches = _choose(blocks, places, rules, answers.is_ours)
    answers.asked = {match.question for match in matches.values()} | {each.question for each in blocks} - {""}
    if len(answers.asked) < LIMITS["fewest"]:
        return _by_number(blocks, rules)
    _assign(blocks, matches, places, rules, answers)
    return answers


def _is_ours(blocks: Sequence[Block], rules: Rules) -> bool:
    ours = {words_of(text) for text in rules.standing if len(words_of(text)) >= _LONG}
    return any(block.tag for block in blocks) or len({words_of(block.text) for block in blocks} & ours) >= 3


def _is_typed(block: Block, rules: Rules) -> bool:
    """Whether it stands in a box to type in, where nothing is the form's own."""
    return bool(block.tag) and rules[block.question].kind not in _CHOICES


def _choose(blocks: Sequence[Block], places: _Places, rules: Rules, is_ours: bool) -> dict[int, _Match]:
    """The best match for each question and each block, by the number of the block."""
    # What stands in our form and is no question, although it may look like one: choices, hints, headings.
    asked = {words_of(text) for each in rules.questions for text in each.words}
    labels = _choices(rules).union(map(words_of, rules.standing)) - asked
    found = [
        match
        for at, block in enumerate(blocks)
        if not (_is_typed(block, rules) or block.is_struck or words_of(block.text) in labels)
        for match in _matches(at, block, rules, is_ours)
    ]
    chosen: dict[int, _Match] = {}
    first = len(blocks)
    """The first question that has a number."""
    for match in sorted(found):
        is_new = match.at not in chosen and match.question not in {each.question for each in chosen.values()}
        is_heading = not match.is_short or _is_heading(blocks[match.at], match, is_ours, match.at < first)
        is_answer = places.beside(match.at) and (match.is_short or match.unlikeness >= SAME)
        if is_new and is_heading and not is_answer:
            chosen[match.at] = match
            places.ask(match.at, match.question)
            if not match.is_short and rules[match.question].number:
                first = min(first, match.at)
    return chosen


def _choices(rules: Rules) -> set[tuple[str, ...]]:
    return {words_of(option.words[0]) for each in rules.questions for option in each.options}


def _is_heading(block: Block, match: _Match, is_ours: bool, is_before: bool) -> bool:
    """Whether a short text is a heading. `is_before`: whether it precedes the numbered questions."""
    is_whole = not block.text[match.end :].strip(" _:.?…-–")
    is_first = block.cell is None or block.cell[2] == 0
    return is_first and ((is_whole and match.has_number) or (is_before and (is_whole or not is_ours)))


def _matches(at: int, block: Block, rules: Rules, is_ours: bool) -> Iterator[_Match]:
    """The questions that a block may begin with."""
    text = block.text[:LONGEST_QUESTION]
    start, numbers = _start_of(text, block.number)
    ends = [match.end() for match in _END.finditer(text, start)][:8]
    parts = [(end, key_words(text[start:end])) for end in ends]
    for question in rules.questions:
        is_long = any(len(key_words(words)) >= _LONG or words.endswith("?") for words in question.words)
        is_numbered = question.number in numbers
        if is_long or is_ours or question.is_original:
            found = [
                _Match(not is_long, 1 - alike, at, question.id, start, end, bool(numbers))
                for wanted in map(key_words, question.words)
                for end, words in parts
                if (alike := likeness(words, wanted)) >= _least(wanted, is_numbered)
            ]
            yield from [min(found)] if found else []


def _least(wanted: frozenset[str], is_numbered: bool) -> float:
    """How alike a text must be to a question."""
    return 1 if len(wanted) < _LONG else TABLE["alike"]["numbered" if is_numbered else "words"]


def _start_of(text: str, automatic: str) -> tuple[int, set[str]]:
    """Where a question begins, past its number and a box to tick, and what its number may be."""
    label, mark = without_mark(text)
    start = text.find(label) if mark and label else 0
    bullet = _BULLET.match(text, start)
    start = bullet.end() if bullet else start
    if number := _NUMBER.match(text, start):
        return number.end(), {number[1] + (number[2] or "").upper(), number[1] + "A"}
    if letter := _LETTER_ALONE.match(text, start):
        return letter.end(), {f"4{letter[1].upper()}"}
    return start, {automatic} - {""}


def _assign(
    blocks: Sequence[Block], matches: Mapping[int, _Match], places: _Places, rules: Rules, answers: Answers
) -> None:
    """Give each block to its question."""
    asks = [each.words[0] for each in rules.questions if len(key_words(each.words[0])) >= _LONG]
    standing = {words_of(text) for text in (*rules.standing, *asks)}
    has_tags = any(block.tag for block in blocks)
    labels = _choices(rules).union(map(words_of, STAFF_COLUMNS.values())) if has_tags else set()
    current, is_in_cell = "", False
    for at, block in enumerate(blocks):
        if at in matches:
            current = matches[at].question
            is_in_cell = block.cell is not None
            answers.by_id[current] += _rest(block, matches[at], rules[current], answers)
            continue
        current = block.question or current
        question, why = places.question_of(at, current)
        text = _without_prompt(block.text)
        columns = {column for column, _, _ in places.beside(at)}
        is_under = block.cell is not None and block.cell[2] in columns
        is_right = len(columns) > is_under
        is_own = words_of(text) in (standing if is_under else labels if not (block.cell or block.tag) else ())
        is_own |= _is_standing(block, words_of(text), standing, answers.is_ours)
        if not text or (is_own and not _is_typed(block, rules) and not is_right):
            continue
        # Below a question in its own cell stands the hint of another version of the form, or a remark.
        is_apart = is_under or (block.cell is None and (is_in_cell or has_tags))
        is_outside = is_apart and answers.is_ours and not block.tag and not is_mark(text)
        if not question or why:
            answers.left.append(Left(question or "before", text, why or "before"))
        elif is_outside and rules[question].kind != "tick":
            answers.left.append(Left(question, text, "outside"))
        else:
            # Beside its own question it stands in no column of a table.
            is_in_none = rules[question].kind == "challenges" and is_right
            answers.by_id[question].append(replace(block, text=text, cell=None if is_in_none else block.cell))


def _without_prompt(text: str) -> str:
    return text.removeprefix(PROMPT).removesuffix(PROMPT).strip()


def _is_standing(block: Block, words: tuple[str, ...], ours: set[tuple[str, ...]], is_ours: bool) -> bool:
    """Whether it is the form's own, and asks nothing."""
    if is_ours or words in ours:
        # A short one in a table is only what heads a column.
        return words in ours and (block.cell is None or block.cell[1] == 0 or len(words) >= _LONG)
    # A cell with the word "Background" is the heading of somebody's column.
    checksum = f"{crc32(' '.join(sorted(set(words))).encode()):08x}"
    return not block.cell and checksum in TABLE["original_standing"]


def _rest(block: Block, match: _Match, rule: QuestionRule, answers: Answers) -> list[Block]:
    """What stands in the line of a question itself: a tick before it, an answer behind it."""
    end = match.end
    for further in (each.end() for each in _END.finditer(block.text, end)):
        more = block.text[end:further]
        # Further sentences of the question, such as what to include in the answer.
        if len(key_words(more)) >= _LONG and not unknown_words(more, rule.words):
            end = further
    added = " ".join(unknown_words(block.text[match.start : end], rule.words))
    if added:
        answers.added.append(Left(rule.id, added, "question-changed"))
    text = block.text[end:].lstrip(" _:.?…-–").rstrip(" _")
    found = [replace(block, text=text)] if _without_prompt(text) else []
    sign = {"on": TICKED, "off": UNTICKED}.get(without_mark(block.text[: match.end])[1])
    if rule.kind == "tick" and sign and not is_mark(text):
        found.insert(0, replace(block, text=sign))
    return found


class _Places:
    """Which question a cell belongs to."""

    def __init__(self, blocks: Sequence[Block], rules: Rules) -> None:
        self._blocks = blocks
        self._rules = rules
        self._columns: defaultdict[tuple[int, int] | None, set[int]] = defaultdict(set)
        self._asked: defaultdict[tuple[int, int] | None, list[tuple[int, int, str]]] = defaultdict(list)
        for block in blocks:
            self._columns[block.row].add(block.cell[2] if block.cell else 0)

    def ask(self, at: int, question: str) -> None:
        """Note that a block asks a question."""
        if cell := self._blocks[at].cell:
            self._asked[cell[:2]].append((cell[2], at, question))

    def beside(self, at: int) -> list[tuple[int, int, str]]:
        """The questions to its left, or above it in its cell: the column, the block, the question."""
        block = self._blocks[at]
        return [each for each in self._asked[block.row] if block.cell and each[:2] < (block.cell[2], at)]

    def question_of(self, at: int, current: str) -> tuple[str, str]:
        """The question, and the code of why it is not certain."""
        block = self._blocks[at]
        if block.tag or block.cell is None:
            return block.question or current, ""
        table, row, column = block.cell
        here, beside = self._asked[block.row], self.beside(at)
        if beside or (len(here) == 1 and is_mark(block.text)):
            return max(beside or here)[2], ""
        for above in range(row - 1, -1, -1):
            if heading := self._asked[table, above]:
                over = heading if len(heading) == 1 else [each for each in heading if each[0] == column]
                is_clear = over and (len(heading) > 1 or not self._is_labelled(block.row, over[0][2]))
                return (over or heading)[-1 if not over else 0][2], "" if is_clear else "ambiguous"
        return current, ""

    def _is_labelled(self, row: tuple[int, int] | None, question: str) -> bool:
        """Whether a row has a text on its left that nobody knows, so that what is above need not ask it."""
        columns = self._columns[row]
        return 0 in columns and max(columns) > 0 and self._rules[question].kind not in _IN_ROWS | _CHOICES


def _by_number(blocks: Sequence[Block], rules: Rules) -> Answers | None:
    """Answers that are only numbered, 1 to 8 as in the form of 2022: in this order, and each once."""
    numbers = {each.number: each.id for each in rules.questions if each.is_original and each.number}
    answers, found, last = Answers(), "", ""
    prefixed = [re.match(TABLE["number_prefixed"], block.text, re.IGNORECASE) for block in blocks]
    has_prefixes = len(list(filter(None, prefixed))) >= LIMITS["fewest"]
    for block, prefix in zip(blocks, prefixed, strict=True):
        number, text = ("", block.text) if has_prefixes and not prefix else _number_of(block, last)
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
            is_listed = block.is_listed and not number
            answers.by_id[found].append(replace(block, text=text, is_listed=is_listed, cell=None))
    return answers if len(answers.asked) >= LIMITS["fewest"] else None


def _number_of(block: Block, last: str) -> tuple[str, str]:
    """The number that an answer begins with, if any, and the text behind it."""
    if match := re.match(TABLE["number_alone"], block.text, re.IGNORECASE):
        return match[1] + (match[2] or "").upper(), block.text[match.end() :].strip()
    letter = _LETTER_ALONE.match(block.text)
    if letter and last.startswith("4"):
        return f"4{letter[1].upper()}", block.text[letter.end() :].strip()
    return (block.number if len(block.number) == 1 else ""), block.text
