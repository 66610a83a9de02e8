"""What holds the site together: vocabulary, guides, moved pages, news, its words; and what a copy adds."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.content.model.fields import (
    AnyRef,
    Cited,
    Count,
    Day,
    EmailAddress,
    Id,
    LanguageCode,
    Line,
    Many,
    MaybeInternal,
    OldAddress,
    Positive,
    Prose,
    RecommendationRef,
    Record,
    Reviewed,
    RoleRef,
    Some,
    Sources,
    ThemeRef,
    Visibility,
    WebAddress,
)
from generator.content.model.guidance import Recommendation, Source, Term


class VocabularyEntry(Record):
    id: Id = Field(examples=["acute"])
    title: Line = Field(examples=["Acute hospital care"])
    """The word or phrase that pages show."""
    plural: Line | None = Field(default=None, examples=["Acute hospital providers"])
    """What several of them are called."""
    description: Prose | None = None
    """What it means, in one or two sentences."""
    also: Many[Line] = ()
    """Other words that people use for it."""


class Synonyms(Record):
    words: Some[Line] = Field(examples=[["pay", "salary"]])
    """Words that mean the same to those who search. The first is the one to know them by."""


class Vocabulary(Record):
    """The file `content/vocabulary.yml`. Order in the file is order on the site."""

    organisation_types: Some[VocabularyEntry]
    """The kinds of organisation."""
    nations: Some[VocabularyEntry]
    """The nations of the United Kingdom."""
    sizes: Some[VocabularyEntry]
    """The sizes of organisation, from small to large."""
    professions: Some[VocabularyEntry]
    """The clinical professions."""
    cpd_methods: Some[VocabularyEntry]
    """The ways of continuing professional development that the proforma asks about."""
    audiences: Some[VocabularyEntry]
    """Whom recommendations apply to."""
    role_groups: Some[VocabularyEntry]
    """The parts of the list of roles."""
    synonyms: Many[Synonyms] = ()
    """Words that readers use for others that the guidance has. Only the search knows them."""
    reviewed: Reviewed


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
    themes: Many[ThemeRef] = ()
    """The themes that it belongs to."""
    recommendations: Many[RecommendationRef] = ()
    """The recommendations that it helps with."""
    roles: Many[RoleRef] = ()
    """The roles that it is for."""
    sources: Sources | None = None
    """Where this stands: sources and, after #, their sections."""
    reviewed: Reviewed
    visibility: MaybeInternal = "public"


class Move(Record):
    old: OldAddress
    """Where the page was. Nothing else may have this address again."""
    to: AnyRef
    """What to show instead."""


class Moves(Record):
    """The file `content/moved.yml`, which may be absent: old addresses that lead to new ones."""

    moved: Some[Move]
    """Each page that moved. One entry for each."""


class Spelling(Record):
    write: Line = Field(examples=["front-line"])
    """How this site writes it."""
    instead_of: Some[Line] = Field(alias="not", examples=[["frontline"]])
    """Other spellings of it, which a check finds. Capitals count."""


class Spellings(Record):
    """The file `content/spelling.yml`, which may be absent: one spelling for each thing."""

    words: Some[Spelling]
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
    sources: Cited
    review_every: Positive = Field(default=12, examples=[12])
    """After how many months a file is due for review again: themes, roles, guides and lists alike. Case
    studies say it themselves, under review_by."""
    reviewed: Reviewed


class NewsEntry(Record):
    id: Id = Field(examples=["two-community-trusts"])
    day: Day = Field(examples=["2026-11-21"])
    """The day on which it was published: year-month-day."""
    title: Line = Field(examples=["Two case studies of community trusts"])
    """What is new, in a few words."""
    text: Prose
    """What was added, changed or taken out, and what it means for readers. One to three sentences."""
    about: Many[AnyRef] = Field(default=(), examples=[["case:local-authority", "theme:team-working"]])
    """What it is about, each named as in a link. It decides which feeds have the entry: one about a case
    study is in those of its themes and of its organisation types."""


class News(Record):
    """The file `content/news.yml`, which may be absent: what is new on the site."""

    news: Some[NewsEntry]
    """Each thing that readers should hear of. One entry for each, newest first."""


class LocalNote(Record):
    on: AnyRef = Field(examples=["recommendation:regular-meetings"])
    """What the note is about, named as in a link: a recommendation, theme, role, case study or guide."""
    text: Prose = Field(examples=["Our team meets on the first Tuesday of the month."])
    """What your own readers should know about it."""
    visibility: MaybeInternal = "public"


class LocalType(VocabularyEntry):
    visibility: MaybeInternal = "public"


class LocalTerm(Term):
    visibility: MaybeInternal = "public"


class LocalSource(Source):
    visibility: MaybeInternal = "public"


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
    notes: Many[LocalNote] = ()
    """Notes on things of the published guidance. One entry for each."""
    may_say: Many[MaySay] = ()
    """Words of content that this copy leaves out, and that your published content may say all the same.
    Without an entry here, the build stops where it finds any."""
    hide: Many[AnyRef] = Field(default=(), examples=[["case:local-authority"]])
    """What this copy leaves out, named as in a link: a case study, framework, guide, pathway,
    recommendation, role, term or theme. Links to it become plain text."""
    organisation_types: Many[LocalType] = ()
    """Kinds of organisation beside those of the published guidance."""
    recommendations: Many[LocalRecommendation] = ()
    """Recommendations of your own."""
    terms: Many[LocalTerm] = ()
    """Words of your own for the glossary."""
    sources: Many[LocalSource] = ()
    """Sources that your own content rests on."""
