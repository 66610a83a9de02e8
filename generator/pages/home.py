"""The home page and the guides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.addresses import FORM_ADDRESS, FORM_GUIDE
from generator.basics.labels import label
from generator.content.model.site import Guide, Site
from generator.library.entries import Entry, Link
from generator.pages.page_context import (
    BUSINESS_CASE,
    CASES,
    CONTRIBUTE,
    EDITORS,
    GUIDES,
    HOME,
    ROLES,
    SELF_ASSESSMENT,
    Facets,
    Page,
    PageContext,
)
from generator.pages.themes import Example, strongest_example


@dataclass(frozen=True)
class ThemeExample:
    """A theme on the home page, with its strongest example."""

    theme: Link
    summary: str
    example: Example | None


@dataclass(frozen=True)
class MapCell:
    theme: str
    cases: int
    href: str
    """Where these case studies say what they do."""


@dataclass(frozen=True)
class MapRow:
    """One type of organisation: how many of its case studies show each theme."""

    type: Link
    of: int
    cells: tuple[MapCell, ...]


@dataclass(frozen=True)
class Home:
    site: Site
    ways: tuple[tuple[str, tuple[Link, ...]], ...]
    """The beginning of a sentence, and its endings: each leads on."""
    themes: tuple[ThemeExample, ...]
    map: tuple[MapRow, ...]
    """Of the types with a case study."""
    types_without: tuple[str, ...]


I_WANT_TO = (
    Link(label("see where our team stands"), SELF_ASSESSMENT.href),
    Link(label("find organisations like mine"), CASES.href),
    Link(label("compare teams side by side"), "/compare.md"),
    Link(label("make the case for a post or a team"), BUSINESS_CASE.href),
    Link(label("know what is known about a role"), ROLES.href),
    Link(label("add what our organisation does"), CONTRIBUTE.href),
)


def iter_home_pages(context: PageContext) -> Iterator[Page]:
    yield _home(context)


def _home(context: PageContext) -> Page:
    site = context.library.site
    by_type = context.evidence.cases_by_type
    whole = (Link(label("read all of it as a PDF"), context.pdf.href),) if context.pdf else ()
    data = Home(
        site=site,
        ways=(
            (label("I am, or work for"), tuple(pathway.link for pathway in context.library.pathways)),
            (label("I want to"), (*I_WANT_TO, *whole)),
        ),
        themes=tuple(
            ThemeExample(theme.link, theme.record.summary, strongest_example(context, theme))
            for theme in context.library.themes
        ),
        map=tuple(_map_row(context, name, len(cases)) for name, cases in by_type.items() if cases),
        types_without=tuple(name for name, cases in by_type.items() if not cases),
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


def _map_row(context: PageContext, organisation_type: str, of: int) -> MapRow:
    page = context.link("organisation-type", organisation_type)
    cells = tuple(
        MapCell(
            theme.title,
            context.evidence.coverage[theme.id, organisation_type].cases,
            f"{page.href}#{theme.id}",
        )
        for theme in context.library.themes
    )
    return MapRow(page, of, cells)


def _guides(context: PageContext) -> tuple[Entry[Guide], ...]:
    return tuple(guide for guide in context.library.guides if guide.record.section == "guides")


SECTIONS = {
    "guides": GUIDES,
    "about": Link(label("About"), "/about/index.md"),
}


FOR_EDITORS = ("contribute", "hosting")
"""Guides that those who add to the site or host a copy of it need, and nobody else."""


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
        if other.id not in FOR_EDITORS
    ]
    if guide.href == SECTIONS["about"].href:
        others.append(EDITORS)
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
