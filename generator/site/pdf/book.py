"""The whole book as one HTML document: cover, contents, and the site's pages in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from lxml import html

from generator.basics.formatting import as_date
from generator.basics.version import release_name
from generator.site.pdf.chapter import (
    BookPart,
    BookPlaces,
    Chapter,
    article_of,
    copyright_of,
    moved_places,
    part_place,
    place_of,
    tidy,
)

LANGUAGE = "en-GB"


@dataclass(frozen=True)
class Edition:
    """What the cover says."""

    title: str
    tagline: str
    version: str
    day: date
    keeper: str = ""
    """Whose copy it is; empty for the published guidance."""
    address: str = ""
    """The web address of the site, ending in a slash; empty if it is unknown."""


def compose(
    edition: Edition, parts: tuple[BookPart, ...], read: Callable[[str], bytes], style: str, pictures: str
) -> str:
    """The HTML of the book. `read`: returns a page of the finished site by name. `style`, `pictures`: CSS."""
    composer = _Composer(BookPlaces(parts, edition.address), read, pictures)
    chapters = composer.bodies(parts)
    rights = copyright_of(read(parts[0].chapters[0].name))
    return "".join(
        (
            f'<!doctype html><html lang="{LANGUAGE}"><head><meta charset="utf-8">',
            f"<title>{escape(edition.title)}</title>",
            f'<meta name="author" content="{escape(edition.keeper or edition.title)}">',
            f'<meta name="description" content="{escape(edition.tagline)}">',
            f'<meta name="generator" content="guidance {escape(release_name())}">',
            f'<meta name="dcterms.created" content="{edition.day.isoformat()}">',
            f'<meta name="dcterms.modified" content="{edition.day.isoformat()}">',
            f"<style>{style}</style></head><body>",
            *_cover(edition, rights),
            *_contents(parts, composer.titles),
            *chapters,
            "</body></html>",
        )
    )


def _cover(edition: Edition, rights: str) -> Iterator[str]:
    copy_of = f"<p>{escape(edition.keeper)}</p>" if edition.keeper else ""
    where = escape(edition.address)
    yield (
        f'<section class="cover"><p class="cover__title">{escape(edition.title)}</p>'
        f'<p class="cover__tagline">{escape(edition.tagline)}</p>'
        f'<div class="cover__about">{copy_of}'
        f"<p>Version {escape(edition.version)}, {as_date(edition.day)}</p>"
        + (f'<p><a href="{where}">{where}</a></p>' if where else "")
        + f'<p class="cover__rights">{escape(rights)}</p></div></section>'
    )


def _contents(parts: tuple[BookPart, ...], titles: Mapping[str, str]) -> Iterator[str]:
    """`titles`: the heading of each page, by its name."""
    yield '<section class="contents"><h1 id="contents">Contents</h1><ol>'
    for part in parts:
        yield f"<li>{_entry(part_place(part), part.title, 'part')}"
        if not _is_one_page(part):
            yield "<ol>"
            for chapter in part.chapters:
                yield from _contents_of(chapter, titles)
            yield "</ol>"
        yield "</li>"
    yield "</ol></section>"


def _contents_of(chapter: Chapter, titles: Mapping[str, str]) -> Iterator[str]:
    yield f"<li>{_entry(place_of(chapter.name), titles[chapter.name], 'chapter')}"
    if chapter.within:
        yield "<ol>"
        for inner in chapter.within:
            yield from _contents_of(inner, titles)
        yield "</ol>"
    yield "</li>"


def _entry(place: str, title: str, kind: str) -> str:
    return f'<p class="entry entry--{kind}"><a href="#{escape(place)}">{escape(title)}</a></p>'


def _is_one_page(part: BookPart) -> bool:
    return len(part.chapters) == 1


class _Composer:
    def __init__(self, places: BookPlaces, read: Callable[[str], bytes], pictures: str) -> None:
        self._places = places
        self._read = read
        self._pictures = pictures
        self._articles: dict[str, Any] = {}
        self.titles: dict[str, str] = {}
        """The heading of each page, by its name."""

    def bodies(self, parts: tuple[BookPart, ...]) -> list[str]:
        """The HTML of all parts. In two rounds, since links can only be changed once all places are known."""
        for part in parts:
            level = 1 if _is_one_page(part) else 2
            for chapter in part.chapters:
                self._open(chapter, level)
                for inner in chapter.within:
                    self._open(inner, level + 2)
        return [text for part in parts for text in self._part(part)]

    def _open(self, chapter: Chapter, level: int) -> None:
        article = article_of(self._read(chapter.name))
        tidy(article, level)
        self._places.add(chapter.name, article)
        self._places.point_at(moved_places(chapter))
        self._articles[chapter.name] = article
        self.titles[chapter.name] = " ".join(_heading_of(article).text_content().split())

    def _part(self, part: BookPart) -> Iterator[str]:
        kind = "part part--runs-on" if part.runs_on else "part"
        yield f'<section class="{kind}" id="{escape(part_place(part))}">'
        if not _is_one_page(part):
            yield f'<h1 class="e1">{escape(part.title)}</h1>'
        for chapter in part.chapters:
            yield self._chapter(chapter, 1 if _is_one_page(part) else 2, part.title)
            yield from (self._chapter(inner, 3) for inner in chapter.within)
        yield "</section>"

    def _chapter(self, chapter: Chapter, entry: int, title: str = "") -> str:
        article = self._articles.pop(chapter.name)
        self._places.rewrite(chapter.name, article)
        heading = _heading_of(article)
        heading.set("class", f"e{entry}")
        if entry == 1:
            heading.set("data-title", title)
        for drawing in article.xpath(".//svg"):
            style = html.Element("style")
            style.text = self._pictures
            drawing.insert(1, style)
        article.set("id", place_of(chapter.name))
        article.set("class", f"chapter chapter--{entry}")
        return str(html.tostring(article, encoding="unicode", with_tail=False))


def _heading_of(article: Any) -> Any:
    """The title of a page, which is its first heading."""
    return article.xpath("(.//h1 | .//h2 | .//h3 | .//h4)[1]")[0]
