"""Look through the finished site, every byte of it, for what it may not say.

`library` decides what is published. This is the second pair of eyes: it works out from the files
what is withheld, by a rule of its own, and searches what is about to be published for it, in
every file, decompressed and decoded. It tells where something is, never what it is: whatever
prints it may be a log that anybody can read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.cache import NO_CACHE, Cache
from generator.document import Document
from generator.leak_scan.control import Control, controls_of, iter_failures
from generator.leak_scan.earlier import Earlier
from generator.leak_scan.search import SiteSearch
from generator.leak_scan.secrets import Secrets, secrets_among
from generator.leak_scan.withheld import Said, Scope, iter_said, scope_of
from generator.leak_scan.words import words_of

__all__ = ["Scan", "Scope", "scan_site"]

SEARCH_PROGRAM = "pagefind/pagefind.js"
"""Made by Pagefind and of no content; its words are nobody's secret."""
_MOST_TOLD = 20


@dataclass(frozen=True)
class Scan:
    """What came of looking through a site."""

    leaks: tuple[str, ...]
    """A sentence for each file of the site that holds something withheld, and the content file it is of."""
    failures: tuple[str, ...]
    """A sentence for each reason why the scan can't be relied on."""
    checksums: Mapping[str, str]
    """SHA-256 of every file that was looked through, by its name in the site."""
    needles: int
    """How many stretches of withheld text were looked for."""

    @property
    def faults(self) -> tuple[str, ...]:
        """What stops the site from being published; where there is much of a kind, the first of it."""
        return (*_shortened(self.leaks), *_shortened(self.failures))


def scan_site(
    site: Path, documents: tuple[Document, ...], scope: Scope | None = None, cache: Cache = NO_CACHE
) -> Scan:
    """Look in the folder `site` for what is withheld of the content.

    `scope`: whom the site is for and what is hidden; as the overlay says, if not given.
    """
    said = tuple(iter_said(documents, scope or scope_of(documents)))
    secrets = secrets_among(said, _words_of_search_program(site), cache)
    controls = controls_of(said)
    earlier = Earlier(cache, secrets.needles)
    scan = _scan(site, secrets, controls, earlier)
    if scan.failures and earlier.has_helped:  # a control may be new, and not have been looked for then
        return _scan(site, secrets, controls, Earlier(NO_CACHE, secrets.needles))
    if not scan.faults:
        earlier.keep()
    return scan


def _scan(site: Path, secrets: Secrets, controls: tuple[Control, ...], earlier: Earlier) -> Scan:
    search = SiteSearch(secrets, controls, earlier)
    search.look_through(site)
    return Scan(
        tuple(_iter_leaks(secrets.needles, search.found)),
        (*search.faults, *_iter_unguarded(secrets), *iter_failures(controls, search.found, search.checksums)),
        search.checksums,
        len(secrets.needles),
    )


def _words_of_search_program(site: Path) -> list[bytes]:
    try:
        return words_of((site / SEARCH_PROGRAM).read_text("utf-8", "replace"))
    except OSError:
        return []  # the control says that there is no search


def _iter_leaks(needles: Mapping[bytes, Said], found: Mapping[bytes, Iterable[str]]) -> Iterator[str]:
    """One sentence for each file of the site and each content file that it gives away."""
    places: dict[tuple[str, str], set[tuple[int, str]]] = {}
    for needle, names in found.items():
        if (said := needles.get(needle)) is not None:
            for name in names:
                places.setdefault((name, said.path), set()).add((said.line, said.place))
    for (name, _), told in sorted(places.items()):
        first = min(told)[1]
        more = f" and {len(told) - 1} more places of that file" if len(told) > 1 else ""
        yield f"{name}: holds something of {first}{more}, which is withheld"


def _iter_unguarded(secrets: Secrets) -> Iterator[str]:
    for path in secrets.unguarded:
        yield f"{path} is withheld, but has nothing of its own that could be looked for in the site"


def _shortened(sentences: tuple[str, ...]) -> tuple[str, ...]:
    rest = len(sentences) - _MOST_TOLD
    return (*sentences[:_MOST_TOLD], *([f"... and {rest} more like these"] if rest > 0 else []))
