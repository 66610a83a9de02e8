"""The glossary, and the sources with what rests on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.addresses import section_anchor
from generator.basics.labels import label
from generator.content.model.reference import Source, Term
from generator.pages.page import Facets, Link, Page
from generator.pages.page_context import GLOSSARY, HOME, SOURCES, Desk


@dataclass(frozen=True)
class TermItem:
    record: Term
    see_also: tuple[Link, ...]
    role: Link | None
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class Letter:
    letter: str
    terms: tuple[TermItem, ...]


@dataclass(frozen=True)
class SourceItem:
    record: Source
    href: str
    rests: int
    """How many pages refer to it."""


@dataclass(frozen=True)
class SourceList:
    read: tuple[SourceItem, ...]
    cited: tuple[SourceItem, ...]


@dataclass(frozen=True)
class SectionItem:
    anchor: str
    name: str
    title: str
    rests: tuple[Link, ...]


@dataclass(frozen=True)
class SourcePage:
    record: Source
    sections: tuple[SectionItem, ...]
    rests_on_whole: tuple[Link, ...]
    cited_in: tuple[Link, ...]


def iter_pages(desk: Desk) -> Iterator[Page]:
    yield _glossary_page(desk)
    yield _source_list(desk)
    for source in desk.library.bibliography.sources:
        yield _source_page(desk, source)


def _glossary_page(desk: Desk) -> Page:
    record = desk.library.glossary
    by_letter: dict[str, list[TermItem]] = {}
    for term in sorted(record.terms, key=lambda term: (term.term.lower(), term.id)):
        initial = next((letter for letter in term.term.upper() if letter.isalnum()), "#")
        by_letter.setdefault(initial if initial.isalpha() else "0–9", []).append(_term_item(desk, term))
    return Page(
        uri="glossary.md",
        template="glossary",
        title=label("Glossary"),
        summary=record.introduction,
        made_from="content/glossary.yml",
        reviewed=record.reviewed,
        data=tuple(Letter(letter, tuple(terms)) for letter, terms in sorted(by_letter.items())),
        facets=Facets(label("Glossary")),
        breadcrumbs=(HOME,),
        sources=desk.documents(reference for term in record.terms for reference in term.sources or ()),
        see_also=(SOURCES,),
    )


def _term_item(desk: Desk, term: Term) -> TermItem:
    return TermItem(
        record=term,
        see_also=desk.links("term", term.see_also),
        role=desk.link("role", term.role) if term.role else None,
        sources=desk.citations(term.sources),
    )


def _source_list(desk: Desk) -> Page:
    record = desk.library.bibliography
    items = [_source_item(desk, source) for source in record.sources]
    return Page(
        uri="sources/index.md",
        template="sources",
        title=label("Sources"),
        summary=record.introduction,
        made_from="content/sources.yml",
        reviewed=record.reviewed,
        data=SourceList(
            read=tuple(item for item in items if item.record.role == "read"),
            cited=tuple(
                sorted((i for i in items if i.record.role == "cited"), key=lambda i: i.record.title.lower())
            ),
        ),
        facets=Facets(label("Source")),
        breadcrumbs=(HOME,),
        see_also=(GLOSSARY, desk.page_of_file["content/findings.yml"]),
    )


def _source_item(desk: Desk, source: Source) -> SourceItem:
    return SourceItem(source, f"/sources/{source.id}.md", len(desk.mentions("source", source.id)))


def _source_page(desk: Desk, source: Source) -> Page:
    data = SourcePage(
        record=source,
        sections=tuple(
            SectionItem(
                anchor=section_anchor(section.id),
                name=desk.section_name(source, section.id),
                title=section.title,
                rests=desk.mentions_of_section(source.id, section.id),
            )
            for section in source.sections
        ),
        rests_on_whole=desk.mentions_of_section(source.id, ""),
        cited_in=desk.citations(source.cited_in),
    )
    return Page(
        uri=f"sources/{source.id}.md",
        template="source",
        title=source.title,
        summary=source.text,
        made_from="content/sources.yml",
        reviewed=desk.library.bibliography.reviewed,
        data=data,
        facets=Facets(label("Source")),
        breadcrumbs=(HOME, SOURCES),
        see_also=(SOURCES,),
    )
