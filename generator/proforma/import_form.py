"""From the bytes of a completed form to the YAML of a draft, or to one line on why there is none.

The draft has the order of the model. What was not placed stands in comments at its end, each with its
question and why; a report says the same of every answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.basics.messages import say
from generator.checks.personal_data import find_refused
from generator.content.content_files import schema_line
from generator.content.model.annotations import fields_of, mark_of, record_in
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import IsProse, Record
from generator.library.library import Library
from generator.proforma.find_answers import Left, find_answers
from generator.proforma.package import Refused, open_package
from generator.proforma.place_answers import FORM_AS_SOURCE, place_answers
from generator.proforma.placing import Kind, Note, Placing, Value
from generator.proforma.read_document import Read, read_document
from generator.proforma.rules import LIMITS, Rules, rules_of
from generator.proforma.understand import words_of

_PLAIN = re.compile(r"[A-Za-z0-9][\w ,.()/'’£%&+-]*")
INDENT = "  "
PLACE = "case_studies/draft.yml"
"""Where such a file stands, as far as its first line depends on that."""

OPENING = """\
# A draft from a completed form. Lines with TODO need an editor; then run: guidance check
# TODO: put all texts into your own words, without “we” and “our”. Then delete this line.
# Give the file a better name before you publish it: the name is the page's permanent address. If the
# case study is anonymous, neither the name nor anything below may give the organisation away.
"""
AS_READ = "How a Word form was read. Delete a line once you have dealt with it."
"""Above what an editor should know of how answers were understood."""
NOT_YET_PLACED = "# Not placed: what else the form says, and why. Move it to where it fits, or delete it."
TODO = {"title": "", "summary": "", "organisation.types": "[]", "practices": "[]", "sources": "[]"}
"""Fields that every case study has, and what stands in them until an editor has seen to them."""


def draft_of(placing: Placing) -> str:
    """The text of the file. What an editor should know, and what fits no field, are comments at its end."""
    lines = [*_mapping(placing.data, CaseStudy, "")]
    notes = [each for each in placing.notes if each.kind != "understood"]
    read = "".join(f"# - {_report_line(each, placing.rules)}\n" for each in notes)
    after = (f"\n# {AS_READ}\n{read}" if read else "") + "".join(_not_placed(placing))
    return f"{schema_line(PLACE)}\n{OPENING}" + "\n".join(lines) + "\n" + after


def _mapping(data: dict[str, Value], record: type[Record], indent: str, owner: str = "") -> Iterator[str]:
    for name, annotation in fields_of(record).items():
        way = f"{owner}{name}"
        if name in data:
            yield from _entry(name, data[name], annotation, indent)
        elif way in TODO:
            yield f"{indent}# TODO: {say(f'todo/{way}')}"
            yield f"{indent}{name}: {TODO[way]}".rstrip()
        elif any(needed.startswith(f"{way}.") for needed in TODO):
            yield from _entry(name, {}, annotation, indent)


def _entry(name: str, value: Value, annotation: object, indent: str) -> Iterator[str]:
    record = record_in(annotation)
    match value:
        case str() if isinstance(mark_of(annotation), IsProse):
            yield f"{indent}{name}: |"
            yield from (f"{indent}{INDENT}{line}".rstrip() for line in value.split("\n"))
        case dict() if record:
            yield f"{indent}{name}:"
            yield from _mapping(value, record, indent + INDENT, f"{name}.")
        case list() if record:
            yield f"{indent}{name}:"
            for item in value:
                lines = (
                    [*_mapping(item, record, indent + INDENT * 2, f"{name}.")]
                    if isinstance(item, dict)
                    else []
                )
                # A hyphen before the first key of an entry.
                yield f"{indent}{INDENT}- {lines[0].lstrip()}"
                yield from lines[1:]
        case list():
            yield f"{indent}{name}: [{', '.join(map(scalar, value))}]"
        case _:
            yield f"{indent}{name}: {scalar(value)}"


def scalar(value: Value) -> str:
    """A value of one line, in quotes where YAML could read it differently."""
    text = str(value)
    is_plain = _PLAIN.fullmatch(text) and not text.endswith(" ") and text.lower() != "null"
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def _not_placed(placing: Placing) -> Iterator[str]:
    if placing.left:
        yield f"\n{NOT_YET_PLACED}\n"
    for each in placing.left:
        yield f"#\n# {_why(each, placing.rules)}\n"
        yield from (f"#   {line}\n" for line in each.text.split("\n"))


def _why(left: Left, rules: Rules) -> str:
    """Where a text stood, and why it was not placed."""
    where = _label(left.question, rules)
    return where if left.question == left.why else f"{where}: {say(f'not-placed/{left.why}')}"


HEADINGS: dict[Kind, str] = {
    "understood": "Understood",
    "unclear": "Not understood, or not certain",
    "omitted": "Left out of the draft on purpose",
    "editor": "Still needs an editor",
}


def report_lines(placing: Placing) -> Iterator[str]:
    """Notes by kind, in the order of the questions. Nobody's name or address is in them."""
    for kind, heading in HEADINGS.items():
        notes = [_report_line(note, placing.rules) for note in placing.notes if note.kind == kind]
        if kind == "editor":
            notes += [f"{way}: {say(f'todo/{way}')}" for way in TODO if placing.at(way) is None]
        if notes:
            yield heading
            yield from (f"  {note}" for note in notes)
            yield ""
    if placing.left:
        yield "Not placed, at the end of the draft"
        yield from dict.fromkeys(f"  {_why(each, placing.rules)}" for each in placing.left)
        yield ""


def _report_line(note: Note, rules: Rules) -> str:
    return f"{_label(note.question, rules)}: {note.text}" if note.question else note.text


def _label(question: str, rules: Rules) -> str:
    """What a report calls a question, or another part of the document."""
    label = next((each.label for each in rules.questions if each.id == question), "") or say(
        f"place/{question}"
    )
    return f"{label[:1].upper()}{label[1:]}"


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
        return Refused("word-too-long", most=LIMITS["blocks"])
    if (
        sum(map(len, (*read.comments, *(block.text for block in (*read.blocks, *read.margins)))))
        > LIMITS["text"]
    ):
        return Refused("word-too-long/text", most=LIMITS["text"])
    answers = find_answers(read.blocks, rules)
    if answers is None:
        return Refused("word-other-form")
    placing = place_answers(answers, rules, today, has_source)
    _place_around(placing, read)
    for kind in package.external:
        placing.note("unclear", "", "not-fetched", what=kind)
    return placing


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
