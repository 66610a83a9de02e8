"""What is due for review."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.figures import as_date
from generator.library import Library


def overdue(library: Library, today: date) -> Iterator[str]:
    """A line for each published case study whose date of review has passed."""
    for case in library.cases:
        if case.record.publication.review_by < today:
            yield f"{case.path}: due for review since {as_date(case.record.publication.review_by)}"
