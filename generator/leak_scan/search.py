"""Read a site's files one by one, and note which of them holds which needles."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from generator.leak_scan.control import Control, has_every_control
from generator.leak_scan.earlier import Earlier
from generator.leak_scan.file_search import FileSearch, Found
from generator.leak_scan.needles import Finder
from generator.leak_scan.page_search import SharedSearch
from generator.leak_scan.secrets import Secrets


class SiteSearch:
    """A search of one site. What it finds grows while it looks.

    A file in which an earlier search for the same secrets found nothing is not looked into again.
    Pages are looked into in other processes meanwhile, if there are many.
    """

    def __init__(
        self,
        site: Path,
        secrets: Secrets,
        controls: tuple[Control, ...],
        earlier: Earlier,
        pages: SharedSearch,
    ) -> None:
        """`pages`: the same search for pages, which may have been told of some already."""
        self._site, self._pages = site, pages
        self._wanted = {*secrets.needles, *(control.needle for control in controls)}
        self._everything = FileSearch(Finder(self._wanted, secrets.common), earlier)
        self._earlier = earlier
        self._known: dict[str, Found] = {}
        self._new: dict[str, Found] = {}
        self.found: defaultdict[bytes, list[str]] = defaultdict(list)
        """The files in which each needle is, in order; of a control, those of them where it has to be."""
        self.faults: list[str] = []
        """What could not be looked through."""
        self.checksums: dict[str, str] = {}
        self._seen: dict[str, tuple[int, int, int]] = {}
        """What would be otherwise if a file that was looked into were another now, by its name."""

    def look_through(self, *, but: tuple[str, ...] = ()) -> None:
        """Every file of the site that was not looked into before, or has changed since, and its name.

        `but`: how the names of those begin that are not there yet.
        """
        for name, data in self._iter_contents(but):
            self._known.pop(name, None)
            needles = self._earlier.found_in(name, self.checksums[name])
            if needles is not None:
                self._known[name] = Found(needles)
            elif has_every_control(name):
                self._new[name] = self._everything.find(name, data)
            else:
                self._pages.look_into(name)

    def gather(self) -> None:
        """See what was found, once all was looked through."""
        unknown = {name: self.checksums[name] for name in self.checksums.keys() - self._known.keys()}
        self._new |= self._pages.found(unknown)
        for name, found in self._new.items():
            self._earlier.note(name, self.checksums[name], found.needles)
        every = self._known | self._new
        for name in sorted(self.checksums):
            self.faults += every[name].faults
            for needle in every[name].needles & self._wanted:
                self.found[needle].append(name)
        if not self.checksums:
            self.faults.append("The scan for withheld texts found no file in the site.")

    def _iter_contents(self, but: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
        for name in sorted(_iter_files(self._site)):
            path = self._site / name
            if name.startswith(but) or self._seen.get(name) == (mark := _mark_of(path)):
                continue
            self._seen[name] = mark
            if path.is_symlink() or not path.is_file():
                self.faults.append(f"{name}: the scan for withheld texts looks into plain files only")
                continue
            try:
                data = path.read_bytes()
            except OSError as error:
                self.faults.append(f"{name}: can't be read to look for withheld texts: {error.strerror}")
                continue
            self.checksums[name] = hashlib.sha256(data).hexdigest()
            yield name, data


def _mark_of(path: Path) -> tuple[int, int, int]:
    about = path.lstat()
    return about.st_mtime_ns, about.st_size, about.st_ino


def _iter_files(site: Path) -> Iterator[str]:
    """The name of each file, and of each link to a folder."""
    for parent, folders, names in os.walk(site):
        within = Path(parent).relative_to(site).as_posix()
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (name if within == "." else f"{within}/{name}" for name in (*names, *linked))
