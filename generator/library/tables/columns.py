"""What tables of the open data are made of, and how they are written as CSV and JSON.

Lists within a cell are separated by a semicolon and a space. A column for a field of a model takes its
meaning from the model, so that it is written once. The CSV is safe to open in a spreadsheet.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any, Generic, TypeVar

from generator.basics.labels import label
from generator.content.model.fields import Record
from generator.library.career_paths import RolePath, role_paths
from generator.library.library import Library

R = TypeVar("R")
Plain = Callable[[str], str]
"""Removes the markup of prose."""


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
    """The name of the file, without its ending."""
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
    """A column with the value of a field, unchanged. The cell is empty if `where` finds no record."""

    def read(item: R, _: Facts) -> Cell:
        record = where(item)
        value = None if record is None else getattr(record, field)
        return listed(value) if isinstance(value, tuple) else value

    return Column(name or field, meaning_of(record_class, field), read)


def prose(record_class: type[Record], field: str, where: Callable[[R], Any] = lambda item: item) -> Column[R]:
    """A column with a field of prose, as plain text. The cell is empty if `where` finds no record."""

    def read(item: R, facts: Facts) -> Cell:
        record = where(item)
        text = None if record is None else getattr(record, field)
        return facts.plain(text) if text else None

    return Column(field, meaning_of(record_class, field), read)


Cell = str | int | Decimal | bool | date | None
BYTE_ORDER_MARK = "\ufeff"
"""Written at the start of a CSV file. Without it, Excel doesn't recognise UTF-8."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A CSV file by RFC 4180: commas, lines that end in CR LF, an empty cell for unknown values."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + written.getvalue()


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A spreadsheet would run it as a formula. The apostrophe makes it text.
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    return str(value)


def as_json(data: Any) -> str:
    """JSON with the two outer levels broken into lines, and each record inside them on one line."""
    return _in_lines(data, depth=2) + "\n"


def _in_lines(data: Any, depth: int) -> str:
    if not data or not depth or not isinstance(data, dict | list):
        return json.dumps(data, ensure_ascii=False, default=_number)
    if isinstance(data, list):
        return "[\n" + ",\n".join(_in_lines(item, depth - 1) for item in data) + "\n]"
    entries = (f"{json.dumps(key)}: {_in_lines(value, depth - 1)}" for key, value in data.items())
    return "{\n" + ",\n".join(entries) + "\n}"


def _number(value: object) -> float | int | str:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value))
