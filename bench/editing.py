"""How long an editor waits: from saving a case study to seeing it on its page, under `guidance serve`.

And until the lists that show it are made as well. The next edit follows once the search finds it too.

python -m bench.editing              with the content of the project, and with 1,000 case studies
python -m bench.editing 100          with any number
"""

from __future__ import annotations

import argparse
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Page

from bench.console import say, table
from bench.library import ROOT, write_library
from bench.measure import PATIENCE, open_browser

GUIDANCE = Path(sys.executable).with_name("guidance")
SHIPPED = len(list((ROOT / "case_studies").glob("*.yml")))
EVERYWHERE, SEARCHED = "Everything is shown", "The search is up to date"
"""How `guidance serve` begins to say, after an edit, that all pages are made, and then the index."""
HEADINGS = (
    "case studies",
    "changed field",
    "on its page: median s",
    "most s",
    "everywhere: median s",
    "most s",
)
_SUMMARY = re.compile(r'^(summary: (?:\|\n  [^\n]*?|"[^\n]*?))(?: summary\d+)?("?)$', re.MULTILINE)
_TITLE = re.compile(r'^(title: [^\n]*?)(?: title\d+)?("?)$', re.MULTILINE)
CHANGES = {"summary": _SUMMARY, "title": _TITLE}
"""By the field: the end of its first line, where a word is put that stands nowhere else."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.editing", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[SHIPPED, 1_000])
    parser.add_argument("--edits", type=int, default=7, help="of each kind")
    options = parser.parse_args()
    rows: list[tuple[str, ...]] = [HEADINGS]
    for size in options.sizes:
        say(f"{size:,}: writing case studies and starting")
        with TemporaryDirectory(prefix="guidance-editing-") as folder:
            project = Path(folder)
            write_library(project, size)
            for change, times in _measure(project, options.edits).items():
                rows.append((f"{size:,}", change, *_median_and_most(times)))
    for line in table(rows):
        print(line)
    print(f"\nMeasured by: python -m bench.editing {' '.join(sys.argv[1:])}")


def _median_and_most(times: list[tuple[float, float]]) -> Iterator[str]:
    for column in zip(*times, strict=True):
        yield f"{median(column):.2f}"
        yield f"{max(column):.2f}"


def _measure(project: Path, edits: int) -> dict[str, list[tuple[float, float]]]:
    """By the field: the seconds until an edit was seen on its page, and until it was on all pages."""
    case = max((project / "case_studies").glob("*.yml"))
    log = project / "serve.log"
    with _served(project, log) as address, open_browser() as browser:
        page = browser.new_page()
        page.set_default_timeout(PATIENCE)
        page.goto(f"{address}/case-studies/{case.stem}.html")
        found: dict[str, list[tuple[float, float]]] = {field: [] for field in CHANGES}
        for field, times in found.items():
            for number in range(edits):
                said = len(log.read_text("utf-8"))
                saved = time.monotonic()
                seen = _edit(case, field, page, number)
                _wait_for(EVERYWHERE, log, said)
                times.append((seen, time.monotonic() - saved))
                _wait_for(SEARCHED, log, said)
        return found


def _edit(case: Path, field: str, page: Page, number: int) -> float:
    """Seconds from the saving to the sight."""
    word = f"{field}{number}"
    case.write_text(CHANGES[field].sub(rf"\1 {word}\2", case.read_text("utf-8"), count=1), "utf-8")
    before = time.perf_counter()
    page.wait_for_function("word => document.querySelector('main')?.textContent.includes(word)", arg=word)
    return time.perf_counter() - before


@contextmanager
def _served(project: Path, log: Path) -> Iterator[str]:
    port = _free_port()
    address = f"127.0.0.1:{port}"
    with log.open("w") as output:
        process = subprocess.Popen(
            [GUIDANCE, "serve", "--project", project, "--address", address], stdout=output, stderr=output
        )
        try:
            _wait_for("Serving on", log)
            yield f"http://{address}"
        finally:
            process.terminate()
            process.wait()


def _wait_for(words: str, log: Path, start: int = 0) -> None:
    """Wait until the log says these words behind its first `start` characters."""
    while words not in log.read_text("utf-8")[start:]:
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


if __name__ == "__main__":
    main()
