"""The whole book as one HTML document: cover, contents, and the site's pages in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

from lxml import html

from generator.basics.labels import as_date
from generator.basics.version import release_name
from generator.site.pdf.chapter import (
    BookPart,
    BookPlaces,
    Chapter,
    article_of,
    copyright_of,
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


def compose(edition: Edition, parts: tuple[BookPart, ...], site: Path, style: str, pictures: str) -> str:
    """The HTML of the book, made from the pages of the finished `site`. `style`, `pictures`: CSS."""
    places, articles = BookPlaces(parts, edition.address), dict[str, Any]()
    # In two rounds, since links can only be changed once all places are known.
    for part in parts:
        for chapter, level in _levels(part):
            article = article_of((site / chapter.name).read_bytes())
            tidy(article, level)
            places.add(chapter, article)
            articles[chapter.name] = article
    titles = {name: " ".join(_heading_of(each).text_content().split()) for name, each in articles.items()}
    for name, article in articles.items():
        places.rewrite(name, article)
    rights = copyright_of((site / parts[0].chapters[0].name).read_bytes())
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
            _cover(edition, rights),
            *_contents(parts, titles),
            *(text for part in parts for text in _part(part, articles, pictures)),
            "</body></html>",
        )
    )


def _levels(part: BookPart) -> Iterator[tuple[Chapter, int]]:
    """The pages of a part, each with the level of its title: one within another is below its sections."""
    top = 1 if part.is_one_page else 2
    for chapter in part.chapters:
        yield chapter, top
        for inner in chapter.within:
            yield inner, top + 2


def _cover(edition: Edition, rights: str) -> str:
    copy_of = f"<p>{escape(edition.keeper)}</p>" if edition.keeper else ""
    where = escape(edition.address)
    return (
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
        yield f"<li>{_entry(part.place, part.title, 'part')}"
        yield from () if part.is_one_page else _entries(part.chapters, titles)
        yield "</li>"
    yield "</ol></section>"


def _entries(chapters: tuple[Chapter, ...], titles: Mapping[str, str]) -> Iterator[str]:
    yield "<ol>"
    for chapter in chapters:
        yield f"<li>{_entry(place_of(chapter.name), titles[chapter.name], 'chapter')}"
        yield from _entries(chapter.within, titles) if chapter.within else ()
        yield "</li>"
    yield "</ol>"


def _entry(place: str, title: str, kind: str) -> str:
    return f'<p class="entry entry--{kind}"><a href="#{escape(place)}">{escape(title)}</a></p>'


def _part(part: BookPart, articles: Mapping[str, Any], pictures: str) -> Iterator[str]:
    yield f'<section class="{"part part--runs-on" if part.runs_on else "part"}" id="{escape(part.place)}">'
    if not part.is_one_page:
        yield f'<h1 class="e1">{escape(part.title)}</h1>'
    for chapter, level in _levels(part):
        article = articles[chapter.name]
        entry = min(level, 3)
        heading = _heading_of(article)
        heading.set("class", f"e{entry}")
        if entry == 1:
            heading.set("data-title", part.title)
        for drawing in article.xpath(".//svg"):
            style = html.Element("style")
            style.text = pictures
            drawing.insert(1, style)
        article.set("id", place_of(chapter.name))
        article.set("class", f"chapter chapter--{entry}")
        yield str(html.tostring(article, encoding="unicode", with_tail=False))
    yield "</section>"


def _heading_of(article: Any) -> Any:
    """The title of a page, which is its first heading."""
    return article.xpath("(.//h1 | .//h2 | .//h3 | .//h4)[1]")[0]
