"""What each page of a finished site offers to links, what it links to, and what it may not hold."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import TypeAlias

from generator.cache import NO_CACHE, Cache, digest, program
from generator.page_addresses import addresses_of, dangers_of, iter_addresses, iter_dangers, parse_page
from generator.plain_markup import Tag, find_tags

REMEMBERED = 20_000
"""Stretches of markup, and tags, that stand on many pages."""
_END_OF_STRETCH = b">\n"
_CUT_SHORT = "it ends before its end; was the disk full?"


@dataclass(frozen=True, slots=True)
class SitePage:
    """What a page offers to links, what it links to, and what it may not hold."""

    anchors: tuple[str, ...]
    """In their order; one that is used twice is here twice."""
    links: tuple[str, ...]
    dangers: tuple[str, ...]


_Found: TypeAlias = tuple[list[str], list[str], list[str]]
"""Identifiers, addresses and dangers, in the order of the page."""
_NOTHING: _Found = ([], [], [])


Pages: TypeAlias = Mapping[str, SitePage]
"""By their names in the site."""


def read_pages(folder: Path, cache: Cache = NO_CACHE) -> Pages:
    """Read every page of a site, also of one whose other files are not all there yet."""
    names = sorted(name for name in iter_files(folder) if name.endswith(".html"))
    return {name: _scan(folder / name, cache) for name in names}


def iter_files(folder: Path) -> Iterator[str]:
    """The names of all files, as links have them."""
    for parent, _, names in os.walk(folder):
        within = Path(parent).relative_to(folder).as_posix()
        yield from names if within == "." else (f"{within}/{name}" for name in names)


def _scan(path: Path, cache: Cache) -> SitePage:
    data = path.read_bytes()
    key = digest("links and anchors", program(), data)
    kept = cache.get(key)
    if kept is not None:
        return _site_page(*json.loads(kept))
    page = _read(data)
    cache.put(key, json.dumps([page.anchors, page.links, page.dangers]).encode())
    return page


def _site_page(anchors: Iterable[str], links: Iterable[str], dangers: Iterable[str]) -> SitePage:
    # Many pages have the same ones: each is held once, however many pages there are.
    return SitePage(tuple(map(intern, anchors)), tuple(map(intern, links)), tuple(dangers))


def _read(data: bytes) -> SitePage:
    anchors, links, dangers = _read_plain(data) or _read_by_parser(data)
    cut_short = [_CUT_SHORT] if _is_cut_short(data) else []
    return _site_page(anchors, dict.fromkeys(links), dict.fromkeys([*dangers, *cut_short]))


def _is_cut_short(page: bytes) -> bool:
    return page.lstrip()[:9].lower() == b"<!doctype" and not page.rstrip().endswith(b"</html>")


def _read_by_parser(data: bytes) -> _Found:
    tree = parse_page(data)
    anchors = [str(value) for value in tree.xpath("//@id") if value]
    return anchors, list(iter_addresses(tree)), list(iter_dangers(tree))


def _read_plain(data: bytes) -> _Found | None:
    """The same, of a page that is plain in all its stretches."""
    *stretches, last = data.split(_END_OF_STRETCH)
    parts = [*map(_read_stretch, stretches), _read_markup(last)]
    plain = [part for part in parts if part is not None]
    return _together(plain) if len(plain) == len(parts) else None


@lru_cache(REMEMBERED)
def _read_stretch(stretch: bytes) -> _Found | None:
    return _read_markup(stretch + _END_OF_STRETCH)


def _read_markup(markup: bytes) -> _Found | None:
    """What stands in some markup; None if it is not plain."""
    tags = find_tags(markup)
    return None if tags is None else _together(map(_read_tag, tags))


@lru_cache(REMEMBERED)
def _read_tag(tag: Tag) -> _Found:
    anchor = tag.attrib.get("id")
    links, dangers = [*map(intern, addresses_of(tag))], [*dangers_of(tag)]
    return ([intern(anchor)] if anchor else [], links, dangers) if anchor or links or dangers else _NOTHING


def _together(parts: Iterable[_Found]) -> _Found:
    anchors: list[str] = []
    links: list[str] = []
    dangers: list[str] = []
    for part in parts:
        if part is not _NOTHING:
            anchors += part[0]
            links += part[1]
            dangers += part[2]
    return (anchors, links, dangers) if anchors or links or dangers else _NOTHING
