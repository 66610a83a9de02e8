"""One of the processes that look into pages: see `generator.leak_scan.page_search`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.leak_scan.page_search import PageSearch, look_into
from generator.workers import answer_all


def _searcher(told: dict[str, Any]) -> Callable[[str], bytes]:
    site, search = Path(told["site"]), PageSearch.read(**told["search"])
    return lambda name: look_into(site / name, name, search)


if __name__ == "__main__":
    answer_all(_searcher)
