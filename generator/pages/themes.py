"""Themes, their recommendations with evidence, and other ways through these: pathways, and frameworks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.basics.labels import label
from generator.content.model.annotations import target_of
from generator.content.model.guidance import Framework, Measure, Pathway, PathwayStep, Theme
from generator.library.entries import Entry, Link, RecommendationEntry
from generator.library.evidence import Case, Cell, RecommendationEvidence, ShownPractice, one_of_each
from generator.library.freshness import channel_name
from generator.pages.cases import few_practices, further_part
from generator.pages.page_context import (
    FEW_LINKS,
    ListPart,
    Page,
    PageContext,
    at,
    iter_parts,
    linked,
    one_page,
    shortened,
)

REFERS_TO_ALL = frozenset({"/about/evidence.md", at("findings").href})
"""Pages that refer to nearly every recommendation, and to which the menu of every page leads."""
MOST_ASKED = 1
"""Readers are asked about recommendations that no more case studies than this show."""


def iter_pages(context: PageContext) -> Iterator[Page]:
    library, evidence = context.library, context.evidence
    whole, introductions = len(library.cases), library.site.introductions
    cases = {theme: len(found) for theme, found in evidence.cases_by_theme.items()}
    shown = {"themes": library.themes, "cases": cases, "cases_of": whole}
    yield one_page("themes", shown, summary=introductions.themes)
    for position, theme in enumerate(library.themes):
        parts = iter_parts(evidence.cases_by_theme[theme.id], theme.href[1:])
        page = _theme_page(context, theme, position, next(parts))
        yield page
        yield from (further_part(page, part) for part in parts)
    yield _recommendations_page(context)
    for entry in library.recommendations.values():
        for part in iter_parts(evidence.by_recommendation[entry.id].seen, entry.href[1:]):
            yield _recommendation_page(context, entry, part)
    yield one_page("pathways", library.pathways)
    yield from (_pathway_page(context, pathway) for pathway in library.pathways)
    yield from (_framework_page(context, framework) for framework in library.frameworks)


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


def _recommendations_page(context: PageContext) -> Page:
    evidence = context.evidence.by_recommendation
    frameworks = context.library.frameworks
    return one_page(
        "recommendations",
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
    related = context.links("recommendation", linked(entry, context.library.recommendations.values()))
    found_here = (*evidence["cases"], *(each.case.link for each in met[:FEW_LINKS]), *related)
    frameworks = (framework.href for framework in context.library.frameworks)
    shown = REFERS_TO_ALL | {theme.href, *(link.href for link in found_here), *frameworks}
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
        "told": found.told,
        "measured": shortened((case.link for case in found.measured), FEW_LINKS),
        "measured_once": shortened((case.link for case in found.measured_once), FEW_LINKS),
    }


FEW_PRACTICES = 2
"""The most that a step shows of what others did: a pathway fits on one sheet."""


def _pathway_page(context: PageContext, pathway: Entry[Pathway]) -> Page:
    record = pathway.record
    shown = {context.link("any", step.go_to).href for step in record.steps}
    return Page(
        at=pathway.link,
        template="pathway",
        summary=record.summary,
        made_from=pathway.path,
        data={
            "id": pathway.id,
            "record": record,
            "steps": [_step(context, step, record) for step in record.steps],
        },
        types=context.words("organisation-type", record.types),
        related=context.mentions("pathway", pathway.id, shown),
    )


def _step(context: PageContext, step: PathwayStep, pathway: Pathway) -> Mapping[str, object]:
    """A step, with what it leads to and what others did; this is None for what nobody can have done."""
    kind, identifier = target_of("any", step.go_to)
    link = context.link("any", step.go_to)
    summary = ""
    if kind == "case":
        summary = context.evidence.cases_by_id[identifier].record.summary
    elif kind == "benefit":
        summary = next(each.summary for each in context.library.benefits.benefits if each.id == identifier)
    return {
        "record": step,
        "kind": "tool" if link.href in _tools(context) else kind,
        "link": link,
        "says": summary,
        "others": _others(context, kind, identifier, pathway),
    }


def _tools(context: PageContext) -> frozenset[str]:
    """The addresses of guides that nobody wrote: pages on which readers do something."""
    written = {guide.href for guide in context.library.guides}
    made = (known.href for (kind, _), known in context.library.identities.items() if kind == "guide")
    return frozenset(made) - written


def _others(
    context: PageContext, kind: str, identifier: str, pathway: Pathway
) -> Mapping[str, object] | None:
    """How many case studies show a recommendation, with a few practices; how many have a role, and which.

    Those of the pathway's types and sizes of organisation come first.
    """
    evidence = context.evidence
    if kind == "recommendation":
        seen = evidence.by_recommendation[identifier].seen
        first = one_of_each(sorted(seen, key=lambda each: _unlikeness(each.case, pathway)))
        return {"count": len(first), "total": len(evidence.cases), "practices": first[:FEW_PRACTICES]}
    if kind == "role":
        cases = sorted(evidence.cases_by_role[identifier], key=lambda case: _unlikeness(case, pathway))
        links = shortened((case.link for case in cases), FEW_LINKS, context.link(kind, identifier).href)
        return {"count": len(cases), "total": len(evidence.cases), "cases": links}
    return None


def _unlikeness(case: Case, pathway: Pathway) -> int:
    """Sort key: organisations of the pathway's types and sizes first, and the others in their order."""
    organisation = case.record.organisation
    return -len(set(pathway.types) & set(organisation.types)) - (organisation.size in pathway.sizes)


def _framework_page(context: PageContext, framework: Entry[Framework]) -> Page:
    record, recommendations = framework.record, tuple(context.library.recommendations)
    return Page(
        at=Link(label("Recommendations and {framework}", framework=framework.title), framework.href),
        template="framework",
        summary=record.summary,
        made_from=framework.path,
        data={"record": record, "recommendations": recommendations, "measures": measures_of(record)},
        sources=context.citations(record.sources),
        related=context.mentions("framework", framework.id),
    )


def measures_of(record: Framework) -> Mapping[str, list[Measure]]:
    """By recommendation, the measures that it serves, in the framework's order."""
    found: dict[str, list[Measure]] = {}
    for measure in record.measures:
        for recommendation in dict.fromkeys(measure.recommendations):
            found.setdefault(recommendation, []).append(measure)
    return found


def iter_served(context: PageContext, recommendation: str) -> Iterator[tuple[Link, list[Link]]]:
    """Each framework with its measures that a recommendation serves, where it serves any."""
    for framework in context.library.frameworks:
        if found := measures_of(framework.record).get(recommendation):
            yield framework.link, [Link(each.title, f"{framework.href}#{each.id}") for each in found]
