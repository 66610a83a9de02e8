"""What the guidance recommends and why: themes, recommendations, benefits, marks of success."""

from __future__ import annotations

from pydantic import Field

from generator.model.fields import (
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
)


class Point(Record):
    """A part of a recommendation that the source lists by itself."""

    id: Slug
    text: Prose


class Recommendation(Record):
    id: Slug
    """Permanent: it is the recommendation's address, also when it moves to another theme."""
    title: Line
    """What to do, as an instruction of a few words."""
    text: Prose
    """What to do and why, in one to three sentences."""
    points: tuple[Point, ...] = Field(default=(), strict=False)
    applies_to: tuple[AudienceRef, ...] = Field(min_length=1, strict=False)
    """Who has to act."""
    especially: Prose | None = None
    """Where the source says that it matters most, or matters less."""
    related: tuple[RecommendationRef, ...] = Field(default=(), strict=False)
    sources: Sources


class Theme(Record):
    """One of the ingredients for success. The file's name is its identifier."""

    title: Line
    order: Count
    """Where it stands in the list of themes."""
    summary: Prose
    """One or two sentences for lists and cards."""
    why_it_matters: Prose
    recommendations: tuple[Recommendation, ...] = Field(min_length=1, strict=False)
    sources: Sources
    reviewed: Day


class Benefit(Record):
    """Something that a clinical informatics team brings to its organisation."""

    id: Slug
    title: Line
    summary: Prose
    """One sentence."""
    text: Prose
    reported_views: tuple[Prose, ...] = Field(default=(), strict=False)
    """What people said of it, in our words, with their role."""
    recommendations: tuple[RecommendationRef, ...] = Field(default=(), strict=False)
    cases: tuple[CaseRef, ...] = Field(default=(), strict=False)
    sources: Sources


class SuccessMark(Record):
    """Something that successful teams were found to have in common."""

    id: Slug
    title: Line
    text: Prose
    themes: tuple[ThemeRef, ...] = Field(default=(), strict=False)
    sources: Sources


class Benefits(Record):
    """The file `content/benefits.yml`."""

    introduction: Prose
    benefits: tuple[Benefit, ...] = Field(min_length=1, strict=False)
    success_marks: tuple[SuccessMark, ...] = Field(min_length=1, strict=False)
    sources: Sources
    reviewed: Day
