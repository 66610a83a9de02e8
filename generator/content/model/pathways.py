"""Other ways through the guidance: pathways for one reader, and the measures of other frameworks."""

from __future__ import annotations

from pydantic import Field

from generator.content.model.fields import (
    AnyRef,
    Count,
    Day,
    Line,
    OrganisationTypeRef,
    Prose,
    RecommendationRef,
    Record,
    SizeRef,
    Slug,
    SourceRef,
    Visibility,
)

MOST_STEPS = 10
"""A pathway is for one moment, and fits on one sheet of paper."""
STEP_KINDS = ("recommendation", "case", "role", "finding", "benefit", "guide")
"""What a step may lead to. The tools of the site are guides."""


class PathwayStep(Record):
    go_to: AnyRef = Field(examples=["recommendation:board-allies"])
    """What to read or do, named as in a link: a recommendation, case study, role, finding, benefit, guide or
    tool. No other step of the pathway has it."""
    why: Prose = Field(examples=["Whoever stands up for you on the board decides what you can start."])
    """Why this, and why now. One sentence."""


class Pathway(Record):
    """What to read and do, in order, for one reader at one moment. The file's name is its identifier."""

    title: Line = Field(examples=["New CCIO: the first 90 days"])
    """Whom it is for and when, in a few words."""
    summary: Prose
    """What the reader has to do, and what the pathway leads to. One or two sentences."""
    order: Count = Field(examples=[10])
    """Where it stands in the list of pathways: a whole number, lowest first."""
    types: tuple[OrganisationTypeRef, ...] = Field(
        default=(), strict=False, examples=[["social-care", "local-authority"]]
    )
    """The kinds of organisation that it is for, if not for all. What others did is shown from these first."""
    sizes: tuple[SizeRef, ...] = Field(default=(), strict=False, examples=[["small"]])
    """The sizes of organisation that it is for, if not for all. What others did is shown from these first."""
    steps: tuple[PathwayStep, ...] = Field(min_length=1, strict=False)
    """The steps, in their order: ten at most. The order is the editors' own, and the page says so."""
    reviewed: Day = Field(examples=["2026-11-21"])
    """The day on which somebody last checked that all of it is right: year-month-day."""
    visibility: Visibility = Field(default="public", examples=["internal"])
    """Who may read it. A public site leaves out what is internal, and what only that refers to."""


class Measure(Record):
    id: Slug = Field(examples=["well-led"])
    """Its permanent identifier: small letters, digits and hyphens. It never changes, nor is it used again."""
    title: Line = Field(examples=["Well led"])
    """What the framework calls it."""
    text: Prose | None = None
    """What it asks for, in our words, where a source says more than its name. One or two sentences."""
    reading: Prose
    """Which recommendations we count here and why, or why none. One or two sentences."""
    recommendations: tuple[RecommendationRef, ...] = Field(default=(), strict=False)
    """The recommendations that serve it, as the editors read it."""


class Framework(Record):
    """Another framework, and which recommendations serve its measures. The file's name is its identifier."""

    title: Line = Field(examples=["What Good Looks Like"])
    """What the framework is called."""
    summary: Prose
    """What it is and what it is used for. One or two sentences."""
    order: Count = Field(examples=[10])
    """Where it stands among the frameworks: a whole number, lowest first."""
    measures: tuple[Measure, ...] = Field(min_length=1, strict=False)
    """Its measures, in the order of the framework."""
    sources: tuple[SourceRef, ...] = Field(min_length=1, strict=False, examples=[["what-good-looks-like"]])
    """Where the framework stands: sources and, after #, their sections."""
    reviewed: Day = Field(examples=["2026-11-21"])
    """The day on which somebody last checked that all of it is right: year-month-day."""
    visibility: Visibility = Field(default="public", examples=["internal"])
    """Who may read it. A public site leaves out what is internal, and what only that refers to."""
