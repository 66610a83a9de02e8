"""Look through the finished site, every byte of it, for what it may not say.

`library` decides what is published. This is the second pair of eyes: it works out from the files
what is withheld, by a rule of its own, and searches what is about to be published for it, in
every file, decompressed and decoded. It tells where something is, never what it is: whatever
prints it may be a log that anybody can read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType

from generator.cache import NO_CACHE, Cache
from generator.document import Document
from generator.leak_scan.control import Control, controls_of, iter_failures
from generator.leak_scan.earlier import Earlier
from generator.leak_scan.page_search import PageSearch, SharedSearch
from generator.leak_scan.search import SiteSearch
from generator.leak_scan.secrets import Secrets, secrets_among
from generator.leak_scan.withheld import Said, Scope, iter_said, scope_of

__all__ = ["Scan", "Scope", "SiteScan", "scan_site"]

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
    with SiteScan(site, documents, scope, cache) as scan:
        return scan.finish()


@dataclass(frozen=True)
class _Wanted:
    """What to look for."""

    secrets: Secrets
    controls: tuple[Control, ...]

    @property
    def in_pages(self) -> PageSearch:
        return PageSearch.of(self.secrets, self.controls)


class SiteScan(AbstractContextManager["SiteScan"]):
    """The same of a site that is still being made.

    What to look for is worked out only when something has to be looked into: until then, whoever makes
    the site is not kept from starting other programs.
    """

    def __init__(
        self, site: Path, documents: tuple[Document, ...], scope: Scope | None = None, cache: Cache = NO_CACHE
    ) -> None:
        self._site, self._documents, self._scope, self._cache = site, documents, scope, cache
        self._pages = SharedSearch(site, lambda: self._wanted.in_pages)

    @cached_property
    def _wanted(self) -> _Wanted:
        said = tuple(iter_said(self._documents, self._scope or scope_of(self._documents)))
        self._documents = ()  # they would take much memory until the end
        return _Wanted(secrets_among(said, self._cache), controls_of(said))

    @cached_property
    def _earlier(self) -> Earlier:
        return Earlier(self._cache, self._wanted.secrets.needles)

    @cached_property
    def _search(self) -> SiteSearch:
        return self._search_with(self._earlier, self._pages)

    def _search_with(self, earlier: Earlier, pages: SharedSearch) -> SiteSearch:
        return SiteSearch(self._site, self._wanted.secrets, self._wanted.controls, earlier, pages)

    def prepare(self) -> None:
        """Start those who look into pages, and so work out what to look for: many pages are to come."""
        self._pages.start()

    def begin(self, name: str) -> None:
        """Let another process look into a page that is there already, if there are many."""
        if (self._site / name).is_file():
            self._pages.look_into(name)

    def look_through(self, *, but: tuple[str, ...]) -> None:
        """Look into all files that are there, except those whose names begin with one of `but`."""
        self._search.look_through(but=but)

    def finish(self) -> Scan:
        """Look into whatever was not looked into before, now that all is there."""
        scan = self._read_off(self._search)
        if scan.failures and self._earlier.has_helped:  # a control may be new, and not looked for then
            nothing = Earlier(NO_CACHE, self._wanted.secrets.needles)
            with SharedSearch(self._site, lambda: self._wanted.in_pages) as pages:
                return self._read_off(self._search_with(nothing, pages))
        if not scan.faults:
            self._earlier.keep()
        return scan

    def _read_off(self, search: SiteSearch) -> Scan:
        search.look_through()
        search.gather()
        secrets, controls = self._wanted.secrets, self._wanted.controls
        failures = iter_failures(controls, search.found, search.checksums)
        return Scan(
            tuple(_iter_leaks(secrets.needles, search.found)),
            (*search.faults, *_iter_unguarded(secrets), *failures),
            search.checksums,
            len(secrets.needles),
        )

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pages.__exit__(kind, error, trace)


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
