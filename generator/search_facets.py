"""What a search may narrow each page down by: its kind, organisation types and themes.

Pagefind has filters of its own. They are not used: its counts are wrong when several values
of one filter are chosen, and its filter files differ from one build to the next.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

FACETS_FILE = "facets.json"
NAMES = ("kind", "type", "theme")
"""The facets, as the theme writes them into each page: `<meta name="guidance:kind" content="Theme">`."""

_FACET = re.compile(rf'<meta name="guidance:({"|".join(NAMES)})" content="([^"]*)"')


def collect_facets(site: Path, urls: Mapping[str, str]) -> str:
    """The facets of all indexed pages as JSON; `urls` has the address of each by its identifier.

    Values are named once, and pages with the same ones stand together, by address:
    `{"options": [["Role", "Theme"], [], ["Leading"]], "pages": [[[1], [], [0], "id id"]]}`.
    """
    facets = {identifier: _facets_of(site / url.lstrip("/")) for identifier, url in urls.items()}
    options = [sorted({value for found in facets.values() for value in found[name]}) for name in NAMES]
    groups: dict[tuple[tuple[int, ...], ...], list[str]] = {}
    for identifier in sorted(facets, key=urls.__getitem__):
        values = tuple(
            tuple(known.index(value) for value in facets[identifier][name])
            for name, known in zip(NAMES, options, strict=True)
        )
        groups.setdefault(values, []).append(identifier)
    pages = [[*values, " ".join(identifiers)] for values, identifiers in sorted(groups.items())]
    return json.dumps({"options": options, "pages": pages}, ensure_ascii=False, separators=(",", ":"))


def _facets_of(page: Path) -> dict[str, list[str]]:
    head = page.read_text("utf-8").partition("</head>")[0]
    found: dict[str, list[str]] = {name: [] for name in NAMES}
    for name, value in _FACET.findall(head):
        found[name].append(unescape(value))
    return found
