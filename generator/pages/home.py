"""The home page and the guides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.basics.addresses import FORM_ADDRESS, FORM_GUIDE, ODT_FORM_ADDRESS
from generator.basics.labels import label
from generator.content.model.site import Guide
from generator.library.entries import Entry, Link
from generator.library.library import Library
from generator.pages import places
from generator.pages.page_context import Facets, Page, PageContext
from generator.pages.themes import strongest_example

I_AM = (
    Link(label("a new CCIO"), "/pathways/new-ccio.md"),
    Link(label("an executive who has to decide"), "/pathways/executive-who-decides.md"),
    Link(label("a clinician who wants to work in informatics"), "/pathways/clinician-who-wants-in.md"),
    Link(label("in social work or local government"), "/pathways/social-work-and-local-government.md"),
    Link(label("in an integrated care system"), "/pathways/integrated-care-system.md"),
    Link(label("in a small trust"), "/pathways/small-trust.md"),
    Link(label("somebody else: show me every way in"), places.PATHWAYS.href),
)
"""Who a reader may be, and where to begin then. An entry whose page this library doesn't have is left out."""
I_WANT_TO = (
    Link(label("see where our team stands"), places.SELF_ASSESSMENT.href),
    Link(label("find organisations like mine"), places.CASES.href),
    Link(label("compare teams side by side"), places.COMPARE.href),
    Link(label("ask my board for a post or a team"), places.BOARD_PAPER.href),
    Link(label("know what is known about a role"), places.ROLES.href),
    Link(label("add what our organisation does"), places.CONTRIBUTE.href),
)


def iter_home_pages(context: PageContext) -> Iterator[Page]:
    library, evidence = context.library, context.evidence
    whole = (Link(label("read all of it as a PDF"), context.pdf.href),) if context.pdf else ()
    yield Page(
        at=Link(library.site.title, places.HOME.href),
        template="home",
        summary=library.site.tagline,
        data={
            "site": library.site,
            # The beginning of a sentence, and its endings: each leads on
            "ways": {
                label("I am"): tuple(link for link in I_AM if _is_there(context, link)),
                label("I want to"): (*I_WANT_TO, *whole),
            },
            "examples": [(theme, *strongest_example(context, theme)) for theme in library.themes],
            "cases_of": len(library.cases),
            # Types of organisation with the themes that their case studies show
            "map": [
                (
                    context.link("organisation-type", name),
                    {theme.id: evidence.coverage[theme.id, name] for theme in library.themes},
                )
                for name, cases in evidence.cases_by_type.items()
                if cases
            ],
            "types_without": [name for name, cases in evidence.cases_by_type.items() if not cases],
        },
        has_contents=False,
        facets=Facets(label("Guidance")),
        sources=context.citations(library.site.sources),
    )


def _is_there(context: PageContext, link: Link) -> bool:
    """Whether a page is one of those that always exist, or that of a thing of this library."""
    is_of_record = link.href.startswith("/pathways/") and link != I_AM[-1]
    return not is_of_record or any(known.href == link.href for known in context.library.identities.values())


SECTIONS = {"guides": places.GUIDES, "about": places.ABOUT}

FOR_EDITORS = ("contribute", "hosting")
"""Guides that those who add to the site or host a copy of it need, and nobody else."""
CONTACT_GUIDES = frozenset({"contact", "accessibility", "contribute"})
"""The guides that say whom to write to."""
PRIVACY_GUIDE = "contact"
"""The guide that says what is kept in a reader's browser."""
_BLANK_FORMS = (
    Link(label("Blank case study form (Word)"), FORM_ADDRESS),
    Link(label("Blank case study form (LibreOffice)"), ODT_FORM_ADDRESS),
)


@dataclass(frozen=True)
class Stored:
    """What a script keeps in a reader's browser, and nowhere else."""

    key: str
    what: str
    until: str = label("Until you clear it on that page, or clear your browser's data.")


STORED = (
    Stored("guidance.assessment", label("Your answers and notes in the self-assessment.")),
    Stored(
        "guidance.assessment.unread",
        label("Answers of the self-assessment that could not be read, so that nothing is lost."),
    ),
    Stored("guidance.board", label("What you filled in for your board paper.")),
    Stored(
        "guidance.board.unread",
        label("What you filled in for your board paper and could not be read, so that nothing is lost."),
    ),
    Stored("guidance.case-study", label("Your draft in the form for a case study.")),
    Stored(
        "guidance.colours", label("Whether you want light or dark colours."), label("Until you change it.")
    ),
    Stored(
        "guidance.compare",
        label("Which case studies you have chosen to compare."),
        label("Until you clear the choice."),
    ),
    Stored("guidance.pathways", label("Which steps of the pathways you have marked as done.")),
    Stored(
        "guidance.search-key", label("Whether the / key opens the search."), label("Until you change it.")
    ),
    Stored(
        "guidance.yours",
        label("What you said about your organisation: its types, its size and its nation."),
        label("Until you press “Forget it”."),
    ),
)
"""By key. A test compares this with the scripts."""


def contact_of(library: Library) -> Mapping[str, str]:
    """Whom to write to: of a copy, those who run the copy. Empty texts where the content doesn't say."""
    if library.overlay is not None:
        return {"owner": library.overlay.name, "email": library.overlay.email or ""}
    return {"owner": library.site.owner or "", "email": library.site.email or ""}


def iter_guide_pages(context: PageContext) -> Iterator[Page]:
    yield Page(
        at=places.GUIDES,
        template="guides",
        summary=context.library.site.introductions.guides,
        data=[guide for guide in context.library.guides if guide.record.section == "guides"],
        has_contents=False,
        facets=Facets(label("Guide")),
        breadcrumbs=(places.HOME,),
    )
    for guide in context.library.guides:
        yield _guide_page(context, guide)


def _guide_page(context: PageContext, guide: Entry[Guide]) -> Page:
    record = guide.record
    section = SECTIONS[record.section]
    is_section_page = guide.href == section.href
    named = {"theme": record.themes, "recommendation": record.recommendations, "role": record.roles}
    shown = {link.href for kind, names in named.items() for link in context.links(kind, names)}
    return Page(
        at=guide.link,
        template="guide",
        summary=record.summary,
        made_from=guide.path,
        data={
            "record": record,
            "body": guide.body,
            "others": tuple(_iter_others(context, guide)) if is_section_page else (),
            "forms": _BLANK_FORMS if guide.id == FORM_GUIDE else (),
            "contact": contact_of(context.library) if guide.id in CONTACT_GUIDES else None,
            "stored": STORED if guide.id == PRIVACY_GUIDE else (),
        },
        facets=Facets(
            label("Guide") if record.section == "guides" else label("About"),
            themes=context.words("theme", record.themes),
        ),
        breadcrumbs=(places.HOME,) if is_section_page else (places.HOME, section),
        see_also=() if is_section_page else (section,),
        sources=context.citations(record.sources),
        related=context.mentions("guide", guide.id, {guide.href, *shown}),
    )


def _iter_others(context: PageContext, first: Entry[Guide]) -> Iterator[Link]:
    """The other pages of the section that a guide is the first page of."""
    for guide in context.library.guides:
        if guide.record.section == first.record.section and guide != first and guide.id not in FOR_EDITORS:
            yield guide.link
    if first.href == places.ABOUT.href:
        yield places.EDITORS
