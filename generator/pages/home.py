"""The home page, why organisations need a team, the guides, and pages that have moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.addresses import FORM_ADDRESS, FORM_GUIDE, section_anchor
from generator.basics.labels import counted, label
from generator.content.model.guidance import Benefit, SuccessMark
from generator.content.model.site import Guide, Site
from generator.library.entries import Entry
from generator.pages.page_context import (
    BUSINESS_CASE,
    CASE_FIELDS,
    CASE_FORM,
    CASES,
    FINDINGS,
    FRESHNESS,
    GUIDES,
    HOME,
    PACKS,
    THEMES,
    Facets,
    Link,
    Page,
    PageContext,
)
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


def iter_home_pages(context: PageContext) -> Iterator[Page]:
    yield _home(context)
    yield _why(context)


def _home(context: PageContext) -> Page:
    site = context.library.site
    with_cases = [
        entry for entry in context.organisation_types.values() if context.evidence.cases_by_type[entry.id]
    ]
    without = [name for name in context.organisation_types if not context.evidence.cases_by_type[name]]
    data = Home(
        site=site,
        numbers=_numbers(context),
        themes=theme_cards(context),
        pdf=context.pdf,
        packs=PACKS,
        types=tuple(
            context.link("organisation-type", entry.id, _cases(len(context.evidence.cases_by_type[entry.id])))
            for entry in with_cases
        ),
        types_without=context.links("organisation-type", without),
        roles=_common_roles(context),
        guides=tuple(
            Link(guide.record.title, guide.href)
            for guide in context.library.guides
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
        sources=context.citations(site.sources),
    )


def _cases(count: int) -> str:
    return counted(count, "case study", "case studies")


def _numbers(context: PageContext) -> tuple[Number, ...]:
    library = context.library
    practices = sum(len(case.record.practices) for case in library.cases)
    return (
        Number(len(library.themes), label("themes"), "/themes/index.md"),
        Number(len(library.recommendations), label("recommendations"), "/recommendations/index.md"),
        Number(len(library.cases), label("case studies"), "/case-studies/index.md"),
        Number(practices, label("practices described"), "/coverage.md"),
    )


def _common_roles(context: PageContext) -> tuple[Link, ...]:
    counts = {role: len(cases) for role, cases in context.evidence.cases_by_role.items() if cases}
    order = [role.id for role in context.library.roles]
    most = sorted(counts, key=lambda role: (-counts[role], order.index(role)))[:MOST_ROLES]
    return tuple(context.link("role", role, _cases(counts[role])) for role in most)


def _why(context: PageContext) -> Page:
    record = context.library.benefits
    benefits = tuple(
        BenefitItem(
            record=benefit,
            cases=context.links("case", benefit.cases),
            recommendations=context.links("recommendation", benefit.recommendations),
            sources=context.citations(benefit.sources),
        )
        for benefit in record.benefits
    )
    marks = tuple(
        MarkItem(mark, context.links("theme", mark.themes), context.citations(mark.sources))
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
        sources=context.citations(record.sources),
    )


SECTIONS = {
    "guides": GUIDES,
    "about": Link(label("About"), "/about/index.md"),
}


@dataclass(frozen=True)
class GuidePage:
    body: str
    """Markdown, in the dialect of guides."""
    themes: tuple[Link, ...]
    recommendations: tuple[Link, ...]
    roles: tuple[Link, ...]
    others: tuple[Link, ...]
    """For the first page of a section: its other pages."""
    form: Link | None = None
    """The blank form, on the page that says how to use it."""


@dataclass(frozen=True)
class GuideCard:
    title: str
    href: str
    summary: str


def iter_guide_pages(context: PageContext) -> Iterator[Page]:
    yield _list_page(context)
    for guide in context.library.guides:
        yield _guide_page(context, guide)


def _list_page(context: PageContext) -> Page:
    guides = [guide for guide in context.library.guides if guide.record.section == "guides"]
    return Page(
        uri="guides/index.md",
        template="guides",
        title=label("Guides"),
        summary=context.library.site.introductions.guides,
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=tuple(GuideCard(guide.record.title, guide.href, guide.record.summary) for guide in guides),
        has_contents=False,
        facets=Facets(label("Guide")),
        breadcrumbs=(HOME,),
    )


def _guide_page(context: PageContext, guide: Entry[Guide]) -> Page:
    record = guide.record
    section = SECTIONS[record.section]
    is_section_page = guide.href == section.href
    others = [
        Link(other.record.title, other.href)
        for other in context.library.guides
        if is_section_page and other.record.section == record.section and other != guide
    ]
    if guide.href == SECTIONS["about"].href:
        others += [CASE_FIELDS, CASE_FORM, FRESHNESS]
    data = GuidePage(
        body=guide.body,
        themes=context.links("theme", record.themes),
        recommendations=context.links("recommendation", record.recommendations),
        roles=context.links("role", record.roles),
        others=tuple(others),
        form=Link(label("Blank case study form (Word)"), FORM_ADDRESS) if guide.id == FORM_GUIDE else None,
    )
    shown = {link.href for links in (data.themes, data.recommendations, data.roles) for link in links}
    return Page(
        uri=guide.href[1:],
        template="guide",
        title=record.title,
        summary=record.summary,
        made_from=guide.path,
        reviewed=record.reviewed,
        data=data,
        facets=Facets(
            label("Guide") if record.section == "guides" else label("About"),
            themes=tuple(x.title for x in data.themes),
        ),
        breadcrumbs=(HOME,) if is_section_page else (HOME, section),
        see_also=() if is_section_page else (section,),
        sources=context.citations(record.sources),
        related=context.mentions("guide", guide.id, {guide.href, *shown}),
    )


def iter_redirect_pages(context: PageContext) -> Iterator[Page]:
    for move in context.library.moves:
        kind, _, named = move.to.partition(":")
        identifier, _, section = named.partition("#")
        target = context.link(kind, identifier)
        anchor = f"#{section_anchor(section)}" if section else ""
        yield Page(
            uri=move.old.removesuffix(".html") + ".md",
            template="moved",
            title=target.title,
            summary=target.title,
            made_from="content/moved.yml",
            reviewed=context.library.site.reviewed,
            data=Link(target.title, target.href + anchor),
            facets=Facets("Moved"),
            location=target.href + anchor,
        )
