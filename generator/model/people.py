"""Who does the work and how they get there: roles, disciplines, levels, accreditation."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.model.fields import (
    Count,
    Day,
    DisciplineRef,
    Line,
    ProfessionRef,
    Prose,
    RecommendationRef,
    Record,
    Refers,
    RoleRef,
    RouteRef,
    Slug,
    Sources,
)


class Fact(Record):
    """What a source says of something, in one or two sentences."""

    text: Prose
    sources: Sources


class Role(Record):
    """A clinical informatics role, or one that works closely with them. The file's name is its identifier."""

    title: Line
    abbreviation: Line | None = None
    also_called: tuple[Line, ...] = Field(default=(), strict=False)
    group: Annotated[str, Refers("role-group")]
    """Which part of the list of roles it stands in: an identifier from `role_groups` in the vocabulary."""
    order: Count
    professions: tuple[ProfessionRef, ...] = Field(default=(), strict=False)
    purpose: Prose
    where_it_sits: Prose | None = None
    """Whom it reports to, and whom it works with."""
    facts: tuple[Fact, ...] = Field(default=(), strict=False)
    related: tuple[RoleRef, ...] = Field(default=(), strict=False)
    sources: Sources
    reviewed: Day


class Discipline(Record):
    """One of the constituencies of the health informatics profession."""

    id: Slug
    title: Line
    text: Prose
    work: tuple[Prose, ...] = Field(default=(), strict=False)
    """What people in it do."""
    roles: tuple[RoleRef, ...] = Field(default=(), strict=False)
    sources: Sources


class CareerLevel(Record):
    """A level of the Health Informatics Career Framework that the sources name."""

    id: Slug
    title: Line
    text: Prose
    sources: Sources


class MemberBody(Record):
    """A professional body that may award a route's registration."""

    id: Slug
    title: Line
    abbreviation: Line | None = None
    text: Prose | None = None


class AccreditationRoute(Record):
    id: Slug
    title: Line
    abbreviation: Line | None = None
    text: Prose
    who_may_apply: Prose
    requirements: tuple[Prose, ...] = Field(default=(), strict=False)
    aims: tuple[Prose, ...] = Field(default=(), strict=False)
    member_bodies: tuple[MemberBody, ...] = Field(default=(), strict=False)
    disciplines: tuple[DisciplineRef, ...] = Field(default=(), strict=False)
    sources: Sources


class Argument(Record):
    """A point made for or against something, as an argument and not as a fact."""

    title: Line
    text: Prose
    who: Line
    """Whose argument it is."""
    routes: tuple[RouteRef, ...] = Field(default=(), strict=False)
    sources: Sources


class CpdGuidance(Record):
    """The opening of the page on continuing professional development."""

    text: Prose
    recommendations: tuple[RecommendationRef, ...] = Field(default=(), strict=False)
    sources: Sources


class Careers(Record):
    """The file `content/careers.yml`."""

    introduction: Prose
    disciplines: tuple[Discipline, ...] = Field(min_length=1, strict=False)
    framework: Prose
    """What the career framework is for."""
    levels: tuple[CareerLevel, ...] = Field(default=(), strict=False)
    accreditation: Prose
    routes: tuple[AccreditationRoute, ...] = Field(default=(), strict=False)
    cpd: CpdGuidance
    single_route: Prose
    """What the debate about a single route is about."""
    arguments: tuple[Argument, ...] = Field(default=(), strict=False)
    sources: Sources
    reviewed: Day
