"""Find which block of a document answers which question: by its tag, else by its place, else by number.

A question is known by its words: a long one wherever it stands, a short one such as "Funding" only as a
heading. Each counts once, where it fits best. What stands in an answer is never a question, whatever words
it begins with. In our form, answers stand in cells: what stands outside them is left over, with the question
above it. So is what stands below a heading that seems to ask something, in words that nobody knows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zlib import crc32

from generator.proforma.blocks import Block
from generator.proforma.places import OTHER, OWN, Places
from generator.proforma.questions import STAFF_COLUMNS
from generator.proforma.rules import LIMITS, PATTERNS, TABLE, TICKED, UNTICKED, QuestionRule, Rules
from generator.proforma.understand import (
    is_mark,
    key_words,
    likeness,
    says,
    unknown_words,
    without_mark,
    words_of,
)

_END = re.compile(r"[?:]+(?=\s|$|_)|\.(?=\s|$)|\s[–—-]\s|$")
_BULLET = re.compile(r"\s*[➤>•*-]\s*")
_PROMPT = re.compile(
    rf"(?:{TABLE['patterns']['prompt']})\s*|\s*(?:{TABLE['patterns']['prompt']})$", re.IGNORECASE
)
_LONG: int = TABLE["long"]
LONGEST_QUESTION = 600
SAME = 0.05
_CHOICES = {"many", "one", "tick"}


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
    start: int = field(compare=False)
    end: int = field(compare=False)
    has_number: bool = field(compare=False)
    """Any: numbers change from one release of the form to the next."""


def find_answers(blocks: Sequence[Block], rules: Rules) -> Answers | None:
    """What was answered to each question; None when hardly any question is there."""
    known = {each.id for each in rules.questions}
    blocks = [each if each.question in known else replace(each, tag="") for each in blocks]
    answers = Answers(is_ours=_is_ours(blocks, rules))
    places = Places(blocks, rules)
    matches = _choose(places, rules, answers.is_ours)
    answers.asked = {match.question for match in matches.values()} | {each.question for each in blocks} - {""}
    if len(answers.asked) < LIMITS["fewest"]:
        return _by_number(blocks, rules)
    if not answers.is_ours:
        _note_doubtful(places, matches, rules)
    _assign(places, matches, rules, answers)
    return answers


def _is_ours(blocks: Sequence[Block], rules: Rules) -> bool:
    ours = {words_of(text) for text in rules.standing if len(words_of(text)) >= _LONG}
    return any(block.tag for block in blocks) or len({words_of(block.text) for block in blocks} & ours) >= 3


def _is_typed(block: Block, rules: Rules) -> bool:
    """Whether it stands in a box to type in, where nothing is the form's own."""
    return bool(block.tag) and rules[block.question].kind not in _CHOICES


def _choose(places: Places, rules: Rules, is_ours: bool) -> dict[int, _Match]:
    """The best match for each question and each block, by the number of the block."""
    # What stands in our form and is no question, although it may look like one: choices, hints, headings.
    asked = {words_of(text) for each in rules.questions for text in each.words}
    labels = _choices(rules).union(map(words_of, rules.standing)) - asked
    blocks = places.blocks
    found = sorted(
        match
        for at, block in enumerate(blocks)
        if not (_is_typed(block, rules) or block.is_struck or words_of(block.text) in labels)
        for match in _matches(at, block, rules, is_ours)
    )
    places.copy_from = _second_copy(found, blocks)
    chosen: dict[int, _Match] = {}
    first = len(blocks)
    """The first question that has a number."""
    for match in found:
        is_new = match.at not in chosen and match.question not in {each.question for each in chosen.values()}
        block = blocks[match.at]
        # Two labels and two answers in one row: "Date:", "Name:".
        is_label = not is_ours and match.at < first and block.cell and block.text[: match.end].endswith(":")
        is_label = is_label and match.end == len(block.text)
        is_heading = not match.is_short or is_label or _is_heading(block, match, is_ours, match.at < first)
        is_answer = not is_label and places.beside(match.at) and (match.is_short or match.unlikeness >= SAME)
        if is_new and is_heading and not is_answer:
            chosen[match.at] = match
            places.ask(match.at, match.question)
            if not match.is_short and rules[match.question].number:
                first = min(first, match.at)
    return chosen


def _second_copy(found: Sequence[_Match], blocks: Sequence[Block]) -> int:
    """Where a second copy of the form begins: most of its questions stand there again, in the same words."""
    exact: defaultdict[str, list[_Match]] = defaultdict(list)
    for match in found:
        if match.unlikeness < SAME and not (match.is_short and match.end < len(blocks[match.at].text)):
            exact[match.question].append(match)
    again = [matches[1] for matches in exact.values() if len(matches) > 1]
    is_copy = len([match for match in again if not match.is_short]) >= LIMITS["fewest"]
    return min(match.at for match in again) if is_copy else len(blocks)


def _note_doubtful(places: Places, matches: Mapping[int, _Match], rules: Rules) -> None:
    """Find headings that seem to ask something, in words that nobody knows."""
    asked = {match.question for match in matches.values()}
    last = 0
    for at, block in enumerate(places.blocks):
        number = PATTERNS["number_alone"].match(block.text)
        if at in matches:
            digit = re.fullmatch("([1-8])[AB]?", rules[matches[at].question].number)
            last = int(digit[1]) if digit else last
        elif block.is_struck or (block.cell and block.cell[2]):
            continue
        elif number and int(number[1]) == last + 1:
            ids = [each.id for each in rules.questions if each.number[:1] == number[1] and each.is_original]
            if not asked.intersection(ids):
                last += 1
                places.doubt(at, ids[0])
        elif block.text.endswith("?") and len(key_words(block.text)) >= _LONG and not places.beside(at):
            places.doubt(at, OTHER)


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
        is_numbered = question.number in numbers
        is_long = any(len(key_words(words)) >= _LONG or words.endswith("?") for words in question.words)
        if is_long or is_ours or question.is_original:
            found = [
                _Match(not is_long, 1 - alike, at, question.id, start, end, bool(numbers))
                for wanted in map(key_words, question.words)
                for end, words in parts
                if (alike := likeness(words, wanted)) >= _least(wanted, is_numbered)
            ] + [
                _Match(True, 0, at, question.id, start, end, True)
                for wanted in map(key_words, question.headings if is_numbered else ())
                for end, words in parts
                if words == wanted
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
    if number := PATTERNS["number"].match(text, start):
        return number.end(), {number[1] + (number[2] or "").upper(), number[1] + "A"}
    if letter := PATTERNS["letter_alone"].match(text, start):
        return letter.end(), {f"4{letter[1].upper()}"}
    return start, {automatic} - {""}


def _assign(places: Places, matches: Mapping[int, _Match], rules: Rules, answers: Answers) -> None:
    """Give each block to its question."""
    own = _OwnWords(places, rules, answers.is_ours)
    current, is_in_cell = "", False
    for at, block in enumerate(places.blocks):
        if at in matches:
            current, is_in_cell = matches[at].question, block.cell is not None
            answers.by_id[current] += _rest(block, matches[at], rules[current], answers)
            continue
        current = places.doubtful.get(at) or block.question or current
        question, why = places.question_of(at, current)
        text = _bare(block.text)
        if not text or why == OWN or own.has(at, text):
            continue
        # Below a question in its own cell stands the hint of another version of the form, or a remark.
        is_apart = places.is_under(at) or (block.cell is None and (is_in_cell or own.has_tags))
        if heading := places.denied(at):
            # A tick under "No" or "Planned" says that it is not so.
            why = "says-no" if says("no", heading) else "plan"
            said = f"{places.label(at)}: {heading}" if without_mark(text)[1] == "on" else ""
            answers.left += [Left(question, said, why)] if said else []
        elif not question or why:
            answers.left.append(Left(question or "before", text, why or "before"))
        elif (
            is_apart
            and answers.is_ours
            and not (block.tag or is_mark(text) or rules[question].kind == "tick")
        ):
            answers.left.append(Left(question, text, "outside"))
        else:
            # Beside its own question it stands in no column of a table.
            is_in_none = rules[question].kind == "challenges" and places.is_right(at)
            answers.by_id[question].append(replace(block, text=text, cell=None if is_in_none else block.cell))


class _OwnWords:
    """What belongs to the form itself, and answers nothing."""

    def __init__(self, places: Places, rules: Rules, is_ours: bool) -> None:
        asks = [each.words[0] for each in rules.questions if len(key_words(each.words[0])) >= _LONG]
        self._places, self._rules, self._is_ours = places, rules, is_ours
        self._standing = {words_of(text) for text in (*rules.standing, *asks)}
        self._labels = _choices(rules).union(map(words_of, STAFF_COLUMNS.values()))
        self.has_tags = any(block.tag for block in places.blocks)

    def has(self, at: int, text: str) -> bool:
        block, words = self._places.blocks[at], words_of(text)
        if _is_typed(block, self._rules) or self._places.is_right(at):
            return False
        is_loose = self.has_tags and not (block.cell or block.tag)
        is_known = words in self._standing
        if (is_known and self._places.is_under(at)) or (is_loose and words in self._labels):
            return True
        if self._is_ours or is_known:
            # A short one in a table is only what heads a column.
            return is_known and (block.cell is None or block.cell[1] == 0 or len(words) >= _LONG)
        # A cell with the word "Background" is the heading of somebody's column.
        checksum = f"{crc32(' '.join(sorted(set(words))).encode()):08x}"
        return not block.cell and checksum in TABLE["original_standing"]


def _bare(text: str) -> str:
    """A text without the prompt of an untouched box, and without the word "Answer:" before it."""
    text = _PROMPT.sub("", text).strip()
    label = PATTERNS["answer"].match(text)
    return text[label.end() :] if label else text


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
    added = " ".join(unknown_words(block.text[match.start : end], rule.words + rule.headings))
    text = _bare(block.text[end:].lstrip(" _:.?…-–").rstrip(" _"))
    if says("aside", text):
        added, text = f"{added} {text}".strip(), ""
    if added:
        answers.left.append(Left(rule.id, added, "question-changed"))
    found = [replace(block, text=text)] if text else []
    sign = {"on": TICKED, "off": UNTICKED}.get(without_mark(block.text[: match.end])[1])
    if rule.kind == "tick" and sign and not is_mark(text):
        found.insert(0, replace(block, text=sign))
    return found


def _by_number(blocks: Sequence[Block], rules: Rules) -> Answers | None:
    """Answers that are only numbered, 1 to 8 as in the form of 2022: in this order, and each once."""
    numbers = {each.number: each.id for each in rules.questions if each.is_original and each.number}
    answers, found, last = Answers(), "", ""
    prefixed = [PATTERNS["number_prefixed"].match(block.text) for block in blocks]
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
    if match := PATTERNS["number_alone"].match(block.text):
        return match[1] + (match[2] or "").upper(), block.text[match.end() :].strip()
    letter = PATTERNS["letter_alone"].match(block.text)
    if letter and last.startswith("4"):
        return f"4{letter[1].upper()}", block.text[letter.end() :].strip()
    return (block.number if len(block.number) == 1 else ""), block.text
