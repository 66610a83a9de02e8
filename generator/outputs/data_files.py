"""The files of the open data, as the site offers them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.library.library import Library
from generator.library.tables.codebook import codebook_json
from generator.library.tables.columns import Facts, Plain
from generator.library.tables.formats import as_csv, as_json
from generator.library.tables.records import iter_collections
from generator.library.tables.tables import TABLES
from generator.rendering.render import RenderedFile

FOLDER = "data"


def iter_open_data(library: Library, schemas: dict[str, str], plain: Plain) -> Iterator[RenderedFile]:
    """The files of the folder `data`, in no order that matters. `plain` takes the markup off prose."""
    facts = Facts(library, plain)
    for table in TABLES:
        yield RenderedFile(f"{FOLDER}/{table.name}.csv", as_csv(table.headings, table.rows(facts)))
    for name, records in iter_collections(library):
        yield RenderedFile(f"{FOLDER}/{name}.json", as_json(records))
    yield RenderedFile(f"{FOLDER}/codebook.json", as_json(codebook_json()))
    for name, text in schemas.items():
        yield RenderedFile(f"{FOLDER}/schemas/{name}", text)
