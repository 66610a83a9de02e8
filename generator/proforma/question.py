"""What one question of the form is, and what the model says about its field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args, get_type_hints

from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Record
from generator.proforma.original import QUESTIONS as ORIGINAL

Kind = Literal[
    "line", "box", "points", "challenges", "staff", "many", "one", "tick", "amount", "practices", "contact"
]


@dataclass(frozen=True)
class Question:
    id: str
    number: str
    """As in appendix A; empty for what comes before question 1 or goes beyond question 8."""
    ask: str
    kind: Kind
    fields: tuple[str, ...] = ()
    """The way to the fields that the answer may fill. Empty: the answer is for the editor alone."""
    hint: str = ""
    choices: str | tuple[tuple[str, str], ...] = ()
    """The name of a list in the vocabulary, or identifiers with their words."""

    @property
    def label(self) -> str:
        """What a report calls it."""
        return f"question {self.number}" if self.number else f"“{self.ask.rstrip('?.')}”"

    @property
    def wordings(self) -> tuple[str, ...]:
        """The texts that it may be recognised by."""
        return (self.ask, *ORIGINAL.get(self.id, ()))


@dataclass(frozen=True)
class Section:
    title: str
    text: str
    questions: tuple[Question, ...]
    is_beyond: bool = False
    """Not in the form of 2022."""


def label_of(way: str) -> tuple[str, str]:
    """The title and the help of a field of a case study: `team.wte`."""
    record: type[Record] = CaseStudy
    *owners, name = way.split(".")
    for owner in owners:
        record = record_in(get_type_hints(record)[owner]) or record
    found = record.model_fields[name]
    return found.title or name.replace("_", " ").capitalize(), found.description or ""


def record_in(annotation: object) -> type[Record] | None:
    """The record class inside an annotation such as `tuple[Point, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := record_in(part))), None)
