"""How long a whole build takes, beside other programs that build the same Markdown, in one run.

python -m bench.speed 100 1000 --runs 3 --rivals FOLDER

FOLDER is an environment with `zensical` and `hugo`; without it, only MkDocs is measured beside ours.
With --out, the table and a picture of it are also written into that folder.

Each program is run in turn, so that whatever else the machine does meets all of them. Seconds are of
the clock, megabytes the peak of the largest process; both are medians.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.chart import Bar, draw_bars
from bench.console import table
from bench.library import write_library
from bench.rivals import Command, hugo_and_pagefind, plain_mkdocs, zensical

GUIDANCE = str(Path(sys.executable).with_name("guidance"))
OURS = "this project"
REFERENCE = "plain MkDocs and its search"
HEADINGS = ("case studies", "program", "seconds", "of plain MkDocs", "peak MB")
Measured = dict[str, list[tuple[float, float]]]
"""By program: for each run its seconds and megabytes."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("sizes", nargs="+", type=int, help="numbers of case studies")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rivals", type=Path, help="an environment with zensical and hugo")
    parser.add_argument("--out", type=Path, help="a folder for speed.md and speed.svg")
    options = parser.parse_args()
    measured = {size: _measure(size, options.runs, options.rivals) for size in options.sizes}
    rows = [HEADINGS, *(row for size, runs in measured.items() for row in _rows(size, runs))]
    command = f"python -m bench.speed {' '.join(sys.argv[1:])}"
    for line in table(rows):
        print(line)
    print(f"\nMeasured by: {command}")
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        (options.out / "speed.svg").write_text(draw_bars(map(_bars, measured.items())), "utf-8")
        (options.out / "speed.md").write_text(_document(rows, options.runs), "utf-8")


def _measure(size: int, runs: int, rivals: Path | None) -> Measured:
    measured: Measured = {}
    with TemporaryDirectory(prefix="guidance-speed-") as folder:
        project = Path(folder) / "project"
        write_library(project, size)
        site = project / "site"
        ours = (GUIDANCE, "build", "--project", str(project), "--site-dir", str(site))
        edited = next(iter(sorted((project / "case_studies").glob("made-up-*.yml"))))
        for number in range(runs):
            cold = (project / ".cache", site, *_made(project))
            _run(Command("this project, from nothing", ours, project, cold), measured)
            _run(Command("this project again, nothing changed", ours, project), measured)
            _edit(edited, number)
            _run(Command("this project again, one case study changed", ours, project), measured)
            for rival in _rivals(project, rivals):
                _run(rival, measured)
                if rival.name == "Zensical" and rivals is not None:
                    page = project / "docs" / "case-studies" / f"{edited.stem}.md"
                    page.write_text(page.read_text("utf-8") + "\nOne more line.\n", "utf-8")
                    _run(zensical(rivals / "bin" / "zensical", project, False), measured)
    return measured


def _rivals(project: Path, folder: Path | None) -> Iterator[Command]:
    yield plain_mkdocs(project, with_search=True)
    yield plain_mkdocs(project, with_search=False)
    if folder is not None:
        yield hugo_and_pagefind(folder / "bin" / "hugo", project)
        yield zensical(folder / "bin" / "zensical", project, True)


_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {
    "NO_MKDOCS_2_WARNING": "1"
}
"""Compiled modules are kept, as on most computers."""


def _made(project: Path) -> Iterator[Path]:
    yield from (path for path in (project / "docs").iterdir() if path.name != ".gitignore")


def _edit(path: Path, number: int) -> None:
    """One sentence of a case study says something else than before."""
    text = re.sub(r"  \(edit \d+\)", "", path.read_text("utf-8"))
    path.write_text(re.sub(r'(how: ".*?)\.?"', rf'\1  (edit {number})."', text, count=1), "utf-8")


def _run(command: Command, measured: Measured) -> None:
    for path in command.removed_first:
        shutil.rmtree(path, ignore_errors=True)
        path.unlink(missing_ok=True)
    print(command.name, file=sys.stderr, flush=True)
    before = time.perf_counter()
    process = subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env=_ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - before
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command.name} failed:\n{said.decode(errors='replace')[-2000:]}")
    measured.setdefault(command.name, []).append((seconds, used.ru_maxrss / 1000))


def _bars(measured: tuple[int, Measured]) -> tuple[str, tuple[Bar, ...]]:
    size, runs = measured
    seconds = {name: median(run[0] for run in found) for name, found in runs.items()}
    bars = (Bar(name, taken, name.startswith(OURS)) for name, taken in seconds.items())
    return f"{size:,} case studies", tuple(bars)


def _document(rows: Sequence[tuple[str, ...]], runs: int) -> str:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    rule = f"|{' --- |' * len(rows[0])}"
    sizes = " ".join(dict.fromkeys(row[0].replace(",", "") for row in rows[1:]))
    how_often = f"Medians of {runs} runs" if runs > 1 else "One run"
    about = (
        "# How long a whole build takes\n\n"
        f"{how_often} on {platform.system()} with {os.cpu_count()} processors and Python "
        f"{platform.python_version()}, all in one go, by:\n\n"
        f"    python -m bench.speed {sizes} --runs {runs} --rivals FOLDER --out bench\n\n"
        "Case studies are made up, about 750 words each. Ours checks the content and the finished site too, "
        "and scans it for what is withheld; the others only convert the Markdown that ours has written.\n\n"
        "![The same figures as bars](speed.svg)\n"
    )
    return "\n".join([about, lines[0], rule, *lines[1:], ""])


def _rows(size: int, measured: Measured) -> list[tuple[str, ...]]:
    seconds = {name: median(run[0] for run in runs) for name, runs in measured.items()}
    memory = {name: median(run[1] for run in runs) for name, runs in measured.items()}
    reference = seconds[REFERENCE]
    return [
        (f"{size:,}", name, f"{taken:.1f}", f"{taken / reference:.2f}", f"{memory[name]:,.0f}")
        for name, taken in seconds.items()
    ]


if __name__ == "__main__":
    main()
