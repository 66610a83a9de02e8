"""How long a whole build takes, beside other programs that build the same Markdown, in one run.

python -m bench.speed 100 1000 --runs 3 --rivals FOLDER

FOLDER is an environment with `zensical` and `hugo`; without it, only MkDocs is measured beside ours.
With --alone, nothing is; with --without, one of them is not: for libraries that take them very long.
With --out, the table and a picture of it are also written into that folder.

Each program is run in turn, so that whatever else the machine does meets all of them. Seconds are of
the clock, megabytes the peak of the largest process; both are medians.
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
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeAlias

from bench.chart import Bar, draw_bars
from bench.console import table
from bench.library import write_library
from bench.rivals import NAMES, PLAIN_AND_SEARCH, Command, hugo_and_pagefind, plain_mkdocs, zensical

GUIDANCE = str(Path(sys.executable).with_name("guidance"))
OURS = "this project"
FROM_NOTHING = f"{OURS}, from nothing"
UNCHANGED, ONE_CHANGED = f"{OURS} again, nothing changed", f"{OURS} again, one case study changed"
HEADINGS = ("case studies", "program", "seconds", "of plain MkDocs", "peak MB")
STAGE_HEADINGS = ("case studies", "seconds of", "from nothing", "nothing changed", "one changed")
_LAP = re.compile(r"^ +(\d+\.\d+) s  (.+)$", re.MULTILINE)
DOCUMENT = """# How long a whole build takes

{how_often} on {machine}, all in one go, by:

    {command}

Case studies are made up, about 750 words each. Ours checks the content and the finished site too, and
scans it for what is withheld; the others only convert the Markdown that ours has written.

![The same figures as bars](speed.svg)

{rows}

## Where the time goes

As `guidance build --profile` says in the same runs. [Why, and what was tried](README.md).

{stages}
"""


@dataclass(frozen=True)
class Run:
    seconds: float
    megabytes: float
    stages: dict[str, float]
    """Seconds of each, as the program itself says; nothing for programs that don't."""


Row: TypeAlias = tuple[str, ...]
Measured: TypeAlias = dict[str, list[Run]]
"""By program."""
Rivals: TypeAlias = Callable[[Path, str], Iterator[Command]]
"""Other programs to run on a project, with a case study of it."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("sizes", nargs="+", type=int, help="numbers of case studies")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rivals", type=Path, help="an environment with zensical and hugo")
    parser.add_argument("--alone", action="store_true", help="measure no other program")
    parser.add_argument("--without", action="append", default=[], choices=NAMES, help="not to be measured")
    parser.add_argument("--out", type=Path, help="a folder for speed.md and speed.svg")
    options = parser.parse_args()
    rivals = partial(_rivals, options.rivals, set(NAMES) if options.alone else set(options.without))
    measured = {size: _measure(size, options.runs, rivals) for size in options.sizes}
    rows = [HEADINGS, *(row for size, runs in measured.items() for row in _rows(size, runs))]
    stages = [STAGE_HEADINGS, *(row for size, runs in measured.items() for row in _stage_rows(size, runs))]
    command = f"python -m bench.speed {shlex.join(sys.argv[1:])}"
    print("\n".join([*table(rows), "", *table(stages)]))
    print(f"\nMeasured by: {command}")
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "speed.svg").write_text(draw_bars(map(_bars, measured.items())), "utf-8")
        (options.out / "speed.md").write_text(_document(rows, stages, options), "utf-8")


def _measure(size: int, runs: int, rivals: Rivals) -> Measured:
    measured: Measured = {}
    with TemporaryDirectory(prefix="guidance-speed-") as folder:
        project = Path(folder) / "project"
        write_library(project, size)
        site = project / "site"
        ours = (GUIDANCE, "build", "--profile", "--project", str(project), "--site-dir", str(site))
        cases = sorted((project / "case_studies").glob("*.yml"))
        edited = next((path for path in cases if path.stem.startswith("made-up")), cases[0])
        for number in range(runs):
            cold = (project / ".cache", site, *_made(project))
            _run(Command(FROM_NOTHING, ours, project, cold), measured)
            _run(Command(UNCHANGED, ours, project), measured)
            _edit(edited, number)
            _run(Command(ONE_CHANGED, ours, project), measured)
            for rival in rivals(project, edited.stem):
                _run(rival, measured)
    return measured


def _rivals(folder: Path | None, left_out: Set[str], project: Path, page: str) -> Iterator[Command]:
    """`page`: the case study to change before what is measured is another build."""
    yield from (rival for rival in _all_rivals(folder, project, page) if rival.name not in left_out)


def _all_rivals(folder: Path | None, project: Path, page: str) -> Iterator[Command]:
    yield plain_mkdocs(project, with_search=True)
    yield plain_mkdocs(project, with_search=False)
    if folder is not None:
        yield hugo_and_pagefind(folder / "bin" / "hugo", project)
        yield zensical(folder / "bin" / "zensical", project, True)
        path = project / "docs" / "case-studies" / f"{page}.md"
        path.write_text(path.read_text("utf-8") + "\nOne more line.\n", "utf-8")
        yield zensical(folder / "bin" / "zensical", project, False)


_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "NO_MKDOCS_2_WARNING": "1"
}
"""Compiled modules are kept, as on most computers."""


def _made(project: Path) -> Iterator[Path]:
    yield from (path for path in (project / "docs").iterdir() if path.name != ".gitignore")


def _edit(path: Path, number: int) -> None:
    """One sentence of a case study says something else than before."""
    said, before = r'(how: (?:"|\|\n +)?)', r"(?:\(edit \d+\) )?"
    path.write_text(re.sub(said + before, rf"\1(edit {number}) ", path.read_text("utf-8"), count=1), "utf-8")


def _run(command: Command, measured: Measured) -> None:
    for path in command.removed_first:
        shutil.rmtree(path, ignore_errors=True)
        path.unlink(missing_ok=True)
    before = time.perf_counter()
    process = subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env=_ENVIRONMENT,
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
    run = Run(seconds, used.ru_maxrss / 1000, stages)
    measured.setdefault(command.name, []).append(run)
    print(f"{command.name}: {run.seconds:.1f} s, {run.megabytes:,.0f} MB", file=sys.stderr, flush=True)


def _bars(measured: tuple[int, Measured]) -> tuple[str, tuple[Bar, ...]]:
    size, runs = measured
    seconds = {name: median(run.seconds for run in found) for name, found in runs.items()}
    bars = (Bar(name, taken, name.startswith(OURS)) for name, taken in seconds.items())
    return f"{size:,} case studies", tuple(bars)


def _document(rows: Sequence[Row], stages: Sequence[Row], options: argparse.Namespace) -> str:
    sizes = " ".join(map(str, options.sizes))
    how_often = f"Medians of {options.runs} runs" if options.runs > 1 else "One run"
    left_out = "".join(f' --without "{name}"' for name in options.without)
    machine = f"{platform.system()} with {os.cpu_count()} processors and Python {platform.python_version()}"
    return DOCUMENT.format(
        how_often=how_often,
        machine=machine,
        command=f"python -m bench.speed {sizes} --runs {options.runs} --rivals FOLDER{left_out} --out bench",
        rows="\n".join(_markdown(rows)),
        stages="\n".join(_markdown(stages)),
    )


def _markdown(rows: Sequence[Row]) -> Iterator[str]:
    heading, *others = (f"| {' | '.join(row)} |" for row in rows)
    yield from (heading, f"|{' --- |' * len(rows[0])}", *others)


def _stage_rows(size: int, measured: Measured) -> list[Row]:
    """For each stage its seconds in each kind of build; last, what is left: start and end of the program."""
    builds = [measured[name] for name in (FROM_NOTHING, UNCHANGED, ONE_CHANGED)]
    stages = dict.fromkeys(name for runs in builds for run in runs for name in run.stages)
    rows = [
        (f"{size:,}", name, *(f"{median(run.stages.get(name, 0) for run in runs):.1f}" for runs in builds))
        for name in stages
    ]
    rest = (f"{median(run.seconds - sum(run.stages.values()) for run in runs):.1f}" for runs in builds)
    return [*rows, (f"{size:,}", "start, and removal of the last site", *rest)]


def _rows(size: int, measured: Measured) -> list[Row]:
    seconds = {name: median(run.seconds for run in runs) for name, runs in measured.items()}
    memory = {name: median(run.megabytes for run in runs) for name, runs in measured.items()}
    reference = seconds.get(PLAIN_AND_SEARCH)
    shares = {name: f"{taken / reference:.2f}" if reference else "" for name, taken in seconds.items()}
    return [
        (f"{size:,}", name, f"{taken:.1f}", shares[name], f"{memory[name]:,.0f}")
        for name, taken in seconds.items()
    ]


if __name__ == "__main__":
    main()
