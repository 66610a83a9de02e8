"""Read a finished page: its anchors, its links, and what it may not contain.

A page of this site contains no code and requests nothing from elsewhere. Code and styles are files
of the site, which a strict policy allows, and no other server learns who the readers are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from sys import intern
from typing import TypeAlias
from urllib.parse import urlsplit

from lxml import etree, html

REMEMBERED = 20_000
"""How many tags are cached: of a million in a large site, only one in forty differs from all others."""
_TREE = html.HTMLParser(encoding="utf-8", no_network=True)
_ADDRESSES = {
    *("href", "src", "action", "formaction", "poster", "data", "background", "cite", "manifest"),
    *("xlink:href", "longdesc", "codebase", "ping"),
}
_LISTS = {"srcset", "imagesrcset"}
"""Attributes with several addresses, each followed by a width or a scale."""
_FETCHED_LINKS = {
    *("stylesheet", "icon", "apple-touch-icon", "mask-icon", "preload", "modulepreload", "prefetch"),
    *("dns-prefetch", "preconnect", "prerender", "manifest"),
}
"""Types of `<link>` for which a browser makes a request at once."""
_SCRIPT_TYPES = {"", "module", "importmap", "speculationrules", "text/jscript"}
"""Types of script that a browser runs, besides those with `script` in their name. Others are data."""
_ONLY_FOLLOWED = {"a", "area", "blockquote", "q", "del", "ins", "link"}
_ALWAYS_READ = {"script", "style", "base"}
"""Elements to read even without attributes; a third of all elements have none."""
_REFRESH = re.compile(r"^[\s\d.]*[;,]\s*(?:url\s*=\s*)?['\"]?(.*?)['\"]?\s*$", re.IGNORECASE | re.DOTALL)
_ELSEWHERE = "put it into a file of templates/theme/assets"
_CUT_SHORT = "it ends before its end; was the disk full?"


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
    reader = _Reader()
    # With elements of our own, because the parser refuses an empty page.
    whole = b"<!doctype html>" + page + b"<html>"
    etree.fromstring(whole, etree.HTMLParser(encoding="utf-8", no_network=True, target=reader))
    twice = [anchor for anchor, times in Counter(reader.anchors).items() if times > 1]
    faults = [f"the identifier {anchor} is used more than once" for anchor in twice] + reader.dangers
    if _is_cut_short(page):
        faults.append(_CUT_SHORT)
    return FinishedPage(*(tuple(dict.fromkeys(found)) for found in (reader.anchors, reader.links, faults)))


def parse_page(page: bytes) -> html.HtmlElement:
    return html.document_fromstring(b"<!doctype html>" + page + b"<html>", parser=_TREE)


def is_outside(address: str) -> bool:
    """Whether an address leads to another server, with or without a scheme."""
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme in {"http", "https", "ftp", "ws", "wss"}


def _is_cut_short(page: bytes) -> bool:
    return page.lstrip()[:9].lower() == b"<!doctype" and not page.rstrip().endswith(b"</html>")


class _Reader:
    """A target for lxml's parser, which is called for each tag: faster than building a tree."""

    def __init__(self) -> None:
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.dangers: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if attributes or tag in _ALWAYS_READ:
            anchor, links, dangers = _read_tag(tag, tuple(attributes.items()))
            self.anchors += anchor
            self.links += links
            self.dangers += dangers

    def close(self) -> None:
        """Required by the parser. There is nothing to do at the end of a page."""


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
    return tag not in _ONLY_FOLLOWED or "ping" in attributes


_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_IN_STYLES = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_IN_SCRIPTS = re.compile(r"""["'`}]((?:assets|search|data)/[A-Za-z0-9_./-]*)(?:["'`]|\$\{)""")
_ASKING = {"href", "src", "{http://www.w3.org/1999/xlink}href"}
_PARSER = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)


def iter_style_addresses(css: str) -> Iterator[str]:
    """Each address that a style sheet requests, as written."""
    for found in _IN_STYLES.finditer(_COMMENT.sub("", css)):
        address = next((group for group in found.groups() if group), "").strip()
        if address and not address.startswith(("data:", "#")):
            yield address


def iter_script_files(script: str) -> Iterator[str]:
    """Each file of the site that a script of ours names, from the top of the site.

    One that ends in `/` or `-` is the beginning of a name that the script completes.
    """
    yield from (found[1] for found in _IN_SCRIPTS.finditer(script))


def iter_picture_dangers(svg: bytes) -> Iterator[str]:
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
