"""One page of each kind that a site has, the heaviest: what a reader may meet, found in the site itself."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

DISTINCT = {"about", "careers", "guides"}
"""Folders in which every page is of a kind of its own."""
_REDIRECT = b'http-equiv="refresh"'
"""What an address of before has, and no page."""
_CONTINUED = re.compile(r"(?:^|-)page-\d+$")


def find_kinds(site: Path) -> dict[str, str]:
    """The heaviest page of each kind, by a name for the kind; sorted by that."""
    weights: dict[str, tuple[int, str]] = {}
    for path in site.rglob("*.html"):
        data = path.read_bytes()
        if _REDIRECT in data:
            continue
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
