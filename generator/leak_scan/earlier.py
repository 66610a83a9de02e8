"""What earlier scans found in files that have not changed since.

Only a scan that found nothing withheld in the whole site is remembered, so all that a file is
remembered for is that it is clean of these secrets, and which of the controls stood in it.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.cache import Cache, digest, program


class Earlier:
    """Remembers, for one set of secrets, what is in a file with just these bytes."""

    def __init__(self, cache: Cache, secrets: Iterable[bytes]) -> None:
        self._cache = cache
        self._about = digest("scanned for", program(), *sorted(secrets))
        self._new: dict[str, frozenset[bytes]] = {}
        self.has_helped = False
        """Whether any file was not looked into for the sake of what is remembered."""

    def found_in(self, name: str, checksum: str) -> frozenset[bytes] | None:
        """What stands in a file, or in a part of any file (its name is then empty).

        None if it has to be looked into.
        """
        key = self._key(name, checksum)
        if (new := self._new.get(key)) is not None:
            return new
        kept = self._cache.get(key)
        if kept is None:
            return None
        self.has_helped = True
        return frozenset(kept.splitlines())

    def note(self, name: str, checksum: str, needles: frozenset[bytes]) -> None:
        self._new[self._key(name, checksum)] = needles

    def keep(self) -> None:
        """To be called only if nothing withheld is in the site, and all of it was looked into."""
        for key, needles in self._new.items():
            self._cache.put(key, b"\n".join(sorted(needles)))

    def _key(self, name: str, checksum: str) -> str:
        return digest(self._about, name, checksum)
