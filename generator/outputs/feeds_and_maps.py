"""What other programs read: feeds of what is new, `sitemap.xml`, and `llms.txt`, a list of the site's pages.

Each channel of what is new is there as JSON Feed 1.1 and as Atom (RFC 4287), which says the same. Identifiers
are made from permanent names, so a feed reader recognises the same things wherever the site is served from.
Addresses are absolute if the site's own is known; otherwise they are relative to the feed, which Atom allows
and many readers of JSON feeds accept. Maps are for the public web, so a copy for readers inside an
organisation has none; a sitemap needs absolute addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from generator.basics.addresses import FEEDS, published
from generator.basics.labels import label
from generator.library.freshness import Channel, channels_of
from generator.pages.page_context import HEADINGS, Page
from generator.rendering.render import RenderedFile, Renderer

NAMESPACE = UUID("6f1c3a52-7a0e-5d0b-9d5e-0d6c3b1f8a41")
"""All identifiers are made from it: it must never change."""
JSON_FEED = "https://jsonfeed.org/version/1.1"


def iter_feeds(renderer: Renderer, site: str = "") -> Iterator[RenderedFile]:
    """Two files for each channel. `site`: the web address of the whole site, if it is known."""
    library = renderer.library
    for channel in channels_of(library):
        uri = f"{FEEDS.removeprefix('/')}{channel.name}"
        own = f"{site}{uri}" if site else channel.name
        feed = _json_feed(renderer, channel, site) | {"feed_url": f"{own}.json"}
        yield RenderedFile(f"{uri}.json", json.dumps(feed, ensure_ascii=False, indent=2) + "\n")
        atom = {
            "id": _id(renderer, "feed", channel.name),
            "updated": _moment(max((item.day for item in channel.items), default=library.site.reviewed)),
            "own": f"{own}.xml",
            "kinds": [item.key[0] for item in channel.items],
        }
        yield RenderedFile(f"{uri}.xml", renderer.fill("feed.xml.j2", feed=feed, **atom))


def _json_feed(renderer: Renderer, channel: Channel, site: str) -> dict[str, Any]:
    translate, author = renderer.voice.translate, renderer.library.site.title
    title = label("{title}: what’s new", title=author)
    if channel.kind:
        title = label("{title}: what’s new, {channel}", title=author, channel=channel.title)

    def address(href: str) -> str:
        return published(href, f"{FEEDS.removeprefix('/')}x", site)

    return {
        "version": JSON_FEED,
        "title": translate(title),
        "home_page_url": address(channel.href),
        "feed_url": "",
        "language": renderer.voice.language,
        "authors": [{"name": author}],
        "items": [
            {
                "id": _id(renderer, *item.key),
                "url": address(item.href),
                "title": item.title,
                "content_text": renderer.plain(item.text),
                "date_modified": _moment(item.day),
                "tags": [translate(item.kind)],
            }
            for item in channel.items
        ],
    }


def _id(renderer: Renderer, *names: str) -> str:
    """The same in every build. An overlay's differ, since other things may have the same names there."""
    overlay = renderer.library.overlay
    return uuid5(NAMESPACE, "\n".join((overlay.name if overlay else "", *names))).urn


def _moment(day: date) -> str:
    """A day as both formats want it: with a time of day."""
    return f"{day.isoformat()}T00:00:00Z"


MOST_LINKS = 100
"""The most links to pages of one kind in `llms.txt`: its readers have little memory."""
_SECTIONS = HEADINGS | {"Source": "Optional"}
"""The heading for each kind of page. "Optional" is a keyword of the format, in every language: its links may
be left out."""


def iter_site_maps(renderer: Renderer, pages: Iterable[Page], site: str = "") -> Iterator[RenderedFile]:
    overlay = renderer.library.overlay
    if overlay is not None and overlay.visibility == "internal":
        return
    shown = sorted((page for page in pages if not page.location), key=lambda page: page.uri)
    yield RenderedFile("llms.txt", _llms(renderer, shown, site))
    if site:
        listed = [(published(f"/{page.uri}", "", site), page.reviewed.isoformat()) for page in shown]
        yield RenderedFile("sitemap.xml", renderer.fill("sitemap.xml.j2", pages=listed))


def _llms(renderer: Renderer, pages: list[Page], site: str) -> str:
    """The text of `llms.txt`, by llmstxt.org: a title, what the site is, and lists of links with notes."""
    translate, about = renderer.voice.translate, renderer.library.site
    sections = []
    for kind, heading in _SECTIONS.items():
        found = [page for page in pages if page.facets.kind == kind]
        rest = len(found) - MOST_LINKS
        more = label("and {number} more, which the site's own lists lead to", number=rest) if rest > 0 else ""
        links = [
            {
                "title": re.sub(r"([\\\[\]])", r"\\\1", translate(page.title)),
                "address": published(f"/{page.uri}", "llms.txt", site),
                "summary": renderer.plain(page.summary),
            }
            for page in found[:MOST_LINKS]
        ]
        sections += [(translate(heading), links, translate(more))] if found else []
    data = translate(label("All content as data: [tables and records](1)."))
    return renderer.fill(
        "llms.txt.j2",
        title=about.title,
        tagline=about.tagline,
        what=renderer.plain(about.what),
        data=data.replace("(1)", f"({published('/about/data.md', 'llms.txt', site)})"),
        sections=sections,
    )
