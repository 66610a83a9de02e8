"""Read a site's files one by one, and note which of them holds which needles."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from generator.leak_scan.escapes import without_escapes
from generator.leak_scan.needles import Finder
from generator.leak_scan.unpack import Closed, iter_pieces
from generator.leak_scan.words import BREAK, Words, words_of

_BREAK = BREAK.encode()


class SiteSearch:
    """A search of one site. What it finds grows while it looks."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
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
            self._look_into(name, data)
        if not self.checksums:
            self.faults.append("The scan for withheld texts found no file in the site.")

    def _look_into(self, name: str, data: bytes) -> None:
        needles = self._finder.find(words_of(name))
        markup: Words = []
        for piece in iter_pieces(name, data):
            if isinstance(piece, Closed):
                self.faults.append(f"{piece.name}: can't be searched for withheld texts, for {piece.reason}")
            elif piece.is_markup:
                markup += self._new_words_of(piece.text)
            else:
                needles |= self._finder.find(words_of(piece.text))
        for needle in needles | self._finder.find(markup):
            self.found[needle].append(name)

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
