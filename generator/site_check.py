"""Check a finished site before it replaces the last one.

Every link and anchor leads somewhere, every file that is asked for is there, and nothing runs
or is asked for that a strict policy would refuse.
"""

from __future__ import annotations

import json
import os
import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from generator.asset_addresses import iter_picture_dangers, iter_script_files, iter_style_addresses
from generator.cache import NO_CACHE, Cache, digest, program
from generator.page_addresses import (
    addresses_of,
    dangers_of,
    is_outside,
    iter_addresses,
    iter_dangers,
    parse_page,
)
from generator.plain_markup import Tag, find_tags

REMEMBERED = 20_000
"""Links, and stretches of markup, that stand on many pages."""
_END_OF_STRETCH = b">\n"
WEB_SCHEMES = {"http", "https"}
NOT_FOUND_PAGE = "404.html"
"""Served from any depth, so its links start at the top of the site."""
_OWN_SCRIPTS = "assets/javascripts/"
"""Where scripts are that name files as ours do; data and what Pagefind makes are elsewhere."""
_CUT_SHORT = "it ends before its end; was the disk full?"


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page offers to links, what it links to, and what it may not hold."""

    anchors: tuple[str, ...]
    """In their order; one that is used twice is here twice."""
    links: tuple[str, ...]
    dangers: tuple[str, ...]


_Found: TypeAlias = tuple[list[str], list[str], list[str]]
"""Identifiers, addresses and dangers, in the order of the page."""
_NOTHING: _Found = ([], [], [])


Pages: TypeAlias = Mapping[str, _Page]
"""By their names in the site."""


def read_pages(folder: Path, cache: Cache = NO_CACHE) -> Pages:
    """Read every page of a site, also of one whose other files are not all there yet."""
    names = sorted(name for name in _iter_files(folder) if name.endswith(".html"))
    return {name: _scan(folder / name, cache) for name in names}


def check_site(folder: Path, cache: Cache = NO_CACHE, pages: Pages | None = None) -> list[str]:
    """A sentence for each fault: of the pages in their order, then of the other files.

    `pages`: what `read_pages` returned, if they were read before.
    """
    files = set(_iter_files(folder))
    pages = pages or read_pages(folder, cache)
    fine: defaultdict[str, set[str]] = defaultdict(set)
    faults: list[str] = []
    for name, page in pages.items():
        if found := [*_twice(page), *page.dangers, *_link_faults(name, pages, files, fine)]:
            origin = _origin_of((folder / name).read_bytes())
            faults += [f"{name}: {fault}{origin}" for fault in found]
    for name in sorted(files):
        faults += [f"{name}: {fault}" for fault in _asset_faults(folder, name, files)]
    return faults


def _iter_files(folder: Path) -> Iterator[str]:
    """The names of all files, as links have them."""
    for parent, _, names in os.walk(folder):
        within = Path(parent).relative_to(folder).as_posix()
        yield from names if within == "." else (f"{within}/{name}" for name in names)


def _scan(path: Path, cache: Cache) -> _Page:
    data = path.read_bytes()
    key = digest("links and anchors", program(), data)
    kept = cache.get(key)
    if kept is not None:
        return _page(*json.loads(kept))
    page = _read(data)
    cache.put(key, json.dumps([page.anchors, page.links, page.dangers]).encode())
    return page


def _page(anchors: Iterable[str], links: Iterable[str], dangers: Iterable[str]) -> _Page:
    # Many pages have the same ones: each is held once, however many pages there are.
    return _Page(tuple(map(intern, anchors)), tuple(map(intern, links)), tuple(dangers))


def _read(data: bytes) -> _Page:
    anchors, links, dangers = _read_plain(data) or _read_by_parser(data)
    cut_short = [_CUT_SHORT] if _is_cut_short(data) else []
    return _page(anchors, dict.fromkeys(links), dict.fromkeys([*dangers, *cut_short]))


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


def _origin_of(page: bytes) -> str:
    """The content file that a page's text stands in, as the page says; empty if it says none."""
    made_from = parse_page(page).xpath("string(//*[contains(@class, 'g-pagefoot')]//code)")
    return f" (made from {made_from})" if made_from else ""


def _twice(page: _Page) -> Iterator[str]:
    if len(set(page.anchors)) < len(page.anchors):
        for anchor, times in Counter(page.anchors).items():
            if times > 1:
                yield f"the identifier {anchor} is used more than once"


def _link_faults(
    name: str, pages: Mapping[str, _Page], files: set[str], fine: Mapping[str, set[str]]
) -> Iterator[str]:
    """What is wrong with the links of a page.

    `fine`: by folder, links that lead somewhere from all of its pages. Others are added to it.
    """
    here = "" if name == NOT_FOUND_PAGE else name.rpartition("/")[0]
    known = fine[name if name == NOT_FOUND_PAGE else here]
    own = {f"#{anchor}" for anchor in pages[name].anchors if "%" not in anchor}
    for href in pages[name].links:
        if href in known or href in own:
            continue
        if fault := _fault(href, name, here, pages, files):
            yield fault
        elif not href.startswith(("#", "?")):
            known.add(href)


def _asset_faults(folder: Path, name: str, files: set[str]) -> Iterator[str]:
    """What is wrong with what a file asks for that is no page."""
    path = folder / name
    if name.endswith(".css"):
        yield from _style_faults(_text_of(path), name, files)
    elif name.endswith(".svg"):
        yield from dict.fromkeys(iter_picture_dangers(path.read_bytes()))
    elif name.startswith(_OWN_SCRIPTS) and name.endswith(".js") and not name.endswith(".min.js"):
        yield from _script_faults(_text_of(path), files)


def _style_faults(css: str, name: str, files: set[str]) -> Iterator[str]:
    for address in dict.fromkeys(iter_style_addresses(css)):
        if is_outside(address):
            yield f"it asks for {address}, which is on another server"
        elif _target(unquote(urlsplit(address).path), name, name.rpartition("/")[0]) not in files:
            yield f"it asks for {address}, which is no file"


def _script_faults(script: str, files: set[str]) -> Iterator[str]:
    for wanted in dict.fromkeys(iter_script_files(script)):
        is_start = wanted.endswith(("/", "-"))
        if not (any(file.startswith(wanted) for file in files) if is_start else wanted in files):
            yield f"it names {wanted}, which is no file"


def _text_of(path: Path) -> str:
    return path.read_text("utf-8", "replace")


_split = lru_cache(REMEMBERED)(urlsplit)


def _fault(href: str, name: str, here: str, pages: Mapping[str, _Page], files: set[str]) -> str:
    """What is wrong with a link; empty when nothing is."""
    parts = _split(href)
    if parts.scheme or parts.netloc:
        return "" if parts.scheme in WEB_SCHEMES else f"the link {href} leads to no page of the web"
    if parts.path.startswith("/") and name != NOT_FOUND_PAGE:
        return f"the link {href} starts at the top of the server, not at this page"
    target = _target(unquote(parts.path), name, here)
    if target not in files:
        return f"the link {href} leads to no file"
    if parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
        return f"the link {href} leads to no such place on {target}"
    return ""


def _target(path: str, name: str, here: str) -> str:
    """The file of the site that a path leads to."""
    return _resolved(path, here, name == NOT_FOUND_PAGE) if path else name


@lru_cache(REMEMBERED)
def _resolved(path: str, here: str, is_not_found_page: bool) -> str:
    # Not resolved against a root: a link that climbs out of the site must not seem to stay in it.
    target = posixpath.normpath(posixpath.join("" if path.startswith("/") else here, path.lstrip("/")))
    if is_not_found_page:  # it also looks for the site above the address that it is shown at
        target = posixpath.normpath(f"/{target}").lstrip("/") or "."
    if target == ".":
        return "index.html"
    return f"{target}/index.html" if path.endswith("/") else target
