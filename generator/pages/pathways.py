"""Other ways through the recommendations: pathways for one reader, and the measures of other frameworks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.basics.labels import label
from generator.content.model.annotations import target_of
from generator.content.model.guidance import Framework, Measure, Pathway, PathwayStep, Recommendation
from generator.library.entries import Entry, Link
from generator.library.evidence import Case, ShownPractice
from generator.pages import places
from generator.pages.page_context import FEW_LINKS, Facets, Page, PageContext, shortened

FEW_PRACTICES = 2
"""The most that a step shows of what others did: a pathway fits on one sheet."""
ASSETS = ("stylesheets/pathways.css", "javascripts/pathways.js")

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
        facets=Facets(label("Guidance")),
        has_contents=False,
        breadcrumbs=(places.HOME,),
        see_also=(places.SELF_ASSESSMENT, places.RECOMMENDATIONS),
        assets=ASSETS,
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
        facets=Facets(label("Guidance"), types=context.words("organisation-type", record.types)),
        has_contents=False,
        breadcrumbs=(places.HOME, places.PATHWAYS),
        see_also=(places.PATHWAYS,),
        related=context.mentions("pathway", pathway.id, shown),
        assets=ASSETS,
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
                "titles": titles_of_measures(record),
            },
            facets=Facets(label("Guidance")),
            tab="themes/",
            breadcrumbs=(places.HOME, places.RECOMMENDATIONS),
            see_also=(places.RECOMMENDATIONS, places.SELF_ASSESSMENT),
            sources=context.citations(record.sources),
            related=context.mentions("framework", framework.id),
        )


def titles_of_measures(record: Framework) -> Mapping[str, tuple[str, ...]]:
    """By recommendation, the titles of the measures that it serves, in the framework's order."""
    return {name: tuple(each.title for each in found) for name, found in _measures_of(record).items()}


def _measures_of(record: Framework) -> Mapping[str, list[Measure]]:
    found: dict[str, list[Measure]] = {}
    for measure in record.measures:
        for recommendation in dict.fromkeys(measure.recommendations):
            found.setdefault(recommendation, []).append(measure)
    return found


def measure_links(
    context: PageContext, recommendation: str = ""
) -> Iterator[tuple[Link, Mapping[str, Link]]]:
    """Each framework, and its measures that a recommendation serves; without one, those that any serves.

    Measures have names such as `what-good-looks-like/well-led`, and a note of how many serve them.
    """
    for framework in context.library.frameworks:
        links = {
            f"{framework.id}/{each.id}": Link(
                each.title, f"{framework.href}#{each.id}", str(len(each.recommendations))
            )
            for each in framework.record.measures
            if each.recommendations and recommendation in {"", *each.recommendations}
        }
        if links or not recommendation:
            yield framework.link, links


def measure_names(context: PageContext) -> Mapping[str, tuple[str, ...]]:
    """By recommendation, the names of all measures that it serves, as in `measure_links`."""
    found: dict[str, list[str]] = {}
    for framework in context.library.frameworks:
        for recommendation, measures in _measures_of(framework.record).items():
            found.setdefault(recommendation, []).extend(f"{framework.id}/{each.id}" for each in measures)
    return {recommendation: tuple(names) for recommendation, names in found.items()}


MOST_ASKED = 1
"""Recommendations that no more case studies than this show are asked about."""
QUESTIONS = (
    label("Do you do this, and since when?"),
    label("How do you do it: who does what, and how often?"),
    label("What got in the way, and what helped?"),
    label("What has changed because of it, and how do you know?"),
    label("What kind of organisation are you, how big is your team, and may we name you?"),
)
"""To whoever does what few case studies show. What they are about stands above them."""


def use_of(context: PageContext, record: Recommendation) -> Mapping[str, object]:
    """What else to do with a recommendation: see what it serves elsewhere, and tell how you do it."""
    few = len(context.evidence.by_recommendation[record.id].cases) <= MOST_ASKED
    return {"serves": tuple(measure_links(context, record.id)), "questions": QUESTIONS if few else ()}
