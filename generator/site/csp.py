"""The content-security policy of a site: nothing but its own files, and no code in its pages.

A policy can allow a script in a page by the hash of its text. Allowing whatever is found would allow what
somebody smuggled in, too. So a script is known only if the same text is also one of the site's own
script files.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html

NONE, OWN, DATA = "'none'", "'self'", "data:"


def policy_for(script_hashes: Iterable[str] = (), *, has_data_images: bool = False) -> str:
    """The policy, as the value of its header.

    `script_hashes` are those of the scripts in pages, as `sha256-...`. The search is a WebAssembly
    program, which needs a leave of its own; that one does not let text be run as a script.
    """
    hashes = [f"'{value}'" for value in sorted(set(script_hashes))]
    directives = {
        "default-src": [NONE],
        "script-src": [OWN, "'wasm-unsafe-eval'", *hashes],
        "style-src": [OWN],
        "img-src": [OWN, *([DATA] if has_data_images else [])],
        "font-src": [OWN],
        "connect-src": [OWN],
        "worker-src": [NONE],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [NONE],
        "frame-ancestors": [NONE],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())


_SCRIPT_TYPES = {"", "module", "text/javascript", "application/javascript", "importmap", "speculationrules"}
"""Whatever else is called a script is data: a browser does not run it, and a policy does not look at it."""
_ADDRESSES = "//@href | //@src | //@action | //@formaction | //@data"
_PARSER = html.HTMLParser(encoding="utf-8", no_network=True)


@dataclass(frozen=True)
class InlineCode:
    scripts: tuple[str, ...] = ()
    """The text of each script in the page that a browser would run."""
    others: tuple[str, ...] = ()
    """What no policy without `unsafe-inline` lets through, in words: `a style element`."""


def find_inline_code(page: bytes) -> InlineCode:
    """All code in an HTML page, each once, in the order of the page."""
    # Something for the parser to read: it refuses an empty page.
    tree = html.document_fromstring(b"<!doctype html>" + page + b"<html>", parser=_PARSER)
    # Browsers read every line break as \n before they work out a hash.
    scripts = [
        (element.text or "").replace("\r\n", "\n") for element in tree.iter("script") if _runs(element)
    ]
    return InlineCode(
        tuple(dict.fromkeys(text for text in scripts if text)), tuple(dict.fromkeys(_others(tree)))
    )


def hash_of(script: str) -> str:
    """As a policy names it: `sha256-...`."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode('ascii')}"


def _runs(script: html.HtmlElement) -> bool:
    return "src" not in script.attrib and script.get("type", "").strip().lower() in _SCRIPT_TYPES


def _others(tree: html.HtmlElement) -> Iterator[str]:
    for element in tree.iter(html.etree.Element):
        if element.tag == "style":
            yield "a style element"
        for name in element.attrib:
            if name == "style":
                yield f"the attribute style of <{element.tag}>"
            elif name.startswith("on"):
                yield f"the attribute {name} of <{element.tag}>"
    for address in tree.xpath(_ADDRESSES):
        # Browsers take tabs and line breaks out of an address before they read it.
        if urlsplit("".join(str(address).split())).scheme.lower() == "javascript":
            yield "a script as an address"
