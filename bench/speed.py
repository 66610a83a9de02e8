"""How long a whole build takes, beside other programs that build the same Markdown, in one run.

python -m bench.speed 10 100 1000 --once 10000 --rivals FOLDER --before 2ee6f99 --out bench

FOLDER is an environment with `zensical` and `hugo`; without it, only MkDocs is measured beside ours.
With --before, an earlier revision of this project is, with a library of its own. With --without, a program
is left out: for libraries that take it very long. With --out, the table and a picture of it are written
into that folder, after each size.

Programs run in turn, so that whatever else the machine does meets all of them. Seconds are of the clock,
processor seconds those of the program and of all that it starts, megabytes the peak of the largest process;
all are medians.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeAlias

from bench.chart import Bar, draw_bars
from bench.console import say, table
from bench.rivals import NAMES, PLAIN_AND_SEARCH, Command, iter_rivals
from bench.versions import OURS, THIS, Builder, Version, checked_out

HEADINGS = ("case studies", "program", "runs", "seconds", "of plain MkDocs", "processor seconds", "peak MB")
STAGE_HEADINGS = ("case studies", "seconds of", "from nothing", "nothing changed", "one changed")
_LAP = re.compile(r"^ +(\d+\.\d+) s  (.+)$", re.MULTILINE)
DOCUMENT = """# How long a whole build takes

Medians on {machine}, all in one go, by:

    {command}

Case studies are made up, about 750 words each. Ours checks the content and the finished site too, and
scans it for what is withheld; the others only convert the Markdown that ours has written.
"Of plain MkDocs" is the share of the seconds of plain MkDocs with its search.

![The same figures as bars](speed.svg)

{rows}

## Where the time goes

As `guidance build --profile` says in the same runs. [Why, and what was tried](README.md).

{stages}
"""
Row: TypeAlias = tuple[str, ...]


@dataclass(frozen=True)
class Run:
    seconds: float
    processor_seconds: float
    megabytes: float
    stages: dict[str, float]
    """Seconds of each, as the program itself says; nothing for programs that don't."""


@dataclass
class Measured:
    size: int
    runs: dict[str, list[Run]] = field(default_factory=dict)
    """By program."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, help="numbers of case studies")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--once", nargs="+", default=[], type=int, help="numbers to be measured in one run")
    parser.add_argument("--rivals", type=Path, help="an environment with zensical and hugo")
    parser.add_argument("--before", metavar="REVISION", help="an earlier revision of this project")
    parser.add_argument("--without", action="append", default=[], choices=NAMES, help="not to be measured")
    parser.add_argument("--out", type=Path, help="a folder for speed.md and speed.svg")
    options = parser.parse_args()
    command = f"python -m bench.speed {shlex.join(sys.argv[1:])}"
    if options.rivals is not None:  # the folder is somewhere else on each machine
        command = command.replace(str(options.rivals), "FOLDER")
    measured: list[Measured] = []
    with ExitStack() as stack:
        before = stack.enter_context(checked_out(options.before)) if options.before else None
        sizes = [(size, options.runs) for size in options.sizes] + [(size, 1) for size in options.once]
        for size, runs in sizes:
            measured.append(_measure(size, runs, before, options))
            if options.out is not None:
                _write(measured, command, options.out)
    print("\n".join([*table(_rows(measured)), "", *table(_stage_rows(measured))]))
    print(f"\nMeasured by: {command}")


def _measure(size: int, runs: int, before: Version | None, options: argparse.Namespace) -> Measured:
    measured = Measured(size)
    with TemporaryDirectory(prefix="guidance-speed-") as folder:
        ours = Builder(THIS, Path(folder) / "project", size)
        earlier = Builder(before, Path(folder) / "before", size) if before else None
        for number in range(runs):
            for command in _iter_commands(ours, earlier, number, options):
                measured.runs.setdefault(command.name, []).append(_run(command))
    return measured


def _iter_commands(
    ours: Builder, earlier: Builder | None, number: int, options: argparse.Namespace
) -> Iterator[Command]:
    """What to run, one after the other: an edit is made before its command is asked for."""
    yield ours.from_nothing()
    yield ours.unchanged()
    yield ours.edit_one(number)
    if earlier is not None:
        yield earlier.from_nothing()
        yield earlier.edit_one(number)
    page = ours.project / "docs" / "case-studies" / f"{ours.edited.stem}.md"
    for rival in iter_rivals(options.rivals, ours.project, page):
        if rival.name not in options.without:
            yield rival


_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "NO_MKDOCS_2_WARNING": "1"
}
"""Compiled modules are kept, as on most computers."""


def _run(command: Command) -> Run:
    for path in command.removed_first:
        shutil.rmtree(path, ignore_errors=True)
        path.unlink(missing_ok=True)
    before = time.perf_counter()
    process = subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env={**_ENVIRONMENT, **command.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    said = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - before
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command.name} failed:\n{said[-2000:]}")
    stages = {name: float(taken) for taken, name in _LAP.findall(said)}
    run = Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, stages)
    say(f"{command.name}: {seconds:.1f} s, {run.processor_seconds:.1f} s of processors")
    return run


def _rows(measured: Sequence[Measured]) -> list[Row]:
    return [HEADINGS, *(row for each in measured for row in _rows_of(each))]


def _rows_of(measured: Measured) -> Iterator[Row]:
    seconds = {name: median(run.seconds for run in runs) for name, runs in measured.runs.items()}
    reference = seconds.get(PLAIN_AND_SEARCH)
    for name, runs in measured.runs.items():
        yield (
            f"{measured.size:,}",
            name,
            f"{len(runs)}",
            f"{seconds[name]:.1f}",
            f"{seconds[name] / reference:.2f}" if reference else "",
            f"{median(run.processor_seconds for run in runs):.1f}",
            f"{median(run.megabytes for run in runs):,.0f}",
        )


def _stage_rows(measured: Sequence[Measured]) -> list[Row]:
    return [STAGE_HEADINGS, *(row for each in measured for row in _stage_rows_of(each))]


def _stage_rows_of(measured: Measured) -> Iterator[Row]:
    """For each stage its seconds in each kind of build; last, what is left: start and end of the program."""
    builds = [runs for name, runs in measured.runs.items() if name.startswith(OURS)]
    for stage in dict.fromkeys(name for runs in builds for run in runs for name in run.stages):
        taken = (f"{median(run.stages.get(stage, 0) for run in runs):.1f}" for runs in builds)
        yield (f"{measured.size:,}", stage, *taken)
    rest = (f"{median(run.seconds - sum(run.stages.values()) for run in runs):.1f}" for runs in builds)
    yield (f"{measured.size:,}", "start, and removal of the last site", *rest)


def _write(measured: Sequence[Measured], command: str, folder: Path) -> None:
    machine = f"{platform.system()} with {os.cpu_count()} processors and Python {platform.python_version()}"
    text = DOCUMENT.format(
        machine=machine,
        command=command,
        rows="\n".join(_markdown(_rows(measured))),
        stages="\n".join(_markdown(_stage_rows(measured))),
    )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "speed.md").write_text(text, "utf-8")
    (folder / "speed.svg").write_text(draw_bars(map(_bars, measured)), "utf-8")


def _markdown(rows: Sequence[Row]) -> Iterator[str]:
    heading, *others = (f"| {' | '.join(row)} |" for row in rows)
    yield from (heading, f"|{' --- |' * len(rows[0])}", *others)


def _bars(measured: Measured) -> tuple[str, tuple[Bar, ...]]:
    bars = (
        Bar(name, median(run.seconds for run in runs), name.startswith(OURS))
        for name, runs in measured.runs.items()
    )
    return f"{measured.size:,} case studies", tuple(bars)


if __name__ == "__main__":
    main()
