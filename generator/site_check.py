"""Check a finished site before it replaces the last one.

Every link and anchor leads somewhere, every file that is asked for is there, and nothing runs
or is asked for that a strict policy would refuse.
"""

from __future__ import annotations

import json
import os
import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from generator.asset_addresses import iter_picture_dangers, iter_script_files, iter_style_addresses
from generator.cache import NO_CACHE, Cache, digest, program
from generator.page_addresses import is_outside, iter_addresses, iter_dangers, parse_page

REMEMBERED = 50_000
"""Links that stand on many pages."""
WEB_SCHEMES = {"http", "https"}
NOT_FOUND_PAGE = "404.html"
"""Served from any depth, so its links start at the top of the site."""
_OWN_SCRIPTS = "assets/javascripts/"
"""Where scripts are that name files as ours do; data and what Pagefind makes are elsewhere."""
_CUT_SHORT = "it ends before its end; was the disk full?"


@dataclass(frozen=True)
class _Page:
    """What a page offers to links, what it links to, and what it may not hold."""

    anchors: frozenset[str]
    repeated: tuple[str, ...]
    links: tuple[str, ...]
    dangers: tuple[str, ...]
    made_from: str
    """The content file that its text stands in, as the page says; empty for a page without such a line."""


def check_site(folder: Path, cache: Cache = NO_CACHE) -> list[str]:
    """A sentence for each fault: of the pages in their order, then of the other files."""
    files = {path.relative_to(folder).as_posix() for path in _iter_files(folder)}
    pages = {name: _scan(folder / name, cache) for name in sorted(files) if name.endswith(".html")}
    faults = [sentence for name, page in pages.items() for sentence in _faults(name, page, pages, files)]
    for name in sorted(files):
        faults += [f"{name}: {fault}" for fault in _asset_faults(folder, name, files)]
    return faults


def _iter_files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent) / name for name in names)


def _scan(path: Path, cache: Cache) -> _Page:
    data = path.read_bytes()
    key = digest("scanned", program(), data)
    kept = cache.get(key)
    if kept is not None:
        anchors, repeated, links, dangers, made_from = json.loads(kept)
        return _Page(frozenset(anchors), tuple(repeated), tuple(links), tuple(dangers), made_from)
    page = _read(data)
    found = [sorted(page.anchors), page.repeated, page.links, page.dangers, page.made_from]
    cache.put(key, json.dumps(found).encode())
    return page


def _read(data: bytes) -> _Page:
    tree = parse_page(data)
    identifiers = [str(value) for value in tree.xpath("//@id") if value]
    dangers = [*iter_dangers(tree), *([_CUT_SHORT] if _is_cut_short(data) else [])]
    made_from = tree.xpath("string(//*[contains(@class, 'g-pagefoot')]//code)")
    return _Page(
        anchors=frozenset(identifiers),
        repeated=tuple(name for name, times in Counter(identifiers).items() if times > 1),
        links=tuple(dict.fromkeys(iter_addresses(tree))),
        dangers=tuple(dict.fromkeys(dangers)),
        made_from=str(made_from),
    )


def _is_cut_short(page: bytes) -> bool:
    return page.lstrip().lower().startswith(b"<!doctype") and not page.rstrip().endswith(b"</html>")


def _faults(name: str, page: _Page, pages: dict[str, _Page], files: set[str]) -> Iterator[str]:
    origin = f" (made from {page.made_from})" if page.made_from else ""
    for anchor in page.repeated:
        yield f"{name}: the identifier {anchor} is used more than once{origin}"
    for danger in page.dangers:
        yield f"{name}: {danger}{origin}"
    here = "" if name == NOT_FOUND_PAGE else name.rpartition("/")[0]
    for href in page.links:
        if fault := _fault(href, name, here, pages, files):
            yield f"{name}: {fault}{origin}"


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


def _fault(href: str, name: str, here: str, pages: dict[str, _Page], files: set[str]) -> str:
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
