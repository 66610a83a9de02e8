"""A page of the finished site as a part of a book: its words alone, with headings one or more levels deeper.

The book is made of nothing but these pages, so it can't say more than they do.
"""

from __future__ import annotations

import copy
from typing import Any

from lxml import html

from generator.basics.labels import ENGLISH
from generator.site.finished_pages import parse_page
from generator.site.pdf.charts import as_tables

_LEFT_OUT = (
    *("headerlink", "g-breadcrumbs", "g-contents", "g-words", "g-turn", "g-links", "g-button", "g-bar"),
    *("g-citing", "g-map__narrow"),
)
"""Classes of what is of use on a screen only, or stands elsewhere in the book."""
_DEEPEST = 6


def article_of(page: bytes) -> Any:
    """What a page says, taken out of its frame; None for a page that has no such thing."""
    whole = parse_page(page)
    found = whole.find(".//article")
    article = None if found is None else copy.deepcopy(found)
    if article is not None and whole.get("lang", ENGLISH) != ENGLISH:
        article.set("lang", whole.get("lang"))  # the book around it is in English
    return article


def copyright_of(page: bytes) -> str:
    """The words about rights that stand at the foot of every page."""
    found = parse_page(page).xpath("string(//*[contains(@class, 'g-footer__copyright')])")
    return " ".join(str(found).split())


def tidy(article: Any, level: int) -> None:
    """Take out what a book has no use for, and give the page's title this level of heading (from 1)."""
    for element in list(article.iter()):
        if not isinstance(element.tag, str) or element.tag == "script" or _is_left_out(element):
            _remove(element)
    _list_recommendations(article)
    _shorten_foot(article)
    as_tables(article)
    _open_details(article)
    _say_what_headers_are_of(article)
    for heading in article.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5"):
        heading.tag = f"h{min(_DEEPEST, int(heading.tag[1]) + level - 1)}"
    for paragraph in article.xpath(".//p[count(*) = 1 and contains(*/@class, 'g-cite')]"):
        paragraph.set("class", "cite")
    for paragraph in article.xpath(".//p[*[1][contains(@class, 'g-badge--type')]]"):
        paragraph.set("class", "badges")
    for element in article.xpath(".//*[@tabindex] | .//*[@role='region']"):
        for name in ("tabindex", "role"):
            element.attrib.pop(name, None)


def _is_left_out(element: Any) -> bool:
    return not set(element.get("class", "").split()).isdisjoint(_LEFT_OUT)


def _list_recommendations(article: Any) -> None:
    """On a theme's page only the titles: each recommendation has a chapter, right behind the theme."""
    for section in article.xpath(".//section[contains(@class, 'g-recommendation')]"):
        links = section.xpath("./h3[1]/a[1]")
        section.tag = "p"
        for child in list(section):
            section.remove(child)
        section.text = ""
        section.extend(links)


def _shorten_foot(article: Any) -> None:
    """One paragraph with the sources and the day of the last review. How to change the page goes."""
    for foot in article.xpath(".//footer[contains(@class, 'g-pagefoot')]"):
        sources = foot.xpath("./ul[1]/li/a")
        reviewed = next((line.text for line in foot.xpath("./p") if "Reviewed" in (line.text or "")), "")
        for child in list(foot):
            foot.remove(child)
        line = html.Element("p")
        line.text = "Sources: " if sources else ""
        for number, source in enumerate(sources, start=1):
            source.tail = "; " if number < len(sources) else ". "
            line.append(source)
        say_at_end(line, f"{reviewed.partition('.')[0].strip()}." if reviewed else "")
        foot.append(line)


def say_at_end(element: Any, text: str) -> None:
    """Add words behind all that an element holds."""
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


def _say_what_headers_are_of(article: Any) -> None:
    for cell in article.xpath(".//th[not(@scope)]"):
        cell.set("scope", "col")


def _remove(element: Any) -> None:
    """Take an element out, and leave the text behind it."""
    if element.getparent() is not None:
        element.drop_tree() if isinstance(element, html.HtmlElement) else element.getparent().remove(element)
