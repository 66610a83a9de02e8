"""How long each stage of a build takes, and notes for the person who runs it."""

from __future__ import annotations

import time
from collections.abc import Iterator
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
