"""The files of the search index: `search/index.js`, and the parts that a search loads as it needs them.

    index.js                 the folder and beginnings of the parts, facets, names, words for spelling
    parts/HASH/words-N.js    words in order, each with the entries that have it and how much they are about it
    parts/HASH/texts-N.js    entries in order: address, title and sections, to show what was found

The folder of the parts is named after what is in them, so browsers may store them for good.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from shutil import rmtree
from typing import Any

from generator.basics.labels import original_of
from generator.outputs.script_data.search_terms import NO_TERMS, SearchTerms
from generator.pages.page_context import Facets
from generator.site.search.entries import NAMED, SHORTEST_SPELT, CountedEntry, EntryCounter, as_json

FOLDER = "search"
NEW_FOLDER = f"{FOLDER}.new"
"""The folder in which an index is made. Under `guidance serve`, the last one is used meanwhile."""
REPLACED = (f"{FOLDER}/", f"{NEW_FOLDER}/")
"""The start of the names of all files that making an index removes or replaces."""

_WORDS_PART = 24_000
"""Characters in a part with words: with fewer, a search would load more parts, with more, larger ones."""
_TEXTS_PART = 13_500
"""Characters of JSON in a part with texts."""
_SHARED_START = 3
"""Words that begin with the same three letters stand in one part, so all forms of a word do."""

_SATURATION, _BY_LENGTH = 4, 0.6
"""As in BM25: how soon more of a word adds little, and how far that depends on the length of an entry."""
_LEVELS = "ABCDEFGHIJKLMNOPQRSTUVWXY"
"""How much an entry is about a word, from least to most."""
_IS_NAME = "Z"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class SearchIndex:
    """Takes in the entries of pages, in any order, and makes the index of all."""

    def __init__(self, terms: SearchTerms = NO_TERMS, language: str = "en") -> None:
        """`language`: the code of the language of the site."""
        self.counter = EntryCounter(terms)
        self._terms, self._language = terms, language
        self._postings: dict[str, array[int]] = {}
        self._lengths: list[int] = []
        self._addresses: list[str] = []
        self._spelling: Counter[str] = Counter()
        self._texts: list[bytes] = []
        """What each entry says, packed: of a large site it is much."""

    def add(self, entries: Iterable[CountedEntry]) -> None:
        for entry in entries:
            number = len(self._addresses)
            for word, weight in entry.weights.items():
                self._postings.setdefault(word, array("Q")).append(number << 8 | weight)
            self._spelling.update(entry.spelling)
            self._lengths.append(entry.length)
            self._addresses.append(entry.address)
            self._texts.append(zlib.compress(entry.shown.encode(), 1))

    def files(self) -> dict[str, bytes]:
        """The files of the index, by their names in the site."""
        order = sorted(range(len(self._addresses)), key=lambda at: self._addresses[at].partition("#")[0])
        addresses = [self._addresses[at] for at in order]
        words = _parts_of_words(_renumbered(self._postings, order), [self._lengths[at] for at in order])
        parts = {
            f"words-{at}.js": _script(f"words[{at}]", as_json(text)) for at, text in enumerate(words.values())
        }
        starts, texts = _parts_of_texts([self._texts[at] for at in order])
        parts |= texts
        state = hashlib.sha256()
        for name, data in parts.items():
            state.update(name.encode() + data)
        folder = state.hexdigest()[:12]
        start = {
            "folder": f"{FOLDER}/parts/{folder}/",
            "language": self._language,
            "parts": {"words": {}, "texts": {}},
            "entries": len(addresses),
            "words": list(words),
            "texts": starts,
            "groups": [list(group) for group in self._terms.groups],
            "order": list(self._terms.order),
            "spelling": " ".join(self._iter_spelling()),
            **_facets_of(addresses, self._terms.facets),
        }
        files = {f"{FOLDER}/parts/{folder}/{name}": data for name, data in parts.items()}
        return files | {f"{FOLDER}/index.js": f"window.guidanceSearchIndex = {as_json(start)};\n".encode()}

    def _iter_spelling(self) -> Iterator[str]:
        """Words of titles, names and headings, the most frequent first."""
        for word, _ in sorted(self._spelling.items(), key=lambda item: (-item[1], item[0])):
            if len(word) >= SHORTEST_SPELT and not word.isdigit():
                yield word


def _parts_of_words(postings: Mapping[str, Iterable[int]], lengths: Sequence[int]) -> dict[str, str]:
    """The parts with words, by the first letters of each."""
    average = sum(lengths) / len(lengths) if lengths else 1
    fit = [_SATURATION * (1 - _BY_LENGTH + _BY_LENGTH * length / average) for length in lengths]
    parts: dict[str, list[str]] = {}
    first = last = ""
    size = 0
    for word in sorted(postings):
        start = word[:_SHARED_START]
        if not parts or (start != last and size > _WORDS_PART):
            first, size = start, 0
        last = start
        line = f"{word}\t{_written(postings[word], fit)}"
        parts.setdefault(first, []).append(line)
        size += len(line)
    return {first: "\n".join(lines) for first, lines in parts.items()}


def _written(postings: Iterable[int], fit: Sequence[float]) -> str:
    """The entries with a word, each as its distance from the one before and how much it is about the word."""
    written, last = [], 0
    for packed in postings:
        entry, count = packed >> 8, packed & 255
        level = _IS_NAME if count == NAMED else _LEVELS[int(len(_LEVELS) * count / (count + fit[entry]))]
        written.append(_in_digits(entry - last) + level)
        last = entry
    return "".join(written)


def _in_digits(number: int) -> str:
    """A number in base 36; nothing for one, the most frequent distance."""
    if number == 1:
        return ""
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits


def _renumbered(postings: Mapping[str, array[int]], order: Sequence[int]) -> Mapping[str, Iterable[int]]:
    """The entries of each word by their place in `order`."""
    if all(at == place for place, at in enumerate(order)):
        return postings
    places = dict(zip(order, range(len(order)), strict=True))
    return {
        word: sorted(places[packed >> 8] << 8 | packed & 255 for packed in found)
        for word, found in postings.items()
    }


def _parts_of_texts(packed: Iterable[bytes]) -> tuple[list[int], dict[str, bytes]]:
    """The number of the first entry in each part, and the parts."""
    starts: list[int] = []
    parts: list[list[str]] = []
    for number, text in enumerate(zlib.decompress(each).decode() for each in packed):
        if not parts or sum(map(len, parts[-1])) > _TEXTS_PART:
            starts.append(number)
            parts.append([])
        parts[-1].append(text)
    scripts = (_script(f"texts[{at}]", f"[{','.join(texts)}]") for at, texts in enumerate(parts))
    return starts, {f"texts-{at}.js": script for at, script in enumerate(scripts)}


def _script(place: str, data: str) -> bytes:
    """`data`: as JSON."""
    return f"window.guidanceSearchIndex.parts.{place} = {data};\n".encode()


def _facets_of(addresses: Sequence[str], facets: Mapping[str, Facets]) -> dict[str, Any]:
    """The facets of all entries: their kind, organisation types and themes.

    Values are named once, and entries grouped by their values:
    `{"options": [["Role", "Theme"], [], ["Leading"]], "facets": [[[1], [], [0], [14, 1, 1]]]}`.
    Each number of an entry is how far it is from the one before.
    """
    found = [_values_of(facets.get(address)) for address in addresses]
    options = [sorted({value for values in found for value in values[facet]}) for facet in range(3)]
    groups: dict[tuple[tuple[int, ...], ...], list[int]] = {}
    for number, values in enumerate(found):
        key = tuple(tuple(map(known.index, own)) for own, known in zip(values, options, strict=True))
        groups.setdefault(key, []).append(number)
    rows = [
        [*key, [number - before for number, before in zip(numbers, [0, *numbers], strict=False)]]
        for key, numbers in sorted(groups.items())
    ]
    return {"options": options, "facets": rows}


def _values_of(facets: Facets | None) -> tuple[tuple[str, ...], ...]:
    """The values of an entry's facets, always in English: the script has the words for other languages."""
    values = ((facets.kind,), facets.types, facets.themes) if facets else ((), (), ())
    return tuple(tuple(map(original_of, own)) for own in values)


def replace_index(site: Path, files: Mapping[str, bytes]) -> None:
    """Put the files of an index in the place of those that are in the folder `site`."""
    made = site / NEW_FOLDER
    rmtree(made, ignore_errors=True)  # of an unfinished index
    for name, data in files.items():
        path = made / name.removeprefix(f"{FOLDER}/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    rmtree(site / FOLDER, ignore_errors=True)
    made.rename(site / FOLDER)
