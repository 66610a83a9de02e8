"""How much each entry of a page is about each word: all that a page adds to the search index.

It depends on nothing but the page and what the search is told about it, so it can be kept from one build to
the next.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.basics.cache import digest
from generator.outputs.script_data.search_terms import NO_TERMS, SearchTerms
from generator.site.search.reading import Entry, name_of, read_entries, words_of

_TITLE, _WHOLE_TITLE, _HEADING = 8, 32, 4
"""How often a word of a title, or of a heading, counts: the more, the fewer others are in the title."""
_MOST, NAMED = 254, 255
"""The most that a word counts, and the mark of what is the whole name of an entry."""
SHORTEST_SPELT = 4
"""Letters of the shortest word whose spelling is corrected."""


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
