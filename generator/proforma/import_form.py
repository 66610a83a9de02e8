"""From the bytes of a completed form to a draft, or to one line on why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.basics.messages import say
from generator.checks.personal_data import find_refused
from generator.library.library import Library
from generator.proforma.blocks import Read
from generator.proforma.draft import draft_of, report_lines
from generator.proforma.find_answers import find_answers
from generator.proforma.odt_blocks import read_odt
from generator.proforma.package import Package, Refused, open_package
from generator.proforma.place_answers import FORM_AS_SOURCE, place_answers
from generator.proforma.placing import Placing
from generator.proforma.rules import LIMITS, Rules, rules_of
from generator.proforma.word_blocks import read_word
from generator.proforma.words import words_of


@dataclass(frozen=True)
class Imported:
    draft: str
    """The text of a case study file."""
    report: tuple[str, ...]


def import_form(data: bytes, library: Library, today: date) -> Imported | Refused:
    """What a completed form says. Nothing outside `data` is read or fetched."""
    has_source = any(source.id == FORM_AS_SOURCE for source in library.bibliography.sources)
    placing = place_form(data, rules_of(library), today, has_source=has_source)
    if isinstance(placing, Refused):
        return placing
    draft = _leave_out(draft_of(placing), placing)
    report = "\n".join(report_lines(placing))
    return Imported(draft, tuple(placing.secrets.hide(report)[0].split("\n")))


def place_form(data: bytes, rules: Rules, today: date, *, has_source: bool) -> Placing | Refused:
    """The same, before it is written down. `has_source`: whether the form itself can be cited."""
    package = open_package(data)
    if isinstance(package, Refused):
        return package
    read = read_document(package)
    if len(read.blocks) + len(read.margins) > LIMITS["blocks"]:
        return Refused("word-too-long", {"most": LIMITS["blocks"]})
    if read.length > LIMITS["text"]:
        return Refused("word-too-long/text", {"most": LIMITS["text"]})
    answers = find_answers(read.blocks, rules)
    if answers is None:
        return Refused("word-other-form")
    placing = place_answers(answers, rules, today, has_source)
    _place_around(placing, read)
    for kind in package.external:
        placing.note("unclear", "", "not-fetched", what=kind)
    return placing


def read_document(package: Package) -> Read:
    return read_odt(package) if package.kind == "odt" else read_word(package)


def _leave_out(draft: str, placing: Placing) -> str:
    """The draft without what `guidance check` would refuse in it.

    Each answer was looked at before, but a number may have come about when spaces were taken out.
    """
    text = ""
    end = 0
    for sighting in find_refused(draft, placing.secrets.is_anonymous):
        text += draft[end : sighting.start]
        placing.note("omitted", "", "left-out/line", line=text.count("\n") + 1)
        text += say(f"in-draft/{sighting.kind}")
        end = sighting.end
    return text + draft[end:]


def _place_around(placing: Placing, read: Read) -> None:
    """What stands outside all answers: in margins, in comments."""
    standing = {words_of(text) for text in placing.rules.standing}
    margins = dict.fromkeys(block.text for block in read.margins if words_of(block.text) not in standing)
    placing.leave("margin", "\n".join(margins), "margin")
    placing.leave("comment", "\n".join(read.comments), "comment")
    if read.comments:
        placing.note("editor", "", "comments")
    if read.has_tracked_changes:
        placing.note("editor", "", "tracked-changes")
