"""All figures, in the order in which a reader meets them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.basics.labels import label
from generator.library.figures import tallies, team_size
from generator.library.figures.figure import Figure
from generator.library.library import Library


@dataclass(frozen=True)
class FigureSection:
    id: str
    title: str
    figures: tuple[Figure, ...]


def figure_sections(library: Library) -> tuple[FigureSection, ...]:
    cases = library.cases
    return (
        FigureSection(
            "size",
            label("How big teams are"),
            (team_size.wte_figure(cases), team_size.headcount_figure(cases), team_size.wachter_figure(cases)),
        ),
        FigureSection(
            "people",
            label("Who is in them"),
            (tallies.professions_figure(library), tallies.roles_figure(library)),
        ),
        FigureSection(
            "support",
            label("Money and the board"),
            (tallies.funding_figure(library), tallies.board_figure(library)),
        ),
        FigureSection(
            "learning", label("Learning"), (tallies.framework_figure(library), tallies.cpd_figure(library))
        ),
        FigureSection(
            "practice",
            label("What they put into practice"),
            (tallies.most_evidenced(library), tallies.least_evidenced(library)),
        ),
    )


def all_figures(library: Library) -> tuple[Figure, ...]:
    return tuple(figure for section in figure_sections(library) for figure in section.figures)
