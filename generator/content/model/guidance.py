"""What the guidance recommends and why, and ways through it: pathways, and measures of other frameworks."""

from __future__ import annotations

from pydantic import Field

from generator.content.model.fields import (
    AnyRef,
    AudienceRef,
    CaseRef,
    Cited,
    Count,
    Id,
    Introduction,
    Line,
    Many,
    MaybeInternal,
    OrganisationTypeRef,
    Prose,
    RecommendationRef,
    Record,
    Reviewed,
    SizeRef,
    Slug,
    Some,
    SourceRef,
    ThemeRef,
)
from generator.content.model.people import Fact


class RecommendationPoint(Record):
    """A part of a recommendation that the source lists by itself."""

    id: Id = Field(examples=["job-description"])
    text: Prose
    """The part, in one or two sentences."""


class Recommendation(Record):
    id: Slug = Field(examples=["regular-meetings"])
    """Permanent: it is the recommendation's address, also when it moves to another theme."""
    title: Line = Field(examples=["Hold regular team meetings"])
    """What to do, as an instruction of a few words."""
    text: Prose
    """What to do and why, in one to three sentences."""
    points: Many[RecommendationPoint] = ()
    """Its parts, where the source lists them one by one."""
    applies_to: Some[AudienceRef] = Field(examples=[["employers"]])
    """Who has to act."""
    especially: Prose | None = None
    """Where the source says that it matters most, or matters less."""
    related: Many[RecommendationRef] = ()
    """Other recommendations that go with this one."""
    sources_say: Many[Fact] = ()
    """What the sources say about it elsewhere: reasons, limits, examples that count as no practice."""
    sources: Cited = Field(examples=[["fci-2022#4"]])
    visibility: MaybeInternal = "public"


class Theme(Record):
    """One of the ingredients for success. The file's name is its identifier."""

    title: Line = Field(examples=["Team working methods"])
    """What the theme is called, in a few words."""
    order: Count = Field(examples=[3])
    """Where it stands in the list of themes."""
    summary: Prose
    """One or two sentences for lists and cards."""
    why_it_matters: Prose
    """Why a team should care, with what the sources say. A few paragraphs."""
    recommendations: Some[Recommendation]
    """What the theme recommends, in the order in which the page shows it."""
    sources: Cited = Field(examples=[["fci-2022#4"]])
    reviewed: Reviewed
    visibility: MaybeInternal = "public"


class Benefit(Record):
    """Something that a clinical informatics team brings to its organisation."""

    id: Id = Field(examples=["translator"])
    title: Line = Field(examples=["Translating between IT and clinical staff"])
    """What the team brings, in a few words."""
    summary: Prose
    """One sentence."""
    text: Prose
    """What the benefit is, and how it shows. A few paragraphs."""
    reported_views: Many[Prose] = ()
    """What people said of it, in our words, with their role."""
    recommendations: Many[RecommendationRef] = ()
    """The recommendations that lead to it."""
    cases: Many[CaseRef] = ()
    """The case studies that show it."""
    sources: Cited = Field(examples=[["fci-2022#3"]])


class SuccessMark(Record):
    """Something that successful teams were found to have in common."""

    id: Id
    title: Line
    """What the teams have in common, in a few words."""
    text: Prose
    """What was found, in one or two sentences."""
    themes: Many[ThemeRef] = ()
    """The themes that belong to it."""
    sources: Cited = Field(examples=[["fci-2022#2"]])


class Benefits(Record):
    """The file `content/benefits.yml`."""

    introduction: Introduction
    benefits: Some[Benefit]
    """Each benefit, in the order in which the page shows it."""
    success_marks: Some[SuccessMark]
    """Each mark, in the order in which the page shows it."""
    sources: Cited
    reviewed: Reviewed


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
    types: Many[OrganisationTypeRef] = Field(default=(), examples=[["social-care", "local-authority"]])
    """The kinds of organisation that it is for, if not for all. What others did is shown from these first."""
    sizes: Many[SizeRef] = Field(default=(), examples=[["small"]])
    """The sizes of organisation that it is for, if not for all. What others did is shown from these first."""
    steps: Some[PathwayStep]
    """The steps, in their order: ten at most. The order is the editors' own, and the page says so."""
    reviewed: Reviewed
    visibility: MaybeInternal = "public"


class Measure(Record):
    id: Id = Field(examples=["well-led"])
    title: Line = Field(examples=["Well led"])
    """What the framework calls it."""
    text: Prose | None = None
    """What it asks for, in our words, where a source says more than its name. One or two sentences."""
    reading: Prose
    """Which recommendations we count here and why, or why none. One or two sentences."""
    recommendations: Many[RecommendationRef] = ()
    """The recommendations that serve it, as the editors read it."""


class Framework(Record):
    """Another framework, and which recommendations serve its measures. The file's name is its identifier."""

    title: Line = Field(examples=["What Good Looks Like"])
    """What the framework is called."""
    summary: Prose
    """What it is and what it is used for. One or two sentences."""
    order: Count = Field(examples=[10])
    """Where it stands among the frameworks: a whole number, lowest first."""
    measures: Some[Measure]
    """Its measures, in the order of the framework."""
    sources: Some[SourceRef] = Field(examples=[["what-good-looks-like"]])
    """Where the framework stands: sources and, after #, their sections."""
    reviewed: Reviewed
    visibility: MaybeInternal = "public"
