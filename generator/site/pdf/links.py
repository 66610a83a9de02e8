"""Links of the pages, changed so that they lead to places in the book where it has them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from generator.site.pdf.book import Chapter, Part

GLOSSARY = "glossary.html"
_WORD = "term-"
"""How the anchors of words begin that a page explains at its end; in the book the glossary does."""


def place_of(name: str, anchor: str = "") -> str:
    """The identifier, in the book, of a page or of a place on it."""
    return f"{name}#{anchor}".replace("#", "--") if anchor else name


class Places:
    """Where each page of the site, and each place on it, is in the book."""

    def __init__(self, parts: Iterable[Part], address: str) -> None:
        self._parts: dict[str, str] = {}
        self._known: set[str] = set()
        self._address = address
        for part in parts:
            self._known.add(part_place(part))
            self._parts |= dict.fromkeys(part.stands_for, part_place(part))

    def add(self, name: str, article: Any) -> None:
        """Give what has an identifier on its page one that is its own in the whole book."""
        self._known.add(place_of(name))
        for element in article.xpath(".//*[@id]"):
            element.set("id", place_of(name, element.get("id")))
            self._known.add(element.get("id"))
        article.attrib.pop("id", None)

    def point_at(self, aliases: Mapping[str, str]) -> None:
        """Places that stand elsewhere in the book than on their own page."""
        self._parts |= aliases

    def rewrite(self, name: str, article: Any) -> None:
        for link in article.xpath(".//a[@href]"):
            target = self._target(link.get("href"), name)
            if target:
                link.set("href", target)
                link.attrib.pop("title", None)
            else:
                link.drop_tag()

    def _target(self, href: str, name: str) -> str:
        """Where a link leads: into the book, onto the web, or nowhere (empty)."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
        page = path if parts.path else name
        anchor = unquote(parts.fragment)
        if page == name and anchor.startswith(_WORD):
            page, anchor = GLOSSARY, anchor.removeprefix(_WORD)
        for place in (place_of(page, anchor), place_of(page)):
            place_in_book = self._parts.get(place, place)
            if place_in_book in self._known:
                return f"#{place_in_book}"
        return f"{self._address}{href_in_site(page, anchor)}" if self._address else ""


def href_in_site(page: str, anchor: str) -> str:
    return f"{page}#{anchor}" if anchor else page


def part_place(part: Part) -> str:
    return f"part {part.title}".lower().replace(" ", "-")


def moved_places(theme: Chapter) -> dict[str, str]:
    """The recommendations on a theme's page, which in the book have a chapter each."""
    own = {}
    for chapter in theme.within:
        identifier = posixpath.basename(chapter.name).removesuffix(".html")
        own[place_of(theme.name, identifier)] = place_of(chapter.name)
    return own
