"""The day that a build is for, and how long its stages take. Only this module asks the clock which day it is.

Everything else is passed the day, so the same content on the same day gives the same bytes.
Days are in UTC, so the day is the same wherever the build runs.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
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


class Stopwatch:
    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self.notes: list[str] = []
        """Notes for the person who runs the build, in whole sentences."""

    @contextmanager
    def lap(self, stage: str) -> Iterator[None]:
        before = time.perf_counter()
        try:
            yield
        finally:
            self.laps[stage] = self.laps.get(stage, 0) + time.perf_counter() - before


class _Listener(logging.Handler):
    def __init__(self, level: int, report: Callable[[str], None]) -> None:
        super().__init__(level)
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        self._report(record.getMessage())


@contextmanager
def listening(library: str, level: int, report: Callable[[str], None]) -> Iterator[None]:
    """Pass what a library logs, from `level` upwards, to `report` instead of the screen."""
    logger, handler = logging.getLogger(library), _Listener(level, report)
    before = logger.propagate, logger.level
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate, logger.level = before
