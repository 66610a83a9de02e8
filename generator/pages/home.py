"""The home page and the guides."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.addresses import FORM_ADDRESS, FORM_GUIDE, ODT_FORM_ADDRESS
from generator.basics.labels import label
from generator.content.model.site import Guide, Site
from generator.library.entries import Entry, Link
from generator.library.library import Library
from generator.pages.page_context import (
    BOARD_PAPER,
    CASES,
    CONTRIBUTE,
    EDITORS,
    GUIDES,
    HOME,
    PATHWAYS,
    ROLES,
    SELF_ASSESSMENT,
    Facets,
    Page,
    PageContext,
)
from generator.pages.themes import Example, strongest_example


@dataclass(frozen=True)
class ThemeExample:
    """A theme on the home page, with its strongest example."""

    theme: Link
    summary: str
    example: Example | None


@dataclass(frozen=True)
class MapCell:
    theme: str
    cases: int
    href: str
    """Where these case studies say what they do."""


@dataclass(frozen=True)
class MapRow:
    """One type of organisation: how many of its case studies show each theme."""

    type: Link
    of: int
    cells: tuple[MapCell, ...]


@dataclass(frozen=True)
class Home:
    site: Site
    ways: tuple[tuple[str, tuple[Link, ...]], ...]
    """The beginning of a sentence, and its endings: each leads on."""
    themes: tuple[ThemeExample, ...]
    map: tuple[MapRow, ...]
    """Of the types with a case study."""
    types_without: tuple[str, ...]


I_AM = (
    Link(label("a new CCIO"), "/pathways/new-ccio.md"),
    Link(label("an executive who has to decide"), "/pathways/executive-who-decides.md"),
    Link(label("a clinician who wants to work in informatics"), "/pathways/clinician-who-wants-in.md"),
    Link(label("in social work or local government"), "/pathways/social-work-and-local-government.md"),
    Link(label("in an integrated care system"), "/pathways/integrated-care-system.md"),
    Link(label("in a small trust"), "/pathways/small-trust.md"),
    Link(label("somebody else: show me every way in"), PATHWAYS.href),
)
"""Who a reader may be, and where to begin then. An entry whose page this library doesn't have is left out."""
I_WANT_TO = (
    Link(label("see where our team stands"), SELF_ASSESSMENT.href),
    Link(label("find organisations like mine"), CASES.href),
    Link(label("compare teams side by side"), "/compare.md"),
    Link(label("ask my board for a post or a team"), BOARD_PAPER.href),
    Link(label("know what is known about a role"), ROLES.href),
    Link(label("add what our organisation does"), CONTRIBUTE.href),
)


def iter_home_pages(context: PageContext) -> Iterator[Page]:
    yield _home(context)


def _home(context: PageContext) -> Page:
    site = context.library.site
    by_type = context.evidence.cases_by_type
    whole = (Link(label("read all of it as a PDF"), context.pdf.href),) if context.pdf else ()
    data = Home(
        site=site,
        ways=(
            (label("I am"), tuple(link for link in I_AM if _is_there(context, link))),
            (label("I want to"), (*I_WANT_TO, *whole)),
        ),
        themes=tuple(
            ThemeExample(theme.link, theme.record.summary, strongest_example(context, theme))
            for theme in context.library.themes
        ),
        map=tuple(_map_row(context, name, len(cases)) for name, cases in by_type.items() if cases),
        types_without=tuple(name for name, cases in by_type.items() if not cases),
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


def _is_there(context: PageContext, link: Link) -> bool:
    """Whether a page is one of those that always exist, or that of a thing of this library."""
    is_of_record = link.href.startswith("/pathways/") and link != I_AM[-1]
    return not is_of_record or any(known.href == link.href for known in context.library.identities.values())


def _map_row(context: PageContext, organisation_type: str, of: int) -> MapRow:
    page = context.link("organisation-type", organisation_type)
    cells = tuple(
        MapCell(
            theme.title,
            context.evidence.coverage[theme.id, organisation_type].cases,
            f"{page.href}#{theme.id}",
        )
        for theme in context.library.themes
    )
    return MapRow(page, of, cells)


def _guides(context: PageContext) -> tuple[Entry[Guide], ...]:
    return tuple(guide for guide in context.library.guides if guide.record.section == "guides")


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
    Stored(
        "guidance.board",
        label("What you filled in for your board paper."),
        UNTIL_CLEARED,
    ),
    Stored(
        "guidance.board.unread",
        label("What you filled in for your board paper and could not be read, so that nothing is lost."),
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
    forms: tuple[Link, ...] = ()
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


_BLANK_FORMS = (
    Link(label("Blank case study form (Word)"), FORM_ADDRESS),
    Link(label("Blank case study form (LibreOffice)"), ODT_FORM_ADDRESS),
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
        forms=_BLANK_FORMS if guide.id == FORM_GUIDE else (),
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
