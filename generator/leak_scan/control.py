"""A control for the scan: it has to find what certainly is there, or its silence means nothing.

Of each published case study and theme, the title or the beginning of its summary must be found by
the very same search on its page, in the search index, in the data to download, and in the archive
for a search without a server. One of the two is enough: a host's own template may leave out the other.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import groupby

from generator.layout import identifier_of
from generator.leak_scan.needles import LENGTH, units_of
from generator.leak_scan.withheld import Said, kind_of

_FOLDERS = {"case": "case-studies", "theme": "themes"}
_FIELDS = ("title", "summary")
_WRITTEN_OTHERWISE = frozenset("<>&%\\")
"""Signs that formats give a meaning of their own. A text with one proves nothing if it is not found."""
_PDF = {"guidance.pdf": "the PDF"}
"""Looked into where the site has it."""
_GROUPS = {
    "pagefind/*fragment/*": "the search index",
    "data/*": "the data to download",
    "assets/search-offline.js": "the search without a server",
}
"""Patterns of names of files."""
_SEARCH_INDEX = "pagefind/*"
"""All of it is in the archive for a search without a server as well."""


def has_every_control(name: str) -> bool:
    """Whether a file of the site has to be looked through for all controls; others have those of a page."""
    return any(fnmatchcase(name, pattern) for pattern in (_SEARCH_INDEX, *_GROUPS, *_PDF))


@dataclass(frozen=True)
class Control:
    """Something published that the scan has to find."""

    said: Said
    needle: bytes
    page: str

    def missing_from(self, seen: Iterable[str], places: Mapping[str, str]) -> list[str]:
        """Where it was not found, in words. `seen`: the files of the site in which it was."""
        names = tuple(seen)
        groups = {group: words for group, words in places.items() if not _any_in(group, names)}
        return [*([] if self.page in names else [self.page]), *groups.values()]


def controls_of(said: Iterable[Said]) -> tuple[Control, ...]:
    """What to find of the published part of the content."""
    return tuple(control for text in said if (control := _control(text)) is not None)


def _control(said: Said) -> Control | None:
    if said.is_withheld or said.field not in _FIELDS or (kind := kind_of(said.path)) not in _FOLDERS:
        return None
    if not _WRITTEN_OTHERWISE.isdisjoint(said.text):
        return None
    least = LENGTH if said.field == "summary" else 1
    needle = next((words[:LENGTH] for words in units_of(said.text) if len(words) >= least), None)
    page = f"{_FOLDERS[kind]}/{identifier_of(said.path)}.html"
    return Control(said, b" ".join(needle), page) if needle else None


def iter_failures(
    controls: tuple[Control, ...], found: Mapping[bytes, Iterable[str]], files: Container[str] = ()
) -> Iterator[str]:
    """A sentence for each control that failed.

    `found`: the files in which each needle was found; `files`: all those of the site.
    """
    places = _GROUPS | {name: words for name, words in _PDF.items() if name in files}
    if not controls:
        yield "The scan for withheld texts had nothing published to try itself on."
    for _, group in groupby(controls, key=lambda control: control.said.path):
        own = list(group)
        missing = [control.missing_from(found.get(control.needle, ()), places) for control in own]
        if everywhere := [place for place in missing[0] if all(place in others for others in missing)]:
            yield (
                f"The scan for withheld texts did not find {own[0].said.place}, which is published, "
                f"in {', '.join(everywhere)}. So it would miss others."
            )


def _any_in(group: str, names: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, group) for name in names)
