"""The page on which a team says where it stands. Its answers stay in the browser, or in a file of the team's.

The questions stand in the page, so that it is a checklist for paper where no script runs. A script keeps
the answers, and makes of them a result and a plan (see `assessment_data`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.labels import label
from generator.checks import identities
from generator.content.model.guidance import Recommendation
from generator.pages.page import Facets, Link, Page
from generator.pages.page_context import CASES, COVERAGE, HOME, RECOMMENDATIONS, SELF_ASSESSMENT, THEMES, Desk

STATES = (
    ("not-relevant", label("Not relevant")),
    ("not-started", label("Not started")),
    ("under-way", label("Under way")),
    ("in-place", label("In place")),
)
"""What can be said of a recommendation. The identifiers stand in saved files: they never change."""

LONGEST_NOTE, LONGEST_NAME = 2000, 200
"""Characters."""

SCRIPTS = (
    "assess-answers", "assess-file", "assess-store", "assess-zip", "assess-word", "assess-plan",
    "assess-save", "assess-chart", "assess-result", "assess-changes", "assess-compare", "assess-form",
    "assess-panel", "assess-page", "assess-start",
)  # fmt: skip
"""In the order in which they build on each other."""


@dataclass(frozen=True)
class Question:
    record: Recommendation
    link: Link


@dataclass(frozen=True)
class ThemeQuestions:
    id: str
    link: Link
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class SelfAssessment:
    themes: tuple[ThemeQuestions, ...]
    count: int
    states: tuple[tuple[str, str], ...] = STATES
    longest_note: int = LONGEST_NOTE
    longest_name: int = LONGEST_NAME


def iter_pages(desk: Desk) -> Iterator[Page]:
    yield Page(
        uri=SELF_ASSESSMENT.href[1:],
        template="self_assessment",
        title=SELF_ASSESSMENT.title,
        summary=label(
            "See where your team stands on every recommendation, what others did, and make a plan "
            "that you can print or take with you."
        ),
        made_from="content/site.yml",
        reviewed=desk.library.site.reviewed,
        data=SelfAssessment(tuple(_iter_themes(desk)), len(desk.library.recommendations)),
        facets=Facets(label("Guidance")),
        tab="themes/",
        breadcrumbs=(HOME, THEMES),
        see_also=(RECOMMENDATIONS, COVERAGE, CASES),
        related=desk.mentions(*identities.SELF_ASSESSMENT.key),
        assets=(
            "stylesheets/assess.css",
            "data/assessment.js",
            "javascripts/yours.js",
            *(f"javascripts/{name}.js" for name in SCRIPTS),
        ),
    )


def _iter_themes(desk: Desk) -> Iterator[ThemeQuestions]:
    for theme in desk.library.themes:
        yield ThemeQuestions(
            theme.id,
            Link(theme.record.title, theme.href),
            tuple(
                Question(record, desk.link("recommendation", record.id))
                for record in theme.record.recommendations
            ),
        )
