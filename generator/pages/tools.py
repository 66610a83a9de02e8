"""The tools: pathways, other frameworks, your organisation, and the self-assessment.

The browser keeps what readers say there, and nothing else does. The questions of the self-assessment
stand in its page, so that it is a checklist for paper where no script runs; a script keeps the answers,
and makes a result and a plan of them (see `outputs.script_data.assessment`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.basics.labels import label
from generator.checks import identities
from generator.content.model.annotations import target_of
from generator.content.model.guidance import Framework, Measure, Pathway, PathwayStep, Recommendation, Theme
from generator.library.entries import Entry, Link
from generator.library.evidence import Case, ShownPractice
from generator.library.library import Library
from generator.pages.page_context import (
    CASE_FORM,
    CASES,
    FEW_LINKS,
    HOME,
    PATHWAYS,
    RECOMMENDATIONS,
    SELF_ASSESSMENT,
    THEMES,
    Facets,
    Page,
    PageContext,
    shortened,
)


def iter_your_organisation_pages(context: PageContext) -> Iterator[Page]:
    yield Page(
        uri="your-organisation.md",
        template="your_organisation",
        title=label("Your organisation"),
        summary=label("Say once what your organisation is, and this site starts with what is most like it."),
        made_from="content/vocabulary.yml",
        reviewed=context.library.site.reviewed,
        data=context.library.vocabulary,
        facets=Facets(label("About")),
        has_contents=False,
        breadcrumbs=(HOME,),
        see_also=(THEMES, CASES),
        assets=("stylesheets/yours.css",),
    )


STATES = (
    ("not-relevant", label("Not relevant")),
    ("not-started", label("Not started")),
    ("under-way", label("Under way")),
    ("in-place", label("In place")),
)
"""What can be said of a recommendation. The identifiers stand in saved files: they never change."""

LONGEST_NOTE, LONGEST_NAME = 2000, 200
"""Characters."""


@dataclass(frozen=True)
class SelfAssessment:
    themes: tuple[Entry[Theme], ...]
    quick: tuple[str, ...]
    """The recommendations of the quick check; none where it would ask about all of them."""
    states: tuple[tuple[str, str], ...] = STATES
    longest_note: int = LONGEST_NOTE
    longest_name: int = LONGEST_NAME


QUICK = 10
"""How many questions the quick check has."""


def quick_check(library: Library) -> tuple[str, ...]:
    """The recommendations to ask about first.

    From each theme the one that most case studies show, then those that most show of all the others. Of
    equals, the one that comes first in the guidance.
    """
    if len(library.recommendations) <= QUICK:
        return ()
    by_theme = [
        sorted(
            (record.id for record in theme.record.recommendations), key=lambda name: -_shown(library, name)
        )
        for theme in library.themes
    ]
    first = [names[0] for names in by_theme if names]
    others = [name for names in by_theme for name in names[1:]]
    return (*_most_shown(library, first), *_most_shown(library, others))[:QUICK]


def _most_shown(library: Library, names: list[str]) -> list[str]:
    return sorted(names, key=lambda name: -_shown(library, name))


def _shown(library: Library, recommendation: str) -> int:
    return len(library.evidence.by_recommendation[recommendation].cases)


def iter_self_assessment_pages(context: PageContext) -> Iterator[Page]:
    yield Page(
        uri=SELF_ASSESSMENT.href[1:],
        template="self_assessment",
        title=SELF_ASSESSMENT.title,
        summary=label(
            "See where your team stands on every recommendation, what others did, and make a plan "
            "that you can print or take with you."
        ),
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=SelfAssessment(context.library.themes, quick_check(context.library)),
        facets=Facets(label("Guidance")),
        has_contents=False,
        breadcrumbs=(HOME, THEMES),
        see_also=(RECOMMENDATIONS, CASES),
        related=context.mentions(*identities.SELF_ASSESSMENT.key),
        assets=(
            "stylesheets/assess.css",
            "data/assessment.js",
            "javascripts/documents.js",
            "javascripts/assess.js",
        ),
    )


PATHWAYS_SUMMARY = label(
    "You have something to do, and not much time. Each pathway takes you through this guidance for one "
    "moment, in ten steps at most, with what others did at each."
)
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


@dataclass(frozen=True)
class Step:
    name: str
    """As in a link, `recommendation:board-allies`: a browser remembers it when the step is ticked off."""
    kind: str
    """What it leads to, in words."""
    link: Link
    why: str
    says: str
    """Prose: what a case study or a benefit is, in short; empty for anything else."""
    others: OthersDid | None
    """None for what nobody can have done: a published figure, a guide."""


@dataclass(frozen=True)
class OthersDid:
    """What the case studies show of a step."""

    count: int
    """How many show it."""
    total: int
    practices: tuple[ShownPractice, ...] = ()
    """A few of them: those of the pathway's types of organisation first."""
    cases: tuple[Link, ...] = ()
    """For a role: the case studies that have it."""
    is_role: bool = False


@dataclass(frozen=True)
class PathwayPage:
    record: Pathway
    id: str
    steps: tuple[Step, ...]


def iter_pathway_pages(context: PageContext) -> Iterator[Page]:
    yield Page(
        uri=PATHWAYS.href[1:],
        template="pathways",
        title=PATHWAYS.title,
        summary=PATHWAYS_SUMMARY,
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=context.library.pathways,
        facets=Facets(label("Guidance")),
        has_contents=False,
        breadcrumbs=(HOME,),
        see_also=(SELF_ASSESSMENT, RECOMMENDATIONS),
        assets=("stylesheets/pathways.css", "javascripts/pathways.js"),
    )
    for pathway in context.library.pathways:
        yield _pathway_page(context, pathway)


def _pathway_page(context: PageContext, pathway: Entry[Pathway]) -> Page:
    record = pathway.record
    steps = tuple(_step(context, step, record) for step in record.steps)
    shown = {step.link.href for step in steps}
    return Page(
        uri=pathway.href[1:],
        template="pathway",
        title=record.title,
        summary=record.summary,
        made_from=pathway.path,
        reviewed=record.reviewed,
        data=PathwayPage(record, pathway.id, steps),
        facets=Facets(label("Guidance"), types=context.words("organisation-type", record.types)),
        has_contents=False,
        breadcrumbs=(HOME, PATHWAYS),
        see_also=(PATHWAYS,),
        related=context.mentions("pathway", pathway.id, shown),
        assets=("stylesheets/pathways.css", "javascripts/pathways.js"),
    )


def _step(context: PageContext, step: PathwayStep, pathway: Pathway) -> Step:
    kind, identifier = target_of("any", step.go_to)
    link = context.link("any", step.go_to)
    named = STEP_NOUNS[kind] if link.href not in _tools(context) else label("Tool")
    says = {
        **{("case", case.id): case.record.summary for case in context.library.cases},
        **{("benefit", each.id): each.summary for each in context.library.benefits.benefits},
    }.get((kind, identifier), "")
    return Step(step.go_to, named, link, step.why, says, _others(context, kind, identifier, pathway))


def _tools(context: PageContext) -> frozenset[str]:
    """The addresses of guides that nobody wrote: pages on which readers do something."""
    written = {guide.href for guide in context.library.guides}
    made = (known.href for (kind, _), known in context.library.identities.items() if kind == "guide")
    return frozenset(made) - written


def _others(context: PageContext, kind: str, identifier: str, pathway: Pathway) -> OthersDid | None:
    evidence = context.evidence
    if kind == "recommendation":
        found = evidence.by_recommendation[identifier]
        practices = _one_of_each(sorted(found.seen, key=lambda each: _unlikeness(each.case, pathway)))
        return OthersDid(len(found.cases), found.total, practices[:FEW_PRACTICES])
    if kind == "role":
        cases = sorted(evidence.cases_by_role[identifier], key=lambda case: _unlikeness(case, pathway))
        links = shortened((case.link for case in cases), FEW_LINKS, context.link(kind, identifier).href)
        return OthersDid(len(cases), len(evidence.cases), cases=links, is_role=True)
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


@dataclass(frozen=True)
class FrameworkPage:
    record: Framework
    names: Mapping[str, tuple[str, ...]]
    """By recommendation, the titles of the measures that it serves, in the framework's order."""
    themes: tuple[tuple[str, tuple[str, ...]], ...]
    """The title of each theme, and its recommendations."""


@dataclass(frozen=True)
class MeasureLink:
    """One of the ways to narrow down a list of recommendations."""

    name: str
    """Of the framework and the measure: `what-good-looks-like/well-led`."""
    link: Link


@dataclass(frozen=True)
class MeasureGroup:
    framework: Link
    measures: tuple[MeasureLink, ...]


def iter_framework_pages(context: PageContext) -> Iterator[Page]:
    for framework in context.library.frameworks:
        record = framework.record
        titles = titles_of_measures(record)
        data = FrameworkPage(
            record=record,
            names={name: titles.get(name, ()) for name in context.library.recommendations},
            themes=tuple(
                (theme.title, tuple(each.id for each in theme.record.recommendations))
                for theme in context.library.themes
            ),
        )
        yield Page(
            uri=framework.href[1:],
            template="framework",
            title=label("Recommendations and {framework}", framework=framework.title),
            summary=record.summary,
            made_from=framework.path,
            reviewed=record.reviewed,
            data=data,
            facets=Facets(label("Guidance")),
            tab="themes/",
            breadcrumbs=(HOME, RECOMMENDATIONS),
            see_also=(RECOMMENDATIONS, SELF_ASSESSMENT),
            sources=context.citations(record.sources),
            related=context.mentions("framework", framework.id),
        )


def titles_of_measures(record: Framework) -> Mapping[str, tuple[str, ...]]:
    """By recommendation, the titles of the measures that it serves."""
    return {name: tuple(each.title for each in found) for name, found in _measures_of(record).items()}


def _measures_of(record: Framework) -> Mapping[str, list[Measure]]:
    found: dict[str, list[Measure]] = {}
    for measure in record.measures:
        for recommendation in dict.fromkeys(measure.recommendations):
            found.setdefault(recommendation, []).append(measure)
    return found


def measure_groups(context: PageContext) -> tuple[MeasureGroup, ...]:
    """For each framework, its measures that some recommendation serves, each with how many do."""
    return tuple(
        MeasureGroup(
            Link(framework.title, framework.href),
            tuple(
                MeasureLink(f"{framework.id}/{measure.id}", _measure_link(framework, measure))
                for measure in framework.record.measures
                if measure.recommendations
            ),
        )
        for framework in context.library.frameworks
    )


def _measure_link(framework: Entry[Framework], measure: Measure) -> Link:
    return Link(measure.title, f"{framework.href}#{measure.id}", str(len(measure.recommendations)))


def measure_names(context: PageContext) -> Mapping[str, tuple[str, ...]]:
    """By recommendation, the names of all measures that it serves, as in `MeasureLink`."""
    found: dict[str, list[str]] = {}
    for framework in context.library.frameworks:
        for recommendation, measures in _measures_of(framework.record).items():
            found.setdefault(recommendation, []).extend(f"{framework.id}/{each.id}" for each in measures)
    return {recommendation: tuple(names) for recommendation, names in found.items()}


MOST_ASKED = 1
"""Recommendations that no more case studies than this show are asked about."""


@dataclass(frozen=True)
class Asking:
    """Five questions to whoever does what few case studies show."""

    recommendation: str
    title: str
    questions: tuple[str, ...]
    form: Link


@dataclass(frozen=True)
class RecommendationUse:
    """What else a reader can do with a recommendation."""

    serves: tuple[MeasureGroup, ...]
    """The measures of other frameworks that it serves."""
    asking: Asking | None
    """None where case studies show it."""


def use_of(context: PageContext, record: Recommendation) -> RecommendationUse:
    few = len(context.evidence.by_recommendation[record.id].cases) <= MOST_ASKED
    return RecommendationUse(tuple(_serves(context, record.id)), _asking(record) if few else None)


def _serves(context: PageContext, recommendation: str) -> Iterator[MeasureGroup]:
    for framework in context.library.frameworks:
        measures = [each for each in framework.record.measures if recommendation in each.recommendations]
        links = (
            MeasureLink(f"{framework.id}/{each.id}", _measure_link(framework, each)) for each in measures
        )
        if measures:
            yield MeasureGroup(framework.link, tuple(links))


def _asking(record: Recommendation) -> Asking:
    """The same five questions for each: what they are about stands above them."""
    return Asking(
        recommendation=record.id,
        title=record.title,
        questions=(
            label("Do you do this, and since when?"),
            label("How do you do it: who does what, and how often?"),
            label("What got in the way, and what helped?"),
            label("What has changed because of it, and how do you know?"),
            label("What kind of organisation are you, how big is your team, and may we name you?"),
        ),
        form=CASE_FORM,
    )
