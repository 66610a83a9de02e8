"""What the guidance rests on: published findings, sources, the glossary, the vocabulary, guides."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.model.fields import (
    AnyRef,
    CaseRef,
    Count,
    Day,
    Line,
    Number,
    OldAddress,
    Prose,
    RecommendationRef,
    Record,
    RoleRef,
    Slug,
    Sources,
    TermRef,
    ThemeRef,
    WebAddress,
    YesNo,
)


class Value(Record):
    """One number of a finding: a bar of its chart and a row of its table."""

    label: Line
    value: Number | None = None
    """Absent where only a range is known."""
    low: Number | None = None
    high: Number | None = None
    note: Line | None = None


class Finding(Record):
    id: Slug
    title: Line
    """What was found, as a short statement."""
    text: Prose
    values: tuple[Value, ...] = Field(default=(), strict=False)
    measure: Line | None = None
    """What the numbers are, for example: mean share of a team's members."""
    unit: Literal["%", "WTE", "organisations", "activities", "interviews", "people"] | None = None
    scale: Number | None = None
    """The largest number that the unit allows here, for a chart's full width: 100 for a share."""
    denominator: Count | None = None
    denominator_of: Line | None = None
    """What was counted, for example: organisations that returned the form."""
    missing: Count | None = None
    """How many of the denominator gave no answer, where known."""
    notes: tuple[Prose, ...] = Field(default=(), strict=False)
    """What to be careful about: differences between the sources, small samples."""
    recommendations: tuple[RecommendationRef, ...] = Field(default=(), strict=False)
    roles: tuple[RoleRef, ...] = Field(default=(), strict=False)
    cases: tuple[CaseRef, ...] = Field(default=(), strict=False)
    sources: Sources


class FindingGroup(Record):
    id: Slug
    title: Line
    findings: tuple[Finding, ...] = Field(min_length=1, strict=False)


class Findings(Record):
    """The file `content/findings.yml`."""

    introduction: Prose
    groups: tuple[FindingGroup, ...] = Field(min_length=1, strict=False)
    sources: Sources
    reviewed: Day


class Term(Record):
    id: Slug
    term: Line
    """The word or the long form, as the glossary lists it."""
    abbreviation: Line | None = None
    also: tuple[Line, ...] = Field(default=(), strict=False)
    """Other spellings and short forms."""
    definition: Prose
    explain_on_pages: YesNo = True
    """Whether pages link the word to this entry where it first appears."""
    see_also: tuple[TermRef, ...] = Field(default=(), strict=False)
    role: RoleRef | None = None
    sources: Sources | None = None
    """Absent where the definition is common knowledge in the field."""


class Glossary(Record):
    """The file `content/glossary.yml`."""

    introduction: Prose
    terms: tuple[Term, ...] = Field(min_length=1, strict=False)
    reviewed: Day


class Section(Record):
    id: Line
    """As cited after `#`, for example 5.1."""
    title: Line


class Source(Record):
    id: Slug
    title: Line
    authors: Line | None = None
    publisher: Line | None = None
    published: Line | None = None
    """As precisely as known: 2022, October 2022."""
    form: Line
    """For example: report, web page, blog post, handbook chapter."""
    role: Literal["read", "cited"]
    """`read` where this guidance is made from it; `cited` where one of those refers to it."""
    cited_as: Line
    """The short form used in lists of sources, for example: FCI, 2022, report."""
    text: Prose
    """What it is and what rests on it, or who refers to it and why."""
    address: WebAddress | None = None
    """Its web address, only where a source gives it."""
    sections: tuple[Section, ...] = Field(default=(), strict=False)
    cited_in: Sources | None = None


class Bibliography(Record):
    """The file `content/sources.yml`."""

    introduction: Prose
    sources: tuple[Source, ...] = Field(min_length=1, strict=False)
    reviewed: Day


class VocabularyEntry(Record):
    id: Slug
    title: Line
    plural: Line | None = None
    description: Prose | None = None
    also: tuple[Line, ...] = Field(default=(), strict=False)
    """Other words that people use for it."""


Entries = Field(min_length=1, strict=False)


class Vocabulary(Record):
    """The file `content/vocabulary.yml`. Order in the file is order on the site."""

    organisation_types: tuple[VocabularyEntry, ...] = Entries
    nations: tuple[VocabularyEntry, ...] = Entries
    sizes: tuple[VocabularyEntry, ...] = Entries
    professions: tuple[VocabularyEntry, ...] = Entries
    cpd_methods: tuple[VocabularyEntry, ...] = Entries
    audiences: tuple[VocabularyEntry, ...] = Entries
    role_groups: tuple[VocabularyEntry, ...] = Entries
    reviewed: Day


class Guide(Record):
    """The front matter of a Markdown page in `content/pages/`. The file's name is its identifier."""

    title: Line
    summary: Prose
    section: Literal["guides", "about"]
    order: Count
    themes: tuple[ThemeRef, ...] = Field(default=(), strict=False)
    recommendations: tuple[RecommendationRef, ...] = Field(default=(), strict=False)
    roles: tuple[RoleRef, ...] = Field(default=(), strict=False)
    sources: Sources | None = None
    reviewed: Day


class Move(Record):
    old: OldAddress
    """Where the page was. Nothing else may have this address again."""
    to: AnyRef
    """What to show instead."""


class Moves(Record):
    """The file `content/moved.yml`, which may be absent: old addresses that lead to new ones."""

    moved: tuple[Move, ...] = Entries


class Introductions(Record):
    """What each list of the site is for: the opening of its page, and its description elsewhere."""

    themes: Prose
    recommendations: Prose
    case_studies: Prose
    organisation_types: Prose
    coverage: Prose
    roles: Prose
    careers: Prose
    findings: Prose
    guides: Prose
    glossary: Prose
    sources: Prose
    about: Prose


class Site(Record):
    """The file `content/site.yml`: the words of the home page and of the lists' introductions."""

    title: Line
    tagline: Line
    what: Prose
    why: Prose
    introductions: Introductions
    repository: WebAddress | None = None
    """Web address of the repository on a GitHub-like host, for "suggest a change" links."""
    sources: Sources
    reviewed: Day
