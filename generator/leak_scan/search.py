"""Read a site's files one by one, and note which of them holds which needles."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from generator.leak_scan.control import Control, has_every_control
from generator.leak_scan.earlier import Earlier
from generator.leak_scan.file_search import FileSearch
from generator.leak_scan.needles import Finder
from generator.leak_scan.secrets import Secrets
from generator.leak_scan.stretches import END


class SiteSearch:
    """A search of one site. What it finds grows while it looks.

    A file in which an earlier search for the same secrets found nothing is not looked into again.
    """

    def __init__(self, secrets: Secrets, controls: tuple[Control, ...], earlier: Earlier) -> None:
        self._wanted = {*secrets.needles, *(control.needle for control in controls)}
        self._secrets = FileSearch(Finder(secrets.needles, secrets.common))
        self._everything = FileSearch(Finder(self._wanted, secrets.common), earlier)
        self._controls_of_page: defaultdict[str, set[bytes]] = defaultdict(set)
        for control in controls:
            self._controls_of_page[control.page].add(control.needle)
        self._earlier = earlier
        self.found: defaultdict[bytes, list[str]] = defaultdict(list)
        """The files in which each needle is, in order; of a control, those of them where it has to be."""
        self.faults: list[str] = []
        """What could not be looked through."""
        self.checksums: dict[str, str] = {}

    def look_through(self, site: Path) -> None:
        """Every file below `site`, and its name."""
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
            checksum = self.checksums[name] = hashlib.sha256(data).hexdigest()
            needles = self._earlier.found_in(name, checksum)
            if needles is None:
                needles = self._look_into(name, data)
                self._earlier.note(name, checksum, needles)
            for needle in needles & self._wanted:
                self.found[needle].append(name)
        if not self.checksums:
            self.faults.append("The scan for withheld texts found no file in the site.")

    def _look_into(self, name: str, data: bytes) -> frozenset[bytes]:
        found = (self._everything if has_every_control(name) else self._secrets).find(name, data)
        self.faults += found.faults
        return found.needles | _find_controls(self._controls_of_page.get(name, set()), data)


def _find_controls(needles: set[bytes], data: bytes) -> frozenset[bytes]:
    """Those of a page's own controls that are in it: where they are likely to be, or else anywhere."""
    if not needles:
        return frozenset()
    search = FileSearch(Finder(needles, {}))
    lines = data.lower().split(END)
    signs = [max(needle.split(), key=len) for needle in needles]
    likely = END.join(line for sign in signs for line in lines if sign in line)
    return search.find("", likely).needles or search.find("", data).needles


def _iter_files(site: Path) -> Iterator[str]:
    """The name of each file, and of each link to a folder."""
    for parent, folders, names in os.walk(site):
        within = Path(parent).relative_to(site).as_posix()
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (name if within == "." else f"{within}/{name}" for name in (*names, *linked))
