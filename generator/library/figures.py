"""Figures that are counted from the case studies, and what some of these say of their teams.

Never from the survey of 2022. Each figure counts case studies, out of those that report anything of the kind.
Only a complete list of posts counts as having none of something. What `charts` withholds is in no figure, nor
in the facts of teams, which are counted by the figures over some case studies alone. `figures.toml` has the
words of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import chain, islice, zip_longest
from typing import Any

from generator.basics.labels import as_number, label, read_table
from generator.content.model.case_study import TeamMember
from generator.library.charts import Bar, Figure, Read, bands, headcount_of, wte_of
from generator.library.entries import SHOWN_FIELDS, Link, joined, reported
from generator.library.evidence import Case, members_of
from generator.library.library import Library

WACHTER = Decimal(5)
"""WTE clinical informaticians in an English trust of average size (wachter-2016, by fci-2022#1.1)."""
TOP = 10
"""How many recommendations the figures of most and of fewest examples list."""
IN_WORDS = "in-words"
"""The bar for case studies that say how people learn but name none of the methods."""

_WORDS = read_table("generator.library", "figures")

Choice = tuple[str, str, str]
"""The kind of thing that a bar stands for, its identifier and its label."""


def figure_sections(library: Library) -> dict[str, tuple[str, tuple[Figure, ...]]]:
    """The title and the figures of each section, by its anchor."""
    sections = {
        "size": (
            wte_figure(library),
            headcount_figure(library),
            _in_choices(library, "team-wachter", _wachter),
        ),
        "people": (professions_figure(library), roles_figure(library)),
        "support": (
            _in_choices(library, "funding", _funding),
            _in_choices(library, "board-routes", _routes),
        ),
        "learning": (_in_choices(library, "competency-framework", _framework), _cpd_figure(library)),
        "practice": (most_evidenced(library), _least_evidenced(library)),
    }
    return {name: (_WORDS["sections"][name], figures) for name, figures in sections.items()}


def figures_of(library: Library) -> list[Figure]:
    return [figure for _, figures in figure_sections(library).values() for figure in figures]


def _figure(library: Library, name: str, bars: Iterable[Bar], reporting: int) -> Figure:
    words = _WORDS["figures"][name]
    text = words.get("text", _WORDS["said_in_words"])
    return Figure(name, words["title"], words["measure"], text, tuple(bars), reporting, len(library.cases))


def wte_figure(library: Library) -> Figure:
    return _of_sizes(library, "team-wte", wte_of)


def headcount_figure(library: Library) -> Figure:
    return _of_sizes(library, "team-headcount", headcount_of)


def _of_sizes(library: Library, name: str, read: Read) -> Figure:
    """Bars for bands of a quantity."""
    words = _WORDS["figures"][name]
    numbers = sorted(Decimal(number) for case in library.cases if (number := read(case)) is not None)
    figure = _figure(library, name, bands(library.cases, read, words["bounds"]), len(numbers))
    return replace(figure, numbers=tuple(numbers), unit=words["unit"])


def professions_figure(library: Library) -> Figure:
    choices = [("", entry.id, entry.title) for entry in library.vocabulary.professions]
    return _of_posts(library, "professions", choices, lambda member: member.profession)


def roles_figure(library: Library) -> Figure:
    choices = [("role", role.id, role.title) for role in library.roles]
    figure = _of_posts(library, "roles", choices, lambda member: member.role)
    return replace(figure, bars=tuple(sorted(figure.bars, key=lambda bar: -len(bar.cases))))


def _of_posts(
    library: Library, name: str, choices: Iterable[Choice], read: Callable[[TeamMember], str | None]
) -> Figure:
    """Bars for what the lists of posts name. Only a complete list tells what a team doesn't have."""
    lists = {case.id: [read(member) for member in members_of(case)] for case in library.cases}
    complete = tuple(
        case
        for case in library.cases
        if case.record.team and case.record.team.members_are_complete and all(lists[case.id])
    )
    figure = _of_choices(library, name, choices, lambda case: filter(None, lists[case.id]))
    bars = (
        replace(bar, without=tuple(case for case in complete if bar.id not in lists[case.id]))
        for bar in figure.bars
        if bar.cases
    )
    return replace(figure, bars=tuple(bars), complete=complete)


def _of_choices(
    library: Library, name: str, choices: Iterable[Choice], read: Callable[[Case], Iterable[str]]
) -> Figure:
    """A bar for each choice, with the case studies in which `read` finds its identifier."""
    found = {case.id: frozenset(read(case)) for case in library.cases}
    bars = (
        Bar(identifier, label, tuple(case for case in library.cases if identifier in found[case.id]), kind)
        for kind, identifier, label in choices
    )
    return _figure(library, name, bars, sum(map(bool, found.values())))


def _in_choices(library: Library, name: str, read: Callable[[Case], Iterable[str]]) -> Figure:
    return _of_choices(library, name, _own_choices(name), read)


def _own_choices(name: str) -> list[Choice]:
    return [("", *choice) for choice in _WORDS["figures"][name]["choices"].items()]


def _wachter(case: Case) -> Iterator[str]:
    if (wte := wte_of(case)) is not None:
        yield "fewer" if wte < WACHTER else "five-or-more"


def _funding(case: Case) -> Iterator[str]:
    team = case.record.team
    if team and team.funding:
        yield "source"
    if team and (team.contracts or any(member.contract for member in team.members)):
        yield "contract"


def _routes(case: Case) -> Iterator[str]:
    team = case.record.team
    if case.record.board_representation:
        yield "board"
    if team and (team.reporting_line or any(member.reports_to for member in team.members)):
        yield "line"


def _framework(case: Case) -> Iterator[str]:
    if case.record.competency_framework:
        yield case.record.competency_framework.use


def _cpd_figure(library: Library) -> Figure:
    def read(case: Case) -> tuple[str, ...]:
        cpd = case.record.cpd
        return cpd.methods or ((IN_WORDS,) if cpd.text else ()) if cpd else ()

    methods = [("cpd-method", entry.id, entry.title) for entry in library.vocabulary.cpd_methods]
    figure = _of_choices(library, "cpd-methods", [*methods, *_own_choices("cpd-methods")], read)
    return replace(figure, bars=tuple(bar for bar in figure.bars if bar.cases))


def most_evidenced(library: Library) -> Figure:
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
    roles, professions = roles_figure(own), professions_figure(own)
    unseen = _unseen(library, own)
    teams = [(case, case.record.team) for case in cases]
    lines = ((case, team.reporting_line if team else None) for case, team in teams)
    reports = ((case, text) for case, line in lines for text in (line, case.record.board_representation))
    return {
        "cases": len(cases),
        "wte": _size(own, wte_figure(own), "wte"),
        "headcount": _size(own, headcount_figure(own), "headcount"),
        "roles": _held(own, roles.bars),
        "roles_reporting": roles.reporting,
        "professions": _held(own, sorted(professions.bars, key=lambda bar: -len(bar.cases))),
        "reports_to": _quoted(reports),
        "posts_report_to": _noted(cases, "reports_to"),
        "funding": _quoted((case, team.funding) for case, team in teams if team),
        "contracts": _noted(cases, "contract"),
        "challenges": _in_turn([(case.link, item) for item in case.record.challenges] for case in cases),
        "helped": _in_turn([(case.link, item) for item in case.record.success_factors] for case in cases),
        "most": _held(own, most_evidenced(own).bars)[:FEW],
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
    hrefs = (library.identities[bar.kind, bar.id].href if bar.kind else "" for bar in shown)
    return [Link(bar.label, href, as_number(len(bar.cases))) for bar, href in zip(shown, hrefs, strict=True)]


def _unseen(library: Library, own: Library) -> list[Bar]:
    """The recommendations without a case study in `own`: first those that most others show."""
    here = own.evidence.by_recommendation
    found = [bar for bar in _recommendation_bars(library) if not here[bar.id].cases]
    return sorted(found, key=lambda bar: -len(bar.cases))


def _quoted(texts: Iterable[tuple[Case, str | None]]) -> list[tuple[Link, str]]:
    return [(case.link, text) for case, text in texts if text][:MOST_LINES]


def _noted(cases: Iterable[Case], aspect: str) -> list[Link]:
    """Those with posts of which they report a field, with all that they report in it."""
    words = {
        case.link: dict.fromkeys(filter(None, (getattr(post, aspect) for post in members_of(case))))
        for case in cases
    }
    return [replace(link, note="; ".join(found)) for link, found in words.items() if found][:MOST_LINES]


def _in_turn(points: Iterable[list[tuple[Link, Any]]]) -> list[tuple[Link, Any]]:
    """The first of each case study, then the second of each: one with many doesn't push out the others."""
    turns = chain.from_iterable(zip_longest(*points))
    return [point for point in turns if point][:MOST_LINES]
