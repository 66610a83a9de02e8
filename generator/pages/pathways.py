"""Other ways through the recommendations: pathways for one reader, and the measures of other frameworks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.basics.labels import label
from generator.content.model.annotations import target_of
from generator.content.model.guidance import Framework, Measure, Pathway, PathwayStep
from generator.library.entries import Entry, Link
from generator.library.evidence import Case, ShownPractice
from generator.pages import places
from generator.pages.page_context import FEW_LINKS, Page, PageContext, shortened

FEW_PRACTICES = 2
"""The most that a step shows of what others did: a pathway fits on one sheet."""

STEP_NOUNS = {
    "recommendation": label("Recommendation"),
    "case": label("Case study"),
    "role": label("Role"),
    "finding": label("Published figure"),
    "benefit": label("Benefit"),
    "guide": label("Guide"),
}


def iter_pathway_pages(context: PageContext) -> Iterator[Page]:
    yield Page(
        at=places.PATHWAYS,
        template="pathways",
        summary=label(
            "You have something to do, and not much time. Each pathway takes you through this guidance for "
            "one moment, in ten steps at most, with what others did at each."
        ),
        data=context.library.pathways,
    )
    for pathway in context.library.pathways:
        yield _pathway_page(context, pathway)


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
    summaries = {
        **{("case", case.id): case.record.summary for case in context.library.cases},
        **{("benefit", each.id): each.summary for each in context.library.benefits.benefits},
    }
    return {
        "record": step,
        "kind": STEP_NOUNS[kind] if link.href not in _tools(context) else label("Tool"),
        "link": link,
        "says": summaries.get((kind, identifier), ""),
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
        first = _one_of_each(sorted(seen, key=lambda each: _unlikeness(each.case, pathway)))
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


def _one_of_each(seen: Iterable[ShownPractice]) -> tuple[ShownPractice, ...]:
    """The first practice of each case study."""
    first: dict[str, ShownPractice] = {}
    for each in seen:
        first.setdefault(each.case.id, each)
    return tuple(first.values())


def iter_framework_pages(context: PageContext) -> Iterator[Page]:
    for framework in context.library.frameworks:
        record = framework.record
        yield Page(
            at=Link(label("Recommendations and {framework}", framework=framework.title), framework.href),
            template="framework",
            summary=record.summary,
            made_from=framework.path,
            data={
                "record": record,
                "recommendations": tuple(context.library.recommendations),
                "measures": measures_of(record),
            },
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
