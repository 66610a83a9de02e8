"""Pages that have moved: each old address leads on to the new one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.desk import Desk
from generator.pages.page import Facets, Page


def iter_pages(desk: Desk) -> Iterator[Page]:
    for move in desk.library.moves:
        kind, _, identifier = move.to.partition(":")
        target = desk.link(kind, identifier.partition("#")[0])
        yield Page(
            uri=move.old.removesuffix(".html") + ".md",
            template="moved",
            title=target.title,
            summary=target.title,
            made_from="content/moved.yml",
            reviewed=desk.library.site.reviewed,
            data=target,
            facets=Facets("Moved"),
            location=target.href,
        )
