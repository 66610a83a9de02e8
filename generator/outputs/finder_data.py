"""What the finder needs to know of the case studies, as plain data: facets, and their values.

Everything here stands on a case study's page too. It is kept small, because a page loads all of it;
the summaries, which are most of it, come in parts of their own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.basics.labels import label
from generator.library.evidence import Case, Evidence
from generator.library.library import Library

Plain = Callable[[str], str]
"""From prose to its words alone."""

NOT_REPORTED = "not-reported"
SUMMARIES = 100
"""Summaries in a part: a list of case studies in the order of their titles needs one part, or two."""
TEAM_SIZES = (
    ("under-2", label("Under 2 WTE"), Decimal(2)),
    ("2-to-5", label("2 to under 5 WTE"), Decimal(5)),
    ("5-to-10", label("5 to under 10 WTE"), Decimal(10)),
    ("10-or-more", label("10 WTE or more"), None),
)
"""Identifier, title and the WTE that a band stays below."""


@dataclass(frozen=True)
class Facet:
    id: str
    title: str
    options: tuple[tuple[str, ...], ...]
    """Identifier, title, and other words that find it, if any; in the order in which they are offered."""


def case_facets(library: Library) -> tuple[Facet, ...]:
    """The facets of the finder, each option whether or not a case study has it."""
    words = library.vocabulary
    entries: dict[tuple[str, str], list[tuple[str, ...]]] = {
        ("type", label("Organisation type")): [
            (entry.id, entry.title, *entry.also) for entry in words.organisation_types
        ],
        ("theme", label("Theme")): [(theme.id, theme.record.title) for theme in library.themes],
        ("nation", label("Nation")): [(entry.id, entry.title) for entry in words.nations],
        ("size", label("Organisation size")): [(entry.id, entry.title) for entry in words.sizes],
        ("team", label("Team size")): [(identifier, title) for identifier, title, _ in TEAM_SIZES],
        ("role", label("Role")): [
            (role.id, role.record.title, *filter(None, [role.record.abbreviation]), *role.record.also_called)
            for role in library.roles
        ],
        ("kind", label("Kind")): [("team", label("Team")), ("initiative", label("Initiative"))],
    }
    return tuple(
        Facet(identifier, title, (*options, (NOT_REPORTED, label("Not reported"))))
        for (identifier, title), options in entries.items()
    )


def facet_values(case: Case, evidence: Evidence) -> dict[str, list[str]]:
    """The options of each facet that a case study falls under: at least one of each."""
    organisation, team = case.record.organisation, case.record.team
    members = [member.role for member in (team.members if team else ())]
    told_by = [person.role for person in case.record.interviewed if person.role]
    values: dict[str, list[str]] = {
        "type": list(organisation.types),
        "theme": [theme.id for theme in evidence.themes_of(case)],
        "nation": [organisation.nation] if organisation.nation else [],
        "size": [organisation.size] if organisation.size else [],
        "team": [_team_size(team.wte)] if team and team.wte is not None else [],
        "role": list(dict.fromkeys([*members, *told_by])),
        "kind": [case.record.kind],
    }
    return {facet: found or [NOT_REPORTED] for facet, found in values.items()}


def _team_size(wte: Decimal) -> str:
    return next(identifier for identifier, _, below in TEAM_SIZES if below is None or wte < below)


def finder_data(library: Library) -> dict[str, Any]:
    """All case studies for the finder. Options are numbers: positions in their facet's list."""
    facets = case_facets(library)
    return {
        "facets": [{"id": facet.id, "title": facet.title, "options": facet.options} for facet in facets],
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
        return unicodedata.normalize("NFKD", case.record.title).casefold(), case.id

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
        "reviewed": record.publication.reviewed.isoformat(),
    }
