"""The tools: compare case studies, say what your organisation is, and the self-assessment.

The browser keeps what readers say there, and nothing else does. The questions of the self-assessment
stand in its page, so that it is a checklist for paper where no script runs; a script keeps the answers,
and makes a result and a plan of them (see `outputs.assessment_data`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.labels import label
from generator.checks import identities
from generator.content.model.guidance import Theme
from generator.library.entries import Entry
from generator.library.library import Library
from generator.pages.page_context import (
    CASES,
    COVERAGE,
    HOME,
    RECOMMENDATIONS,
    SELF_ASSESSMENT,
    THEMES,
    Facets,
    Page,
    PageContext,
)


def iter_compare_pages(context: PageContext) -> Iterator[Page]:
    yield Page(
        uri="compare.md",
        template="compare",
        title=label("Compare case studies"),
        summary=label("Put two to four case studies side by side: what they report and what they practise."),
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=None,
        facets=Facets(label("Case study")),
        tab="case-studies/",
        is_searched=False,
        has_contents=False,
        breadcrumbs=(HOME, CASES),
        see_also=(CASES, COVERAGE),
        assets=("stylesheets/compare-page.css", "javascripts/finder.js"),
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
        tab="themes/",
        has_contents=False,
        breadcrumbs=(HOME, THEMES),
        see_also=(RECOMMENDATIONS, COVERAGE, CASES),
        related=context.mentions(*identities.SELF_ASSESSMENT.key),
        assets=("stylesheets/assess.css", "data/assessment.js", "javascripts/assess.js"),
    )
