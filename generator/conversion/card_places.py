"""Find the cards in the Markdown of a page: boxes that look the same wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from posixpath import dirname, join, normpath

from mkdocs.structure.files import File, Files

from generator.cache import digest

_WORDS = r'(?:[^<`\n]++|<span class="[\w -]*+">[^<>`\n]*+</span>)++'
_LINE = rf'(?:(?=[^\s#<~]){_WORDS}|<p class="[\w -]*+">{_WORDS}</p>)?+\n'
_START = r'<div class="[\w -]*+" markdown>\n'
_CARD = rf"{_START}\n#{{2,6}} {_WORDS}\n\n(?:{_LINE})*+</div>\n"
"""A box with a heading, then text whose every markup ends on the line where it begins."""
_LISTS = re.compile(rf"^(?P<start>{_START})(?P<cards>(?:{_CARD}\n++)++)(?=</div>\n)", re.MULTILINE)
_CARDS = re.compile(_CARD)
_LEVEL = re.compile(r"^#+", re.MULTILINE)
_LINK = re.compile(r"\]\(([^()\s]*)\)")
_ADDRESS = re.compile(r"([\w./-]*)(?:#([\w-]+))?")
"""Of a page of this site, or of a part of one."""
_REFERENCE = re.compile(r"^[ >]*\[[^\]\n]+\]:", re.MULTILINE)
"""The address of a link that may stand anywhere else on the page."""


@dataclass(frozen=True)
class Place:
    """A card in a page."""

    text: str
    hrefs: tuple[str, ...]
    """Where its links lead from this page."""
    links: tuple[tuple[str, str, str], ...]
    """The name of the file that each leads to, the anchor there, and the link as it was written."""
    lookups: tuple[tuple[str, str], ...]
    """The names of files that are looked for, and their addresses."""

    @cached_property
    def key(self) -> str:
        """Places with the same one have the same card."""
        return digest(self.text, *self.hrefs)


def find_lists(text: str, page: File, files: Files) -> list[list[Place]]:
    """The cards of each list in a page. Nothing at all if one of them may rest on the rest of the page."""
    found = [_CARDS.findall(found["cards"]) for found in _LISTS.finditer(text)]
    lists = [[place for card in cards if (place := _place(card, page, files))] for cards in found]
    is_whole = list(map(len, lists)) == list(map(len, found))
    return lists if is_whole and not _REFERENCE.search(text) else []


def replace_lists(text: str, written: Callable[[str], str]) -> str:
    """The page with something else in the place of the cards of each list.

    `written` is given the signs of a heading of the level that the first of them has.
    """

    def replace(found: re.Match[str]) -> str:
        level = _LEVEL.search(found["cards"])
        return f"{found['start']}\n{written(level[0] if level else '#')}\n\n"

    return _LISTS.sub(replace, text)


def _place(text: str, page: File, files: Files) -> Place | None:
    """None for a card with a link that leads to no page, or elsewhere."""
    hrefs, links, lookups = [], [], []
    for link in _LINK.findall(text):
        address = _ADDRESS.fullmatch(link)
        if address is None:
            return None
        path, anchor = address[1], address[2]
        uri = page.src_uri
        if path:
            uri = normpath(join(dirname(uri), path))
            file = files.get_file_from_path(uri)
            if file is None or file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
                return None
            hrefs.append(file.url_relative_to(page))
            lookups.append((uri, file.url))
        if anchor:
            links.append((uri, anchor, link))
    return Place(text, tuple(hrefs), tuple(links), tuple(lookups))


def lookups_of(places: Iterable[Place]) -> dict[str, str | None]:
    """As in `Converted`."""
    return {name: url for place in places for name, url in place.lookups}
