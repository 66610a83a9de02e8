"""What figures keep back, so that nobody is recognised in them. The page of methods says the same.

The page of an anonymous case study says itself what it reports, so counting it tells nothing
new. Two things could. An exact number of staff can be looked up in public lists of employers,
and a chart that sets it against the size of a team puts both side by side, and travels alone.
And a mean or a range over one or two organisations is nothing but their own numbers.
"""

from __future__ import annotations

from generator.library.evidence import Case

FEWEST = 3
"""Organisations that a mean, a median, a range or a scatter plot needs."""
FEWEST_STAFF = 1_000
"""An anonymous organisation with fewer staff is not set against its number of staff at all."""
COARSE_FROM = 10_000
FINE, COARSE = 100, 500
"""What an anonymous organisation's number of staff is rounded to: below `COARSE_FROM`, and from there up."""


def staff_in_figures(case: Case) -> int | None:
    """The number of staff that figures may set against other numbers.

    As reported for a named organisation; rounded for an anonymous one. None where it is not
    reported, or kept back.
    """
    staff = case.record.organisation.staff
    if staff is None or not case.record.publication.anonymous:
        return staff
    if staff < FEWEST_STAFF:
        return None
    step = COARSE if staff >= COARSE_FROM else FINE
    return (staff + step // 2) // step * step


def is_kept_back(case: Case) -> bool:
    """Whether it reports a number of staff that figures may not use."""
    return case.record.organisation.staff is not None and staff_in_figures(case) is None
