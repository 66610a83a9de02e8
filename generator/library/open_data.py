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
from typing import Any

from generator.basics.labels import label, read_table
from generator.content.model.annotations import ShownField, fields_of, mark_of
from generator.content.model.case_study import Practice, TeamMember
from generator.content.model.fields import IsProse, Record
from generator.content.model.guidance import Finding, Recommendation, Source, Term, Theme, Value
from generator.content.model.people import Role
from generator.library.entries import APPROXIMATE, SHOWN_FIELDS, Entry
from generator.library.evidence import Case, members_of
from generator.library.figures import figures_of, scatter
from generator.library.library import Library

Cell = str | int | Decimal | bool | date | None
Plain = Callable[[str], str]
Row = tuple[dict[str, Any], *tuple[Record, ...]]
"""What is worked out, by column, and the records that have the fields of all other columns."""

_WORDS = read_table("generator.library", "open_data")
NOTES: list[str] = _WORDS["notes"]
_SHOWN = {field.shown.column: field for field in SHOWN_FIELDS if field.shown.column}
"""The fields of a case study that the model gives a column, by its name."""


@dataclass(frozen=True)
class Column:
    name: str
    meaning: str
    is_prose: bool = False


@dataclass(frozen=True)
class Table:
    name: str
    row: str
    """What a row is."""
    columns: tuple[Column, ...]
    iter_rows: Callable[[Library], Iterator[Row]]

    def rows(self, library: Library, plain: Plain = str) -> Iterator[list[Cell]]:
        for own, *records in self.iter_rows(library):
            cells = ((column, _cell(column.name, own, records)) for column in self.columns)
            yield [plain(str(cell)) if column.is_prose and cell else cell for column, cell in cells]


def _cell(name: str, own: dict[str, Any], records: Iterable[Record]) -> Any:
    value = own[name] if name in own else next(getattr(each, name) for each in records if hasattr(each, name))
    return _listed(value) if isinstance(value, tuple) else value


def _listed(values: Iterable[str]) -> str:
    return "; ".join(values)


def _ids(entries: Iterable[Entry[Any]]) -> str:
    return _listed(entry.id for entry in entries)


def _case_studies(library: Library) -> Iterator[Row]:
    for case in library.cases:
        shown = {name: _shown(case, field) for name, field in _SHOWN.items()}
        themes, practices = _ids(library.evidence.themes_of(case)), len(case.record.practices)
        yield ({"id": case.id, **shown, "themes": themes, "practices": practices},)


def _shown(case: Case, field: ShownField) -> Any:
    part, value = field.part_of(case.record), field.value_in(case.record)
    if field.path[-1].endswith(APPROXIMATE):
        number = getattr(part, field.path[-1].removesuffix(APPROXIMATE), None)
        return None if number is None else value  # without a number, neither exact nor approximate
    return value


def _team_members(library: Library) -> Iterator[Row]:
    for case in library.cases:
        yield from (({"case_study": case.id}, member) for member in members_of(case))


def _practices(library: Library) -> Iterator[Row]:
    for case in library.cases:
        for practice in case.record.practices:
            theme, sources = library.recommendations[practice.recommendation].theme.id, practice.sources
            yield {"case_study": case.id, "theme": theme, "sources": sources or case.record.sources}, practice


def _recommendations(library: Library) -> Iterator[Row]:
    for entry in library.recommendations.values():
        cases = library.evidence.by_recommendation[entry.id].cases
        counts = {"case_studies": _ids(cases), "case_studies_of": len(library.cases)}
        yield {"id": entry.id, "theme": entry.theme.id, **counts}, entry.record


def _themes(library: Library) -> Iterator[Row]:
    yield from (({"id": theme.id}, theme.record) for theme in library.themes)


def _roles(library: Library) -> Iterator[Row]:
    for role in library.roles:
        path, cases = library.role_paths[role.id], _ids(library.evidence.cases_by_role[role.id])
        ways = {"ways_in": path.ways, "disciplines": path.disciplines}
        yield {"id": role.id, **ways, "case_studies": cases}, role.record


def _findings(library: Library) -> Iterator[Row]:
    for finding in library.findings_by_id.values():
        yield from (({"finding": finding.id}, finding, value) for value in finding.values)


def _glossary(library: Library) -> Iterator[Row]:
    yield from (({}, term) for term in library.glossary.terms)


def _sources(library: Library) -> Iterator[Row]:
    yield from (({}, source) for source in library.bibliography.sources)


def _case_figures(library: Library) -> Iterator[Row]:
    for figure in figures_of(library):
        words = {"figure": figure.id, "title": figure.title, "measure": figure.measure}
        counts = {"reporting": figure.reporting, "case_studies_of": figure.total}
        for bar in figure.bars:
            without = None if figure.complete is None else len(bar.without)
            of_bar: dict[str, Any] = {"bar": bar.id, "label": bar.label, "which": _ids(bar.cases)}
            of_bar |= {"case_studies": len(bar.cases), "case_studies_without": without}
            yield ({**words, **counts, **of_bar},)


def _team_sizes(library: Library) -> Iterator[Row]:
    for point in scatter(library.cases).points:
        staff = {"staff": point.staff, "staff_is_approximate": point.is_approximate}
        share = {"wte": point.wte, "wte_per_1000_staff": point.per_thousand}
        yield ({"case_study": point.case.id, **staff, **share},)


def _table(name: str, iter_rows: Callable[[Library], Iterator[Row]], *classes: type[Record]) -> Table:
    """`classes`: those of the records of a row."""
    words = _WORDS["tables"][name]
    meanings, names = words.get("worked_out", {}), words["columns"].split()

    def column(name: str) -> Column:
        if name in meanings:
            return Column(name, meanings[name])
        if owner := next((each for each in classes if name in each.model_fields), None):
            annotation, description = fields_of(owner)[name], owner.model_fields[name].description or ""
        else:
            annotation, description = _SHOWN[name].annotation, _SHOWN[name].description
        return Column(name, label(" ".join(description.split())), isinstance(mark_of(annotation), IsProse))

    every = [each for name in names for each in (_SHOWN if name == "SHOWN" else [name])]
    return Table(name, words["row"], tuple(map(column, every)), iter_rows)


TABLES = (
    _table("case-studies", _case_studies),
    _table("team-members", _team_members, TeamMember),
    _table("practices", _practices, Practice),
    _table("recommendations", _recommendations, Recommendation),
    _table("themes", _themes, Theme),
    _table("roles", _roles, Role),
    _table("findings", _findings, Finding, Value),
    _table("glossary", _glossary, Term),
    _table("sources", _sources, Source),
    _table("case-figures", _case_figures),
    _table("team-sizes", _team_sizes),
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
