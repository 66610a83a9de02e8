"""Everything that has an identifier, and where it is written down.

Identifiers are gathered from documents before these become records: a recommendation
whose text has a mistake still exists, and what refers to it is not wrong as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.basics.addresses import (
    ASSESSMENT_PAGE,
    BOARD_PAGE,
    FIELDS_PAGE,
    FORM_PAGE,
    FRESHNESS_PAGE,
    address_of,
    guide_address,
)
from generator.basics.formatting import COUNTED, as_number, count_numbers
from generator.basics.labels import label
from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Problem, Span
from generator.content.content_files import FileKind, file_kind_of, identifier_of, noun_of
from generator.content.document import Document
from generator.content.model.annotations import Location

Key = tuple[str, str]
"""Kind and identifier."""


@dataclass(frozen=True)
class Identity:
    kind: str
    id: str
    title: str
    href: str
    """Its address from the top of the site, or empty when it has none."""
    path: str
    """The file that it is written in."""
    span: Span
    location: Location = ()
    sections: tuple[str, ...] = ()
    """For a source: the sections that may be cited."""
    names: tuple[str, ...] = ()
    """What else people call it: its short title, its abbreviation, and the like."""

    @property
    def key(self) -> Key:
        return self.kind, self.id


CASE_FIELDS = Identity(
    "guide",
    "case-study-fields",
    label("Fields of a case study"),
    FIELDS_PAGE,
    "generator/content/model/case_study.py",
    START_OF_FILE,
)
CASE_FORM = Identity(
    "guide",
    "case-study-form",
    label("A form for a case study"),
    FORM_PAGE,
    "generator/content/model/case_study.py",
    START_OF_FILE,
)
FRESHNESS = Identity(
    "guide",
    "freshness",
    label("What needs checking"),
    FRESHNESS_PAGE,
    "generator/library/freshness.py",
    START_OF_FILE,
)
SELF_ASSESSMENT = Identity(
    "guide",
    "self-assessment",
    label("Self-assessment"),
    ASSESSMENT_PAGE,
    "generator/pages/tools.py",
    START_OF_FILE,
)
YOUR_ORGANISATION = Identity(
    "guide",
    "your-organisation",
    label("Your organisation"),
    "/your-organisation.md",
    "generator/pages/tools.py",
    START_OF_FILE,
)
COMPARE = Identity(
    "guide",
    "compare",
    label("Compare case studies"),
    "/compare.md",
    "generator/pages/tools.py",
    START_OF_FILE,
)
BOARD_PAPER = Identity(
    "guide",
    "board-paper",
    label("Board paper"),
    BOARD_PAGE,
    "generator/library/board/asks.py",
    START_OF_FILE,
)
"""Guides that no one writes by hand: they are made from the program, and content may link to them."""
NUMBERS = tuple(
    Identity("number", name, "", "", "generator/basics/formatting.py", START_OF_FILE) for name in COUNTED
)
"""Numbers that texts may state. The library gives each its title: the number itself."""


def gather_identities(documents: tuple[Document, ...]) -> tuple[Mapping[Key, Identity], list[Problem]]:
    """All identities by kind and identifier, and a problem for each one used twice."""
    tools = (SELF_ASSESSMENT, YOUR_ORGANISATION, COMPARE, BOARD_PAPER)
    made = (CASE_FIELDS, CASE_FORM, FRESHNESS, *tools, *NUMBERS)
    known: dict[Key, Identity] = {identity.key: identity for identity in made}
    problems: list[Problem] = []
    for document in documents:
        for identity in _iter_identities(document):
            first = known.setdefault(identity.key, identity)
            if first is not identity:
                problems.append(_duplicate(first, identity))
    return known, problems


def with_counts(known: Mapping[Key, Identity]) -> dict[Key, Identity]:
    """The same, with what they count as the title of each number that texts may state."""
    counts = count_numbers(kind for kind, _ in known)
    numbers = {made.key: replace(made, title=as_number(counts[made.id])) for made in NUMBERS}
    return {**known, **numbers}


def _iter_identities(document: Document) -> Iterator[Identity]:
    file_kind = file_kind_of(document.path)
    data = document.data
    if file_kind.kind:
        yield _of_file(document, file_kind, data)
    for way, kind in file_kind.lists.items():
        for location, entry in _iter_entries(data, way.split("."), ()):
            yield from _of_entry(document, kind, location, entry)


def _of_file(document: Document, file_kind: FileKind, data: Any) -> Identity:
    identifier = identifier_of(document.path)
    title = _text(data, "title") or identifier
    if file_kind.kind == "guide":
        section = _text(data, "section")
        href = guide_address(section if section in {"guides", "about"} else "guides", identifier)
    else:
        href = address_of(file_kind.kind, identifier)
    names = _names_of(data)
    return Identity(file_kind.kind, identifier, title, href, document.path, START_OF_FILE, names=names)


def _of_entry(document: Document, kind: str, location: Location, entry: Any) -> Iterator[Identity]:
    identifier = _text(entry, "id")
    if identifier:
        title = _text(entry, "title") or _text(entry, "term") or identifier
        sections = entry.get("sections")
        names = tuple(_text(section, "id") for section in sections) if isinstance(sections, list) else ()
        span = document.span_of((*location, "id"))
        yield Identity(
            kind,
            identifier,
            title,
            address_of(kind, identifier),
            document.path,
            span,
            location,
            names,
            _names_of(entry),
        )


def _iter_entries(data: Any, way: list[str], at: Location) -> Iterator[tuple[Location, Any]]:
    if not way:
        for index, entry in enumerate(data if isinstance(data, list) else []):
            yield (*at, index), entry
    elif way[0] == "*":
        for index, entry in enumerate(data if isinstance(data, list) else []):
            yield from _iter_entries(entry, way[1:], (*at, index))
    elif isinstance(data, dict) and way[0] in data:
        yield from _iter_entries(data[way[0]], way[1:], (*at, way[0]))


def _names_of(data: Any) -> tuple[str, ...]:
    """As far as they can be read: the data are not checked yet."""
    if not isinstance(data, dict):
        return ()
    also = data.get("also_called", data.get("also"))
    listed = [name for name in also if isinstance(name, str)] if isinstance(also, list) else []
    fields = ("short_title", "abbreviation", "cited_as")
    return (*filter(None, (_text(data, field) for field in fields)), *listed)


def _text(data: Any, key: str) -> str:
    value = data.get(key) if isinstance(data, dict) else None
    return value if isinstance(value, str) else ""


def _duplicate(first: Identity, second: Identity) -> Problem:
    where = f"{first.path}:{first.span.start.line}"
    noun = noun_of(second.kind)
    return problem("duplicate-identifier", second.path, second.span, found=second.id, noun=noun, place=where)
