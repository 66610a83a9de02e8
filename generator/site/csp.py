"""The content-security policy of a site: nothing but its own files, and no code in its pages.

A policy can allow a script in a page by the hash of its text. Allowing every script that is found would
also allow injected ones. So a script is allowed only if its text is also that of one of the site's own
script files.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from lxml import html


def policy_for(script_hashes: Iterable[str] = (), *, has_data_images: bool = False) -> str:
    """The policy, as the value of its header.

    `script_hashes`: those of the scripts in pages, as `sha256-...`.
    """
    scripts = "".join(f" '{value}'" for value in sorted(set(script_hashes)))
    images = " data:" if has_data_images else ""
    return (
        f"default-src 'none'; script-src 'self'{scripts}; style-src 'self'; img-src 'self'{images}; "
        "font-src 'self'; connect-src 'self'; worker-src 'none'; object-src 'none'; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )


_SCRIPT_TYPES = {"", "module", "importmap", "speculationrules", "text/jscript"}
"""Types of script that a browser runs, besides those with `script` in their name."""
_ADDRESSES = "//@href | //@src | //@action | //@formaction | //@data"
_PARSER = html.HTMLParser(encoding="utf-8", no_network=True)


@dataclass(frozen=True)
class InlineCode:
    scripts: tuple[str, ...] = ()
    """The text of each script in the page that a browser would run."""
    others: tuple[str, ...] = ()
    """What a policy without `unsafe-inline` refuses, in words: `a style element`."""


def find_inline_code(page: bytes) -> InlineCode:
    """All code in an HTML page, each once, in the order of the page."""
    # With elements of our own, because the parser refuses an empty page.
    tree = html.document_fromstring(b"<!doctype html>" + page + b"<html>", parser=_PARSER)
    # Browsers turn every line break into \n before they compute a hash.
    scripts = [
        (element.text or "").replace("\r\n", "\n")
        for element in tree.iter("script")
        if "src" not in element.attrib and is_run(element.attrib)
    ]
    return InlineCode(
        tuple(dict.fromkeys(text for text in scripts if text)), tuple(dict.fromkeys(_others(tree)))
    )


def hash_of(script: str) -> str:
    """The hash of a script as in a policy: `sha256-...`."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode('ascii')}"


def is_run(script: Mapping[str, str]) -> bool:
    """Whether a browser runs a `<script>` with these attributes. Others are data, which no policy covers."""
    kind = (script.get("type") or script.get("language") or "").strip().lower()
    return kind in _SCRIPT_TYPES or "script" in kind


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
        # Browsers remove tabs and line breaks from an address before they parse it.
        if urlsplit("".join(str(address).split())).scheme.lower() == "javascript":
            yield "a script as an address"
