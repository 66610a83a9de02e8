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
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.basics.addresses import PDF_ADDRESS
from generator.basics.cache import NO_CACHE, Cache, digest, program
from generator.content.content_files import OVERLAY
from generator.content.document import Document
from generator.site.scan.phrases import (
    Finder,
    distinctive_phrases,
    iter_controls,
    iter_failures,
    place_for_all,
    quotations,
)
from generator.site.scan.text import Closed, iter_texts, without_escapes, words_of
from generator.site.scan.withheld import MAY_SAY, Scope, iter_said, scope_of

__all__ = ["Scan", "Scope", "SiteScan"]

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

    @property
    def faults(self) -> tuple[str, ...]:
        """What stops the site from being published; where there is much of a kind, the first of it."""
        return (*_shortened(self.leaks), *_shortened(self.failures))


class SiteScan:
    """Takes in the files of a site one by one, as they are made."""

    def __init__(
        self,
        documents: tuple[Document, ...],
        scope: Scope | None = None,
        cache: Cache = NO_CACHE,
        translations: tuple[Document, ...] = (),
    ) -> None:
        """`scope`: whom the site is for and what is hidden; as the overlay says, if not given."""
        scope = scope or scope_of(documents)
        said = tuple(iter_said(documents, scope))
        self._secrets = distinctive_phrases(said, scope.may_say, cache)
        self._controls = tuple(iter_controls(said, translations))
        self._finder = Finder(self._secrets.phrases, self._secrets.common)
        self._controls_of_page = {control.page: control.phrases for control in self._controls}
        every_phrase = {phrase for control in self._controls for phrase in control.phrases}
        self._every_control = Finder(every_phrase, self._secrets.common)
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

    def look_into(self, name: str, data: bytes, source: str | None = None) -> bool:
        """Look for all that is withheld in a file with this content, and in its name.

        `source`: the whole source of one in a format that the scan does not read, if this very build made it.
        Returns whether it has nothing of that, and its own controls if it is a page. Never so of the data and
        the PDF, which have controls in common.
        """
        self._checksums[name] = hashlib.sha256(data).hexdigest()
        own = self._controls_of_page.get(name, ())
        faults = len(self._faults)
        place = name if own else place_for_all(name)
        controls = Finder(own, self._secrets.common) if own else self._every_control
        found = set(self._finder.find(words_of(name)))
        for part in iter_texts(name, data) if source is None else iter_texts("", source.encode()):
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

    def refuse(self, name: str) -> None:
        """To be told of what is no plain file."""
        self._faults.append(f"{name}: the scan for withheld texts looks into plain files only")

    def fingerprint(self, name: str) -> str:
        """What there is to find in a file with this name: a digest."""
        return digest(self._digest, name, *self._controls_of_page.get(name, ()))

    def note(self, name: str, data: bytes) -> None:
        """To be told in place of `look_into` of a file that was clean, with this content and fingerprint."""
        self._checksums[name] = hashlib.sha256(data).hexdigest()
        self._controls_found.update((phrase, name) for phrase in self._controls_of_page.get(name, ()))

    def finish(self) -> Scan:
        has_pdf = PDF_ADDRESS[1:] in self._checksums
        missed = iter_failures(self._controls, self._controls_found, has_pdf=has_pdf)
        if not self._checksums:
            self._faults.append("The scan for withheld texts found no file in the site.")
        failures = (*self._faults, *self._iter_unguarded(), *missed)
        return Scan(tuple(self._iter_leaks()), failures, self._checksums)

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


def _shortened(sentences: tuple[str, ...]) -> tuple[str, ...]:
    rest = len(sentences) - _MOST_TOLD
    return (*sentences[:_MOST_TOLD], *([f"... and {rest} more like these"] if rest > 0 else []))
