"""What the guidance rests on: published findings, sources, the glossary."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.content.model.fields import (
    CaseRef,
    Cited,
    Count,
    Day,
    Id,
    Introduction,
    Line,
    Many,
    Number,
    Prose,
    RecommendationRef,
    Record,
    Reviewed,
    RoleRef,
    Some,
    SourceRef,
    Sources,
    TermRef,
    WebAddress,
    YesNo,
)


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
