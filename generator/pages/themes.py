"""The themes and their recommendations: the lists of them, and a page for each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.labels import label
from generator.content.model.guidance import Recommendation, Theme
from generator.library.entries import Entry, RecommendationEntry
from generator.library.evidence import Seen
from generator.library.whats_new import channel_name
from generator.pages.page_context import (
    COVERAGE,
    FEW_LINKS,
    HOME,
    RECOMMENDATIONS,
    SELF_ASSESSMENT,
    THEMES,
    Desk,
    Facets,
    Link,
    Page,
    Turn,
    iter_parts,
    pack_link,
    part_title,
    shortened,
)


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


def iter_theme_pages(desk: Desk) -> Iterator[Page]:
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


TAB = "themes/"


@dataclass(frozen=True)
class EvidenceLine:
    """How many case studies show a recommendation, which they are, and what kinds none comes from."""

    count: int
    total: int
    cases: tuple[Link, ...]
    """The first few; the recommendation's own page has them all."""
    types: tuple[Link, ...]
    types_without: tuple[Link, ...]


@dataclass(frozen=True)
class RecommendationItem:
    record: Recommendation
    href: str
    applies_to: tuple[str, ...]
    evidence: EvidenceLine
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class PracticeItem:
    case: Link
    types: tuple[str, ...]
    how: str
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class RecommendationPage:
    item: RecommendationItem
    theme: Link
    practices: tuple[PracticeItem, ...]
    turn: Turn
    related: tuple[Link, ...]


@dataclass(frozen=True)
class RecommendationGroup:
    theme: Link
    recommendations: tuple[RecommendationItem, ...]


def iter_recommendation_pages(desk: Desk) -> Iterator[Page]:
    yield _recommendations_page(desk)
    for recommendation in desk.library.recommendations.values():
        yield from _recommendation_pages(desk, recommendation)


def recommendation_item(desk: Desk, recommendation: Recommendation) -> RecommendationItem:
    evidence = desk.evidence.by_recommendation[recommendation.id]
    href = desk.library.recommendations[recommendation.id].href
    return RecommendationItem(
        record=recommendation,
        href=href,
        applies_to=tuple(desk.word("audience", audience) for audience in recommendation.applies_to),
        evidence=EvidenceLine(
            count=len(evidence.cases),
            total=evidence.total,
            cases=shortened((Link(case.record.title, case.href) for case in evidence.cases), FEW_LINKS, href),
            types=desk.links("organisation-type", evidence.types),
            types_without=desk.links("organisation-type", evidence.types_without),
        ),
        sources=desk.citations(recommendation.sources),
    )


def _recommendations_page(desk: Desk) -> Page:
    groups = tuple(
        RecommendationGroup(
            Link(theme.record.title, theme.href),
            tuple(recommendation_item(desk, record) for record in theme.record.recommendations),
        )
        for theme in desk.library.themes
    )
    return Page(
        uri="recommendations/index.md",
        template="recommendations",
        title=label("All recommendations"),
        summary=desk.library.site.introductions.recommendations,
        made_from="content/site.yml",
        reviewed=desk.library.site.reviewed,
        data=groups,
        facets=Facets(label("Recommendation")),
        breadcrumbs=(HOME, THEMES),
        see_also=(THEMES, COVERAGE, SELF_ASSESSMENT),
        sources=desk.citations(
            dict.fromkeys(ref for theme in desk.library.themes for ref in theme.record.sources)
        ),
    )


def _recommendation_pages(desk: Desk, entry: RecommendationEntry) -> Iterator[Page]:
    for uri, seen, turn in iter_parts(desk.evidence.by_recommendation[entry.id].seen, entry.href[1:]):
        yield _recommendation_page(desk, entry, uri, seen, turn)


def _recommendation_page(
    desk: Desk, entry: RecommendationEntry, uri: str, seen: tuple[Seen, ...], turn: Turn
) -> Page:
    item = recommendation_item(desk, entry.record)
    theme = Link(entry.theme.record.title, entry.theme.href)
    practices = tuple(_practice_item(desk, each) for each in seen)
    related = _related(desk, entry)
    shown = {theme.href, *(link.href for link in (*item.evidence.cases, *related))}
    return Page(
        uri=uri,
        template="recommendation",
        title=part_title(entry.record.title, turn),
        summary=entry.record.text,
        made_from=entry.theme.path,
        reviewed=entry.theme.record.reviewed,
        data=RecommendationPage(item, theme, practices, turn, related),
        facets=Facets(
            label("Recommendation"),
            types=tuple(link.title for link in item.evidence.types),
            themes=(entry.theme.record.title,),
        ),
        tab=TAB,
        is_searched=turn.number == 1,
        breadcrumbs=(HOME, THEMES, theme),
        see_also=(theme, RECOMMENDATIONS),
        sources=item.sources,
        related=desk.mentions("recommendation", entry.id, shown) if turn.number == 1 else (),
    )


def _practice_item(desk: Desk, seen: Seen) -> PracticeItem:
    record = seen.case.record
    return PracticeItem(
        case=Link(record.title, seen.case.href),
        types=tuple(desk.word("organisation-type", name) for name in record.organisation.types),
        how=seen.practice.how,
        sources=desk.citations(seen.practice.sources or record.sources),
    )


def _related(desk: Desk, entry: RecommendationEntry) -> tuple[Link, ...]:
    """Recommendations linked with this one, from either side."""
    linked_from = [
        other.id for other in desk.library.recommendations.values() if entry.id in other.record.related
    ]
    return desk.links("recommendation", dict.fromkeys([*entry.record.related, *linked_from]))
