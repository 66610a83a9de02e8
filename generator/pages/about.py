"""What there is to say of the site: its data, what is new, what is due for review, and the way to these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.basics.addresses import NEWS_PAGE
from generator.basics.labels import label
from generator.library.entries import Link
from generator.library.freshness import DueItem, Group, find_groups
from generator.library.open_data import COLLECTIONS, NOTES, TABLES, Facts
from generator.library.whats_new import Channel, Update, WhatsNew
from generator.pages.home import FOR_EDITORS, SECTIONS
from generator.pages.page_context import (
    CASE_FIELDS,
    CASE_FORM,
    CASES,
    CONTRIBUTE,
    EDITORS,
    FRESHNESS,
    HOME,
    LINKS,
    THEMES,
    Facets,
    Page,
    PageContext,
)

DATA = Link(label("Data to download"), "/about/data.md")
NEWS = Link(label("What’s new"), NEWS_PAGE)


@dataclass(frozen=True)
class TableItem:
    name: str
    row: str
    rows: int
    file: Link
    columns: tuple[tuple[str, str], ...]
    """The name and the meaning of each."""


@dataclass(frozen=True)
class DataPage:
    notes: tuple[str, ...]
    tables: tuple[TableItem, ...]
    records: tuple[Link, ...]
    codebook: Link
    pdf: Link | None


def iter_data_pages(context: PageContext) -> Iterator[Page]:
    yield Page(
        uri=DATA.href[1:],
        template="data",
        title=DATA.title,
        summary=label(
            "All that this site publishes, as tables for a spreadsheet and as records for a program."
        ),
        made_from="generator/library/open_data.py",
        reviewed=context.library.site.reviewed,
        data=DataPage(
            notes=NOTES,
            tables=tuple(_table_items(context)),
            records=tuple(Link(f"{name}.json", f"/data/{name}.json") for name in COLLECTIONS),
            codebook=Link("codebook.json", "/data/codebook.json"),
            pdf=context.pdf,
        ),
        facets=Facets(label("About")),
        breadcrumbs=(HOME, Link(label("About"), "/about/index.md")),
    )


def _table_items(context: PageContext) -> Iterator[TableItem]:
    facts = Facts(context.library, str)
    for table in TABLES:
        yield TableItem(
            name=table.name,
            row=label(table.row),
            rows=sum(1 for _ in table.iter_items(facts)),
            file=Link(f"{table.name}.csv", f"/data/{table.name}.csv"),
            columns=tuple((column.name, label(column.meaning)) for column in table.columns),
        )


@dataclass(frozen=True)
class DueLine:
    thing: Link
    path: str
    due: date | None


@dataclass(frozen=True)
class DueGroup:
    group: Group
    files: tuple[tuple[str, tuple[DueLine, ...]], ...]
    """The first of its items, by the file to change; a large library has more than a page can hold."""

    @property
    def rest(self) -> int:
        return len(self.group.items) - sum(len(lines) for _, lines in self.files)


@dataclass(frozen=True)
class FreshnessPage:
    today: date
    review_every: int
    parts: tuple[DueGroup, ...]


def iter_freshness_pages(context: PageContext) -> Iterator[Page]:
    groups = find_groups(context.library, context.today)
    yield Page(
        uri=FRESHNESS.href[1:],
        template="freshness",
        title=FRESHNESS.title,
        summary=label(
            "For editors: which pages are due for review, and where evidence or a source is missing."
        ),
        made_from="generator/library/freshness.py",
        reviewed=context.library.site.reviewed,
        data=FreshnessPage(
            today=context.today,
            review_every=context.library.site.review_every,
            parts=tuple(
                DueGroup(group, tuple(_by_file(_line(context, item) for item in group.items[:LINKS])))
                for group in groups
            ),
        ),
        facets=Facets(label("About")),
        is_searched=False,
        breadcrumbs=(HOME, SECTIONS["about"]),
        see_also=(CONTRIBUTE,),
    )


def _by_file(lines: Iterable[DueLine]) -> Iterator[tuple[str, tuple[DueLine, ...]]]:
    for path, found in groupby(lines, key=lambda line: line.path):
        yield path, tuple(found)


def _line(context: PageContext, item: DueItem) -> DueLine:
    thing = context.link(*item.key) if item.key else context.page_of_file.get(item.path, HOME)
    return DueLine(thing, item.path, item.due)


@dataclass(frozen=True)
class ReviewDay:
    """What was reviewed on one day, by kind."""

    day: date
    kinds: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True)
class NewsPage:
    written: tuple[Update, ...]
    about: Mapping[str, tuple[str, ...]]
    """What each entry that an editor wrote is about, by the entry's identifier."""
    reviewed: tuple[ReviewDay, ...]
    everything: Channel
    by_theme: tuple[Channel, ...]
    by_type: tuple[Channel, ...]


def iter_news_pages(context: PageContext) -> Iterator[Page]:
    news = WhatsNew(context.library)
    newest = max((item.day for item in news.written), default=context.library.site.reviewed)
    yield Page(
        uri=NEWS_PAGE.removeprefix("/"),
        template="news",
        title=NEWS.title,
        summary=label(
            "What was added, changed or reviewed last, and how to hear of it without looking here."
        ),
        made_from="content/news.yml" if context.library.news else "content/site.yml",
        reviewed=newest,
        data=NewsPage(
            written=news.written,
            about={entry.id: entry.about for entry in context.library.news},
            reviewed=tuple(_review_days(context, news.everything.items)),
            everything=news.everything,
            by_theme=news.by_theme,
            by_type=news.by_type,
        ),
        facets=Facets(label("About")),
        breadcrumbs=(HOME,),
        see_also=(THEMES, CASES),
        is_searched=False,
    )


def _review_days(context: PageContext, items: tuple[Update, ...]) -> Iterator[ReviewDay]:
    """The newest first, as in the items."""
    short = {case.href: case.short_title for case in context.library.cases}
    days: dict[date, dict[str, list[Link]]] = {}
    for item in items:
        if item.key[0] != "news":
            link = Link(short.get(item.href, item.title), item.href)
            days.setdefault(item.day, {}).setdefault(item.kind, []).append(link)
    for day, kinds in days.items():
        yield ReviewDay(day, tuple((kind, tuple(links)) for kind, links in kinds.items()))


HOW_TO_CONTRIBUTE = label("how to correct a page or send in a case study")
PAGES_FOR_EDITORS = (
    (CASE_FORM, label("fill it in here, or open a Word form that somebody sent you")),
    (CASE_FIELDS, label("what to write in each field, with an example")),
    (FRESHNESS, label("what is due for review, and where evidence or a source is missing")),
)
HOW_TO_HOST = label("how an organisation runs a copy of its own")
PAGES_FOR_HOSTS = (
    (DATA, label("all that this site publishes, for a spreadsheet or a program")),
    (NEWS, label("what was added or reviewed last, and feeds to follow")),
)


@dataclass(frozen=True)
class EditorsPage:
    for_editors: tuple[tuple[Link, str], ...]
    """Pages, each with what it is for."""
    for_hosts: tuple[tuple[Link, str], ...]


def iter_editors_pages(context: PageContext) -> Iterator[Page]:
    """The door to what only those need who write the site, host a copy of it, or use its data."""
    guides = {guide.id: guide.link for guide in context.library.guides}
    contribute, hosting = ([guides[name]] if name in guides else [] for name in FOR_EDITORS)
    yield Page(
        uri=EDITORS.href[1:],
        template="editors",
        title=EDITORS.title,
        summary=label(
            "Add a case study, correct a page, keep all of it up to date, run a copy, or use the data."
        ),
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=EditorsPage(
            (*((link, HOW_TO_CONTRIBUTE) for link in contribute), *PAGES_FOR_EDITORS),
            (*((link, HOW_TO_HOST) for link in hosting), *PAGES_FOR_HOSTS),
        ),
        facets=Facets(label("About")),
        has_contents=False,
        breadcrumbs=(HOME, SECTIONS["about"]),
    )
