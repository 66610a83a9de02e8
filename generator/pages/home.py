"""The home page, and why organisations need a clinical informatics team."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.labels import counted, label
from generator.content.model.guidance import Benefit, SuccessMark
from generator.content.model.site import Site
from generator.pages.page import Facets, Link, Page
from generator.pages.page_context import BUSINESS_CASE, CASES, FINDINGS, HOME, PACKS, THEMES, Desk
from generator.pages.themes import ThemeCard, theme_cards


@dataclass(frozen=True)
class Number:
    value: int
    label: str
    href: str


@dataclass(frozen=True)
class Home:
    site: Site
    numbers: tuple[Number, ...]
    themes: tuple[ThemeCard, ...]
    types: tuple[Link, ...]
    """Organisation types with a case study, each with how many."""
    types_without: tuple[Link, ...]
    roles: tuple[Link, ...]
    """The roles that most case studies have."""
    guides: tuple[Link, ...]
    pdf: Link | None
    packs: Link


@dataclass(frozen=True)
class BenefitItem:
    record: Benefit
    cases: tuple[Link, ...]
    recommendations: tuple[Link, ...]
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class MarkItem:
    record: SuccessMark
    themes: tuple[Link, ...]
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class Why:
    introduction: str
    benefits: tuple[BenefitItem, ...]
    marks: tuple[MarkItem, ...]


MOST_ROLES = 6


def iter_pages(desk: Desk) -> Iterator[Page]:
    yield _home(desk)
    yield _why(desk)


def _home(desk: Desk) -> Page:
    site = desk.library.site
    with_cases = [
        entry for entry in desk.organisation_types.values() if desk.evidence.cases_by_type[entry.id]
    ]
    without = [name for name in desk.organisation_types if not desk.evidence.cases_by_type[name]]
    data = Home(
        site=site,
        numbers=_numbers(desk),
        themes=theme_cards(desk),
        pdf=desk.pdf,
        packs=PACKS,
        types=tuple(
            desk.link("organisation-type", entry.id, _cases(len(desk.evidence.cases_by_type[entry.id])))
            for entry in with_cases
        ),
        types_without=desk.links("organisation-type", without),
        roles=_common_roles(desk),
        guides=tuple(
            Link(guide.record.title, guide.href)
            for guide in desk.library.guides
            if guide.record.section == "guides"
        ),
    )
    return Page(
        uri="index.md",
        template="home",
        title=site.title,
        summary=site.tagline,
        made_from="content/site.yml",
        reviewed=site.reviewed,
        data=data,
        has_contents=False,
        facets=Facets(label("Guidance")),
        sources=desk.citations(site.sources),
    )


def _cases(count: int) -> str:
    return counted(count, "case study", "case studies")


def _numbers(desk: Desk) -> tuple[Number, ...]:
    library = desk.library
    practices = sum(len(case.record.practices) for case in library.cases)
    return (
        Number(len(library.themes), label("themes"), "/themes/index.md"),
        Number(len(library.recommendations), label("recommendations"), "/recommendations/index.md"),
        Number(len(library.cases), label("case studies"), "/case-studies/index.md"),
        Number(practices, label("practices described"), "/coverage.md"),
    )


def _common_roles(desk: Desk) -> tuple[Link, ...]:
    counts = {role: len(cases) for role, cases in desk.evidence.cases_by_role.items() if cases}
    order = [role.id for role in desk.library.roles]
    most = sorted(counts, key=lambda role: (-counts[role], order.index(role)))[:MOST_ROLES]
    return tuple(desk.link("role", role, _cases(counts[role])) for role in most)


def _why(desk: Desk) -> Page:
    record = desk.library.benefits
    benefits = tuple(
        BenefitItem(
            record=benefit,
            cases=desk.links("case", benefit.cases),
            recommendations=desk.links("recommendation", benefit.recommendations),
            sources=desk.citations(benefit.sources),
        )
        for benefit in record.benefits
    )
    marks = tuple(
        MarkItem(mark, desk.links("theme", mark.themes), desk.citations(mark.sources))
        for mark in record.success_marks
    )
    return Page(
        uri="why.md",
        template="why",
        title=label("Why have a clinical informatics team?"),
        summary=record.introduction,
        made_from="content/benefits.yml",
        reviewed=record.reviewed,
        data=Why(record.introduction, benefits, marks),
        facets=Facets(label("Guidance")),
        breadcrumbs=(HOME,),
        see_also=(BUSINESS_CASE, THEMES, CASES, FINDINGS),
        sources=desk.citations(record.sources),
    )
