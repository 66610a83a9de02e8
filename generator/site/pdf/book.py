"""In which order the pages of the site stand in the PDF, and which of them do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from generator.basics.addresses import as_published
from generator.pages.page import Page


@dataclass(frozen=True)
class Chapter:
    """A page of the site as a part of the book."""

    name: str
    """The page's file in the site, such as `themes/leadership.html`."""
    within: tuple[Chapter, ...] = ()
    """Pages about what this page only lists: the recommendations of a theme."""


@dataclass(frozen=True)
class Part:
    title: str
    chapters: tuple[Chapter, ...]
    stands_for: tuple[str, ...] = ()
    """Pages of the site that list these chapters. A link to one of them leads to the part."""
    runs_on: bool = False
    """Whether its chapters are short, and follow each other on one page."""


_PARTS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("About this guidance", ("about/index.md",), ("index.html",)),
    ("Why have a team", ("why.md",), ()),
    ("Themes and recommendations", ("themes/",), ("themes/index.html", "recommendations/index.html")),
    ("Case studies", ("case-studies/",), ("case-studies/index.html",)),
    ("Organisation types", ("organisation-types/", "coverage.md"), ("organisation-types/index.html",)),
    ("Roles", ("roles/",), ("roles/index.html",)),
    ("Careers and accreditation", ("careers/",), ()),
    ("Findings and figures", ("findings.md", "case-study-figures.md"), ()),
    ("Guides", ("guides/",), ("guides/index.html",)),
    ("Glossary", ("glossary.md",), ()),
    ("Sources", ("sources/",), ("sources/index.html",)),
    ("How this guidance is made", ("about/methods.md",), ()),
)
"""The title of each part, where its pages are, and the lists that it takes the place of."""

_RUN_ON = frozenset({"Organisation types", "Roles", "Sources"})

_LISTS = frozenset({"themes", "cases", "organisation_types", "roles", "guides", "sources"})
"""Templates of pages that only lead to others: the contents do that here."""


def book_of(pages: Iterable[Page]) -> tuple[Part, ...]:
    """The whole guidance in reading order. Left out is what only works on a screen, such as the finder."""
    kept = [page for page in pages if not page.location and page.template not in _LISTS]
    within: dict[str, list[Chapter]] = {}
    for page in kept:
        if page.template == "recommendation":
            within.setdefault(page.breadcrumbs[-1].href.removeprefix("/"), []).append(_chapter(page))
    parts = []
    for title, places, lists in _PARTS:
        found = chain.from_iterable(_pages_at(place, kept) for place in places)
        chapters = [replace(_chapter(page), within=tuple(within.get(page.uri, ()))) for page in found]
        parts += [Part(title, tuple(chapters), lists, title in _RUN_ON)] if chapters else []
    return tuple(parts)


def _pages_at(place: str, pages: list[Page]) -> list[Page]:
    """The page with this address, or those of this folder, in the order in which they are made."""
    if place.endswith("/"):
        return [page for page in pages if page.uri.rpartition("/")[0] == place[:-1]]
    return [page for page in pages if page.uri == place]


def _chapter(page: Page) -> Chapter:
    return Chapter(as_published(page.uri))
