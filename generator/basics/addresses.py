"""Where each thing has its page: addresses from the top of the site, permanent by design.

They are made of identifiers alone, so that retitling or moving a thing changes none.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

PAGE_PATTERNS = {
    "theme": "/themes/{}.md",
    "recommendation": "/recommendations/{}.md",
    "case": "/case-studies/{}.md",
    "role": "/roles/{}.md",
    "organisation-type": "/organisation-types/{}.md",
    "source": "/sources/{}.md",
    "benefit": "/why.md#{}",
    "success-mark": "/why.md#{}",
    "finding": "/findings.md#{}",
    "finding-group": "/findings.md#{}",
    "discipline": "/careers/disciplines.md#{}",
    "career-level": "/careers/disciplines.md#{}",
    "route": "/careers/accreditation.md#{}",
    "way-in": "/careers/map.md#{}",
    "cpd-method": "/careers/cpd.md#{}",
    "term": "/glossary.md#{}",
    "news": "/whats-new.md#{}",
}
GUIDE_PATTERNS = {"guides": "/guides/{}.md", "about": "/about/{}.md"}
"""By the section that a guide says it belongs to."""

SECTION_PAGES = frozenset({"/about/index.md"})
"""The addresses of lists that are written by hand, as a guide."""

NEWS_PAGE = "/whats-new.md"
FEEDS = "/feeds/"
"""The folder of the feeds: for each channel a file that ends in `.xml`, and one in `.json`."""

FIELDS_PAGE = "/about/case-study-fields.md"
FORM_PAGE = "/about/case-study-form.md"
FRESHNESS_PAGE = "/about/freshness.md"
ASSESSMENT_PAGE = "/self-assessment.md"
"""Pages that are made from the program itself."""

FORM_ADDRESS = "/assets/case-study-form.docx"
"""The blank form as a Word document."""
FORM_GUIDE = "contribute"
"""The guide that offers it."""

PDF_ADDRESS = "/guidance.pdf"
"""The whole guidance as one file; only in a site that is built with it."""

KINDS = frozenset(PAGE_PATTERNS) | {"guide", "number"}
"""The kinds that a link in prose may name."""


def address_of(kind: str, identifier: str) -> str:
    """The address of a thing of any kind but `guide`; empty for vocabulary without a page of its own."""
    return PAGE_PATTERNS.get(kind, "").format(identifier)


def guide_address(section: str, identifier: str) -> str:
    # The first page of a section is the section's own page.
    return GUIDE_PATTERNS[section].format("index" if identifier == section else identifier)


def practice_anchor(recommendation: str) -> str:
    """Where on a case study's page its practice of a recommendation stands."""
    return f"practice-{recommendation}"


def section_anchor(section: str) -> str:
    """The anchor of a source's section: `5.6-ics` becomes `section-5-6-ics`."""
    return "section-" + re.sub(r"[^a-z0-9]+", "-", section.lower()).strip("-")


def page_of(address: str) -> str:
    """The page part of an address: `/why.md` of `/why.md#translator`."""
    return address.partition("#")[0]


_SITE = re.compile(r"https?://[a-zA-Z0-9][a-zA-Z0-9._~:/%-]*")
_REMEMBERED = 20_000


def read_site_address(text: str) -> str | None:
    """The web address of a whole site, with a slash at its end; None for what can't be one."""
    text = text.strip()
    if not text:
        return ""
    return text.rstrip("/") + "/" if _SITE.fullmatch(text) else None


def relative_to(address: str, uri: str) -> str:
    """An address from the top of the site, without its first slash, as seen from the file `uri`."""
    return seen_from(posixpath.dirname(uri), address)


@lru_cache(_REMEMBERED)
def seen_from(folder: str, address: str) -> str:
    """The same as seen from any file in a folder."""
    page, hash_sign, anchor = address.partition("#")
    return posixpath.relpath(page, folder or ".") + hash_sign + anchor


def as_published(address: str) -> str:
    """The address of a page as readers have it: it ends in `.html`."""
    return re.sub(r"\.md(?=#|$)", ".html", address)


def published(href: str, uri: str, site: str) -> str:
    """Where `href`, from the top of the site, is found: on the web if `site` is known, else from `uri`."""
    if not site:
        return as_published(relative_to(href[1:], uri))
    return site + as_published("" if href == "/index.md" else href[1:])
