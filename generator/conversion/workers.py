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
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from queue import Empty, SimpleQueue
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

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
    def of(cls, config: MkDocsConfig, files: Files) -> Settings | None:
        """None where an extension is set up with more than text and numbers: that can't be written down."""
        settings = cls(
            extensions=list(config.markdown_extensions),
            extension_settings=dict(config["mdx_configs"]),
            use_directory_urls=config.use_directory_urls,
            docs_dir=config.docs_dir,
            site_dir=config.site_dir,
            uris=[file.src_uri for file in files],
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


def convert_in_workers(jobs: list[Job], settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Names of pages, and what they became. Pages that no process could convert are left out.

    All are left out where there is little to do, or one processor only.
    """
    count = min(_processors(), sum(len(job.text) for job in jobs) // WORTH_IT)
    if count < 2:
        return
    queue: SimpleQueue[Job] = SimpleQueue()
    for job in sorted(jobs, key=lambda job: -len(job.text)):
        queue.put(job)
    with ThreadPoolExecutor(count) as pool:
        for done in pool.map(lambda _: _work_off(queue, settings), range(count)):
            yield from done


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _work_off(queue: SimpleQueue[Job], settings: Settings) -> list[tuple[str, bytes]]:
    """Give one process after the other page, until there are none or it has died."""
    done: list[tuple[str, bytes]] = []
    with (
        contextlib.suppress(BrokenPipeError, Empty),
        subprocess.Popen(
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process,
    ):
        assert process.stdin  # noqa: S101 (for the type checker)
        assert process.stdout  # noqa: S101
        process.stdin.write(_line(asdict(settings)))
        while True:
            job = queue.get_nowait()
            process.stdin.write(_line([job.uri, job.text]))
            process.stdin.flush()
            answer = process.stdout.readline()
            if not answer:
                break
            if answer.strip() != b"null":
                done.append((job.uri, answer))
    return done


def _line(value: object) -> bytes:
    return json.dumps(value).encode() + b"\n"
