"""Build libraries of made-up case studies, measure them, and print a table.

python -m bench            100 and 1,000 case studies
python -m bench --all      10,000 too, which takes many minutes
python -m bench 300        any number
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from bench.console import build, say, table
from bench.library import write_library
from bench.measure import (
    Search,
    large_pages,
    measure_search,
    open_browser,
    time_finder_click,
    weigh_finder,
)
from tests.browser.server import serve

USUAL, ALL = (100, 1_000), (100, 1_000, 10_000)
LARGE = 300_000
"""Bytes of a page, uncompressed, that are worth a look."""
BUDGETS = ("budget at 1,000", "", "", "150", "100", "200", "", "300", "", "")
HEADINGS = (
    "case studies", "pages", "build s", "finder page kB", "finder click ms", "search kB", "most kB",
    "typed to results ms", "address to results ms", "largest page kB",
)  # fmt: skip


@dataclass(frozen=True)
class Measured:
    case_studies: int
    pages: int
    build_seconds: float
    finder_bytes: int
    click_milliseconds: float
    search: Search | None
    large_pages: dict[str, int]
    largest_bytes: int

    @property
    def row(self) -> tuple[str, ...]:
        return (
            f"{self.case_studies:,}",
            f"{self.pages:,}",
            f"{self.build_seconds:.1f}",
            f"{self.finder_bytes / 1000:.0f}",
            f"{self.click_milliseconds:.0f}",
            f"{self.search.bytes / 1000:.0f}" if self.search else "no search",
            f"{self.search.most_bytes / 1000:.0f}" if self.search else "no search",
            f"{self.search.typed_milliseconds:.0f}" if self.search else "no search",
            f"{self.search.milliseconds:.0f}" if self.search else "no search",
            f"{self.largest_bytes / 1000:.0f}",
        )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the site at other sizes.")
    parser.add_argument("sizes", nargs="*", type=int, help="numbers of case studies; default: 100 and 1,000")
    parser.add_argument("--all", action="store_true", help="100, 1,000 and 10,000 case studies")
    options = parser.parse_args()
    sizes = options.sizes or (ALL if options.all else USUAL)
    with open_browser() as browser:
        measured = [_measure(count, browser) for count in sizes]
    print("\nkB are thousands of bytes after gzip, except for the largest page; times in Chromium, here.\n")
    print("\n".join(table([HEADINGS, *(one.row for one in measured), BUDGETS])))
    print(f"\nMeasured by: python -m bench {' '.join(sys.argv[1:])}")
    for one in measured:
        for name, size in one.large_pages.items():
            print(f"over {LARGE // 1000} kB at {one.case_studies:,}: {name}, {size / 1000:.0f} kB")


def _measure(count: int, browser: Browser) -> Measured:
    with TemporaryDirectory(prefix="guidance-bench-") as folder:
        project, site = Path(folder) / "project", Path(folder) / "site"
        say(f"{count:,}: writing case studies")
        write_library(project, count)
        say(f"{count:,}: building")
        before = time.perf_counter()
        build(project, site)
        seconds = time.perf_counter() - before
        say(f"{count:,}: measuring")
        sizes = large_pages(site, 0)
        with serve(site) as address:
            return Measured(
                case_studies=count,
                pages=len(sizes),
                build_seconds=seconds,
                finder_bytes=weigh_finder(browser, address),
                click_milliseconds=time_finder_click(browser, address),
                search=measure_search(browser, address),
                large_pages={name: size for name, size in sizes.items() if size > LARGE},
                largest_bytes=max(sizes.values()),
            )


if __name__ == "__main__":
    main()
