"""The scatter plot of team size against organisation size, as places in a drawing.

However many case studies there are, the drawing stays small: beyond `MOST_POINTS`, points that
lie close together become one mark, which is larger the more there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from generator.basics.formatting import as_number
from generator.basics.labels import label
from generator.library.figures.team_size import WACHTER, Point
from generator.pages.page import Link

WIDTH, HEIGHT = 240, 144
TICKS = 4
"""Steps of each axis."""
MOST_POINTS = 60
COLUMNS, ROWS = 16, 10
"""Of the grid in which points are put together when there are more."""
SMALLEST, LARGEST = Decimal("4.5"), Decimal(8)
CURVE_STEPS = 40


@dataclass(frozen=True)
class Mark:
    x: str
    y: str
    radius: str
    link: Link
    """What it says, and where it leads."""


@dataclass(frozen=True)
class Plot:
    width: int
    height: int
    marks: tuple[Mark, ...]
    curve: str
    """Points of the line on which a team has the WTE that Wachter advised."""
    columns: tuple[str, ...]
    """The numbers below the drawing, from the left."""
    rows: tuple[str, ...]
    """The numbers beside it, from the top."""
    grid: tuple[tuple[str, ...], tuple[str, ...]]
    """Where the lines for these numbers are: across, and down."""


def plot(points: Sequence[Point], table: str) -> Plot | None:
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
    return Plot(
        width=WIDTH,
        height=HEIGHT,
        marks=marks,
        curve=" ".join(_curve(across, up)),
        columns=tuple(as_number(across * step) for step in steps),
        rows=tuple(as_number(up * step) for step in reversed(steps)),
        grid=(tuple(_x(step) for step in steps), tuple(_y(step) for step in steps)),
    )


def _step(highest: Decimal) -> Decimal:
    """The smallest round number of which `TICKS` reach the highest value."""
    power = Decimal(10) ** ((highest or Decimal(1)).adjusted() - 1)
    sizes = (power * size for size in map(Decimal, ("1", "2", "2.5", "5", "10", "20", "25")))
    return next((size for size in sizes if size * TICKS >= highest), power * 25)


def _gathered(points: Sequence[Point], across: Decimal, up: Decimal, table: str) -> Iterator[Mark]:
    """One mark for all points in a field of a grid."""

    def field(point: Point) -> tuple[int, int]:
        column, row = int(point.staff / across * COLUMNS), int(point.per_thousand / up * ROWS)
        return min(column, COLUMNS - 1), min(row, ROWS - 1)

    half = Decimal("0.5")
    for (column, row), found in groupby(sorted(points, key=field), field):
        yield _mark(list(found), (column + half) / COLUMNS, (row + half) / ROWS, table)


def _mark(points: list[Point], x: Decimal, y: Decimal, table: str) -> Mark:
    """A mark at shares of the width and height."""
    radius = min(LARGEST, SMALLEST + Decimal(len(points) - 1) / 10)
    if len(points) == 1:
        link = Link(said(points[0]), points[0].case.href)
    else:
        link = Link(label("{number} case studies: see the table", number=len(points)), table)
    return Mark(_x(x), _y(y), as_number(radius), link)


def said(point: Point) -> str:
    """A point in words."""
    staff = as_number(point.staff)
    return label(
        "{title}: {staff} staff, {wte} WTE, {share} for each 1,000 staff",
        title=point.case.record.title,
        staff=label("about {number}", number=staff) if point.is_approximate else staff,
        wte=as_number(point.wte),
        share=as_number(point.per_thousand),
    )


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
