"""How many case studies report each of several things: professions, roles, ways of learning, posts.

Each counts case studies, out of those that report anything of the kind; for the posts of a role, out
of those whose team has the role. Only a complete list of posts counts as having none of something. The
spread of WTE is withheld while so few report it that it would give their own numbers away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.basics.labels import label
from generator.content.model.case_study import TeamMember
from generator.library.evidence import Case, members_of
from generator.library.figures.figure import Bar, Figure, Spread, spread
from generator.library.library import Library

TOP = 10
"""How many recommendations the figures of most and of fewest examples list."""

IN_WORDS = "in-words"
"""The bar for case studies that say how people learn but name none of the methods."""

Holds = Callable[[Case], bool]


def professions_figure(library: Library) -> Figure:
    return _listed(
        library,
        (
            "professions",
            label("Professions"),
            label("Case studies that name somebody of the profession in the team"),
        ),
        label(
            "A case study with several professions counts once under each. Most accounts name only some of a "
            "team's posts, so a profession that they don't name may still be there."
        ),
        [("", entry.id, entry.title) for entry in library.vocabulary.professions],
        lambda member: member.profession,
    )


def roles_figure(library: Library) -> Figure:
    figure = _listed(
        library,
        ("roles", label("Roles in the team"), label("Case studies that name the role in their team")),
        label(
            "Most accounts name only some of a team's posts, so a role that they don't name may still be "
            "there. People who were interviewed don't count unless the case study lists them in the team."
        ),
        [("role", role.id, role.record.title) for role in library.roles],
        lambda member: member.role,
    )
    return replace(figure, bars=tuple(sorted(figure.bars, key=lambda bar: -len(bar.cases))))


def cpd_figure(library: Library) -> Figure:
    def read(case: Case) -> tuple[str, ...]:
        cpd = case.record.cpd
        return cpd.methods or ((IN_WORDS,) if cpd.text else ()) if cpd else ()

    methods = [("cpd-method", entry.id, entry.title) for entry in library.vocabulary.cpd_methods]
    figure = _named(
        library,
        ("cpd-methods", label("Ways of learning"), label("Case studies that say how people learn")),
        label("A method that a case study doesn't name may still be in use there."),
        [*methods, ("", IN_WORDS, label("Told in words only"))],
        read,
    )
    return replace(figure, bars=tuple(bar for bar in figure.bars if bar.cases))


def framework_figure(library: Library) -> Figure:
    words = {"yes": label("Uses it"), "planned": label("Plans to use it"), "no": label("Doesn't use it")}
    return _named(
        library,
        (
            "competency-framework",
            label("FCI Core Competency Framework"),
            label("Case studies, by use of the framework"),
        ),
        "",
        [("", use, label) for use, label in words.items()],
        lambda case: {case.record.competency_framework.use} if case.record.competency_framework else set(),
    )


def funding_figure(library: Library) -> Figure:
    return _described(
        library,
        ("funding", label("Funding"), label("Case studies that say something about money or contracts")),
        {
            "source": (
                label("Where the money comes from"),
                lambda case: bool(case.record.team and case.record.team.funding),
            ),
            "contract": (
                label("How posts are held, such as by secondment"),
                lambda case: (
                    bool(case.record.team and case.record.team.contracts)
                    or any(member.contract for member in members_of(case))
                ),
            ),
        },
    )


def board_figure(library: Library) -> Figure:
    return _described(
        library,
        (
            "board-routes",
            label("Routes to the board"),
            label("Case studies that say how the team reaches the board"),
        ),
        {
            "board": (
                label("How it is represented at board level"),
                lambda case: bool(case.record.board_representation),
            ),
            "line": (
                label("Whom the team or its leads report to"),
                lambda case: (
                    bool(case.record.team and case.record.team.reporting_line)
                    or any(member.reports_to for member in members_of(case))
                ),
            ),
        },
    )


def most_evidenced(library: Library) -> Figure:
    bars = sorted(_recommendation_bars(library), key=lambda bar: -len(bar.cases))
    return Figure(
        "recommendations-most",
        label("Recommendations with most examples"),
        label("Case studies that put the recommendation into practice"),
        label("The ten with most; among equals, in the order of the themes."),
        tuple(bar for bar in bars[:TOP] if bar.cases),
        len(library.cases),
        len(library.cases),
    )


def least_evidenced(library: Library) -> Figure:
    bars = sorted(_recommendation_bars(library), key=lambda bar: len(bar.cases))
    unseen = sum(not bar.cases for bar in bars)
    return Figure(
        "recommendations-least",
        label("Recommendations with fewest examples"),
        label("Case studies that put the recommendation into practice"),
        label(
            "No case study shows {number} of the {whole} recommendations. "
            "That doesn't mean that nobody does it.",
            number=unseen,
            whole=len(bars),
        ),
        tuple(bars[: max(TOP, unseen)]),
        len(library.cases),
        len(library.cases),
    )


def _recommendation_bars(library: Library) -> list[Bar]:
    return [
        Bar(
            entry.id, entry.record.title, library.evidence.by_recommendation[entry.id].cases, "recommendation"
        )
        for entry in library.recommendations.values()
    ]


def _named(
    library: Library,
    names: tuple[str, str, str],
    text: str,
    choices: Iterable[tuple[str, str, str]],
    read: Callable[[Case], Iterable[str]],
) -> Figure:
    """Bars for choices (kind, identifier, label), with the case studies in which `read` finds each."""
    found = {case.id: frozenset(read(case)) for case in library.cases}
    bars = tuple(
        Bar(identifier, label, tuple(case for case in library.cases if identifier in found[case.id]), kind)
        for kind, identifier, label in choices
    )
    identifier, title, measure = names
    return Figure(identifier, title, measure, text, bars, sum(map(bool, found.values())), len(library.cases))


def _listed(
    library: Library,
    names: tuple[str, str, str],
    text: str,
    choices: Iterable[tuple[str, str, str]],
    read: Callable[[TeamMember], str | None],
) -> Figure:
    """Bars for what the lists of posts name. Only a complete list tells what a team doesn't have."""
    lists = {case.id: [read(member) for member in members_of(case)] for case in library.cases}
    complete = tuple(
        case
        for case in library.cases
        if case.record.team and case.record.team.members_are_complete and all(lists[case.id])
    )
    figure = _named(library, names, text, choices, lambda case: filter(None, lists[case.id]))
    bars = (
        replace(bar, without=tuple(case for case in complete if bar.id not in lists[case.id]))
        for bar in figure.bars
        if bar.cases
    )
    return replace(figure, bars=tuple(bars), complete=complete)


def _described(library: Library, names: tuple[str, str, str], parts: dict[str, tuple[str, Holds]]) -> Figure:
    """A figure of what case studies describe in words: it counts which do, not what they say."""
    return _named(
        library,
        names,
        label("Case studies say this in words, so we count only how many do. Follow the links to read it."),
        [("", identifier, label) for identifier, (label, _) in parts.items()],
        lambda case: [identifier for identifier, (_, holds) in parts.items() if holds(case)],
    )


ASPECTS = ("reports_to", "time", "grade", "contract")
"""The fields of a post that are reported in words, in the order in which pages show them."""


@dataclass(frozen=True)
class FieldReports:
    """What is reported in one field."""

    words: Mapping[str, int]
    """How many case studies report each wording, the most frequent first."""
    reporting: int


@dataclass(frozen=True)
class RolePosts:
    total: int
    """Case studies whose team has the role."""
    told: Mapping[str, FieldReports]
    """By the name of the field."""
    wte_reporting: int
    """Case studies that report the WTE of all their posts of the role."""
    wte: Spread | None
    """The spread of the total WTE of the role in each case study; None if too few report it."""


def role_posts(role: str, cases: Iterable[Case]) -> RolePosts:
    """What case studies report about their posts of a role. `cases` must include all whose team has it."""
    found = [posts for case in cases if (posts := _posts(case, role))]
    known = [wte for posts in found if (wte := _wte(posts)) is not None]
    return RolePosts(
        len(found), {aspect: _field_reports(found, aspect) for aspect in ASPECTS}, len(known), spread(known)
    )


def _posts(case: Case, role: str) -> tuple[TeamMember, ...]:
    return tuple(member for member in members_of(case) if member.role == role)


def _field_reports(found: Iterable[tuple[TeamMember, ...]], aspect: str) -> FieldReports:
    counts: dict[str, int] = {}
    reporting = 0
    for posts in found:
        words = dict.fromkeys(text for post in posts if (text := getattr(post, aspect)))
        reporting += bool(words)
        for text in words:
            counts[text] = counts.get(text, 0) + 1
    return FieldReports(dict(sorted(counts.items(), key=lambda item: -item[1])), reporting)


def _wte(posts: tuple[TeamMember, ...]) -> Decimal | None:
    """The total WTE of the posts; None unless every post reports it, or a part would pass for the whole."""
    known = [post.wte for post in posts if post.wte is not None]
    return sum(known, Decimal(0)) if len(known) == len(posts) else None
