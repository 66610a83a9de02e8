"""Data of the case studies for the finder and for the comparison.

All of it is on the case studies' pages too. The finder's is kept small, because a page loads all of it; the
summaries, which are most of the data, are in separate parts. The comparison has the same rows for each case
study: the fields that the model marks as compared, then values that are worked out from them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

from generator.basics.labels import label
from generator.content.model.annotations import item_of, mark_of
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Refers
from generator.library.entries import SHOWN_FIELDS, WORDS, joined, quantity, reported, values_at
from generator.library.evidence import Case, Evidence, headcount_of, members_of, roles_of, wte_of
from generator.library.library import Library
from generator.library.open_data import Plain
from generator.pages.cases import told_on_card

NOT_REPORTED = "not-reported"
SUMMARIES = 100
"""Summaries in a part. A page of results in the order of their titles needs one part, or two."""
TEAM_SIZES = (
    ("under-2", label("Under 2 WTE"), Decimal(2)),
    ("2-to-5", label("2 to under 5 WTE"), Decimal(5)),
    ("5-to-10", label("5 to under 10 WTE"), Decimal(10)),
    ("10-or-more", label("10 WTE or more"), Decimal("Infinity")),
)
"""Identifier and title of each band, and the WTE that it ends below."""

Option = tuple[str, ...]
"""Identifier, title, and other words that find it, if any."""


@dataclass(frozen=True)
class Facet:
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


def _of_field(identifier: str, path: str, *, is_open: bool = False) -> Facet:
    """A facet for a field of the model that is a reference or a choice. `path`: `organisation.nation`."""
    field = next(field for field in SHOWN_FIELDS if ".".join(field.path) == path)
    mark = mark_of(field.annotation) or mark_of(item_of(field.annotation))

    def options(library: Library) -> Iterable[Option]:
        if isinstance(mark, Refers):
            return _entries(library, mark.kind)
        return ((word, WORDS.get(word, word)) for word in _words_of(field.annotation))

    def values(case: Case, _: Evidence) -> Iterable[str]:
        return values_at(case.record, path)

    return Facet(identifier, field.shown.name, options, values, is_open)


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


def _team_size_of(case: Case, _: Evidence) -> Iterator[str]:
    for wte in values_at(case.record, "team.wte"):
        yield next(identifier for identifier, _, below in TEAM_SIZES if wte < below)


FACETS = (
    _of_field("type", "organisation.types", is_open=True),
    Facet(
        "theme",
        label("Theme"),
        lambda library: ((theme.id, theme.record.title) for theme in library.themes),
        lambda case, evidence: (theme.id for theme in evidence.themes_of(case)),
        is_open=True,
    ),
    _of_field("nation", "organisation.nation", is_open=True),
    _of_field("size", "organisation.size"),
    Facet("team", label("Team size"), lambda _: (band[:2] for band in TEAM_SIZES), _team_size_of),
    Facet("role", label("Role"), _roles, lambda case, _: roles_of(case)),
    _of_field("kind", "kind"),
)


def finder_data(library: Library) -> dict[str, Any]:
    """All case studies for the finder. Options are numbers: positions in their facet's list.

    Facets have all their options, whether or not a case study has them.
    """
    none = (NOT_REPORTED, label("Not reported"))
    options = {facet.id: (*facet.options(library), none) for facet in FACETS}
    return {
        "facets": [
            {"id": facet.id, "title": facet.title, "options": options[facet.id], "open": facet.is_open}
            for facet in FACETS
        ],
        "cases": [_finder_case(case, library, options) for case in _by_title(library)],
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


def _finder_case(case: Case, library: Library, options: dict[str, tuple[Option, ...]]) -> dict[str, Any]:
    record, team, wte = case.record, case.record.team, wte_of(case)
    approximate = {
        "staff": record.organisation.staff_is_approximate,
        "wte": team is not None and team.wte_is_approximate,
    }
    return {
        "id": case.id,
        "title": library.case_title(case),
        "facets": [_positions(case, library, facet, options[facet.id]) for facet in FACETS],
        "staff": record.organisation.staff,
        "wte": None if wte is None else float(wte),
        "headcount": headcount_of(case),
        "about": [name for name, is_approximate in approximate.items() if is_approximate],
        "told": told_on_card(record),
        "reviewed": record.publication.reviewed.isoformat(),
    }


def _positions(case: Case, library: Library, facet: Facet, options: tuple[Option, ...]) -> list[int]:
    """Where the case study's options of a facet stand: at least one."""
    values = set(facet.values(case, library.evidence)) or {NOT_REPORTED}
    return [position for position, option in enumerate(options) if option[0] in values]


def comparison_frame(library: Library) -> dict[str, Any]:
    """What is the same for every comparison: the rows, and the recommendations by theme."""
    return {
        "rows": [
            *([field.id, field.shown.name] for field in SHOWN_FIELDS if field.shown.compared),
            ["wte-per-1000", label("WTE per 1,000 staff")],
            ["posts", label("Posts")],
        ],
        "themes": [
            [theme.record.title, [[item.id, item.title] for item in theme.record.recommendations]]
            for theme in library.themes
        ],
        "cases": {},
    }


def comparison_data(case: Case, library: Library, plain: Plain) -> dict[str, Any]:
    """One case study for the comparison: a text for each row that is reported, and its practices."""
    rows = {
        field.id: joined(reported(case.record, field, library.identities))
        for field in SHOWN_FIELDS
        if field.shown.compared
    }
    rows |= {"wte-per-1000": _wte_per_1000_staff(case.record), "posts": "; ".join(_iter_posts(case, library))}
    return {
        "id": case.id,
        "title": library.case_title(case),
        "rows": {identifier: text for identifier, text in rows.items() if text},
        "practices": [[practice.recommendation, plain(practice.how)] for practice in case.record.practices],
    }


def _wte_per_1000_staff(record: CaseStudy) -> str:
    """Whole-time equivalents for each 1,000 staff of the organisation, to two decimals."""
    staff = record.organisation.staff
    if record.team is None or record.team.wte is None or staff is None:
        return ""
    rate = (record.team.wte * 1000 / staff).quantize(Decimal("0.01"))
    about = record.team.wte_is_approximate or record.organisation.staff_is_approximate
    return quantity(rate, is_approximate=about)


def _iter_posts(case: Case, library: Library) -> Iterator[str]:
    for member in members_of(case):
        title = member.title or library.identities["role", member.name].title
        yield f"{member.count} × {title}" if member.count and member.count > 1 else title
