"""What an organisation lays over the published guidance in a copy of its own."""

from __future__ import annotations

from pydantic import Field

from generator.content.model.fields import (
    AnyRef,
    Day,
    EmailAddress,
    LanguageCode,
    Line,
    Prose,
    Record,
    ThemeRef,
    Visibility,
    WebAddress,
)
from generator.content.model.guidance import Recommendation
from generator.content.model.reference import Source, Term
from generator.content.model.site import VocabularyEntry


class LocalNote(Record):
    on: AnyRef = Field(examples=["recommendation:regular-meetings"])
    """What the note is about, named as in a link: a recommendation, theme, role, case study or guide."""
    text: Prose = Field(examples=["Our team meets on the first Tuesday of the month."])
    """What your own readers should know about it."""
    visibility: Visibility = Field(default="public", examples=["internal"])
    """Who may read it. A public site leaves out what is internal, and what only that refers to."""


class LocalType(VocabularyEntry):
    visibility: Visibility = Field(default="public", examples=["internal"])
    """Who may read it. A public site leaves out what is internal, and what only that refers to."""


class LocalTerm(Term):
    visibility: Visibility = Field(default="public", examples=["internal"])
    """Who may read it. A public site leaves out what is internal, and what only that refers to."""


class LocalSource(Source):
    visibility: Visibility = Field(default="public", examples=["internal"])
    """Who may read it. A public site leaves out what is internal, and what only that refers to."""


class LocalRecommendation(Recommendation):
    theme: ThemeRef = Field(examples=["team-working"])
    """The theme that it belongs to. It stands there after those of the published guidance."""


class MaySay(Record):
    text: Line = Field(examples=["Riverside ward"])
    """The words that may be said, as they are written in your own content."""
    reason: Line = Field(examples=["The ward's name is on a public website."])
    """Why they give nothing away."""


class Overlay(Record):
    """The file `content/overlay.yml`, which makes a folder an overlay: a copy of the published guidance
    with things of its own. All but the first four fields may be left out."""

    release: Line = Field(examples=["0.1.0+3f2a9c1d4b5e"])
    """The release of the guidance that this copy is made from: its version and the start of its digest, as
    `guidance --version` says them. When another one is installed, the build stops. `guidance upgrade` shows
    what changes, then rewrites this line."""
    name: Line
    """Whose copy it is: the name of the organisation, as its readers know it."""
    visibility: Visibility = Field(examples=["internal"])
    """Who may read the copy. Case studies with `visibility: internal` are only in an internal one."""
    reviewed: Day = Field(examples=["2026-11-21"])
    """The day on which somebody last checked that all of this file is right: year-month-day."""
    title: Line | None = None
    """What the site is called in this copy, if not as the published one."""
    language: LanguageCode | None = Field(default=None, examples=["cy"])
    """The language of this copy, if not that of the published guidance. Your own translations stand in
    `translations/`, beside those that come with the release."""
    email: EmailAddress | None = Field(default=None, examples=["guidance@example.org"])
    """The e-mail address of those who run this copy, for its readers. A shared one, not one person's."""
    repository: WebAddress | None = None
    """Web address of your own repository, for "suggest a change" links on local pages."""
    welcome: Prose | None = None
    """What the home page says first, to your own readers."""
    notes: tuple[LocalNote, ...] = Field(default=(), strict=False)
    """Notes on things of the published guidance. One entry for each."""
    may_say: tuple[MaySay, ...] = Field(default=(), strict=False)
    """Words of content that this copy leaves out, and that your published content may say all the same.
    Without an entry here, the build stops where it finds any."""
    hide: tuple[AnyRef, ...] = Field(default=(), strict=False, examples=[["case:local-authority"]])
    """What this copy leaves out, named as in a link: a case study, framework, guide, pathway,
    recommendation, role, term or theme. Links to it become plain text."""
    organisation_types: tuple[LocalType, ...] = Field(default=(), strict=False)
    """Kinds of organisation beside those of the published guidance."""
    recommendations: tuple[LocalRecommendation, ...] = Field(default=(), strict=False)
    """Recommendations of your own."""
    terms: tuple[LocalTerm, ...] = Field(default=(), strict=False)
    """Words of your own for the glossary."""
    sources: tuple[LocalSource, ...] = Field(default=(), strict=False)
    """Sources that your own content rests on."""
