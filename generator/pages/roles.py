"""The roles: the list of them by group, and a page for each that a case study has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from itertools import chain
from typing import Any

from generator.basics.labels import label
from generator.content.model.case_study import TeamMember
from generator.content.model.people import Role
from generator.library.board_paper import PARTNERS
from generator.library.entries import Entry, Link
from generator.library.evidence import Case, members_of
from generator.library.figures import spread_in_words
from generator.library.freshness import due_days, is_overdue
from generator.pages.cases import few_practices, further_part
from generator.pages.page_context import (
    FEW_LINKS,
    ListPart,
    Page,
    PageContext,
    at,
    iter_parts,
    linked,
    notes_of,
    one_page,
    shortened,
)

ASPECTS = ("reports_to", "time", "grade", "contract")
"""What is reported of posts, beside their WTE."""
MOST_PRACTICES = 10
"""Practices that name a role, on its page."""


def iter_pages(context: PageContext) -> Iterator[Page]:
    yield _list_page(context)
    for role in context.library.roles:
        if _has_page(role):
            parts = iter_parts(context.evidence.cases_by_role[role.id], role.href[1:])
            page = _role_page(context, role, next(parts))
            yield page
            yield from (further_part(page, part, "role_part", id=role.id) for part in parts)


def _has_page(role: Entry[Role]) -> bool:
    return "#" not in role.href


def _list_page(context: PageContext) -> Page:
    library = context.library
    entries = [role for role in library.roles if not _has_page(role)]
    due, notes = due_days(library), notes_of(library)
    groups = {
        group.title: [role for role in library.roles if role.record.group == group.id]
        for group in library.vocabulary.role_groups
    }
    return one_page(
        "roles",
        summary=library.site.introductions.roles,
        data={
            "groups": {
                title: {
                    "with_page": [role for role in roles if _has_page(role)],
                    "entries": [role for role in roles if not _has_page(role)],
                }
                for title, roles in groups.items()
                if roles
            },
            "cases": {role: len(cases) for role, cases in context.evidence.cases_by_role.items()},
            # What an entry says that a role's own page would say
            "paths": {role.id: context.library.role_paths[role.id] for role in entries},
            "related": {role.id: context.links("role", linked(role, library.roles)) for role in entries},
            "notes": {role.id: notes.get(("role", role.id), ()) for role in entries},
            "overdue": {
                role.id: due[role.path] for role in entries if is_overdue(due.get(role.path), context.today)
            },
            "keeper": library.overlay.name if library.overlay else "",
        },
        sources=context.documents(reference for role in library.roles for reference in role.record.sources),
    )


def _role_page(context: PageContext, role: Entry[Role], part: ListPart[Case]) -> Page:
    library, record, cases = context.library, role.record, context.evidence.cases_by_role[role.id]
    posts = [found for case in cases if (found := _posts_of(role.id, case))]
    related = context.links("role", linked(role, library.roles))
    shown = {role.href, *(place.href for place in (at("roles"), at("careers"), at("findings")))}
    shown |= {link.href for link in related} | {case.href for case in context.library.cases}
    return Page(
        at=role.link,
        template="role",
        summary=record.purpose,
        made_from=role.path,
        data={
            "id": role.id,
            "record": record,
            "has_board_paper": record.group != PARTNERS,
            "path": context.library.role_paths[role.id],
            "reports": {aspect: _reports(posts, aspect) for aspect in ASPECTS} | {"wte": _wtes(posts)},
            "posts_of": len(posts),
            "practices": few_practices(
                context.evidence.practices_by_role[role.id], at("cases").href, MOST_PRACTICES
            ),
            "part": part,
            "cases_of": len(context.library.cases),
            "named_in": shortened(_iter_naming(context, role.id, {case.id for case in cases}), FEW_LINKS),
            "findings": [
                name for name, each in context.library.findings_by_id.items() if role.id in each.roles
            ],
            "related": related,
        },
        related=context.mentions("role", role.id, shown),
    )


def _iter_naming(context: PageContext, role: str, leave_out: Collection[str]) -> Iterator[Link]:
    """The case studies whose text leads to the role, or has a practice that names it."""
    sections = context.library.mentions.get(("role", role), {})
    paths = {path for found in sections.values() for path in found}
    seen = {item.case.id for item in context.evidence.practices_by_role[role]}
    for case in context.library.cases:
        if case.id not in leave_out and (case.path in paths or case.id in seen):
            yield case.link


Posts = tuple[TeamMember, ...]
"""The posts of one role in a case study."""


def _posts_of(role: str, case: Case) -> Posts:
    return tuple(member for member in members_of(case) if member.role == role)


def _reports(found: list[Posts], aspect: str) -> Mapping[str, Any]:
    """What is reported of a side of the posts, the most frequent first, and by how many case studies each and
    any of it."""
    told = [dict.fromkeys(filter(None, (getattr(post, aspect) for post in posts))) for posts in found]
    counted = Counter(chain.from_iterable(told)).most_common()
    rest = max(0, len(counted) - FEW_LINKS)
    return {"words": counted[:FEW_LINKS], "rest": rest, "reporting": sum(map(bool, told))}


def _wtes(found: list[Posts]) -> Mapping[str, Any]:
    known = [wte for posts in found if (wte := _wte(posts)) is not None]
    words = spread_in_words(known, "WTE") or (label("Too few to say") if known else "")
    return {"words": [(words, 1)] if words else [], "rest": 0, "reporting": len(known)}


def _wte(posts: Posts) -> Decimal | None:
    """The total WTE of the posts; None unless every post reports it, or a part would pass for the whole."""
    known = [post.wte for post in posts if post.wte is not None]
    return sum(known, Decimal(0)) if len(known) == len(posts) else None
