"""Check that everything referred to exists, and gather who refers to what.

References stand in fields (`recommendation: regular-meetings`) and in prose
(`[the CCIO](role:ccio)`); both are looked up in the same identities.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.basics.addresses import KINDS
from generator.basics.messages import problem
from generator.basics.problem import Problem, nearest
from generator.checks.identities import Identity, Key
from generator.content.content_files import home_of, noun_of, one_of
from generator.content.document import Document, FieldPlace
from generator.content.model.annotations import Marked, iter_marked
from generator.content.model.fields import Record, Refers
from generator.content.prose import Prose, Reader

_FEW = 12


@dataclass(frozen=True)
class Reference:
    kind: str
    target: str
    section: str
    place: FieldPlace
    found: str
    text: str = ""
    says_kind: bool = False
    """Of a field: whether the editor names the kind too, as in a link."""

    @property
    def key(self) -> Key:
        return self.kind, self.target


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

    def add(prose: Prose, place: FieldPlace) -> None:
        for link in prose.links:
            at = replace(place, needle=link.needle, occurrence=link.occurrence)
            references.append(Reference(link.kind, link.target, link.section, at, link.address, link.text))
        for fault in prose.faults:
            at = replace(place, needle=fault.needle, occurrence=fault.occurrence)
            span = at.span_in(document)
            faults.append(problem(fault.key, document.path, span, found=fault.found, **fault.values))

    for marked in iter_marked(data, record_class):
        if isinstance(marked.mark, Refers):
            references.append(_field_reference(marked, marked.mark.kind))
        else:
            add(reader.read(marked.text), FieldPlace(marked.location))
    if document.body:
        add(reader.read(document.body, "guide"), FieldPlace(is_in_body=True))
    return Referrals(document, tuple(references), tuple(faults))


def _field_reference(marked: Marked, kind: str) -> Reference:
    text, says_kind = marked.text, kind == "any"
    if says_kind:
        kind, _, text = text.partition(":")
    target, _, section = text.partition("#") if kind == "source" else (text, "", "")
    return Reference(kind, target, section, FieldPlace(marked.location), marked.text, says_kind=says_kind)


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
        reference.place.span_in(document),
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
        reference.place.span_in(document),
        nearest=f"{identity.id}#{near}" if near else "",
        found=reference.found,
        source=identity.id,
        file=identity.path,
        sections=", ".join(identity.sections),
    )
