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
        self._new: dict[str, bytes] = {}
        self.has_helped = False
        """Whether any file was not looked into for the sake of what is remembered."""

    def found_in(self, name: str, data: bytes) -> set[bytes] | None:
        """The controls that stand in a file; None if it has to be looked into."""
        kept = self._cache.get(self._key(name, data))
        if kept is None:
            return None
        self.has_helped = True
        return set(kept.splitlines())

    def note(self, name: str, data: bytes, needles: Iterable[bytes]) -> None:
        self._new[self._key(name, data)] = b"\n".join(sorted(needles))

    def keep(self) -> None:
        """To be called only if nothing withheld is in the site, and all of it was looked into."""
        for key, needles in self._new.items():
            self._cache.put(key, needles)

    def _key(self, name: str, data: bytes) -> str:
        return digest(self._about, name, data)
