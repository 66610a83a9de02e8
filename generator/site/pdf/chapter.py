"""Pages of the finished site as parts of a book: their order, their contents, and links within it.

The book is made from these pages alone, so it can't say more than they do. On the site, the words of a
chart are boxes beside drawn bars, with a table of the same numbers below. On paper, one table has both:
its headings are accessible to a screen reader, and nothing is printed twice.
"""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from generator.basics.addresses import as_published
from generator.basics.labels import ENGLISH
from generator.pages.page_context import Page


@dataclass(frozen=True)
class Chapter:
    """A page of the site as a part of the book."""

    name: str
    """The page's file in the site, such as `themes/leadership.html`."""
    within: tuple[Chapter, ...] = ()
    """Pages about what this page only lists: the recommendations of a theme."""


@dataclass(frozen=True)
class BookPart:
    title: str
    places: tuple[str, ...]
    """The addresses of its pages, or of folders of them."""
    stands_for: tuple[str, ...] = ()
    """Pages of the site that list its chapters. A link to one of them leads to the part."""
    runs_on: bool = False
    """Whether its chapters are short and follow each other without page breaks."""
    chapters: tuple[Chapter, ...] = ()

    @property
    def is_one_page(self) -> bool:
        return len(self.chapters) == 1

    @property
    def place(self) -> str:
        """Its identifier in the book."""
        return f"part {self.title}".lower().replace(" ", "-")

    @property
    def pages(self) -> Iterator[tuple[Chapter, int]]:
        """Its pages, each with the level of its title: one within another is below its sections."""
        top = 1 if self.is_one_page else 2
        for chapter in self.chapters:
            yield chapter, top
            yield from ((inner, top + 2) for inner in chapter.within)


_THEMES = ("themes/index.html", "recommendations/index.html")
_PARTS = (
    BookPart("About this guidance", ("about/index.md",), ("index.html",)),
    BookPart("Pathways", ("pathways/",), ("pathways/index.html",), runs_on=True),
    BookPart("The case for a team", ("why.md",)),
    BookPart("Themes and recommendations", ("themes/",), _THEMES, runs_on=True),
    BookPart("Case studies", ("case-studies/",), ("case-studies/index.html",)),
    BookPart("Roles", ("roles/",), runs_on=True),
    BookPart("Careers and accreditation", ("careers/",), runs_on=True),
    BookPart(
        "Findings and figures", ("findings.md", "case-study-figures.md"), ("organisation-types/index.html",)
    ),
    BookPart("Guides", ("guides/",), ("guides/index.html",), runs_on=True),
    BookPart("Glossary", ("glossary.md",)),
    BookPart("Sources", ("sources.md",)),
    BookPart("How this guidance is made", ("about/methods.md",)),
)
_LISTS = frozenset({"pathways", "themes", "cases", "organisation_types", "guides"})
"""Templates of pages that only link to others, which the book's contents do."""


def book_of(pages: Iterable[Page]) -> tuple[BookPart, ...]:
    """The whole guidance in reading order, without pages that only work on a screen, such as the finder."""
    kept = [page for page in pages if not page.location and page.template not in _LISTS]
    within: dict[str, tuple[Chapter, ...]] = {}
    for page in kept:
        if page.template == "recommendation":
            theme = page.breadcrumbs[-1].href.removeprefix("/")
            within[theme] = (*within.get(theme, ()), Chapter(as_published(page.uri)))
    parts = []
    for part in _PARTS:
        found = chain.from_iterable(_pages_at(place, kept) for place in part.places)
        chapters = tuple(Chapter(as_published(page.uri), within.get(page.uri, ())) for page in found)
        parts += [replace(part, chapters=chapters)] if chapters else []
    return tuple(parts)


def _pages_at(place: str, pages: list[Page]) -> list[Page]:
    """The page with this address, or the pages in this folder, in the order of `pages`."""
    return [page for page in pages if place in {page.uri, f"{page.uri.rpartition('/')[0]}/"}]


def as_tables(article: Any) -> None:
    """Put the bars of each chart into its table. A chart without a matching table is left as it is.

    Then give all drawings names, and all headers of tables their scope.
    """
    for figure in article.xpath(".//figure[contains(@class, 'g-chart')]"):
        rows = figure.xpath("./div[contains(@class, 'g-chart__row')]")
        details = figure.getnext()
        is_data = details is not None and details.tag == "details" and "g-data" in details.get("class", "")
        lines = details.xpath("./table/tbody/tr") if is_data else []
        if rows and len(rows) == len(lines):
            for row, line in zip(rows, lines, strict=True):
                _add_bar(row, line)
            _replace(figure, details)
    for drawing in article.xpath(".//svg"):
        _name(drawing)
    for cell in article.xpath(".//th[not(@scope)]"):
        cell.set("scope", "col")


def _add_bar(row: Any, line: Any) -> None:
    """Add a chart's bar to a line of its table: below the label, followed by the case studies that count."""
    first = line[0]
    bar = html.Element("div", {"class": "bar"})
    for rect in row.xpath("./svg/rect"):
        kind = rect.get("class", "").rpartition("__")[2]
        if kind != "track":
            start, length = float(rect.get("x", "0")), float(rect.get("width", "0"))
            place = f"left: {min(start, 100.0):.1f}%; width: {min(length, 100.0):.1f}%"
            bar.append(html.Element("div", {"class": kind, "style": place}))
    first.append(bar)
    for cases in row.xpath("./span[contains(@class, 'g-chart__cases')]"):
        cases.tag = "div"
        first.append(cases)


def _replace(figure: Any, details: Any) -> None:
    table = details.find("table")
    caption = html.Element("caption")
    caption.text = str(figure.xpath("string(./figcaption)")).strip()
    if caption.text != str(table.xpath("string(.//th[1])")).strip():
        table.insert(0, caption)
    table.set("class", "chart")
    scale = figure.xpath("./p[contains(@class, 'g-chart__scale')]")
    figure.getparent().replace(figure, table)
    table.tail = "\n"
    for line in reversed(scale):
        table.addnext(line)
    details.drop_tree()


def _name(drawing: Any) -> None:
    """Give a drawing a title for screen readers. One without a name is decoration, and is removed."""
    titles = drawing.xpath("./title")
    name = drawing.get("aria-label") or (titles[0].text if titles else "")
    if not name:
        drawing.drop_tree()
        return
    if not titles:
        titles = [html.Element("title")]
        drawing.insert(0, titles[0])
    titles[0].text = name
    for link in drawing.xpath(".//a"):
        link.drop_tag()


def place_of(name: str, anchor: str = "") -> str:
    """The identifier in the book of a page, or of an anchor on it."""
    return f"{name}--{anchor}" if anchor else name


class BookPlaces:
    """Where each page of the site, and each anchor on it, is in the book."""

    def __init__(self, parts: Iterable[BookPart], address: str) -> None:
        self._elsewhere: dict[str, str] = {}
        """Where in the book a page or place of the site is, if not under its own name."""
        self._known: set[str] = set()
        self._address = address
        for part in parts:
            self._known.add(part.place)
            self._elsewhere |= dict.fromkeys(part.stands_for, part.place)

    def add(self, chapter: Chapter, article: Any) -> None:
        """Add a page, and make the identifiers of its elements unique in the book."""
        self._known.add(place_of(chapter.name))
        for element in article.xpath(".//*[@id]"):
            element.set("id", place_of(chapter.name, element.get("id")))
            self._known.add(element.get("id"))
        article.attrib.pop("id", None)
        for inner in chapter.within:  # a recommendation has its own chapter, and on the site a place here
            identifier = posixpath.basename(inner.name).removesuffix(".html")
            self._elsewhere[place_of(chapter.name, identifier)] = place_of(inner.name)

    def rewrite(self, name: str, article: Any) -> None:
        for link in article.xpath(".//a[@href]"):
            target = self._target(link.get("href"), name)
            if target:
                link.set("href", target)
                link.attrib.pop("title", None)
            else:
                link.drop_tag()

    def _target(self, href: str, name: str) -> str:
        """The target of a link: a place in the book, a web address, or empty for none."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
        page = path if parts.path else name
        anchor = unquote(parts.fragment)
        for place in (place_of(page, anchor), place_of(page)):
            place_in_book = self._elsewhere.get(place, place)
            if place_in_book in self._known:
                return f"#{place_in_book}"
        where = f"{page}#{anchor}" if anchor else page
        return f"{self._address}{where}" if self._address else ""


_LEFT_OUT = (
    *("headerlink", "g-breadcrumbs", "g-contents", "g-toc", "g-turn", "g-foot--related", "g-button", "g-bar"),
    *("g-citing", "g-map__narrow", "g-rests"),
)
"""Classes of elements that are only of use on a screen, or are elsewhere in the book."""
_ELSEWHERE = frozenset({
    *("case-studies", "in-practice", "read-more", "findings", "do-you-do-this"),
    *("related-roles", "related-recommendations", "related-case-studies"),
})  # fmt: skip
"""Anchors of sections that only lead to what is elsewhere in the book. In another language they stay."""
_DEEPEST = 6


def _parse(page: bytes) -> Any:
    return html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", no_network=True))


def article_of(page: bytes) -> Any:
    """A copy of the article of a page, without the frame around it."""
    whole = _parse(page)
    article = copy.deepcopy(whole.find(".//article"))
    if whole.get("lang", ENGLISH) != ENGLISH:
        article.set("lang", whole.get("lang"))  # the book around it is in English
    return article


def copyright_of(page: bytes) -> str:
    """The copyright notice at the foot of every page."""
    found = _parse(page).xpath("string(//*[contains(@class, 'g-footer__copyright')])")
    return " ".join(str(found).split())


def tidy(article: Any, level: int) -> None:
    """Remove what a book has no use for, and give the page's title the heading `level` (from 1)."""
    etree.strip_elements(article, etree.Comment, "script", with_tail=False)
    for element in (each for name in _LEFT_OUT for each in article.find_class(name)):
        _remove(element)
    _remove_sections(article)
    _list_recommendations(article)
    _shorten_foot(article)
    as_tables(article)
    _open_details(article)
    for heading in article.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5"):
        heading.tag = f"h{min(_DEEPEST, int(heading.tag[1]) + level - 1)}"
    for paragraph in article.xpath(".//p[count(*) = 1 and contains(*/@class, 'g-cite')]"):
        _cite_in_line(paragraph)
    for paragraph in article.xpath(".//p[*[1][contains(@class, 'g-badge--type')]]"):
        paragraph.set("class", "badges")
    for element in article.xpath(".//*[@tabindex] | .//*[@role='region']"):
        for name in ("tabindex", "role"):
            element.attrib.pop(name, None)


def _remove_sections(article: Any) -> None:
    """Remove sections that only lead to what is elsewhere in the book."""
    for heading in article.xpath(".//h2[@id]"):
        if heading.get("id") in _ELSEWHERE:
            section = takewhile(lambda each: each.tag not in {"h2", "footer"}, heading.itersiblings())
            for element in [heading, *section]:
                _remove(element)


def _cite_in_line(paragraph: Any) -> None:
    """Put the source of a paragraph at its end, as a note in brackets."""
    before = paragraph.getprevious()
    if before is None or before.tag != "p":
        paragraph.set("class", "cite")
        return
    _append_text(before, " ")
    before.append(paragraph[0])
    _remove(paragraph)


def _list_recommendations(article: Any) -> None:
    """Reduce recommendations on a theme's page to titles: each has a chapter of its own after the theme."""
    for section in article.xpath(".//section[contains(@class, 'g-recommendation')]"):
        links = section.xpath("./h3[1]/a[1]")
        section.tag = "p"
        section[:], section.text = links, ""


def _shorten_foot(article: Any) -> None:
    """Reduce a page's foot to one paragraph: its sources, and the day of the last review."""
    for foot in article.xpath(".//footer[contains(@class, 'g-pagefoot')]"):
        sources = foot.xpath("./details[contains(@class, 'g-foot--sources')]/ul/li/a")
        lines = foot.xpath("./details[contains(@class, 'g-foot--about')]/p")
        reviewed = next((line.text for line in lines if "Reviewed" in (line.text or "")), "")
        line = html.Element("p")
        line.text = "Sources: " if sources else ""
        for number, source in enumerate(sources, start=1):
            source.tail = "; " if number < len(sources) else ". "
            line.append(source)
        _append_text(line, f"{reviewed.partition('.')[0].strip()}." if reviewed else "")
        foot[:] = [line]


def _append_text(element: Any, text: str) -> None:
    """Add a text at the end of an element, after all that it contains."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _open_details(article: Any) -> None:
    for details in article.xpath(".//details"):
        details.tag = "div"
        for summary in details.xpath("./summary"):
            summary.tag = "p"
            summary.set("class", "summary")


def _remove(element: Any) -> None:
    """Remove an element, but not the text after it."""
    if element.getparent() is not None:
        element.drop_tree()
