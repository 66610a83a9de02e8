"""Find which text of a document answers which question, however the form was filled in.

A completed form is read as one stream: paragraphs, and cells row by row. A question is
recognised by its words wherever it stands; what follows it, up to the next one, is its answer. So it
does not matter whether somebody typed into the box, below it, or after the question itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from generator.proforma.form_words import key_words, likeness, unknown_words, words_of
from generator.proforma.original import STANDING
from generator.proforma.question import Question
from generator.proforma.questions import QUESTIONS
from generator.proforma.ticks import is_mark, without_mark
from generator.proforma.word_text import Block, Paragraph

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
