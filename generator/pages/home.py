"""The home page and the guides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.addresses import FORM_ADDRESS, FORM_GUIDE
from generator.basics.formatting import as_number
from generator.basics.labels import counted, label
from generator.content.model.site import Guide, Site
from generator.library.entries import Entry, Link
from generator.library.library import Library
from generator.pages.page_context import (
    CASES,
    COVERAGE,
    EDITORS,
    GUIDES,
    HOME,
    RECOMMENDATIONS,
    THEMES,
    Facets,
    Page,
    PageContext,
)
from generator.pages.themes import ThemeCard, theme_cards


@dataclass(frozen=True)
class Home:
    site: Site
    numbers: tuple[Link, ...]
    """What is counted, each with its number."""
    themes: tuple[ThemeCard, ...]
    types: tuple[Link, ...]
    """Organisation types with a case study, each with how many."""
    types_without: tuple[str, ...]
    roles: tuple[Link, ...]
    """The roles that most case studies have."""
    guides: tuple[Link, ...]
    pdf: Link | None


MOST_ROLES = 6


def iter_home_pages(context: PageContext) -> Iterator[Page]:
    yield _home(context)


def _home(context: PageContext) -> Page:
    site = context.library.site
    by_type = context.evidence.cases_by_type
    data = Home(
        site=site,
        numbers=_numbers(context),
        themes=theme_cards(context),
        pdf=context.pdf,
        types=tuple(
            context.link("organisation-type", name, _cases(len(cases)))
            for name, cases in by_type.items()
            if cases
        ),
        types_without=tuple(name for name, cases in by_type.items() if not cases),
        roles=_common_roles(context),
        guides=tuple(guide.link for guide in _guides(context)),
    )
    return Page(
        uri="index.md",
        template="home",
        title=site.title,
        summary=site.tagline,
        made_from="content/site.yml",
        reviewed=site.reviewed,
        data=data,
        has_contents=False,
        facets=Facets(label("Guidance")),
        sources=context.citations(site.sources),
    )


def _cases(count: int) -> str:
    return counted(count, "case study", "case studies")


def _numbers(context: PageContext) -> tuple[Link, ...]:
    library = context.library
    practices = sum(len(case.record.practices) for case in library.cases)
    numbers = (
        (len(library.themes), label("themes"), THEMES),
        (len(library.recommendations), label("recommendations"), RECOMMENDATIONS),
        (len(library.cases), label("case studies"), CASES),
        (practices, label("practices described"), COVERAGE),
    )
    return tuple(Link(title, page.href, as_number(number)) for number, title, page in numbers)


def _guides(context: PageContext) -> tuple[Entry[Guide], ...]:
    return tuple(guide for guide in context.library.guides if guide.record.section == "guides")


def _common_roles(context: PageContext) -> tuple[Link, ...]:
    counts = {role: len(cases) for role, cases in context.evidence.cases_by_role.items() if cases}
    order = [role.id for role in context.library.roles]
    most = sorted(counts, key=lambda role: (-counts[role], order.index(role)))[:MOST_ROLES]
    return tuple(context.link("role", role, _cases(counts[role])) for role in most)


SECTIONS = {
    "guides": GUIDES,
    "about": Link(label("About"), "/about/index.md"),
}


FOR_EDITORS = ("contribute", "hosting")
"""Guides that those who add to the site or host a copy of it need, and nobody else."""


CONTACT_GUIDES = frozenset({"contact", "accessibility", "contribute"})
"""The guides that say whom to write to."""
PRIVACY_GUIDE = "contact"
"""The guide that says what is kept in a reader's browser."""


@dataclass(frozen=True)
class Contact:
    """Whom to write to. Empty texts where the content doesn't say."""

    owner: str
    """Who runs the site, or this copy of it."""
    email: str


@dataclass(frozen=True)
class Stored:
    """What a script keeps in a reader's browser, and nowhere else."""

    key: str
    what: str
    until: str


UNTIL_CLEARED = label("Until you clear it on that page, or clear your browser's data.")

STORED = (
    Stored(
        "guidance.assessment",
        label("Your answers and notes in the self-assessment."),
        UNTIL_CLEARED,
    ),
    Stored(
        "guidance.assessment.unread",
        label("Answers of the self-assessment that could not be read, so that nothing is lost."),
        UNTIL_CLEARED,
    ),
    Stored("guidance.case-study", label("Your draft in the form for a case study."), UNTIL_CLEARED),
    Stored(
        "guidance.colours", label("Whether you want light or dark colours."), label("Until you change it.")
    ),
    Stored(
        "guidance.compare",
        label("Which case studies you have chosen to compare."),
        label("Until you clear the choice."),
    ),
    Stored(
        "guidance.pathways",
        label("Which steps of the pathways you have marked as done."),
        UNTIL_CLEARED,
    ),
    Stored(
        "guidance.search-key",
        label("Whether the / key opens the search."),
        label("Until you change it."),
    ),
    Stored(
        "guidance.yours",
        label("What you said about your organisation: its types, its size and its nation."),
        label("Until you press “Forget it”."),
    ),
)
"""By key. A test compares this with the scripts."""


def contact_of(library: Library) -> Contact:
    """Of a copy, those who run the copy."""
    overlay, site = library.overlay, library.site
    if overlay is not None:
        return Contact(overlay.name, overlay.email or "")
    return Contact(site.owner or "", site.email or "")


@dataclass(frozen=True)
class GuidePage:
    record: Guide
    body: str
    """Markdown, in the dialect of guides."""
    others: tuple[Link, ...]
    """For the first page of a section: its other pages."""
    form: Link | None = None
    """The blank form, on the page that says how to use it."""
    contact: Contact | None = None
    """Whom to write to, on pages that say so."""
    stored: tuple[Stored, ...] = ()
    """What is kept in the reader's browser, on the page about privacy."""


def iter_guide_pages(context: PageContext) -> Iterator[Page]:
    yield _list_page(context)
    for guide in context.library.guides:
        yield _guide_page(context, guide)


def _list_page(context: PageContext) -> Page:
    return Page(
        uri="guides/index.md",
        template="guides",
        title=label("Guides"),
        summary=context.library.site.introductions.guides,
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=_guides(context),
        has_contents=False,
        facets=Facets(label("Guide")),
        breadcrumbs=(HOME,),
    )


def _guide_page(context: PageContext, guide: Entry[Guide]) -> Page:
    record = guide.record
    section = SECTIONS[record.section]
    is_section_page = guide.href == section.href
    others = [
        other.link
        for other in context.library.guides
        if is_section_page and other.record.section == record.section and other != guide
        if other.id not in FOR_EDITORS
    ]
    if guide.href == SECTIONS["about"].href:
        others.append(EDITORS)
    data = GuidePage(
        record=record,
        body=guide.body,
        others=tuple(others),
        form=Link(label("Blank case study form (Word)"), FORM_ADDRESS) if guide.id == FORM_GUIDE else None,
        contact=contact_of(context.library) if guide.id in CONTACT_GUIDES else None,
        stored=STORED if guide.id == PRIVACY_GUIDE else (),
    )
    named = {"theme": record.themes, "recommendation": record.recommendations, "role": record.roles}
    shown = {link.href for kind, names in named.items() for link in context.links(kind, names)}
    return Page(
        uri=guide.href[1:],
        template="guide",
        title=record.title,
        summary=record.summary,
        made_from=guide.path,
        reviewed=record.reviewed,
        data=data,
        facets=Facets(
            label("Guide") if record.section == "guides" else label("About"),
            themes=context.words("theme", record.themes),
        ),
        breadcrumbs=(HOME,) if is_section_page else (HOME, section),
        see_also=() if is_section_page else (section,),
        sources=context.citations(record.sources),
        related=context.mentions("guide", guide.id, {guide.href, *shown}),
    )
