"""The tables of the case studies, their teams and practices, and of the figures counted from them."""

from __future__ import annotations

from generator.basics.labels import label
from generator.content.model.annotations import ShownField, mark_of
from generator.content.model.case_study import Practice, TeamMember
from generator.content.model.fields import IsProse
from generator.library.evidence import Case
from generator.library.figures.figure import Bar, Figure
from generator.library.figures.sections import all_figures
from generator.library.figures.team_size import PlottedTeam, scatter
from generator.library.reported_values import APPROXIMATE, fields_of_case_studies
from generator.library.tables.columns import Cell, Column, Facts, Table, listed, of, prose

CASE_STUDY = "Identifier of the case study; its page is case-studies/IDENTIFIER.html."


def _shown(field: ShownField) -> Column[Case]:
    """A column for a field of the model, which has the column's name and meaning."""
    is_prose = isinstance(mark_of(field.annotation), IsProse)

    def read(case: Case, facts: Facts) -> Cell:
        part, value = field.part_of(case.record), field.value_in(case.record)
        if field.path[-1].endswith(APPROXIMATE):
            number = getattr(part, field.path[-1].removesuffix(APPROXIMATE), None)
            return None if number is None else value  # without a number, neither exact nor approximate
        if isinstance(value, tuple):
            return listed(value)
        return facts.plain(value) if is_prose and value else value

    return Column(field.shown.column, label(" ".join(field.description.split())), read)


CASE_STUDIES: Table[Case] = Table(
    "case-studies",
    "a case study",
    (
        Column("id", CASE_STUDY, lambda case, _: case.id),
        *(_shown(field) for field in fields_of_case_studies() if field.shown.column),
        Column(
            "themes",
            "Themes that its practices belong to. Worked out, not typed.",
            lambda case, facts: listed(theme.id for theme in facts.library.evidence.themes_of(case)),
        ),
        Column("practices", "How many practices it has.", lambda case, _: len(case.record.practices)),
    ),
    lambda facts: facts.library.cases,
)

TEAM_MEMBERS: Table[tuple[Case, TeamMember]] = Table(
    "team-members",
    "a post, or several of the same kind, in the team of a case study",
    (
        Column("case_study", CASE_STUDY, lambda pair, _: pair[0].id),
        *(
            of(TeamMember, field, lambda pair: pair[1])
            for field in (
                "role",
                "title",
                "count",
                "profession",
                "wte",
                "time",
                "grade",
                "contract",
                "reports_to",
            )
        ),
        prose(TeamMember, "note", lambda pair: pair[1]),
    ),
    lambda facts: (
        (case, member)
        for case in facts.library.cases
        if case.record.team
        for member in case.record.team.members
    ),
)

PRACTICES: Table[tuple[Case, Practice]] = Table(
    "practices",
    "a recommendation that a case study puts into practice",
    (
        Column("case_study", CASE_STUDY, lambda pair, _: pair[0].id),
        of(Practice, "recommendation", lambda pair: pair[1]),
        Column(
            "theme",
            "The theme of the recommendation.",
            lambda pair, facts: facts.library.recommendations[pair[1].recommendation].theme.id,
        ),
        prose(Practice, "how", lambda pair: pair[1]),
        Column(
            "sources",
            "Where it stands: the practice's own sources or, where it has none, the case study's.",
            lambda pair, _: listed(pair[1].sources or pair[0].record.sources),
        ),
    ),
    lambda facts: ((case, practice) for case in facts.library.cases for practice in case.record.practices),
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
            "which",
            "Identifiers of the case studies that count for it.",
            lambda pair, _: listed(case.id for case in pair[1].cases),
        ),
    ),
    lambda facts: ((figure, bar) for figure in all_figures(facts.library) for bar in figure.bars),
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
    lambda facts: scatter(facts.library.cases).points,
)
