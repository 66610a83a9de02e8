"""The kinds of pages that a site has: the heaviest page of each, and how many there are.

python -m bench.page_kinds SITE    counts them
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from pathlib import Path

DISTINCT = {"about", "careers", "guides"}
"""Folders in which every page is of a kind of its own."""
_KIND = re.compile(r'<meta name="guidance:kind" content="([^"]*)"')
_CONTINUED = re.compile(r"(?:^|-)page-\d+$")


def find_kinds(site: Path) -> dict[str, str]:
    """The heaviest page of each kind, by a name for the kind; sorted by that."""
    weights: dict[str, tuple[int, str]] = {}
    for path in site.rglob("*.html"):
        data = path.read_bytes()
        page = path.relative_to(site)
        name = kind_of(page)
        weights[name] = max(weights.get(name, (0, "")), (len(gzip.compress(data, 6)), page.as_posix()))
    return {name: page for name, (_, page) in sorted(weights.items())}


def kind_of(page: Path) -> str:
    """`themes/…` for a page of that folder."""
    folders = page.parts[:-1]
    if not folders or page.name == "index.html" or folders[0] in DISTINCT:
        return page.as_posix()
    # Below the second folder, its name is that of a record.
    place = "/".join(folder if depth < 2 else "…" for depth, folder in enumerate(folders))
    return f"{place}/… from page 2" if _CONTINUED.search(page.stem) else f"{place}/…"


def count_kinds(site: Path) -> Counter[str]:
    """How many pages of each kind there are; those that lead on to others are of a kind of their own."""
    return Counter(_kind_of(path.read_text("utf-8")) for path in site.rglob("*.html"))


def _kind_of(text: str) -> str:
    found = _KIND.search(text)
    if 'http-equiv="refresh"' in text:
        return "(leads on to another)"
    return found[1] if found else "(not found)"


if __name__ == "__main__":
    for kind, number in sorted(count_kinds(Path(sys.argv[1])).items()):
        print(f"{number:6,}  {kind}")
