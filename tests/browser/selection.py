"""A few pages of a site that stand for all.

Most pages are made from few templates. A test that opens every page in a browser would see the same again and
again: by default it opens these, and all of them where GUIDANCE_ALL_PAGES is set, as CI does every week.
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
    """Addresses within the site: all at its top, and of each folder index, smallest and largest page.

    And one page for each kind, element, attribute, class, script, style sheet and picture that any page has.
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
    # The page with most that is new, each time; of two alike the first by name.
    while new := max(sorted(left), key=lambda name: len(left[name] - seen), default=""):
        if left[new] <= seen:
            return chosen
        chosen.add(new)
        seen |= left[new]
    return chosen


def _folder_of(name: str) -> str:
    """At most two deep: below `case-studies/by-type`, each type has a folder of its own."""
    return "/".join(name.split("/")[:-1][:2])


def parts_of(text: str) -> set[str]:
    """What a page is built from, as words that tell the kinds apart."""
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
