"""What stands in our form and asks nothing. Reading one passes over it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.library.library import Library
from generator.proforma.questions import CHALLENGE_COLUMNS, FRAMEWORK_COLUMNS, PRACTICE_COLUMNS, SECTIONS

TITLE = "Case study form: clinical informatics teams"
OPENING = (
    "Tell others how your clinical informatics team works. Anybody in the team can fill in this form.",
    (
        "Type into the boxes: they grow. To tick a box, click it, or type an x before it. "
        "Leave empty what you don't know, and don't guess: the website then says “not reported”."
    ),
    "Please don't write anything about patients, and don't name people. Say who somebody is by their role.",
)
BEYOND = "The FCI's form of 2022 did not ask this. It helps readers to find and compare case studies."


def own_text(library: Library) -> Iterator[str]:
    yield from (TITLE, *OPENING, BEYOND, *PRACTICE_COLUMNS, *CHALLENGE_COLUMNS, *FRAMEWORK_COLUMNS)
    for section in SECTIONS:
        yield from (section.title, section.text)
        yield from (question.hint for question in section.questions if question.hint)
    yield from (theme.record.title for theme in library.themes)
