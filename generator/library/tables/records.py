"""Whole records for the JSON files: what the content files say, ready to be read by a program.

A collection of files is an object that has each record under its identifier. Each record, and
each file that is a record itself, fits the JSON Schema of its kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.content.model.fields import Record
from generator.library.entries import Entry
from generator.library.library import Library


def iter_collections(library: Library) -> Iterator[tuple[str, Any]]:
    """The name of each JSON file, without its ending, and what is in it."""
    yield "case-studies", _by_identifier(library.cases)
    yield "themes", _by_identifier(library.themes)
    yield "roles", _by_identifier(library.roles)
    yield "benefits", _data(library.benefits)
    yield "careers", _data(library.careers)
    yield "findings", _data(library.findings)
    yield "glossary", _data(library.glossary)
    yield "sources", _data(library.bibliography)
    yield "vocabulary", _data(library.vocabulary)


def _by_identifier(entries: Iterable[Entry[Any]]) -> dict[str, Any]:
    return {entry.id: _data(entry.record) for entry in entries}


def _data(record: Record) -> dict[str, Any]:
    """As typed: what was left out stays out."""
    return record.model_dump(exclude_unset=True)
