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
from decimal import Decimal
from typing import Any, get_type_hints

from generator.basics.messages import say
from generator.checks.personal_data import find_refused
from generator.content.content_files import schema_line
from generator.content.model.annotations import record_in
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Record
from generator.library.library import Library
from generator.proforma.blocks import Read
from generator.proforma.find_answers import Left, find_answers
from generator.proforma.package import Refused, open_package
from generator.proforma.place_answers import FORM_AS_SOURCE, place_answers
from generator.proforma.placing import Kind, Note, Placing, ProseValue, Todo, Value
from generator.proforma.read_document import read_document
from generator.proforma.rules import LIMITS, Rules, rules_of
from generator.proforma.understand import as_number, words_of

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
NOT_YET_PLACED = "# Not placed: what else the form says, and why. Move it to where it fits, or delete it."


def draft_of(placing: Placing) -> str:
    """The text of the file, with what fits no field in comments at its end."""
    lines = [*_mapping(placing.data, CaseStudy, "")]
    return f"{schema_line(PLACE)}\n{OPENING}" + "\n".join(lines) + "\n" + "".join(_not_placed(placing))


def _mapping(data: dict[str, Value], record: type[Record], indent: str) -> Iterator[str]:
    types = get_type_hints(record)
    for name in record.model_fields:
        if name in data:
            yield from _entry(name, data[name], record_in(types[name]), indent)


def _entry(name: str, value: Value, inner: type[Record] | None, indent: str) -> Iterator[str]:
    match value:
        case Todo():
            yield f"{indent}# TODO: {value.text}"
            yield f"{indent}{name}: {value.value}".rstrip()
        case ProseValue(text):
            yield f"{indent}{name}: |"
            yield from (f"{indent}{INDENT}{line}".rstrip() for line in text.split("\n"))
        case dict() if inner:
            yield f"{indent}{name}:"
            yield from _mapping(value, inner, indent + INDENT)
        case list() if inner:
            yield f"{indent}{name}:"
            for item in value:
                yield from _item(item, inner, indent + INDENT)
        case list():
            yield f"{indent}{name}: [{', '.join(scalar(item) for item in value)}]"
        case _:
            yield f"{indent}{name}: {scalar(value)}"


def _item(item: Value, record: type[Record], indent: str) -> Iterator[str]:
    """An entry of a list: a hyphen before its first key."""
    lines = list(_mapping(item, record, indent + INDENT)) if isinstance(item, dict) else [""]
    yield f"{indent}- {lines[0].lstrip()}"
    yield from lines[1:]


def scalar(value: Value) -> str:
    """A value of one line, in quotes where YAML could read it differently."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return as_number(value)
    text = str(value)
    if _PLAIN.fullmatch(text) and not text.endswith(" ") and text.lower() != "null":
        return text
    return json.dumps(text, ensure_ascii=False)


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
        notes = [note for note in placing.notes if note.kind == kind]
        if notes:
            yield heading
            yield from (f"  {_report_line(note, placing.rules)}" for note in notes)
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


def as_plain_data(placing: Placing) -> dict[str, Any]:
    """What became of a form as JSON values: the fields without what is still to do, and the rest."""
    return {
        "fields": _plain(placing.data),
        "notPlaced": [[each.question, each.text, each.why] for each in placing.left],
    }


def _plain(value: Value) -> Any:
    match value:
        case dict():
            return {name: _plain(inner) for name, inner in value.items() if not isinstance(inner, Todo)}
        case list():
            return [_plain(inner) for inner in value]
        case ProseValue(text):
            return text
        case bool():
            return "true" if value else "false"
        case Decimal():
            return as_number(value)
    return str(value)


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
