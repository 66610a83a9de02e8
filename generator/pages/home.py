"""The home page, why organisations need a team, the guides, and pages that have moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.addresses import FORM_ADDRESS, FORM_GUIDE, section_anchor
from generator.basics.formatting import as_number
from generator.basics.labels import counted, label
from generator.content.model.site import Guide, Site
from generator.library.entries import Entry, Link
from generator.pages.page_context import (
    BOARD_PAPER,
    CASE_FIELDS,
    CASE_FORM,
    CASES,
    COVERAGE,
    FINDINGS,
    FRESHNESS,
    GUIDES,
    HOME,
    PACKS,
    RECOMMENDATIONS,
    THEMES,
    Facets,
    Page,
    PageContext,
)
from generator.pages.themes import ThemeCard, theme_cards


@dataclass(frozen=True)
class Home:
    site: Site
    numbers: tuple[Link, ...]
    """What is counted, each with its number."""
    themes: tuple[ThemeCard, ...]
    types: tuple[Link, ...]
    """Organisation types with a case study, each with how many."""
    types_without: tuple[str, ...]
    roles: tuple[Link, ...]
    """The roles that most case studies have."""
    guides: tuple[Link, ...]
    pdf: Link | None
    packs: Link


MOST_ROLES = 6


def iter_home_pages(context: PageContext) -> Iterator[Page]:
    yield _home(context)
    yield _why(context)


def _home(context: PageContext) -> Page:
    site = context.library.site
    by_type = context.evidence.cases_by_type
    data = Home(
        site=site,
        numbers=_numbers(context),
        themes=theme_cards(context),
        pdf=context.pdf,
        packs=PACKS,
        types=tuple(
            context.link("organisation-type", name, _cases(len(cases)))
            for name, cases in by_type.items()
            if cases
        ),
        types_without=tuple(name for name, cases in by_type.items() if not cases),
        roles=_common_roles(context),
        guides=tuple(guide.link for guide in _guides(context)),
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


def _numbers(context: PageContext) -> tuple[Link, ...]:
    library = context.library
    practices = sum(len(case.record.practices) for case in library.cases)
    numbers = (
        (len(library.themes), label("themes"), THEMES),
        (len(library.recommendations), label("recommendations"), RECOMMENDATIONS),
        (len(library.cases), label("case studies"), CASES),
        (practices, label("practices described"), COVERAGE),
    )
    return tuple(Link(title, page.href, as_number(number)) for number, title, page in numbers)


def _guides(context: PageContext) -> tuple[Entry[Guide], ...]:
    return tuple(guide for guide in context.library.guides if guide.record.section == "guides")


def _common_roles(context: PageContext) -> tuple[Link, ...]:
    counts = {role: len(cases) for role, cases in context.evidence.cases_by_role.items() if cases}
    order = [role.id for role in context.library.roles]
    most = sorted(counts, key=lambda role: (-counts[role], order.index(role)))[:MOST_ROLES]
    return tuple(context.link("role", role, _cases(counts[role])) for role in most)


def _why(context: PageContext) -> Page:
    record = context.library.benefits
    return Page(
        uri="why.md",
        template="why",
        title=label("Why have a clinical informatics team?"),
        summary=record.introduction,
        made_from="content/benefits.yml",
        reviewed=record.reviewed,
        data=record,
        facets=Facets(label("Guidance")),
        breadcrumbs=(HOME,),
        see_also=(BOARD_PAPER, THEMES, CASES, FINDINGS),
        sources=context.citations(record.sources),
    )


SECTIONS = {
    "guides": GUIDES,
    "about": Link(label("About"), "/about/index.md"),
}


@dataclass(frozen=True)
class GuidePage:
    record: Guide
    body: str
    """Markdown, in the dialect of guides."""
    others: tuple[Link, ...]
    """For the first page of a section: its other pages."""
    form: Link | None = None
    """The blank form, on the page that says how to use it."""


def iter_guide_pages(context: PageContext) -> Iterator[Page]:
    yield _list_page(context)
    for guide in context.library.guides:
        yield _guide_page(context, guide)


def _list_page(context: PageContext) -> Page:
    return Page(
        uri="guides/index.md",
        template="guides",
        title=label("Guides"),
        summary=context.library.site.introductions.guides,
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=_guides(context),
        has_contents=False,
        facets=Facets(label("Guide")),
        breadcrumbs=(HOME,),
    )


def _guide_page(context: PageContext, guide: Entry[Guide]) -> Page:
    record = guide.record
    section = SECTIONS[record.section]
    is_section_page = guide.href == section.href
    others = [
        other.link
        for other in context.library.guides
        if is_section_page and other.record.section == record.section and other != guide
    ]
    if guide.href == SECTIONS["about"].href:
        others += [CASE_FIELDS, CASE_FORM, FRESHNESS]
    data = GuidePage(
        record=record,
        body=guide.body,
        others=tuple(others),
        form=Link(label("Blank case study form (Word)"), FORM_ADDRESS) if guide.id == FORM_GUIDE else None,
    )
    named = {"theme": record.themes, "recommendation": record.recommendations, "role": record.roles}
    shown = {link.href for kind, names in named.items() for link in context.links(kind, names)}
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
            themes=context.words("theme", record.themes),
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
