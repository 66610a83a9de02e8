"""Read a site's files one by one, and note which of them holds which needles."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator, Set
from pathlib import Path

from generator.leak_scan.earlier import Earlier
from generator.leak_scan.escapes import without_escapes
from generator.leak_scan.needles import Finder
from generator.leak_scan.unpack import Closed, iter_pieces
from generator.leak_scan.words import BREAK, Words, words_of

_BREAK = BREAK.encode()


class SiteSearch:
    """A search of one site. What it finds grows while it looks.

    A file in which an earlier search for the same secrets found nothing is not looked into again.
    """

    def __init__(self, finder: Finder, wanted: Set[bytes], earlier: Earlier) -> None:
        self._finder = finder
        self._wanted = wanted
        self._earlier = earlier
        self._seen = set[str]()
        self.found: defaultdict[bytes, list[str]] = defaultdict(list)
        """The files in which each needle is, in order."""
        self.faults: list[str] = []
        """What could not be looked through."""
        self.checksums: dict[str, str] = {}

    def look_through(self, site: Path) -> None:
        """Every file below `site`, and its name."""
        for path in sorted(_iter_files(site)):
            name = path.relative_to(site).as_posix()
            if path.is_symlink() or not path.is_file():
                self.faults.append(f"{name}: the scan for withheld texts looks into plain files only")
                continue
            try:
                data = path.read_bytes()
            except OSError as error:
                self.faults.append(f"{name}: can't be read to look for withheld texts: {error.strerror}")
                continue
            self.checksums[name] = hashlib.sha256(data).hexdigest()
            needles = self._earlier.found_in(name, data)
            if needles is None:
                needles = self._look_into(name, data)
                self._earlier.note(name, data, needles)
            for needle in needles & self._wanted:
                self.found[needle].append(name)
        if not self.checksums:
            self.faults.append("The scan for withheld texts found no file in the site.")

    def _look_into(self, name: str, data: bytes) -> set[bytes]:
        needles = self._finder.find(words_of(name))
        markup: Words = []
        for piece in iter_pieces(name, data):
            if isinstance(piece, Closed):
                self.faults.append(f"{piece.name}: can't be searched for withheld texts, for {piece.reason}")
            elif piece.is_markup:
                markup += self._new_words_of(piece.text)
            else:
                needles |= self._finder.find(words_of(piece.text))
        return needles | self._finder.find(markup)

    def _new_words_of(self, tag: str) -> Words:
        """The words of a tag that no file before had; most tags stand on every page."""
        if tag in self._seen:
            return []
        self._seen.add(tag)
        return [*words_of(without_escapes(tag)), _BREAK]


def _iter_files(folder: Path) -> Iterator[Path]:
    for parent, folders, names in os.walk(folder):
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent) / name for name in (*names, *linked))
