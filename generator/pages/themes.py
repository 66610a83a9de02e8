"""The themes and their recommendations: the lists of them, and a page for each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.labels import label
from generator.content.model.guidance import Recommendation, Theme
from generator.library.entries import Entry, RecommendationEntry
from generator.library.evidence import ShownPractice
from generator.library.whats_new import channel_name
from generator.pages.page_context import (
    COVERAGE,
    FEW_LINKS,
    HOME,
    RECOMMENDATIONS,
    SELF_ASSESSMENT,
    THEMES,
    Facets,
    Link,
    ListPart,
    Page,
    PageContext,
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


def iter_theme_pages(context: PageContext) -> Iterator[Page]:
    yield _themes_page(context)
    for position, theme in enumerate(context.library.themes):
        yield _theme_page(context, theme, position)


def theme_cards(context: PageContext) -> tuple[ThemeCard, ...]:
    return tuple(_theme_card(context, theme) for theme in context.library.themes)


def _theme_card(context: PageContext, theme: Entry[Theme]) -> ThemeCard:
    return ThemeCard(
        title=theme.record.title,
        href=theme.href,
        summary=theme.record.summary,
        recommendations=len(theme.record.recommendations),
        cases=len(context.evidence.cases_by_theme[theme.id]),
        cases_of=len(context.library.cases),
    )


def _themes_page(context: PageContext) -> Page:
    return Page(
        uri="themes/index.md",
        template="themes",
        title=label("Themes"),
        summary=context.library.site.introductions.themes,
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=theme_cards(context),
        facets=Facets(label("Theme")),
        has_contents=False,
        breadcrumbs=(HOME,),
        see_also=(RECOMMENDATIONS, COVERAGE),
        sources=context.citations(
            dict.fromkeys(ref for theme in context.library.themes for ref in theme.record.sources)
        ),
    )


def _theme_page(context: PageContext, theme: Entry[Theme], position: int) -> Page:
    ids = {recommendation.id for recommendation in theme.record.recommendations}
    neighbours = [None, *(Link(other.record.title, other.href) for other in context.library.themes), None]
    data = ThemePage(
        id=theme.id,
        record=theme.record,
        recommendations=tuple(
            recommendation_item(context, record) for record in theme.record.recommendations
        ),
        coverage=_coverage(context, theme),
        findings=tuple(
            context.link("finding", finding.id)
            for group in context.library.findings.groups
            for finding in group.findings
            if ids & set(finding.recommendations)
        ),
        guides=tuple(
            Link(guide.record.title, guide.href)
            for guide in context.library.guides
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
        sources=context.citations(theme.record.sources),
        related=context.mentions("theme", theme.id, shown),
    )


def _coverage(context: PageContext, theme: Entry[Theme]) -> tuple[Link, ...]:
    cells = [context.evidence.coverage[theme.id, name] for name in context.evidence.organisation_types]
    return tuple(
        context.link(
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
class ChallengeLine:
    """A challenge of a case study that the recommendation answers."""

    case: Link
    title: str
    text: str


@dataclass(frozen=True)
class MetChallenges:
    """What got in the way elsewhere: the first few, and how many more there are."""

    challenges: tuple[ChallengeLine, ...] = ()
    more: int = 0


@dataclass(frozen=True)
class RecommendationPage:
    item: RecommendationItem
    theme: Link
    practices: tuple[PracticeItem, ...]
    turn: ListPart
    met: MetChallenges
    related: tuple[Link, ...]


@dataclass(frozen=True)
class RecommendationGroup:
    theme: Link
    recommendations: tuple[RecommendationItem, ...]


def iter_recommendation_pages(context: PageContext) -> Iterator[Page]:
    yield _recommendations_page(context)
    for recommendation in context.library.recommendations.values():
        yield from _recommendation_pages(context, recommendation)


def recommendation_item(context: PageContext, recommendation: Recommendation) -> RecommendationItem:
    evidence = context.evidence.by_recommendation[recommendation.id]
    href = context.library.recommendations[recommendation.id].href
    return RecommendationItem(
        record=recommendation,
        href=href,
        applies_to=tuple(context.word("audience", audience) for audience in recommendation.applies_to),
        evidence=EvidenceLine(
            count=len(evidence.cases),
            total=evidence.total,
            cases=shortened((Link(case.record.title, case.href) for case in evidence.cases), FEW_LINKS, href),
            types=context.links("organisation-type", evidence.types),
            types_without=context.links("organisation-type", evidence.types_without),
        ),
        sources=context.citations(recommendation.sources),
    )


def _recommendations_page(context: PageContext) -> Page:
    groups = tuple(
        RecommendationGroup(
            Link(theme.record.title, theme.href),
            tuple(recommendation_item(context, record) for record in theme.record.recommendations),
        )
        for theme in context.library.themes
    )
    return Page(
        uri="recommendations/index.md",
        template="recommendations",
        title=label("All recommendations"),
        summary=context.library.site.introductions.recommendations,
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=groups,
        facets=Facets(label("Recommendation")),
        breadcrumbs=(HOME, THEMES),
        see_also=(THEMES, COVERAGE, SELF_ASSESSMENT),
        sources=context.citations(
            dict.fromkeys(ref for theme in context.library.themes for ref in theme.record.sources)
        ),
    )


def _recommendation_pages(context: PageContext, entry: RecommendationEntry) -> Iterator[Page]:
    for uri, seen, turn in iter_parts(context.evidence.by_recommendation[entry.id].seen, entry.href[1:]):
        yield _recommendation_page(context, entry, uri, seen, turn)


def _recommendation_page(
    context: PageContext,
    entry: RecommendationEntry,
    uri: str,
    seen: tuple[ShownPractice, ...],
    turn: ListPart,
) -> Page:
    item = recommendation_item(context, entry.record)
    theme = Link(entry.theme.record.title, entry.theme.href)
    practices = tuple(_practice_item(context, each) for each in seen)
    met = _met_challenges(context, entry) if turn.number == 1 else MetChallenges()
    related = _related(context, entry)
    linked = (*item.evidence.cases, *(each.case for each in met.challenges), *related)
    shown = {theme.href, *(link.href for link in linked)}
    return Page(
        uri=uri,
        template="recommendation",
        title=part_title(entry.record.title, turn),
        summary=entry.record.text,
        made_from=entry.theme.path,
        reviewed=entry.theme.record.reviewed,
        data=RecommendationPage(item, theme, practices, turn, met, related),
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
        related=context.mentions("recommendation", entry.id, shown) if turn.number == 1 else (),
    )


def _practice_item(context: PageContext, seen: ShownPractice) -> PracticeItem:
    record = seen.case.record
    return PracticeItem(
        case=Link(record.title, seen.case.href),
        types=tuple(context.word("organisation-type", name) for name in record.organisation.types),
        how=seen.practice.how,
        sources=context.citations(seen.practice.sources or record.sources),
    )


def _met_challenges(context: PageContext, entry: RecommendationEntry) -> MetChallenges:
    met = context.evidence.challenges_by_recommendation[entry.id]
    lines = (
        ChallengeLine(Link(case.record.title, case.href), challenge.title, challenge.text)
        for case, challenge in met[:FEW_LINKS]
    )
    return MetChallenges(tuple(lines), max(0, len(met) - FEW_LINKS))


def _related(context: PageContext, entry: RecommendationEntry) -> tuple[Link, ...]:
    """Recommendations linked with this one, from either side."""
    linked_from = [
        other.id for other in context.library.recommendations.values() if entry.id in other.record.related
    ]
    return context.links("recommendation", dict.fromkeys([*entry.record.related, *linked_from]))
