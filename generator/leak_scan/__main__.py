"""One of the processes that look into pages: see `generator.leak_scan.page_search`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.leak_scan.page_search import PageSearch, look_into
from generator.workers import answer_all

LESS_URGENT = 5
"""Pages can be looked into until the end of a build; whoever makes them keeps all others waiting."""


def _searcher(told: dict[str, Any]) -> Callable[[str], bytes]:
    site, search = Path(told["site"]), PageSearch.read(**told["search"])
    return lambda name: look_into(site / name, name, search)


if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(LESS_URGENT)
    answer_all(_searcher)
