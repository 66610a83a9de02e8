"""Careers: disciplines, levels, accreditation and ways to keep learning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.labels import label
from generator.content.model.people import AccreditationRoute, Argument, CareerLevel, Careers, Discipline
from generator.content.model.site import VocabularyEntry
from generator.pages.page_context import (
    CARDS,
    CAREERS,
    CASES,
    FEW_LINKS,
    GUIDES,
    HOME,
    ROLES,
    Facets,
    Link,
    Page,
    PageContext,
    shortened,
)

MADE_FROM = "content/careers.yml"


@dataclass(frozen=True)
class CareersPage:
    record: Careers
    disciplines: tuple[Link, ...]


@dataclass(frozen=True)
class DisciplineItem:
    record: Discipline
    roles: tuple[Link, ...]
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class LevelItem:
    record: CareerLevel
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class DisciplinesPage:
    record: Careers
    disciplines: tuple[DisciplineItem, ...]
    levels: tuple[LevelItem, ...]


@dataclass(frozen=True)
class RouteItem:
    record: AccreditationRoute
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class ArgumentItem:
    record: Argument
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class AccreditationPage:
    record: Careers
    routes: tuple[RouteItem, ...]
    arguments: tuple[ArgumentItem, ...]
    people: tuple[str, ...]
    """Who made the arguments."""


@dataclass(frozen=True)
class CpdMethod:
    record: VocabularyEntry
    cases: tuple[Link, ...]


@dataclass(frozen=True)
class CpdText:
    case: Link
    text: str


@dataclass(frozen=True)
class CpdPage:
    methods: tuple[CpdMethod, ...]
    reported: int
    """Case studies that report at least one of the methods."""
    total: int
    texts: tuple[CpdText, ...]
    """What case studies say of CPD in their own way."""
    recommendations: tuple[Link, ...]


def iter_pages(context: PageContext) -> Iterator[Page]:
    record = context.library.careers
    disciplines = context.links("discipline", (item.id for item in record.disciplines))
    yield _page(context, "careers", record.introduction, CareersPage(record, disciplines))
    yield _page(context, "disciplines", record.framework, _disciplines(context, record))
    yield _page(context, "accreditation", record.accreditation, _accreditation(context, record))
    yield _cpd_page(context)


TITLES = {
    "careers": label("Careers"),
    "disciplines": label("Disciplines and levels"),
    "accreditation": label("Accreditation"),
}
"""By template."""


def _page(context: PageContext, template: str, summary: str, data: object) -> Page:
    record = context.library.careers
    is_section_page = template == "careers"
    return Page(
        uri="careers/index.md" if is_section_page else f"careers/{template}.md",
        template=template,
        title=TITLES[template],
        summary=summary,
        made_from=MADE_FROM,
        reviewed=record.reviewed,
        data=data,
        facets=Facets(label("Careers")),
        has_contents=not is_section_page,
        breadcrumbs=(HOME,) if is_section_page else (HOME, CAREERS),
        see_also=(ROLES, GUIDES) if is_section_page else (CAREERS, ROLES),
        sources=context.citations(record.sources),
    )


def _disciplines(context: PageContext, record: Careers) -> DisciplinesPage:
    return DisciplinesPage(
        record=record,
        disciplines=tuple(
            DisciplineItem(
                record=discipline,
                roles=context.links("role", discipline.roles),
                sources=context.citations(discipline.sources),
            )
            for discipline in record.disciplines
        ),
        levels=tuple(LevelItem(level, context.citations(level.sources)) for level in record.levels),
    )


def _accreditation(context: PageContext, record: Careers) -> AccreditationPage:
    return AccreditationPage(
        record=record,
        routes=tuple(RouteItem(route, context.citations(route.sources)) for route in record.routes),
        arguments=tuple(
            ArgumentItem(argument, context.citations(argument.sources)) for argument in record.arguments
        ),
        people=tuple(dict.fromkeys(argument.who for argument in record.arguments)),
    )


def _cpd_page(context: PageContext) -> Page:
    by_method = context.evidence.cases_by_cpd_method
    cases = context.library.cases
    record = context.library.careers.cpd
    data = CpdPage(
        methods=tuple(
            CpdMethod(
                entry,
                shortened(
                    (Link(case.record.title, case.href) for case in by_method[entry.id]),
                    FEW_LINKS,
                    CASES.href,
                ),
            )
            for entry in context.library.vocabulary.cpd_methods
        ),
        reported=sum(bool(case.record.cpd and case.record.cpd.methods) for case in cases),
        total=len(cases),
        texts=tuple(
            CpdText(Link(case.record.title, case.href), case.record.cpd.text)
            for case in cases
            if case.record.cpd and case.record.cpd.text
        )[:CARDS],
        recommendations=context.links("recommendation", record.recommendations),
    )
    return Page(
        uri="careers/cpd.md",
        template="cpd",
        title=label("Continuing professional development"),
        summary=record.text,
        made_from=MADE_FROM,
        reviewed=context.library.careers.reviewed,
        data=data,
        facets=Facets(label("Careers")),
        breadcrumbs=(HOME, CAREERS),
        see_also=(CAREERS, ROLES),
        sources=context.citations(record.sources),
    )
