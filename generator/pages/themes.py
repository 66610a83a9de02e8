"""The themes: the list of them, and a page for each with its recommendations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.labels import label
from generator.content.model.guidance import Theme
from generator.library.entries import Entry
from generator.library.whats_new import channel_name
from generator.pages.page import Facets, Link, Page
from generator.pages.page_context import COVERAGE, HOME, RECOMMENDATIONS, THEMES, Desk, pack_link
from generator.pages.recommendations import RecommendationItem, recommendation_item


@dataclass(frozen=True)
class ThemeCard:
    title: str
    href: str
    summary: str
    recommendations: int
    cases: int
    """Case studies with at least one practice of the theme."""
    cases_of: int


@dataclass(frozen=True)
class ThemePage:
    id: str
    record: Theme
    recommendations: tuple[RecommendationItem, ...]
    coverage: tuple[Link, ...]
    """Organisation types with a case study that shows the theme, each with how many of how many."""
    findings: tuple[Link, ...]
    guides: tuple[Link, ...]
    previous: Link | None
    following: Link | None


def iter_pages(desk: Desk) -> Iterator[Page]:
    yield _themes_page(desk)
    for position, theme in enumerate(desk.library.themes):
        yield _theme_page(desk, theme, position)


def theme_cards(desk: Desk) -> tuple[ThemeCard, ...]:
    return tuple(_theme_card(desk, theme) for theme in desk.library.themes)


def _theme_card(desk: Desk, theme: Entry[Theme]) -> ThemeCard:
    return ThemeCard(
        title=theme.record.title,
        href=theme.href,
        summary=theme.record.summary,
        recommendations=len(theme.record.recommendations),
        cases=len(desk.evidence.cases_by_theme[theme.id]),
        cases_of=len(desk.library.cases),
    )


def _themes_page(desk: Desk) -> Page:
    return Page(
        uri="themes/index.md",
        template="themes",
        title=label("Themes"),
        summary=desk.library.site.introductions.themes,
        made_from="content/site.yml",
        reviewed=desk.library.site.reviewed,
        data=theme_cards(desk),
        facets=Facets(label("Theme")),
        has_contents=False,
        breadcrumbs=(HOME,),
        see_also=(RECOMMENDATIONS, COVERAGE),
        sources=desk.citations(
            dict.fromkeys(ref for theme in desk.library.themes for ref in theme.record.sources)
        ),
    )


def _theme_page(desk: Desk, theme: Entry[Theme], position: int) -> Page:
    ids = {recommendation.id for recommendation in theme.record.recommendations}
    neighbours = [None, *(Link(other.record.title, other.href) for other in desk.library.themes), None]
    data = ThemePage(
        id=theme.id,
        record=theme.record,
        recommendations=tuple(recommendation_item(desk, record) for record in theme.record.recommendations),
        coverage=_coverage(desk, theme),
        findings=tuple(
            desk.link("finding", finding.id)
            for group in desk.library.findings.groups
            for finding in group.findings
            if ids & set(finding.recommendations)
        ),
        guides=tuple(
            Link(guide.record.title, guide.href)
            for guide in desk.library.guides
            if theme.id in guide.record.themes
        ),
        previous=neighbours[position],
        following=neighbours[position + 2],
    )
    shown = {link.href for link in data.guides}
    return Page(
        uri=theme.href[1:],
        template="theme",
        title=theme.record.title,
        summary=theme.record.summary,
        made_from=theme.path,
        reviewed=theme.record.reviewed,
        data=data,
        feed=channel_name("theme", theme.id),
        facets=Facets(label("Theme"), themes=(theme.record.title,)),
        breadcrumbs=(HOME, THEMES),
        see_also=(RECOMMENDATIONS, COVERAGE, pack_link(theme.href)),
        sources=desk.citations(theme.record.sources),
        related=desk.mentions("theme", theme.id, shown),
    )


def _coverage(desk: Desk, theme: Entry[Theme]) -> tuple[Link, ...]:
    cells = [desk.evidence.coverage[theme.id, name] for name in desk.evidence.organisation_types]
    return tuple(
        desk.link(
            "organisation-type",
            cell.organisation_type,
            label("{number} of {whole}", number=cell.cases, whole=cell.of),
        )
        for cell in cells
        if cell.cases
    )
