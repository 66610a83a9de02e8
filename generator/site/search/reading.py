"""What a finished page says to those who search: its entries, each with its sections and their words.

A page is one entry. Where things stand on a page that have no page of their own (terms, sources, roles that
are only mentioned), each is an entry too, and no longer a part of the page's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import html

BODY = b"data-searched"
"""The attribute of the element whose text is searched. Pages without it are not found."""

LEFT_OUT = frozenset({
    "headerlink", "g-breadcrumbs", "g-kind", "g-cite", "g-contents", "g-toc", "g-card--case", "g-related",
    "g-practices", "g-matrix", "g-overdue", "g-pagefoot",
})  # fmt: skip
"""Classes of elements with words that the page is not about, and should not be found by."""
_UNSAID = {"script", "style", "svg", "i", "button", "select", "template", "noscript"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_INLINE = {
    *(
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "dfn",
        "em",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
    ),
    *("sub", "sup", "u", "var", "wbr", "ins", "del", "time", "bdi"),
}
"""Elements that end no word."""
_PLACE_ONLY = 7
"""The level of an entry that no heading begins: any heading ends it."""

_PARSER = html.HTMLParser(encoding="utf-8", no_network=True)
_MAIN = re.compile(rb"<main[ >].*</main>", re.DOTALL)
_META = re.compile(rb'<meta name="guidance:(title|local)" content="([^"]*)"')
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = str.maketrans("", "", "'\u2019")
_PLURAL = re.compile(r"(?<=[^\Ws])s$")


@dataclass(slots=True)
class Section:
    anchor: str
    title: str
    text: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    address: str
    """Of the page, or of a place on it."""
    title: str
    is_local: bool
    level: int
    sections: list[Section]
    """The first holds what stands before any heading."""


def words_of(text: str) -> list[str]:
    """In small letters, without accents and apostrophes. The search's script does so with what is typed."""
    if not text.isascii():
        split = unicodedata.normalize("NFD", text)
        text = "".join(sign for sign in split if unicodedata.category(sign)[0] != "M")
    return _WORD.findall(text.translate(_APOSTROPHE).lower())


def name_of(words: list[str]) -> str:
    """How a name stands in the index: its words in the singular, with blanks between them."""
    return " ".join(map(_singular, words))


@lru_cache(50_000)
def _singular(word: str) -> str:
    return _PLURAL.sub("", word) if len(word) > 2 else word


def read_entries(name: str, page: bytes, places: Collection[str] = ()) -> list[Entry]:
    """The entries of a page; none if it is not to be searched. `places`: the anchors that are entries."""
    found = _MAIN.search(page) if BODY in page else None
    if found is None:
        return []
    meta = {key.decode(): html.fromstring(b"<p>" + value).text or "" for key, value in _META.findall(page)}
    bodies = html.document_fromstring(found[0], parser=_PARSER).xpath(f"//*[@{BODY.decode()}]")
    whole = Entry(name, meta.get("title", ""), "local" in meta, 0, [Section("", "")])
    reader = _Reader(whole, places)
    for body in bodies:
        reader.read(body)
    for entry in reader.entries:
        for section in entry.sections:
            section.text[:] = [" ".join("".join(section.text).split())]
            section.title = " ".join(section.title.split())
    return reader.entries


class _Reader:
    def __init__(self, whole: Entry, places: Collection[str]) -> None:
        self.entries = [whole]
        self._places = places
        self._entry = whole
        self._heading: list[str] | None = None

    def read(self, element: html.HtmlElement) -> None:
        """Read an element with all in it, but not what follows it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSAID or _is_left_out(element):
            return
        anchor = element.get("id", "")
        level = _HEADINGS.get(tag, 0)
        if anchor in self._places and anchor:
            self._begin_entry(anchor, level or (0 if _holds_all(tag) else _PLACE_ONLY), element)
        elif level:
            self._end_entry(level)
        is_section = level > 1 and anchor and anchor not in self._places
        if is_section:
            self._entry.sections.append(Section(anchor, _text_of(element)))
        elif level != 1 and not (level and anchor in self._places):
            self._read_inside(element, tag)
        if anchor in self._places and _holds_all(tag):
            self._entry = self.entries[0]

    def _read_inside(self, element: html.HtmlElement, tag: str) -> None:
        gap = "" if tag in _INLINE else " "
        self._say(gap + (element.text or ""))
        for child in element:
            self.read(child)
            self._say(child.tail or "")
        self._say(gap)

    def _begin_entry(self, anchor: str, level: int, element: html.HtmlElement) -> None:
        whole = self.entries[0]
        title = _text_of(element) if element.tag in _HEADINGS else ""
        self._entry = Entry(f"{whole.address}#{anchor}", title, whole.is_local, level, [Section("", "")])
        self.entries.append(self._entry)

    def _end_entry(self, level: int) -> None:
        if level <= self._entry.level:
            self._entry = self.entries[0]

    def _say(self, text: str) -> None:
        if text:
            self._entry.sections[-1].text.append(text)


def _holds_all(tag: str) -> bool:
    """Whether an entry that begins with such an element ends with it too."""
    return tag not in _HEADINGS and tag not in _INLINE and tag != "dt"


def _is_left_out(element: html.HtmlElement) -> bool:
    classes = element.get("class")
    if element.get("data-search") == "off":
        return True
    return bool(classes) and not LEFT_OUT.isdisjoint(classes.split())


def _text_of(element: html.HtmlElement) -> str:
    return "".join(_iter_text(element))


def _iter_text(element: html.HtmlElement) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in _UNSAID and not _is_left_out(element):
        yield element.text or ""
        for child in element:
            yield from _iter_text(child)
            yield child.tail or ""
