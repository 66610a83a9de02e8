"""Open data: the tables and records of everything that the site publishes, and what each column means.

All of it is made from the library, so it can't contain anything that the library withholds. A column for a
field of a model takes its meaning from the model; `open_data.toml` has that of all others. Lists within a
cell are separated by a semicolon and a space. `outputs.other_files` writes all of it as CSV and JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any

from generator.basics.labels import label, read_table
from generator.content.model.annotations import ShownField, fields_of, mark_of
from generator.content.model.case_study import Practice, TeamMember
from generator.content.model.fields import IsProse, Record
from generator.content.model.guidance import Finding, Recommendation, Source, Term, Theme, Value
from generator.content.model.people import Role
from generator.library.charts import scatter
from generator.library.entries import APPROXIMATE, SHOWN_FIELDS, Entry
from generator.library.evidence import Case, members_of
from generator.library.figures import figures_of
from generator.library.library import Library

Cell = str | int | Decimal | bool | date | None
Plain = Callable[[str], str]
Read = Callable[[Any, Library], Cell]
"""From an item of a table, such as a case study, to the cell of a column."""

_WORDS = read_table("generator.library", "open_data")
NOTES: list[str] = _WORDS["notes"]


@dataclass(frozen=True)
class Column:
    name: str
    read: Read
    meaning: str
    is_prose: bool = False


@dataclass(frozen=True)
class Table:
    name: str
    row: str
    """What a row is."""
    iter_items: Callable[[Library], Iterable[Any]]
    columns: tuple[Column, ...]

    def rows(self, library: Library, plain: Plain = str) -> Iterator[list[Cell]]:
        for item in self.iter_items(library):
            cells = ((column, column.read(item, library)) for column in self.columns)
            yield [plain(str(cell)) if column.is_prose and cell else cell for column, cell in cells]


def _table(
    name: str, iter_items: Callable[[Library], Iterable[Any]], *columns: Column | dict[str, Read]
) -> Table:
    """A table of columns for fields and, by their names, of others."""
    words, found = _WORDS["tables"][name], []
    for each in columns:
        own = [each] if isinstance(each, Column) else [Column(*pair, words[pair[0]]) for pair in each.items()]
        found += own
    return Table(name, words["row"], iter_items, tuple(found))


def _listed(values: Iterable[str]) -> str:
    return "; ".join(values)


def _ids(entries: Iterable[Entry[Any]]) -> str:
    return _listed(entry.id for entry in entries)


def _written(value: Any) -> Cell:
    """The value of a field as a cell: a list as one text."""
    return _listed(value) if isinstance(value, tuple) else value


def _column(name: str, annotation: Any, description: str | None, read: Read) -> Column:
    meaning = label(" ".join((description or "").split()))
    return Column(name, read, meaning, isinstance(mark_of(annotation), IsProse))


def _of(
    record_class: type[Record], names: str, where: Callable[[Any], Any] = lambda item: item
) -> list[Column]:
    """Columns with the values of fields. `where` finds the record that has them."""

    def column(name: str) -> Column:
        description = record_class.model_fields[name].description
        annotation = fields_of(record_class)[name]
        return _column(name, annotation, description, lambda item, _: _written(getattr(where(item), name)))

    return list(map(column, names.split()))


def _shown(field: ShownField) -> Column:
    """A column for a field of a case study that has the column's name."""

    def read(case: Case, _: Library) -> Cell:
        part, value = field.part_of(case.record), field.value_in(case.record)
        if field.path[-1].endswith(APPROXIMATE):
            number = getattr(part, field.path[-1].removesuffix(APPROXIMATE), None)
            return None if number is None else value  # without a number, neither exact nor approximate
        return _written(value)

    return _column(field.shown.column, field.annotation, field.description, read)


_ID: dict[str, Read] = {"id": lambda entry, _: entry.id}
_CASE: dict[str, Read] = {"case_study": lambda pair, _: pair[0].id}
_FIRST: Callable[[Any], Any] = itemgetter(0)
_SECOND: Callable[[Any], Any] = itemgetter(1)
_RECORD: Callable[[Any], Any] = attrgetter("record")

TABLES = (
    _table(
        "case-studies",
        lambda library: library.cases,
        _ID,
        *(_shown(field) for field in SHOWN_FIELDS if field.shown.column),
        {
            "themes": lambda case, library: _ids(library.evidence.themes_of(case)),
            "practices": lambda case, _: len(case.record.practices),
        },
    ),
    _table(
        "team-members",
        lambda library: ((case, member) for case in library.cases for member in members_of(case)),
        _CASE,
        *_of(TeamMember, "role title count profession wte time grade contract reports_to note", _SECOND),
    ),
    _table(
        "practices",
        lambda library: ((case, practice) for case in library.cases for practice in case.record.practices),
        _CASE,
        *_of(Practice, "recommendation", _SECOND),
        {"theme": lambda pair, library: library.recommendations[pair[1].recommendation].theme.id},
        *_of(Practice, "how", _SECOND),
        {"sources": lambda pair, _: _listed(pair[1].sources or pair[0].record.sources)},
    ),
    _table(
        "recommendations",
        lambda library: library.recommendations.values(),
        {**_ID, "theme": lambda entry, _: entry.theme.id},
        *_of(Recommendation, "title text applies_to", _RECORD),
        {
            "case_studies": lambda entry, library: _ids(library.evidence.by_recommendation[entry.id].cases),
            "case_studies_of": lambda _, library: len(library.cases),
        },
        *_of(Recommendation, "sources", _RECORD),
    ),
    _table("themes", lambda library: library.themes, _ID, *_of(Theme, "title summary sources", _RECORD)),
    _table(
        "roles",
        lambda library: library.roles,
        _ID,
        *_of(Role, "title abbreviation also_called group professions purpose where_it_sits", _RECORD),
        {
            "ways_in": lambda entry, library: _listed(library.role_paths[entry.id].ways),
            "disciplines": lambda entry, library: _listed(library.role_paths[entry.id].disciplines),
            "case_studies": lambda entry, library: _ids(library.evidence.cases_by_role[entry.id]),
        },
        *_of(Role, "sources", _RECORD),
    ),
    _table(
        "findings",
        lambda library: (
            (found, value) for found in library.findings_by_id.values() for value in found.values
        ),
        {"finding": lambda pair, _: pair[0].id},
        *_of(Finding, "title measure", _FIRST),
        *_of(Value, "label value low high", _SECOND),
        *_of(Finding, "unit", _FIRST),
        *_of(Value, "note", _SECOND),
        *_of(Finding, "denominator denominator_of missing sources", _FIRST),
    ),
    _table(
        "glossary",
        lambda library: library.glossary.terms,
        *_of(Term, "id term abbreviation also definition sources"),
    ),
    _table(
        "sources",
        lambda library: library.bibliography.sources,
        *_of(Source, "id cited_as title authors publisher published form role address seen"),
    ),
    _table(
        "case-figures",
        lambda library: ((figure, bar) for figure in figures_of(library) for bar in figure.bars),
        {
            "figure": lambda pair, _: pair[0].id,
            "title": lambda pair, _: pair[0].title,
            "measure": lambda pair, _: pair[0].measure,
            "bar": lambda pair, _: pair[1].id,
            "label": lambda pair, _: pair[1].label,
            "case_studies": lambda pair, _: len(pair[1].cases),
            "case_studies_without": lambda pair, _: (
                None if pair[0].complete is None else len(pair[1].without)
            ),
            "reporting": lambda pair, _: pair[0].reporting,
            "case_studies_of": lambda pair, _: pair[0].total,
            "which": lambda pair, _: _ids(pair[1].cases),
        },
    ),
    _table(
        "team-sizes",
        lambda library: scatter(library.cases).points,
        {
            "case_study": lambda point, _: point.case.id,
            "staff": lambda point, _: point.staff,
            "staff_is_approximate": lambda point, _: point.is_approximate,
            "wte": lambda point, _: point.wte,
            "wte_per_1000_staff": lambda point, _: point.per_thousand,
        },
    ),
)


COLLECTIONS = {
    "case-studies": "cases",
    "themes": "themes",
    "roles": "roles",
    "pathways": "pathways",
    "frameworks": "frameworks",
    "benefits": "benefits",
    "careers": "careers",
    "findings": "findings",
    "glossary": "glossary",
    "sources": "bibliography",
    "vocabulary": "vocabulary",
}
"""The name of each JSON file, without its ending, and the part of the library that is in it."""


def records_of(library: Library, name: str) -> dict[str, Any]:
    """What is in a JSON file: a record, or by identifier all those that have a file each. Each fits the JSON
    Schema of its kind. Fields that are left out in the content are left out here."""
    found: tuple[Entry[Any], ...] | Record = getattr(library, COLLECTIONS[name])
    if isinstance(found, Record):
        return found.model_dump(exclude_unset=True)
    return {entry.id: entry.record.model_dump(exclude_unset=True) for entry in found}


def codebook() -> dict[str, Any]:
    return {
        "licence": "CC BY 4.0",
        "notes": NOTES,
        "tables": [
            {
                "file": f"{table.name}.csv",
                "row": table.row,
                "columns": [{"name": column.name, "meaning": column.meaning} for column in table.columns],
            }
            for table in TABLES
        ],
    }
