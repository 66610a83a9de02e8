"""What the guidance recommends and why: themes, recommendations, benefits, marks of success."""

from __future__ import annotations

from pydantic import Field

from generator.content.model.fields import (
    AudienceRef,
    CaseRef,
    Count,
    Day,
    Line,
    Prose,
    RecommendationRef,
    Record,
    Slug,
    Sources,
    ThemeRef,
    Visibility,
)
from generator.content.model.people import Fact


class RecommendationPoint(Record):
    """A part of a recommendation that the source lists by itself."""

    id: Slug = Field(examples=["job-description"])
    """Its permanent identifier: small letters, digits and hyphens. It never changes, nor is it used again."""
    text: Prose
    """The part, in one or two sentences."""


class Recommendation(Record):
    id: Slug = Field(examples=["regular-meetings"])
    """Permanent: it is the recommendation's address, also when it moves to another theme."""
    title: Line = Field(examples=["Hold regular team meetings"])
    """What to do, as an instruction of a few words."""
    text: Prose
    """What to do and why, in one to three sentences."""
    points: tuple[RecommendationPoint, ...] = Field(default=(), strict=False)
    """Its parts, where the source lists them one by one."""
    applies_to: tuple[AudienceRef, ...] = Field(min_length=1, strict=False, examples=[["employers"]])
    """Who has to act."""
    especially: Prose | None = None
    """Where the source says that it matters most, or matters less."""
    related: tuple[RecommendationRef, ...] = Field(default=(), strict=False)
    """Other recommendations that go with this one."""
    sources_say: tuple[Fact, ...] = Field(default=(), strict=False)
    """What the sources say about it elsewhere: reasons, limits, examples that count as no practice."""
    sources: Sources = Field(examples=[["fci-2022#4"]])
    """Where this stands: sources and, after #, their sections."""
    visibility: Visibility = Field(default="public", examples=["internal"])
    """Who may read it. A public site leaves out what is internal, and what only that refers to."""


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
    recommendations: tuple[Recommendation, ...] = Field(min_length=1, strict=False)
    """What the theme recommends, in the order in which the page shows it."""
    sources: Sources = Field(examples=[["fci-2022#4"]])
    """Where this stands: sources and, after #, their sections."""
    reviewed: Day = Field(examples=["2026-11-21"])
    """The day on which somebody last checked that all of it is right: year-month-day."""
    visibility: Visibility = Field(default="public", examples=["internal"])
    """Who may read it. A public site leaves out what is internal, and what only that refers to."""


class Benefit(Record):
    """Something that a clinical informatics team brings to its organisation."""

    id: Slug = Field(examples=["translator"])
    """Its permanent identifier: small letters, digits and hyphens. It never changes, nor is it used again."""
    title: Line = Field(examples=["Translating between IT and clinical staff"])
    """What the team brings, in a few words."""
    summary: Prose
    """One sentence."""
    text: Prose
    """What the benefit is, and how it shows. A few paragraphs."""
    reported_views: tuple[Prose, ...] = Field(default=(), strict=False)
    """What people said of it, in our words, with their role."""
    recommendations: tuple[RecommendationRef, ...] = Field(default=(), strict=False)
    """The recommendations that lead to it."""
    cases: tuple[CaseRef, ...] = Field(default=(), strict=False)
    """The case studies that show it."""
    sources: Sources = Field(examples=[["fci-2022#3"]])
    """Where this stands: sources and, after #, their sections."""


class SuccessMark(Record):
    """Something that successful teams were found to have in common."""

    id: Slug
    """Its permanent identifier: small letters, digits and hyphens. It never changes, nor is it used again."""
    title: Line
    """What the teams have in common, in a few words."""
    text: Prose
    """What was found, in one or two sentences."""
    themes: tuple[ThemeRef, ...] = Field(default=(), strict=False)
    """The themes that belong to it."""
    sources: Sources = Field(examples=[["fci-2022#2"]])
    """Where this stands: sources and, after #, their sections."""


class Benefits(Record):
    """The file `content/benefits.yml`."""

    introduction: Prose
    """The opening of the page: what it holds, and who it is for."""
    benefits: tuple[Benefit, ...] = Field(min_length=1, strict=False)
    """Each benefit, in the order in which the page shows it."""
    success_marks: tuple[SuccessMark, ...] = Field(min_length=1, strict=False)
    """Each mark, in the order in which the page shows it."""
    sources: Sources
    """Where this stands: sources and, after #, their sections."""
    reviewed: Day = Field(examples=["2026-11-21"])
    """The day on which somebody last checked that all of it is right: year-month-day."""
