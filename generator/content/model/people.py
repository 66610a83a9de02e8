"""Who does the work and how they get there: roles, disciplines, levels, accreditation."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.content.model.fields import (
    Cited,
    Count,
    Id,
    Introduction,
    Line,
    Many,
    MaybeInternal,
    ProfessionRef,
    Prose,
    RecommendationRef,
    Record,
    Refers,
    Reviewed,
    RoleRef,
    RouteRef,
    Some,
    WayInRef,
)


class Fact(Record):
    """What a source says of something, in one or two sentences."""

    text: Prose
    """The fact, in one or two sentences."""
    sources: Cited = Field(examples=[["fci-2022#1.1"]])


class RoleWay(Record):
    """How people come into a role, as a source has it."""

    way: WayInRef = Field(examples=["secondment"])
    """Which way in it is: an identifier from `ways_in` in `content/careers.yml`."""
    text: Prose = Field(examples=["The posts are held on secondment."])
    """What the source says, in one or two sentences."""
    sources: Cited = Field(examples=[["fci-2022#5.6"]])


class Role(Record):
    """A clinical informatics role, or one that works closely with them. The file's name is its identifier."""

    title: Line = Field(examples=["Chief clinical information officer"])
    """The usual job title, written out."""
    abbreviation: Line | None = Field(default=None, examples=["CCIO"])
    """The usual short form."""
    also_called: Many[Line] = Field(default=(), examples=[["Chief clinical informatics officer"]])
    """Other titles for the same role."""
    group: Annotated[str, Refers("role-group")] = Field(examples=["leads"])
    """Which part of the list of roles it stands in: an identifier from `role_groups` in the vocabulary."""
    order: Count = Field(examples=[10])
    """Where it stands in its group: a whole number, lowest first."""
    professions: Many[ProfessionRef] = Field(default=(), examples=[["nurse"]])
    """The clinical professions that the role is for. None when it is open to all."""
    purpose: Prose
    """What the role is for, in one or two sentences."""
    time: tuple[Fact, ...] = Field(default=(), strict=False)
    """How much time it takes. One entry for each figure that a source gives. Leave it out when none does."""
    where_it_sits: Prose | None = None
    """Which team or service it belongs to, and whom it works with."""
    reports_to: Many[Fact] = ()
    """Whom it reports to. One entry for each thing that a source says. Leave it out when none does."""
    ways_in: Many[RoleWay] = ()
    """How people come into it. One entry for each way that a source names for this role."""
    facts: Many[Fact] = ()
    """What the sources say about the role. One entry for each fact."""
    related: Many[RoleRef] = Field(default=(), examples=[["cnio"]])
    """Roles that a reader should look at next."""
    sources: Cited = Field(examples=[["fci-2022#1.1"]])
    reviewed: Reviewed
    visibility: MaybeInternal = "public"


class Discipline(Record):
    """One of the constituencies of the health informatics profession."""

    id: Id = Field(examples=["clinical-informatics"])
    title: Line = Field(examples=["Clinical informatics"])
    """What the discipline is called."""
    text: Prose
    """What it is about, in one or two paragraphs."""
    work: Many[Prose] = ()
    """What people in it do."""
    roles: Many[RoleRef] = ()
    """The roles of this guidance that belong to it."""
    sources: Cited


class CareerLevel(Record):
    """A level of the Health Informatics Career Framework that the sources name."""

    id: Id
    title: Line
    """What the level is called."""
    text: Prose
    """Who is at this level, and what is expected of them."""
    sources: Cited


class MemberBody(Record):
    """A professional body that may award a route's registration."""

    id: Id
    title: Line
    """The body's full name."""
    abbreviation: Line | None = None
    """The usual short form."""
    text: Prose | None = None
    """What a reader needs to know about it."""


class WayIn(Record):
    """A way in which people come to work in clinical informatics."""

    id: Id = Field(examples=["secondment"])
    title: Line = Field(examples=["Secondment"])
    """What the way in is called."""
    text: Prose
    """How it works, and what the sources say for and against it."""
    recommendations: Many[RecommendationRef] = Field(default=(), examples=[["secondments"]])
    """The recommendations that are about it."""
    sources: Cited


class AccreditationRoute(Record):
    id: Id
    title: Line
    """What the route is called, written out."""
    abbreviation: Line | None = None
    """The usual short form."""
    text: Prose
    """What the route is and who runs it."""
    ended: Line | None = Field(default=None, examples=["2024"])
    """The year or day in which it closed. Left out while people can apply."""
    training: Line | None = Field(default=None, examples=["Clinical training"])
    """The training that it asks for, in two or three words."""
    who_may_apply: Prose
    """Who can be accredited by it."""
    requirements: Many[Prose] = ()
    """What somebody has to show. One entry for each."""
    aims: Many[Prose] = ()
    """What the route is there for. One entry for each aim."""
    member_bodies: Many[MemberBody] = ()
    """The professional bodies that may award it."""
    sources: Cited


class Argument(Record):
    """A point made for or against something, as an argument and not as a fact."""

    title: Line
    """The argument in a few words."""
    text: Prose
    """The argument, in one or two sentences."""
    who: Line
    """Whose argument it is."""
    routes: Many[RouteRef] = ()
    """The accreditation routes that it is about."""
    sources: Cited


class CpdGuidance(Record):
    """The opening of the page on continuing professional development."""

    text: Prose
    """What continuing professional development is and why it matters."""
    recommendations: Many[RecommendationRef] = ()
    """The recommendations that are about it."""
    sources: Cited


class Careers(Record):
    """The file `content/careers.yml`."""

    introduction: Introduction
    disciplines: Some[Discipline]
    """The disciplines of health informatics."""
    framework: Prose
    """What the career framework is for."""
    levels: Many[CareerLevel] = ()
    """The levels of the framework, in rising order."""
    career_map: Prose | None = None
    """The opening of the role and career map: what it joins up, and how far the sources go."""
    ways_in: Many[WayIn] = ()
    """The ways into clinical informatics."""
    accreditation: Prose
    """What accreditation is, and why there is more than one route."""
    routes: Many[AccreditationRoute] = ()
    """The ways to be accredited."""
    cpd: CpdGuidance
    """The opening of the page on continuing professional development."""
    single_route: Prose
    """What the debate about a single route is about."""
    arguments: Many[Argument] = ()
    """Each argument in that debate."""
    sources: Cited
    reviewed: Reviewed
