"""The page for editors: which reviews are due, and what lacks evidence or a source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.basics.labels import label
from generator.library.freshness import Group, Item, find_groups
from generator.pages.guides import SECTIONS
from generator.pages.page import Facets, Link, Page
from generator.pages.page_context import CONTRIBUTE, COVERAGE, FRESHNESS, HOME, Desk
from generator.pages.paging import LINKS


@dataclass(frozen=True)
class Line:
    thing: Link
    path: str
    due: date | None


@dataclass(frozen=True)
class Part:
    group: Group
    lines: tuple[Line, ...]
    """The first of its items; a large library has more than a page can hold."""

    @property
    def rest(self) -> int:
        return len(self.group.items) - len(self.lines)


@dataclass(frozen=True)
class FreshnessPage:
    today: date
    review_every: int
    parts: tuple[Part, ...]


def iter_pages(desk: Desk) -> Iterator[Page]:
    groups = find_groups(desk.library, desk.today)
    yield Page(
        uri=FRESHNESS.href[1:],
        template="freshness",
        title=FRESHNESS.title,
        summary=label(
            "For editors: which pages are due for review, and where evidence or a source is missing."
        ),
        made_from="generator/library/freshness.py",
        reviewed=desk.library.site.reviewed,
        data=FreshnessPage(
            today=desk.today,
            review_every=desk.library.site.review_every,
            parts=tuple(
                Part(group, tuple(_line(desk, item) for item in group.items[:LINKS])) for group in groups
            ),
        ),
        facets=Facets(label("About")),
        is_searched=False,
        breadcrumbs=(HOME, SECTIONS["about"]),
        see_also=(CONTRIBUTE, COVERAGE),
    )


def _line(desk: Desk, item: Item) -> Line:
    thing = desk.link(*item.key) if item.key else desk.page_of_file.get(item.path, HOME)
    return Line(thing, item.path, item.due)
