"""The whole book as one HTML document: cover, contents, and the site's pages in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html
from markupsafe import Markup

from generator.basics.labels import as_date
from generator.basics.version import release_name
from generator.content.content_files import VERSION
from generator.library.library import Library
from generator.site.pdf.chapter import BookPart, BookPlaces, article_of, copyright_of, tidy


@dataclass(frozen=True)
class PdfOrder:
    """What a site's PDF is to contain."""

    library: Library
    parts: tuple[BookPart, ...]
    day: date
    """The date on its cover, and of the file."""
    templates: tuple[Path, ...]
    """Folders to search for its template and style sheets, which are in `pdf/`, in order."""
    on_progress: Callable[[str], None]
    """Called often, with a sentence on what is being done."""
    address: str = ""
    """The web address of the site, ending in a slash; empty if it is unknown."""


def compose(order: PdfOrder, site: Path) -> str:
    """The HTML of the book, made from the pages of the finished `site`."""
    parts, environment = order.parts, _environment(order.templates)
    style, pictures = (_text_of(environment, name) for name in ("book.css", "pictures.css"))
    places, articles = BookPlaces(parts, order.address), dict[str, Any]()
    # In two rounds, since links can only be changed once all places are known.
    for part in parts:
        for chapter, level in part.pages:
            article = article_of((site / chapter.name).read_bytes())
            tidy(article, level)
            places.add(chapter, article)
            articles[chapter.name] = article
    titles = {name: " ".join(_heading_of(each).text_content().split()) for name, each in articles.items()}
    for part in parts:
        for chapter, level in part.pages:
            places.rewrite(chapter.name, articles[chapter.name])
            _mark(articles[chapter.name], chapter.name, min(level, 3), part)
    for drawing in (each for article in articles.values() for each in article.xpath(".//svg")):
        drawing.insert(1, html.Element("style"))
        drawing[1].text = pictures
    return environment.get_template("book.html.j2").render(
        order=order,
        library=order.library,
        version=VERSION,
        release=release_name(),
        style=style,
        rights=copyright_of((site / parts[0].chapters[0].name).read_bytes()),
        titles=titles,
        articles=articles,
    )


def _environment(folders: Iterable[Path]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([folder / "pdf" for folder in folders]),
        trim_blocks=True,
        undefined=StrictUndefined,
        autoescape=True,
    )
    environment.filters |= {"date": as_date, "as_written": _as_written}
    return environment


def _text_of(environment: Environment, name: str) -> str:
    """A file beside the template, as it is: a style sheet may have what would be a tag in a template."""
    return environment.loader.get_source(environment, name)[0] if environment.loader else ""


def _mark(article: Any, name: str, entry: int, part: BookPart) -> None:
    """Say which page this is, and at which level of the contents it stands."""
    heading = _heading_of(article)
    heading.set("class", f"e{entry}")
    if entry == 1:
        heading.set("data-title", part.title)
    article.set("id", name)
    article.set("class", f"chapter chapter--{entry}")


def _heading_of(article: Any) -> Any:
    """The title of a page, which is its first heading."""
    return article.xpath("(.//h1 | .//h2 | .//h3 | .//h4)[1]")[0]


def _as_written(article: Any) -> Markup:
    return Markup(html.tostring(article, encoding="unicode", with_tail=False))  # noqa: S704 (of our own site)
