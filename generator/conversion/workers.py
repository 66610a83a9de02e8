"""Convert many pages in processes of their own.

Each is a program that is told in its first line how to convert, then one page in each line, and
answers in one line each: the same on every system. One that dies leaves its pages to MkDocs.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from queue import Empty, SimpleQueue
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

WORTH_IT = 600_000
"""Characters of Markdown for which starting one more process takes less time than it saves."""
_COMMAND = (sys.executable, "-P", "-m", "generator.conversion")


@dataclass(frozen=True)
class Job:
    uri: str
    """The page's name in the Markdown folder."""
    text: str
    """Its Markdown, without front matter."""


@dataclass(frozen=True)
class Settings:
    """All of MkDocs' configuration that a conversion rests on."""

    extensions: list[str]
    extension_settings: dict[str, Any]
    use_directory_urls: bool
    docs_dir: str
    site_dir: str
    uris: list[str]
    """The names of all files of the site, which links may lead to."""

    @classmethod
    def of(cls, config: MkDocsConfig, uris: Iterable[str]) -> Settings | None:
        """None where an extension is set up with more than text and numbers: that can't be written down."""
        settings = cls(
            extensions=list(config.markdown_extensions),
            extension_settings=dict(config["mdx_configs"]),
            use_directory_urls=config.use_directory_urls,
            docs_dir=config.docs_dir,
            site_dir=config.site_dir,
            uris=list(uris),
        )
        try:
            json.dumps(asdict(settings))
        except (TypeError, ValueError):
            return None
        return settings

    @property
    def of_conversion(self) -> str:
        """What a page's HTML rests on besides its text, and where its links lead."""
        return json.dumps([self.extensions, self.extension_settings, self.use_directory_urls], sort_keys=True)


class Workers:
    """Processes that convert pages while this one goes on with other things.

    None is started before there is enough to do, or where there is one processor only.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._waiting: SimpleQueue[Job | None] = SimpleQueue()
        self._offered = 0
        self._pool = ThreadPoolExecutor()
        self._at_work: list[Future[list[tuple[Job, bytes]]]] = []

    def offer(self, job: Job) -> None:
        self._waiting.put(job)
        self._offered += len(job.text)
        wanted = min(_processors(), self._offered // WORTH_IT)
        if wanted > max(1, len(self._at_work)):
            for _ in range(wanted - len(self._at_work)):
                self._at_work.append(self._pool.submit(_work_off, self._waiting, self._settings))

    def finish(self) -> Iterator[tuple[Job, bytes]]:
        """Wait for all pages, and say what they became. Those that no process could convert are left out."""
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


def convert_in_workers(jobs: Iterable[Job], settings: Settings) -> Iterator[tuple[Job, bytes]]:
    """Convert these pages, as far as it's worth processes of their own: see `Workers`."""
    workers = Workers(settings)
    for job in sorted(jobs, key=lambda job: -len(job.text)):
        workers.offer(job)
    return workers.finish()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _work_off(waiting: SimpleQueue[Job | None], settings: Settings) -> list[tuple[Job, bytes]]:
    """Give one process one page after the other, until the last has come or it has died."""
    done: list[tuple[Job, bytes]] = []
    with (
        contextlib.suppress(OSError),  # it can't be started, or has died
        subprocess.Popen(
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process,
    ):
        assert process.stdin  # noqa: S101 (for the type checker)
        assert process.stdout  # noqa: S101
        process.stdin.write(_line(asdict(settings)))
        while job := waiting.get():
            process.stdin.write(_line([job.uri, job.text]))
            process.stdin.flush()
            answer = process.stdout.readline()
            if not answer:
                break
            if answer.strip() != b"null":
                done.append((job, answer))
    return done


def _line(value: object) -> bytes:
    return json.dumps(value).encode() + b"\n"
