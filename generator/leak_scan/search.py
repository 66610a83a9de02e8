"""Read a site's files one by one, and note which of them holds which needles."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.leak_scan.control import Control, has_every_control
from generator.leak_scan.earlier import Earlier
from generator.leak_scan.file_search import FileSearch, Found
from generator.leak_scan.needles import Finder
from generator.leak_scan.page_search import PageSearch, SharedSearch
from generator.leak_scan.secrets import Secrets


class SiteSearch:
    """A search of one site. What it finds grows while it looks.

    A file in which an earlier search for the same secrets found nothing is not looked into again.
    Pages are looked into in other processes meanwhile, if there are many.
    """

    def __init__(self, secrets: Secrets, controls: tuple[Control, ...], earlier: Earlier) -> None:
        self._wanted = {*secrets.needles, *(control.needle for control in controls)}
        self._everything = FileSearch(Finder(self._wanted, secrets.common), earlier)
        self._pages = PageSearch.of(secrets, controls)
        self._earlier = earlier
        self.found: defaultdict[bytes, list[str]] = defaultdict(list)
        """The files in which each needle is, in order; of a control, those of them where it has to be."""
        self.faults: list[str] = []
        """What could not be looked through."""
        self.checksums: dict[str, str] = {}

    def look_through(self, site: Path) -> None:
        """Every file below `site`, and its name."""
        known: dict[str, Found] = {}
        new: dict[str, Found] = {}
        with SharedSearch(site, self._pages) as others:
            for name, data in self._iter_contents(site):
                needles = self._earlier.found_in(name, self.checksums[name])
                if needles is not None:
                    known[name] = Found(needles)
                elif has_every_control(name):
                    new[name] = self._everything.find(name, data)
                else:
                    others.look_into(name, data)
            new |= others.found()
        for name, found in new.items():
            self._earlier.note(name, self.checksums[name], found.needles)
        self._gather(known | new)

    def _iter_contents(self, site: Path) -> Iterator[tuple[str, bytes]]:
        for name in sorted(_iter_files(site)):
            path = site / name
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

    def _gather(self, found: Mapping[str, Found]) -> None:
        for name in self.checksums:
            self.faults += found[name].faults
            for needle in found[name].needles & self._wanted:
                self.found[needle].append(name)
        if not self.checksums:
            self.faults.append("The scan for withheld texts found no file in the site.")


def _iter_files(site: Path) -> Iterator[str]:
    """The name of each file, and of each link to a folder."""
    for parent, folders, names in os.walk(site):
        within = Path(parent).relative_to(site).as_posix()
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (name if within == "." else f"{within}/{name}" for name in (*names, *linked))
