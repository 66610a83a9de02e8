"""From the bytes of a completed form to a draft, or to one line on why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.basics.messages import say
from generator.checks.personal_data import find_refused
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

LONGEST_TEXT = 250_000
"""In characters. The file of a case study can't hold more."""


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
        return Refused("word-too-long", {"most": MOST_PIECES})
    if text.length > LONGEST_TEXT:
        return Refused("word-too-long/text", {"most": LONGEST_TEXT})
    own = list(own_text(library))
    answers = find_answers(text.blocks, own)
    if answers.found < FEWEST_FOUND:
        return Refused("word-other-form")
    placing = place_answers(answers, library, today)
    _place_around(placing, answers, text, own)
    draft = _leave_out(draft_of(placing), placing)
    return Imported(draft, tuple(map(placing.without_secrets, report_lines(placing))))


def _leave_out(draft: str, placing: Placing) -> str:
    """The draft without what `guidance check` would refuse in it.

    Each answer was looked at before, but a number may have come about when spaces were taken out.
    """
    text = ""
    end = 0
    for sighting in find_refused(draft, placing.is_anonymous):
        text += draft[end : sighting.start]
        place = say("draft-line", line=text.count("\n") + 1)
        placing.note("omitted", place, f"left-out/{sighting.kind}")
        text += say(f"in-draft/{sighting.kind}")
        end = sighting.end
    return text + draft[end:]


def _place_around(placing: Placing, answers: Answers, text: FormText, own: list[str]) -> None:
    """What stands outside all answers: before the first question, in margins, in comments."""
    placing.leave("Before the first question", [piece.text for piece in answers.elsewhere])
    margins = without_standing(text.margins, own)
    placing.leave("At the top or foot of the page", list(dict.fromkeys(piece.text for piece in margins)))
    placing.leave("Comments in the margin", text.comments)
    if text.comments:
        placing.note("editor", None, "comments")
    if text.has_tracked_changes:
        placing.note("editor", None, "tracked-changes")
    for kind in text.external:
        placing.note("unclear", None, "not-fetched", what=kind)
