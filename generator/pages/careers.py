"""Careers on two pages: ways into roles and where these belong; accreditation and further learning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.basics.labels import label
from generator.content.model.people import Careers
from generator.library.entries import Link
from generator.pages.career_map import CareerMap, map_of
from generator.pages.page_context import (
    ACCREDITATION,
    CARDS,
    CAREERS,
    CASES,
    FEW_LINKS,
    HOME,
    ROLES,
    Facets,
    Page,
    PageContext,
    shortened,
)

MADE_FROM = "content/careers.yml"


@dataclass(frozen=True)
class Cpd:
    """Continuing professional development, as the case studies report it."""

    methods: Mapping[str, tuple[Link, ...]]
    """The first case studies that report each method."""
    reported: int
    """Case studies that report at least one of the methods."""
    total: int
    texts: tuple[tuple[Link, str], ...]
    """What case studies say of it in their own way."""


@dataclass(frozen=True)
class CareersPage:
    record: Careers
    map: CareerMap


@dataclass(frozen=True)
class AccreditationPage:
    record: Careers
    cpd: Cpd


def iter_pages(context: PageContext) -> Iterator[Page]:
    record = context.library.careers
    yield Page(
        uri=CAREERS.href[1:],
        template="careers",
        title=CAREERS.title,
        summary=record.introduction,
        made_from=MADE_FROM,
        reviewed=record.reviewed,
        data=CareersPage(record, map_of(context)),
        facets=Facets(label("Careers")),
        breadcrumbs=(HOME,),
        see_also=(ROLES, ACCREDITATION),
        sources=context.documents(_references(record)),
        assets=("stylesheets/career-map.css",),
    )
    yield Page(
        uri=ACCREDITATION.href[1:],
        template="accreditation",
        title=ACCREDITATION.title,
        summary=record.accreditation,
        made_from=MADE_FROM,
        reviewed=record.reviewed,
        data=AccreditationPage(record, _cpd(context)),
        facets=Facets(label("Careers")),
        breadcrumbs=(HOME, CAREERS),
        see_also=(CAREERS, ROLES),
        sources=context.citations((*record.sources, *record.cpd.sources)),
    )


def _references(record: Careers) -> Iterator[str]:
    yield from record.sources
    for way in record.ways_in:
        yield from way.sources
    for discipline in record.disciplines:
        yield from discipline.sources


def _cpd(context: PageContext) -> Cpd:
    cases = context.library.cases
    texts = ((case.link, case.record.cpd.text) for case in cases if case.record.cpd and case.record.cpd.text)
    return Cpd(
        methods={
            name: shortened((case.link for case in found), FEW_LINKS, CASES.href)
            for name, found in context.evidence.cases_by_cpd_method.items()
        },
        reported=sum(bool(case.record.cpd and case.record.cpd.methods) for case in cases),
        total=len(cases),
        texts=tuple(texts)[:CARDS],
    )
