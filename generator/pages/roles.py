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
    ACCREDITATION,
    CARDS,
    CAREER_MAP,
    CAREERS,
    CASES,
    FEW_LINKS,
    FINDINGS,
    HOME,
    ROLES,
    Desk,
    Facets,
    Link,
    Page,
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
class Told:
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
    told: tuple[Told, ...]


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
    routes: tuple[Link, ...]
    """Those of its disciplines."""
    accreditation: Link
    career_map: Link
    findings: tuple[Link, ...]
    related: tuple[Link, ...]


def iter_pages(desk: Desk) -> Iterator[Page]:
    yield _list_page(desk)
    for role in desk.library.roles:
        yield _role_page(desk, role)


def _list_page(desk: Desk) -> Page:
    groups = tuple(
        RoleGroup(
            entry.title,
            tuple(_card(desk, role) for role in desk.library.roles if role.record.group == entry.id),
        )
        for entry in desk.library.vocabulary.role_groups
    )
    return Page(
        uri="roles/index.md",
        template="roles",
        title=label("Roles"),
        summary=desk.library.site.introductions.roles,
        made_from="content/site.yml",
        reviewed=desk.library.site.reviewed,
        data=tuple(group for group in groups if group.roles),
        facets=Facets(label("Role")),
        breadcrumbs=(HOME,),
        sources=desk.documents(reference for role in desk.library.roles for reference in role.record.sources),
        see_also=(CAREER_MAP, CAREERS, CASES),
    )


def _card(desk: Desk, role: Entry[Role]) -> RoleCard:
    record = role.record
    cases = len(desk.evidence.cases_by_role[role.id])
    return RoleCard(record.title, record.abbreviation or "", role.href, record.purpose, cases)


def _role_page(desk: Desk, role: Entry[Role]) -> Page:
    record = role.record
    data = _role_data(desk, role)
    shown = {role.href, CAREERS.href, CAREER_MAP.href, FINDINGS.href} | {link.href for link in data.related}
    shown |= {case.href for case in desk.evidence.cases_by_role[role.id]}
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
        sources=desk.citations(record.sources),
        related=desk.mentions("role", role.id, shown),
    )


def _role_data(desk: Desk, role: Entry[Role]) -> RolePage:
    record = role.record
    cases = desk.evidence.cases_by_role[role.id]
    path = desk.role_paths[role.id]
    linked_from = [other.id for other in desk.library.roles if role.id in other.record.related]
    return RolePage(
        record=record,
        group=desk.word("role-group", record.group),
        professions=tuple(desk.word("profession", name) for name in record.professions),
        reports_to=_facts(desk, record.reports_to),
        ways=tuple(_way(desk, way, record) for way in path.ways),
        facts=_facts(desk, record.facts),
        posts=_posts(role_posts(role.id, cases)),
        cases=tuple(_in_case(role.id, case) for case in cases[:CARDS]),
        count=len(cases),
        rest=Link(label("All case studies with this role"), f"/case-studies/by-role/{role.id}.md"),
        cases_of=len(desk.library.cases),
        disciplines=desk.links("discipline", path.disciplines),
        routes=desk.links("route", path.routes),
        accreditation=ACCREDITATION,
        career_map=CAREER_MAP,
        findings=tuple(
            desk.link("finding", finding.id)
            for group in desk.library.findings.groups
            for finding in group.findings
            if role.id in finding.roles
        ),
        related=desk.links("role", dict.fromkeys([*record.related, *linked_from])),
    )


def _facts(desk: Desk, facts: tuple[Fact, ...]) -> tuple[FactItem, ...]:
    return tuple(FactItem(fact.text, desk.citations(fact.sources)) for fact in facts)


def _way(desk: Desk, way: str, record: Role) -> WayItem:
    said = tuple(
        FactItem(each.text, desk.citations(each.sources)) for each in record.ways_in if each.way == way
    )
    return WayItem(desk.link("way-in", way), said)


def _posts(posts: RolePosts) -> Posts:
    told = [
        Told(
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
        posts.total, (*told, Told(label("WTE of these posts together"), wte, 0, posts.wte_reporting))
    )


def _counted(words: str, number: int) -> str:
    return words if number == 1 else label("{words} ({number} case studies)", words=words, number=number)


def _in_case(role: str, case: Case) -> RoleInCase:
    return RoleInCase(
        case=Link(case.record.title, case.href),
        posts=tuple(member for member in members_of(case) if member.role == role),
        interviewed=any(person.role == role for person in case.record.interviewed),
    )
