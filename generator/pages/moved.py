"""Old addresses, each of which leads on to where its content is now.

Editors list pages that they moved in `content/moved.yml`. Where all things of a kind have no page of their
own any more, redirects follow from the things themselves (`addresses.OLD_PATTERNS`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.basics.addresses import OLD_PAGES, old_addresses, section_address, section_anchor
from generator.library.entries import Link
from generator.pages.cases import ANCHOR
from generator.pages.page_context import CARDS, Page, PageContext, part_uri
from generator.pages.places import MOVED

PRINTING = ("guide", "how-to-use-this-site")
"""The guide that says how to print, to which the list of printed pages leads."""
ROLE_ANCHOR = "in-the-case-studies"


def iter_pages(context: PageContext) -> Iterator[Page]:
    yield from _moved_by_editors(context)
    yield from _moved_things(context)
    yield from _moved_sources(context)
    yield from _other_pages(context)
    yield from _lists_of_cases(context)


def _moved_by_editors(context: PageContext) -> Iterator[Page]:
    for move in context.library.moves:
        kind, _, named = move.to.partition(":")
        identifier, _, section = named.partition("#")
        target = context.link(kind, identifier)
        to = Link(target.title, section_address(target.href, section))
        yield _redirect(f"/{move.old.removesuffix('.html')}.md", to, "content/moved.yml")


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
                yield _redirect(old, to)


def _moved_sources(context: PageContext) -> Iterator[Page]:
    for source in context.library.bibliography.sources:
        to = context.link("source", source.id)
        anchors = [section_anchor(section.id) for section in source.sections]
        for old in old_addresses("source", source.id):
            yield _redirect(old, to, anchors=((name, f"{source.id}-{name}") for name in anchors))


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
        yield _redirect(old, to, anchors=((name, name) for name in ids.get(old, ())))


def _lists_of_cases(context: PageContext) -> Iterator[Page]:
    """A redirect from each list of case studies that had a page of its own, and from each of its parts. Old
    and new lists have parts of one size, so that each part leads to the part with its case studies."""
    evidence = context.evidence
    lists = (
        ("by-type", "organisation-type", ANCHOR, evidence.cases_by_type),
        ("by-theme", "theme", ANCHOR, evidence.cases_by_theme),
        ("by-role", "role", ROLE_ANCHOR, evidence.cases_by_role),
    )
    for folder, kind, anchor, grouped in lists:
        for name, cases in grouped.items():
            target = context.link(kind, name)
            for number in _parts(len(cases)):
                href = f"{target.href}#{anchor}" if number == 1 else f"/{part_uri(target.href[1:], number)}"
                uri = part_uri(f"case-studies/{folder}/{name}.md", number)
                yield _redirect(f"/{uri}", Link(target.title, href), "content/site.yml")
    for (theme_id, name), cell in evidence.coverage.items():
        target = context.link("organisation-type", name)
        for number in _parts(cell.cases):
            uri = part_uri(f"case-studies/by-type/{name}/{theme_id}.md", number)
            yield _redirect(f"/{uri}", Link(target.title, f"{target.href}#{theme_id}"), "content/site.yml")


def _parts(count: int) -> range:
    return range(1, -(-count // CARDS) + 1)


def _redirect(
    old: str,
    to: Link,
    made_from: str = "generator/basics/addresses.py",
    anchors: Iterable[tuple[str, str]] = (),
) -> Page:
    """`anchors`: those of the old page that lead to a place of their own, with the anchor of that place."""
    return Page(
        at=Link(to.title, old),
        template="moved",
        summary=to.title,
        made_from=made_from,
        data=to,
        called=MOVED,
        location=to.href,
        moved_anchors=dict(anchors),
    )
