"""A few pages of a site that represent all.

Most pages are made from few templates, so opening every page in a browser would test the same again and
again. By default tests open these; with GUIDANCE_ALL_PAGES, as in CI every week, they open all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

ALL_PAGES = bool(os.environ.get("GUIDANCE_ALL_PAGES"))
LOADED = re.compile(r"""<(?:script|link|img|use)\b[^>]*?\b(?:src|href)=["']?(?:[^"'\s>]*/)?([^"'\s>/]+)""")
TAG = re.compile(r"<([a-z][\w-]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
KIND = re.compile(r'<meta name="guidance:kind" content="([^"]*)"')
ATTRIBUTE = re.compile(r"""([\w:-]+)(?:=(?:"[^"]*"|'[^']*'|[^\s>"']+))?""")


def pages_to_open(site: Path) -> list[str]:
    """Addresses within the site: all at its top, and the index, smallest and largest page of each folder.

    Also a page for each kind, element, attribute, class, script, style sheet and picture that any page has.
    """
    pages = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    return sorted(pages) if ALL_PAGES else sorted(_some_of(pages))


def _some_of(pages: Mapping[str, str]) -> set[str]:
    chosen = {name for name in pages if "/" not in name or name.endswith("/index.html")}
    for folder in {_folder_of(name) for name in pages}:
        by_size = sorted((name for name in pages if _folder_of(name) == folder), key=lambda n: len(pages[n]))
        chosen |= {by_size[0], by_size[-1]}
    left = {name: parts_of(text) for name, text in pages.items()}
    seen: set[str] = set().union(*(left[name] for name in chosen))
    # Each time, the page with most new parts, or the first of these by name.
    while new := max(sorted(left), key=lambda name: len(left[name] - seen), default=""):
        if left[new] <= seen:
            return chosen
        chosen.add(new)
        seen |= left[new]
    return chosen


def _folder_of(name: str) -> str:
    """The folder of a page, at most two deep."""
    return "/".join(name.split("/")[:-1][:2])


def parts_of(text: str) -> set[str]:
    """The parts of which a page is built: its kind, elements, attributes, classes and files."""
    parts = {f"loads {name}" for name in LOADED.findall(text)} | {
        f"is a {kind}" for kind in KIND.findall(text)
    }
    for element, attributes in TAG.findall(text):
        parts |= {element, *_parts_of_element(element, attributes)}
    return parts


def _parts_of_element(element: str, attributes: str) -> Iterable[str]:
    for found in ATTRIBUTE.finditer(attributes):
        yield f"{element} {found[1]}"
        if found[1] == "class":
            yield from (f".{name}" for name in re.findall(r"[\w-]+", found[0].partition("=")[2]))
