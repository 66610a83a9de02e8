"""What other programs read: feeds of what is new, `sitemap.xml`, and `llms.txt`, a list of the site's pages.

Each channel of what is new is there as Atom (RFC 4287) and as JSON Feed 1.1. Identifiers are made from
permanent names, so a feed reader recognises the same things wherever the site is served from. Addresses are
absolute if the site's own is known; otherwise they are relative to the feed, which Atom allows and many
readers of JSON feeds accept. Maps are for the public web, so a copy for readers inside an organisation has
none; a sitemap needs absolute addresses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5
from xml.sax.saxutils import escape

from generator.basics.addresses import FEEDS, published
from generator.basics.labels import ENGLISH_VOICE, Voice, label
from generator.library.freshness import EVERYTHING, Channel, Update, WhatsNew
from generator.library.library import Library
from generator.library.open_data import Plain
from generator.pages.page_context import Page
from generator.pages.places import HEADINGS
from generator.rendering.render import RenderedFile, Renderer

NAMESPACE = UUID("6f1c3a52-7a0e-5d0b-9d5e-0d6c3b1f8a41")
"""All identifiers are made from it: it must never change."""
JSON_FEED = "https://jsonfeed.org/version/1.1"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def iter_feeds(
    library: Library, plain: Plain, site: str = "", voice: Voice = ENGLISH_VOICE
) -> Iterator[RenderedFile]:
    """Two files for each channel. `site`: the web address of the whole site, if it is known."""
    for channel in WhatsNew(library).iter_channels():
        feed = _Feed(library, channel, plain, site, voice)
        yield RenderedFile(feed.uri("xml"), feed.as_atom())
        yield RenderedFile(feed.uri("json"), feed.as_json())


class _Feed:
    def __init__(self, library: Library, channel: Channel, plain: Plain, site: str, voice: Voice) -> None:
        self._channel, self._plain, self._site, self._voice = channel, plain, site, voice
        self._keeper = library.overlay.name if library.overlay else ""
        self._author = title = library.site.title
        self._title = voice.translate(
            label("{title}: what’s new", title=title)
            if channel.name == EVERYTHING
            else label("{title}: what’s new, {channel}", title=title, channel=channel.title)
        )
        self._day = max((item.day for item in channel.items), default=library.site.reviewed)

    def uri(self, ending: str) -> str:
        return f"{FEEDS.removeprefix('/')}{self._channel.name}.{ending}"

    def as_atom(self) -> str:
        lines = (
            '<?xml version="1.0" encoding="utf-8"?>',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{self._voice.language}">',
            f"  <id>{self._id('feed', self._channel.name)}</id>",
            f"  <title>{_xml(self._title)}</title>",
            f"  <updated>{_moment(self._day)}</updated>",
            f"  <author><name>{_xml(self._author)}</name></author>",
            f'  <link rel="self" type="application/atom+xml" href="{self._own("xml")}"/>',
            f'  <link rel="alternate" type="text/html" href="{self._address(self._channel.href)}"/>',
            *(line for item in self._channel.items for line in self._entry(item)),
            "</feed>",
        )
        return "\n".join(lines) + "\n"

    def _entry(self, item: Update) -> Iterator[str]:
        yield "  <entry>"
        yield f"    <id>{self._id(*item.key)}</id>"
        yield f"    <title>{_xml(item.title)}</title>"
        yield f"    <updated>{_moment(item.day)}</updated>"
        yield f'    <link rel="alternate" type="text/html" href="{self._address(item.href)}"/>'
        yield f'    <category term="{_xml(item.key[0])}" label="{_xml(self._voice.translate(item.kind))}"/>'
        yield f'    <summary type="text">{_xml(self._plain(item.text))}</summary>'
        yield "  </entry>"

    def as_json(self) -> str:
        feed: dict[str, Any] = {
            "version": JSON_FEED,
            "title": self._title,
            "home_page_url": self._address(self._channel.href),
            "feed_url": self._own("json"),
            "language": self._voice.language,
            "authors": [{"name": self._author}],
            "items": [self._json_item(item) for item in self._channel.items],
        }
        return json.dumps(feed, ensure_ascii=False, indent=2) + "\n"

    def _json_item(self, item: Update) -> dict[str, Any]:
        return {
            "id": self._id(*item.key),
            "url": self._address(item.href),
            "title": item.title,
            "content_text": self._plain(item.text),
            "date_modified": _moment(item.day),
            "tags": [self._voice.translate(item.kind)],
        }

    def _own(self, ending: str) -> str:
        uri = self.uri(ending)
        return f"{self._site}{uri}" if self._site else uri.rpartition("/")[2]

    def _address(self, href: str) -> str:
        return _xml(published(href, self.uri("xml"), self._site))

    def _id(self, *names: str) -> str:
        """The same in every build. An overlay's differ, since other things may have the same names there."""
        return uuid5(NAMESPACE, "\n".join((self._keeper, *names))).urn


def _moment(day: date) -> str:
    """A day as both formats want it: with a time of day."""
    return f"{day.isoformat()}T00:00:00Z"


def _xml(text: str) -> str:
    """A text or attribute value, escaped. Characters that XML can't contain become replacement characters."""
    return escape(_NOT_XML.sub("\ufffd", text), {'"': "&quot;"})


MOST_LINKS = 100
"""The most links to pages of one kind in `llms.txt`: its readers have little memory."""

_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_SECTIONS = HEADINGS | {"Source": "Optional"}
"""The heading for each kind of page. "Optional" is a keyword of the format, in every language: its links may
be left out."""


def iter_site_maps(
    library: Library, pages: Iterable[Page], renderer: Renderer, site: str = ""
) -> Iterator[RenderedFile]:
    if library.overlay is not None and library.overlay.visibility == "internal":
        return
    shown = sorted((page for page in pages if not page.location), key=lambda page: page.uri)
    yield RenderedFile("llms.txt", _llms(library, shown, renderer, site))
    if site:
        yield RenderedFile("sitemap.xml", _sitemap(shown, site))


def _sitemap(pages: Iterable[Page], site: str) -> str:
    lines = (
        f"  <url><loc>{escape(published(f'/{page.uri}', '', site))}</loc>"
        f"<lastmod>{page.reviewed.isoformat()}</lastmod></url>"
        for page in pages
    )
    start = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SCHEMA}">'
    return "\n".join((start, *lines, "</urlset>")) + "\n"


def _llms(library: Library, pages: list[Page], renderer: Renderer, site: str) -> str:
    """The text of `llms.txt`, by llmstxt.org: a title, what the site is, and lists of links with notes."""
    translate = renderer.voice.translate
    data = f"({published('/about/data.md', 'llms.txt', site)})"
    lines = [
        f"# {_line(library.site.title)}",
        "",
        f"> {_line(library.site.tagline)}",
        "",
        _line(renderer.plain(library.site.what)),
        "",
        translate(label("All content as data: [tables and records](1).")).replace("(1)", data),
    ]
    for kind, heading in _SECTIONS.items():
        found = [page for page in pages if page.facets.kind == kind]
        lines += ["", f"## {translate(heading)}", ""] if found else []
        lines += [_link(page, renderer, site) for page in found[:MOST_LINKS]]
        if len(found) > MOST_LINKS:
            more = label(
                "and {number} more, which the site's own lists lead to", number=len(found) - MOST_LINKS
            )
            lines.append(f"- {translate(more)}")
    return "\n".join(lines) + "\n"


def _link(page: Page, renderer: Renderer, site: str) -> str:
    title = re.sub(r"([\\\[\]])", r"\\\1", _line(renderer.voice.translate(page.title)))
    return (
        f"- [{title}]({published(f'/{page.uri}', 'llms.txt', site)}): {_line(renderer.plain(page.summary))}"
    )


def _line(text: str) -> str:
    return " ".join(text.split())
