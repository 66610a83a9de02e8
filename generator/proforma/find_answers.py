"""Find which text of a document answers which question, however the form was filled in.

A completed form is read as one stream: paragraphs, and cells row by row. A question is recognised by its
words, not by their order, wherever it stands; what follows it, up to the next one, is its answer. So it
does not matter whether somebody typed into the box, below it, or after the question itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Literal

from generator.proforma.original import STANDING
from generator.proforma.questions import QUESTIONS, Question
from generator.proforma.word_text import Block, Paragraph

_WORD = re.compile(r"[a-z0-9]+(?:[.][0-9]+)*")
_QUIET_TEXT = """
a an and any are as at be by can do does eg e.g for from g have how i ie if in is it of on or
please so that the their there they this to us we what which with you your s
"""
_QUIET = frozenset(_QUIET_TEXT.split())
"""Words that any two questions may share."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without accents and marks."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("e-mail", "email").replace("co-", "co"))
    return tuple(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def stem(word: str) -> str:
    """A word without its plural: enough to see `roles` in `role`."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def key_words(text: str) -> frozenset[str]:
    """The words that say what a text is about."""
    return frozenset(stem(word) for word in words_of(text) if word not in _QUIET)


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """From 0, no word in common, to 1, the same words."""
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def unknown_words(text: str, known: Iterable[str]) -> list[str]:
    """The words of a text that none of the known texts has."""
    there = {stem(word) for other in known for word in words_of(other)} | _QUIET
    return [word for word in words_of(text) if stem(word) not in there]


def same(first: str, second: str) -> bool:
    return words_of(first) == words_of(second)


Mark = Literal["", "on", "off", "cross"]
"""`cross` is ✗ or x: a tick, unless somebody also used ✓ for the others."""

_ON = "☒☑✓✔✅🗹🗸⊠■●◉"
_OFF = "☐□▢❏❑○◯⬜"
_CROSS = "✗✘❌✖×"
_BRACKETS = r"[\[(]\s*(?P<inside>[xX✓✔✗✘×]|)\s*[\])]"
_AT_START = re.compile(rf"\s*(?:(?P<sign>[{_ON}{_OFF}{_CROSS}])|{_BRACKETS}|(?P<letter>[xX])(?=\s|$))\s*")
_AT_END = re.compile(rf"\s*(?:(?P<sign>[{_ON}{_OFF}{_CROSS}])|{_BRACKETS}|(?<=\s)(?P<letter>[xX]))\s*$")
_YES = re.compile(r"(?:y|yes|true|agreed?|i agree|we agree|we do|confirmed|ticked)[.!]?", re.IGNORECASE)
_NO = re.compile(r"(?:n|no|false|not? agreed|we don'?t|none|n/?a)[.!]?", re.IGNORECASE)


def without_mark(text: str) -> tuple[str, Mark]:
    """A text without the ticks at its ends, and what they say."""
    marks: list[Mark] = []
    for pattern in (_AT_START, _AT_END):
        while match := pattern.search(text) if pattern is _AT_END else pattern.match(text):
            marks.append(_mark(match))
            text = text[: match.start()] if pattern is _AT_END else text[match.end() :]
    # Somebody who types x beside an empty box means the x.
    best: list[Mark] = [mark for wanted in ("on", "cross", "off") for mark in marks if mark == wanted]
    return text.strip(), best[0] if best else ""


def _mark(match: re.Match[str]) -> Mark:
    sign = match["sign"] or ""
    if match["letter"] or (sign and sign in _CROSS):
        return "cross"
    if sign:
        return "on" if sign in _ON else "off"
    inside = match["inside"]
    if not inside:
        return "off"
    return "on" if inside in "✓✔" else "cross"


def is_mark(text: str) -> bool:
    """Whether a text is nothing but ticks."""
    label, mark = without_mark(text)
    return not label and bool(mark)


def read_yes_no(text: str) -> bool | None:
    """What a tick or a single word says; None when it says neither, or more than that."""
    label, mark = without_mark(text)
    if not label:
        return None if not mark else mark != "off"
    word = label.replace("’", "'").strip()
    if _YES.fullmatch(word):
        return mark != "off"
    if _NO.fullmatch(word):
        return False if mark != "off" else None
    return None


def is_blank(text: str) -> bool:
    """Whether an answer says that there is none."""
    return bool(
        re.fullmatch(
            r"[\s._…–—-]*(?:n\s?/\s?a|none|nil|not applicable|not known|unknown|nothing|tbc|no answer)?"
            r"[\s._…–—-]*",
            text,
            re.IGNORECASE,
        )
    )


MOST_PIECES = 10_000
ALIKE = 0.6
"""How alike a text and a question must be. Two words must be the same."""
FEWEST_FOUND = 4
"""A document with fewer of our questions is a different one."""

_NUMBER = re.compile(
    r"\s*(?:➤|[>•*-])?\s*(?:Q(?:uestion)?\.?\s*)?(?:[1-9]\s*[.):]?\s*)?(?:[ABab]\s*[.)]\s*)?"
)
_END = re.compile(r"[?:]+(?=\s|$|_)|\.(?=\s|$)|\s[–—-]\s|$")
LONGEST_QUESTION = 600


@dataclass(frozen=True)
class Piece:
    """A line of the document, and the row of a table that it stands in."""

    paragraph: Paragraph
    row: int = 0
    """A number of its own for each row; 0 outside tables."""
    column: int = 0

    @property
    def text(self) -> str:
        return self.paragraph.text


@dataclass(frozen=True)
class Answer:
    question: Question
    is_asked: bool = False
    """Whether the document has the question at all."""
    pieces: tuple[Piece, ...] = ()
    mark: str = ""
    """What stands before or inside the question itself, where that is a box to tick."""
    added: str = ""
    """Words that somebody put into the question."""


@dataclass(frozen=True)
class Answers:
    by_id: Mapping[str, Answer]
    elsewhere: tuple[Piece, ...]
    """What stands before the first question and is not part of the form."""

    @property
    def found(self) -> int:
        return sum(answer.is_asked for answer in self.by_id.values())

    def __getitem__(self, question: str) -> Answer:
        return self.by_id[question]


@dataclass(frozen=True, order=True)
class _Match:
    """One way to see a question in a piece. The best sorts first."""

    unlikeness: float
    piece: int
    question: str = field(compare=True)
    start: int = field(compare=False)
    end: int = field(compare=False)


def find_answers(blocks: Iterable[Block], own_text: Iterable[str]) -> Answers:
    """What was answered to each question. `own_text` is what stands in our form and asks nothing."""
    pieces = _marks_last(without_standing(blocks, own_text))
    matches = _choose_matches(pieces)
    starts = sorted(matches)
    found: dict[str, Answer] = {}
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else len(pieces)
        match = matches[start]
        found[match.question] = _answer(pieces, match, range(start, end), starts)
    before = pieces[: starts[0]] if starts else pieces
    answers = {id_: found.get(id_, Answer(question)) for id_, question in QUESTIONS.items()}
    return Answers(answers, tuple(piece for piece in before if not is_mark(piece.text)))


def without_standing(blocks: Iterable[Block], own_text: Iterable[str]) -> list[Piece]:
    """The lines of a document that are not just the blank form's own."""
    standing = {words_of(text) for text in own_text}
    return [piece for piece in flatten(blocks) if not _is_standing(piece, standing)]


def _marks_last(pieces: list[Piece]) -> list[Piece]:
    """In a row that begins with a tick, the tick after the text that it belongs to."""
    found = list(pieces)
    for index in range(len(found) - 1):
        first, second = found[index : index + 2]
        if first.row and first.row == second.row and is_mark(first.text) and not is_mark(second.text):
            found[index : index + 2] = [second, first]
    return found


def flatten(blocks: Iterable[Block], numbers: Iterator[int] | None = None) -> Iterator[Piece]:
    """All lines in reading order, those without text left out unless they hold a picture."""
    numbers = numbers or count(1)
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _lines(block)
            continue
        for row in block.rows:
            number = next(numbers)
            for column, cell in enumerate(row):
                for piece in flatten(cell, numbers):
                    yield piece if piece.row else replace(piece, row=number, column=column)


def _lines(paragraph: Paragraph) -> Iterator[Piece]:
    texts = [text for line in paragraph.text.split("\n") if (text := line.strip())]
    for index, text in enumerate(texts):
        marked = text if text in paragraph.highlighted else paragraph.highlighted
        yield Piece(
            replace(
                paragraph,
                text=text,
                highlighted=marked if marked and marked in text else "",
                bold=paragraph.bold if text.startswith(paragraph.bold) else "",
                pictures=0 if index else paragraph.pictures,
            )
        )
    if not texts and paragraph.pictures:
        yield Piece(paragraph)


def _is_standing(piece: Piece, own: set[tuple[str, ...]]) -> bool:
    text = piece.text
    words = words_of(text)
    if words and words in own:
        return True
    # A cell with the word "Background" is the heading of somebody's column.
    return (
        not piece.row
        and len(words) < 150
        and any(
            not unknown_words(text, [other]) and likeness(key_words(text), key_words(other)) > 0.8
            for other in STANDING
        )
    )


def _choose_matches(pieces: list[Piece]) -> dict[int, _Match]:
    """The best match for each question and each piece, by the number of the piece."""
    known = {
        id_: [key_words(wording) for wording in question.wordings] for id_, question in QUESTIONS.items()
    }
    candidates = sorted(
        match for index, piece in enumerate(pieces) for match in _matches(index, piece, known)
    )
    chosen: dict[int, _Match] = {}
    asked: set[str] = set()
    for match in candidates:
        if match.piece not in chosen and match.question not in asked:
            chosen[match.piece] = match
            asked.add(match.question)
    return chosen


def _matches(index: int, piece: Piece, known: Mapping[str, list[frozenset[str]]]) -> Iterator[_Match]:
    text = piece.text[:LONGEST_QUESTION]
    start = _start_of(text)
    for end in _ends(text, start):
        words = key_words(text[start:end])
        if not words:
            continue
        for question, wordings in known.items():
            best = max(likeness(words, wording) for wording in wordings)
            is_short = min(len(wording) for wording in wordings) <= 2
            if best == 1 or (best >= ALIKE and not is_short) or (is_short and best >= 0.9):
                yield _Match(1 - best, index, question, start, end)


def _start_of(text: str) -> int:
    """Where a question begins, past its number and a box to tick."""
    label, mark = without_mark(text)
    marked = text.find(label) if mark and label else 0
    number = _NUMBER.match(text, marked)
    return number.end() if number else marked


def _ends(text: str, start: int) -> list[int]:
    """Where a question may end and an answer begin, in the same line."""
    return [match.end() for match in _END.finditer(text, start)][:8]


def _answer(pieces: list[Piece], match: _Match, span: range, starts: list[int]) -> Answer:
    question = QUESTIONS[match.question]
    asked = pieces[match.piece]
    end = _end_of_question(asked.text, match, question)
    rest = asked.text[end:].lstrip(" _:.?…-–").rstrip(" _")
    _, mark = without_mark(asked.text)
    own = [replace(asked, paragraph=replace(asked.paragraph, text=rest, bold=""))] if rest else []
    added = unknown_words(asked.text[match.start : end], question.wordings)
    following = tuple(pieces[index] for index in span if index not in starts)
    pictured = [replace(asked, paragraph=Paragraph("", pictures=1))] if asked.paragraph.pictures else []
    return Answer(question, True, (*pictured, *own, *following), mark, " ".join(added))


def _end_of_question(text: str, match: _Match, question: Question) -> int:
    """Past further sentences of the question itself, such as what to include in the answer."""
    best = match.end
    for end in _ends(text, match.end):
        more = text[match.end : end]
        if len(key_words(more)) >= 4 and not unknown_words(more, question.wordings):
            best = end
    return best
