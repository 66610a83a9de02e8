"""The role and career map: how people come into roles, and where these belong, as a drawing and in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.basics.labels import counted, label
from generator.content.model.people import AccreditationRoute, Careers, Role, WayIn
from generator.content.model.site import VocabularyEntry
from generator.library.career_paths import Tie, Ties, ties
from generator.library.entries import Entry
from generator.pages.map_drawing import Column, Drawing, Line, Node, narrow_drawings, wide_drawing
from generator.pages.page import Facets, Link, Page
from generator.pages.page_context import CAREER_MAP, CAREERS, HOME, ROLES, Desk
from generator.pages.paging import LINKS, shortened

MADE_FROM = "content/careers.yml"
SUMMARY = label("How people come into roles of clinical informatics, and where these roles belong.")


@dataclass(frozen=True)
class GroupOfLinks:
    group: Link
    roles: tuple[Link, ...]


@dataclass(frozen=True)
class Recommended:
    link: Link
    count: int
    """Case studies that put it into practice."""


@dataclass(frozen=True)
class WayItem:
    record: WayIn
    groups: tuple[GroupOfLinks, ...]
    """The groups of roles that it leads to, each with the roles themselves."""
    recommended: tuple[Recommended, ...]
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class RoleRow:
    role: Link
    ways: tuple[Link, ...]
    disciplines: tuple[Link, ...]
    routes: tuple[Link, ...]
    cases: int


@dataclass(frozen=True)
class GroupItem:
    anchor: str
    title: str
    roles: tuple[RoleRow, ...]


@dataclass(frozen=True)
class DisciplineRow:
    discipline: Link
    groups: tuple[GroupOfLinks, ...]
    routes: tuple[Link, ...]


@dataclass(frozen=True)
class RouteItem:
    record: AccreditationRoute
    link: Link
    disciplines: tuple[Link, ...]


@dataclass(frozen=True)
class CareerMapPage:
    wide: Drawing | None
    """None where there is nothing to draw: no way in is known, or no route."""
    narrow: tuple[Drawing, ...]
    ways: tuple[WayItem, ...]
    groups: tuple[GroupItem, ...]
    disciplines: tuple[DisciplineRow, ...]
    routes: tuple[RouteItem, ...]
    cases_of: int


def iter_pages(desk: Desk) -> Iterator[Page]:
    record = desk.library.careers
    yield Page(
        uri=CAREER_MAP.href[1:],
        template="career_map",
        title=CAREER_MAP.title,
        summary=record.career_map or SUMMARY,
        made_from=MADE_FROM,
        reviewed=record.reviewed,
        data=_data(desk, ties(desk.library, desk.role_paths.values())),
        facets=Facets(label("Careers")),
        breadcrumbs=(HOME, CAREERS),
        see_also=(ROLES, CAREERS),
        sources=desk.documents(_sources(record)),
        assets=("stylesheets/career-map.css",),
    )


def _sources(record: Careers) -> Iterator[str]:
    for way in record.ways_in:
        yield from way.sources
    for discipline in record.disciplines:
        yield from discipline.sources
    for route in record.routes:
        yield from route.sources


def _data(desk: Desk, found: Ties) -> CareerMapPage:
    careers = desk.library.careers
    columns, lines = _columns(desk), tuple(_lines(desk, found))
    is_drawn = all(column.nodes for column in columns)
    return CareerMapPage(
        wide=wide_drawing(columns, lines) if is_drawn else None,
        narrow=narrow_drawings(columns, lines) if is_drawn else (),
        ways=tuple(_way(desk, way, found) for way in careers.ways_in),
        groups=tuple(_group(desk, entry.id, roles) for entry, roles in _groups(desk)),
        disciplines=tuple(
            DisciplineRow(
                desk.link("discipline", each.id),
                _by_group(
                    desk, ((tie.start, tie) for tie in found.groups_to_disciplines if tie.end == each.id)
                ),
                desk.links("route", (t.end for t in found.disciplines_to_routes if t.start == each.id)),
            )
            for each in careers.disciplines
        ),
        routes=tuple(
            RouteItem(route, desk.link("route", route.id), desk.links("discipline", route.disciplines))
            for route in careers.routes
        ),
        cases_of=len(desk.library.cases),
    )


def _anchor(group: str) -> str:
    return f"roles-{group}"


def _groups(desk: Desk) -> Iterator[tuple[VocabularyEntry, tuple[Entry[Role], ...]]]:
    """The groups that have roles."""
    for entry in desk.library.vocabulary.role_groups:
        roles = tuple(role for role in desk.library.roles if role.record.group == entry.id)
        if roles:
            yield entry, roles


def _columns(desk: Desk) -> tuple[Column, ...]:
    careers = desk.library.careers
    ways = tuple(Node(f"way-in:{way.id}", Link(way.title, f"#{way.id}"), "") for way in careers.ways_in)
    groups = tuple(
        Node(f"role-group:{entry.id}", Link(entry.title, f"#{_anchor(entry.id)}"), _count(len(roles)))
        for entry, roles in _groups(desk)
    )
    disciplines = tuple(
        Node(f"discipline:{each.id}", desk.link("discipline", each.id), "") for each in careers.disciplines
    )
    routes = tuple(
        Node(f"route:{route.id}", desk.link("route", route.id), route.training or "")
        for route in careers.routes
    )
    titled = (
        (label("Ways in"), ways),
        (label("Roles"), groups),
        (label("Disciplines"), disciplines),
        (label("Accreditation"), routes),
    )
    return tuple(Column(title, nodes) for title, nodes in titled)


def _lines(desk: Desk, found: Ties) -> Iterator[Line]:
    kinds = (
        ("way-in", "role-group", found.ways_to_groups),
        ("role-group", "discipline", found.groups_to_disciplines),
        ("discipline", "route", found.disciplines_to_routes),
    )
    for start, end, each in kinds:
        for tie in each:
            names = f"{desk.word(start, tie.start)}, {desk.word(end, tie.end)}"
            title = names if end == "route" else f"{names}: {_count(len(tie.roles))}"
            yield Line(f"{start}:{tie.start}", f"{end}:{tie.end}", title, len(tie.roles))


def _count(number: int) -> str:
    return counted(number, "role", "roles")


def _way(desk: Desk, way: WayIn, found: Ties) -> WayItem:
    by_recommendation = desk.evidence.by_recommendation
    return WayItem(
        way,
        _by_group(desk, ((tie.end, tie) for tie in found.ways_to_groups if tie.start == way.id)),
        tuple(
            Recommended(desk.link("recommendation", name), len(by_recommendation[name].cases))
            for name in way.recommendations
        ),
        desk.citations(way.sources),
    )


def _by_group(desk: Desk, ties_of_groups: Iterable[tuple[str, Tie]]) -> tuple[GroupOfLinks, ...]:
    return tuple(
        GroupOfLinks(
            Link(desk.word("role-group", group), f"#{_anchor(group)}"),
            shortened((Link(role.record.title, role.href) for role in tie.roles), LINKS, ROLES.href),
        )
        for group, tie in ties_of_groups
    )


def _group(desk: Desk, group: str, roles: tuple[Entry[Role], ...]) -> GroupItem:
    return GroupItem(
        _anchor(group), desk.word("role-group", group), tuple(_row(desk, role) for role in roles)
    )


def _row(desk: Desk, role: Entry[Role]) -> RoleRow:
    path = desk.role_paths[role.id]
    return RoleRow(
        Link(role.record.title, role.href),
        desk.links("way-in", path.ways),
        desk.links("discipline", path.disciplines),
        desk.links("route", path.routes),
        len(desk.evidence.cases_by_role[role.id]),
    )
