"""The roles: the list of them by group, and a page for each that a case study has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import chain

from generator.basics.labels import label
from generator.content.model.case_study import TeamMember
from generator.content.model.people import Role
from generator.library.board_paper import PARTNERS
from generator.library.charts import spread, spread_in_words
from generator.library.entries import Entry, Link
from generator.library.evidence import Case, members_of
from generator.library.freshness import due_days, is_overdue
from generator.library.library import RolePath
from generator.pages.cases import PracticeList, few_practices
from generator.pages.page_context import (
    BOARD_PAPER,
    CAREERS,
    CASES,
    FEW_LINKS,
    FINDINGS,
    HOME,
    ROLES,
    Facets,
    ListPart,
    Page,
    PageContext,
    iter_parts,
    notes_of,
    part_title,
    part_uri,
    shortened,
)

MOST_PRACTICES = 10
"""Practices that name a role, on its page."""
ASPECTS = {
    "reports_to": label("Whom it reports to"),
    "time": label("Time"),
    "grade": label("Grade"),
    "contract": label("How the post is held"),
}


@dataclass(frozen=True)
class RoleEntry:
    """A role that no case study has: what its page would say, in the list."""

    role: Entry[Role]
    path: RolePath
    related: tuple[Link, ...]
    notes: tuple[str, ...]
    """Of those who keep the copy."""
    made_from: str
    reviewed: date
    overdue: date | None
    """Where it should have been reviewed by now: the day by which."""


@dataclass(frozen=True)
class RoleGroup:
    title: str
    roles: tuple[Entry[Role], ...]
    """Those that have pages of their own."""
    entries: tuple[RoleEntry, ...]


@dataclass(frozen=True)
class RoleList:
    groups: tuple[RoleGroup, ...]
    cases: Mapping[str, int]
    """How many case studies have each role."""
    keeper: str


@dataclass(frozen=True)
class PostReports:
    """What the case studies report of one side of the posts."""

    label: str
    words: tuple[str, ...]
    """As reported, the most frequent first."""
    rest: int
    """Further wordings, too many to show."""
    reporting: int


@dataclass(frozen=True)
class RoleInCase:
    """What one case study reports of a role."""

    case: Link
    posts: tuple[TeamMember, ...]
    interviewed: bool


@dataclass(frozen=True)
class RolePart:
    """A further part of the case studies with a role, on a page of its own."""

    of: Link
    """The page with the first part."""
    cases: tuple[RoleInCase, ...]
    turn: ListPart


@dataclass(frozen=True)
class RolePage:
    record: Role
    board_paper: Link | None
    path: RolePath
    posts: tuple[PostReports, ...]
    posts_of: int
    """Case studies whose team has the role."""
    practices: PracticeList
    """Practices that name the role."""
    cases: tuple[RoleInCase, ...]
    """The first part of them."""
    turn: ListPart
    count: int
    cases_of: int
    named_in: tuple[Link, ...]
    """Case studies that speak of the role but don't list it in their team."""
    findings: tuple[str, ...]
    related: tuple[Link, ...]


def iter_pages(context: PageContext) -> Iterator[Page]:
    yield _list_page(context)
    for role in context.library.roles:
        if _has_page(role):
            parts = iter_parts(context.evidence.cases_by_role[role.id], role.href[1:])
            _, first, turn = next(parts)
            page = _role_page(context, role, first, turn)
            yield page
            yield from (_further_part(page, role, part, turn) for _, part, turn in parts)


def _has_page(role: Entry[Role]) -> bool:
    return "#" not in role.href


def _list_page(context: PageContext) -> Page:
    library = context.library
    groups = (_group(context, group.id, group.title) for group in library.vocabulary.role_groups)
    return Page(
        uri="roles/index.md",
        template="roles",
        title=label("Roles"),
        summary=library.site.introductions.roles,
        made_from="content/site.yml",
        reviewed=library.site.reviewed,
        data=RoleList(
            groups=tuple(group for group in groups if group.roles or group.entries),
            cases={role: len(cases) for role, cases in context.evidence.cases_by_role.items()},
            keeper=library.overlay.name if library.overlay else "",
        ),
        facets=Facets(label("Role")),
        breadcrumbs=(HOME,),
        sources=context.documents(reference for role in library.roles for reference in role.record.sources),
        see_also=(CAREERS, CASES),
    )


def _group(context: PageContext, identifier: str, title: str) -> RoleGroup:
    found = [role for role in context.library.roles if role.record.group == identifier]
    return RoleGroup(
        title,
        tuple(role for role in found if _has_page(role)),
        tuple(_entry(context, role) for role in found if not _has_page(role)),
    )


def _entry(context: PageContext, role: Entry[Role]) -> RoleEntry:
    due = due_days(context.library).get(role.path)
    return RoleEntry(
        role=role,
        path=context.library.role_paths[role.id],
        related=_related(context, role),
        notes=notes_of(context.library).get(("role", role.id), ()),
        made_from=role.path,
        reviewed=role.record.reviewed,
        overdue=due if is_overdue(due, context.today) else None,
    )


def _related(context: PageContext, role: Entry[Role]) -> tuple[Link, ...]:
    """The roles that it names, and those that name it."""
    linked_from = [other.id for other in context.library.roles if role.id in other.record.related]
    return context.links("role", dict.fromkeys([*role.record.related, *linked_from]))


def _further_part(page: Page, role: Entry[Role], cases: tuple[Case, ...], turn: ListPart) -> Page:
    return replace(
        page,
        uri=part_uri(page.uri, turn.number),
        template="role_part",
        title=part_title(page.title, turn),
        data=RolePart(role.link, tuple(_in_case(role.id, case) for case in cases), turn),
        has_contents=False,
        is_searched=False,
        breadcrumbs=(*page.breadcrumbs, role.link),
        see_also=(),
        sources=(),
        related=(),
        feed="",
    )


def _role_page(context: PageContext, role: Entry[Role], first: tuple[Case, ...], turn: ListPart) -> Page:
    record = role.record
    data = _role_data(context, role, first, turn)
    shown = {role.href, ROLES.href, CAREERS.href, FINDINGS.href} | {link.href for link in data.related}
    shown |= {case.href for case in context.library.cases}
    return Page(
        uri=role.href[1:],
        template="role",
        title=role.title,
        summary=record.purpose,
        made_from=role.path,
        reviewed=record.reviewed,
        data=data,
        facets=Facets(label("Role")),
        breadcrumbs=(HOME, ROLES),
        see_also=(CAREERS,),
        related=context.mentions("role", role.id, shown),
    )


def _board_paper(role: Entry[Role]) -> Link | None:
    """The paper that asks for such a post, where one can ask for it."""
    if role.record.group == PARTNERS:
        return None
    return Link(label("A paper to ask your board for this post"), f"{BOARD_PAPER.href}?ask={role.id}")


def _role_data(context: PageContext, role: Entry[Role], first: tuple[Case, ...], turn: ListPart) -> RolePage:
    record = role.record
    cases = context.evidence.cases_by_role[role.id]
    posts = [found for case in cases if (found := _posts_of(role.id, case))]
    return RolePage(
        record=record,
        board_paper=_board_paper(role),
        path=context.library.role_paths[role.id],
        posts=tuple(_iter_posts(posts)),
        posts_of=len(posts),
        practices=few_practices(context.evidence.practices_by_role[role.id], CASES.href, MOST_PRACTICES),
        cases=tuple(_in_case(role.id, case) for case in first),
        turn=turn,
        count=len(cases),
        cases_of=len(context.library.cases),
        named_in=shortened(_iter_naming(context, role.id, {case.id for case in cases}), FEW_LINKS),
        findings=tuple(
            finding.id for finding in context.library.findings_by_id.values() if role.id in finding.roles
        ),
        related=_related(context, role),
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


def _iter_posts(found: list[Posts]) -> Iterator[PostReports]:
    for aspect, title in ASPECTS.items():
        yield _reports(title, [[getattr(post, aspect) for post in posts] for posts in found])
    known = [wte for posts in found if (wte := _wte(posts)) is not None]
    too_few = label("Too few to say") if known else ""
    words = spread_in_words(spread(known), "WTE") or too_few
    yield PostReports(label("WTE of these posts together"), (words,) if words else (), 0, len(known))


def _reports(title: str, found: list[list[str | None]]) -> PostReports:
    """`found`: by case study, what is reported of each post."""
    told = [dict.fromkeys(filter(None, texts)) for texts in found]
    words = [_counted(words, number) for words, number in Counter(chain.from_iterable(told)).most_common()]
    rest = max(0, len(words) - FEW_LINKS)
    return PostReports(title, tuple(words[:FEW_LINKS]), rest, sum(map(bool, told)))


def _wte(posts: Posts) -> Decimal | None:
    """The total WTE of the posts; None unless every post reports it, or a part would pass for the whole."""
    known = [post.wte for post in posts if post.wte is not None]
    return sum(known, Decimal(0)) if len(known) == len(posts) else None


def _counted(words: str, number: int) -> str:
    return words if number == 1 else label("{words} ({number} case studies)", words=words, number=number)


def _in_case(role: str, case: Case) -> RoleInCase:
    return RoleInCase(
        case=case.link,
        posts=_posts_of(role, case),
        interviewed=any(person.role == role for person in case.record.interviewed),
    )
