"""What a finished page adds to the search index: its entries, and how much each is about each word.

A page is one entry. Where things stand on a page that have no page of their own (terms, sources, roles that
are only mentioned), each is an entry too, and no longer a part of the page's. All this depends on nothing but
the page and what the search is told about it, so it can be kept from one build to the next.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml import html

from generator.basics.cache import digest
from generator.basics.labels import read_table
from generator.outputs.script_data.search_terms import NO_TERMS, SearchTerms

_TITLE, _WHOLE_TITLE, _HEADING = 8, 32, 4
"""How often a word of a title, or of a heading, counts: the more, the fewer others are in the title."""
_MOST, NAMED = 254, 255
"""The most that a word counts, and the mark of what is the whole name of an entry."""
SHORTEST_SPELT = 4
"""Letters of the shortest word whose spelling is corrected."""

BODY = b"data-searched"
"""The attribute of the element whose text is searched. Pages without it are not found."""

_TABLE = read_table("generator.site.search", "entries")
LEFT_OUT, _UNSAID, _INLINE = (frozenset(_TABLE[name].split()) for name in ("left_out", "unsaid", "inline"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PLACE_ONLY = 7
"""The level of an entry that no heading begins: any heading ends it."""
_PARSER = html.HTMLParser(encoding="utf-8", no_network=True)
_MAIN = re.compile(rb"<main[ >].*</main>", re.DOTALL)
_META = re.compile(rb'<meta name="guidance:(title|local)" content="([^"]*)"')
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = str.maketrans("", "", "'\u2019")
_PLURAL = re.compile(r"(?<=[^\Ws])s$")


class CountedEntry(NamedTuple):
    address: str
    length: int
    """Of its text, in characters."""
    weights: Mapping[str, int]
    """From 1 to 254, or `NAMED`, by word. A name of several words is one."""
    spelling: Mapping[str, int]
    """Words of its titles and names, which searches are corrected by, and how often each is there."""
    shown: str
    """As JSON, what a list of results shows: address, title, whether it is local, sections."""


class EntryCounter:
    def __init__(self, terms: SearchTerms = NO_TERMS) -> None:
        self._names = NameFinder(terms.groups)
        self._groups = digest(*(json.dumps(group) for group in terms.groups))
        self._of_page: dict[str, dict[str, Sequence[str]]] = {}
        """What each entry is called, by the name of its page and by its address."""
        for address in {**terms.facets, **terms.names}:
            entries = self._of_page.setdefault(address.partition("#")[0], {})
            is_entry = "#" not in address or address in terms.facets
            if is_entry:
                entries[address] = terms.names.get(address, ())

    def fingerprint(self, name: str) -> str:
        """What counting the page with this name depends on, beside the page."""
        return digest(name, self._groups, json.dumps(self._of_page.get(name)))

    def count(self, name: str, page: bytes) -> list[CountedEntry]:
        called = self._of_page.get(name, {})
        places = {address.partition("#")[2] for address in called} - {""}
        counted = []
        for entry in read_entries(name, page, places):
            names = called.get(entry.address, ())
            if not entry.title and names:
                entry.title = names[0]
            if entry.title:
                counted.append(self._count_entry(entry, names))
        return counted

    def _count_entry(self, entry: Entry, names: Sequence[str]) -> CountedEntry:
        counts: Counter[str] = Counter()
        title = words_of(entry.title)
        named = [words_of(name) for name in names]
        self._count_text(counts, entry.title, _weight_in(title))
        for words in named:
            counts.update(dict.fromkeys(words, _weight_in(words)))
        spelling = Counter({word for words in (title, *named) for word in words})
        for section in entry.sections:
            self._count_text(counts, section.title, _HEADING)
            self._count_text(counts, section.text[0], 1)
            spelling.update(set(words_of(section.title)))
        weights = {word: min(count, _MOST) for word, count in counts.items() if word}
        for words in (title, *named):
            weights |= dict.fromkeys(filter(None, (name_of(words), self._names.meaning(words))), NAMED)
        sections = [[section.anchor, section.title, section.text[0]] for section in entry.sections]
        shown = [entry.address, entry.title, int(entry.is_local), sections]
        length = sum(len(section.text[0]) for section in entry.sections)
        return CountedEntry(entry.address, length, weights, spelling, as_json(shown))

    def _count_text(self, counts: Counter[str], text: str, weight: int) -> None:
        words = words_of(text)
        for word, times in Counter(words).items():  # a Counter counts much faster than we do
            counts[word] += times * weight
        for meaning in self._names.iter_in(text, words):
            counts[meaning] += weight


def as_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _weight_in(title: Sequence[str]) -> int:
    return _TITLE + _WHOLE_TITLE // max(1, len(title))


class NameFinder:
    """Finds names of the vocabulary in a text: all names of a thing count as one and the same word."""

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._by_first: dict[str, list[tuple[list[str], str, str]]] = {}
        self._meanings: dict[str, str] = {}
        for group in groups:
            meaning = name_of(words_of(group[0]))
            for name in group:
                words = name_of(words_of(name)).split()
                # A short name in capitals is one only where it is written so: IT is not it.
                exact = name if name.isupper() and len(name) <= SHORTEST_SPELT else ""
                if words:
                    self._by_first.setdefault(words[0], []).append((words, exact, meaning))
                    self._meanings.setdefault(" ".join(words), meaning)

    def meaning(self, words: list[str]) -> str:
        name = name_of(words)
        return self._meanings.get(name, name)

    def iter_in(self, text: str, words: list[str]) -> Iterator[str]:
        plain = name_of(words).split()
        firsts = self._by_first.keys() & plain  # most words begin no name
        for at, word in enumerate(plain) if firsts else ():
            for name, exact, meaning in self._by_first[word] if word in firsts else ():
                is_there = plain[at : at + len(name)] == name and (not exact or exact in text)
                if is_there and (len(name) > 1 or meaning not in (words[at], word)):
                    yield meaning


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
