"""Old addresses, each of which leads on to where its content is now.

Editors list pages that they moved in `content/moved.yml`. Where all things of a kind have no page of their
own any more, redirects follow from the things themselves (`addresses.OLD_PATTERNS`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.basics.addresses import OLD_PAGES, old_addresses, section_address, section_anchor
from generator.library.entries import Link
from generator.pages.page_context import Facets, Page, PageContext

MOVED = "Moved"
"""The kind of these pages. They are no pages to count, list or search."""
PRINTING = ("guide", "how-to-use-this-site")
"""The guide that says how to print, to which the list of printed pages leads."""


def iter_pages(context: PageContext) -> Iterator[Page]:
    yield from _moved_by_editors(context)
    yield from _moved_things(context)
    yield from _moved_sources(context)
    yield from _other_pages(context)


def _moved_by_editors(context: PageContext) -> Iterator[Page]:
    for move in context.library.moves:
        kind, _, named = move.to.partition(":")
        identifier, _, section = named.partition("#")
        target = context.link(kind, identifier)
        to = Link(target.title, section_address(target.href, section))
        yield _redirect(context, f"/{move.old.removesuffix('.html')}.md", to, "content/moved.yml")


def _moved_things(context: PageContext) -> Iterator[Page]:
    library = context.library
    things = (
        *(("theme", theme.id) for theme in library.themes),
        *(("role", role.id) for role in library.roles),
        *(("organisation-type", name) for name in context.organisation_types),
    )
    for kind, identifier in things:
        to = context.link(kind, identifier)
        for old in old_addresses(kind, identifier):
            if old != to.href:
                yield _redirect(context, old, to)


def _moved_sources(context: PageContext) -> Iterator[Page]:
    for source in context.library.bibliography.sources:
        to = context.link("source", source.id)
        anchors = [section_anchor(section.id) for section in source.sections]
        for old in old_addresses("source", source.id):
            yield _redirect(context, old, to, anchors=((name, f"{source.id}-{name}") for name in anchors))


def _other_pages(context: PageContext) -> Iterator[Page]:
    careers, groups = context.library.careers, context.library.vocabulary.role_groups
    ids = {
        "/careers/map.md": (*(way.id for way in careers.ways_in), *(f"roles-{group.id}" for group in groups)),
        "/careers/disciplines.md": (
            *(discipline.id for discipline in careers.disciplines),
            *(level.id for level in careers.levels),
        ),
        "/careers/cpd.md": (method.id for method in context.library.vocabulary.cpd_methods),
    }
    for old, href in OLD_PAGES.items():
        to = Link(context.library.site.title, href)
        if old == "/packs/index.md" and PRINTING in context.library.identities:
            to = context.link(*PRINTING)
        yield _redirect(context, old, to, anchors=((name, name) for name in ids.get(old, ())))


def _redirect(
    context: PageContext,
    old: str,
    to: Link,
    made_from: str = "generator/basics/addresses.py",
    anchors: Iterable[tuple[str, str]] = (),
) -> Page:
    """`anchors`: those of the old page that lead to a place of their own, with the anchor of that place."""
    return Page(
        uri=old.removeprefix("/"),
        template="moved",
        title=to.title,
        summary=to.title,
        made_from=made_from,
        reviewed=context.library.site.reviewed,
        data=to,
        facets=Facets(MOVED),
        location=to.href,
        moved_anchors=dict(anchors),
    )
