"""Open data: the tables and records of everything that the site publishes, and what each column means.

All of it is made from the library, so it can't contain anything that the library withholds. A column for a
field of a model takes its meaning from the model, so that it is written once. Lists within a cell are
separated by a semicolon and a space. `outputs.other_files` writes all of it as CSV and JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar

from generator.basics.labels import label
from generator.content.model.annotations import ShownField, fields_of, mark_of
from generator.content.model.case_study import Practice, TeamMember
from generator.content.model.fields import IsProse, Record
from generator.content.model.guidance import Finding, Recommendation, Source, Term, Theme, Value
from generator.content.model.people import Role
from generator.library.charts import Bar, Figure, PlottedTeam, scatter
from generator.library.entries import APPROXIMATE, SHOWN_FIELDS, Entry, RecommendationEntry
from generator.library.evidence import Case, members_of
from generator.library.figures import figure_sections
from generator.library.library import Library

R = TypeVar("R")

Cell = str | int | Decimal | bool | date | None
Plain = Callable[[str], str]


@dataclass(frozen=True)
class Column(Generic[R]):
    name: str
    meaning: str
    read: Callable[[R, Library], Cell]
    is_prose: bool = False


@dataclass(frozen=True)
class Table(Generic[R]):
    name: str
    row: str
    columns: tuple[Column[R], ...]
    iter_items: Callable[[Library], Iterable[R]]

    def rows(self, library: Library, plain: Plain = str) -> Iterator[list[Cell]]:
        for item in self.iter_items(library):
            cells = ((column, column.read(item, library)) for column in self.columns)
            yield [plain(str(cell)) if column.is_prose and cell else cell for column, cell in cells]


def _listed(values: Iterable[str]) -> str:
    return "; ".join(values)


def _written(value: Any) -> Cell:
    """The value of a field as a cell: a list as one text."""
    return _listed(value) if isinstance(value, tuple) else value


def _is_prose(annotation: Any) -> bool:
    return isinstance(mark_of(annotation), IsProse)


def _meaning(description: str | None) -> str:
    return label(" ".join((description or "").split()))


def _of(
    record_class: type[Record], names: str, where: Callable[[R], Any] = lambda item: item
) -> tuple[Column[R], ...]:
    """Columns with the values of fields. `where` finds the record that has them."""

    def column(name: str) -> Column[R]:
        meaning = _meaning(record_class.model_fields[name].description)
        is_prose = _is_prose(fields_of(record_class)[name])
        return Column(name, meaning, lambda item, _: _written(getattr(where(item), name)), is_prose)

    return tuple(map(column, names.split()))


def _shown(field: ShownField) -> Column[Case]:
    """A column for a field of a case study that has the column's name."""

    def read(case: Case, _: Library) -> Cell:
        part, value = field.part_of(case.record), field.value_in(case.record)
        if field.path[-1].endswith(APPROXIMATE):
            number = getattr(part, field.path[-1].removesuffix(APPROXIMATE), None)
            return None if number is None else value  # without a number, neither exact nor approximate
        return _written(value)

    return Column(field.shown.column, _meaning(field.description), read, _is_prose(field.annotation))


_FIRST: Callable[[Any], Any] = itemgetter(0)
_SECOND: Callable[[Any], Any] = itemgetter(1)
_RECORD: Callable[[Any], Any] = attrgetter("record")
CASE_STUDY = "Identifier of the case study; its page is case-studies/IDENTIFIER.html."

CASE_STUDIES: Table[Case] = Table(
    "case-studies",
    "a case study",
    (
        Column("id", CASE_STUDY, lambda case, _: case.id),
        *(_shown(field) for field in SHOWN_FIELDS if field.shown.column),
        Column(
            "themes",
            "Themes that its practices belong to. Worked out, not typed.",
            lambda case, library: _listed(theme.id for theme in library.evidence.themes_of(case)),
        ),
        Column("practices", "How many practices it has.", lambda case, _: len(case.record.practices)),
    ),
    lambda library: library.cases,
)

TEAM_MEMBERS: Table[tuple[Case, TeamMember]] = Table(
    "team-members",
    "a post, or several of the same kind, in the team of a case study",
    (
        Column("case_study", CASE_STUDY, lambda pair, _: pair[0].id),
        *_of(TeamMember, "role title count profession wte time grade contract reports_to note", _SECOND),
    ),
    lambda library: ((case, member) for case in library.cases for member in members_of(case)),
)

PRACTICES: Table[tuple[Case, Practice]] = Table(
    "practices",
    "a recommendation that a case study puts into practice",
    (
        Column("case_study", CASE_STUDY, lambda pair, _: pair[0].id),
        *_of(Practice, "recommendation", _SECOND),
        Column(
            "theme",
            "The theme of the recommendation.",
            lambda pair, library: library.recommendations[pair[1].recommendation].theme.id,
        ),
        *_of(Practice, "how", _SECOND),
        Column(
            "sources",
            "Where it stands: the practice's own sources or, where it has none, the case study's.",
            lambda pair, _: _listed(pair[1].sources or pair[0].record.sources),
        ),
    ),
    lambda library: ((case, practice) for case in library.cases for practice in case.record.practices),
)


RECOMMENDATIONS: Table[RecommendationEntry] = Table(
    "recommendations",
    "a recommendation",
    (
        Column(
            "id",
            "Identifier of the recommendation; its page is recommendations/IDENTIFIER.html.",
            lambda entry, _: entry.id,
        ),
        Column("theme", "The theme that it stands in.", lambda entry, _: entry.theme.id),
        *_of(Recommendation, "title text applies_to", _RECORD),
        Column(
            "case_studies",
            "Case studies that put it into practice.",
            lambda entry, library: _ids(library.evidence.by_recommendation[entry.id].cases),
        ),
        Column(
            "case_studies_of",
            "How many case studies there are to put it into practice.",
            lambda _, library: len(library.cases),
        ),
        *_of(Recommendation, "sources", _RECORD),
    ),
    lambda library: library.recommendations.values(),
)


def _ids(cases: Iterable[Case]) -> str:
    return _listed(case.id for case in cases)


THEMES: Table[Entry[Theme]] = Table(
    "themes",
    "a theme",
    (
        Column(
            "id", "Identifier of the theme; its page is themes/IDENTIFIER.html.", lambda entry, _: entry.id
        ),
        *_of(Theme, "title summary sources", _RECORD),
    ),
    lambda library: library.themes,
)

ROLES: Table[Entry[Role]] = Table(
    "roles",
    "a role",
    (
        Column("id", "Identifier of the role; its page is roles/IDENTIFIER.html.", lambda entry, _: entry.id),
        *_of(Role, "title abbreviation also_called group professions purpose where_it_sits", _RECORD),
        Column(
            "ways_in",
            "Ways into it that a source names, by identifier.",
            lambda entry, library: _listed(library.role_paths[entry.id].ways),
        ),
        Column(
            "disciplines",
            "Disciplines that it belongs to, by identifier.",
            lambda entry, library: _listed(library.role_paths[entry.id].disciplines),
        ),
        Column(
            "case_studies",
            "Case studies whose team has it, or in which somebody in it was interviewed.",
            lambda entry, library: _ids(library.evidence.cases_by_role[entry.id]),
        ),
        *_of(Role, "sources", _RECORD),
    ),
    lambda library: library.roles,
)

FINDINGS: Table[tuple[Finding, Value]] = Table(
    "findings",
    "a number of a published finding; none is worked out from the case studies",
    (
        Column(
            "finding",
            "Identifier of the finding; it stands at findings.html#IDENTIFIER.",
            lambda pair, _: pair[0].id,
        ),
        *_of(Finding, "title measure", _FIRST),
        *_of(Value, "label value low high", _SECOND),
        *_of(Finding, "unit", _FIRST),
        *_of(Value, "note", _SECOND),
        *_of(Finding, "denominator denominator_of missing sources", _FIRST),
    ),
    lambda library: (
        (finding, value)
        for group in library.findings.groups
        for finding in group.findings
        for value in finding.values
    ),
)

GLOSSARY: Table[Term] = Table(
    "glossary",
    "a word of the glossary",
    _of(Term, "id term abbreviation also definition sources"),
    lambda library: library.glossary.terms,
)

SOURCES: Table[Source] = Table(
    "sources",
    "a source",
    _of(Source, "id cited_as title authors publisher published form role address seen"),
    lambda library: library.bibliography.sources,
)

CASE_FIGURES: Table[tuple[Figure, Bar]] = Table(
    "case-figures",
    "a bar of a figure that is counted from the case studies",
    (
        Column(
            "figure",
            "Identifier of the figure; it stands at case-study-figures.html#IDENTIFIER.",
            lambda pair, _: pair[0].id,
        ),
        Column("title", "What the figure is about.", lambda pair, _: pair[0].title),
        Column("measure", "What is counted.", lambda pair, _: pair[0].measure),
        Column("bar", "Identifier of the bar within its figure.", lambda pair, _: pair[1].id),
        Column("label", "What the bar is called.", lambda pair, _: pair[1].label),
        Column("case_studies", "Case studies that count for it.", lambda pair, _: len(pair[1].cases)),
        Column(
            "case_studies_without",
            "Case studies whose complete list has none of it; empty where nothing is counted from lists.",
            lambda pair, _: None if pair[0].complete is None else len(pair[1].without),
        ),
        Column(
            "reporting",
            "Case studies that report what the figure is about.",
            lambda pair, _: pair[0].reporting,
        ),
        Column("case_studies_of", "How many case studies there are.", lambda pair, _: pair[0].total),
        Column(
            "which", "Identifiers of the case studies that count for it.", lambda pair, _: _ids(pair[1].cases)
        ),
    ),
    lambda library: (
        (figure, bar)
        for section in figure_sections(library)
        for figure in section.figures
        for bar in figure.bars
    ),
)

TEAM_SIZES: Table[PlottedTeam] = Table(
    "team-sizes",
    "a case study in the plot of team size against organisation size",
    (
        Column("case_study", "Identifier of the case study.", lambda point, _: point.case.id),
        Column(
            "staff",
            "Number of staff as the plot has it: of an anonymous organisation, rounded.",
            lambda point, _: point.staff,
        ),
        Column(
            "staff_is_approximate",
            "Whether it was rounded, here or by those who reported it.",
            lambda point, _: point.is_approximate,
        ),
        Column("wte", "The whole-time equivalent of the team.", lambda point, _: point.wte),
        Column(
            "wte_per_1000_staff",
            "WTE for each 1,000 staff, worked out from the two columns before.",
            lambda point, _: point.per_thousand,
        ),
    ),
    lambda library: scatter(library.cases).points,
)

TABLES: tuple[Table[Any], ...] = (
    CASE_STUDIES, TEAM_MEMBERS, PRACTICES, RECOMMENDATIONS, THEMES, ROLES, FINDINGS, GLOSSARY, SOURCES,
    CASE_FIGURES, TEAM_SIZES,
)  # fmt: skip


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


def codebook() -> dict[str, Any]:
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
