"""To print and take along: a sheet for each theme, role and organisation type.

Each says in short what pages of the site say, from the same data. Nothing is written for paper alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.basics.labels import label
from generator.library.entries import Link
from generator.pages.page_context import (
    BOARD_PAPER,
    HOME,
    PACKS,
    Page,
    PageContext,
    pack_link,
)

COMPARE = Link(label("Compare case studies"), "/compare.md")
REST = label("with everything that this page leaves out")
STYLE = ("stylesheets/packs.css",)
_KINDS = {
    "theme": label("Themes"),
    "role": label("Roles"),
    "organisation_type": label("Organisation types"),
}
"""The templates of pages that there are packs of, and what a list of them is called."""


@dataclass(frozen=True)
class PackGroup:
    title: str
    packs: tuple[Link, ...]


@dataclass(frozen=True)
class PackList:
    board_paper: Link
    compare: Link
    pdf: Link | None
    groups: tuple[PackGroup, ...]


def iter_pages(context: PageContext, pages: Iterable[Page]) -> Iterator[Page]:
    """`pages`: among them those of all themes, roles and organisation types, and those at the top."""
    by_template: dict[str, list[Page]] = {}
    for page in pages:
        by_template.setdefault(page.template, []).append(page)
    packs = [_pack(page) for template in _KINDS for page in by_template[template]]
    yield _list_page(context, packs, by_template["home"][0])
    yield from packs


def _pack(page: Page) -> Page:
    return replace(
        page,
        uri=pack_link(f"/{page.uri}").href[1:],
        template=f"pack_{page.template}",
        breadcrumbs=(HOME, PACKS),
        see_also=(
            Link(page.title, f"/{page.uri}", label("with everything that this page leaves out")),
            PACKS,
        ),
        related=(),
        sums_up=f"/{page.uri}",
        feed="",
        has_contents=False,
        is_searched=False,  # a search would find each thing twice
        assets=STYLE,
    )


def _list_page(context: PageContext, packs: list[Page], first: Page) -> Page:
    groups = tuple(
        PackGroup(
            title,
            tuple(Link(page.title, f"/{page.uri}") for page in packs if page.template == f"pack_{template}"),
        )
        for template, title in _KINDS.items()
    )
    return replace(
        first,
        breadcrumbs=(HOME,),
        uri=PACKS.href[1:],
        template="packs",
        title=PACKS.title,
        summary=label("The guidance on paper: short pages for a meeting, and all of it in one piece."),
        data=PackList(BOARD_PAPER, COMPARE, context.pdf, groups),
        sources=(),
    )
