"""Digests of values of any kind, and what is made of them kept under those.

A value is told from others by all that is in it: records, entries of the library, texts.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator
from typing import Any

from generator.cache import Cache, digest, program
from generator.layout import FILES, FOLDERS
from generator.model.fields import Record


class Values:
    """Writes values down. The records of whole files, which many values share, are read once."""

    def __init__(self, *shared: type) -> None:
        """`shared`: classes of further objects that stand in many values."""
        self._digests: dict[int, tuple[object, str]] = {}
        """By their address in memory, which is theirs for as long as they are held here."""
        whole = {*shared, *(kind.record_class for kind in (*FILES, *FOLDERS))}
        self._reducers: dict[type, Callable[[Any], tuple[Any, ...]]] = dict.fromkeys(
            _iter_classes(Record), _as_fields
        ) | dict.fromkeys(whole, self._as_digest)

    def as_bytes(self, value: object) -> bytes:
        """The same bytes for equal values only; empty for what can't be written down. Nothing reads them."""
        written = io.BytesIO()
        pickler = pickle.Pickler(written, protocol=5)
        pickler.dispatch_table = self._reducers
        try:
            pickler.dump(value)
        except (pickle.PicklingError, TypeError, AttributeError):
            return b""
        return written.getvalue()

    def _as_digest(self, whole: object) -> tuple[Any, ...]:
        if id(whole) not in self._digests:
            data = self.as_bytes(whole.__dict__)
            if not data:
                raise pickle.PicklingError
            self._digests[id(whole)] = whole, digest(type(whole).__name__, data)
        return str, (self._digests[id(whole)][1],)


def kept(cache: Cache, name: str, made_from: object, make: Callable[[], bytes]) -> bytes:
    """What `make` makes, or made the last time from an equal value. `name` says what it is."""
    data = Values().as_bytes(made_from)
    key = digest(name, program(), data)
    found = cache.get(key) if data else None
    if found is None:
        found = make()
        if data:
            cache.put(key, found)
    return found


def _as_fields(record: Record) -> tuple[Any, ...]:
    """Without the set of fields that were given: its order changes from run to run."""
    return getattr, (type(record), "__name__"), record.__dict__


def _iter_classes(above: type[Record]) -> Iterator[type[Record]]:
    yield above
    for below in above.__subclasses__():
        yield from _iter_classes(below)
