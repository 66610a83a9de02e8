"""Check a finished site before it replaces the last one.

Each page is read once: its anchors, its links, and what it may not contain. Every link and anchor has to
have a target, and every file that is requested has to exist. A page contains no code and requests nothing
from elsewhere: code and styles are files of the site, which a strict content-security policy allows, and no
other server learns who the readers are.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from lxml import etree

from generator.basics.disk import iter_files
from generator.basics.labels import read_table

REMEMBERED = 20_000
"""How many tags and links are cached: of a million tags in a large site, one in forty is like no other."""
WEB_SCHEMES = {"http", "https", "mailto"}
NOT_FOUND_PAGE = "404.html"
"""Served from any depth, so its links start at the top of the site."""
_MADE_FROM = re.compile(rb"<!-- Made from (\S+)\. Change that file, not this one\. -->")
"""The comment that each page begins with."""
_OWN_SCRIPTS = "assets/javascripts/"
"""The folder of our own scripts, whose names of files are checked. Data and the search index aren't there."""

_TABLE = read_table("generator.site", "check")
_ADDRESSES, _LISTS, _FETCHED_LINKS, _FOLLOWED, _ALWAYS_READ = (
    frozenset(_TABLE[name].split())
    for name in ("addresses", "lists", "fetched_links", "followed", "always_read")
)
_SCRIPT_TYPES = frozenset(_TABLE["script_types"])
_REFRESH = re.compile(r"^[\s\d.]*[;,]\s*(?:url\s*=\s*)?['\"]?(.*?)['\"]?\s*$", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IN_STYLES = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_IN_SCRIPTS = re.compile(r"""["'`}]((?:assets|search|data)/[A-Za-z0-9_./-]*)(?:["'`]|\$\{)""")
_ASKING = {"href", "src", "{http://www.w3.org/1999/xlink}href"}
_PARSER = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)
_ELSEWHERE = "put it into a file of templates/theme/assets"


@dataclass(frozen=True, slots=True)
class FinishedPage:
    anchors: tuple[str, ...]
    """The identifiers of its elements, each once."""
    links: tuple[str, ...]
    """Every address in it, followed or fetched, each once, in the order of the page."""
    faults: tuple[str, ...]
    """What is wrong with the page by itself, in words."""


Pages: TypeAlias = Mapping[str, FinishedPage]
"""By the page's name in the site."""


def read_page(page: bytes) -> FinishedPage:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, target=_Reader())
    # With elements of our own, because the parser refuses an empty page.
    anchors, links, dangers = etree.fromstring(b"<!doctype html>" + page + b"<html>", parser)
    twice = [anchor for anchor, times in Counter(anchors).items() if times > 1]
    faults = [f"the identifier {anchor} is used more than once" for anchor in twice] + dangers
    if page.lstrip()[:9].lower() == b"<!doctype" and not page.rstrip().endswith(b"</html>"):
        faults.append("it ends before its end; was the disk full?")
    return FinishedPage(*(tuple(dict.fromkeys(found)) for found in (anchors, links, faults)))


def is_outside(address: str) -> bool:
    """Whether an address leads to another server, with or without a scheme."""
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme in {"http", "https", "ftp", "ws", "wss"}


class _Reader:
    """A target for lxml's parser, which is called for each tag: faster than building a tree."""

    def __init__(self) -> None:
        self._anchors, self._links, self._dangers = list[str](), list[str](), list[str]()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if attributes or tag in _ALWAYS_READ:
            anchors, links, dangers = _read_tag(tag, tuple(attributes.items()))
            self._anchors += anchors
            self._links += links
            self._dangers += dangers

    def close(self) -> tuple[list[str], list[str], list[str]]:
        """The identifiers, addresses and dangers of a page."""
        return self._anchors, self._links, self._dangers


@lru_cache(REMEMBERED)
def _read_tag(tag: str, written: tuple[tuple[str, str], ...]) -> tuple[list[str], list[str], list[str]]:
    """The identifier and the addresses of a tag, and what it may not contain."""
    attributes = dict(written)
    named = list(_iter_addresses(tag, attributes))
    dangers = list(_iter_code(tag, attributes))
    if _is_fetched(tag, attributes):
        dangers += (
            f"<{tag} {name}> asks for {address}, which is on another server"
            for name, address in named
            if is_outside(address)
        )
    # Many pages have the same ones: interned, each is in memory once.
    anchors = [intern(attributes["id"])] if attributes.get("id") else []
    return anchors, [intern(address) for _, address in named], dangers


def _iter_addresses(tag: str, attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The addresses in a tag, each with the name of its attribute."""
    for name, value in attributes.items():
        if name in _ADDRESSES and value.strip():
            yield name, value.strip()
        elif name in _LISTS:
            yield from ((name, part.split()[0]) for part in value.split(",") if part.strip())
    if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
        found = _REFRESH.match(attributes.get("content", ""))
        yield from [("content", found[1])] if found and found[1] else []


def _iter_code(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    kind = (attributes.get("type") or attributes.get("language") or "").strip().lower()
    is_run = kind in _SCRIPT_TYPES or "script" in kind
    if tag == "script" and "src" not in attributes and is_run:
        yield f"a script stands in the page itself; {_ELSEWHERE}"
    if tag == "style":
        yield f"a style stands in the page itself; {_ELSEWHERE}"
    if tag == "base":
        yield "<base> changes where the links of the page lead"
    for name in attributes:
        if name.startswith("on") or name in {"style", "srcdoc"}:
            kind = "a style" if name == "style" else "code"
            yield f"<{tag} {name}> holds {kind}; {_ELSEWHERE}"


def _is_fetched(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether a browser sends requests to an element's addresses, by itself or with what a reader typed."""
    if tag == "link":
        return bool(_FETCHED_LINKS & set(attributes.get("rel", "").lower().split()))
    return tag not in _FOLLOWED or "ping" in attributes


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
        yield from _style_faults(path.read_text("utf-8", "replace"), name, files)
    elif name.endswith(".svg"):
        yield from dict.fromkeys(_picture_faults(path.read_bytes()))
    elif name.startswith(_OWN_SCRIPTS) and name.endswith(".js") and not name.endswith(".min.js"):
        yield from _script_faults(path.read_text("utf-8", "replace"), files)


def _style_faults(css: str, name: str, files: set[str]) -> Iterator[str]:
    """Of what a style sheet asks for."""
    here = name.rpartition("/")[0]
    for found in dict.fromkeys(each.groups("") for each in _IN_STYLES.finditer(_COMMENT.sub("", css))):
        address = "".join(found).strip()
        if is_outside(address):
            yield f"it asks for {address}, which is on another server"
        elif address and not address.startswith(("data:", "#")):
            target = _target(unquote(urlsplit(address).path), name, here)
            yield from [] if target in files else [f"it asks for {address}, which is no file"]


def _script_faults(script: str, files: set[str]) -> Iterator[str]:
    """Of the files that a script of ours names, from the top of the site. What ends in `/` or `-` is the
    beginning of a name that the script completes."""
    for wanted in dict.fromkeys(_IN_SCRIPTS.findall(script)):
        is_start = wanted.endswith(("/", "-"))
        if not (any(file.startswith(wanted) for file in files) if is_start else wanted in files):
            yield f"it names {wanted}, which is no file"


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


def _picture_faults(svg: bytes) -> Iterator[str]:
    """What an SVG picture contains but may not, in words."""
    try:
        tree = etree.fromstring(svg, parser=_PARSER)
    except etree.XMLSyntaxError as error:
        yield f"it is damaged: {error.msg}"
        return
    for element in tree.iter(etree.Element):
        name = etree.QName(element).localname
        if name in {"script", "foreignObject"}:
            yield f"<{name}> can run code"
        for key, value in element.attrib.items():
            if str(key).startswith("on"):
                yield f"the attribute {key} of <{name}> is code"
            elif key in _ASKING and not str(value).startswith(("#", "data:image/")):
                yield f"<{name}> asks for {value}"
