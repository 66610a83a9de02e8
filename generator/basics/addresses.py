"""The address of each thing's page, from the top of the site: permanent by design.

Addresses are made from identifiers alone, so retitling or moving a thing changes none of them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import lru_cache

from generator.basics.labels import read_table

_TABLE = read_table("generator.basics", "addresses")
PAGE_PATTERNS: Mapping[str, str] = _TABLE["pages"]
GUIDE_PATTERNS: Mapping[str, str] = _TABLE["guides"]
OLD_PATTERNS: Mapping[str, list[str]] = _TABLE["old"]
OLD_PAGES: Mapping[str, str] = _TABLE["old_pages"]
ROLE_ENTRY = "/roles/index.md#{}"
"""The address of a role that the sources only mention: an entry on the page of roles."""

SECTION_PAGES = frozenset({"/about/index.md"})
"""Addresses of section pages that are written by hand, as a guide, instead of generated."""

NEWS_PAGE = "/whats-new.md"
FEEDS = "/feeds/"
"""The folder of the feeds: an `.xml` and a `.json` file for each channel."""

FORM_ADDRESS = "/assets/case-study-form.docx"
ODT_FORM_ADDRESS = "/assets/case-study-form.odt"
"""The blank form as a Word document, and as an OpenDocument text."""

PDF_ADDRESS = "/guidance.pdf"

KINDS = frozenset(PAGE_PATTERNS) | {"guide", "number"}
"""The kinds of things that a link in prose may name."""


def address_of(kind: str, identifier: str) -> str:
    """The address of a thing of any kind but `guide`; empty for vocabulary without a page of its own."""
    return PAGE_PATTERNS.get(kind, "").format(identifier)


def guide_address(section: str, identifier: str) -> str:
    # The first page of a section is the section's own page.
    return GUIDE_PATTERNS[section].format("index" if identifier == section else identifier)


def old_addresses(kind: str, identifier: str) -> tuple[str, ...]:
    return tuple(pattern.format(identifier) for pattern in OLD_PATTERNS.get(kind, ()))


def practice_anchor(recommendation: str) -> str:
    return f"practice-{recommendation}"


def section_anchor(section: str) -> str:
    """The anchor of a source's section: `5.6-ics` becomes `section-5-6-ics`."""
    return "section-" + re.sub(r"[^a-z0-9]+", "-", section.lower()).strip("-")


def section_address(source: str, section: str) -> str:
    """Where a section of a source is, next to the source's own address: `/sources.md#x-section-1`."""
    return f"{source}-{section_anchor(section)}" if section else source


def page_of(address: str) -> str:
    return address.partition("#")[0]


_SITE = re.compile(r"https?://[a-zA-Z0-9][a-zA-Z0-9._~:/%-]*")
_REMEMBERED = 20_000


def read_site_address(text: str) -> str | None:
    """The web address of a site, ending in a slash. Empty for an empty text; None if it isn't valid."""
    text = text.strip()
    if not text:
        return ""
    return text.rstrip("/") + "/" if _SITE.fullmatch(text) else None


def relative_to(address: str, uri: str) -> str:
    """A link from the file `uri` to `address`. Both are from the top of the site, without the first slash."""
    return seen_from(posixpath.dirname(uri), address)


@lru_cache(_REMEMBERED)
def seen_from(folder: str, address: str) -> str:
    """A link to `address` from any file in `folder`."""
    page, hash_sign, anchor = address.partition("#")
    return posixpath.relpath(page, folder or ".") + hash_sign + anchor


def as_published(address: str) -> str:
    """The address of a page as readers have it: it ends in `.html`."""
    return re.sub(r"\.md(?=[?#]|$)", ".html", address)


def published(href: str, uri: str, site: str) -> str:
    """A link to `href` (from the top of the site): absolute if `site` is given, else relative to `uri`."""
    if not site:
        return as_published(relative_to(href[1:], uri))
    return site + as_published("" if href == "/index.md" else href[1:])
