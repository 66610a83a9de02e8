"""Pages of the finished site as parts of a book: their order, their contents, and links within it.

The book is made from these pages alone, so it can't say more than they do. On the site, the words of a
chart are boxes beside drawn bars, with a table of the same numbers below. On paper, one table has both:
its headings are accessible to a screen reader, and nothing is printed twice.
"""

from __future__ import annotations

import copy
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html

from generator.basics.addresses import as_published
from generator.basics.labels import ENGLISH
from generator.pages.page_context import Page
from generator.site.finished_pages import parse_page


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
    chapters: tuple[Chapter, ...]
    stands_for: tuple[str, ...] = ()
    """Pages of the site that list these chapters. A link to one of them leads to the part."""
    runs_on: bool = False
    """Whether its chapters are short and follow each other without page breaks."""


_PARTS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("About this guidance", ("about/index.md",), ("index.html",)),
    ("Pathways", ("pathways/",), ("pathways/index.html",)),
    ("The case for a team", ("why.md",), ()),
    ("Themes and recommendations", ("themes/",), ("themes/index.html", "recommendations/index.html")),
    ("Case studies", ("case-studies/",), ("case-studies/index.html",)),
    ("Roles", ("roles/",), ()),
    ("Careers and accreditation", ("careers/",), ()),
    ("Findings and figures", ("findings.md", "case-study-figures.md"), ("organisation-types/index.html",)),
    ("Guides", ("guides/",), ("guides/index.html",)),
    ("Glossary", ("glossary.md",), ()),
    ("Sources", ("sources.md",), ()),
    ("How this guidance is made", ("about/methods.md",), ()),
)
"""The title of each part, the addresses of its pages, and the list pages that it replaces."""

_RUN_ON = frozenset({
    "Pathways", "Themes and recommendations", "Roles", "Careers and accreditation", "Guides",
})  # fmt: skip

_LISTS = frozenset({"pathways", "themes", "cases", "organisation_types", "guides"})
"""Templates of pages that only link to others, which the book's contents do."""


def book_of(pages: Iterable[Page]) -> tuple[BookPart, ...]:
    """The whole guidance in reading order, without pages that only work on a screen, such as the finder."""
    kept = [page for page in pages if not page.location and page.template not in _LISTS]
    within: dict[str, list[Chapter]] = {}
    for page in kept:
        if page.template == "recommendation":
            within.setdefault(page.breadcrumbs[-1].href.removeprefix("/"), []).append(_chapter(page))
    parts = []
    for title, places, lists in _PARTS:
        found = chain.from_iterable(_pages_at(place, kept) for place in places)
        chapters = [replace(_chapter(page), within=tuple(within.get(page.uri, ()))) for page in found]
        parts += [BookPart(title, tuple(chapters), lists, title in _RUN_ON)] if chapters else []
    return tuple(parts)


def _pages_at(place: str, pages: list[Page]) -> list[Page]:
    """The page with this address, or the pages in this folder, in the order of `pages`."""
    if place.endswith("/"):
        return [page for page in pages if page.uri.rpartition("/")[0] == place[:-1]]
    return [page for page in pages if page.uri == place]


def _chapter(page: Page) -> Chapter:
    return Chapter(as_published(page.uri))


def as_tables(article: Any) -> None:
    """Put the bars of each chart into its table. A chart without a matching table is left as it is."""
    for figure in article.xpath(".//figure[contains(@class, 'g-chart')]"):
        rows = figure.xpath("./div[contains(@class, 'g-chart__row')]")
        details = figure.getnext()
        lines = details.xpath("./table/tbody/tr") if _is_data(details) else []
        if rows and len(rows) == len(lines):
            for row, line in zip(rows, lines, strict=True):
                _add_bar(row, line)
            _replace(figure, details)
        else:
            _number_axes(figure)
    for drawing in article.xpath(".//svg"):
        _name(drawing)


def _is_data(element: Any) -> bool:
    return element is not None and element.tag == "details" and "g-data" in element.get("class", "")


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


def _number_axes(figure: Any) -> None:
    for side, axis in (("bottom", "rows"), ("left", "columns")):
        _spread(figure.xpath(f".//*[contains(@class, 'g-scatter__{axis}')]/span"), side)


_FRAME = {"bottom": (90, 7, "left: -8mm"), "left": (150, -3, "bottom: 1mm")}
"""For the axis at each side: its length and start in millimetres, and the CSS for its numbers' distance."""


def _spread(numbers: list[Any], side: str) -> None:
    """Position the numbers of an axis along it. Those of the vertical axis are listed from the top down."""
    length, start, across = _FRAME[side]
    for position, number in enumerate(numbers[::-1] if side == "bottom" else numbers):
        along = start + length * position / max(1, len(numbers) - 1)
        number.set("style", f"{side}: {along - (2 if side == 'bottom' else 0):.1f}mm; {across}")


GLOSSARY = "glossary.html"


def place_of(name: str, anchor: str = "") -> str:
    """The identifier in the book of a page, or of an anchor on it."""
    return f"{name}#{anchor}".replace("#", "--") if anchor else name


class BookPlaces:
    """Where each page of the site, and each anchor on it, is in the book."""

    def __init__(self, parts: Iterable[BookPart], address: str) -> None:
        self._parts: dict[str, str] = {}
        self._known: set[str] = set()
        self._address = address
        for part in parts:
            self._known.add(part_place(part))
            self._parts |= dict.fromkeys(part.stands_for, part_place(part))

    def add(self, name: str, article: Any) -> None:
        """Add a page, and make the identifiers of its elements unique in the book."""
        self._known.add(place_of(name))
        for element in article.xpath(".//*[@id]"):
            element.set("id", place_of(name, element.get("id")))
            self._known.add(element.get("id"))
        article.attrib.pop("id", None)

    def point_at(self, aliases: Mapping[str, str]) -> None:
        """Add places that are elsewhere in the book than on their page of the site."""
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
        """The target of a link: a place in the book, a web address, or empty for none."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path)))
        page = path if parts.path else name
        anchor = unquote(parts.fragment)
        for place in (place_of(page, anchor), place_of(page)):
            place_in_book = self._parts.get(place, place)
            if place_in_book in self._known:
                return f"#{place_in_book}"
        return f"{self._address}{href_in_site(page, anchor)}" if self._address else ""


def href_in_site(page: str, anchor: str) -> str:
    return f"{page}#{anchor}" if anchor else page


def part_place(part: BookPart) -> str:
    return f"part {part.title}".lower().replace(" ", "-")


def moved_places(theme: Chapter) -> dict[str, str]:
    """For each recommendation on a theme's page, its chapter in the book."""
    own = {}
    for chapter in theme.within:
        identifier = posixpath.basename(chapter.name).removesuffix(".html")
        own[place_of(theme.name, identifier)] = place_of(chapter.name)
    return own


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


def article_of(page: bytes) -> Any:
    """A copy of the article of a page, without the frame around it; None if the page has none."""
    whole = parse_page(page)
    found = whole.find(".//article")
    article = None if found is None else copy.deepcopy(found)
    if article is not None and whole.get("lang", ENGLISH) != ENGLISH:
        article.set("lang", whole.get("lang"))  # the book around it is in English
    return article


def copyright_of(page: bytes) -> str:
    """The copyright notice at the foot of every page."""
    found = parse_page(page).xpath("string(//*[contains(@class, 'g-footer__copyright')])")
    return " ".join(str(found).split())


def tidy(article: Any, level: int) -> None:
    """Remove what a book has no use for, and give the page's title the heading `level` (from 1)."""
    for element in list(article.iter()):
        if not isinstance(element.tag, str) or element.tag == "script" or _is_left_out(element):
            _remove(element)
    _remove_sections(article)
    _list_recommendations(article)
    _shorten_foot(article)
    as_tables(article)
    _open_details(article)
    _set_scope_of_headers(article)
    for heading in article.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5"):
        heading.tag = f"h{min(_DEEPEST, int(heading.tag[1]) + level - 1)}"
    for paragraph in article.xpath(".//p[count(*) = 1 and contains(*/@class, 'g-cite')]"):
        _cite_in_line(paragraph)
    for paragraph in article.xpath(".//p[*[1][contains(@class, 'g-badge--type')]]"):
        paragraph.set("class", "badges")
    for element in article.xpath(".//*[@tabindex] | .//*[@role='region']"):
        for name in ("tabindex", "role"):
            element.attrib.pop(name, None)


def _is_left_out(element: Any) -> bool:
    return not set(element.get("class", "").split()).isdisjoint(_LEFT_OUT)


def _remove_sections(article: Any) -> None:
    """Remove sections that only lead to what is elsewhere in the book."""
    for heading in article.xpath(".//h2[@id]"):
        if heading.get("id") in _ELSEWHERE:
            _remove_section(heading)


def _remove_section(heading: Any) -> None:
    """A heading of level 2, and what stands below it."""
    for following in list(heading.itersiblings()):
        if following.tag in {"h2", "footer"}:
            break
        _remove(following)
    _remove(heading)


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
        for child in list(section):
            section.remove(child)
        section.text = ""
        section.extend(links)


def _shorten_foot(article: Any) -> None:
    """Reduce a page's foot to one paragraph: its sources, and the day of the last review."""
    for foot in article.xpath(".//footer[contains(@class, 'g-pagefoot')]"):
        sources = foot.xpath("./details[contains(@class, 'g-foot--sources')]/ul/li/a")
        lines = foot.xpath("./details[contains(@class, 'g-foot--about')]/p")
        reviewed = next((line.text for line in lines if "Reviewed" in (line.text or "")), "")
        for child in list(foot):
            foot.remove(child)
        line = html.Element("p")
        line.text = "Sources: " if sources else ""
        for number, source in enumerate(sources, start=1):
            source.tail = "; " if number < len(sources) else ". "
            line.append(source)
        _append_text(line, f"{reviewed.partition('.')[0].strip()}." if reviewed else "")
        foot.append(line)


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


def _set_scope_of_headers(article: Any) -> None:
    for cell in article.xpath(".//th[not(@scope)]"):
        cell.set("scope", "col")


def _remove(element: Any) -> None:
    """Remove an element, but not the text after it."""
    if element.getparent() is not None:
        element.drop_tree() if isinstance(element, html.HtmlElement) else element.getparent().remove(element)
