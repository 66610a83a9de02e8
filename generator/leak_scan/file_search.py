"""Find needles in one file after the other, in everything that is in them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from generator.leak_scan.binary import PAGEFIND
from generator.leak_scan.earlier import Earlier
from generator.leak_scan.escapes import without_escapes
from generator.leak_scan.needles import Finder
from generator.leak_scan.stretches import END, PageSearch
from generator.leak_scan.unpack import Closed, Markup, Packed, Piece, iter_parts, iter_parts_of_text
from generator.leak_scan.words import words_of

_REMEMBERED = 30_000
"""Tags that stand in many files."""


@dataclass(frozen=True)
class Found:
    needles: frozenset[bytes]
    faults: tuple[str, ...] = ()
    """What of the file could not be looked into."""


class FileSearch:
    """A search for some needles. What stands in several files is looked into once."""

    def __init__(self, finder: Finder, earlier: Earlier | None = None) -> None:
        """`earlier` may know files of the search index, by what is in them."""
        self._finder = finder
        self._earlier = earlier
        self._pages = PageSearch(self._find_in_stretch)
        self._find_in_tag = lru_cache(_REMEMBERED)(self._look_into_tag)

    def find(self, name: str, data: bytes) -> Found:
        """What is in a file, and in its name."""
        faults: list[str] = []
        needles = self._finder.find(words_of(name)) | self._find(name, data, 0, faults)
        return Found(needles, tuple(faults))

    def _find(self, name: str, data: bytes, depth: int, faults: list[str]) -> frozenset[bytes]:
        """`depth`: how many files it is within. `faults`: what could not be looked into is added to it."""
        known = self._pages.find(data)
        if known is not None:
            return known
        needles = set[bytes]()
        for part in iter_parts(name, data, depth):
            match part:
                case Closed(closed, reason):
                    faults.append(f"{closed}: can't be searched for withheld texts, for {reason}")
                case Packed(inner, unpacked):
                    needles |= self._find_packed(inner, unpacked, depth + 1, faults)
                case Piece() | Markup():
                    needles |= self._find_in_part(part)
        return frozenset(needles)

    def _find_packed(self, name: str, data: bytes, depth: int, faults: list[str]) -> frozenset[bytes]:
        """The same. A file of the search index is in the site twice: alone, and in the archive of all."""
        if self._earlier is None or not data.startswith(PAGEFIND):
            return self._find(name, data, depth, faults)
        checksum = hashlib.sha256(data).hexdigest()
        needles = self._earlier.found_in("", checksum)
        if needles is None:
            before = len(faults)
            needles = self._find(name, data, depth, faults)
            if len(faults) == before:
                self._earlier.note("", checksum, needles)
        return needles

    def _find_in_stretch(self, stretch: bytes) -> frozenset[bytes] | None:
        needles = set[bytes]()
        for part in iter_parts_of_text("", stretch + END):
            if not isinstance(part, Piece | Markup):
                return None
            needles |= self._find_in_part(part)
        return frozenset(needles)

    def _find_in_part(self, part: Piece | Markup) -> frozenset[bytes]:
        if isinstance(part, Markup):
            return frozenset[bytes]().union(*map(self._find_in_tag, part.tags))
        return self._finder.find(words_of(part.text))

    def _look_into_tag(self, tag: str) -> frozenset[bytes]:
        return self._finder.find(words_of(without_escapes(tag)))
