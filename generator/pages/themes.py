"""The themes and their recommendations: the lists of them, and a page for each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.basics.formatting import as_number
from generator.basics.labels import label
from generator.content.model.guidance import Recommendation, Theme
from generator.library.entries import Entry, Link, RecommendationEntry
from generator.library.evidence import Case, MetChallenge, ShownPractice
from generator.library.whats_new import channel_name
from generator.pages.case_lists import further_part
from generator.pages.cases import CaseCard, PracticeList, case_card, few_practices
from generator.pages.page_context import (
    COVERAGE,
    FEW_LINKS,
    FINDINGS,
    HOME,
    RECOMMENDATIONS,
    SELF_ASSESSMENT,
    THEMES,
    Facets,
    ListPart,
    Page,
    PageContext,
    iter_parts,
    part_title,
    shortened,
)
from generator.pages.tools import MeasureGroup, RecommendationUse, measure_groups, measure_names, use_of

REFERS_TO_ALL = frozenset({"/about/evidence.md", FINDINGS.href})
"""Pages that refer to nearly every recommendation, and to which the menu of every page leads."""


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
class Example:
    """What one organisation does about a recommendation."""

    recommendation: Link
    shown: ShownPractice
    count: int
    """Case studies that show the recommendation."""
    total: int


@dataclass(frozen=True)
class EvidenceLine:
    """How many case studies show a recommendation, which they are, and what kinds none comes from."""

    count: int
    total: int
    cases: tuple[Link, ...]
    """The first few; the recommendation's own page has them all."""
    types_without: tuple[str, ...]


@dataclass(frozen=True)
class InPractice:
    """What a theme's page shows of one recommendation in practice."""

    count: int
    """Case studies that show it."""
    total: int
    practices: PracticeList


@dataclass(frozen=True)
class ThemePage:
    id: str
    record: Theme
    evidence: Mapping[str, InPractice]
    """By recommendation."""
    coverage: tuple[Link, ...]
    """Organisation types with a case study that shows the theme, each with how many of how many."""
    types_without: tuple[str, ...]
    """Organisation types without one."""
    cases: tuple[CaseCard, ...]
    """The first part of them."""
    turn: ListPart
    findings: tuple[str, ...]
    guides: tuple[Link, ...]
    previous: Link | None
    following: Link | None


@dataclass(frozen=True)
class RecommendationList:
    themes: tuple[Entry[Theme], ...]
    cases: Mapping[str, int]
    """How many case studies show each recommendation."""
    cases_of: int
    measures: Mapping[str, tuple[str, ...]]
    """By recommendation, the measures of other frameworks that it serves, by their names."""
    groups: tuple[MeasureGroup, ...]
    """All of these measures."""


@dataclass(frozen=True)
class MetChallenges:
    """What got in the way of case studies that it would answer."""

    first: tuple[MetChallenge, ...] = ()
    more: int = 0
    """How many there are beside the first few."""


@dataclass(frozen=True)
class EvidenceProfile:
    """What the case studies amount to, in words and never as a score."""

    line: EvidenceLine
    types: tuple[str, ...]
    """Kinds of organisation that they come from."""
    told: tuple[str, ...]
    """When they were told, each with how many."""
    measured: tuple[Link, ...]
    """Those that measured a change."""
    measured_once: tuple[Link, ...]
    """Those whose numbers are from one time only."""


@dataclass(frozen=True)
class RecommendationPage:
    record: Recommendation
    theme: Link
    evidence: EvidenceProfile
    seen: tuple[ShownPractice, ...]
    turn: ListPart
    met: MetChallenges
    related: tuple[Link, ...]
    use: RecommendationUse | None
    """None on all but the first page."""


def iter_theme_pages(context: PageContext) -> Iterator[Page]:
    yield _themes_page(context)
    for position, theme in enumerate(context.library.themes):
        parts = iter_parts(context.evidence.cases_by_theme[theme.id], theme.href[1:])
        _, first, turn = next(parts)
        page = _theme_page(context, theme, position, (first, turn))
        yield page
        yield from (further_part(page, part, turn) for _, part, turn in parts)


def theme_cards(context: PageContext) -> tuple[ThemeCard, ...]:
    return tuple(
        ThemeCard(
            title=theme.title,
            href=theme.href,
            summary=theme.record.summary,
            recommendations=len(theme.record.recommendations),
            cases=len(context.evidence.cases_by_theme[theme.id]),
            cases_of=len(context.library.cases),
        )
        for theme in context.library.themes
    )


def strongest_example(context: PageContext, theme: Entry[Theme]) -> Example | None:
    """The example with most evidence behind it; None if no case study shows the theme.

    Of the theme's recommendations, the one that most case studies show, then the one that most types of
    organisation show, then the first. Of its practices, that of the case study that shows most
    recommendations of the theme, then the first.
    """
    evidence = [
        context.evidence.by_recommendation[recommendation.id]
        for recommendation in theme.record.recommendations
    ]
    best = max(evidence, key=lambda each: (len(each.cases), len(each.types)))
    if not best.seen:
        return None
    shown = max(best.seen, key=lambda item: len(context.evidence.practices_of(item.case, theme)))
    recommendation = context.link("recommendation", shown.practice.recommendation)
    return Example(recommendation, shown, len(best.cases), best.total)


def _themes_page(context: PageContext) -> Page:
    return Page(
        uri="themes/index.md",
        template="themes",
        title=label("Themes"),
        summary=context.library.site.introductions.themes,
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=theme_cards(context),
        has_contents=False,
        facets=Facets(label("Theme")),
        breadcrumbs=(HOME,),
        see_also=(RECOMMENDATIONS, COVERAGE),
    )


def _all_sources(context: PageContext) -> tuple[Link, ...]:
    return context.citations(ref for theme in context.library.themes for ref in theme.record.sources)


def _theme_page(
    context: PageContext, theme: Entry[Theme], position: int, listed: tuple[tuple[Case, ...], ListPart]
) -> Page:
    cases, turn = listed
    known = context.library.findings_by_id
    ids = {recommendation.id for recommendation in theme.record.recommendations}
    guides = tuple(guide.link for guide in context.library.guides if theme.id in guide.record.themes)
    neighbours = [None, *(other.link for other in context.library.themes), None]
    data = ThemePage(
        id=theme.id,
        record=theme.record,
        evidence={each.id: _in_practice(context, each.id) for each in theme.record.recommendations},
        coverage=tuple(_iter_coverage(context, theme)),
        types_without=tuple(
            name
            for name in context.evidence.organisation_types
            if not context.evidence.coverage[theme.id, name].cases
        ),
        cases=tuple(case_card(case) for case in cases),
        turn=turn,
        findings=tuple(name for name, each in known.items() if ids & set(each.recommendations)),
        guides=guides,
        previous=neighbours[position],
        following=neighbours[position + 2],
    )
    return Page(
        uri=theme.href[1:],
        template="theme",
        title=theme.title,
        summary=theme.record.summary,
        made_from=theme.path,
        reviewed=theme.record.reviewed,
        data=data,
        feed=channel_name("theme", theme.id),
        facets=Facets(label("Theme"), themes=(theme.title,)),
        breadcrumbs=(HOME, THEMES),
        see_also=(RECOMMENDATIONS, COVERAGE),
        sources=context.citations(theme.record.sources),
        related=context.mentions("theme", theme.id, {guide.href for guide in guides}),
    )


def _in_practice(context: PageContext, recommendation: str) -> InPractice:
    evidence = context.evidence.by_recommendation[recommendation]
    page = context.library.recommendations[recommendation].href
    return InPractice(len(evidence.cases), evidence.total, few_practices(evidence.seen, page))


def _evidence_line(context: PageContext, recommendation: str) -> EvidenceLine:
    evidence = context.evidence.by_recommendation[recommendation]
    page = context.library.recommendations[recommendation].href
    return EvidenceLine(
        count=len(evidence.cases),
        total=evidence.total,
        cases=shortened((case.link for case in evidence.cases), FEW_LINKS, page),
        types_without=evidence.types_without,
    )


def _iter_coverage(context: PageContext, theme: Entry[Theme]) -> Iterator[Link]:
    for name in context.evidence.organisation_types:
        cell = context.evidence.coverage[theme.id, name]
        if cell.cases:
            share = label("{number} of {whole}", number=cell.cases, whole=cell.of)
            yield context.link("organisation-type", name, share)


def iter_recommendation_pages(context: PageContext) -> Iterator[Page]:
    yield _recommendations_page(context)
    for entry in context.library.recommendations.values():
        seen = context.evidence.by_recommendation[entry.id].seen
        for uri, part, turn in iter_parts(seen, entry.href[1:]):
            yield _recommendation_page(context, entry, uri, part, turn)


def _recommendations_page(context: PageContext) -> Page:
    evidence = context.evidence.by_recommendation
    return Page(
        uri="recommendations/index.md",
        template="recommendations",
        title=label("All recommendations"),
        summary=context.library.site.introductions.recommendations,
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=RecommendationList(
            themes=context.library.themes,
            cases={name: len(found.cases) for name, found in evidence.items()},
            cases_of=len(context.library.cases),
            measures=measure_names(context),
            groups=measure_groups(context),
        ),
        assets=("javascripts/pathways.js",) if context.library.frameworks else (),
        facets=Facets(label("Recommendation")),
        breadcrumbs=(HOME, THEMES),
        see_also=(
            THEMES,
            COVERAGE,
            SELF_ASSESSMENT,
            *(framework.link for framework in context.library.frameworks),
        ),
        sources=_all_sources(context),
    )


def _recommendation_page(
    context: PageContext,
    entry: RecommendationEntry,
    uri: str,
    seen: tuple[ShownPractice, ...],
    turn: ListPart,
) -> Page:
    record, theme = entry.record, entry.theme
    evidence = _evidence_profile(context, entry.id)
    met = _met_challenges(context, entry) if turn.number == 1 else MetChallenges()
    use = use_of(context, record) if turn.number == 1 else None
    related = context.links("recommendation", _related(context.library.recommendations.values(), entry))
    linked = (*evidence.line.cases, *(each.case.link for each in met.first), *related)
    frameworks = (framework.href for framework in context.library.frameworks)
    shown = REFERS_TO_ALL | {theme.href, *(link.href for link in linked), *frameworks}
    return Page(
        uri=uri,
        template="recommendation",
        title=part_title(record.title, turn),
        summary=record.text,
        made_from=theme.path,
        reviewed=theme.record.reviewed,
        data=RecommendationPage(record, theme.link, evidence, seen, turn, met, related, use),
        facets=Facets(
            label("Recommendation"),
            types=context.words("organisation-type", context.evidence.by_recommendation[entry.id].types),
            themes=(theme.title,),
        ),
        tab="themes/",
        is_searched=turn.number == 1,
        breadcrumbs=(HOME, THEMES, theme.link),
        see_also=(theme.link,),
        related=context.mentions("recommendation", entry.id, shown) if turn.number == 1 else (),
    )


def _evidence_profile(context: PageContext, identifier: str) -> EvidenceProfile:
    evidence = context.evidence.by_recommendation[identifier]
    return EvidenceProfile(
        line=_evidence_line(context, identifier),
        types=evidence.types,
        told=tuple(
            label("{when} ({number})", when=when, number=as_number(number))
            for when, number in evidence.told.items()
        ),
        measured=shortened((case.link for case in evidence.measured), FEW_LINKS),
        measured_once=shortened((case.link for case in evidence.measured_once), FEW_LINKS),
    )


def _met_challenges(context: PageContext, entry: RecommendationEntry) -> MetChallenges:
    met = context.evidence.challenges_by_recommendation[entry.id]
    return MetChallenges(met[:FEW_LINKS], max(0, len(met) - FEW_LINKS))


def _related(entries: Iterable[RecommendationEntry], entry: RecommendationEntry) -> Iterable[str]:
    """Recommendations linked with this one, from either side."""
    linked_from = [other.id for other in entries if entry.id in other.record.related]
    return dict.fromkeys([*entry.record.related, *linked_from])
