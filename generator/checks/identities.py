"""Everything that has an identifier, and where it is written down.

Identifiers are gathered from documents before these become records: a recommendation
whose text has a mistake still exists, and what refers to it is not wrong as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from generator.basics.addresses import (
    ASSESSMENT_PAGE,
    BOARD_PAGE,
    FIELDS_PAGE,
    FORM_PAGE,
    FRESHNESS_PAGE,
    GUIDE_PATTERNS,
    address_of,
    guide_address,
)
from generator.basics.formatting import COUNTED, as_number, count_numbers
from generator.basics.labels import label
from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Problem, Span
from generator.content.content_files import FileKind, file_kind_of, identifier_of, noun_of
from generator.content.document import Document, Location, PlainData, entries_at, iter_entries, text_at

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
    location: Location = ()
    """Of its entry in the file; empty where the file itself is the thing."""
    sections: tuple[str, ...] = ()
    """For a source: the sections that may be cited."""
    names: tuple[str, ...] = ()
    """What else people call it: its short title, its abbreviation, and the like."""
    document: Document | None = field(default=None, compare=False, repr=False)
    """Of the file; None where no file of content has it."""

    @property
    def key(self) -> Key:
        return self.kind, self.id

    @property
    def span(self) -> Span:
        """Where its identifier stands, read on demand: few are ever asked for."""
        if self.document is None or not self.location:
            return START_OF_FILE
        return self.document.span_of((*self.location, "id"))


_MODEL, _TOOLS = "generator/content/model/case_study.py", "generator/pages/tools.py"
CASE_FIELDS = Identity("guide", "case-study-fields", label("Fields of a case study"), FIELDS_PAGE, _MODEL)
CASE_FORM = Identity("guide", "case-study-form", label("A form for a case study"), FORM_PAGE, _MODEL)
FRESHNESS = Identity(
    "guide", "freshness", label("What needs checking"), FRESHNESS_PAGE, "generator/library/freshness.py"
)
SELF_ASSESSMENT = Identity("guide", "self-assessment", label("Self-assessment"), ASSESSMENT_PAGE, _TOOLS)
BOARD_PAPER = Identity(
    "guide", "board-paper", label("Board paper"), BOARD_PAGE, "generator/library/board_paper.py"
)
MADE = (
    CASE_FIELDS,
    CASE_FORM,
    FRESHNESS,
    SELF_ASSESSMENT,
    Identity("guide", "your-organisation", label("Your organisation"), "/your-organisation.md", _TOOLS),
    Identity("guide", "compare", label("Compare case studies"), "/compare.md", _TOOLS),
    BOARD_PAPER,
)
"""Guides that no one writes by hand: they are made from the program, and content may link to them."""
NUMBERS = tuple(Identity("number", name, "", "", "generator/basics/formatting.py") for name in COUNTED)
"""Numbers that texts may state. The library gives each its title: the number itself."""


def gather_identities(documents: tuple[Document, ...]) -> tuple[Mapping[Key, Identity], list[Problem]]:
    """All identities by kind and identifier, and a problem for each one used twice."""
    known: dict[Key, Identity] = {identity.key: identity for identity in (*MADE, *NUMBERS)}
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
    if file_kind.kind:
        yield _of_file(document, file_kind)
    for way, kind in file_kind.lists.items():
        for location, entry in iter_entries(document.data, way):
            if identifier := text_at(entry, "id"):
                yield Identity(
                    kind,
                    identifier,
                    text_at(entry, "title") or text_at(entry, "term") or identifier,
                    address_of(kind, identifier),
                    document.path,
                    location,
                    tuple(text_at(section, "id") for section in entries_at(entry, "sections")),
                    _names_of(entry),
                    document,
                )


def _of_file(document: Document, file_kind: FileKind) -> Identity:
    identifier, data = identifier_of(document.path), document.data
    title = text_at(data, "title") or identifier
    if file_kind.kind == "guide":
        section = text_at(data, "section")
        href = guide_address(section if section in GUIDE_PATTERNS else "guides", identifier)
    else:
        href = address_of(file_kind.kind, identifier)
    return Identity(file_kind.kind, identifier, title, href, document.path, names=_names_of(data))


def _names_of(data: PlainData) -> tuple[str, ...]:
    """As far as they can be read: the data are not checked yet."""
    fields = (text_at(data, name) for name in ("short_title", "abbreviation", "cited_as"))
    listed = (*entries_at(data, "also_called"), *entries_at(data, "also"))
    also = (name for name in listed if isinstance(name, str))
    return (*filter(None, fields), *also)


def _duplicate(first: Identity, second: Identity) -> Problem:
    where = f"{first.path}:{first.span.start.line}"
    noun = noun_of(second.kind)
    return problem("duplicate-identifier", second.path, second.span, found=second.id, noun=noun, place=where)
