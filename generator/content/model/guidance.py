"""What the guidance recommends, what that rests on (findings, sources, glossary), and pathways through it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.content.model.fields import (
    AnyRef,
    AudienceRef,
    CaseRef,
    Cited,
    Count,
    Day,
    Id,
    Introduction,
    Line,
    Many,
    MaybeInternal,
    Number,
    OrganisationTypeRef,
    Prose,
    RecommendationRef,
    Record,
    Reviewed,
    RoleRef,
    SizeRef,
    Slug,
    Some,
    SourceRef,
    Sources,
    TermRef,
    ThemeRef,
    WebAddress,
    YesNo,
)
from generator.content.model.people import Fact


class Value(Record):
    """One number of a finding: a bar of its chart and a row of its table."""

    label: Line = Field(examples=["NHS providers"])
    """What this number belongs to, in a few words."""
    value: Number | None = Field(default=None, examples=[12])
    """Absent where only a range is known."""
    low: Number | None = None
    """The lowest value, where a range is known."""
    high: Number | None = None
    """The highest value, where a range is known."""
    note: Line | None = None
    """What a reader needs to know about this number, in one line."""


class Finding(Record):
    id: Id = Field(examples=["respondents"])
    title: Line = Field(examples=["Fourteen organisations filled in the form"])
    """What was found, as a short statement."""
    text: Prose
    """What was found, in one or two sentences."""
    values: Many[Value] = ()
    """Its numbers. One entry for each bar of the chart."""
    measure: Line | None = Field(default=None, examples=["Number of organisations that returned the form"])
    """What the numbers are, for example: mean share of a team's members."""
    unit: Literal["%", "WTE", "organisations", "activities", "interviews", "people"] | None = Field(
        default=None, examples=["organisations"]
    )
    """What the numbers are counted in. In a file, put % in quotes: "%"."""
    scale: Number | None = Field(default=None, examples=[14])
    """The largest number that the unit allows here, for a chart's full width: 100 for a share."""
    denominator: Count | None = Field(default=None, examples=[14])
    """How many were counted."""
    denominator_of: Line | None = None
    """What was counted, for example: organisations that returned the form."""
    missing: Count | None = None
    """How many of the denominator gave no answer, where known."""
    notes: Many[Prose] = ()
    """What to be careful about: differences between the sources, small samples."""
    recommendations: Many[RecommendationRef] = ()
    """The recommendations that it supports."""
    roles: Many[RoleRef] = ()
    """The roles that it is about."""
    cases: Many[CaseRef] = ()
    """The case studies that it is about."""
    sources: Cited = Field(examples=[["fci-2022#2"]])


class FindingGroup(Record):
    id: Id = Field(examples=["who-took-part"])
    title: Line = Field(examples=["Who took part"])
    """What these findings are about, in a few words."""
    findings: Some[Finding]
    """The findings, in the order in which the page shows them."""


class Findings(Record):
    """The file `content/findings.yml`."""

    introduction: Introduction
    groups: Some[FindingGroup]
    """The findings by subject, in the order in which the page shows them."""
    sources: Cited
    reviewed: Reviewed


class Term(Record):
    id: Id = Field(examples=["ccio"])
    term: Line
    """The word or the long form, as the glossary lists it."""
    abbreviation: Line | None = Field(default=None, examples=["CCIO"])
    """The usual short form."""
    also: Many[Line] = ()
    """Other spellings and short forms."""
    definition: Prose
    """What it means, in plain English. One to three sentences."""
    explain_on_pages: YesNo = True
    """Whether pages link the word to this entry where it first appears."""
    see_also: Many[TermRef] = ()
    """Other terms that help to understand this one."""
    role: RoleRef | None = None
    """The role of this guidance that the term names."""
    sources: Sources | None = None
    """Where the definition stands: sources and, after #, their sections. Left out where the words are ours:
    the page says so."""
    partly_ours: YesNo = False
    """Whether the sources say only a part of the definition: the page says so too."""


class Glossary(Record):
    """The file `content/glossary.yml`."""

    introduction: Introduction
    terms: Some[Term]
    """The entries. Their order in the file does not matter."""
    reviewed: Reviewed


class SourceSection(Record):
    id: Line
    """As cited after `#`, for example 5.1."""
    title: Line = Field(examples=["Executive summary"])
    """The section's heading, or what it is about where it has a number."""


class Since(Record):
    """What has become of something since it was written of: a body has closed, a trust has merged."""

    text: Prose = Field(
        title="What happened", examples=["The trust merged with a neighbour and has a new name."]
    )
    """What has changed, in one or two sentences."""
    date: Line = Field(title="Date", examples=["1 October 2019"])
    """When it happened, as precisely as the source says, or the day on which the source says it was so."""
    source: SourceRef = Field(title="Source", examples=["fci-2022#5.4"])
    """Where it says so: one of this guidance's sources and, after #, its section."""


class Publisher(Record):
    """A body that has changed or closed since it published some of the sources."""

    name: Line = Field(examples=["NHS Digital"])
    """Its name, exactly as under `publisher` of those sources."""
    since: Some[Since]
    """What has become of it. Shown on the page of each of those sources. One entry for each."""


class Source(Record):
    id: Id = Field(examples=["fci-2022"])
    title: Line = Field(examples=["Building successful clinical informatics teams (report)"])
    """Its title, as published."""
    authors: Line | None = None
    """Who wrote it."""
    publisher: Line | None = None
    """Who published it."""
    published: Line | None = None
    """As precisely as known: 2022, October 2022."""
    form: Line
    """For example: report, web page, blog post, handbook chapter."""
    role: Literal["read", "cited", "later"]
    """`read` where this guidance is made from it; `cited` where one of those refers to it; `later` where it
    tells what has happened since those were written."""
    cited_as: Line
    """The short form used in lists of sources, for example: FCI, 2022, report."""
    text: Prose
    """What it is and what rests on it, or who refers to it and why."""
    address: WebAddress | None = Field(default=None, examples=["https://example.org/report"])
    """Its web address, only one at which it was found. Never a guess."""
    seen: Day | None = Field(default=None, examples=["2026-11-29"])
    """The day on which it was last looked up at its address: year-month-day."""
    since: Many[Since] = ()
    """What has become of it. One entry for each. What has become of its publisher stands under
    `publishers`."""
    sections: Many[SourceSection] = ()
    """The sections that may be cited. One entry for each."""
    cited_in: Sources | None = None
    """For a cited source: the sources, with sections, that refer to it."""


class Bibliography(Record):
    """The file `content/sources.yml`."""

    introduction: Introduction
    publishers: Many[Publisher] = ()
    """Publishers that have changed or closed since. One entry for each."""
    sources: Some[Source]
    """All sources, in the order in which the page shows them."""
    reviewed: Reviewed


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
