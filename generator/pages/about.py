"""What there is to say of the site: its data, what is new, what is due for review, and the way to these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from generator.basics.labels import label
from generator.library.entries import Link
from generator.library.freshness import DueItem, Update, WhatsNew, find_groups
from generator.library.open_data import COLLECTIONS, NOTES, TABLES
from generator.pages import places
from generator.pages.home import FOR_EDITORS
from generator.pages.page_context import LINKS, Facets, Page, PageContext


def iter_data_pages(context: PageContext) -> Iterator[Page]:
    yield Page(
        at=places.DATA,
        template="data",
        summary=label(
            "All that this site publishes, as tables for a spreadsheet and as records for a program."
        ),
        made_from="generator/library/open_data.py",
        data={
            "notes": NOTES,
            "tables": [
                {
                    "file": Link(f"{table.name}.csv", f"/data/{table.name}.csv"),
                    "row": label(table.row),
                    "rows": sum(1 for _ in table.iter_items(context.library)),
                    "columns": [(column.name, label(column.meaning)) for column in table.columns],
                }
                for table in TABLES
            ],
            "records": [Link(f"{name}.json", f"/data/{name}.json") for name in COLLECTIONS],
            "codebook": Link("codebook.json", "/data/codebook.json"),
            "pdf": context.pdf,
        },
        facets=Facets(label("About")),
        breadcrumbs=(places.HOME, places.ABOUT),
    )


def iter_freshness_pages(context: PageContext) -> Iterator[Page]:
    groups = find_groups(context.library, context.today)
    yield Page(
        at=places.FRESHNESS,
        template="freshness",
        summary=label(
            "For editors: which pages are due for review, and where evidence or a source is missing."
        ),
        made_from="generator/library/freshness.py",
        data={
            "today": context.today,
            "review_every": context.library.site.review_every,
            # A large library has more in a group than a page can hold
            "groups": [
                (group, len(group.items[LINKS:]), tuple(_by_file(context, group.items[:LINKS])))
                for group in groups
            ],
        },
        facets=Facets(label("About")),
        is_searched=False,
        breadcrumbs=(places.HOME, places.ABOUT),
        see_also=(places.CONTRIBUTE,),
    )


def _by_file(
    context: PageContext, items: Iterable[DueItem]
) -> Iterator[tuple[str, list[tuple[Link, DueItem]]]]:
    """What is due, by the file to change."""
    for path, found in groupby(items, key=lambda item: item.path):
        page = context.page_of_file.get(path, places.HOME)
        yield path, [(context.link(*item.key) if item.key else page, item) for item in found]


def iter_news_pages(context: PageContext) -> Iterator[Page]:
    news = WhatsNew(context.library)
    yield Page(
        at=places.NEWS,
        template="news",
        summary=label(
            "What was added, changed or reviewed last, and how to hear of it without looking here."
        ),
        made_from="content/news.yml" if context.library.news else "content/site.yml",
        reviewed=max((item.day for item in news.written), default=context.library.site.reviewed),
        data={
            "written": news.written,
            # What each entry that an editor wrote is about, by the entry's identifier
            "about": {entry.id: entry.about for entry in context.library.news},
            "reviewed": _review_days(context, news.everything.items),
            "everything": news.everything,
            "by_theme": news.by_theme,
            "by_type": news.by_type,
        },
        facets=Facets(label("About")),
        breadcrumbs=(places.HOME,),
        see_also=(places.THEMES, places.CASES),
        is_searched=False,
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


HOW_TO_CONTRIBUTE = label("how to correct a page or send in a case study")
PAGES_FOR_EDITORS = (
    (places.CASE_FORM, label("fill it in here, or open a Word form that somebody sent you")),
    (places.CASE_FIELDS, label("what to write in each field, with an example")),
    (places.FRESHNESS, label("what is due for review, and where evidence or a source is missing")),
)
HOW_TO_HOST = label("how an organisation runs a copy of its own")
PAGES_FOR_HOSTS = (
    (places.DATA, label("all that this site publishes, for a spreadsheet or a program")),
    (places.NEWS, label("what was added or reviewed last, and feeds to follow")),
)


def iter_editors_pages(context: PageContext) -> Iterator[Page]:
    """The door to what only those need who write the site, host a copy of it, or use its data."""
    guides = {guide.id: guide.link for guide in context.library.guides}
    contribute, hosting = ([guides[name]] if name in guides else [] for name in FOR_EDITORS)
    yield Page(
        at=places.EDITORS,
        template="editors",
        summary=label(
            "Add a case study, correct a page, keep all of it up to date, run a copy, or use the data."
        ),
        data={
            # Pages, each with what it is for
            "for_editors": (*((link, HOW_TO_CONTRIBUTE) for link in contribute), *PAGES_FOR_EDITORS),
            "for_hosts": (*((link, HOW_TO_HOST) for link in hosting), *PAGES_FOR_HOSTS),
        },
        facets=Facets(label("About")),
        has_contents=False,
        breadcrumbs=(places.HOME, places.ABOUT),
    )
