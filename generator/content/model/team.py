"""The parts of a case study that describe the organisation, its team and who spoke for them."""

from __future__ import annotations

from pydantic import Field

from generator.content.model.fields import (
    Line,
    NationRef,
    Number,
    OrganisationTypeRef,
    Positive,
    ProfessionRef,
    Prose,
    Record,
    RoleRef,
    SizeRef,
    YesNo,
)


class Organisation(Record):
    """The organisation as it is today: what it does, where, and how big it is."""

    name: Line | None = Field(default=None, title="Name", examples=["2gether NHS Foundation Trust"])
    """The organisation's name, but only if it agreed to be named. An anonymous case study has none."""
    types: tuple[OrganisationTypeRef, ...] = Field(
        default=(), strict=False, title="Types of organisation", examples=[["acute", "community"]]
    )
    """What kinds of care it gives or plans. Choose one or more."""
    nation: NationRef | None = Field(default=None, title="Nation", examples=["england"])
    """Which part of the United Kingdom it is in."""
    size: SizeRef | None = Field(default=None, title="Size", examples=["large"])
    """The size as the organisation describes it. Don't work it out from the number of staff."""
    staff: Positive | None = Field(default=None, title="Number of staff", examples=[23500])
    """How many people work there: a whole number, without commas."""
    staff_is_approximate: YesNo = Field(
        default=False, title="The number of staff is approximate", examples=[True]
    )
    """Write true when the number of staff is rounded or estimated."""
    population: Positive | None = Field(default=None, title="Number of people served", examples=[345000])
    """How many people it serves: a whole number, without commas."""
    population_is_approximate: YesNo = Field(
        default=False, title="The number of people served is approximate", examples=[True]
    )
    """Write true when the number of people served is rounded or estimated."""
    budget: Line | None = Field(default=None, title="Budget", examples=["Almost £500 million"])
    """What it spends in a year, in the words in which it was reported."""
    setting: Line | None = Field(
        default=None, title="Setting", examples=["Five main hospitals and the community"]
    )
    """Where it works, in a few words: its sites, or the kind of area."""
    context: Prose | None = Field(
        default=None,
        title="Context",
        examples=["The Trust offers general and specialist care for people of all ages."],
    )
    """What a reader needs to know about the organisation to understand its team."""


class Interviewee(Record):
    """Somebody who was interviewed or who wrote the account, by role and never by name."""

    title: Line = Field(title="Job title", examples=["Chief Clinical Information Officer"])
    """Their job title as the organisation uses it. Never their name."""
    role: RoleRef | None = Field(default=None, title="Role", examples=["ccio"])
    """The role in this guidance that is nearest to theirs. Leave it out when none fits."""


class TeamMember(Record):
    """A post, or several posts of the same kind."""

    role: RoleRef = Field(title="Role", examples=["ccio"])
    """The role in this guidance that is nearest to the post."""
    title: Line | None = Field(default=None, title="Job title", examples=["Pharmacy EPR Lead"])
    """The title that the organisation uses, where it differs from the role's."""
    count: Positive | None = Field(default=None, title="Number of posts", examples=[1])
    """How many posts of this kind there are."""
    profession: ProfessionRef | None = Field(default=None, title="Profession", examples=["doctor"])
    """The clinical profession of the person in the post."""
    wte: Number | None = Field(default=None, title="WTE", examples=[0.6])
    """The whole-time equivalent of these posts together: 1 is one person who works full time."""
    time: Line | None = Field(default=None, title="Share of time", examples=["6 PAs"])
    """How much time the post has, as reported: full time, 6 PAs, two sessions a week."""
    grade: Line | None = Field(default=None, title="Grade", examples=["Band 8c"])
    """The pay band or level of the post, as reported."""
    contract: Line | None = Field(default=None, title="Contract", examples=["Secondment"])
    """How the post is held, as reported: permanent, fixed term, secondment."""
    reports_to: Line | None = Field(default=None, title="Reports to", examples=["Medical Director"])
    """The job title of the person whom the post reports to."""
    note: Prose | None = Field(
        default=None, title="Note", examples=["One of the two permanent posts in the team."]
    )
    """Anything else that a reader should know about the post."""


class Team(Record):
    """The clinical informatics team. Leave it all out for an initiative without a team of its own."""

    wte: Number | None = Field(default=None, title="WTE", examples=[6.9])
    """The whole-time equivalent of all clinical informatics posts together."""
    wte_is_approximate: YesNo = Field(default=False, title="The WTE is approximate", examples=[True])
    """Write true when the WTE is rounded or estimated."""
    wte_note: Line | None = Field(default=None, title="What the WTE covers", examples=["Core team only"])
    """Who is counted in the WTE, and who isn't."""
    headcount: Positive | None = Field(default=None, title="Number of people", examples=[13])
    """How many people are in the team. They can't be fewer than the WTE."""
    summary: Prose | None = Field(
        default=None,
        title="How the team works together",
        examples=["The core team leads clinical informatics, with posts for particular disciplines."],
    )
    """How the team is made up, and how its members work together."""
    members: tuple[TeamMember, ...] = Field(default=(), strict=False, title="Members of the team")
    """One entry for each kind of post."""
    wider_network: Prose | None = Field(
        default=None,
        title="Wider network",
        examples=["Champions at the front line have a little time set aside for informatics."],
    )
    """Champions, links and experts outside the core team."""
    funding: Prose | None = Field(
        default=None,
        title="Funding",
        examples=["The budgets of specialties or disciplines pay for the core team."],
    )
    """Where the money for the team comes from, and for how long."""
    reporting_line: Prose | None = Field(
        default=None,
        title="Reporting line",
        examples=["The CCIO reports to the executive director who is in charge of digital."],
    )
    """Whom the team and its leads report to."""
