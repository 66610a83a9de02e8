"""Data for the finder of case studies: its facets, and the values of each case study.

All of it is on the case studies' pages too. It is kept small, because a page loads all of it; the
summaries, which are most of the data, are in separate parts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

from generator.basics.labels import label
from generator.content.model.annotations import item_of, mark_of
from generator.content.model.fields import Refers
from generator.library.evidence import Case, Evidence
from generator.library.library import Library
from generator.library.reported_values import WORDS, fields_of_case_studies
from generator.pages.cases import told_on_card

Plain = Callable[[str], str]
"""Removes the markup of prose."""

NOT_REPORTED = "not-reported"
SUMMARIES = 100
"""Summaries in a part. A page of results in the order of their titles needs one part, or two."""
TEAM_SIZES = (
    ("under-2", label("Under 2 WTE"), Decimal(2)),
    ("2-to-5", label("2 to under 5 WTE"), Decimal(5)),
    ("5-to-10", label("5 to under 10 WTE"), Decimal(10)),
    ("10-or-more", label("10 WTE or more"), None),
)
"""Identifier and title of each band, and the WTE that it ends below; None for no limit."""


Option = tuple[str, ...]
"""Identifier, title, and other words that find it, if any."""


@dataclass(frozen=True)
class FacetKind:
    """One of the ways to narrow the list of case studies down."""

    id: str
    """Part of the address of a filtered list, so it never changes."""
    title: str
    options: Callable[[Library], Iterable[Option]]
    """Returns the options, in the order in which they are offered."""
    values: Callable[[Case, Evidence], Iterable[str]]
    """Returns the identifiers of a case study's options. Empty means: not reported."""
    is_open: bool = False
    """Whether its options are visible at first."""


def _of_field(identifier: str, path: str, *, is_open: bool = False) -> FacetKind:
    """A facet for a field of the model that is a reference or a choice. `path`: `organisation.nation`."""
    field = next(field for field in fields_of_case_studies() if ".".join(field.path) == path)
    mark = mark_of(field.annotation) or mark_of(item_of(field.annotation))

    def options(library: Library) -> Iterable[Option]:
        if isinstance(mark, Refers):
            return _entries(library, mark.kind)
        return ((word, WORDS.get(word, word)) for word in _words_of(field.annotation))

    def values(case: Case, _: Evidence) -> Iterable[str]:
        value = field.value_in(case.record)
        return value if isinstance(value, tuple) else () if value is None else (value,)

    return FacetKind(identifier, field.shown.name, options, values, is_open)


def _words_of(annotation: Any) -> Iterator[str]:
    """The words of a `Literal`, which may be one of several types."""
    for part in get_args(annotation):
        yield from (part,) if isinstance(part, str) else _words_of(part)


def _entries(library: Library, kind: str) -> Iterator[Option]:
    also = {entry.id: entry.also for entry in library.vocabulary.organisation_types}
    for (found, identifier), identity in library.identities.items():
        if found == kind:
            yield (identifier, identity.title, *also.get(identifier, ()))


def _roles(library: Library) -> Iterator[Option]:
    for role in library.roles:
        names = (*filter(None, [role.record.abbreviation]), *role.record.also_called)
        yield (role.id, role.record.title, *names)


def _roles_of(case: Case, _: Evidence) -> Iterator[str]:
    team = case.record.team
    yield from (member.role for member in (team.members if team else ()) if member.role)
    yield from (person.role for person in case.record.interviewed if person.role)


def _team_size_of(case: Case, _: Evidence) -> Iterator[str]:
    team = case.record.team
    if team is not None and team.wte is not None:
        wte = team.wte
        yield next(identifier for identifier, _, below in TEAM_SIZES if below is None or wte < below)


FACETS = (
    _of_field("type", "organisation.types", is_open=True),
    FacetKind(
        "theme",
        label("Theme"),
        lambda library: ((theme.id, theme.record.title) for theme in library.themes),
        lambda case, evidence: (theme.id for theme in evidence.themes_of(case)),
        is_open=True,
    ),
    _of_field("nation", "organisation.nation", is_open=True),
    _of_field("size", "organisation.size"),
    FacetKind("team", label("Team size"), lambda _: (band[:2] for band in TEAM_SIZES), _team_size_of),
    FacetKind("role", label("Role"), _roles, _roles_of),
    _of_field("kind", "kind"),
)


@dataclass(frozen=True)
class Facet:
    id: str
    title: str
    options: tuple[Option, ...]
    is_open: bool


def case_facets(library: Library) -> tuple[Facet, ...]:
    """The facets of the finder with all their options, whether or not a case study has them."""
    none = (NOT_REPORTED, label("Not reported"))
    return tuple(Facet(kind.id, kind.title, (*kind.options(library), none), kind.is_open) for kind in FACETS)


def facet_values(case: Case, evidence: Evidence) -> dict[str, list[str]]:
    """The options of each facet that a case study falls under: at least one of each."""
    return {kind.id: list(dict.fromkeys(kind.values(case, evidence))) or [NOT_REPORTED] for kind in FACETS}


def finder_data(library: Library) -> dict[str, Any]:
    """All case studies for the finder. Options are numbers: positions in their facet's list."""
    facets = case_facets(library)
    return {
        "facets": [
            {"id": facet.id, "title": facet.title, "options": facet.options, "open": facet.is_open}
            for facet in facets
        ],
        "cases": [
            _finder_case(case, library.case_title(case), library.evidence, facets)
            for case in _by_title(library)
        ],
        "summaries": {"part": SUMMARIES},
    }


def iter_summaries(library: Library, plain: Plain) -> Iterator[list[str]]:
    """The summaries of the case studies of `finder_data`, in the same order, part by part."""
    summaries = [plain(case.record.summary) for case in _by_title(library)]
    for start in range(0, len(summaries), SUMMARIES):
        yield summaries[start : start + SUMMARIES]


def _by_title(library: Library) -> list[Case]:
    def key(case: Case) -> tuple[str, str]:
        return unicodedata.normalize("NFKD", case.short_title).casefold(), case.id

    return sorted(library.cases, key=key)


def _finder_case(case: Case, title: str, evidence: Evidence, facets: tuple[Facet, ...]) -> dict[str, Any]:
    values = facet_values(case, evidence)
    record, team = case.record, case.record.team
    approximate = {
        "staff": record.organisation.staff_is_approximate,
        "wte": team is not None and team.wte_is_approximate,
    }
    return {
        "id": case.id,
        "title": title,
        "facets": [
            [position for position, option in enumerate(facet.options) if option[0] in values[facet.id]]
            for facet in facets
        ],
        "staff": record.organisation.staff,
        "wte": float(team.wte) if team and team.wte is not None else None,
        "headcount": team.headcount if team else None,
        "about": [name for name, is_approximate in approximate.items() if is_approximate],
        "told": told_on_card(record),
        "reviewed": record.publication.reviewed.isoformat(),
    }
