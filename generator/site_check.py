"""Check a finished site before it replaces the last one: every link and anchor leads somewhere."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html

WEB_SCHEMES = {"http", "https"}
NOT_FOUND_PAGE = "404.html"
"""Served from any depth, so its links start at the top of the site."""


_PARSER = html.HTMLParser(encoding="utf-8", no_network=True)


@dataclass(frozen=True)
class _Page:
    """What a page offers to links, and what it links to."""

    anchors: frozenset[str]
    repeated: tuple[str, ...]
    links: tuple[str, ...]


def check_site(folder: Path) -> list[str]:
    """A sentence for each link that leads nowhere and each identifier used twice; in order of pages."""
    files = {path.relative_to(folder).as_posix() for path in _iter_files(folder)}
    pages = {name: _scan(folder / name) for name in sorted(files) if name.endswith(".html")}
    return [sentence for name, page in pages.items() for sentence in _faults(name, page, pages, files)]


def _iter_files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent) / name for name in names)


def _scan(path: Path) -> _Page:
    # Something for the parser to read: it refuses an empty page.
    tree = html.document_fromstring(b"<!doctype html>" + path.read_bytes() + b"<html>", parser=_PARSER)
    identifiers = [str(value) for value in tree.xpath("//@id") if value]
    return _Page(
        anchors=frozenset(identifiers),
        repeated=tuple(name for name, times in Counter(identifiers).items() if times > 1),
        links=tuple(dict.fromkeys(str(value) for value in tree.xpath("//@href | //@src") if value)),
    )


def _faults(name: str, page: _Page, pages: dict[str, _Page], files: set[str]) -> Iterator[str]:
    for anchor in page.repeated:
        yield f"{name}: the identifier {anchor} is used more than once"
    here = "" if name == NOT_FOUND_PAGE else name.rpartition("/")[0]
    for href in page.links:
        if fault := _fault(href, name, here, pages, files):
            yield f"{name}: {fault}"


def _fault(href: str, name: str, here: str, pages: dict[str, _Page], files: set[str]) -> str:
    """What is wrong with a link; empty when nothing is."""
    parts = urlsplit(href)
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
    if not path:
        return name
    # Not resolved against a root: a link that climbs out of the site must not seem to stay in it.
    target = posixpath.normpath(posixpath.join("" if path.startswith("/") else here, path.lstrip("/")))
    if name == NOT_FOUND_PAGE:  # it also looks for the site above the address that it is shown at
        target = posixpath.normpath(f"/{target}").lstrip("/") or "."
    if target == ".":
        return "index.html"
    return f"{target}/index.html" if path.endswith("/") else target
