"""What every page maker needs at hand: the library, the evidence, and how to link to things."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from generator.basics.addresses import PDF_ADDRESS, section_anchor
from generator.basics.labels import label
from generator.checks import identities
from generator.content.model.reference import Source
from generator.content.model.site import VocabularyEntry
from generator.library.career_paths import RolePath, role_paths
from generator.library.entries import Entry
from generator.library.evidence import Evidence
from generator.library.library import Library
from generator.library.relatedness import Relatedness
from generator.pages.page import Link
from generator.pages.paging import shortened

HOME = Link(label("Home"), "/index.md")
CAREERS = Link(label("Careers"), "/careers/index.md")
CAREER_MAP = Link(label("Role and career map"), "/careers/map.md")
ACCREDITATION = Link(label("Accreditation"), "/careers/accreditation.md")
THEMES = Link(label("Themes"), "/themes/index.md")
RECOMMENDATIONS = Link(label("All recommendations"), "/recommendations/index.md")
CASES = Link(label("Case studies"), "/case-studies/index.md")
TYPES = Link(label("Organisation types"), "/organisation-types/index.md")
COVERAGE = Link(label("Coverage of themes by organisation type"), "/coverage.md")
ROLES = Link(label("Roles"), "/roles/index.md")
FINDINGS = Link(label("Findings"), "/findings.md")
CASE_FIGURES = Link(label("Findings from the case studies"), "/case-study-figures.md")
GUIDES = Link(label("Guides"), "/guides/index.md")
GLOSSARY = Link(label("Glossary"), "/glossary.md")
SOURCES = Link(label("Sources"), "/sources/index.md")
CONTRIBUTE = Link(label("Contribute"), "/about/contribute.md")
CASE_FIELDS = Link(identities.CASE_FIELDS.title, identities.CASE_FIELDS.href)
FRESHNESS = Link(identities.FRESHNESS.title, identities.FRESHNESS.href)
CASE_FORM = Link(identities.CASE_FORM.title, identities.CASE_FORM.href)
SELF_ASSESSMENT = Link(identities.SELF_ASSESSMENT.title, identities.SELF_ASSESSMENT.href)
PACKS = Link(label("To print and take along"), "/packs/index.md")
BUSINESS_CASE = Link(label("The case for a team"), "/business-case.md")
PDF = Link(label("The whole guidance as a PDF"), PDF_ADDRESS)
WHY = Link(label("Why have a clinical informatics team?"), "/why.md")


def pack_link(href: str) -> Link:
    """The same on one page to print, for a theme, role or organisation type: `/themes/x.md`."""
    folder, _, name = href.removeprefix("/").partition("/")
    return Link(label("This on one page, to print"), f"/packs/{folder.removesuffix('s')}-{name}")


PAGES_OF_FILES = {
    "content/site.yml": HOME,
    "content/benefits.yml": WHY,
    "content/careers.yml": CAREERS,
    "content/findings.yml": FINDINGS,
    "content/glossary.yml": GLOSSARY,
    "content/sources.yml": SOURCES,
    "content/vocabulary.yml": TYPES,
}
"""The page on which each of these files is shown."""


@dataclass(frozen=True)
class Desk:
    library: Library
    today: date
    """The day that the pages are made for."""
    has_pdf: bool = False
    """Whether the site will have all of it as a PDF."""

    @property
    def evidence(self) -> Evidence:
        return self.library.evidence

    @property
    def pdf(self) -> Link | None:
        """Where the whole guidance is as one file, if it is."""
        return PDF if self.has_pdf else None

    def link(self, kind: str, identifier: str, note: str = "") -> Link:
        """A link to anything with an identifier; an empty address when it has no page."""
        identity = self.library.identities[kind, identifier]
        return Link(identity.title, identity.href, note)

    def links(self, kind: str, identifiers: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.link(kind, identifier) for identifier in identifiers)

    def word(self, kind: str, identifier: str) -> str:
        """The title of a vocabulary entry."""
        return self.library.identities[kind, identifier].title

    def citations(self, sources: Iterable[str] | None) -> tuple[Link, ...]:
        """Links to sources, each with the section that is cited."""
        return tuple(self.citation(reference) for reference in dict.fromkeys(sources or ()))

    def documents(self, sources: Iterable[str]) -> tuple[Link, ...]:
        """Links to the sources as wholes, each once, for pages that gather facts from many places."""
        return self.citations(reference.partition("#")[0] for reference in sources)

    def citation(self, reference: str) -> Link:
        identifier, _, section = reference.partition("#")
        source = self.sources[identifier]
        href = f"/sources/{identifier}.md"
        if not section:
            return Link(source.cited_as, href)
        return Link(
            label("{source}, {section}", source=source.cited_as, section=self.section_name(source, section)),
            f"{href}#{section_anchor(section)}",
        )

    def section_name(self, source: Source, section: str) -> str:
        """How a section is cited: by number where it has one, else by its title."""
        if section[0].isdigit():
            number, _, part = section.partition("-")
            if part:
                return label("section {number} ({part})", number=number, part=part.upper())
            return label("section {number}", number=number)
        title = next(known.title for known in source.sections if known.id == section)
        return title.partition(":")[0] if section.startswith("appendix") else label("“{title}”", title=title)

    @cached_property
    def relatedness(self) -> Relatedness:
        return Relatedness(self.library)

    @cached_property
    def role_paths(self) -> Mapping[str, RolePath]:
        return role_paths(self.library)

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.library.bibliography.sources}

    @cached_property
    def organisation_types(self) -> dict[str, VocabularyEntry]:
        return {entry.id: entry for entry in self.library.vocabulary.organisation_types}

    @cached_property
    def page_of_file(self) -> dict[str, Link]:
        """The page that shows what a content file says."""
        files = dict(PAGES_OF_FILES)
        entries: tuple[Entry[Any], ...]
        entries = (*self.library.themes, *self.library.roles, *self.library.cases, *self.library.guides)
        for entry in entries:
            files[entry.path] = Link(entry.record.title, entry.href)
        return files

    def mentions(self, kind: str, identifier: str, leave_out: Iterable[str] = ()) -> tuple[Link, ...]:
        """The pages whose content refers to a thing, but for those at the addresses to leave out."""
        sections = self.library.mentions.get((kind, identifier), {})
        return self._pages(dict.fromkeys(path for paths in sections.values() for path in paths), leave_out)

    def mentions_of_section(self, source: str, section: str) -> tuple[Link, ...]:
        """The pages that cite one section of a source, or with an empty section the whole of it."""
        return self._pages(self.library.mentions.get(("source", source), {}).get(section, ()), ())

    def _pages(self, paths: Iterable[str], leave_out: Iterable[str]) -> tuple[Link, ...]:
        shown = set(leave_out)
        links = dict.fromkeys(self.page_of_file[path] for path in paths if path in self.page_of_file)
        return shortened(link for link in links if link.href not in shown)
