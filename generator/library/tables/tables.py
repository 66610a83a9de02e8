"""All tables of the open data, the whole records beside them, and the codebook that explains each column.

A collection of content files becomes an object with each record under its identifier. Each record, and
each file that is a single record, fits the JSON Schema of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.basics.labels import label
from generator.content.model.fields import Record
from generator.library.entries import Entry
from generator.library.library import Library
from generator.library.tables.case_tables import (
    CASE_FIGURES,
    CASE_STUDIES,
    PRACTICES,
    TEAM_MEMBERS,
    TEAM_SIZES,
)
from generator.library.tables.columns import Table
from generator.library.tables.guidance_tables import (
    FINDINGS,
    GLOSSARY,
    RECOMMENDATIONS,
    ROLES,
    SOURCES,
    THEMES,
)

TABLES: tuple[Table[Any], ...] = (
    CASE_STUDIES, TEAM_MEMBERS, PRACTICES, RECOMMENDATIONS, THEMES, ROLES, FINDINGS, GLOSSARY, SOURCES,
    CASE_FIGURES, TEAM_SIZES,
)  # fmt: skip


def iter_collections(library: Library) -> Iterator[tuple[str, Any]]:
    """The name of each JSON file, without its ending, and its data."""
    yield "case-studies", _by_identifier(library.cases)
    yield "themes", _by_identifier(library.themes)
    yield "roles", _by_identifier(library.roles)
    yield "pathways", _by_identifier(library.pathways)
    yield "frameworks", _by_identifier(library.frameworks)
    yield "benefits", _data(library.benefits)
    yield "careers", _data(library.careers)
    yield "findings", _data(library.findings)
    yield "glossary", _data(library.glossary)
    yield "sources", _data(library.bibliography)
    yield "vocabulary", _data(library.vocabulary)


def _by_identifier(entries: Iterable[Entry[Any]]) -> dict[str, Any]:
    return {entry.id: _data(entry.record) for entry in entries}


def _data(record: Record) -> dict[str, Any]:
    """A record's fields as in its file: fields that are left out there are left out here."""
    return record.model_dump(exclude_unset=True)


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
    label("The file stamp.json, at the top of the site, says which release the data are of."),
)
"""Notes that apply to all files."""


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
