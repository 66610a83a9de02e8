"""Figures that are counted from the case studies, and what some of these say of their teams.

Never from the survey of 2022. Each figure counts case studies, out of those that report anything of the kind.
Only a complete list of posts counts as having none of something. What `charts` withholds is in no figure, nor
in the facts of teams, which are counted by the figures over some case studies alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain, islice, zip_longest
from typing import Any

from generator.basics.labels import label
from generator.content.model.case_study import TeamMember
from generator.library.charts import Bar, Figure, Read, bands, headcount_of, wte_of
from generator.library.entries import SHOWN_FIELDS, Link, joined, reported
from generator.library.evidence import Case, members_of
from generator.library.library import Library

WACHTER = Decimal(5)
"""WTE clinical informaticians in an English trust of average size (wachter-2016, by fci-2022#1.1)."""
WTE_BOUNDS = ("0", "1", "2.5", "5", "7.5", "10")
HEADCOUNT_BOUNDS = ("0", "5", "10", "20")
TOP = 10
"""How many recommendations the figures of most and of fewest examples list."""
IN_WORDS = "in-words"
"""The bar for case studies that say how people learn but name none of the methods."""
SAID_IN_WORDS = label(
    "Case studies say this in words, so we count only how many do. Follow the links to read it."
)

Names = tuple[str, str, str]
Choice = tuple[str, str, str]
"""The kind of thing that a bar stands for, its identifier and its label."""


@dataclass(frozen=True)
class FigureSection:
    id: str
    title: str
    figures: tuple[Figure, ...]


def figure_sections(library: Library) -> tuple[FigureSection, ...]:
    size = (wte_figure(library), headcount_figure(library), _wachter_figure(library))
    people = (professions_figure(library), roles_figure(library))
    practice = (most_evidenced(library), _least_evidenced(library))
    return (
        FigureSection("size", label("How big teams are"), size),
        FigureSection("people", label("Who is in them"), people),
        FigureSection(
            "support", label("Money and the board"), (_funding_figure(library), _board_figure(library))
        ),
        FigureSection("learning", label("Learning"), (_framework_figure(library), _cpd_figure(library))),
        FigureSection("practice", label("What they put into practice"), practice),
    )


def wte_figure(library: Library) -> Figure:
    measure = label("Case studies, by the whole-time equivalent (WTE) of the team")
    text = label(
        "Each case study says itself whom its team includes, so read two numbers side by side with care."
    )
    names = "team-wte", label("Whole-time equivalents"), measure
    return _of_sizes(library, names, text, (wte_of, WTE_BOUNDS, "WTE"))


def headcount_figure(library: Library) -> Figure:
    names = "team-headcount", label("People"), label("Case studies, by the number of people in the team")
    text = label("Many people in these teams also have a clinical post, so there are more people than WTE.")
    return _of_sizes(library, names, text, (headcount_of, HEADCOUNT_BOUNDS, "people"))


def _of_sizes(library: Library, names: Names, text: str, size: tuple[Read, tuple[str, ...], str]) -> Figure:
    """Bars for bands of a quantity. `size`: what reads it, where bands begin, and its unit."""
    read, bounds, unit = size
    numbers = sorted(Decimal(number) for case in library.cases if (number := read(case)) is not None)
    figure = Figure(*names, text, bands(library.cases, read, bounds), len(numbers), len(library.cases))
    return replace(figure, numbers=tuple(numbers), unit=unit)


def _wachter_figure(library: Library) -> Figure:
    def read(case: Case) -> Iterable[str]:
        if (wte := wte_of(case)) is not None:
            yield "fewer" if wte < WACHTER else "five-or-more"

    title = label("Against the five WTE of the Wachter review")
    text = label(
        "The review's five WTE are for an English trust of average size. Organisations here are of "
        "all kinds and sizes, so fewer than five need not be too few, nor five enough."
    )
    names = "team-wachter", title, label("Case studies, by whether the team has five WTE")
    fewer, enough = label("Fewer than five WTE"), label("Five WTE or more")
    return _of_choices(library, names, text, [("", "fewer", fewer), ("", "five-or-more", enough)], read)


def professions_figure(library: Library) -> Figure:
    measure = label("Case studies that name somebody of the profession in the team")
    text = label(
        "A case study with several professions counts once under each. Most accounts name only some of a "
        "team's posts, so a profession that they don't name may still be there."
    )
    choices = [("", entry.id, entry.title) for entry in library.vocabulary.professions]
    names = "professions", label("Professions"), measure
    return _of_posts(library, names, text, choices, lambda member: member.profession)


def roles_figure(library: Library) -> Figure:
    text = label(
        "Most accounts name only some of a team's posts, so a role that they don't name may still be "
        "there. People who were interviewed don't count unless the case study lists them in the team."
    )
    names = "roles", label("Roles in the team"), label("Case studies that name the role in their team")
    choices = [("role", role.id, role.title) for role in library.roles]
    figure = _of_posts(library, names, text, choices, lambda member: member.role)
    return replace(figure, bars=tuple(sorted(figure.bars, key=lambda bar: -len(bar.cases))))


def _cpd_figure(library: Library) -> Figure:
    def read(case: Case) -> tuple[str, ...]:
        cpd = case.record.cpd
        return cpd.methods or ((IN_WORDS,) if cpd.text else ()) if cpd else ()

    names = "cpd-methods", label("Ways of learning"), label("Case studies that say how people learn")
    text = label("A method that a case study doesn't name may still be in use there.")
    choices = [("cpd-method", entry.id, entry.title) for entry in library.vocabulary.cpd_methods]
    choices += [("", IN_WORDS, label("Told in words only"))]
    figure = _of_choices(library, names, text, choices, read)
    return replace(figure, bars=tuple(bar for bar in figure.bars if bar.cases))


def _framework_figure(library: Library) -> Figure:
    def read(case: Case) -> set[str]:
        return {case.record.competency_framework.use} if case.record.competency_framework else set()

    title, measure = label("FCI Core Competency Framework"), label("Case studies, by use of the framework")
    words = {"yes": label("Uses it"), "planned": label("Plans to use it"), "no": label("Doesn't use it")}
    choices = [("", use, label) for use, label in words.items()]
    return _of_choices(library, ("competency-framework", title, measure), "", choices, read)


def _funding_figure(library: Library) -> Figure:
    def read(case: Case) -> Iterable[str]:
        team = case.record.team
        if team and team.funding:
            yield "source"
        if team and (team.contracts or any(member.contract for member in team.members)):
            yield "contract"

    names = "funding", label("Funding"), label("Case studies that say something about money or contracts")
    source, held = label("Where the money comes from"), label("How posts are held, such as by secondment")
    return _of_choices(library, names, SAID_IN_WORDS, [("", "source", source), ("", "contract", held)], read)


def _board_figure(library: Library) -> Figure:
    def read(case: Case) -> Iterable[str]:
        team = case.record.team
        if case.record.board_representation:
            yield "board"
        if team and (team.reporting_line or any(member.reports_to for member in team.members)):
            yield "line"

    measure = label("Case studies that say how the team reaches the board")
    board, line = (
        label("How it is represented at board level"),
        label("Whom the team or its leads report to"),
    )
    names = "board-routes", label("Routes to the board"), measure
    return _of_choices(library, names, SAID_IN_WORDS, [("", "board", board), ("", "line", line)], read)


def most_evidenced(library: Library) -> Figure:
    bars = sorted(_recommendation_bars(library), key=lambda bar: -len(bar.cases))
    return _of_recommendations(
        library,
        ("recommendations-most", label("Recommendations with most examples")),
        label("The ten with most; among equals, in the order of the themes."),
        [bar for bar in bars[:TOP] if bar.cases],
    )


def _least_evidenced(library: Library) -> Figure:
    bars = sorted(_recommendation_bars(library), key=lambda bar: len(bar.cases))
    unseen = sum(not bar.cases for bar in bars)
    return _of_recommendations(
        library,
        ("recommendations-least", label("Recommendations with fewest examples")),
        label(
            "No case study shows {number} of the {whole} recommendations. "
            "That doesn't mean that nobody does it.",
            number=unseen,
            whole=len(bars),
        ),
        bars[: max(TOP, unseen)],
    )


def _recommendation_bars(library: Library) -> list[Bar]:
    evidence = library.evidence.by_recommendation
    return [
        Bar(entry.id, entry.record.title, evidence[entry.id].cases, "recommendation")
        for entry in library.recommendations.values()
    ]


def _of_recommendations(library: Library, names: tuple[str, str], text: str, bars: Iterable[Bar]) -> Figure:
    measure, whole = label("Case studies that put the recommendation into practice"), len(library.cases)
    return Figure(*names, measure, text, tuple(bars), whole, whole)


def _of_choices(
    library: Library,
    names: Names,
    text: str,
    choices: Iterable[Choice],
    read: Callable[[Case], Iterable[str]],
) -> Figure:
    """A bar for each choice, with the case studies in which `read` finds its identifier."""
    found = {case.id: frozenset(read(case)) for case in library.cases}
    bars = tuple(
        Bar(identifier, label, tuple(case for case in library.cases if identifier in found[case.id]), kind)
        for kind, identifier, label in choices
    )
    return Figure(*names, text, bars, sum(map(bool, found.values())), len(library.cases))


def _of_posts(
    library: Library,
    names: Names,
    text: str,
    choices: Iterable[Choice],
    read: Callable[[TeamMember], str | None],
) -> Figure:
    """Bars for what the lists of posts name. Only a complete list tells what a team doesn't have."""
    lists = {case.id: [read(member) for member in members_of(case)] for case in library.cases}
    complete = tuple(
        case
        for case in library.cases
        if case.record.team and case.record.team.members_are_complete and all(lists[case.id])
    )
    figure = _of_choices(library, names, text, choices, lambda case: filter(None, lists[case.id]))
    bars = (
        replace(bar, without=tuple(case for case in complete if bar.id not in lists[case.id]))
        for bar in figure.bars
        if bar.cases
    )
    return replace(figure, bars=tuple(bars), complete=complete)


FEW = 3
MOST_LINES = 6
MOST_BARS = 8


@dataclass(frozen=True)
class Quoted:
    case: Link
    text: str


@dataclass(frozen=True)
class Point:
    case: Link
    title: str
    answers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Size:
    figure: Figure
    cases: tuple[Link, ...]
    """Those that report it, each with its number as the note."""


@dataclass(frozen=True)
class Held:
    """A role or a profession, and how many of the case studies have it in their team."""

    title: str
    href: str
    count: int


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
        "challenges": _in_turn(
            [Point(case.link, item.title, item.answers) for item in case.record.challenges] for case in cases
        ),
        "helped": _in_turn(
            [Point(case.link, item.title) for item in case.record.success_factors] for case in cases
        ),
        "most": _held(own, most_evidenced(own).bars)[:FEW],
        # Recommendations that others show and none of these does, with how many others: the most first.
        "missing": tuple(held for held in unseen if held.count)[:FEW],
        "missing_of": len(unseen),
    }


def size_words(case: Case, name: str, library: Library) -> str:
    """The size of a team as its case study reports it, with what it covers; empty if it doesn't. `name`: of a
    field of `Team`, such as `wte`."""
    field = next(field for field in SHOWN_FIELDS if field.path == ("team", name))
    return joined(reported(case.record, field, library.identities))


def _size(library: Library, figure: Figure, name: str) -> Size:
    told = ((case.link, size_words(case, name, library)) for case in library.cases)
    shown = (replace(link, note=words) for link, words in told if words)
    return Size(figure, tuple(islice(shown, MOST_LINES)))


def _held(library: Library, bars: Iterable[Bar]) -> tuple[Held, ...]:
    shown = [bar for bar in bars if bar.cases][:MOST_BARS]
    hrefs = (library.identities[bar.kind, bar.id].href if bar.kind else "" for bar in shown)
    return tuple(Held(bar.label, href, len(bar.cases)) for bar, href in zip(shown, hrefs, strict=True))


def _unseen(library: Library, own: Library) -> list[Held]:
    """The recommendations without a case study in `own`: first those that most others show."""
    everywhere, here = library.evidence.by_recommendation, own.evidence.by_recommendation
    found = [
        Held(entry.record.title, entry.href, len(everywhere[name].cases))
        for name, entry in library.recommendations.items()
        if not here[name].cases
    ]
    return sorted(found, key=lambda held: -held.count)


def _quoted(texts: Iterable[tuple[Case, str | None]]) -> tuple[Quoted, ...]:
    return tuple(Quoted(case.link, text) for case, text in texts if text)[:MOST_LINES]


def _noted(cases: Iterable[Case], aspect: str) -> tuple[Link, ...]:
    """Those with posts of which they report a field, with all that they report in it."""
    words = {
        case.link: dict.fromkeys(filter(None, (getattr(post, aspect) for post in members_of(case))))
        for case in cases
    }
    return tuple(replace(link, note="; ".join(found)) for link, found in words.items() if found)[:MOST_LINES]


def _in_turn(points: Iterable[list[Point]]) -> tuple[Point, ...]:
    """The first of each case study, then the second of each: one with many doesn't push out the others."""
    turns = chain.from_iterable(zip_longest(*points))
    return tuple(point for point in turns if point)[:MOST_LINES]
