"""A record as fields with a label each, so that any two records of a kind can be compared.

Entries of a list are told apart by what names them, not by their place: an entry put in
front of the others changes none of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from generator.basics.formatting import as_date
from generator.content.model.fields import Record

Fields = dict[str, str]
"""The text of each field that has one, by its label, in the order of the model."""

_NAMING = ("id", "recommendation", "title", "term", "label", "role", "who", "way")
"""The fields that name an entry of a list, the first that it has."""


def flatten(record: Record, without: Collection[str] = ()) -> Fields:
    """Every field of a record and of the records in it, but for those at the top that are left out."""
    return dict(_iter_fields(record, "", without))


def _iter_fields(record: Record, above: str, without: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    for name, field in type(record).model_fields.items():
        if name not in without:
            title = field.title or name.replace("_", " ")
            label = f"{above}, {title}" if above else title
            yield from _iter_value(getattr(record, name), label)


def _iter_value(value: object, label: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Record):
        yield from _iter_fields(value, label)
    elif isinstance(value, tuple) and value and isinstance(value[0], Record):
        for entry, name in _named(value):
            yield from _iter_fields(entry, f"{label}: {name}")
    elif isinstance(value, tuple):
        if value:
            yield label, ", ".join(map(str, value))
    elif value is not None:
        yield label, _as_text(value)


def _named(entries: tuple[Record, ...]) -> Iterator[tuple[Record, str]]:
    """Each entry with its name, and a number for the second of the same name."""
    seen: dict[str, int] = {}
    for entry in entries:
        name = next((str(getattr(entry, key)) for key in _NAMING if getattr(entry, key, None)), "entry")
        seen[name] = seen.get(name, 0) + 1
        yield entry, name if seen[name] == 1 else f"{name} ({seen[name]})"


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return as_date(value)
    return " ".join(str(value).split())
