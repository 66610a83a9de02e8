"""What the form for case studies is made of: its fields, their choices, and the rules that they are held to.

All of it comes from the schema of a case study and from the library. The form's scripts know neither a
field nor a limit by themselves, so that they can't differ from what `guidance check` says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.addresses import KINDS
from generator.library import Library
from generator.model.case_study import CaseStudy
from generator.model.fields import LONGEST_LINE, LONGEST_SLUG, NUMBER, SLUG
from generator.prose import ALLOWED, DEEPEST_LIST, WEB_ADDRESS, WEB_SCHEMES
from generator.yaml_reader import BIDI, CONTROL, MAX_BYTES

Field = dict[str, Any]
"""One field as the form knows it: name, kind, label, help, example, required, and what its kind needs."""

Choice = list[str]
"""Identifier, title, and the title of the group that it stands in, if any."""

SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What it is about", ("title", "kind", "summary")),
    ("The organisation", ("organisation",)),
    ("Who told you", ("interviewed",)),
    ("The team", ("team",)),
    ("How it came about", ("development", "remit")),
    ("What helped and what was hard", ("success_factors", "challenges")),
    ("What an initiative changed", ("changes", "measures")),
    ("The Board and skills", ("board_representation", "competency_framework", "cpd")),
    ("What people said", ("reported_views",)),
    ("Recommendations in practice", ("practices",)),
    ("Sources", ("sources", "related")),
    ("Consent and review", ("publication",)),
)
"""In this order. A field that no section names stands in a last one, so that none is ever missing."""

ENTRIES = {
    "interviewed": "person",
    "members": "post",
    "success_factors": "point",
    "challenges": "challenge",
    "changes": "change",
    "measures": "number",
    "reported_views": "view",
    "practices": "practice",
    "sources": "source",
    "related": "case study",
}
"""What one entry of a list is called: “Add a post”."""


def form_data(library: Library, repository: str) -> dict[str, Any]:
    fields = form_fields(CaseStudy.model_json_schema())
    return {
        "fields": fields,
        "sections": [[title, list(names)] for title, names in _sections(fields)],
        "choices": dict(_iter_choices(library)),
        "known": _known(library),
        "rules": _rules(),
        "repository": repository,
        "folder": "case_studies/",
        "firstLine": "# yaml-language-server: $schema=../schemas/case-study.json",
    }


def form_fields(schema: dict[str, Any]) -> list[Field]:
    """The fields of a case study in the order of the file, from its JSON Schema."""
    return _fields_of(schema, schema["$defs"])


def _fields_of(record: dict[str, Any], parts: dict[str, Any]) -> list[Field]:
    required = record.get("required", ())
    return [
        {"name": name, "required": name in required} | _described(node, parts) | _of_kind(name, node, parts)
        for name, node in record["properties"].items()
    ]


def _described(node: dict[str, Any], parts: dict[str, Any]) -> Field:
    if "title" not in node:
        # A field that is called what its record is called says so only there.
        node = _part(node, parts) | node
    found: Field = {"label": node["title"]}
    if "description" in node:
        found["help"] = " ".join(node["description"].split())
    if node.get("examples"):
        found["example"] = str(node["examples"][0])
    return found


def _of_kind(name: str, node: dict[str, Any], parts: dict[str, Any]) -> Field:
    node = _without_null(node)
    if "$ref" in node:
        return {"kind": "record", "fields": _fields_of(_part(node, parts), parts)}
    if node.get("type") == "array":
        item = {"name": "", "required": True, "label": ""} | _of_kind("", node["items"], parts)
        entry = ENTRIES.get(name, "entry")
        return {"kind": "list", "item": item, "least": node.get("minItems", 0), "entry": entry}
    return _of_value(node)


def _of_value(node: dict[str, Any]) -> Field:
    if "x-refers" in node:
        return {"kind": "reference", "refers": node["x-refers"]}
    if "x-prose" in node:
        return {"kind": "prose"}
    if "enum" in node:
        return {"kind": "choice", "words": node["enum"]}
    if node.get("format") == "date":
        return {"kind": "date"}
    match node["type"]:
        case "boolean":
            return {"kind": "yes-no"}
        case "integer" | "number":
            return {"kind": "number", "whole": node["type"] == "integer", "lowest": node.get("minimum", 0)}
    return {"kind": "line"}


def _part(node: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = parts[node["$ref"].rpartition("/")[2]]
    return found


def _without_null(node: dict[str, Any]) -> dict[str, Any]:
    """What a field holds when it holds something. Only that tells its kind, so the rest is left behind."""
    kept = [part for part in node.get("anyOf", ()) if part != {"type": "null"}]
    return node | kept[0] if len(kept) == 1 else node


def _sections(fields: list[Field]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from SECTIONS
    placed = {name for _, names in SECTIONS for name in names}
    rest = tuple(field["name"] for field in fields if field["name"] not in placed)
    if rest:
        yield "Anything else", rest


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
    """Each source as a whole, and then each of its sections, which is what a fact should name."""
    for source in library.bibliography.sources:
        yield [source.id, source.title, source.cited_as]
        for section in source.sections:
            yield [f"{source.id}#{section.id}", f"{section.id}: {section.title}", source.cited_as]


def _known(library: Library) -> dict[str, dict[str, list[str]]]:
    """Everything that a text may link to: by kind and identifier, the sections that may be named."""
    found: dict[str, dict[str, list[str]]] = {}
    for kind, identifier in library.identities:
        sections = library.identities[kind, identifier].sections
        found.setdefault(kind, {})[identifier] = list(sections)
    return found


def _rules() -> dict[str, Any]:
    """Limits and patterns. JavaScript reads the patterns as Python does, with its flag `u`."""
    return {
        "slug": SLUG.pattern,
        "longestSlug": LONGEST_SLUG,
        "reserved": "index|page-[0-9]+",
        "number": NUMBER.pattern,
        "longestLine": LONGEST_LINE,
        "control": _for_javascript(CONTROL.pattern),
        "bidi": _for_javascript(BIDI.pattern),
        "webAddress": WEB_ADDRESS.pattern,
        "webSchemes": WEB_SCHEMES,
        "linkKinds": sorted(KINDS),
        "markup": sorted(ALLOWED["prose"]),
        "deepestList": DEEPEST_LIST,
        "mostBytes": MAX_BYTES,
    }


def _for_javascript(pattern: str) -> str:
    """The pattern without characters that nobody can see, some of which no file should hold."""
    return "".join(sign if sign.isascii() else f"\\u{{{ord(sign):x}}}" for sign in pattern)
