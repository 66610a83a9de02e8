"""The roles: the list of them by group, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.basics.labels import label
from generator.content.model.case_study import TeamMember
from generator.content.model.people import Role
from generator.library.board.asks import PARTNERS
from generator.library.career_paths import RolePath
from generator.library.entries import Entry, Link
from generator.library.evidence import Case, members_of
from generator.library.figures.figure import spread_in_words
from generator.library.figures.tallies import RolePosts, role_posts
from generator.pages.page_context import (
    BOARD_PAPER,
    CARDS,
    CAREER_MAP,
    CAREERS,
    CASES,
    FEW_LINKS,
    FINDINGS,
    HOME,
    ROLES,
    Facets,
    Page,
    PageContext,
    pack_link,
)

ASPECTS = {
    "reports_to": label("Whom it reports to"),
    "time": label("Time"),
    "grade": label("Grade"),
    "contract": label("How the post is held"),
}


@dataclass(frozen=True)
class RoleList:
    groups: tuple[tuple[str, tuple[Entry[Role], ...]], ...]
    """The title of each group, and its roles."""
    cases: Mapping[str, int]
    """How many case studies have each role."""


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
class RolePage:
    record: Role
    path: RolePath
    posts: tuple[PostReports, ...]
    posts_of: int
    """Case studies whose team has the role."""
    cases: tuple[RoleInCase, ...]
    """The first of them."""
    count: int
    rest: Link
    cases_of: int
    findings: tuple[str, ...]
    related: tuple[Link, ...]


def iter_pages(context: PageContext) -> Iterator[Page]:
    yield _list_page(context)
    for role in context.library.roles:
        yield _role_page(context, role)


def _list_page(context: PageContext) -> Page:
    roles = context.library.roles
    groups = (
        (group.title, tuple(role for role in roles if role.record.group == group.id))
        for group in context.library.vocabulary.role_groups
    )
    return Page(
        uri="roles/index.md",
        template="roles",
        title=label("Roles"),
        summary=context.library.site.introductions.roles,
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=RoleList(
            groups=tuple((title, found) for title, found in groups if found),
            cases={role: len(cases) for role, cases in context.evidence.cases_by_role.items()},
        ),
        facets=Facets(label("Role")),
        breadcrumbs=(HOME,),
        sources=context.documents(reference for role in roles for reference in role.record.sources),
        see_also=(CAREER_MAP, CAREERS, CASES),
    )


def _role_page(context: PageContext, role: Entry[Role]) -> Page:
    record = role.record
    data = _role_data(context, role)
    shown = {role.href, CAREERS.href, CAREER_MAP.href, FINDINGS.href} | {link.href for link in data.related}
    shown |= {case.href for case in context.evidence.cases_by_role[role.id]}
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
        see_also=(*_board_paper(role), ROLES, CAREER_MAP, CAREERS, pack_link(role.href)),
        sources=context.citations(record.sources),
        related=context.mentions("role", role.id, shown),
    )


def _board_paper(role: Entry[Role]) -> Iterator[Link]:
    """The paper that asks for such a post, where one can ask for it."""
    if role.record.group != PARTNERS:
        yield Link(label("A paper to ask your board for this post"), f"{BOARD_PAPER.href}?ask={role.id}")


def _role_data(context: PageContext, role: Entry[Role]) -> RolePage:
    record = role.record
    cases = context.evidence.cases_by_role[role.id]
    posts = role_posts(role.id, cases)
    linked_from = [other.id for other in context.library.roles if role.id in other.record.related]
    return RolePage(
        record=record,
        path=context.role_paths[role.id],
        posts=tuple(_iter_posts(posts)),
        posts_of=posts.total,
        cases=tuple(_in_case(role.id, case) for case in cases[:CARDS]),
        count=len(cases),
        rest=Link(label("All case studies with this role"), f"/case-studies/by-role/{role.id}.md"),
        cases_of=len(context.library.cases),
        findings=tuple(finding.id for finding in context.findings if role.id in finding.roles),
        related=context.links("role", dict.fromkeys([*record.related, *linked_from])),
    )


def _iter_posts(posts: RolePosts) -> Iterator[PostReports]:
    for aspect, title in ASPECTS.items():
        found = posts.told[aspect]
        words = [_counted(words, number) for words, number in found.words.items()]
        yield PostReports(title, tuple(words[:FEW_LINKS]), max(0, len(words) - FEW_LINKS), found.reporting)
    too_few = (label("Too few to say"),) if posts.wte_reporting else ()
    wte = (spread_in_words(posts.wte, "WTE"),) if posts.wte else too_few
    yield PostReports(label("WTE of these posts together"), wte, 0, posts.wte_reporting)


def _counted(words: str, number: int) -> str:
    return words if number == 1 else label("{words} ({number} case studies)", words=words, number=number)


def _in_case(role: str, case: Case) -> RoleInCase:
    return RoleInCase(
        case=case.link,
        posts=tuple(member for member in members_of(case) if member.role == role),
        interviewed=any(person.role == role for person in case.record.interviewed),
    )
