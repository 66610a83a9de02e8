"""Pages that every site has, as links, and what all pages with the same template have in common.

All of it stands in `places.toml`, which also says what each thing is.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.basics.labels import label, read_table
from generator.library.entries import Link

_TABLE = read_table("generator.pages", "places")
_LINKS = {
    name: Link(page["title"], page["at"])
    for name, page in (_TABLE["places"] | _TABLE["pages"]).items()
    if "at" in page
}

MOVED = "Moved"
"""The kind of pages that lead on. They are no pages to count, list or search."""
HEADINGS: dict[str, str] = {label(kind): heading for kind, heading in _TABLE["headings"].items()}
"""The kinds of page that the search distinguishes, and the heading of a list of each."""
PAGES_OF_FILES = {path: _LINKS[name] for path, name in _TABLE["files"].items()}


def at(name: str) -> Link:
    """A page that every site has, by its template or its name in `places.toml`."""
    return _LINKS[name]


@dataclass(frozen=True)
class PageKind:
    """What pages with the same template have in common: see `places.toml`."""

    called: str
    """What the search calls them."""
    summary: str
    made_from: str
    above: tuple[Link, ...]
    see_also: tuple[Link, ...]
    assets: tuple[str, ...]
    has_contents: bool
    is_searched: bool
    tab: str


KINDS = {
    name: PageKind(
        page.get("kind", ""),
        page.get("summary", ""),
        page.get("made_from", "content/site.yml"),
        tuple(map(at, page.get("above", ["home"]))),
        tuple(map(at, page.get("see_also", []))),
        tuple(page.get("assets", [])),
        page.get("has_contents", True),
        page.get("is_searched", True),
        page.get("tab", ""),
    )
    for name, page in _TABLE["pages"].items()
}
"""By template."""
