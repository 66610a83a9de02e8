"""How big teams are: whole-time equivalents, people, and both against what they serve."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.basics.labels import label
from generator.library.evidence import Case
from generator.library.figures.figure import (
    FEWEST,
    HUNDREDTH,
    Bar,
    Figure,
    Spread,
    bands,
    is_kept_back,
    spread,
    staff_in_figures,
)

WACHTER = Decimal(5)
"""WTE clinical informaticians in an English trust of average size (wachter-2016, by fci-2022#1.1)."""
WTE_BOUNDS = ("0", "1", "2.5", "5", "7.5", "10")
HEADCOUNT_BOUNDS = ("0", "5", "10", "20")
STAFF_BOUNDS = ("0", "2500", "5000", "10000", "20000")


@dataclass(frozen=True)
class PlottedTeam:
    """One organisation and its team."""

    case: Case
    staff: int
    """As figures may show it: see `staff_in_figures`."""
    is_approximate: bool
    wte: Decimal
    per_thousand: Decimal
    """WTE for each 1,000 staff, to hundredths."""


@dataclass(frozen=True)
class StaffBand:
    label: str
    points: tuple[PlottedTeam, ...]
    spread: Spread | None


@dataclass(frozen=True)
class Scatter:
    points: tuple[PlottedTeam, ...]
    """From the smallest organisation up; empty if there are fewer than `FEWEST`."""
    bands: tuple[StaffBand, ...]
    spread: Spread | None
    kept_back: int
    """Case studies that report both numbers but may not be shown."""
    missing: int
    """Case studies that report only one of the numbers, or neither."""
    total: int


def wte_of(case: Case) -> Decimal | None:
    return case.record.team.wte if case.record.team else None


def headcount_of(case: Case) -> int | None:
    return case.record.team.headcount if case.record.team else None


def wte_figure(cases: tuple[Case, ...]) -> Figure:
    numbers = sorted(wte for case in cases if (wte := wte_of(case)) is not None)
    return Figure(
        "team-wte",
        label("Whole-time equivalents"),
        label("Case studies, by the whole-time equivalent (WTE) of the team"),
        label(
            "Each case study says itself whom its team includes, so read two numbers side by side with care."
        ),
        bands(cases, wte_of, WTE_BOUNDS),
        len(numbers),
        len(cases),
        numbers=tuple(numbers),
        unit="WTE",
    )


def headcount_figure(cases: tuple[Case, ...]) -> Figure:
    numbers = sorted(Decimal(count) for case in cases if (count := headcount_of(case)) is not None)
    return Figure(
        "team-headcount",
        label("People"),
        label("Case studies, by the number of people in the team"),
        label("Many people in these teams also have a clinical post, so there are more people than WTE."),
        bands(cases, headcount_of, HEADCOUNT_BOUNDS),
        len(numbers),
        len(cases),
        numbers=tuple(numbers),
        unit="people",
    )


def wachter_figure(cases: tuple[Case, ...]) -> Figure:
    known = [(wte, case) for case in cases if (wte := wte_of(case)) is not None]
    fewer = tuple(case for wte, case in known if wte < WACHTER)
    enough = tuple(case for wte, case in known if wte >= WACHTER)
    return Figure(
        "team-wachter",
        label("Against the five WTE of the Wachter review"),
        label("Case studies, by whether the team has five WTE"),
        label(
            "The review's five WTE are for an English trust of average size. Organisations here are of "
            "all kinds and sizes, so fewer than five need not be too few, nor five enough."
        ),
        (
            Bar("fewer", label("Fewer than five WTE"), fewer),
            Bar("five-or-more", label("Five WTE or more"), enough),
        ),
        len(known),
        len(cases),
    )


def scatter(cases: tuple[Case, ...]) -> Scatter:
    """WTE for each 1,000 staff against the number of staff."""
    both = [case for case in cases if wte_of(case) is not None and case.record.organisation.staff is not None]
    kept_back = sum(map(is_kept_back, both))
    points = sorted(
        (point for case in both if (point := _point(case))), key=lambda point: (point.staff, point.case.id)
    )
    if len(points) < FEWEST:
        kept_back, points = len(both), []
    return Scatter(
        points=tuple(points),
        bands=_staff_bands(points),
        spread=spread(point.per_thousand for point in points),
        kept_back=kept_back,
        missing=len(cases) - len(both),
        total=len(cases),
    )


def _point(case: Case) -> PlottedTeam | None:
    staff, wte = staff_in_figures(case), wte_of(case)
    if staff is None or wte is None:
        return None
    organisation = case.record.organisation
    return PlottedTeam(
        case,
        staff,
        organisation.staff_is_approximate or staff != organisation.staff,
        wte,
        (wte * 1000 / staff).quantize(HUNDREDTH, ROUND_HALF_UP),
    )


def _staff_bands(points: list[PlottedTeam]) -> tuple[StaffBand, ...]:
    by_case = {point.case.id: point for point in points}
    found = bands(
        [point.case for point in points],
        lambda case: by_case[case.id].staff,
        STAFF_BOUNDS,
    )
    inside = [(bar.label, tuple(by_case[case.id] for case in bar.cases)) for bar in found]
    return tuple(
        StaffBand(label, members, spread(point.per_thousand for point in members))
        for label, members in inside
    )
