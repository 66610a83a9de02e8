"""Findings from the case studies: figures counted when the site is built, each with what it rests on.

However many case studies there are, the scatter plot of team size stays small: beyond `MOST_POINTS`,
points that lie close together become one mark, which is larger the more there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from generator.basics.labels import as_number
from generator.library.entries import Link, roughly
from generator.library.evidence import Case, headcount_of, wte_of
from generator.library.figures import (
    WACHTER,
    Figure,
    PlottedTeam,
    Scatter,
    figure_sections,
    scatter,
    spread_of_teams,
)
from generator.pages.organisations import coverage_of
from generator.pages.page_context import FEW_LINKS, Page, PageContext, one_page, shortened

WIDTH, HEIGHT = 240, 144
TICKS = 4
"""Steps of each axis."""
MOST_POINTS = 60
COLUMNS, ROWS = 16, 10
"""Of the grid in which points are put together when there are more."""
SMALLEST, LARGEST = Decimal("4.5"), Decimal(8)
CURVE_STEPS = 40


def plot(points: Sequence[PlottedTeam], table: str) -> Mapping[str, object] | None:
    """The drawing; None without points. `table`: the address of the table, where marks of several lead."""
    if not points:
        return None
    across = _step(Decimal(max(point.staff for point in points))) * TICKS
    up = _step(max(point.per_thousand for point in points)) * TICKS
    if len(points) > MOST_POINTS:
        marks = tuple(_gathered(points, across, up, table))
    else:
        marks = tuple(_mark([point], point.staff / across, point.per_thousand / up, "") for point in points)
    steps = [Decimal(number) / TICKS for number in range(TICKS + 1)]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "marks": marks,
        # The line on which a team has the WTE that Wachter advised
        "curve": " ".join(_curve(across, up)),
        # The numbers below the drawing from the left, those beside it from the top, and the lines for both
        "columns": tuple(as_number(across * step) for step in steps),
        "rows": tuple(as_number(up * step) for step in reversed(steps)),
        "grid": (tuple(_x(step) for step in steps), tuple(_y(step) for step in steps)),
    }


def _step(highest: Decimal) -> Decimal:
    """The smallest round number of which `TICKS` reach the highest value."""
    power = Decimal(10) ** ((highest or Decimal(1)).adjusted() - 1)
    sizes = (power * size for size in map(Decimal, ("1", "2", "2.5", "5", "10", "20", "25")))
    return next((size for size in sizes if size * TICKS >= highest), power * 25)


def _gathered(
    points: Sequence[PlottedTeam], across: Decimal, up: Decimal, table: str
) -> Iterator[Mapping[str, object]]:
    """One mark for all points in a field of a grid."""

    def field(point: PlottedTeam) -> tuple[int, int]:
        column, row = int(point.staff / across * COLUMNS), int(point.per_thousand / up * ROWS)
        return min(column, COLUMNS - 1), min(row, ROWS - 1)

    half = Decimal("0.5")
    for (column, row), found in groupby(sorted(points, key=field), field):
        yield _mark(list(found), (column + half) / COLUMNS, (row + half) / ROWS, table)


def _mark(points: list[PlottedTeam], x: Decimal, y: Decimal, table: str) -> Mapping[str, object]:
    """A mark at shares of the width and height."""
    radius = min(LARGEST, SMALLEST + Decimal(len(points) - 1) / 10)
    href = points[0].case.href if len(points) == 1 else table
    return {"x": _x(x), "y": _y(y), "radius": as_number(radius), "href": href, "points": points}


def _curve(across: Decimal, up: Decimal) -> Iterator[str]:
    """Points of five WTE: the more staff, the fewer for each 1,000. Begins where it enters the drawing."""
    start = WACHTER * 1000 / up
    if start >= across:
        return
    growth = across / start  # steps that grow with the number of staff: the line bends most at its start
    for number in range(CURVE_STEPS + 1):
        staff = start * growth ** (Decimal(number) / CURVE_STEPS)
        yield f"{_x(staff / across)},{_y(WACHTER * 1000 / staff / up)}"


def _x(share: Decimal) -> str:
    return as_number((share * WIDTH).quantize(Decimal("0.1")))


def _y(share: Decimal) -> str:
    return as_number((HEIGHT - share * HEIGHT).quantize(Decimal("0.1")))


DATA = Link("case-figures.csv", "/data/case-figures.csv")
TEAM_SIZES = Link("team-sizes.csv", "/data/team-sizes.csv")
SCATTER = "team-per-1000-staff"
TABLE = f"#{SCATTER}-table"


def iter_pages(context: PageContext) -> Iterator[Page]:
    cases = context.library.cases
    sections = figure_sections(context.library)
    figures = [figure for _, found in sections.values() for figure in found]
    yield one_page(
        "case_figures",
        reviewed=context.newest_case,
        data={
            "total": len(cases),
            "sections": sections,
            "bars": {figure.id: tuple(_iter_bars(context, figure)) for figure in figures},
            # For each figure of lists: the case studies whose list is complete
            "complete": {
                figure.id: shortened((case.link for case in figure.complete), FEW_LINKS, DATA.href)
                for figure in figures
                if figure.complete is not None
            },
            "scatter": _scatter(scatter(cases)),
            "data": DATA,
            "team_sizes": TEAM_SIZES,
            "coverage": coverage_of(context),
            "coverage_introduction": context.library.site.introductions.coverage,
            # What figures keep back, where a guide says so
            "has_methods": ("guide", "methods") in context.library.identities,
        },
    )


def _iter_bars(context: PageContext, figure: Figure) -> Iterator[Mapping[str, object]]:
    """The bars of a figure. The chart's full width, of 100, stands for all case studies."""
    for bar in figure.bars:
        count = len(bar.cases)
        yield {
            "label": context.link(bar.kind, bar.id) if bar.kind else Link(bar.label, ""),
            "count": count,
            "length": as_number((Decimal(count) * 100 / (figure.total or 1)).quantize(Decimal("0.1"))),
            "cases": shortened((_case(figure, case) for case in bar.cases), FEW_LINKS, DATA.href),
            "without": len(bar.without),
        }


def _case(figure: Figure, case: Case) -> Link:
    """A case study and, under a quantity, its own number."""
    number = {"WTE": wte_of(case), "people": headcount_of(case)}.get(figure.unit)
    if number is None:
        return case.link
    note, team = as_number(number), case.record.team
    is_approximate = figure.unit == "WTE" and team is not None and team.wte_is_approximate
    return Link(case.short_title, case.href, roughly(note, is_approximate=is_approximate))


def _scatter(record: Scatter) -> Mapping[str, object]:
    """The plot and its table: a row for each point or, where there are too many, for each band of sizes."""
    has_rows = len(record.points) <= MOST_POINTS
    return {
        "id": SCATTER,
        "missing": record.missing,
        "total": record.total,
        "kept_back": record.kept_back,
        "plot": plot(record.points, TABLE),
        "spread": spread_of_teams(record.points),
        "rows": record.points if has_rows else (),
        "bands": [
            {
                "label": title,
                "count": len(points),
                "spread": spread_of_teams(points),
                "cases": shortened((point.case.link for point in points), FEW_LINKS, TEAM_SIZES.href),
            }
            for _, title, points in record.bands
            if not has_rows
        ],
    }
