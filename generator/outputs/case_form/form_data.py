"""Data for the case study form: its fields, their choices, and the rules for their values.

All of it comes from the schema of a case study, from the library and from the catalogue of messages. The
form's scripts know neither a field nor a limit by themselves, nor words for a mistake, so that they can't
differ from what `guidance check` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.basics.addresses import KINDS
from generator.basics.labels import label
from generator.basics.messages import form_messages
from generator.checks.ready import ADDRESS, CHECKLIST, FIRST_PERSON, LEFT_OUT, PLANS, TODO
from generator.checks.schema import choices_among, schema_of
from generator.content.content_files import NOUNS, schema_line
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import DATE, LONGEST_LINE, LONGEST_SLUG, NUMBER, RESERVED, SLUG, Shape
from generator.content.prose import (
    ALLOWED,
    DEEPEST_LIST,
    DEEPEST_SPAN,
    HIGHEST_START,
    LONGEST_BLOCK,
    LONGEST_TEXT,
    WEB_ADDRESS,
    WEB_SCHEMES,
)
from generator.content.yaml import BIDI, CONTROL, MAX_BYTES
from generator.library.library import Library
from generator.library.reported_values import WORDS
from generator.outputs.case_form.personal_patterns import personal_patterns
from generator.outputs.case_form.practice_words import practice_words
from generator.proforma.import_form import NOT_YET_PLACED
from generator.proforma.place_answers import FORM_AS_SOURCE

Field = dict[str, Any]
"""One field as the form knows it: name, kind, label, help, example, required, and what its kind needs."""

Choice = list[str]
"""Identifier, title, and the title of its group, if it is in one."""

FOLDER = "case_studies"

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (label("What it is about"), ("title", "kind", "summary", "told")),
    (label("The organisation"), ("organisation",)),
    (label("Who told you"), ("interviewed",)),
    (label("The team"), ("team",)),
    (label("How it came about"), ("journey", "development", "remit")),
    (label("What helped and what was hard"), ("success_factors", "challenges")),
    (label("What an initiative changed"), ("changes", "measures")),
    (label("The board and skills"), ("board_representation", "competency_framework", "cpd")),
    (label("What people said"), ("reported_views",)),
    (label("What it puts into practice"), ("practices",)),
    (label("Consent"), ("publication",)),
)
"""In the order of the form. Fields that no section names get a last one, so that none is ever missing."""

FOR_THE_EDITOR = (
    *("short_title", "since", "sources", "related", "team.members_are_complete"),
    *("publication.visibility", "publication.reviewed", "publication.review_by", "publication.withdrawn"),
)
"""What a contributor need not know: it stands at the end, closed."""

ENTRIES = {
    "interviewed": (label("person"), label("Add a person")),
    "since": (label("event"), label("Add an event")),
    "members": (label("post"), label("Add a post")),
    "success_factors": (label("point"), label("Add a point")),
    "journey": (label("step"), label("Add a step")),
    "recommendations": (label("recommendation"), label("Add a recommendation")),
    "challenges": (label("challenge"), label("Add a challenge")),
    "changes": (label("change"), label("Add a change")),
    "measures": (label("number"), label("Add a number")),
    "reported_views": (label("view"), label("Add a view")),
    "answers": (label("recommendation"), label("Add a recommendation")),
    "practices": (label("practice"), label("Add a practice")),
    "sources": (label("source"), label("Add a source")),
    "related": (label("case study"), label("Add a case study")),
}
"""What an entry of each list is called, and the text of the button that adds one."""
OTHER_ENTRY = (label("entry"), label("Add an entry"))

WORDING: dict[str, Field] = {
    "consent": {
        "box": True,
        "label": label("Consent: the organisation agreed that this case study is published"),
        "help": label(
            "Somebody who may decide it for the organisation has to have said so. Without the tick, "
            "nothing of the case study reaches the site."
        ),
    },
    "anonymous": {
        "help": label(
            "Answer Yes unless the organisation agreed to be named. Then no name of it, of a person or "
            "of a place stands in the text or in the name of the file."
        ),
    },
}
"""Texts for the form, where those of the schema only suit the file."""

AS_READ = "How a Word form was read. Delete a line once you have dealt with it."
"""A heading in the file, above what an editor should know of an import."""
SHOWN_BY_EXAMPLE = {"line", "prose", "number", "date"}
"""Kinds of field that show an example. Others show all their choices."""


def form_data(library: Library, repository: str) -> dict[str, Any]:
    fields = form_fields(library)
    return {
        "fields": fields,
        "sections": [[title, list(names)] for title, names in _sections(fields)],
        "choices": dict(_iter_choices(library)),
        "known": _known(library),
        "kinds": NOUNS,
        "rules": _rules(),
        "messages": form_messages(),
        "checklist": [[item.code, item.text] for item in CHECKLIST],
        "practiceWords": practice_words(library),
        "editor": list(FOR_THE_EDITOR),
        "defaults": _defaults(library),
        "notPlaced": NOT_YET_PLACED.removeprefix("# "),
        "asRead": AS_READ,
        "repository": repository,
        "contact": library.site.email or "",
        "folder": f"{FOLDER}/",
        "firstLine": schema_line(f"{FOLDER}/new.yml"),
    }


def _defaults(library: Library) -> dict[str, Any]:
    """What a case study has unless somebody says otherwise; the form adds the days of its review."""
    has_source = any(source.id == FORM_AS_SOURCE for source in library.bibliography.sources)
    return {"publication": {"visibility": "public"}} | ({"sources": [FORM_AS_SOURCE]} if has_source else {})


def form_fields(library: Library) -> list[Field]:
    """The fields of a case study in the order of the file, from its JSON Schema."""
    return _fields_of(schema_of(CaseStudy, choices_among(library.identities)))


def _fields_of(shape: Shape) -> list[Field]:
    required = shape.get("required", ())
    return [
        {"name": name, "required": name in required}
        | _described(part, _of_kind(name, part))
        | WORDING.get(name, {})
        for name, part in shape["properties"].items()
    ]


def _described(shape: Shape, kind: Field) -> Field:
    found = {"label": label(shape["title"]), **kind}
    if "description" in shape and kind["kind"] != "yes-no":
        found["help"] = label(shape["description"])
    if shape.get("examples") and kind["kind"] in SHOWN_BY_EXAMPLE:
        found["example"] = str(shape["examples"][0])
    return found


def _of_kind(name: str, shape: Shape) -> Field:
    if "properties" in shape:
        return {"kind": "record", "fields": _fields_of(shape)}
    if "items" in shape:
        item = {"name": "", "required": True, "label": ""} | _of_kind("", shape["items"])
        entry, add = ENTRIES.get(name, OTHER_ENTRY)
        return {"kind": "list", "item": item, "least": shape.get("minItems", 0), "entry": entry, "add": add}
    return _of_value(shape)


def _of_value(shape: Shape) -> Field:
    match shape:
        case {"x-refers": kind}:
            return {"kind": "reference", "refers": kind}
        case {"enum": words}:
            known = [word for word in words if word is not None]
            return {"kind": "choice", "words": [[word, WORDS.get(word, word.capitalize())] for word in known]}
        # Of several types, the one that is meant comes first.
        case {"type": ["boolean", *_]}:
            return {"kind": "yes-no"}
        case {"type": ["integer" | "number" as kind, *_], "minimum": lowest}:
            return {"kind": "number", "whole": kind == "integer", "lowest": lowest}
    plain = "prose" if "x-prose" in shape else "date" if shape.get("format") == "date" else "line"
    return {"kind": plain}


def _sections(fields: list[Field]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from SECTIONS
    placed = {name for _, names in SECTIONS for name in names} | {*FOR_THE_EDITOR}
    rest = tuple(field["name"] for field in fields if field["name"] not in placed)
    if rest:
        yield label("Anything else"), rest


def _iter_choices(library: Library) -> Iterator[tuple[str, list[Choice]]]:
    words = library.vocabulary
    for kind, entries in {
        "organisation-type": words.organisation_types,
        "nation": words.nations,
        "size": words.sizes,
        "profession": words.professions,
        "cpd-method": words.cpd_methods,
    }.items():
        yield kind, [[entry.id, entry.title] for entry in entries]
    groups = {entry.id: entry.title for entry in words.role_groups}
    yield (
        "recommendation",
        [[item.id, item.record.title, item.theme.record.title] for item in library.recommendations.values()],
    )
    yield "role", [[role.id, role.record.title, groups[role.record.group]] for role in library.roles]
    yield "case", [[case.id, case.record.title] for case in library.cases]
    yield "source", list(_iter_sources(library))


def _iter_sources(library: Library) -> Iterator[Choice]:
    """Each source as a whole, then each of its sections, which is what a fact should cite."""
    for source in library.bibliography.sources:
        yield [source.id, source.title, source.cited_as]
        for section in source.sections:
            yield [f"{source.id}#{section.id}", f"{section.id}: {section.title}", source.cited_as]


def _known(library: Library) -> dict[str, dict[str, list[str]]]:
    """The sections of everything that a text may link to, by kind and identifier."""
    found: dict[str, dict[str, list[str]]] = {}
    for kind, identifier in library.identities:
        sections = library.identities[kind, identifier].sections
        found.setdefault(kind, {})[identifier] = list(sections)
    return found


def _rules() -> dict[str, Any]:
    """Limits and patterns. The patterns mean the same in JavaScript, with its flag `u`."""
    return {
        "slug": SLUG.pattern,
        "longestSlug": LONGEST_SLUG,
        "reserved": f"index|page-[0-9]+|{RESERVED}",
        "number": NUMBER.pattern,
        "date": f"^{DATE.pattern}$",
        "longestLine": LONGEST_LINE,
        "control": _for_javascript(CONTROL.pattern),
        "bidi": _for_javascript(BIDI.pattern),
        "webAddress": WEB_ADDRESS.pattern,
        "webSchemes": WEB_SCHEMES,
        "linkKinds": sorted(KINDS),
        "markup": sorted(ALLOWED["prose"]),
        "deepestList": DEEPEST_LIST,
        "highestStart": HIGHEST_START,
        "longestText": LONGEST_TEXT,
        "longestBlock": LONGEST_BLOCK,
        "deepestSpan": DEEPEST_SPAN,
        "mostBytes": MAX_BYTES,
        "personal": personal_patterns(),
        "todo": TODO,
        "leftOut": LEFT_OUT,
        "firstPerson": FIRST_PERSON,
        "plans": PLANS,
        "address": ADDRESS,
    }


def _for_javascript(pattern: str) -> str:
    """The pattern with all but ASCII escaped: some of it is invisible, and has no place in a file."""
    return "".join(sign if sign.isascii() else f"\\u{{{ord(sign):x}}}" for sign in pattern)
