"""Digests of values of any kind, and what is made of them kept under those.

A value is told from others by all that is in it: records, entries of the library, texts.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable, Iterator
from functools import cache as remembered
from typing import Any

from pydantic import BaseModel

from generator.cache import Cache, digest, program
from generator.model.fields import Record


def as_bytes(value: object) -> bytes:
    """The same bytes only for equal values; empty for what can't be written down. Nothing ever reads them."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, protocol=5)
    pickler.dispatch_table = _reducers()
    try:
        pickler.dump(value)
    except (pickle.PicklingError, TypeError, AttributeError):
        return b""
    return written.getvalue()


def kept(cache: Cache, name: str, made_from: object, make: Callable[[], bytes]) -> bytes:
    """What `make` makes, or made the last time from an equal value. `name` says what it is."""
    data = as_bytes(made_from)
    key = digest(name, program(), data)
    found = cache.get(key) if data else None
    if found is None:
        found = make()
        if data:
            cache.put(key, found)
    return found


@remembered
def _reducers() -> dict[type, Callable[[BaseModel], tuple[Any, ...]]]:
    """How to write down a record of each class."""
    return dict.fromkeys(_iter_classes(Record), _without_fields_set)


def _without_fields_set(record: BaseModel) -> tuple[Any, ...]:
    """Without the set of fields that were given: its order changes from run to run."""
    return getattr, (type(record), "__name__"), record.__dict__


def _iter_classes(above: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield above
    for below in above.__subclasses__():
        yield from _iter_classes(below)
