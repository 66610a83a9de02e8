"""Rows and records as text: CSV that a spreadsheet opens without harm, and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

Cell = str | int | Decimal | bool | date | None
BYTE_ORDER_MARK = "\ufeff"
"""At the start of a CSV file: without it, Excel reads UTF-8 as something else."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """RFC 4180: commas, lines that end in CR LF, an empty cell for what is not known."""
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
        # A spreadsheet would calculate it. The apostrophe makes it a text.
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    return str(value)


def as_json(data: Any) -> str:
    """What is outside on lines of its own, and each record inside on one."""
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
