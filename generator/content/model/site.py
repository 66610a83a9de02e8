"""What holds the site together: vocabulary, guides, moved pages, what is new, and the site's own words."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.content.model.fields import (
    AnyRef,
    Count,
    Day,
    EmailAddress,
    LanguageCode,
    Line,
    OldAddress,
    Positive,
    Prose,
    RecommendationRef,
    Record,
    RoleRef,
    Slug,
    Sources,
    ThemeRef,
    Visibility,
    WebAddress,
)


class VocabularyEntry(Record):
    id: Slug = Field(examples=["acute"])
    """Its permanent identifier: small letters, digits and hyphens. It never changes, nor is it used again."""
    title: Line = Field(examples=["Acute hospital care"])
    """The word or phrase that pages show."""
    plural: Line | None = Field(default=None, examples=["Acute hospital providers"])
    """What several of them are called."""
    description: Prose | None = None
    """What it means, in one or two sentences."""
    also: tuple[Line, ...] = Field(default=(), strict=False)
    """Other words that people use for it."""


Entries = Field(min_length=1, strict=False)


class Synonyms(Record):
    words: tuple[Line, ...] = Field(min_length=1, strict=False, examples=[["pay", "salary"]])
    """Words that mean the same to those who search. The first is the one to know them by."""


class Vocabulary(Record):
    """The file `content/vocabulary.yml`. Order in the file is order on the site."""

    organisation_types: tuple[VocabularyEntry, ...] = Entries
    """The kinds of organisation."""
    nations: tuple[VocabularyEntry, ...] = Entries
    """The nations of the United Kingdom."""
    sizes: tuple[VocabularyEntry, ...] = Entries
    """The sizes of organisation, from small to large."""
    professions: tuple[VocabularyEntry, ...] = Entries
    """The clinical professions."""
    cpd_methods: tuple[VocabularyEntry, ...] = Entries
    """The ways of continuing professional development that the proforma asks about."""
    audiences: tuple[VocabularyEntry, ...] = Entries
    """Whom recommendations apply to."""
    role_groups: tuple[VocabularyEntry, ...] = Entries
    """The parts of the list of roles."""
    synonyms: tuple[Synonyms, ...] = Field(default=(), strict=False)
    """Words that readers use for others that the guidance has. Only the search knows them."""
    reviewed: Day = Field(examples=["2026-11-21"])
    """The day on which somebody last checked that all of it is right: year-month-day."""


class Guide(Record):
    """The front matter of a Markdown page in `content/pages/`. The file's name is its identifier."""

    title: Line
    """What the page is called."""
    summary: Prose
    """One or two sentences for lists and cards."""
    section: Literal["guides", "about"] = Field(examples=["guides"])
    """Which part of the site it belongs to."""
    order: Count = Field(examples=[10])
    """Where it stands in its part: a whole number, lowest first."""
    themes: tuple[ThemeRef, ...] = Field(default=(), strict=False)
    """The themes that it belongs to."""
    recommendations: tuple[RecommendationRef, ...] = Field(default=(), strict=False)
    """The recommendations that it helps with."""
    roles: tuple[RoleRef, ...] = Field(default=(), strict=False)
    """The roles that it is for."""
    sources: Sources | None = None
    """Where this stands: sources and, after #, their sections."""
    reviewed: Day = Field(examples=["2026-11-21"])
    """The day on which somebody last checked that all of it is right: year-month-day."""
    visibility: Visibility = Field(default="public", examples=["internal"])
    """Who may read it. A public site leaves out what is internal, and what only that refers to."""


class Move(Record):
    old: OldAddress
    """Where the page was. Nothing else may have this address again."""
    to: AnyRef
    """What to show instead."""


class Moves(Record):
    """The file `content/moved.yml`, which may be absent: old addresses that lead to new ones."""

    moved: tuple[Move, ...] = Entries
    """Each page that moved. One entry for each."""


class Spelling(Record):
    write: Line = Field(examples=["front-line"])
    """How this site writes it."""
    instead_of: tuple[Line, ...] = Field(alias="not", min_length=1, strict=False, examples=[["frontline"]])
    """Other spellings of it, which a check finds. Capitals count."""


class Spellings(Record):
    """The file `content/spelling.yml`, which may be absent: one spelling for each thing."""

    words: tuple[Spelling, ...] = Entries
    """Each word that is spelt in one way only. One entry for each."""


class Introductions(Record):
    """What each list of the site is for: the opening of its page, and its description elsewhere."""

    themes: Prose
    """The opening of the list of themes."""
    recommendations: Prose
    """The opening of the list of recommendations."""
    case_studies: Prose
    """The opening of the list of case studies."""
    organisation_types: Prose
    """The opening of the list of organisation types."""
    coverage: Prose
    """The opening of the page that shows what the case studies cover."""
    roles: Prose
    """The opening of the list of roles."""
    careers: Prose
    """The opening of the pages on careers."""
    findings: Prose
    """The opening of the published figures."""
    guides: Prose
    """The opening of the list of guides."""
    glossary: Prose
    """The opening of the glossary."""
    sources: Prose
    """The opening of the list of sources."""
    about: Prose
    """The opening of the pages about this site."""


class Site(Record):
    """The file `content/site.yml`: the words of the home page and of the lists' introductions."""

    title: Line
    """What the site is called."""
    tagline: Line
    """One line that says what the site is for."""
    what: Prose
    """What the site offers, and what it rests on. One or two paragraphs."""
    why: Prose
    """Why the subject matters. One or two paragraphs."""
    introductions: Introductions
    """The opening of each list."""
    owner: Line | None = Field(default=None, examples=["Testshire Health Informatics Network"])
    """Who runs the site and answers for it: an organisation. Pages on contact and accessibility name it."""
    email: EmailAddress | None = Field(default=None, examples=["guidance@example.org"])
    """The e-mail address that readers can write to. A shared one, not one person's."""
    repository: WebAddress | None = None
    """Web address of the repository on a GitHub-like host, for "suggest a change" links. A workflow that
    builds the site there fills it in by itself."""
    language: LanguageCode | None = Field(default=None, examples=["cy"])
    """The language of the site, if not English. What `translations/` has no words for stays English."""
    sources: Sources
    """Where this stands: sources and, after #, their sections."""
    review_every: Positive = Field(default=12, examples=[12])
    """After how many months a file is due for review again: themes, roles, guides and lists alike. Case
    studies say it themselves, under review_by."""
    reviewed: Day = Field(examples=["2026-11-21"])
    """The day on which somebody last checked that all of it is right: year-month-day."""


class NewsEntry(Record):
    id: Slug = Field(examples=["two-community-trusts"])
    """Its permanent identifier: small letters, digits and hyphens. It never changes, nor is it used again."""
    day: Day = Field(examples=["2026-11-21"])
    """The day on which it was published: year-month-day."""
    title: Line = Field(examples=["Two case studies of community trusts"])
    """What is new, in a few words."""
    text: Prose
    """What was added, changed or taken out, and what it means for readers. One to three sentences."""
    about: tuple[AnyRef, ...] = Field(
        default=(), strict=False, examples=[["case:local-authority", "theme:team-working"]]
    )
    """What it is about, each named as in a link. It decides which feeds have the entry: one about a case
    study is in those of its themes and of its organisation types."""


class News(Record):
    """The file `content/news.yml`, which may be absent: what is new on the site."""

    news: tuple[NewsEntry, ...] = Field(min_length=1, strict=False)
    """Each thing that readers should hear of. One entry for each, newest first."""
