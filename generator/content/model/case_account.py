"""What a case study tells: what helped, what got in the way, the steps, what people said and the figures.

The text below a field tells an editor what to write there, as in `case_study`.
"""

from __future__ import annotations

from pydantic import Field

from generator.content.model.fields import Line, Many, Number, Prose, RecommendationRef, Record


class CasePoint(Record):
    """Something that helped, or that was changed."""

    title: Line = Field(title="In a few words", examples=["Walking the floor"])
    """What it was, in a few words."""
    text: Prose = Field(
        title="What happened",
        examples=["Visits to clinical areas have brought the team close to front-line clinicians."],
    )
    """What happened and why it mattered, in one or two sentences."""


class Challenge(Record):
    """Something that got in the way."""

    title: Line = Field(title="In a few words", examples=["Uneven resources"])
    """What it was, in a few words."""
    text: Prose = Field(
        title="What happened",
        examples=["Each directorate decides what to pay for, so the level of resource varies."],
    )
    """What got in the way, and how, in one or two sentences."""
    response: Prose | None = Field(
        default=None, title="What helped", examples=["The team worked to reduce the need to call."]
    )
    """What helped to overcome it, if anything did."""
    answers: Many[RecommendationRef] = Field(
        default=(), title="Recommendations that answer it", examples=[["business-cases-beyond-go-live"]]
    )
    """The recommendations of this guidance that say what to do about it. An editor chooses them."""


class JourneyStep(Record):
    """A step on the way to what the team or the initiative is."""

    title: Line = Field(title="In a few words", examples=["A chief clinical information officer"])
    """What happened, in a few words."""
    when: Line | None = Field(default=None, title="When", examples=["2019"])
    """When it happened, as far as the source says: 2019, about 2018, before the tender."""
    text: Prose = Field(
        title="What happened",
        examples=["The team began when the Trust appointed a chief clinical information officer."],
    )
    """What happened, in one or two sentences."""
    obstacle: Prose | None = Field(
        default=None, title="What got in the way", examples=["No money came with the role."]
    )
    """What got in the way at this step, if anything did."""
    recommendations: Many[RecommendationRef] = Field(
        default=(), title="Recommendations", examples=[["regular-meetings"]]
    )
    """The recommendations of this guidance that the step puts into practice. They stand under practices
    too."""


class ReportedView(Record):
    """What somebody said, in your own words and never word for word."""

    who: Line = Field(title="Who", examples=["The Chief AHP Information Officer"])
    """The role of the person who said it. Never their name."""
    text: Prose = Field(
        title="What they said", examples=["Small changes add up if you make some every week."]
    )
    """What they said, in your own words."""


class Measure(Record):
    """A number that an initiative reports, from before or after its changes."""

    label: Line = Field(title="What was measured", examples=["Calls answered in under 30 seconds"])
    """What the number counts, in a few words."""
    value: Number = Field(title="Number", examples=[50])
    """The number alone, without its unit."""
    unit: Line = Field(title="Unit", examples=["%"])
    """What it is counted in: %, days, people. In a file, put % in quotes: "%"."""
    qualifier: Line | None = Field(default=None, title="Word before the number", examples=["only"])
    """A word that belongs before the number: only, over, about."""
    when: Line = Field(title="When", examples=["Before the changes"])
    """When it was measured."""
    text: Prose | None = Field(
        default=None, title="Note", examples=["The account gives no figures from after the changes."]
    )
    """What a reader needs to know to understand the number."""
