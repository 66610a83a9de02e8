"""What a page runs, asks for and links to, as a browser would find it in the page's HTML.

A page of this site runs no code of its own and asks for nothing from elsewhere: code and
styles are files of the site, which a strict policy allows, and no other server learns who reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

_PARSER = html.HTMLParser(encoding="utf-8", no_network=True)
_SCRIPT_TYPES = {"", "module", "importmap", "speculationrules", "text/jscript"}
"""Types of script that a browser runs, besides those with `script` in their name; all others are data."""
_ADDRESSES = {
    *("href", "src", "action", "formaction", "poster", "data", "background", "cite", "manifest"),
    *("xlink:href", "longdesc", "codebase", "ping"),
}
_LISTS = {"srcset", "imagesrcset"}
"""Attributes with several addresses, each with a width or a scale behind it."""
_FETCHED_LINKS = {
    *("stylesheet", "icon", "apple-touch-icon", "mask-icon", "preload", "modulepreload", "prefetch"),
    *("dns-prefetch", "preconnect", "prerender", "manifest"),
}
"""What a browser asks for at once, among the things that a page is linked with in its head."""
_ADDRESS_HERE = " or ".join(f"name() = '{name}'" for name in sorted(_ADDRESSES | _LISTS))
_WITH_ADDRESSES = etree.XPath(f"//*[@*[{_ADDRESS_HERE}] or self::meta]")
"""Most elements of a page have none; finding those that have is quick work for the parser's library."""
_ONLY_FOLLOWED = {"a", "area", "blockquote", "q", "del", "ins", "link"}
_SUSPECTS = etree.XPath(
    "//*[self::script or self::style or self::base or self::meta or self::link or @ping"
    " or @*[starts-with(name(), 'on') or name() = 'style' or name() = 'srcdoc']"
    f" or (@*[{_ADDRESS_HERE}] and not(self::a or self::area or self::blockquote or self::q))]"
)
"""All that a danger can be in; which of them are dangers is decided below."""
_REFRESH = re.compile(r"^[\s\d.]*[;,]\s*(?:url\s*=\s*)?['\"]?(.*?)['\"]?\s*$", re.IGNORECASE | re.DOTALL)


def parse_page(page: bytes) -> html.HtmlElement:
    # Something for the parser to read: it refuses an empty page.
    return html.document_fromstring(b"<!doctype html>" + page + b"<html>", parser=_PARSER)


def is_outside(address: str) -> bool:
    """Whether an address leads to another server, by its scheme or by its name alone."""
    parts = urlsplit(address)
    return bool(parts.netloc) or parts.scheme in {"http", "https", "ftp", "ws", "wss"}


def iter_addresses(tree: html.HtmlElement) -> Iterator[str]:
    """Every address in a page, followed or fetched, in the order of the page."""
    for element in _WITH_ADDRESSES(tree):
        yield from addresses_of(element)


def iter_dangers(tree: html.HtmlElement) -> Iterator[str]:
    """What a page may not hold, in words."""
    for element in _SUSPECTS(tree):
        yield from dangers_of(element)


def addresses_of(element: Any) -> Iterator[str]:
    """The addresses that stand in one tag: an element of lxml, or a `plain_markup.Tag`."""
    yield from (address for _, address in _addresses_of(element))


def dangers_of(element: Any) -> Iterator[str]:
    """What one tag, with the code that it holds, may not be; in words."""
    yield from _code_in(element)
    if _is_fetched(element):
        for name, address in _addresses_of(element):
            if is_outside(address):
                yield f"<{element.tag} {name}> asks for {address}, which is on another server"


def _code_in(element: Any) -> Iterator[str]:
    if element.tag == "script" and "src" not in element.attrib and _runs(element):
        yield "a script stands in the page itself; put it into a file of templates/theme/assets"
    if element.tag == "style":
        yield "a style stands in the page itself; put it into a file of templates/theme/assets"
    if element.tag == "base":
        yield "<base> changes where the links of the page lead"
    for name in element.attrib:
        if name.startswith("on") or name in {"style", "srcdoc"}:
            kind = "a style" if name == "style" else "code"
            yield f"<{element.tag} {name}> holds {kind}; put it into a file of templates/theme/assets"


def _runs(script: Any) -> bool:
    kind = (script.get("type") or script.get("language") or "").strip().lower()
    return bool((script.text or "").strip()) and (kind in _SCRIPT_TYPES or "script" in kind)


def _is_fetched(element: Any) -> bool:
    """Whether a browser goes to the addresses of an element by itself, or with what a reader typed."""
    if element.tag == "link":
        return bool(_FETCHED_LINKS & set((element.get("rel") or "").lower().split()))
    return element.tag not in _ONLY_FOLLOWED or "ping" in element.attrib


def _addresses_of(element: Any) -> Iterator[tuple[str, str]]:
    """With the name of the attribute that each stands in."""
    for name, value in element.attrib.items():
        if name in _ADDRESSES and value.strip():
            yield name, value.strip()
        elif name in _LISTS:
            yield from ((name, part.split()[0]) for part in value.split(",") if part.strip())
    if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
        found = _REFRESH.match(element.get("content") or "")
        yield from [("content", found[1])] if found and found[1] else []
