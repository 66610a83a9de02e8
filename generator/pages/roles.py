"""The roles: the list of them by group, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.labels import label
from generator.content.model.case_study import TeamMember
from generator.content.model.people import Fact, Role
from generator.library.entries import Entry
from generator.library.evidence import Case, members_of
from generator.library.figures.figure import spread_in_words
from generator.library.figures.tallies import RolePosts, role_posts
from generator.pages.page_context import (
    CARDS,
    CAREER_MAP,
    CAREERS,
    CASES,
    FEW_LINKS,
    FINDINGS,
    HOME,
    ROLES,
    Facets,
    Link,
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
class RoleCard:
    title: str
    abbreviation: str
    href: str
    purpose: str
    cases: int


@dataclass(frozen=True)
class RoleGroup:
    title: str
    roles: tuple[RoleCard, ...]


@dataclass(frozen=True)
class FactItem:
    text: str
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class WayItem:
    way: Link
    facts: tuple[FactItem, ...]


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
class Posts:
    total: int
    """Case studies whose team has the role."""
    told: tuple[PostReports, ...]


@dataclass(frozen=True)
class RoleInCase:
    """What one case study reports of a role."""

    case: Link
    posts: tuple[TeamMember, ...]
    interviewed: bool


@dataclass(frozen=True)
class RolePage:
    record: Role
    group: str
    professions: tuple[str, ...]
    reports_to: tuple[FactItem, ...]
    ways: tuple[WayItem, ...]
    facts: tuple[FactItem, ...]
    posts: Posts
    cases: tuple[RoleInCase, ...]
    """The first of them."""
    count: int
    rest: Link
    cases_of: int
    disciplines: tuple[Link, ...]
    career_map: Link
    findings: tuple[Link, ...]
    related: tuple[Link, ...]


def iter_pages(context: PageContext) -> Iterator[Page]:
    yield _list_page(context)
    for role in context.library.roles:
        yield _role_page(context, role)


def _list_page(context: PageContext) -> Page:
    groups = tuple(
        RoleGroup(
            entry.title,
            tuple(_card(context, role) for role in context.library.roles if role.record.group == entry.id),
        )
        for entry in context.library.vocabulary.role_groups
    )
    return Page(
        uri="roles/index.md",
        template="roles",
        title=label("Roles"),
        summary=context.library.site.introductions.roles,
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=tuple(group for group in groups if group.roles),
        facets=Facets(label("Role")),
        breadcrumbs=(HOME,),
        sources=context.documents(
            reference for role in context.library.roles for reference in role.record.sources
        ),
        see_also=(CAREER_MAP, CAREERS, CASES),
    )


def _card(context: PageContext, role: Entry[Role]) -> RoleCard:
    record = role.record
    cases = len(context.evidence.cases_by_role[role.id])
    return RoleCard(record.title, record.abbreviation or "", role.href, record.purpose, cases)


def _role_page(context: PageContext, role: Entry[Role]) -> Page:
    record = role.record
    data = _role_data(context, role)
    shown = {role.href, CAREERS.href, CAREER_MAP.href, FINDINGS.href} | {link.href for link in data.related}
    shown |= {case.href for case in context.evidence.cases_by_role[role.id]}
    return Page(
        uri=role.href[1:],
        template="role",
        title=record.title,
        summary=record.purpose,
        made_from=role.path,
        reviewed=record.reviewed,
        data=data,
        facets=Facets(label("Role")),
        breadcrumbs=(HOME, ROLES),
        see_also=(ROLES, CAREER_MAP, CAREERS, pack_link(role.href)),
        sources=context.citations(record.sources),
        related=context.mentions("role", role.id, shown),
    )


def _role_data(context: PageContext, role: Entry[Role]) -> RolePage:
    record = role.record
    cases = context.evidence.cases_by_role[role.id]
    path = context.role_paths[role.id]
    linked_from = [other.id for other in context.library.roles if role.id in other.record.related]
    return RolePage(
        record=record,
        group=context.word("role-group", record.group),
        professions=tuple(context.word("profession", name) for name in record.professions),
        reports_to=_facts(context, record.reports_to),
        ways=tuple(_way(context, way, record) for way in path.ways),
        facts=_facts(context, record.facts),
        posts=_posts(role_posts(role.id, cases)),
        cases=tuple(_in_case(role.id, case) for case in cases[:CARDS]),
        count=len(cases),
        rest=Link(label("All case studies with this role"), f"/case-studies/by-role/{role.id}.md"),
        cases_of=len(context.library.cases),
        disciplines=context.links("discipline", path.disciplines),
        career_map=CAREER_MAP,
        findings=tuple(
            context.link("finding", finding.id)
            for group in context.library.findings.groups
            for finding in group.findings
            if role.id in finding.roles
        ),
        related=context.links("role", dict.fromkeys([*record.related, *linked_from])),
    )


def _facts(context: PageContext, facts: tuple[Fact, ...]) -> tuple[FactItem, ...]:
    return tuple(FactItem(fact.text, context.citations(fact.sources)) for fact in facts)


def _way(context: PageContext, way: str, record: Role) -> WayItem:
    said = tuple(
        FactItem(each.text, context.citations(each.sources)) for each in record.ways_in if each.way == way
    )
    return WayItem(context.link("way-in", way), said)


def _posts(posts: RolePosts) -> Posts:
    told = [
        PostReports(
            title,
            tuple(_counted(words, number) for words, number in list(found.words.items())[:FEW_LINKS]),
            max(0, len(found.words) - FEW_LINKS),
            found.reporting,
        )
        for aspect, title in ASPECTS.items()
        for found in [posts.told[aspect]]
    ]
    too_few = (label("Too few to say"),) if posts.wte_reporting else ()
    wte = (spread_in_words(posts.wte, "WTE"),) if posts.wte else too_few
    return Posts(
        posts.total, (*told, PostReports(label("WTE of these posts together"), wte, 0, posts.wte_reporting))
    )


def _counted(words: str, number: int) -> str:
    return words if number == 1 else label("{words} ({number} case studies)", words=words, number=number)


def _in_case(role: str, case: Case) -> RoleInCase:
    return RoleInCase(
        case=Link(case.record.title, case.href),
        posts=tuple(member for member in members_of(case) if member.role == role),
        interviewed=any(person.role == role for person in case.record.interviewed),
    )
