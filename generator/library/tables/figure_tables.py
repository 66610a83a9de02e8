"""The tables of the figures that are worked out from the case studies."""

from __future__ import annotations

from generator.library.figures.figure import Bar, Figure
from generator.library.figures.sections import all_figures
from generator.library.figures.team_size import Point, scatter
from generator.library.tables.columns import Column, Table, listed

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

TEAM_SIZES: Table[Point] = Table(
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
