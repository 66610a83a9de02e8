"""The codebook: what each file of the open data holds, table by table and column by column."""

from __future__ import annotations

from typing import Any

from generator.basics.labels import label
from generator.library.tables.tables import TABLES

NOTES = (
    label("An empty cell means: not known, or not reported."),
    label("Lists within a cell are separated by a semicolon and a space."),
    label("A text that a spreadsheet would take for a formula begins with an apostrophe."),
    label("Numbers are as reported. Where the field beside one says so, it is approximate."),
    label("CSV files are UTF-8 with a byte order mark; lines end in CR LF."),
    label(
        "JSON files hold records as in the content files: texts are Markdown, with links such as role:ccio."
    ),
    label("The folder schemas has a JSON Schema for each kind of record."),
)
"""What is true of all files."""


def codebook_json() -> dict[str, Any]:
    return {
        "licence": "CC BY 4.0",
        "notes": list(NOTES),
        "tables": [
            {
                "file": f"{table.name}.csv",
                "row": table.row,
                "columns": [{"name": column.name, "meaning": column.meaning} for column in table.columns],
            }
            for table in TABLES
        ],
    }
