"""What the comparison of case studies shows: the same rows for each, one case study at a time.

The rows are the fields that the model marks as compared, then values that are worked out from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from generator.basics.labels import label
from generator.content.model.case_study import CaseStudy
from generator.library.evidence import Case
from generator.library.library import Library
from generator.library.reported_values import fields_of_case_studies, joined, quantity, reported
from generator.outputs.finder_data import Plain


def comparison_frame(library: Library) -> dict[str, Any]:
    """What is the same for every comparison: the rows, and the recommendations by theme."""
    return {
        "rows": list(_iter_rows()),
        "themes": [
            [theme.record.title, [[item.id, item.title] for item in theme.record.recommendations]]
            for theme in library.themes
        ],
        "cases": {},
    }


def _iter_rows() -> Iterator[list[str]]:
    """Identifier and title of each row."""
    for field in fields_of_case_studies():
        if field.shown.compared:
            yield [field.id, field.shown.name]
    yield from ([identifier, title] for identifier, title, _ in _WORKED_OUT)


def comparison_data(case: Case, library: Library, plain: Plain) -> dict[str, Any]:
    """One case study for the comparison: a text for each row that is reported, and its practices."""
    return {
        "id": case.id,
        "title": library.case_title(case),
        "rows": {identifier: text for identifier, text in _iter_texts(case.record, library) if text},
        "practices": [[practice.recommendation, plain(practice.how)] for practice in case.record.practices],
    }


def _iter_texts(record: CaseStudy, library: Library) -> Iterator[tuple[str, str]]:
    for field in fields_of_case_studies():
        if field.shown.compared:
            yield field.id, joined(reported(record, field, library.identities))
    yield from ((identifier, read(record, library)) for identifier, _, read in _WORKED_OUT)


def _wte_per_1000_staff(record: CaseStudy, _: Library) -> str:
    """Whole-time equivalents for each 1,000 staff of the organisation, to two decimals."""
    staff = record.organisation.staff
    if record.team is None or record.team.wte is None or staff is None:
        return ""
    rate = (record.team.wte * 1000 / staff).quantize(Decimal("0.01"))
    about = record.team.wte_is_approximate or record.organisation.staff_is_approximate
    return quantity(rate, is_approximate=about)


def _posts(record: CaseStudy, library: Library) -> str:
    return "; ".join(_iter_posts(record, library))


def _iter_posts(record: CaseStudy, library: Library) -> Iterator[str]:
    for member in record.team.members if record.team else ():
        title = member.title or library.identities["role", member.name].title
        yield f"{member.count} × {title}" if member.count and member.count > 1 else title


_WORKED_OUT: tuple[tuple[str, str, Callable[[CaseStudy, Library], str]], ...] = (
    ("wte-per-1000", label("WTE per 1,000 staff"), _wte_per_1000_staff),
    ("posts", label("Posts"), _posts),
)
