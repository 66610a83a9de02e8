"""The recommendations: all of them in one list, and a page for each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.labels import label
from generator.content.model.guidance import Recommendation
from generator.library.entries import RecommendationEntry
from generator.library.evidence import Seen
from generator.pages.page import Facets, Link, Page
from generator.pages.page_context import COVERAGE, HOME, RECOMMENDATIONS, SELF_ASSESSMENT, THEMES, Desk
from generator.pages.paging import FEW_LINKS, Turn, iter_parts, part_title, shortened

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


def iter_pages(desk: Desk) -> Iterator[Page]:
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
