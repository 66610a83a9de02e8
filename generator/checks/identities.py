"""Everything that has an identifier, where it is written down, and who refers to it.

Identifiers are gathered from documents before these become records: a recommendation whose text has a
mistake still exists, and what refers to it is not wrong as well. References stand in fields
(`recommendation: regular-meetings`) and in prose (`[the CCIO](role:ccio)`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.basics.addresses import GUIDE_PATTERNS, KINDS, address_of, guide_address
from generator.basics.labels import COUNTED, as_number, count_numbers, read_table
from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Problem, Span, nearest
from generator.content.content_files import FileKind, file_kind_of, home_of, identifier_of, noun_of, one_of
from generator.content.document import BODY, Document, Location, PlainData, entries_at, iter_entries, text_at
from generator.content.model.annotations import Marked, iter_marked, target_of
from generator.content.model.fields import Record, Refers
from generator.content.prose import Prose, Reader

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


MADE = tuple(Identity("guide", **guide) for guide in read_table("generator.checks", "identities")["guides"])
"""Guides that are made from the program."""
NUMBERS = tuple(Identity("number", name, "", "", "generator/basics/labels.py") for name in COUNTED)
"""Numbers that texts may state. The library gives each its title: the number itself."""


def gather_identities(documents: tuple[Document, ...]) -> tuple[Mapping[Key, Identity], list[Problem]]:
    """All identities by kind and identifier, and a problem for each one used twice."""
    known: dict[Key, Identity] = {identity.key: identity for identity in (*MADE, *NUMBERS)}
    problems: list[Problem] = []
    for document in documents:
        for identity in _iter_identities(document):
            first = known.setdefault(identity.key, identity)
            if first is not identity:
                place, noun = f"{first.path}:{first.span.start.line}", noun_of(identity.kind)
                found = {"found": identity.id, "noun": noun, "place": place}
                problems.append(problem("duplicate-identifier", identity.path, identity.span, **found))
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


_FEW = 12


@dataclass(frozen=True)
class Reference:
    kind: str
    target: str
    section: str
    location: Location
    found: str
    text: str = ""
    """Of a link in prose: its words."""
    needle: str = ""
    """Of a link: its address as typed, and how many times that occurs at `location` before."""
    occurrence: int = 0
    says_kind: bool = False
    """Of a field: whether the editor names the kind too, as in a link."""

    @property
    def key(self) -> Key:
        return self.kind, self.target

    def span_in(self, document: Document) -> Span:
        """Where it is, worked out on demand: few are ever asked for."""
        return document.find_text(self.location, self.needle, self.occurrence)


@dataclass(frozen=True)
class Referrals:
    """What one document refers to, and the mistakes in its prose."""

    document: Document
    references: tuple[Reference, ...]
    faults: tuple[Problem, ...]


def gather_referrals(document: Document, data: Any, record_class: type[Record], reader: Reader) -> Referrals:
    """Every reference in a document's fields, prose and (for a guide) body."""
    references: list[Reference] = []
    faults: list[Problem] = []

    def add(prose: Prose, at: Location) -> None:
        for link in prose.links:
            key = link.kind, link.target, link.section
            references.append(Reference(*key, at, link.address, link.text, link.needle, link.occurrence))
        for fault in prose.faults:
            span = document.find_text(at, fault.needle, fault.occurrence)
            faults.append(problem(fault.key, document.path, span, found=fault.found, **fault.values))

    for marked in iter_marked(data, record_class):
        if isinstance(marked.mark, Refers):
            references.append(_field_reference(marked, marked.mark.kind))
        else:
            add(reader.read(marked.text), marked.location)
    if document.body:
        add(reader.read(document.body, "guide"), BODY)
    return Referrals(document, tuple(references), tuple(faults))


def _field_reference(marked: Marked, kind: str) -> Reference:
    of_kind, target = target_of(kind, marked.text)
    section = marked.text.partition("#")[2] if of_kind == "source" else ""
    return Reference(of_kind, target, section, marked.location, marked.text, says_kind=kind == "any")


def iter_dangling(
    referrals: Referrals, known: Mapping[Key, Identity], unsure: frozenset[str]
) -> Iterator[Problem]:
    """References to what does not exist. `unsure`: kinds some of whose files could not be read."""
    for reference in referrals.references:
        identity = known.get(reference.key)
        if identity is None:
            if reference.kind not in unsure:
                yield _unknown(referrals.document, reference, known)
        elif reference.section and reference.section not in identity.sections:
            yield _unknown_section(referrals.document, reference, identity)


def _unknown(document: Document, reference: Reference, known: Mapping[Key, Identity]) -> Problem:
    names = {identifier: identity for (kind, identifier), identity in known.items() if kind == reference.kind}
    return problem(
        _words_for(reference, names),
        document.path,
        reference.span_in(document),
        nearest=_told(reference.target, names),
        found=reference.found,
        noun=noun_of(reference.kind),
        one=one_of(reference.kind),
        home=home_of(reference.kind),
        names=", ".join(names),
    )


def _words_for(reference: Reference, names: Collection[str]) -> str:
    if reference.kind == "number":
        return "unknown-reference/number"
    if reference.says_kind and reference.kind not in KINDS:
        return "unknown-reference/kind"
    return "unknown-reference/few" if 0 < len(names) <= _FEW else "unknown-reference"


def _told(found: str, names: Mapping[str, Identity]) -> str:
    """What is meant by a title, an abbreviation or a misspelt identifier, and where it is written."""
    by_name = _by_name(names)
    said = _as_said(found)
    near = by_name.get(said) or by_name.get(nearest(said, by_name) or "", "")
    if not near:
        return ""
    identity = names[near]
    is_plain = _as_said(near) == said or identity.title == near
    called = "" if is_plain else f", “{identity.title}”"
    return f"{near}{called} ({identity.path})"


def _by_name(names: Mapping[str, Identity]) -> dict[str, str]:
    """Identifiers by everything that belongs to exactly one of them, in small letters."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for identifier, identity in names.items():
        for name in (identifier, identity.title, *identity.names):
            found[_as_said(name)].add(identifier)
    return {name: one for name, (one, *others) in found.items() if not others}


def _as_said(name: str) -> str:
    return " ".join(re.findall(r"\w+", name.lower()))


def _unknown_section(document: Document, reference: Reference, identity: Identity) -> Problem:
    near = nearest(reference.section, identity.sections)
    return problem(
        "unknown-section" if identity.sections else "unknown-section/none",
        document.path,
        reference.span_in(document),
        nearest=f"{identity.id}#{near}" if near else "",
        found=reference.found,
        source=identity.id,
        file=identity.path,
        sections=", ".join(identity.sections),
    )
