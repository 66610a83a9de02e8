"""A case study: one organisation, its team, and which recommendations it puts into practice.

What is not known is left out of the file, and the site says "not reported".
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.model.fields import (
    CaseRef,
    CpdMethodRef,
    Day,
    Line,
    NationRef,
    Number,
    OrganisationTypeRef,
    Positive,
    ProfessionRef,
    Prose,
    RecommendationRef,
    Record,
    RoleRef,
    SizeRef,
    Sources,
    YesNo,
)


class Organisation(Record):
    name: Line | None = None
    """Only for organisations that are named in public; never in an anonymous case study."""
    types: tuple[OrganisationTypeRef, ...] = Field(default=(), strict=False)
    nation: NationRef | None = None
    size: SizeRef | None = None
    """The size as the organisation describes it, not one worked out from the staff."""
    staff: Positive | None = None
    staff_is_approximate: YesNo = False
    population: Positive | None = None
    """How many people it serves."""
    population_is_approximate: YesNo = False
    budget: Line | None = None
    """As reported, for example: almost £500 million a year."""
    setting: Line | None = None
    """Where it works, for example: largely rural."""
    context: Prose | None = None


class Interviewee(Record):
    """Somebody who was interviewed or who wrote the account, by role and never by name."""

    title: Line
    role: RoleRef | None = None


class TeamMember(Record):
    """A post, or several posts of the same kind."""

    role: RoleRef
    title: Line | None = None
    """The title that the organisation uses, where it differs from the role's."""
    count: Positive | None = None
    profession: ProfessionRef | None = None
    wte: Number | None = None
    time: Line | None = None
    """Share of time, as reported: full time, 6 PAs, two sessions a week."""
    grade: Line | None = None
    contract: Line | None = None
    """Permanent, fixed term, secondment …, as reported."""
    reports_to: Line | None = None
    note: Prose | None = None


class Team(Record):
    wte: Number | None = None
    wte_is_approximate: YesNo = False
    wte_note: Line | None = None
    """What the figure covers, for example: core team only."""
    headcount: Positive | None = None
    summary: Prose | None = None
    members: tuple[TeamMember, ...] = Field(default=(), strict=False)
    wider_network: Prose | None = None
    """Champions, links and experts outside the core team."""
    funding: Prose | None = None
    reporting_line: Prose | None = None


class Point(Record):
    """Something that helped, or got in the way."""

    title: Line
    """A few words."""
    text: Prose


class Challenge(Record):
    title: Line
    text: Prose
    response: Prose | None = None
    """What helped to overcome it, where the source says."""


class CompetencyFramework(Record):
    use: Literal["yes", "planned", "no"]
    text: Prose | None = None


class Cpd(Record):
    """Continuing professional development."""

    methods: tuple[CpdMethodRef, ...] = Field(default=(), strict=False)
    text: Prose | None = None


class ReportedView(Record):
    """What somebody said, in our words."""

    who: Line
    """Their role."""
    text: Prose


class Measure(Record):
    """A number that an initiative reports."""

    label: Line
    value: Number
    unit: Line
    """For example: % or days."""
    qualifier: Line | None = None
    """For example: only, more than."""
    when: Line
    """For example: before the changes."""
    text: Prose | None = None


class Practice(Record):
    """One recommendation, and how this organisation puts it into practice."""

    recommendation: RecommendationRef
    how: Prose
    """One sentence."""
    sources: Sources | None = None
    """Only where they differ from the case study's."""


class Publication(Record):
    consent: YesNo
    """Whether the organisation agreed to publication. Literally `true`, or it is not published."""
    visibility: Literal["public", "internal"]
    anonymous: YesNo
    """An anonymous case study carries no name, in the text or in the file's name."""
    reviewed: Day
    review_by: Day


class CaseStudy(Record):
    """The file's name is its identifier."""

    title: Line
    kind: Literal["team", "initiative"]
    summary: Prose
    """One or two sentences for lists and cards."""
    organisation: Organisation
    interviewed: tuple[Interviewee, ...] = Field(default=(), strict=False)
    team: Team | None = None
    development: Prose | None = None
    """How the team came to be what it is."""
    remit: Prose | None = None
    success_factors: tuple[Point, ...] = Field(default=(), strict=False)
    challenges: tuple[Challenge, ...] = Field(default=(), strict=False)
    changes: tuple[Point, ...] = Field(default=(), strict=False)
    """What an initiative changed."""
    measures: tuple[Measure, ...] = Field(default=(), strict=False)
    board_representation: Prose | None = None
    competency_framework: CompetencyFramework | None = None
    cpd: Cpd | None = None
    reported_views: tuple[ReportedView, ...] = Field(default=(), strict=False)
    practices: tuple[Practice, ...] = Field(min_length=1, strict=False)
    related: tuple[CaseRef, ...] = Field(default=(), strict=False)
    """Only what the site can't work out by itself from practices and organisation types."""
    sources: Sources
    publication: Publication

    @property
    def is_published(self) -> bool:
        """Whether a public build may hold any of it. Nothing else decides this."""
        return self.publication.consent is True and self.publication.visibility == "public"
