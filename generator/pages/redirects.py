"""Pages that have moved: each old address leads on to the new one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.basics.addresses import section_anchor
from generator.pages.page import Facets, Link, Page
from generator.pages.page_context import Desk


def iter_pages(desk: Desk) -> Iterator[Page]:
    for move in desk.library.moves:
        kind, _, named = move.to.partition(":")
        identifier, _, section = named.partition("#")
        target = desk.link(kind, identifier)
        anchor = f"#{section_anchor(section)}" if section else ""
        yield Page(
            uri=move.old.removesuffix(".html") + ".md",
            template="moved",
            title=target.title,
            summary=target.title,
            made_from="content/moved.yml",
            reviewed=desk.library.site.reviewed,
            data=Link(target.title, target.href + anchor),
            facets=Facets("Moved"),
            location=target.href + anchor,
        )
