"""The blank form as headings, texts and tables, before it becomes a Word or an OpenDocument file.

Each section is a table of two columns, question and answer; question 1, the challenges and the
recommendations have tables of their own. Every place for an answer carries the tag that the reader looks for:
`question`, or `question.detail` for a choice, a column or a recommendation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal, TypeAlias

from generator.content.model.guidance import Theme
from generator.content.model.site import Vocabulary
from generator.library.library import Library
from generator.proforma.questions import (
    ANSWER_COLUMNS,
    BEYOND,
    CHALLENGE_COLUMNS,
    OPENING,
    PRACTICE_COLUMNS,
    SECTIONS,
    STAFF_COLUMNS,
    TITLE,
    Question,
)

LANGUAGE = "en-GB"
STAFF_ROWS, CHALLENGE_ROWS = 6, 3
LONGEST_INLINE = 24
"""Choices of no more characters stand beside each other."""
_OWN_TABLE = {"staff", "challenges", "practices"}
_SHORT = {"line", "amount", "contact", "one", "many", "tick"}


@dataclass(frozen=True)
class Wording:
    """All that a form says that isn't the same in each."""

    site: str
    day: date
    vocabulary: Vocabulary
    themes: tuple[Theme, ...]


def wording_of(library: Library) -> Wording:
    themes = tuple(theme.record for theme in library.themes)
    return Wording(library.site.title, library.site.reviewed, library.vocabulary, themes)


@dataclass(frozen=True)
class Words:
    text: str
    style: Literal["", "strong", "hint"] = ""


@dataclass(frozen=True)
class Box:
    """A place to type."""

    tag: str
    name: str
    """What a screen reader calls it."""
    size: Literal["line", "cell", "box"] = "box"


@dataclass(frozen=True)
class Ticks:
    """Boxes to tick, each with its tag and words."""

    boxes: tuple[tuple[str, str], ...]
    is_inline: bool


Part: TypeAlias = Words | Box | Ticks
CellParts: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Text:
    text: str
    stays_with_next: bool = False


@dataclass(frozen=True)
class Grid:
    caption: str
    widths: tuple[int, ...]
    """Of the columns, in hundredths of the page's."""
    headings: tuple[str, ...]
    rows: tuple[tuple[CellParts, ...], ...]


Element: TypeAlias = Heading | Text | Grid


def layout(wording: Wording) -> Iterator[Element]:
    yield Heading(1, TITLE)
    yield from map(Text, OPENING)
    for section in SECTIONS:
        yield Heading(2, section.title)
        yield Text(section.text, stays_with_next=True)
        if section.is_beyond:
            yield Text(BEYOND, stays_with_next=True)
        for has_own, questions in groupby(section.questions, lambda question: question.kind in _OWN_TABLE):
            if has_own:
                for question in questions:
                    yield from _own_table(question, wording)
            else:
                rows = tuple(_row(question, wording) for question in questions)
                yield Grid(section.title, (42, 58), ANSWER_COLUMNS, rows)


def asked(question: Question) -> str:
    return f"{question.number}. {question.ask}" if question.number else question.ask


def _own_table(question: Question, wording: Wording) -> Iterator[Element]:
    yield Heading(3, asked(question))
    if question.hint:
        yield Text(question.hint, stays_with_next=True)
    if question.kind == "practices":
        for theme in wording.themes:
            yield Heading(4, theme.title)
            practices: tuple[tuple[CellParts, ...], ...] = tuple(
                ((Words(each.title),), (Box(f"{question.id}.{each.id}", each.title, "cell"),))
                for each in theme.recommendations
            )
            yield Grid(theme.title, (50, 50), PRACTICE_COLUMNS, practices)
        return
    is_staff = question.kind == "staff"
    columns = (
        STAFF_COLUMNS if is_staff else dict(zip(("challenge", "response"), CHALLENGE_COLUMNS, strict=True))
    )
    row = tuple((Box(f"{question.id}.{id_}", title, "cell"),) for id_, title in columns.items())
    widths = (22, 11, 16, 17, 16, 18) if is_staff else (50, 50)
    rows = (row,) * (STAFF_ROWS if is_staff else CHALLENGE_ROWS)
    yield Grid(question.ask, widths, tuple(columns.values()), rows)


def _row(question: Question, wording: Wording) -> tuple[CellParts, ...]:
    hint = (Words(question.hint, "hint"),) if question.hint else ()
    return (Words(asked(question), "strong"), *hint), tuple(_answer(question, wording))


def _answer(question: Question, wording: Wording) -> Iterator[Part]:
    choices = [("yes", "Yes")] if question.kind == "tick" else _choices(question, wording)
    if choices:
        is_inline = all(len(words) <= LONGEST_INLINE for _, words in choices)
        yield Ticks(tuple((f"{question.id}.{id_}", words) for id_, words in choices), is_inline)
    if not choices or question.id == "framework":
        yield Box(question.id, question.ask, "line" if question.kind in _SHORT else "box")


def _choices(question: Question, wording: Wording) -> Sequence[tuple[str, str]]:
    if isinstance(question.choices, str):
        entries = getattr(wording.vocabulary, question.choices) if question.choices else ()
        return [(entry.id, entry.title) for entry in entries]
    return question.choices
