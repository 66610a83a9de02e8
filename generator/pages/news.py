"""What is new: what editors wrote, what was reviewed last, and the feeds to follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.addresses import FEEDS, NEWS_PAGE
from generator.basics.labels import label
from generator.library.whats_new import Channel, Item, WhatsNew
from generator.pages.page import Facets, Link, Page
from generator.pages.page_context import CASES, HOME, THEMES, Desk


@dataclass(frozen=True)
class NewsItem:
    item: Item
    link: Link
    anchor: str
    about: tuple[Link, ...]
    """Of what an editor wrote: the pages that it is about."""


@dataclass(frozen=True)
class ChannelRow:
    page: Link
    atom: Link
    json: Link


@dataclass(frozen=True)
class NewsPage:
    written: tuple[NewsItem, ...]
    reviewed: tuple[NewsItem, ...]
    everything: ChannelRow
    by_theme: tuple[ChannelRow, ...]
    by_type: tuple[ChannelRow, ...]


def iter_pages(desk: Desk) -> Iterator[Page]:
    news = WhatsNew(desk.library)
    about = {entry.id: entry.about for entry in desk.library.news}
    newest = max((item.day for item in news.written), default=desk.library.site.reviewed)
    reviewed = (item for item in news.everything.items if item.key[0] != "news")
    yield Page(
        uri=NEWS_PAGE.removeprefix("/"),
        template="news",
        title=label("What’s new"),
        summary=label(
            "What was added, changed or reviewed last, and how to hear of it without looking here."
        ),
        made_from="content/news.yml" if desk.library.news else "content/site.yml",
        reviewed=newest,
        data=NewsPage(
            written=tuple(_item(desk, item, about[item.key[1]]) for item in news.written),
            reviewed=tuple(_item(desk, item) for item in reviewed),
            everything=_row(news.everything),
            by_theme=tuple(map(_row, news.by_theme)),
            by_type=tuple(map(_row, news.by_type)),
        ),
        facets=Facets(label("About")),
        breadcrumbs=(HOME,),
        see_also=(THEMES, CASES),
        is_searched=False,
    )


def _item(desk: Desk, item: Item, about: tuple[str, ...] = ()) -> NewsItem:
    links = tuple(desk.link(*name.partition("#")[0].split(":", 1)) for name in about)
    return NewsItem(item, Link(item.title, item.href), item.key[1], links)


def _row(channel: Channel) -> ChannelRow:
    return ChannelRow(
        Link(channel.title, channel.href),
        Link("Atom", f"{FEEDS}{channel.name}.xml"),
        Link("JSON", f"{FEEDS}{channel.name}.json"),
    )
