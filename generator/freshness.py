"""When content was last checked, and what is due for review."""

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


def newest_review(library: Library) -> date:
    """The day of the last review of anything that is published."""
    days = [case.record.publication.reviewed for case in library.cases]
    days += [theme.record.reviewed for theme in library.themes]
    days += [role.record.reviewed for role in library.roles]
    days += [guide.record.reviewed for guide in library.guides]
    return max([*days, library.site.reviewed])
