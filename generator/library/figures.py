"""Figures that are counted from the case studies, and what some of these say of their teams.

Never from the survey of 2022. Each figure counts case studies, out of those that report anything of the kind;
`figures.toml` says what each counts, and has its words. Only a complete list of posts counts as having none
of something. The facts of teams are the figures over some case studies alone.

What an anonymous case study reports is on its own page, so counting it reveals nothing new. Two things could,
and are withheld: an exact number of staff, which can be looked up in public lists of employers, plotted
against the size of a team; and a mean or a range over one or two organisations, which gives away their own
numbers. The page of methods explains this to readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain, islice, pairwise, zip_longest
from typing import Any, TypeVar

from generator.basics.labels import as_number, label, read_table
from generator.library.entries import SHOWN_FIELDS, Link, joined, reported, values_at
from generator.library.evidence import Case, members_of, wte_of
from generator.library.library import Library

FEWEST = 3
"""The fewest organisations for which a mean, a median, a range or a scatter plot is shown."""
HUNDREDTH = Decimal("0.01")
TOP = 10
"""How many recommendations the figures of most and of fewest examples list."""

_TABLE = read_table("generator.library", "figures")
_FIGURES: dict[str, dict[str, Any]] = _TABLE["figures"]
WACHTER = Decimal(_FIGURES["team-wachter"]["bounds"][1])
"""WTE clinical informaticians in an English trust of average size (wachter-2016, by fci-2022#1.1)."""

T = TypeVar("T")


@dataclass(frozen=True)
class Bar:
    id: str
    label: str
    cases: tuple[Case, ...]
    kind: str = ""
    """The kind of thing that `id` names; empty for a choice of the figure's own."""
    without: tuple[Case, ...] = ()
    """Case studies whose list is complete and has none of it. A partial list says nothing of the rest."""


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
    """For a figure about a quantity: every number that is reported."""
    unit: str = ""

    @property
    def missing(self) -> int:
        return self.total - self.reporting

    @property
    def is_in_words(self) -> bool:
        """Whether so few report it that a chart would pretend to more than they said."""
        return self.reporting < FEWEST

    @property
    def spread(self) -> str:
        return spread_in_words(self.numbers, self.unit)


def spread(numbers: Iterable[Decimal]) -> Mapping[str, Decimal]:
    """The range, median and mean of some numbers; the last two are rounded to hundredths. Empty if there are
    so few that it would reveal single organisations' own."""
    known = sorted(numbers)
    if len(known) < FEWEST:
        return {}
    middle = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
    mean = sum(known, Decimal(0)) / len(known)
    return {"lowest": known[0], "median": _rounded(middle), "mean": _rounded(mean), "highest": known[-1]}


def spread_in_words(numbers: Iterable[Decimal], unit: str) -> str:
    """A spread as one sentence; empty for too few numbers."""
    found = {name: as_number(number) for name, number in spread(numbers).items()}
    if not found:
        return ""
    unit = label("people") if unit == "people" else unit
    return label("Median {median} {unit}; mean {mean}; from {lowest} to {highest}.", unit=unit, **found)


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(HUNDREDTH, ROUND_HALF_UP)


def _bands(
    numbered: Iterable[tuple[Decimal | int, T]], bounds: Iterable[str]
) -> list[tuple[str, str, tuple[T, ...]]]:
    """What has a number in each band between two bounds, including the lower, and from the last bound up:
    with an identifier of the band and its title."""
    numbered = list(numbered)
    steps = pairwise([*map(Decimal, bounds), Decimal("Infinity")])
    return [
        (
            f"from-{low}".replace(".", "-"),
            _band_title(low, high),
            tuple(item for number, item in numbered if low <= number < high),
        )
        for low, high in steps
    ]


def _band_title(low: Decimal, high: Decimal) -> str:
    if high.is_infinite():
        return label("{number} or more", number=f"{low:,f}")
    if not low:
        return label("Under {number}", number=f"{high:,f}")
    return label("{low} to under {high}", low=f"{low:,f}", high=f"{high:,f}")


def figure_sections(library: Library) -> dict[str, tuple[str, tuple[Figure, ...]]]:
    """The title and the figures of each section, by its anchor."""
    titles: dict[str, str] = _TABLE["sections"]
    return {
        section: (
            title,
            tuple(
                figure_of(library, name) for name, words in _FIGURES.items() if words["section"] == section
            ),
        )
        for section, title in titles.items()
    }


def figures_of(library: Library) -> list[Figure]:
    return [figure for _, figures in figure_sections(library).values() for figure in figures]


def figure_of(library: Library, name: str) -> Figure:
    """The figure of this name in `figures.toml`, over the case studies of the library."""
    if name == "recommendations-most":
        return _most_evidenced(library)
    if name == "recommendations-least":
        return _least_evidenced(library)
    return _of_quantity(library, name) if "bounds" in _FIGURES[name] else _of_choices(library, name)


def _figure(library: Library, name: str, bars: Iterable[Bar], reporting: int) -> Figure:
    words = _FIGURES[name]
    text = words.get("text", _TABLE["said_in_words"])
    return Figure(name, words["title"], words["measure"], text, tuple(bars), reporting, len(library.cases))


def _of_quantity(library: Library, name: str) -> Figure:
    """Bars for bands of a quantity, which are the figure's own choices if it has such."""
    words = _FIGURES[name]
    known = [(number, case) for case in library.cases for number in values_at(case.record, words["of"])]
    bands = _bands(known, words["bounds"])
    if own := words.get("choices"):
        bands = [(*choice, cases) for choice, (_, _, cases) in zip(own.items(), bands, strict=True)]
    bars = (Bar(name, title, cases) for name, title, cases in bands)
    figure = _figure(library, name, bars, len(known))
    if "unit" not in words:
        return figure
    return replace(figure, numbers=tuple(Decimal(number) for number, _ in known), unit=words["unit"])


def _of_choices(library: Library, name: str) -> Figure:
    """A bar for each choice: for the figure's own and, of a list of the guidance, for those that any has."""
    words, kind = _FIGURES[name], _FIGURES[name].get("list", "")
    lists: dict[str, Iterable[Any]] = {
        "profession": library.vocabulary.professions,
        "role": library.roles,
        "cpd-method": library.vocabulary.cpd_methods,
    }
    choices = [(each.id, each.title, kind) for each in lists.get(kind, ())]
    choices += [(*choice, "") for choice in words.get("choices", {}).items()]
    chosen = {case.id: frozenset(_chosen(case, words)) for case in library.cases}
    found: dict[str, list[Case]] = {}
    for case in library.cases:
        for identifier in chosen[case.id]:
            found.setdefault(identifier, []).append(case)
    bars = [Bar(name, title, tuple(found.get(name, ())), of_kind) for name, title, of_kind in choices]
    bars = [bar for bar in bars if bar.cases or not kind]
    bars.sort(key=lambda bar: -len(bar.cases) if words.get("most_first") else 0)
    figure = _figure(library, name, bars, sum(map(bool, chosen.values())))
    return _with_complete_lists(library, figure) if kind in {"profession", "role"} else figure


def _chosen(case: Case, words: Mapping[str, Any]) -> Iterable[str]:
    """Which choices a case study reports: the values at a path, or else those of which it says anything."""
    if found := values_at(case.record, words["of"]) if "of" in words else []:
        return found
    where: dict[str, list[str]] = words.get("where", {})
    return [name for name, paths in where.items() if any(values_at(case.record, path) for path in paths)]


def _with_complete_lists(library: Library, figure: Figure) -> Figure:
    """A figure of what lists of posts name. Only a complete list tells what a team doesn't have."""
    lists = {
        case.id: [getattr(post, _FIGURES[figure.id]["list"]) for post in members_of(case)]
        for case in library.cases
        if case.record.team and case.record.team.members_are_complete
    }
    complete = tuple(case for case in library.cases if case.id in lists and all(lists[case.id]))
    bars = (
        replace(bar, without=tuple(case for case in complete if bar.id not in lists[case.id]))
        for bar in figure.bars
    )
    return replace(figure, bars=tuple(bars), complete=complete)


def _most_evidenced(library: Library) -> Figure:
    bars = sorted(_recommendation_bars(library), key=lambda bar: -len(bar.cases))
    shown = (bar for bar in bars[:TOP] if bar.cases)
    return _figure(library, "recommendations-most", shown, len(library.cases))


def _least_evidenced(library: Library) -> Figure:
    bars = sorted(_recommendation_bars(library), key=lambda bar: len(bar.cases))
    unseen = sum(not bar.cases for bar in bars)
    figure = _figure(library, "recommendations-least", bars[: max(TOP, unseen)], len(library.cases))
    return replace(figure, text=label(figure.text, number=unseen, whole=len(bars)))


def _recommendation_bars(library: Library) -> list[Bar]:
    evidence = library.evidence.by_recommendation
    return [
        Bar(entry.id, entry.record.title, evidence[entry.id].cases, "recommendation")
        for entry in library.recommendations.values()
    ]


FEW = 3
MOST_LINES = 6
MOST_BARS = 8


def team_facts(library: Library, cases: tuple[Case, ...]) -> Mapping[str, Any]:
    """What the template of the same name says of some of the library's case studies, by the names it has."""
    own = replace(library, cases=cases)
    roles, professions = figure_of(own, "roles"), figure_of(own, "professions")
    unseen = _unseen(library, own)
    return {
        "cases": len(cases),
        "wte": _size(own, figure_of(own, "team-wte"), "wte"),
        "headcount": _size(own, figure_of(own, "team-headcount"), "headcount"),
        "roles": _held(own, roles.bars),
        "roles_reporting": roles.reporting,
        "professions": _held(own, sorted(professions.bars, key=lambda bar: -len(bar.cases))),
        "reports_to": _quoted(cases, "team.reporting_line", "board_representation"),
        "posts_report_to": _noted(cases, "team.members.reports_to"),
        "funding": _quoted(cases, "team.funding"),
        "contracts": _noted(cases, "team.members.contract"),
        "challenges": _in_turn(cases, "challenges"),
        "helped": _in_turn(cases, "success_factors"),
        "most": _held(own, _most_evidenced(own).bars)[:FEW],
        # Recommendations that others show and none of these does: those that most show come first
        "missing": _held(library, unseen)[:FEW],
        "missing_of": len(unseen),
    }


def size_words(case: Case, name: str, library: Library) -> str:
    """The size of a team as its case study reports it, with what it covers; empty if it doesn't. `name`: of a
    field of `Team`, such as `wte`."""
    field = next(field for field in SHOWN_FIELDS if field.path == ("team", name))
    return joined(reported(case.record, field, library.identities))


def _size(library: Library, figure: Figure, name: str) -> Mapping[str, Any]:
    """The figure, and those that report it, each with its number as the note."""
    told = ((case.link, size_words(case, name, library)) for case in library.cases)
    shown = (replace(link, note=words) for link, words in told if words)
    return {"figure": figure, "cases": list(islice(shown, MOST_LINES))}


def _held(library: Library, bars: Iterable[Bar]) -> list[Link]:
    """What bars stand for, each with how many of the case studies have it as the note."""
    shown = [bar for bar in bars if bar.cases][:MOST_BARS]
    hrefs = (library.identities[bar.kind, bar.id].href for bar in shown)
    return [Link(bar.label, href, as_number(len(bar.cases))) for bar, href in zip(shown, hrefs, strict=True)]


def _unseen(library: Library, own: Library) -> list[Bar]:
    """The recommendations without a case study in `own`: first those that most others show."""
    here = own.evidence.by_recommendation
    found = [bar for bar in _recommendation_bars(library) if not here[bar.id].cases]
    return sorted(found, key=lambda bar: -len(bar.cases))


def _told(case: Case, *paths: str) -> list[tuple[Link, Any]]:
    """All that a case study reports at some paths, each behind its link."""
    return [(case.link, value) for path in paths for value in values_at(case.record, path)]


def _quoted(cases: Iterable[Case], *paths: str) -> list[tuple[Link, Any]]:
    return list(islice(chain.from_iterable(_told(case, *paths) for case in cases), MOST_LINES))


def _noted(cases: Iterable[Case], path: str) -> list[Link]:
    """Those that report anything at a path, with all of it as the note."""
    words = {case.link: dict.fromkeys(values_at(case.record, path)) for case in cases}
    return [replace(link, note="; ".join(found)) for link, found in words.items() if found][:MOST_LINES]


def _in_turn(cases: Iterable[Case], path: str) -> list[tuple[Link, Any]]:
    """The first of each case study, then the second of each: one with many doesn't push out the others."""
    turns = chain.from_iterable(zip_longest(*(_told(case, path) for case in cases)))
    return [point for point in turns if point][:MOST_LINES]


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
    bands: tuple[tuple[str, str, tuple[PlottedTeam, ...]], ...]
    """By number of staff, each with its identifier and title."""
    kept_back: int
    """Case studies that report both numbers but may not be shown."""
    missing: int
    """Case studies that report only one of the numbers, or neither."""
    total: int


def spread_of_teams(points: Iterable[PlottedTeam]) -> str:
    return spread_in_words((point.per_thousand for point in points), "WTE")


def scatter(cases: tuple[Case, ...]) -> Scatter:
    """WTE for each 1,000 staff against the number of staff."""
    both = [case for case in cases if wte_of(case) is not None and case.record.organisation.staff is not None]
    points = sorted(filter(None, map(_point, both)), key=lambda point: (point.staff, point.case.id))
    points = points if len(points) >= FEWEST else []
    inside = _bands([(point.staff, point) for point in points], STAFF_BOUNDS)
    kept_back = len(both) - len(points)
    return Scatter(tuple(points), tuple(inside), kept_back, len(cases) - len(both), len(cases))


def _point(case: Case) -> PlottedTeam | None:
    staff, wte = staff_in_figures(case), wte_of(case)
    if staff is None or wte is None:
        return None
    organisation = case.record.organisation
    is_approximate = organisation.staff_is_approximate or staff != organisation.staff
    return PlottedTeam(case, staff, is_approximate, wte, _rounded(wte * 1000 / staff))
