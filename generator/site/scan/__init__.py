"""Look through all that a site is made of, every byte of it, for what it may not say.

`library` decides what is published. This is the second pair of eyes: it works out from the files
what is withheld, by a rule of its own, and searches what is about to be published for it, in
every file, decompressed and decoded. It tells where something is, never what it is: whatever
prints it may be a log that anybody can read.

    withheld   what the site may not say, and where that is written
    phrases    the stretches of words to look for, and those that have to be found
    text       all texts in a file, as words, however they are written down
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from generator.basics.addresses import PDF_ADDRESS
from generator.basics.cache import NO_CACHE, Cache, digest, program
from generator.content.content_files import OVERLAY
from generator.content.document import Document
from generator.site.scan.phrases import (
    Finder,
    controls_of,
    distinctive_phrases,
    iter_failures,
    place_for_all,
    quotations,
)
from generator.site.scan.text import Closed, Text, iter_texts, without_escapes, words_of
from generator.site.scan.withheld import MAY_SAY, Scope, iter_said, scope_of

__all__ = ["Scan", "Scope", "SiteScan", "scan_site"]

_MOST_TOLD = 20
_QUOTED = (
    "{place} says something of {path}, which is withheld. Take it out, or allow it in "
    f"{OVERLAY} under `{MAY_SAY}`, with a reason."
)
_REMEMBERED = 30_000
"""Tags that stand in many files."""


@dataclass(frozen=True)
class Scan:
    """What came of looking through a site."""

    leaks: tuple[str, ...]
    """A sentence for each file of the site that holds something withheld, and the content file it is of."""
    failures: tuple[str, ...]
    """A sentence for each reason why the scan can't be relied on."""
    checksums: Mapping[str, str]
    """SHA-256 of every file of the site, by its name."""
    phrases: int
    """How many stretches of withheld text were looked for."""

    @property
    def faults(self) -> tuple[str, ...]:
        """What stops the site from being published; where there is much of a kind, the first of it."""
        return (*_shortened(self.leaks), *_shortened(self.failures))


def scan_site(site: Path, documents: tuple[Document, ...], scope: Scope | None = None) -> Scan:
    """Look in the folder `site` for what is withheld of the content.

    `scope`: whom the site is for and what is hidden; as the overlay says, if not given.
    """
    scan = SiteScan(documents, scope)
    scan.look_through(site)
    return scan.finish()


class SiteScan:
    """The same of a site whose files are handed over one by one, as they are made."""

    def __init__(
        self,
        documents: tuple[Document, ...],
        scope: Scope | None = None,
        cache: Cache = NO_CACHE,
        translations: tuple[Document, ...] = (),
    ) -> None:
        scope = scope or scope_of(documents)
        said = tuple(iter_said(documents, scope))
        self._secrets = distinctive_phrases(said, scope.may_say, cache)
        self._controls = controls_of(said, translations)
        self._finder = Finder(self._secrets.phrases, self._secrets.common)
        self._every_control = Finder({control.phrase for control in self._controls}, self._secrets.common)
        self._controls_of_page: defaultdict[str, list[bytes]] = defaultdict(list)
        for control in self._controls:
            self._controls_of_page[control.page].append(control.phrase)
        self._digest = digest("scanned for", program(), *sorted(self._secrets.phrases))
        self._find_in_tag = lru_cache(_REMEMBERED)(self._look_into_tag)
        self._leaks: defaultdict[str, set[bytes]] = defaultdict(set)
        """What was found of the secrets, by the names of files."""
        self._controls_found: set[tuple[bytes, str]] = set()
        self._faults = [
            _QUOTED.format(place=text.place, path=secret.path)
            for text, secret in quotations(said, self._finder, self._secrets.phrases)
        ]
        """What local texts say of withheld ones, and what could not be looked into."""
        self._checksums: dict[str, str] = {}

    def look_through(
        self, site: Path, made_from_these: Collection[str] = (), replaced: tuple[str, ...] = ()
    ) -> None:
        """Look into all files of the folder that were not looked into before.

        `made_from_these`: those that this very build made of files that are looked into, and of nothing
        else. `replaced`: how the names of those begin that won't be in the site.
        """
        for name, path in _iter_files(site):
            if name.startswith(replaced):
                continue
            if path.is_symlink() or not path.is_file():
                self._faults.append(f"{name}: the scan for withheld texts looks into plain files only")
            elif name in made_from_these:
                self._checksums[name] = hashlib.sha256(path.read_bytes()).hexdigest()
            elif name not in self._checksums:
                self._look_into_file(name, path)

    def _look_into_file(self, name: str, path: Path) -> None:
        try:
            data = path.read_bytes()
        except OSError as error:
            self._faults.append(f"{name}: can't be read to look for withheld texts: {error.strerror}")
        else:
            self.look_into(name, data)

    def look_into(self, name: str, data: bytes) -> bool:
        """Look for all that is withheld in a file with this content, and in its name.

        Returns whether it has nothing of that, and its own controls if it is a page. Never so of the data and
        the PDF, which have controls in common.
        """
        self._checksums[name] = hashlib.sha256(data).hexdigest()
        return self._look_for_secrets(name, iter_texts(name, data))

    def fingerprint(self, name: str) -> str:
        """What there is to find in a file with this name: a digest."""
        return digest(self._digest, name, *self._controls_of_page.get(name, ()))

    def note(self, name: str, data: bytes) -> None:
        """To be told in place of `look_into` of a file that was clean, with this content and fingerprint."""
        self._checksums[name] = hashlib.sha256(data).hexdigest()
        self._controls_found.update((phrase, name) for phrase in self._controls_of_page.get(name, ()))

    def look_into_source(self, name: str, source: str) -> None:
        """The same of a file in a format that the scan does not read, by the whole source of it."""
        self._look_for_secrets(name, iter_texts("", source.encode()))

    def finish(self) -> Scan:
        failures = iter_failures(
            self._controls, self._controls_found, has_pdf=PDF_ADDRESS[1:] in self._checksums
        )
        if not self._checksums:
            self._faults.append("The scan for withheld texts found no file in the site.")
        return Scan(
            tuple(self._iter_leaks()),
            (*self._faults, *self._iter_unguarded(), *failures),
            self._checksums,
            len(self._secrets.phrases),
        )

    def _look_for_secrets(self, name: str, parts: Iterable[Text | Closed]) -> bool:
        own = self._controls_of_page.get(name, [])
        faults = len(self._faults)
        place = name if own else place_for_all(name)
        controls = Finder(own, self._secrets.common) if own else self._every_control
        found = set(self._finder.find(words_of(name)))
        for part in parts:
            if isinstance(part, Closed):
                self._faults.append(f"{part.name}: can't be searched for withheld texts, for {part.reason}")
                continue
            words = words_of(part.text)
            found |= self._finder.find(words)
            found.update(*map(self._find_in_tag, part.tags))
            if place:
                self._controls_found.update((phrase, place) for phrase in controls.find(words))
        if found:
            self._leaks[name] |= found
        has_own = place in {"", name} and all((phrase, name) in self._controls_found for phrase in own)
        return has_own and not found and len(self._faults) == faults

    def _look_into_tag(self, tag: str) -> frozenset[bytes]:
        return self._finder.find(words_of(without_escapes(tag)))

    def _iter_leaks(self) -> Iterator[str]:
        """One sentence for each file of the site and each content file that it gives away."""
        for name, phrases in sorted(self._leaks.items()):
            told: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
            for said in map(self._secrets.phrases.__getitem__, phrases):
                told[said.path].add((said.line, said.place))
            for path in sorted(told):
                first = min(told[path])[1]
                more = f" and {len(told[path]) - 1} more places of that file" if len(told[path]) > 1 else ""
                yield f"{name}: holds something of {first}{more}, which is withheld"

    def _iter_unguarded(self) -> Iterator[str]:
        for path in self._secrets.unguarded:
            yield f"{path} is withheld, but has nothing of its own that could be looked for in the site"


def _iter_files(site: Path) -> Iterator[tuple[str, Path]]:
    """Each file with its name in the site, and each link to a folder."""
    for parent, folders, names in os.walk(site):
        linked = [name for name in folders if Path(parent, name).is_symlink()]
        for path in sorted(Path(parent, name) for name in (*names, *linked)):
            yield path.relative_to(site).as_posix(), path


def _shortened(sentences: tuple[str, ...]) -> tuple[str, ...]:
    rest = len(sentences) - _MOST_TOLD
    return (*sentences[:_MOST_TOLD], *([f"... and {rest} more like these"] if rest > 0 else []))
