"""Titled links to whatever has an identifier, and to the sections of sources that facts rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from generator.basics.addresses import address_of, section_address
from generator.basics.labels import label
from generator.checks.identities import Identity, Key
from generator.content.model.annotations import target_of
from generator.content.model.reference import Source
from generator.library.entries import Link
from generator.library.library import Library


def linkable(library: Library) -> dict[Key, Identity]:
    """What prose and templates may link to by its identifier.

    A case study is among them only if some content refers to it, by its short title. A page that lists case
    studies has their titles in its own data, so that a new one does not change all other pages.
    """
    short = {case.id: case.short_title for case in library.cases}
    return {
        key: replace(identity, title=short.get(identity.id, identity.title))
        if identity.kind == "case"
        else identity
        for key, identity in library.identities.items()
        if key in library.mentions or identity.kind != "case"
    }


@dataclass(frozen=True)
class Links:
    library: Library

    def link(self, kind: str, identifier: str, note: str = "") -> Link:
        """A link to anything with an identifier; an empty address when it has no page.

        Of the kind `any`, the identifier names the kind itself: `theme:team-working`.
        """
        identity = self.library.identities[target_of(kind, identifier)]
        return Link(identity.title, identity.href, note)

    def links(self, kind: str, identifiers: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.link(kind, identifier) for identifier in identifiers)

    def word(self, kind: str, identifier: str) -> str:
        """The title of a vocabulary entry."""
        return self.library.identities[kind, identifier].title

    def words(self, kind: str, identifiers: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.word(kind, identifier) for identifier in identifiers)

    def citations(self, sources: Iterable[str] | None) -> tuple[Link, ...]:
        """Links to sources, each with the section that is cited."""
        return tuple(self._citation(reference) for reference in dict.fromkeys(sources or ()))

    def documents(self, sources: Iterable[str]) -> tuple[Link, ...]:
        """Links to the sources as wholes, each once, for pages that gather facts from many places."""
        return self.citations(reference.partition("#")[0] for reference in sources)

    def _citation(self, reference: str) -> Link:
        identifier, _, section = reference.partition("#")
        source = self.sources[identifier]
        href = address_of("source", identifier)
        if not section:
            return Link(source.cited_as, href)
        return Link(
            label("{source}, {section}", source=source.cited_as, section=self.section_name(source, section)),
            section_address(href, section),
        )

    def section_name(self, source: Source, section: str) -> str:
        """How a section is cited: by number where it has one, else by its title."""
        if section[0].isdigit():
            number, _, part = section.partition("-")
            if part:
                return label("section {number} ({part})", number=number, part=part.upper())
            return label("section {number}", number=number)
        title = {known.id: known.title for known in source.sections}[section]
        return title.partition(":")[0] if section.startswith("appendix") else label("“{title}”", title=title)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        return {source.id: source for source in self.library.bibliography.sources}
