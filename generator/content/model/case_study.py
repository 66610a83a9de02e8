"""A case study: one organisation, its team, and which recommendations it puts into practice.

What is not known is left out of the file, and the site says "not reported". The text below a field tells an
editor what to write there. The JSON Schema, the page of fields, the template of a new case study and the
forms all show it, with title and example.
"""

from __future__ import annotations

from typing import Annotated, Literal

from generator.basics.labels import label
from generator.content.model.fields import (
    CaseRef,
    CpdMethodRef,
    Day,
    Line,
    Many,
    NationRef,
    Number,
    OrganisationTypeRef,
    Positive,
    ProfessionRef,
    Prose,
    RecommendationRef,
    Record,
    RoleRef,
    ShortLine,
    Shown,
    SizeRef,
    Some,
    Sources,
    Visibility,
    YesNo,
    optional,
    required,
)
from generator.content.model.guidance import Since


class CasePoint(Record):
    """Something that helped, or that was changed."""

    title: Line = required("In a few words", "Walking the floor")
    """What it was, in a few words."""
    text: Prose = required(
        "What happened", "Visits to clinical areas have brought the team close to front-line clinicians."
    )
    """What happened and why it mattered, in one or two sentences."""


class Challenge(Record):
    """Something that got in the way."""

    title: Line = required("In a few words", "Uneven resources")
    """What it was, in a few words."""
    text: Prose = required(
        "What happened", "Each directorate decides what to pay for, so the level of resource varies."
    )
    """What got in the way, and how, in one or two sentences."""
    response: Prose | None = optional("What helped", "The team worked to reduce the need to call.")
    """What helped to overcome it, if anything did."""
    answers: Many[RecommendationRef] = optional(
        "Recommendations that answer it", ["business-cases-beyond-go-live"], default=()
    )
    """The recommendations of this guidance that say what to do about it. An editor chooses them."""


class JourneyStep(Record):
    """A step on the way to what the team or the initiative is."""

    title: Line = required("In a few words", "A chief clinical information officer")
    """What happened, in a few words."""
    when: Line | None = optional("When", "2019")
    """When it happened, as far as the source says: 2019, about 2018, before the tender."""
    text: Prose = required(
        "What happened", "The team began when the Trust appointed a chief clinical information officer."
    )
    """What happened, in one or two sentences."""
    obstacle: Prose | None = optional("What got in the way", "No money came with the role.")
    """What got in the way at this step, if anything did."""
    recommendations: Many[RecommendationRef] = optional(
        "Recommendations", example=["regular-meetings"], default=()
    )
    """The recommendations of this guidance that the step puts into practice. They stand under practices
    too."""


class ReportedView(Record):
    """What somebody said, in your own words and never word for word."""

    who: Line = required("Who", "The Chief AHP Information Officer")
    """The role of the person who said it. Never their name."""
    text: Prose = required("What they said", "Small changes add up if you make some every week.")
    """What they said, in your own words."""


class Measure(Record):
    """A number that an initiative reports, from before or after its changes."""

    label: Line = required("What was measured", "Calls answered in under 30 seconds")
    """What the number counts, in a few words."""
    value: Number = required("Number", 50)
    """The number alone, without its unit."""
    unit: Line = required("Unit", "%")
    """What it is counted in: %, days, people. In a file, put % in quotes: "%"."""
    qualifier: Line | None = optional("Word before the number", "only")
    """A word that belongs before the number: only, over, about."""
    when: Line = required("When", "Before the changes")
    """When it was measured."""
    text: Prose | None = optional("Note", "The account gives no figures from after the changes.")
    """What a reader needs to know to understand the number."""


class Told(Record):
    """When the account was given. A case study shows a team as it was then."""

    when: Annotated[Line, Shown(label("Told"), compared=True, column="told")] = required("When", "2022")
    """The year or the years, as far as a source says: 2022, or 2014 to 2015. Where that is unsure, the words
    that fit behind "told": about 2019, after 2014."""
    by: Line | None = optional(
        "How it is known", "The report was published in October 2022 and gives no dates of its interviews."
    )
    """What shows when the account was given, in one sentence."""


class Organisation(Record):
    """The organisation when the account was given: what it does, where, and how big it is."""

    name: Annotated[
        Line | None, Shown(label("Organisation"), panel="if reported", column="organisation_name")
    ] = optional("Name", "2gether NHS Foundation Trust")
    """The organisation's name, but only if it agreed to be named. An anonymous case study has none."""
    types: Annotated[
        Many[OrganisationTypeRef],
        Shown(label("Organisation type"), panel="always", compared=True, column="organisation_types"),
    ] = optional("Types of organisation", ["acute", "community"], default=())
    """What kinds of care it gives or plans. Choose one or more."""
    nation: Annotated[
        NationRef | None, Shown(label("Nation"), panel="always", compared=True, column="nation")
    ] = optional("Nation", "england")
    """Which part of the United Kingdom it is in."""
    size: Annotated[
        SizeRef | None, Shown(label("Organisation size"), panel="always", compared=True, column="size")
    ] = optional("Size", "large")
    """The size as the organisation describes it. Don't work it out from the number of staff."""
    staff: Annotated[
        Positive | None, Shown(label("Staff"), panel="always", compared=True, column="staff")
    ] = optional("Number of staff", 23500)
    """How many people work there: a whole number, without commas."""
    staff_is_approximate: Annotated[YesNo, Shown(column="staff_is_approximate")] = optional(
        "The number of staff is approximate", True, default=False
    )
    """Write true when the number of staff is rounded or estimated."""
    population: Annotated[
        Positive | None, Shown(label("People served"), panel="always", compared=True, column="population")
    ] = optional("Number of people served", 345000)
    """How many people it serves: a whole number, without commas."""
    population_is_approximate: Annotated[YesNo, Shown(column="population_is_approximate")] = optional(
        "The number of people served is approximate", True, default=False
    )
    """Write true when the number of people served is rounded or estimated."""
    budget: Annotated[Line | None, Shown(label("Budget"), panel="if reported", column="budget")] = optional(
        "Budget", "Almost £500 million"
    )
    """What it spends in a year, in the words in which it was reported."""
    setting: Annotated[
        Line | None, Shown(label("Setting"), panel="if reported", compared=True, column="setting")
    ] = optional("Setting", "Five main hospitals and the community")
    """Where it works, in a few words: its sites, or the kind of area."""
    context: Prose | None = optional(
        "Context", "The trust offers general and specialist care for people of all ages."
    )
    """What a reader needs to know about the organisation to understand its team."""


class Interviewee(Record):
    """Somebody who was interviewed or who wrote the account, by role and never by name."""

    title: Line = required("Job title", "Chief Clinical Information Officer")
    """Their job title as the organisation uses it. Never their name."""
    role: RoleRef | None = optional("Role", "ccio")
    """The role in this guidance that is nearest to theirs. Leave it out when none fits."""


class TeamMember(Record):
    """A post, or several posts of the same kind."""

    title: Line | None = optional("Job title", "Pharmacy EPR Lead")
    """The title that the organisation uses. It may be left out where it is the role's own."""
    role: RoleRef | None = optional("Role", "ccio")
    """The role in this guidance that the post has. Leave it out where none fits."""

    @property
    def name(self) -> str:
        """Its title, or else the identifier of its role: one of them is always there."""
        return self.title or self.role or ""

    @property
    def is_whole(self) -> bool:
        return bool(self.name)

    count: Positive | None = optional("Number of posts", 1)
    """How many posts of this kind there are."""
    profession: ProfessionRef | None = optional("Profession", "doctor")
    """The clinical profession of the person in the post."""
    wte: Number | None = optional("WTE", 0.6)
    """The whole-time equivalent of these posts together: 1 is one person who works full time."""
    time: Line | None = optional("Share of time", "6 PAs")
    """How much time the post has, as reported: full time, 6 PAs, two sessions a week."""
    grade: Line | None = optional("Grade", "Band 8c")
    """The pay band or level of the post, as reported."""
    contract: Line | None = optional("Contract", "Secondment")
    """How the post is held, as reported: permanent, fixed term, secondment."""
    reports_to: Line | None = optional("Reports to", "Medical Director")
    """The job title of the person whom the post reports to."""
    note: Prose | None = optional("Note", "One of the two permanent posts in the team.")
    """Anything else that a reader should know about the post."""


class Team(Record):
    """The clinical informatics team. Leave it all out for an initiative without a team of its own."""

    wte: Annotated[
        Number | None,
        Shown(label("Team size"), label("{number} WTE"), panel="always", compared=True, column="wte"),
    ] = optional("WTE", 6.9)
    """The whole-time equivalent of all clinical informatics posts together."""
    wte_is_approximate: Annotated[YesNo, Shown(column="wte_is_approximate")] = optional(
        "The WTE is approximate", True, default=False
    )
    """Write true when the WTE is rounded or estimated."""
    wte_note: Annotated[Line | None, Shown(column="wte_note")] = optional(
        "What the WTE covers", "Core team only"
    )
    """Who is counted in the WTE, and who isn't."""
    headcount: Annotated[
        Positive | None, Shown(label("Headcount"), panel="always", compared=True, column="headcount")
    ] = optional("Number of people", 13)
    """How many people are in the team. They can't be fewer than the WTE."""
    summary: Prose | None = optional(
        "How the team works together",
        "The core team leads clinical informatics, with posts for particular disciplines.",
    )
    """How the team is made up, and how its members work together."""
    members: Many[TeamMember] = optional("Members of the team", default=())
    """One entry for each kind of post."""
    members_are_complete: Annotated[YesNo, Shown(column="members_are_complete")] = optional(
        "The list has every post", True, default=False
    )
    """Write true only if the source lists every post of the team. Each then needs its number of posts. A list
    that leaves posts out can't show that a team has nobody of a kind."""
    wider_network: Prose | None = optional(
        "Wider network", "Champions at the front line have a little time set aside for informatics."
    )
    """Champions, links and experts outside the core team."""
    funding: Prose | None = optional(
        "Funding", "The budgets of specialties or disciplines pay for the core team."
    )
    """Where the money for the team comes from, and for how long."""
    contracts: Prose | None = optional(
        "How posts are held", "Nurses join on secondment, and doctors give sessions."
    )
    """Whether people are permanent, seconded or on flexible contracts, where that isn't said post by post."""
    reporting_line: Prose | None = optional(
        "Reporting line", "The CCIO reports to the executive director who is in charge of digital."
    )
    """Whom the team and its leads report to."""


class CompetencyFramework(Record):
    """Whether and how the team uses the FCI's Core Competency Framework."""

    use: Annotated[
        Literal["yes", "planned", "no"],
        Shown(label("Uses the FCI Core Competency Framework"), compared=True, column="competency_framework"),
    ] = required("In use", "planned")
    """Whether the team uses the FCI Core Competency Framework, plans to, or doesn't."""
    text: Prose | None = optional(
        "How it is used", "Staff who take on more informatics duties use the framework."
    )
    """What the team uses it for, or why not."""


class Cpd(Record):
    """Continuing professional development (CPD): how people in the team go on learning."""

    methods: Annotated[Many[CpdMethodRef], Shown(column="cpd_methods")] = optional(
        "Methods", ["shadowing", "conferences"], default=()
    )
    """How people in the team keep learning (CPD). Choose all that the organisation offers."""
    text: Prose | None = optional("In words", "A peer group gave support along the way.")
    """Anything else about how people in the team learn."""


class Practice(Record):
    """One recommendation, and how this organisation puts it into practice."""

    recommendation: RecommendationRef = required("Recommendation", "regular-meetings")
    """Which recommendation of this guidance it is."""
    how: Prose = required(
        "How", "A rota makes sure that somebody from the team is at each of the trust's meetings."
    )
    """How the organisation does it, in one sentence."""
    sources: Sources | None = optional("Sources", ["fci-2022#5.4"])
    """The source and, after #, the section that says that the organisation does it. Left out, those of the
    whole case study."""


class Publication(Record):
    """Whether the case study may be published, and when it was last checked."""

    consent: YesNo = required("Consent", True)
    """Whether the organisation agreed to publication. Without true, nothing of it reaches the site."""
    visibility: Visibility = required("Visibility", "public")
    """Who may read it: everybody, or only readers of a copy inside an organisation."""
    anonymous: YesNo = required("Anonymous", True)
    """Write true unless the organisation agreed to be named. Then no name stands in the text or the file's
    name."""
    reviewed: Annotated[Day, Shown(column="reviewed")] = required("Last reviewed", "2026-11-21")
    """The day on which somebody last checked that all of it is right: year-month-day."""
    review_by: Day = required("Review by", "2027-11-21")
    """The day by which somebody should check it again. It can't be before the last review."""
    withdrawn: Day | None = optional("Withdrawn", "2027-03-01")
    """Leave it out. Only when the organisation takes its consent back: the day on which it did. From
    then on nothing of it reaches the site. Keep the file, so that its name is never used again."""


class CaseStudy(Record):
    """One organisation, its team, and which recommendations it puts into practice."""

    title: Annotated[Line, Shown(column="title")] = required(
        "Title", "Large trust with general and specialist acute and community care"
    )
    """What the case study is called on the site. One line. No name in it if it is anonymous."""
    short_title: Annotated[ShortLine | None, Shown(column="short_title")] = optional(
        "Short title", "Rural acute, 10 WTE"
    )
    """What lists call it: at most 40 characters that tell it apart from the others. Left out, lists show the
    title."""
    kind: Annotated[Literal["team", "initiative"], Shown(label("Kind"), compared=True, column="kind")] = (
        required("Kind of case study", "team")
    )
    """Whether it is about a clinical informatics team, or about one project or change."""
    summary: Annotated[Prose, Shown(column="summary")] = required(
        "Summary", "A core team of discipline leads works across the teams for a new health record."
    )
    """What a reader can learn from it, in one or two sentences. Lists and cards show it."""
    told: Told | None = optional("When it was told")
    """When the organisation gave its account."""
    since: Many[Since] = optional("Since then", default=())
    """What has become of the organisation since. One entry for each event."""
    organisation: Organisation = required("Organisation")
    """The organisation that it is about."""
    interviewed: Many[Interviewee] = optional("Who told us", default=())
    """Those who were interviewed or wrote the account. One entry for each, by job title."""
    team: Team | None = optional("Team")
    """The clinical informatics team. Leave it out for an initiative without a team of its own."""
    journey: Annotated[Many[JourneyStep], Shown(label("How it developed"), compared=True)] = optional(
        "How it developed, step by step", default=()
    )
    """The steps in their order, only where the source gives one. One entry for each."""
    development: Prose | None = optional(
        "How the team developed", "The trust put the team together fast when it began to bring in the EHR."
    )
    """How the team or the initiative came to be what it is. Where the source gives an order, write it step by
    step under journey, and here only what has no place in the order."""
    remit: Prose | None = optional(
        "Remit", "The team supports the training of clinical staff and the linking of medical devices."
    )
    """What the team is responsible for."""
    success_factors: Annotated[Many[CasePoint], Shown(label("What helped"), compared=True)] = optional(
        "What helped", default=()
    )
    """What made the team or the initiative a success. One entry for each."""
    challenges: Annotated[Many[Challenge], Shown(label("Challenges"), compared=True)] = optional(
        "What got in the way", default=()
    )
    """What was difficult and, if anything did, what helped to overcome it. One entry for each."""
    changes: Many[CasePoint] = optional("What was changed", default=())
    """Only for an initiative: what it changed. One entry for each change."""
    measures: Many[Measure] = optional("Figures", default=())
    """Only for an initiative: the numbers that it reports. One entry for each."""
    board_representation: Prose | None = optional(
        "At board level", "The CCIO reports to the Medical Director, who is an executive director."
    )
    """How clinical informaticians are represented at board level."""
    competency_framework: CompetencyFramework | None = optional("FCI Core Competency Framework")
    """Whether and how the team uses the framework."""
    cpd: Cpd | None = optional("Continuing professional development")
    """How people in the team go on learning."""
    reported_views: Many[ReportedView] = optional("What people said", default=())
    """What people said, in your own words and with their role. One entry for each view."""
    practices: Some[Practice] = required("Recommendations in practice")
    """The heart of it: each recommendation that the organisation puts into practice, and how. At least
    one."""
    related: Many[CaseRef] = optional("Related case studies", example=["local-authority"], default=())
    """Other case studies that a reader should see. The site finds most of them by itself."""
    sources: Annotated[Sources, Shown(column="sources")] = required("Sources", ["fci-2022#5.4"])
    """Where the facts come from: a source and, after #, its section. At least one."""
    publication: Publication = required("Publication")
    """Whether it may be published, and when it was last checked."""

    def is_published(self, visibility: Visibility) -> bool:
        """Whether a build of this visibility may contain any of the case study. Nothing else decides this."""
        publication = self.publication
        may_see = publication.visibility == "public" or visibility == "internal"
        return publication.consent is True and may_see and publication.withdrawn is None
