"""Which day a build is for: the one place that asks the clock.

Everything else is handed the day, so that the same content on the same day gives the same bytes.
Days are counted in UTC, so that it is the same day wherever the build runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

MOMENT_VARIABLE = "SOURCE_DATE_EPOCH"
"""Environment variable: seconds since 1970, in place of the clock. What makes packages sets it too."""

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


def build_day(environment: Mapping[str, str]) -> date | None:
    """Today, or the day that the environment gives; None where what it gives is no moment."""
    if environment.get(MOMENT_VARIABLE):
        return given_day(environment)
    return datetime.now(UTC).date()


def given_day(environment: Mapping[str, str]) -> date | None:
    """The day that the environment gives, if it gives one."""
    seconds = environment.get(MOMENT_VARIABLE, "")
    if not (seconds.isascii() and seconds.isdecimal()) or len(seconds) > len("253402300799"):
        return None
    try:
        return (_FIRST + timedelta(seconds=int(seconds))).date()
    except OverflowError:
        return None  # after the year 9999
