"""The home page, the guides, and what there is to say of the site: its data, what is new, what is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from generator.basics.labels import label
from generator.content.model.site import Guide
from generator.library.entries import Entry, Link
from generator.library.freshness import DueItem, Update, channels_of, find_groups, written_news
from generator.library.library import Library
from generator.library.open_data import COLLECTIONS, NOTES, TABLES
from generator.pages.page_context import LINKS, Page, PageContext, at, one_page
from generator.pages.themes import strongest_example


def iter_pages(context: PageContext) -> Iterator[Page]:
    library = context.library
    yield _home_page(context)
    guides = [guide for guide in library.guides if guide.record.section == "guides"]
    yield one_page("guides", guides, summary=library.site.introductions.guides)
    yield from (_guide_page(context, guide) for guide in library.guides)
    yield _data_page(context)
    yield _news_page(context)
    # Which pages are due for review: a large library has more in a group than a page can hold
    groups = [
        (group, len(group.items[LINKS:]), tuple(_by_file(context, group.items[:LINKS])))
        for group in find_groups(library, context.today)
    ]
    every = library.site.review_every
    yield one_page("freshness", {"today": context.today, "review_every": every, "groups": groups})
    # The door to what only those need who write the site, host a copy of it, or use its data
    links = {guide.id: guide.link for guide in library.guides}
    yield one_page("editors", {name: links.get(name) for name in FOR_EDITORS})


def _home_page(context: PageContext) -> Page:
    library, evidence = context.library, context.evidence
    by_type = evidence.cases_by_type
    return one_page(
        "home",
        {
            "site": library.site,
            "pathways": [pathway.id for pathway in library.pathways],
            "pdf": context.pdf,
            "examples": [(theme, *strongest_example(context, theme)) for theme in library.themes],
            "cases_of": len(library.cases),
            # Types of organisation with the themes that their case studies show
            "map": [
                (
                    context.link("organisation-type", name),
                    {theme.id: evidence.coverage[theme.id, name] for theme in library.themes},
                )
                for name, cases in by_type.items()
                if cases
            ],
            "types_without": [name for name, cases in by_type.items() if not cases],
        },
        at=Link(library.site.title, at("home").href),
        summary=library.site.tagline,
        sources=context.citations(library.site.sources),
    )


SECTIONS = {"guides": at("guides"), "about": at("about")}
FOR_EDITORS = ("contribute", "hosting")
"""Guides that those who add to the site or host a copy of it need, and nobody else."""
CONTACT_GUIDES = frozenset({"contact", "accessibility", "contribute"})
"""The guides that say whom to write to."""


def contact_of(library: Library) -> Mapping[str, str]:
    """Whom to write to: of a copy, those who run the copy. Empty texts where the content doesn't say."""
    if library.overlay is not None:
        return {"owner": library.overlay.name, "email": library.overlay.email or ""}
    return {"owner": library.site.owner or "", "email": library.site.email or ""}


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
            "id": guide.id,
            "record": record,
            "body": guide.body,
            "others": tuple(_iter_others(context, guide)) if is_section_page else (),
            "contact": contact_of(context.library) if guide.id in CONTACT_GUIDES else None,
        },
        called="" if record.section == "guides" else label("About"),
        themes=context.words("theme", record.themes),
        under=() if is_section_page else (section,),
        sources=context.citations(record.sources),
        related=context.mentions("guide", guide.id, {guide.href, *shown}),
    )


def _iter_others(context: PageContext, first: Entry[Guide]) -> Iterator[Link]:
    """The other pages of the section that a guide is the first page of."""
    for guide in context.library.guides:
        if guide.record.section == first.record.section and guide != first and guide.id not in FOR_EDITORS:
            yield guide.link
    if first.href == at("about").href:
        yield at("editors")


def _data_page(context: PageContext) -> Page:
    counts = {table.name: sum(1 for _ in table.iter_rows(context.library)) for table in TABLES}
    tables = [
        (Link(f"{table.name}.csv", f"/data/{table.name}.csv"), table.row, counts[table.name], table.columns)
        for table in TABLES
    ]
    records = [Link(f"{name}.json", f"/data/{name}.json") for name in COLLECTIONS]
    codebook = Link("codebook.json", "/data/codebook.json")
    others = {"records": records, "codebook": codebook, "pdf": context.pdf}
    return one_page("data", {"notes": NOTES, "tables": tables, **others})


def _by_file(
    context: PageContext, items: Iterable[DueItem]
) -> Iterator[tuple[str, list[tuple[Link, DueItem]]]]:
    """What is due, by the file to change."""
    for path, found in groupby(items, key=lambda item: item.path):
        page = context.page_of_file.get(path, at("home"))
        yield path, [(context.link(*item.key) if item.key else page, item) for item in found]


def _news_page(context: PageContext) -> Page:
    library = context.library
    written, channels, entries = written_news(library), channels_of(library), library.news
    return one_page(
        "news",
        {
            "written": written,
            # What each entry that an editor wrote is about, by the entry's identifier
            "about": {entry.id: entry.about for entry in entries},
            "reviewed": _review_days(context, channels[0].items),
            "channels": channels,
        },
        made_from="content/news.yml" if entries else "content/site.yml",
        reviewed=max((item.day for item in written), default=library.site.reviewed),
    )


def _review_days(context: PageContext, items: Iterable[Update]) -> dict[date, dict[str, list[Link]]]:
    """What was reviewed on each day, by kind; the newest first, as in the items."""
    short = {case.href: case.short_title for case in context.library.cases}
    days: dict[date, dict[str, list[Link]]] = {}
    for item in items:
        if item.key[0] != "news":
            link = Link(short.get(item.href, item.title), item.href)
            days.setdefault(item.day, {}).setdefault(item.kind, []).append(link)
    return days
