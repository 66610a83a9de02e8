"""The feeds: each channel of what is new as Atom (RFC 4287) and as JSON Feed 1.1.

Identifiers are made from permanent names, so a feed reader recognises the same things
wherever the site is served from. Addresses are absolute if the site's own is known; otherwise
they are relative to the feed, which Atom allows and many readers of JSON feeds accept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid5
from xml.sax.saxutils import escape

from generator.basics.addresses import FEEDS, published
from generator.basics.labels import ENGLISH_VOICE, Voice, label
from generator.library.library import Library
from generator.library.whats_new import Channel, Update, WhatsNew
from generator.rendering.render import RenderedFile

Plain = Callable[[str], str]
"""Removes the markup of prose."""

NAMESPACE = UUID("6f1c3a52-7a0e-5d0b-9d5e-0d6c3b1f8a41")
"""All identifiers are made from it: it must never change."""
JSON_FEED = "https://jsonfeed.org/version/1.1"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def iter_feeds(
    library: Library, plain: Plain, site: str = "", voice: Voice = ENGLISH_VOICE
) -> Iterator[RenderedFile]:
    """Two files for each channel. `site`: the web address of the whole site, if it is known."""
    news = WhatsNew(library)
    for channel in news.iter_channels():
        feed = _Feed(library, channel, (plain, voice), site)
        yield RenderedFile(feed.uri("xml"), feed.as_atom())
        yield RenderedFile(feed.uri("json"), feed.as_json())


class _Feed:
    def __init__(self, library: Library, channel: Channel, speech: tuple[Plain, Voice], site: str) -> None:
        self._channel = channel
        self._plain, self._voice = speech
        self._site = site
        self._keeper = library.overlay.name if library.overlay else ""
        self._author = library.site.title
        title = library.site.title
        self._title = self._voice.translate(
            label("{title}: what’s new", title=title)
            if channel.name == "all"
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
