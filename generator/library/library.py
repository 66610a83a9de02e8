"""All of the content, checked and joined up: every record, what refers to what, and links to all of it.

What may not be published (`checks.publication` decides) and what an overlay hides are checked like the
rest, and left out of everything after that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from generator.basics.addresses import ROLE_ENTRY, address_of, section_address
from generator.basics.labels import ENGLISH, label
from generator.basics.problem import Problem
from generator.checks.fields import check_document
from generator.checks.identities import (
    Identity,
    Key,
    Referrals,
    gather_identities,
    iter_dangling,
    with_counts,
)
from generator.checks.publication import Publication, decide
from generator.checks.ready import find_drafts
from generator.checks.rules import clashing_addresses, stale_numbers, taken_addresses
from generator.content.content_files import file_kind_of, identifier_of, kinds_in, overlay_of
from generator.content.document import Document
from generator.content.load import Sources
from generator.content.model.annotations import target_of
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Record
from generator.content.model.guidance import (
    Benefits,
    Bibliography,
    Finding,
    Findings,
    Framework,
    Glossary,
    Pathway,
    Source,
    Theme,
)
from generator.content.model.people import Careers, Role
from generator.content.model.site import Guide, Move, Moves, News, NewsEntry, Overlay, Site, Vocabulary
from generator.languages.translation import NO_TRANSLATIONS, AllTranslations, TranslatedContent, translate
from generator.library.entries import Entry, Link, R, RecommendationEntry
from generator.library.evidence import Evidence, roles_of
from generator.library.overlay import Overlaid, lay_over

Whole = TypeVar("Whole", bound=Record)


@dataclass(frozen=True)
class RolePath:
    """What leads into a role, and what it belongs to: identifiers, in the order of `content/careers.yml`."""

    role: Entry[Role]
    ways: tuple[str, ...]
    disciplines: tuple[str, ...]


@dataclass(frozen=True)
class Library:
    site: Site
    vocabulary: Vocabulary
    bibliography: Bibliography
    glossary: Glossary
    findings: Findings
    benefits: Benefits
    careers: Careers
    themes: tuple[Entry[Theme], ...]
    recommendations: Mapping[str, RecommendationEntry]
    roles: tuple[Entry[Role], ...]
    cases: tuple[Entry[CaseStudy], ...]
    """Only those that may be published, by identifier."""
    guides: tuple[Entry[Guide], ...]
    pathways: tuple[Entry[Pathway], ...]
    frameworks: tuple[Entry[Framework], ...]
    moves: tuple[Move, ...]
    news: tuple[NewsEntry, ...]
    identities: Mapping[Key, Identity]
    mentions: Mapping[Key, Mapping[str, tuple[str, ...]]]
    """For each thing, the sections that published content refers to (empty for the whole thing), each
    with the paths of the files that do so, in order."""
    withheld: int
    """How many case studies may not be published."""
    overlay: Overlay | None = None
    """The overlay that the guidance is built with; None for the published guidance."""
    local: frozenset[Key] = frozenset()
    """The things that the overlay adds."""
    hidden: frozenset[Key] = frozenset()
    """The things that the overlay hides. Prose may still link to them."""
    language: str = ENGLISH

    @cached_property
    def evidence(self) -> Evidence:
        return Evidence(self.vocabulary, self.themes, self.recommendations, self.roles, self.cases)

    @cached_property
    def findings_by_id(self) -> Mapping[str, Finding]:
        return {finding.id: finding for group in self.findings.groups for finding in group.findings}

    @cached_property
    def role_paths(self) -> Mapping[str, RolePath]:
        """By the role's identifier, in the order of the roles."""
        found = {}
        for role in self.roles:
            named = {each.way for each in role.record.ways_in}
            ways = tuple(way.id for way in self.careers.ways_in if way.id in named)
            disciplines = tuple(each.id for each in self.careers.disciplines if role.id in each.roles)
            found[role.id] = RolePath(role, ways, disciplines)
        return found

    def case_title(self, case: Entry[CaseStudy]) -> str:
        """The short title of a case study for scripts, which says "(local)" where a page shows a badge."""
        title = case.short_title
        return label("{title} (local)", title=title) if ("case", case.id) in self.local else title


def build_library(
    sources: Sources, translations: AllTranslations = NO_TRANSLATIONS, language: str = ""
) -> tuple[Library | None, list[Problem]]:
    """The library, or None and the problems of all documents together. `language`: as in `translate`."""
    identities, problems = gather_identities(sources.documents)
    unsure = kinds_in(sources.unreadable)
    records: dict[str, Record] = {}
    referrals: dict[str, Referrals] = {}
    for document in sources.documents:
        record, referred, found = check_document(document)
        referrals[document.path] = referred
        problems += [*found, *iter_dangling(referred, identities, unsure)]
        if record is not None:
            records[document.path] = record
    publication = decide(records, referrals, identities, sources.local, find_drafts(sources.documents))
    problems += [*publication.leaks(referrals), *clashing_addresses(identities)]
    problems += [
        clash for document in sources.documents for clash in taken_addresses(document, records, identities)
    ]
    if problems or sources.unreadable or len(records) != len(sources.documents):
        return None, problems
    translated, unfit = translate(
        TranslatedContent(records, sources.documents, identities), translations, language
    )
    if any(problem.severity == "error" for problem in unfit):
        return None, unfit
    by_path = {document.path: document for document in translated.documents}
    overlaid = lay_over(by_path, translated.records, referrals, sources.local, publication.withheld)
    if overlaid.problems:
        return None, list(overlaid.problems)
    sources = replace(sources, documents=translated.documents)
    library = _assemble(sources, overlaid, referrals, translated.identities, publication)
    library = replace(library, language=translated.language)
    # With an overlay, only its own texts can be corrected; in the release's, the number is replaced.
    checked = sources.local if library.overlay else referrals.keys()
    own = {path: referrals[path] for path in checked & referrals.keys()}
    stale = list(stale_numbers(own, library.identities))
    return (None, stale) if stale else (library, unfit)


def _assemble(
    sources: Sources,
    overlaid: Overlaid,
    referrals: Mapping[str, Referrals],
    identities: Mapping[Key, Identity],
    publication: Publication,
) -> Library:
    cases = _Shelf(sources.documents, overlaid.records, identities).entries(CaseStudy)
    identities = _with_addresses_of_roles(identities, cases)
    shelf = _Shelf(sources.documents, overlaid.records, identities)
    themes = _in_order(shelf.entries(Theme))
    left_out = publication.withheld | overlaid.hidden
    shown = {key: known for key, known in identities.items() if key not in left_out}
    return Library(
        site=shelf.only(Site),
        vocabulary=shelf.only(Vocabulary),
        bibliography=shelf.only(Bibliography),
        glossary=shelf.only(Glossary),
        findings=shelf.only(Findings),
        benefits=shelf.only(Benefits),
        careers=shelf.only(Careers),
        themes=themes,
        recommendations={each.id: each for theme in themes for each in shelf.recommendations(theme)},
        moves=tuple(move for record in shelf.all(Moves) for move in record.moved),
        news=tuple(entry for record in shelf.all(News) for entry in record.news),
        roles=_in_order(shelf.entries(Role)),
        cases=cases,
        guides=_in_order(shelf.entries(Guide)),
        pathways=_in_order(shelf.entries(Pathway)),
        frameworks=_in_order(shelf.entries(Framework)),
        identities=with_counts(shown),
        mentions=_mentions(publication.published(referrals), overlaid.records.keys()),
        withheld=sum(kind == "case" for kind, _ in publication.withheld),
        overlay=overlay_of(overlaid.records),
        local=frozenset(key for key, known in shown.items() if known.path in sources.local),
        hidden=overlaid.hidden,
    )


@dataclass(frozen=True)
class _Shelf:
    documents: tuple[Document, ...]
    records: Mapping[str, Record]
    identities: Mapping[Key, Identity]

    def all(self, record_class: type[Whole]) -> list[Whole]:
        return [record for record in self.records.values() if isinstance(record, record_class)]

    def only(self, record_class: type[Whole]) -> Whole:
        return self.all(record_class)[0]

    def entries(self, record_class: type[R]) -> tuple[Entry[R], ...]:
        """Those with files of their own, in the order of the files."""
        found = []
        for document in self.documents:
            record = self.records.get(document.path)
            if isinstance(record, record_class):
                identity = self.identities[file_kind_of(document.path).kind, identifier_of(document.path)]
                found.append(Entry(identity.id, record, identity.href, document.path, document.body))
        return tuple(found)

    def recommendations(self, theme: Entry[Theme]) -> Iterator[RecommendationEntry]:
        for each in theme.record.recommendations:
            yield RecommendationEntry(each, theme, self.identities["recommendation", each.id].href)


def _with_addresses_of_roles(
    identities: Mapping[Key, Identity], cases: tuple[Entry[CaseStudy], ...]
) -> Mapping[Key, Identity]:
    """A role that no published case study has is only mentioned by sources: it has no page, but an entry."""
    held = {role for case in cases for role in roles_of(case)}
    listed = (known for (kind, name), known in identities.items() if kind == "role" and name not in held)
    return {**identities, **{known.key: replace(known, href=ROLE_ENTRY.format(known.id)) for known in listed}}


Ordered = TypeVar("Ordered", Theme, Role, Guide, Pathway, Framework)


def _in_order(entries: tuple[Entry[Ordered], ...]) -> tuple[Entry[Ordered], ...]:
    """The entries sorted by their `order`, then by identifier."""
    return tuple(sorted(entries, key=lambda entry: (entry.record.order, entry.id)))


def _mentions(
    referrals: Mapping[str, Referrals], shown: Collection[str]
) -> Mapping[Key, Mapping[str, tuple[str, ...]]]:
    found: dict[Key, dict[str, dict[str, None]]] = {}
    for path, referred in referrals.items():
        if path in shown:
            for reference in referred.references:
                found.setdefault(reference.key, {}).setdefault(reference.section, {})[path] = None
    return {key: {name: tuple(paths) for name, paths in found[key].items()} for key in found}


def linkable(library: Library) -> dict[Key, Identity]:
    """What prose and templates may link to by its identifier. A case study is among them only if some content
    refers to it, by its short title. A page that lists case studies has their titles in its own data, so that
    a new one does not change all other pages."""
    known = library.identities.items()
    found = {key: each for key, each in known if key in library.mentions or each.kind != "case"}
    for case in library.cases:
        if each := found.get(("case", case.id)):
            found["case", case.id] = replace(each, title=case.short_title)
    return found


@dataclass(frozen=True)
class Links:
    library: Library

    def link(self, kind: str, identifier: str, note: str = "") -> Link:
        """A link to anything with an identifier; an empty address when it has no page. Of the kind `any`, the
        identifier names the kind itself: `theme:team-working`."""
        identity = self.library.identities[target_of(kind, identifier)]
        return Link(identity.title, identity.href, note)

    def links(self, kind: str, identifiers: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.link(kind, identifier) for identifier in identifiers)

    def word(self, kind: str, identifier: str) -> str:
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
