"""How long each stage of a build takes, and notes for the person who runs it, its libraries' too."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stopwatch:
    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        """Seconds by stage, in the order of the stages."""
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
