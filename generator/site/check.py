"""Check a finished site before it replaces the last one.

Every link and anchor has a target, every file that is requested exists, and nothing runs or is
requested that a strict content-security policy would refuse.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.basics.disk import iter_files
from generator.site.finished_pages import (
    Pages,
    is_outside,
    iter_picture_dangers,
    iter_script_files,
    iter_style_addresses,
    read_page,
)

REMEMBERED = 20_000
"""How many links are cached: most are on many pages."""
WEB_SCHEMES = {"http", "https", "mailto"}
NOT_FOUND_PAGE = "404.html"
"""Served from any depth, so its links start at the top of the site."""
_MADE_FROM = re.compile(rb"<!-- Made from (\S+)\. Change that file, not this one\. -->")
"""The comment that each page begins with."""
_OWN_SCRIPTS = "assets/javascripts/"
"""The folder of our own scripts, whose names of files are checked. Data and the search index aren't there."""


def check_site(folder: Path, pages: Pages | None = None) -> list[str]:
    """A sentence for each fault: in the pages in their order, then in the other files.

    `pages`: all of them, if they were read before.
    """
    files = set(iter_files(folder))
    if pages is None:
        names = sorted(name for name in files if name.endswith(".html"))
        pages = {name: read_page((folder / name).read_bytes()) for name in names}
    fine: defaultdict[str, set[str]] = defaultdict(set)
    faults: list[str] = []
    for name, page in pages.items():
        if found := [*page.faults, *_link_faults(name, pages, files, fine)]:
            origin = _origin_of((folder / name).read_bytes())
            faults += [f"{name}: {fault}{origin}" for fault in found]
    for name in sorted(files):
        faults += [f"{name}: {fault}" for fault in _asset_faults(folder, name, files)]
    return faults


def _origin_of(page: bytes) -> str:
    """The content file that a page names as its source, in brackets; empty if it names none."""
    found = _MADE_FROM.search(page)
    return f" (made from {found[1].decode()})" if found else ""


def _link_faults(name: str, pages: Pages, files: set[str], fine: Mapping[str, set[str]]) -> Iterator[str]:
    """What is wrong with the links of a page.

    `fine`: by folder, links known to be right on all of its pages. New ones are added to it.
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
    """What is wrong with the requests of a file that is not a page."""
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


def _fault(href: str, name: str, here: str, pages: Pages, files: set[str]) -> str:
    """What is wrong with a link; empty if nothing is."""
    parts = _split(href)
    if href.startswith("mailto:?"):
        return ""  # an e-mail that the reader addresses
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
    # Without a root: a link that climbs out of the site must not be resolved into it.
    target = posixpath.normpath(posixpath.join("" if path.startswith("/") else here, path.lstrip("/")))
    if is_not_found_page:  # it also tries addresses above the one at which it is shown
        target = posixpath.normpath(f"/{target}").lstrip("/") or "."
    if target == ".":
        return "index.html"
    return f"{target}/index.html" if path.endswith("/") else target
