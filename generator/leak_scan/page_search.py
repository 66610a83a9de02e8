"""Look into the pages of a site, in this process or in several."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from generator.leak_scan.control import Control
from generator.leak_scan.file_search import FileSearch, Found
from generator.leak_scan.needles import Finder
from generator.leak_scan.secrets import Secrets
from generator.leak_scan.stretches import END
from generator.workers import Workers

WORTH_IT = 8_000_000
"""Bytes of pages for which starting one more process takes less time than it saves."""
AT_ONCE = 10
"""Pages that a process is told of at a time. Their names and what is found in them are short."""
_AS_IT_IS = "latin-1"
"""Bytes as text, and back."""


@dataclass(frozen=True)
class PageSearch:
    """Finds secrets in any file, and in a page the controls that have to be there."""

    secrets: frozenset[bytes]
    common: Mapping[bytes, int]
    """How often published content and the program use a word."""
    controls: Mapping[str, frozenset[bytes]]
    """By the name of a page."""

    @classmethod
    def of(cls, secrets: Secrets, controls: Iterable[Control]) -> PageSearch:
        by_page: defaultdict[str, set[bytes]] = defaultdict(set)
        for control in controls:
            by_page[control.page].add(control.needle)
        words = {word for needle in secrets.needles for word in needle.split()}
        common = {word: secrets.common[word] for word in words if word in secrets.common}
        return cls(
            frozenset(secrets.needles), common, {page: frozenset(found) for page, found in by_page.items()}
        )

    def find(self, name: str, data: bytes) -> Found:
        found = self._files.find(name, data)
        return Found(found.needles | _find_controls(self.controls.get(name, frozenset()), data), found.faults)

    @cached_property
    def _files(self) -> FileSearch:
        return FileSearch(Finder(self.secrets, self.common))

    def written(self) -> dict[str, Any]:
        """To be told to another process."""
        return {
            "secrets": [*map(_text, sorted(self.secrets))],
            "common": {_text(word): times for word, times in self.common.items()},
            "controls": {page: [*map(_text, sorted(found))] for page, found in self.controls.items()},
        }

    @classmethod
    def read(cls, secrets: list[str], common: dict[str, int], controls: dict[str, list[str]]) -> PageSearch:
        return cls(
            frozenset(map(_bytes, secrets)),
            {_bytes(word): times for word, times in common.items()},
            {page: frozenset(map(_bytes, found)) for page, found in controls.items()},
        )


class SharedSearch(AbstractContextManager["SharedSearch"]):
    """The same search, by several processes if there is much to look into."""

    def __init__(self, site: Path, search: Callable[[], PageSearch]) -> None:
        """`search` is asked once there is to be another process, or what it finds is asked for."""
        self._site, self._read_search = site, search
        self._workers = Workers("generator.leak_scan", self._settings, WORTH_IT, AT_ONCE)
        self._offered: set[str] = set()
        self._is_over = False

    @cached_property
    def _search(self) -> PageSearch:
        return self._read_search()

    def _settings(self) -> dict[str, Any]:
        return {"site": str(self._site.absolute()), "search": self._search.written()}

    def start(self) -> None:
        """Start the processes now, before there is anything to look into."""
        self._workers.start()

    def look_into(self, name: str) -> None:
        """To be said of a file once it is there. It may be said again."""
        if name not in self._offered:
            self._offered.add(name)
            self._workers.offer(name, (name,), (self._site / name).stat().st_size)

    def found(self, checksums: Mapping[str, str]) -> dict[str, Found]:
        """What is in each file, by its name, if the file is what it was when it was looked into.

        `checksums`: of the files as they are, by their names. What no other process has done is done here.
        """
        self._is_over = True
        answers = {name: read_found(answer, checksums.get(name)) for name, answer in self._workers.finish()}
        wanted = self._offered & checksums.keys()
        return {name: answers.get(name) or self._find(name) for name in wanted}

    def _find(self, name: str) -> Found:
        return self._search.find(name, (self._site / name).read_bytes())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._is_over:
            self._workers.stop()


def look_into(path: Path, name: str, search: PageSearch) -> bytes:
    """What is in a file, and of which content of it that is true: the answer of another process."""
    data = path.read_bytes()
    found = search.find(name, data)
    checksum = hashlib.sha256(data).hexdigest()
    return json.dumps([checksum, [*map(_text, sorted(found.needles))], found.faults]).encode()


def read_found(answer: bytes, checksum: str | None) -> Found | None:
    """None for what is no answer, or not about the content with this checksum."""
    try:
        about, needles, faults = json.loads(answer)
        return Found(frozenset(map(_bytes, needles)), tuple(faults)) if about == checksum else None
    except (ValueError, TypeError):
        return None


def _find_controls(needles: frozenset[bytes], data: bytes) -> frozenset[bytes]:
    """Those of a page's own controls that are in it: where they are likely to be, or else anywhere."""
    if not needles:
        return frozenset()
    search = FileSearch(Finder(needles, {}))
    lines = data.lower().split(END)
    signs = [max(needle.split(), key=len) for needle in needles]
    likely = END.join(line for sign in signs for line in lines if sign in line)
    return search.find("", likely).needles or search.find("", data).needles


def _text(data: bytes) -> str:
    return data.decode(_AS_IT_IS)


def _bytes(text: str) -> bytes:
    return text.encode(_AS_IT_IS)
