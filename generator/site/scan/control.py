"""A control for the scan: it has to find what certainly is there, or its silence means nothing.

Of each published case study and theme, the title or the beginning of its summary must be found by
the very same search on its page, in the data to download, and in the PDF of a site that has one. One
of the two is enough: a host's own template may leave out the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from itertools import groupby

from generator.basics.addresses import PDF_ADDRESS
from generator.content.content_files import identifier_of
from generator.site.scan.phrases import LENGTH, units_of
from generator.site.scan.withheld import Said, kind_of

_FOLDERS = {"case": "case-studies", "theme": "themes"}
_FIELDS = ("title", "summary")
_WRITTEN_OTHERWISE = frozenset("<>&%\\")
"""Signs that formats give a meaning of their own. A text with one proves nothing if it is not found."""
_DATA, _PDF = "the data to download", "the PDF"


@dataclass(frozen=True)
class Control:
    """Something published that the scan has to find."""

    said: Said
    needle: bytes
    page: str


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


def place_for_all(name: str) -> str:
    """The place, in words, where all controls have to be found, if a file of the site is in it."""
    return _PDF if name == PDF_ADDRESS[1:] else _DATA if name.startswith("data/") else ""


def iter_failures(
    controls: tuple[Control, ...], found: Set[tuple[bytes, str]], *, has_pdf: bool
) -> Iterator[str]:
    """A sentence for each control that failed.

    `found`: each needle with the page, or the place for all, where it was found.
    """
    if not controls:
        yield "The scan for withheld texts had nothing published to try itself on."
    for _, group in groupby(controls, key=lambda control: control.said.path):
        own = list(group)
        places = (own[0].page, _DATA, *([_PDF] if has_pdf else []))
        missing = [place for place in places if not any((control.needle, place) in found for control in own)]
        if missing:
            yield (
                f"The scan for withheld texts did not find {own[0].said.place}, which is published, "
                f"in {', '.join(missing)}. So it would miss others."
            )
