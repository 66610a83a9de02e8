"""What tables of the open data are made of.

Lists within a cell are separated by a semicolon and a space. A column that shows a field of
a model takes its meaning from there, so that it is said once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from generator.basics.labels import label
from generator.content.model.fields import Record
from generator.library.career_paths import RolePath, role_paths
from generator.library.library import Library
from generator.library.tables.formats import Cell

R = TypeVar("R")
APPROXIMATE = "_is_approximate"
Plain = Callable[[str], str]
"""Takes the markup off prose."""


@dataclass(frozen=True)
class Facts:
    """What rows are made from."""

    library: Library
    plain: Plain

    @cached_property
    def role_paths(self) -> Mapping[str, RolePath]:
        return role_paths(self.library)


@dataclass(frozen=True)
class Column(Generic[R]):
    name: str
    meaning: str
    read: Callable[[R, Facts], Cell]


@dataclass(frozen=True)
class Table(Generic[R]):
    name: str
    """Of its file, without the ending."""
    row: str
    """What one row is."""
    columns: tuple[Column[R], ...]
    iter_items: Callable[[Facts], Iterable[R]]

    @property
    def headings(self) -> list[str]:
        return [column.name for column in self.columns]

    def rows(self, facts: Facts) -> Iterator[list[Cell]]:
        for item in self.iter_items(facts):
            yield [column.read(item, facts) for column in self.columns]


def listed(values: Iterable[str]) -> str:
    return "; ".join(values)


def meaning_of(record_class: type[Record], field: str) -> str:
    return label(" ".join((record_class.model_fields[field].description or "").split()))


def of(
    record_class: type[Record], field: str, where: Callable[[R], Any] = lambda item: item, name: str = ""
) -> Column[R]:
    """A column that shows a field as it stands; nothing where the record it belongs to is absent."""

    def read(item: R, _: Facts) -> Cell:
        record = where(item)
        value = None if record is None else getattr(record, field)
        if field.endswith(APPROXIMATE) and getattr(record, field.removesuffix(APPROXIMATE), None) is None:
            return None  # neither exact nor approximate: the number is not known
        return listed(value) if isinstance(value, tuple) else value

    return Column(name or field, meaning_of(record_class, field), read)


def prose(record_class: type[Record], field: str, where: Callable[[R], Any] = lambda item: item) -> Column[R]:
    """The same for prose, as words without markup."""

    def read(item: R, facts: Facts) -> Cell:
        record = where(item)
        text = None if record is None else getattr(record, field)
        return facts.plain(text) if text else None

    return Column(field, meaning_of(record_class, field), read)
