"""The themes and their recommendations: the lists of them, and a page for each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.basics.labels import as_number, label
from generator.content.model.guidance import Theme
from generator.library.entries import Entry, Link, RecommendationEntry
from generator.library.evidence import Case, Cell, RecommendationEvidence, ShownPractice
from generator.library.freshness import channel_name
from generator.pages import places
from generator.pages.cases import few_practices, further_part
from generator.pages.page_context import (
    FEW_LINKS,
    ListPart,
    Page,
    PageContext,
    iter_parts,
    shortened,
)
from generator.pages.pathways import iter_served

REFERS_TO_ALL = frozenset({"/about/evidence.md", places.FINDINGS.href})
"""Pages that refer to nearly every recommendation, and to which the menu of every page leads."""
MOST_ASKED = 1
"""Readers are asked about recommendations that no more case studies than this show."""


def iter_theme_pages(context: PageContext) -> Iterator[Page]:
    yield _themes_page(context)
    for position, theme in enumerate(context.library.themes):
        parts = iter_parts(context.evidence.cases_by_theme[theme.id], theme.href[1:])
        page = _theme_page(context, theme, position, next(parts))
        yield page
        yield from (further_part(page, part) for part in parts)


def _themes_page(context: PageContext) -> Page:
    return Page(
        at=places.THEMES,
        template="themes",
        summary=context.library.site.introductions.themes,
        data={
            "themes": context.library.themes,
            "cases": {theme: len(cases) for theme, cases in context.evidence.cases_by_theme.items()},
            "cases_of": len(context.library.cases),
        },
    )


def strongest_example(context: PageContext, theme: Entry[Theme]) -> tuple[ShownPractice | None, int]:
    """The example with most evidence behind it, and how many case studies show its recommendation.

    Of the theme's recommendations, the one that most case studies show, then the one that most types of
    organisation show, then the first. Of its practices, that of the case study that shows most
    recommendations of the theme, then the first. None if no case study shows the theme.
    """
    evidence = [
        context.evidence.by_recommendation[recommendation.id]
        for recommendation in theme.record.recommendations
    ]
    best = max(evidence, key=lambda each: (len(each.cases), len(each.types)))
    shown = max(
        best.seen, key=lambda item: len(context.evidence.practices_of(item.case, theme)), default=None
    )
    return shown, len(best.cases)


def _theme_page(context: PageContext, theme: Entry[Theme], position: int, part: ListPart[Case]) -> Page:
    library, known = context.library, context.evidence
    evidence = {each.id: known.by_recommendation[each.id] for each in theme.record.recommendations}
    coverage = {name: known.coverage[theme.id, name] for name in known.organisation_types}
    guides = tuple(guide.link for guide in library.guides if theme.id in guide.record.themes)
    neighbours = [None, *(other.link for other in library.themes), None]
    return Page(
        at=theme.link,
        template="theme",
        summary=theme.record.summary,
        made_from=theme.path,
        data={
            "id": theme.id,
            "record": theme.record,
            "cases": {name: len(found.cases) for name, found in evidence.items()},
            "cases_of": len(library.cases),
            "practices": {
                name: few_practices(found.seen, library.recommendations[name].href)
                for name, found in evidence.items()
            },
            "coverage": tuple(_iter_coverage(context, coverage)),
            "types_without": [name for name, cell in coverage.items() if not cell.cases],
            "part": part,
            "findings": [
                name
                for name, each in library.findings_by_id.items()
                if evidence.keys() & set(each.recommendations)
            ],
            "guides": guides,
            "previous": neighbours[position],
            "following": neighbours[position + 2],
        },
        feed=channel_name("theme", theme.id),
        themes=(theme.title,),
        sources=context.citations(theme.record.sources),
        related=context.mentions("theme", theme.id, {guide.href for guide in guides}),
    )


def _iter_coverage(context: PageContext, coverage: Mapping[str, Cell]) -> Iterator[Link]:
    """Organisation types with a case study that shows a theme, each with how many of how many."""
    for name, cell in coverage.items():
        if cell.cases:
            share = label("{number} of {whole}", number=cell.cases, whole=cell.of)
            yield context.link("organisation-type", name, share)


def iter_recommendation_pages(context: PageContext) -> Iterator[Page]:
    yield _recommendations_page(context)
    for entry in context.library.recommendations.values():
        for part in iter_parts(context.evidence.by_recommendation[entry.id].seen, entry.href[1:]):
            yield _recommendation_page(context, entry, part)


def _recommendations_page(context: PageContext) -> Page:
    evidence = context.evidence.by_recommendation
    frameworks = context.library.frameworks
    return Page(
        at=places.RECOMMENDATIONS,
        template="recommendations",
        summary=context.library.site.introductions.recommendations,
        data={
            "themes": context.library.themes,
            "cases": {name: len(found.cases) for name, found in evidence.items()},
            "cases_of": len(context.library.cases),
            "frameworks": frameworks,
            # The measures that each recommendation serves, such as `what-good-looks-like/well-led`
            "measures": {
                name: [
                    f"{framework.id}/{each.id}"
                    for framework in frameworks
                    for each in framework.record.measures
                    if name in each.recommendations
                ]
                for name in evidence
            },
        },
        assets=("javascripts/pathways.js",) if frameworks else (),
        see_also=tuple(framework.link for framework in frameworks),
        sources=context.citations(ref for theme in context.library.themes for ref in theme.record.sources),
    )


def _recommendation_page(
    context: PageContext, entry: RecommendationEntry, part: ListPart[ShownPractice]
) -> Page:
    record, theme = entry.record, entry.theme
    found = context.evidence.by_recommendation[entry.id]
    evidence = _evidence(found, entry.href)
    met = context.evidence.challenges_by_recommendation[entry.id] if part.is_first else ()
    related = context.links("recommendation", _related(context.library.recommendations.values(), entry))
    linked = (*evidence["cases"], *(each.case.link for each in met[:FEW_LINKS]), *related)
    frameworks = (framework.href for framework in context.library.frameworks)
    shown = REFERS_TO_ALL | {theme.href, *(link.href for link in linked), *frameworks}
    return Page(
        at=part.page(record.title),
        template="recommendation",
        summary=record.text,
        made_from=theme.path,
        data={
            "record": record,
            "theme": theme.link,
            "evidence": evidence,
            "part": part,
            "met": met[:FEW_LINKS],
            "more_met": max(0, len(met) - FEW_LINKS),
            "related": related,
            "use": {
                "serves": tuple(iter_served(context, record.id)),
                "is_asked": len(found.cases) <= MOST_ASKED,
            }
            if part.is_first
            else None,
        },
        types=context.words("organisation-type", found.types),
        themes=(theme.title,),
        is_further_part=not part.is_first,
        under=(theme.link,),
        related=context.mentions("recommendation", entry.id, shown) if part.is_first else (),
    )


def _evidence(found: RecommendationEvidence, href: str) -> dict[str, Any]:
    """What the case studies amount to, in words and never as a score. `href`: the page that has them all."""
    return {
        "count": len(found.cases),
        "total": found.total,
        "cases": shortened((case.link for case in found.cases), FEW_LINKS, href),
        "types": found.types,
        "types_without": found.types_without,
        "told": [
            label("{when} ({number})", when=when, number=as_number(number))
            for when, number in found.told.items()
        ],
        "measured": shortened((case.link for case in found.measured), FEW_LINKS),
        "measured_once": shortened((case.link for case in found.measured_once), FEW_LINKS),
    }


def _related(entries: Iterable[RecommendationEntry], entry: RecommendationEntry) -> Iterable[str]:
    """Recommendations linked with this one, from either side."""
    linked_from = [other.id for other in entries if entry.id in other.record.related]
    return dict.fromkeys([*entry.record.related, *linked_from])
