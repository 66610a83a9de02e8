"""Old addresses, each of which leads on to where its content is now.

Editors list pages that they moved in `content/moved.yml`. Where all things of a kind have no page of their
own any more, redirects follow from the things themselves (`addresses.OLD_PATTERNS`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.basics.addresses import OLD_PAGES, old_addresses, section_address, section_anchor
from generator.checks.identities import Key
from generator.library.entries import Link
from generator.pages.cases import ANCHOR
from generator.pages.page_context import CARDS, MOVED, Page, PageContext, part_uri

PRINTING = ("guide", "how-to-use-this-site")
"""The guide that says how to print, to which the list of printed pages leads."""
ROLE_ANCHOR = "in-the-case-studies"
PROGRAM, SITE = "generator/basics/addresses.toml", "content/site.yml"
Anchors = Mapping[str, str]
"""Those of an old page that lead to a place of their own, with the anchor of that place."""


def iter_pages(context: PageContext) -> Iterator[Page]:
    for move in context.library.moves:
        kind, _, named = move.to.partition(":")
        identifier, _, section = named.partition("#")
        target = context.link(kind, identifier)
        to = Link(target.title, section_address(target.href, section))
        yield _redirect(f"/{move.old.removesuffix('.html')}.md", to, "content/moved.yml")
    for key, anchors in _things(context).items():
        to = context.link(*key)
        yield from (_redirect(old, to, PROGRAM, anchors) for old in old_addresses(*key) if old != to.href)
    yield from _other_pages(context)
    for uri, to, is_in_parts, count in _lists_of_cases(context):
        # Old and new lists have parts of one size, so that each part leads to the part with its case studies.
        for number in range(1, -(-count // CARDS) + 1):
            page = to.href.partition("#")[0]
            href = f"/{part_uri(page[1:], number)}" if is_in_parts and number > 1 else to.href
            yield _redirect(f"/{part_uri(uri, number)}", Link(to.title, href), SITE)


def _things(context: PageContext) -> dict[Key, Anchors]:
    """The things that may have had another page of their own."""
    library = context.library
    return {
        **{("theme", theme.id): {} for theme in library.themes},
        **{("role", role.id): {} for role in library.roles},
        **{("organisation-type", name): {} for name in context.organisation_types},
        **{
            ("source", source.id): {
                name: f"{source.id}-{name}"
                for name in map(section_anchor, (each.id for each in source.sections))
            }
            for source in library.bibliography.sources
        },
    }


def _other_pages(context: PageContext) -> Iterator[Page]:
    careers, groups = context.library.careers, context.library.vocabulary.role_groups
    ids = {
        "/careers/map.md": [*(way.id for way in careers.ways_in), *(f"roles-{group.id}" for group in groups)],
        "/careers/disciplines.md": [
            *(discipline.id for discipline in careers.disciplines),
            *(level.id for level in careers.levels),
        ],
        "/careers/cpd.md": [method.id for method in context.library.vocabulary.cpd_methods],
    }
    for old, href in OLD_PAGES.items():
        to = Link(context.library.site.title, href)
        if old == "/packs/index.md" and PRINTING in context.library.identities:
            to = context.link(*PRINTING)
        yield _redirect(old, to, PROGRAM, {name: name for name in ids.get(old, ())})


def _lists_of_cases(context: PageContext) -> Iterator[tuple[str, Link, bool, int]]:
    """Each list of case studies that had a page of its own: where it is now, whether that is in parts too,
    and how many case studies it has."""
    evidence = context.evidence
    lists = (
        ("by-type", "organisation-type", ANCHOR, evidence.cases_by_type),
        ("by-theme", "theme", ANCHOR, evidence.cases_by_theme),
        ("by-role", "role", ROLE_ANCHOR, evidence.cases_by_role),
    )
    for folder, kind, anchor, grouped in lists:
        for name, cases in grouped.items():
            target = context.link(kind, name)
            to = Link(target.title, f"{target.href}#{anchor}")
            yield f"case-studies/{folder}/{name}.md", to, True, len(cases)
    for (theme, name), cell in evidence.coverage.items():
        target = context.link("organisation-type", name)
        to = Link(target.title, f"{target.href}#{theme}")
        yield f"case-studies/by-type/{name}/{theme}.md", to, False, cell.cases


def _redirect(old: str, to: Link, made_from: str, anchors: Anchors | None = None) -> Page:
    return Page(
        at=Link(to.title, old),
        template="moved",
        summary=to.title,
        made_from=made_from,
        data=to,
        called=MOVED,
        location=to.href,
        moved_anchors=anchors or {},
    )
