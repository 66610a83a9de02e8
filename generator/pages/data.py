"""The page from which everything that the site publishes can be downloaded as data, with its codebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.labels import label
from generator.library.tables.codebook import NOTES
from generator.library.tables.columns import Facts
from generator.library.tables.records import iter_collections
from generator.library.tables.tables import TABLES
from generator.pages.page import Facets, Link, Page
from generator.pages.page_context import HOME, Desk


@dataclass(frozen=True)
class TableItem:
    name: str
    row: str
    rows: int
    file: Link
    columns: tuple[tuple[str, str], ...]
    """The name and the meaning of each."""


@dataclass(frozen=True)
class DataPage:
    notes: tuple[str, ...]
    tables: tuple[TableItem, ...]
    records: tuple[Link, ...]
    codebook: Link
    pdf: Link | None


def iter_pages(desk: Desk) -> Iterator[Page]:
    yield Page(
        uri="about/data.md",
        template="data",
        title=label("Data to download"),
        summary=label(
            "All that this site publishes, as tables for a spreadsheet and as records for a program."
        ),
        made_from="generator/library/tables/tables.py",
        reviewed=desk.library.site.reviewed,
        data=DataPage(
            notes=NOTES,
            tables=tuple(_table_items(desk)),
            records=tuple(
                Link(f"{name}.json", f"/data/{name}.json") for name, _ in iter_collections(desk.library)
            ),
            codebook=Link("codebook.json", "/data/codebook.json"),
            pdf=desk.pdf,
        ),
        facets=Facets(label("About")),
        breadcrumbs=(HOME, Link(label("About"), "/about/index.md")),
    )


def _table_items(desk: Desk) -> Iterator[TableItem]:
    facts = Facts(desk.library, str)
    for table in TABLES:
        yield TableItem(
            name=table.name,
            row=label(table.row),
            rows=sum(1 for _ in table.iter_items(facts)),
            file=Link(f"{table.name}.csv", f"/data/{table.name}.csv"),
            columns=tuple((column.name, label(column.meaning)) for column in table.columns),
        )
