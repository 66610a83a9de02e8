"""The roles: the list of them by group, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.library import Entry
from generator.model.people import Role
from generator.model.team import TeamMember
from generator.pages.desk import CAREERS, CASES, FINDINGS, HOME, ROLES, Desk
from generator.pages.page import Facets, Link, Page
from generator.pages.paging import CARDS


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
    facts: tuple[FactItem, ...]
    cases: tuple[RoleInCase, ...]
    """The first of them."""
    count: int
    rest: Link
    cases_of: int
    disciplines: tuple[Link, ...]
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
        title="Roles",
        summary=desk.library.site.introductions.roles,
        made_from="content/site.yml",
        reviewed=desk.library.site.reviewed,
        data=tuple(group for group in groups if group.roles),
        facets=Facets("Role"),
        breadcrumbs=(HOME,),
        sources=desk.documents(reference for role in desk.library.roles for reference in role.record.sources),
        see_also=(CAREERS, CASES),
    )


def _card(desk: Desk, role: Entry[Role]) -> RoleCard:
    record = role.record
    cases = len(desk.evidence.cases_by_role[role.id])
    return RoleCard(record.title, record.abbreviation or "", role.href, record.purpose, cases)


def _role_page(desk: Desk, role: Entry[Role]) -> Page:
    record = role.record
    data = _role_data(desk, role)
    shown = {role.href, CAREERS.href, FINDINGS.href} | {link.href for link in data.related}
    shown |= {case.href for case in desk.evidence.cases_by_role[role.id]}
    return Page(
        uri=role.href[1:],
        template="role",
        title=record.title,
        summary=record.purpose,
        made_from=role.path,
        reviewed=record.reviewed,
        data=data,
        facets=Facets("Role"),
        breadcrumbs=(HOME, ROLES),
        see_also=(ROLES, CAREERS),
        sources=desk.citations(record.sources),
        related=desk.mentions("role", role.id, shown),
    )


def _role_data(desk: Desk, role: Entry[Role]) -> RolePage:
    record = role.record
    cases = desk.evidence.cases_by_role[role.id]
    linked_from = [other.id for other in desk.library.roles if role.id in other.record.related]
    return RolePage(
        record=record,
        group=desk.word("role-group", record.group),
        professions=tuple(desk.word("profession", name) for name in record.professions),
        facts=tuple(FactItem(fact.text, desk.citations(fact.sources)) for fact in record.facts),
        cases=tuple(
            RoleInCase(
                case=Link(case.record.title, case.href),
                posts=tuple(
                    m for m in (case.record.team.members if case.record.team else ()) if m.role == role.id
                ),
                interviewed=any(person.role == role.id for person in case.record.interviewed),
            )
            for case in cases[:CARDS]
        ),
        count=len(cases),
        rest=Link("All case studies with this role", f"/case-studies/by-role/{role.id}.md"),
        cases_of=len(desk.library.cases),
        disciplines=tuple(
            desk.link("discipline", discipline.id)
            for discipline in desk.library.careers.disciplines
            if role.id in discipline.roles
        ),
        findings=tuple(
            desk.link("finding", finding.id)
            for group in desk.library.findings.groups
            for finding in group.findings
            if role.id in finding.roles
        ),
        related=desk.links("role", dict.fromkeys([*record.related, *linked_from])),
    )
