"""From the bytes of a completed form to a draft, or to one line on why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.library.library import Library
from generator.proforma.draft import draft_of, report_lines
from generator.proforma.find_answers import (
    FEWEST_FOUND,
    MOST_PIECES,
    Answers,
    find_answers,
    flatten,
    without_standing,
)
from generator.proforma.package import Refused, open_package
from generator.proforma.place_answers import place_answers
from generator.proforma.placing import Placing
from generator.proforma.word_text import FormText, read_text
from generator.proforma.write_form import own_text


@dataclass(frozen=True)
class Imported:
    draft: str
    """The text of a case study file."""
    report: tuple[str, ...]


def import_form(data: bytes, library: Library, today: date) -> Imported | Refused:
    """What a completed form says. Nothing outside `data` is read or fetched."""
    package = open_package(data)
    if isinstance(package, Refused):
        return package
    text = read_text(package)
    if sum(1 for _, _piece in zip(range(MOST_PIECES + 1), flatten(text.blocks), strict=False)) > MOST_PIECES:
        return Refused(f"this document has more than {MOST_PIECES:,} lines, far more than a form")
    own = list(own_text(library))
    answers = find_answers(text.blocks, own)
    if answers.found < FEWEST_FOUND:
        return Refused("this is a different document: hardly any question of the case study form is in it")
    placing = place_answers(answers, library, today)
    _place_around(placing, answers, text, own)
    return Imported(draft_of(placing), tuple(report_lines(placing)))


def _place_around(placing: Placing, answers: Answers, text: FormText, own: list[str]) -> None:
    """What stands outside all answers: before the first question, in margins, in comments."""
    placing.leave("Before the first question", [piece.text for piece in answers.elsewhere])
    margins = without_standing(text.margins, own)
    placing.leave("At the top or foot of the page", list(dict.fromkeys(piece.text for piece in margins)))
    placing.leave("Comments in the margin", text.comments)
    if text.comments:
        placing.note("editor", None, "the document has comments: they stand at the end of the draft")
    if text.has_tracked_changes:
        placing.note("editor", None, "the document has tracked changes: read as if all were accepted")
    for kind in text.external:
        placing.note(
            "unclear", None, f"the document refers to something outside it ({kind}): it was not fetched"
        )
