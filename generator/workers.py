"""Let processes of their own do one job after the other, on all processors.

Each is a program that is told in its first line what all jobs have in common, then one job in each
line, and answers in one line each: the same on every system. One that dies leaves its jobs undone.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Any, TypeAlias

_PYTHON = (sys.executable, "-P", "-m")
Job: TypeAlias = tuple[str, ...]
"""Texts; what they mean is between whoever offers a job and the program that does it."""


class Workers:
    """Processes that work while this one goes on with other things.

    None is started before there is enough to do, or where there is one processor only.
    """

    def __init__(self, module: str, settings: Callable[[], object], worth_it: int, at_once: int = 1) -> None:
        """`module`: what to run, with `answer_all`. `settings` is asked what all jobs have in common, once
        there is to be a process.

        `worth_it`: the size of jobs for which starting one more process takes less time than it saves.
        `at_once`: the jobs that a process is told before it has to answer. Several, where they and their
        answers are short, so that none has to wait until this process has time for the next.
        """
        self._at_once = at_once
        self._command = (*_PYTHON, module)
        self._read_settings, self._worth_it = settings, worth_it
        self._settings = b""
        self._waiting: SimpleQueue[tuple[str, Job] | None] = SimpleQueue()
        self._offered = 0
        self._pool = ThreadPoolExecutor()
        self._at_work: list[Future[list[tuple[str, bytes]]]] = []

    def offer(self, name: str, job: Job, size: int) -> None:
        """`name`: what tells the job from others."""
        self._waiting.put((name, job))
        self._offered += size
        self._start(self._offered // self._worth_it)

    def start(self) -> None:
        """Start all processes now: there is going to be enough to do."""
        self._start(_processors())

    def _start(self, worth_it: int) -> None:
        wanted = min(_processors(), worth_it)
        if wanted > max(1, len(self._at_work)):
            self._settings = self._settings or _line(self._read_settings())
            for _ in range(wanted - len(self._at_work)):
                self._at_work.append(self._pool.submit(self._work_off))

    @property
    def have_more_to_do(self) -> bool:
        """Whether there are processes, and jobs that none of them has begun."""
        return bool(self._at_work) and not self._waiting.empty()

    def finish(self) -> Iterator[tuple[str, bytes]]:
        """Wait for all jobs, and give the name of each and its answer.

        Those that no process could do are left out.
        """
        for _ in self._at_work:
            self._waiting.put(None)
        for process in self._at_work:
            yield from process.result()
        self._pool.shutdown()

    def stop(self) -> None:
        """Leave what is not done yet."""
        with contextlib.suppress(Empty):
            while True:
                self._waiting.get_nowait()
        for _ in self.finish():
            pass

    def _work_off(self) -> list[tuple[str, bytes]]:
        """Give one process one job after the other, until the last has come or it has died."""
        done: list[tuple[str, bytes]] = []
        with (
            contextlib.suppress(OSError),  # it can't be started, or has died
            subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            ) as process,
        ):
            assert process.stdin  # noqa: S101 (for the type checker)
            assert process.stdout  # noqa: S101
            process.stdin.write(self._settings)
            while jobs := self._take():
                process.stdin.writelines(_line(job) for _, job in jobs)
                process.stdin.flush()
                for name, _ in jobs:
                    answer = process.stdout.readline()
                    if not answer.endswith(b"\n"):
                        return done
                    done.append((name, answer))
        return done

    def _take(self) -> list[tuple[str, Job]]:
        """The next jobs; none when the last has come."""
        jobs: list[tuple[str, Job]] = []
        with contextlib.suppress(Empty):
            while len(jobs) < self._at_once:
                offered = self._waiting.get(block=not jobs)
                if offered is None:
                    if jobs:
                        self._waiting.put(None)  # to be met again
                    break
                jobs.append(offered)
        return jobs


def answer_all(prepare: Callable[[Any], Callable[..., bytes]]) -> None:
    """What such a process does. `prepare` is given the settings, and returns what answers a job."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    answer = prepare(json.loads(source.readline()))
    for line in source:
        target.write(answer(*json.loads(line)) + b"\n")
        target.flush()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _line(value: object) -> bytes:
    return json.dumps(value).encode() + b"\n"
