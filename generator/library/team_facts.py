"""What some case studies, such as all of one type of organisation, say of their teams.

For the pages of organisation types and for "Teams like yours". Everything is counted by the figures
(`figures`) over these case studies alone, so the same things are withheld: a range only where at least
three report a number. What a case study says by itself is quoted with a link to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain, zip_longest
from typing import Any

from generator.library.charts import Bar, Figure
from generator.library.entries import SHOWN_FIELDS, Link, joined, reported
from generator.library.evidence import Case, members_of
from generator.library.figures import (
    headcount_figure,
    most_evidenced,
    professions_figure,
    roles_figure,
    wte_figure,
)
from generator.library.library import Library

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
    return Size(figure, tuple(replace(link, note=words) for link, words in told if words)[:MOST_LINES])


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
