"""What a page costs a reader: one page of each kind, the heaviest of it, on a phone.

python -m bench.readers 10 1000                              transfer, requests, work and blocking time
python -m bench.readers 10 1000 --lighthouse FOLDER          Lighthouse's scores too (see bench/lighthouse.py)
python -m bench.readers 10 --only case-studies/index.html    some kinds of page
python -m bench.readers --site FOLDER                        a site that is built already, in its project
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from bench.console import build, say, table
from bench.library import write_library
from bench.lighthouse import Scores, find_lighthouse, judge
from bench.measure import open_browser
from bench.page_cost import Cost, measure_cost, serve_as_deployed
from bench.page_kinds import find_kinds
from tests.test_page_weight import most_bytes

REFUSED = "404.html"
"""Lighthouse judges no page that comes with the status of an error."""
HEADINGS = (
    "kind of page", "requests", "kB", "blocking", "as next page: requests", "kB",
    "work ms", "scripts ms", "layout ms", "largest paint ms", "blocked ms",
)  # fmt: skip
SCORES = (
    "performance", "accessibility", "best practices", "SEO", "its paint ms", "its blocked ms", "its speed",
)  # fmt: skip
NOTES = """
kB: thousands of bytes as they arrive, compressed, headers included. Blocking: files without which nothing is
drawn. Work: processor time of the page's main thread, of which scripts and layout. Largest paint and blocked
time: on this computer made four times slower, the least of three. Served by nginx, with what
`guidance deploy` writes for it."""


@dataclass(frozen=True)
class Measured:
    kind: str
    page: str
    cost: Cost
    scores: Scores | None

    @property
    def row(self) -> tuple[str, ...]:
        first, following, work = self.cost.first, self.cost.next, self.cost.work
        milliseconds = (work.all, work.scripts, work.layout, self.cost.paint, self.cost.blocked)
        scores = self.scores
        return (
            self.kind,
            *(str(first.requests), f"{first.bytes / 1000:.0f}", str(len(first.blocking))),
            *(str(following.requests), f"{following.bytes / 1000:.0f}"),
            *(f"{value:.0f}" for value in milliseconds),
            *(map(str, scores.values) if scores else ()),
            *((f"{value:.0f}" for value in (scores.paint, scores.blocked, scores.speed)) if scores else ()),
        )


def main() -> None:
    options = _options()
    with open_browser() as browser:
        for folder in options.site:
            _measure(browser, str(folder), folder, options)
        for size in options.sizes:
            with _made(size) as site:
                _measure(browser, f"{size:,} case studies", site, options)
    print(NOTES)
    print(f"\nMeasured by: python -m bench.readers {' '.join(sys.argv[1:])}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench.readers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sizes", nargs="*", type=int, help="numbers of case studies")
    parser.add_argument("--site", type=Path, action="append", default=[], help="a site, in its project")
    parser.add_argument("--only", nargs="+", default=[], metavar="PAGE", help="these pages alone")
    parser.add_argument("--lighthouse", type=Path, metavar="FOLDER", help="where npm has installed it")
    parser.add_argument("--runs", type=int, default=1, help="of Lighthouse for each page")
    options = parser.parse_args()
    if options.lighthouse and not find_lighthouse(options.lighthouse):
        parser.error(f"there is no Lighthouse in {options.lighthouse}: npm install lighthouse")
    return options


@contextmanager
def _made(count: int) -> Iterator[Path]:
    with TemporaryDirectory(prefix="guidance-readers-") as folder:
        project = Path(folder)
        say(f"{count:,}: writing case studies")
        write_library(project, count)
        say(f"{count:,}: building")
        build(project, project / "site")
        yield project / "site"


def _measure(browser: Browser, title: str, site: Path, options: argparse.Namespace) -> None:
    program = find_lighthouse(options.lighthouse) if options.lighthouse else None
    measured: list[Measured] = []
    with serve_as_deployed(site) as address:
        for kind, page in find_kinds(site).items():
            if options.only and page not in options.only:
                continue
            say(f"measuring {page}")
            scores = judge(program, address + page, options.runs) if program and page != REFUSED else None
            measured.append(Measured(kind, page, measure_cost(browser, address, page), scores))
    _report(title, measured)


def _report(title: str, measured: list[Measured]) -> None:
    print(f"\n{title}\n")
    headings = HEADINGS + (SCORES if any(one.scores for one in measured) else ())
    rows = (one.row + ("",) * (len(headings) - len(one.row)) for one in measured)
    print("\n".join(table([headings, *rows])))
    for one in measured:
        print(f"{one.kind}: {one.page}; waits for {', '.join(one.cost.first.blocking)}")
        if one.cost.first.bytes > (most := most_bytes(one.page)):
            print(f"OVER {most / 1000:.0f} kB: {one.page}, {one.cost.first.bytes / 1000:.0f} kB")
        if one.scores and one.scores.failed:
            print(f"NOT PASSED: {one.page}: {', '.join(one.scores.failed)}")


if __name__ == "__main__":
    main()
