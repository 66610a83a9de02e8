"""All that the reading of a completed form goes by, as data for two readers: here, and in the browser.

`rules.toml` has the patterns, abbreviations and limits. `rules_of` puts them together with the questions and
the words of the library, `as_json` writes it all down. Nothing else here knows a phrase or a limit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from generator.basics.labels import read_table
from generator.checks.ready import PATTERNS as UNREADY
from generator.library.library import Library
from generator.proforma.questions import (
    ANSWER_COLUMNS,
    BEYOND,
    CHALLENGE_COLUMNS,
    FRAMEWORK_COLUMNS,
    OPENING,
    PRACTICE_COLUMNS,
    PROMPT,
    SECTIONS,
    STAFF_COLUMNS,
    TITLE,
    Question,
)

TICKED, UNTICKED = "☒", "☐"
TABLE: Mapping[str, Any] = read_table("generator.proforma", "rules")
PICTURE: str = TABLE["picture"]
_AHEAD = TABLE["patterns"]["ahead"]
_PLANS = {"plans": f"{UNREADY['plans']}|{_AHEAD}", "planned": rf"{TABLE['patterns']['planned']}|\b{_AHEAD}"}
PATTERNS = {name: re.compile(text, re.IGNORECASE) for name, text in (TABLE["patterns"] | _PLANS).items()}
_TIME: Mapping[str, Any] = TABLE["time"]
TIMES = [
    (text.replace("NUMBER", _TIME["number"]).replace("AFTER", _TIME["after"]), whole, key)
    for text, whole, key in _TIME["units"]
]
"""A share of time, how much of it a week is 1 WTE, and the message that says so. No number is 1."""
LIMITS: Mapping[str, int] = TABLE["limits"]
QUIET = frozenset(TABLE["quiet"].split())
QUIET_NAMES = frozenset(TABLE["quiet_names"].split())
STAFF_HEADINGS: Mapping[str, tuple[str, ...]] = {
    name: (*([STAFF_COLUMNS[name]] if name in STAFF_COLUMNS else []), *also)
    for name, also in TABLE["staff_headings"].items()
}


@dataclass(frozen=True)
class Option:
    id: str
    words: tuple[str, ...]
    """All that it may be called."""


@dataclass(frozen=True)
class QuestionRule:
    id: str
    number: str
    label: str
    """What a report calls it."""
    kind: str
    fields: tuple[str, ...]
    words: tuple[str, ...]
    """The texts that it may be recognised by; the first is ours."""
    headings: tuple[str, ...]
    """What it may be cut down to, behind its own number."""
    is_original: bool
    """Whether the form of 2022 has it."""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True)
class Rules:
    questions: tuple[QuestionRule, ...]
    standing: tuple[str, ...]
    """What stands in our form and asks nothing."""
    roles: tuple[Option, ...]
    professions: tuple[Option, ...]

    def __getitem__(self, question: str) -> QuestionRule:
        return next(each for each in self.questions if each.id == question)


def rules_of(library: Library) -> Rules:
    questions = tuple(_rule(question, library) for section in SECTIONS for question in section.questions)
    roles = tuple(
        _option(entry.id, entry.record.title, entry.record.abbreviation, *entry.record.also_called)
        for entry in library.roles
    )
    professions = tuple(
        _option(entry.id, entry.title, entry.plural, *entry.also, *TABLE["abbreviations"].get(entry.id, ()))
        for entry in library.vocabulary.professions
    )
    return Rules(questions, tuple(_standing(library)), roles, professions)


def _option(id_: str, *words: str | None) -> Option:
    return Option(id_, tuple(filter(None, words)))


def _rule(asked: Question, library: Library) -> QuestionRule:
    original = TABLE["original"].get(asked.id, ())
    words = (asked.ask, *original)
    options = _options(asked, library)
    headings = tuple(TABLE["original_headings"].get(asked.id, ()))
    known = (asked.id, asked.number, asked.label, asked.kind, asked.fields)
    return QuestionRule(*known, words, headings, bool(original), options)


def _options(question: Question, library: Library) -> tuple[Option, ...]:
    """The choices of a question, with all that each may be called. For practices, the recommendations."""
    if question.kind == "practices":
        return tuple(Option(entry.id, (entry.record.title,)) for entry in library.recommendations.values())
    if not isinstance(question.choices, str):
        return tuple(Option(id_, (words,)) for id_, words in question.choices)
    entries = getattr(library.vocabulary, question.choices) if question.choices else ()
    return tuple(
        _option(entry.id, entry.title, entry.plural, *entry.also, TABLE["original_methods"].get(entry.id))
        for entry in entries
    )


def _standing(library: Library) -> list[str]:
    """What stands in our form and asks nothing: headings, hints, and headings of columns."""
    columns = (*PRACTICE_COLUMNS, *CHALLENGE_COLUMNS, *FRAMEWORK_COLUMNS, *ANSWER_COLUMNS)
    sections = [text for section in SECTIONS for text in (section.title, section.text)]
    hints = [question.hint for section in SECTIONS for question in section.questions if question.hint]
    themes = [theme.record.title for theme in library.themes]
    return [TITLE, *OPENING, BEYOND, PROMPT, *columns, *sections, *hints, *themes]


def as_json(rules: Rules) -> dict[str, Any]:
    """The rules and the whole table, for a reader in another language."""
    of_python = {"abbreviations", "original", "original_headings", "original_methods", "time"}
    table = {name: value for name, value in TABLE.items() if name not in of_python}
    return {
        **table,
        **asdict(rules),
        "quiet": sorted(QUIET),
        "quiet_names": sorted(QUIET_NAMES),
        "prompt": PROMPT,
        "patterns": {name: pattern.pattern for name, pattern in PATTERNS.items()},
        "times": TIMES,
        "numbers": _TIME["words"],
        "staff_headings": STAFF_HEADINGS,
        "staff_titles": list(STAFF_COLUMNS.values()),
        "challenge_columns": CHALLENGE_COLUMNS,
    }
