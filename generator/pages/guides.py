"""The pages that are written in Markdown: guides, and the pages about this site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.addresses import FORM_ADDRESS, FORM_GUIDE
from generator.basics.labels import label
from generator.content.model.site import Guide
from generator.library.entries import Entry
from generator.pages.page import Facets, Link, Page
from generator.pages.page_context import CASE_FIELDS, CASE_FORM, FRESHNESS, GUIDES, HOME, Desk

SECTIONS = {
    "guides": GUIDES,
    "about": Link(label("About"), "/about/index.md"),
}


@dataclass(frozen=True)
class GuidePage:
    body: str
    """Markdown, in the dialect of guides."""
    themes: tuple[Link, ...]
    recommendations: tuple[Link, ...]
    roles: tuple[Link, ...]
    others: tuple[Link, ...]
    """For the first page of a section: its other pages."""
    form: Link | None = None
    """The blank form, on the page that says how to use it."""


@dataclass(frozen=True)
class GuideCard:
    title: str
    href: str
    summary: str


def iter_pages(desk: Desk) -> Iterator[Page]:
    yield _list_page(desk)
    for guide in desk.library.guides:
        yield _guide_page(desk, guide)


def _list_page(desk: Desk) -> Page:
    guides = [guide for guide in desk.library.guides if guide.record.section == "guides"]
    return Page(
        uri="guides/index.md",
        template="guides",
        title=label("Guides"),
        summary=desk.library.site.introductions.guides,
        made_from="content/site.yml",
        reviewed=desk.library.site.reviewed,
        data=tuple(GuideCard(guide.record.title, guide.href, guide.record.summary) for guide in guides),
        has_contents=False,
        facets=Facets(label("Guide")),
        breadcrumbs=(HOME,),
    )


def _guide_page(desk: Desk, guide: Entry[Guide]) -> Page:
    record = guide.record
    section = SECTIONS[record.section]
    is_section_page = guide.href == section.href
    others = [
        Link(other.record.title, other.href)
        for other in desk.library.guides
        if is_section_page and other.record.section == record.section and other != guide
    ]
    if guide.href == SECTIONS["about"].href:
        others += [CASE_FIELDS, CASE_FORM, FRESHNESS]
    data = GuidePage(
        body=guide.body,
        themes=desk.links("theme", record.themes),
        recommendations=desk.links("recommendation", record.recommendations),
        roles=desk.links("role", record.roles),
        others=tuple(others),
        form=Link(label("Blank case study form (Word)"), FORM_ADDRESS) if guide.id == FORM_GUIDE else None,
    )
    shown = {link.href for links in (data.themes, data.recommendations, data.roles) for link in links}
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
            themes=tuple(x.title for x in data.themes),
        ),
        breadcrumbs=(HOME,) if is_section_page else (HOME, section),
        see_also=() if is_section_page else (section,),
        sources=desk.citations(record.sources),
        related=desk.mentions("guide", guide.id, {guide.href, *shown}),
    )
