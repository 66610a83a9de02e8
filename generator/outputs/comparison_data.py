"""What the comparison of case studies shows: the same rows for each, one case study at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from generator.basics.formatting import as_number
from generator.basics.labels import label
from generator.content.model.case_study import CaseStudy
from generator.library.evidence import Case
from generator.library.library import Library
from generator.outputs.finder_data import Plain
from generator.outputs.form_data import WORDS


def comparison_frame(library: Library) -> dict[str, Any]:
    """What is the same for every comparison: the rows, and the recommendations by theme."""
    return {
        "rows": [[identifier, title] for identifier, title, _ in _ROWS],
        "themes": [
            [theme.record.title, [[item.id, item.title] for item in theme.record.recommendations]]
            for theme in library.themes
        ],
        "cases": {},
    }


def comparison_data(case: Case, library: Library, plain: Plain) -> dict[str, Any]:
    """One case study for the comparison: a text for each row that is reported, and its practices."""
    texts = {identifier: read(case.record, library) for identifier, _, read in _ROWS}
    return {
        "id": case.id,
        "title": library.case_title(case),
        "rows": {identifier: text for identifier, text in texts.items() if text},
        "practices": [[practice.recommendation, plain(practice.how)] for practice in case.record.practices],
    }


def _name(library: Library, kind: str, identifier: str | None) -> str:
    return library.identities[kind, identifier].title if identifier else ""


def _quantity(number: int | Decimal | None, is_approximate: bool) -> str:
    if number is None:
        return ""
    return label("About {number}", number=as_number(number)) if is_approximate else as_number(number)


def _staff(record: CaseStudy, _: Library) -> str:
    return _quantity(record.organisation.staff, record.organisation.staff_is_approximate)


def _population(record: CaseStudy, _: Library) -> str:
    return _quantity(record.organisation.population, record.organisation.population_is_approximate)


def _headcount(record: CaseStudy, _: Library) -> str:
    return _quantity(record.team.headcount, is_approximate=False) if record.team else ""


def _types(record: CaseStudy, library: Library) -> str:
    return "; ".join(_name(library, "organisation-type", name) for name in record.organisation.types)


def _wte(record: CaseStudy, _: Library) -> str:
    team = record.team
    if team is None or team.wte is None:
        return ""
    number = as_number(team.wte)
    return (
        label("About {number} WTE", number=number)
        if team.wte_is_approximate
        else label("{number} WTE", number=number)
    )


def _wte_per_1000_staff(record: CaseStudy, _: Library) -> str:
    """Whole-time equivalents for each 1,000 staff of the organisation, to two decimals."""
    staff = record.organisation.staff
    if record.team is None or record.team.wte is None or staff is None:
        return ""
    rate = (record.team.wte * 1000 / staff).quantize(Decimal("0.01"))
    about = record.team.wte_is_approximate or record.organisation.staff_is_approximate
    return _quantity(rate, about)


def _posts(record: CaseStudy, library: Library) -> str:
    return "; ".join(_iter_posts(record, library))


def _iter_posts(record: CaseStudy, library: Library) -> Iterator[str]:
    for member in record.team.members if record.team else ():
        title = member.title or _name(library, "role", member.role)
        yield f"{member.count} × {title}" if member.count and member.count > 1 else title


_Read = Callable[[CaseStudy, Library], str]
_ROWS: tuple[tuple[str, str, _Read], ...] = (
    ("kind", label("Kind"), lambda record, _: WORDS[record.kind]),
    ("type", label("Organisation type"), _types),
    (
        "size",
        label("Organisation size"),
        lambda record, library: _name(library, "size", record.organisation.size),
    ),
    ("staff", label("Staff"), _staff),
    ("population", label("People served"), _population),
    ("nation", label("Nation"), lambda record, library: _name(library, "nation", record.organisation.nation)),
    ("setting", label("Setting"), lambda record, _: record.organisation.setting or ""),
    ("wte", label("Team size"), _wte),
    ("headcount", label("Headcount"), _headcount),
    ("wte-per-1000", label("WTE per 1,000 staff"), _wte_per_1000_staff),
    ("posts", label("Posts"), _posts),
    (
        "framework",
        label("Uses the FCI Core Competency Framework"),
        lambda record, _: WORDS[record.competency_framework.use] if record.competency_framework else "",
    ),
    (
        "helped",
        label("What helped"),
        lambda record, _: "; ".join(point.title for point in record.success_factors),
    ),
    (
        "challenges",
        label("Challenges"),
        lambda record, _: "; ".join(point.title for point in record.challenges),
    ),
)
