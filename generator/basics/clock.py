"""The day that a build is for. Only this module asks the clock which day it is.

Everything else is passed the day, so the same content on the same day gives the same bytes.
Days are in UTC, so the day is the same wherever the build runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

MOMENT_VARIABLE = "SOURCE_DATE_EPOCH"
"""Environment variable: seconds since 1970, instead of the clock. Packaging tools set it too."""

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def build_day(environment: Mapping[str, str]) -> date | None:
    """Today, or the day that the environment sets; None if its value is not a moment."""
    if environment.get(MOMENT_VARIABLE):
        return given_day(environment)
    return datetime.now(UTC).date()


def given_day(environment: Mapping[str, str]) -> date | None:
    """The day that the environment sets; None if it sets none, or no valid one."""
    seconds = environment.get(MOMENT_VARIABLE, "")
    if not (seconds.isascii() and seconds.isdecimal()) or len(seconds) > len("253402300799"):
        return None
    try:
        return (_FIRST + timedelta(seconds=int(seconds))).date()
    except OverflowError:
        return None  # after the year 9999
