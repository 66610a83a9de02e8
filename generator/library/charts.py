"""What charts of the case studies are made of: bars, each with the case studies behind it, or a plot.

Every figure has its denominator. What an anonymous case study reports is on its own page, so counting it
reveals nothing new. Two things could, and are withheld: an exact number of staff, which can be looked up in
public lists of employers, plotted against the size of a team; and a mean or a range over one or two
organisations, which gives away their own numbers. The page of methods explains this to readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import TypeVar

from generator.basics.labels import as_number, label
from generator.library.evidence import Case

FEWEST = 3
"""The fewest organisations for which a mean, a median, a range or a scatter plot is shown."""
HUNDREDTH = Decimal("0.01")
Read = Callable[[Case], Decimal | int | None]
"""Returns a number that a case study reports; None if it doesn't."""

T = TypeVar("T")


@dataclass(frozen=True)
class Bar:
    id: str
    label: str
    cases: tuple[Case, ...]
    kind: str = ""
    """The kind of thing that `id` names, where it has a page of its own."""
    without: tuple[Case, ...] = ()
    """Case studies whose list is complete and has none of it. A partial list says nothing of the rest."""


@dataclass(frozen=True)
class Spread:
    """The range, median and mean of some numbers. The last two are rounded to hundredths."""

    lowest: Decimal
    median: Decimal
    mean: Decimal
    highest: Decimal


@dataclass(frozen=True)
class Figure:
    id: str
    title: str
    measure: str
    text: str
    """What a reader needs to know to read it: plain text."""
    bars: tuple[Bar, ...]
    reporting: int
    total: int
    complete: tuple[Case, ...] | None = None
    """For a figure of lists: the case studies whose list is complete. None for any other figure."""
    numbers: tuple[Decimal, ...] = ()
    """For a figure about a quantity: every number that is reported, lowest first."""
    unit: str = ""

    @property
    def missing(self) -> int:
        return self.total - self.reporting

    @property
    def is_in_words(self) -> bool:
        """Whether so few report it that a chart would pretend to more than they said."""
        return self.reporting < FEWEST

    @property
    def spread(self) -> Spread | None:
        return spread(self.numbers)

    @property
    def spread_in_words(self) -> str:
        return spread_in_words(self.spread, self.unit)


def spread(numbers: Iterable[Decimal]) -> Spread | None:
    """The spread of some numbers; None if there are so few that it would reveal single organisations' own."""
    known = sorted(numbers)
    if len(known) < FEWEST:
        return None
    middle = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
    mean = sum(known, Decimal(0)) / len(known)
    return Spread(known[0], _rounded(middle), _rounded(mean), known[-1])


def spread_in_words(spread: Spread | None, unit: str) -> str:
    """A spread as one sentence; empty for None."""
    if spread is None:
        return ""
    numbers = {name: as_number(number) for name, number in vars(spread).items()}
    unit = label("people") if unit == "people" else unit
    return label("Median {median} {unit}; mean {mean}; from {lowest} to {highest}.", unit=unit, **numbers)


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(HUNDREDTH, ROUND_HALF_UP)


def bands(cases: Iterable[Case], read: Read, bounds: tuple[str, ...]) -> tuple[Bar, ...]:
    """A bar for each band between two bounds, including the lower, and one from the last bound up."""
    known = [(number, case) for case in cases if (number := read(case)) is not None]
    names = (f"from-{bound.replace('.', '-')}" for bound in bounds)
    return tuple(Bar(name, *band) for name, band in zip(names, _iter_bands(known, bounds), strict=True))


def _iter_bands(
    numbered: list[tuple[Decimal | int, T]], bounds: tuple[str, ...]
) -> Iterator[tuple[str, tuple[T, ...]]]:
    steps = [*map(Decimal, bounds), Decimal("Infinity")]
    for low, high in pairwise(steps):
        yield _band_label(low, high), tuple(item for number, item in numbered if low <= number < high)


def _band_label(low: Decimal, high: Decimal) -> str:
    if high.is_infinite():
        return label("{number} or more", number=f"{low:,f}")
    if not low:
        return label("Under {number}", number=f"{high:,f}")
    return label("{low} to under {high}", low=f"{low:,f}", high=f"{high:,f}")


FEWEST_STAFF = 1_000
"""The number of staff of an anonymous organisation with fewer is not used in figures at all."""
COARSE_FROM = 10_000
FINE, COARSE = 100, 500
"""What an anonymous organisation's number of staff is rounded to: below `COARSE_FROM`, and from there up."""


def staff_in_figures(case: Case) -> int | None:
    """The number of staff that figures may show with other numbers. As reported for a named organisation;
    rounded for an anonymous one. None if it is not reported, or withheld."""
    staff = case.record.organisation.staff
    if staff is None or not case.record.publication.anonymous:
        return staff
    if staff < FEWEST_STAFF:
        return None
    step = COARSE if staff >= COARSE_FROM else FINE
    return (staff + step // 2) // step * step


STAFF_BOUNDS = ("0", "2500", "5000", "10000", "20000")


@dataclass(frozen=True)
class PlottedTeam:
    case: Case
    staff: int
    """As figures may show it: see `staff_in_figures`."""
    is_approximate: bool
    wte: Decimal
    per_thousand: Decimal
    """WTE for each 1,000 staff, to hundredths."""


@dataclass(frozen=True)
class Scatter:
    points: tuple[PlottedTeam, ...]
    """From the smallest organisation up; empty if there are fewer than `FEWEST`."""
    bands: tuple[tuple[str, tuple[PlottedTeam, ...]], ...]
    """By number of staff, each with its title."""
    kept_back: int
    """Case studies that report both numbers but may not be shown."""
    missing: int
    """Case studies that report only one of the numbers, or neither."""
    total: int


def spread_of_teams(points: Iterable[PlottedTeam]) -> str:
    return spread_in_words(spread(point.per_thousand for point in points), "WTE")


def wte_of(case: Case) -> Decimal | None:
    return case.record.team.wte if case.record.team else None


def headcount_of(case: Case) -> int | None:
    return case.record.team.headcount if case.record.team else None


def scatter(cases: tuple[Case, ...]) -> Scatter:
    """WTE for each 1,000 staff against the number of staff."""
    both = [case for case in cases if wte_of(case) is not None and case.record.organisation.staff is not None]
    points = sorted(filter(None, map(_point, both)), key=lambda point: (point.staff, point.case.id))
    points = points if len(points) >= FEWEST else []
    inside = _iter_bands([(point.staff, point) for point in points], STAFF_BOUNDS)
    kept_back = len(both) - len(points)
    return Scatter(tuple(points), tuple(inside), kept_back, len(cases) - len(both), len(cases))


def _point(case: Case) -> PlottedTeam | None:
    staff, wte = staff_in_figures(case), wte_of(case)
    if staff is None or wte is None:
        return None
    organisation = case.record.organisation
    is_approximate = organisation.staff_is_approximate or staff != organisation.staff
    return PlottedTeam(case, staff, is_approximate, wte, _rounded(wte * 1000 / staff))
