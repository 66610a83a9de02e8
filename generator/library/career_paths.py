"""How roles, the ways into them, disciplines and accreditation routes relate: the role and career map.

Nothing here is typed by hand. A route opens to a role through the disciplines that both belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.content.model.people import AccreditationRoute, Role
from generator.library.entries import Entry
from generator.library.library import Library


@dataclass(frozen=True)
class RolePath:
    """What leads into a role, and what it belongs to: identifiers, in the order of `content/careers.yml`."""

    role: Entry[Role]
    ways: tuple[str, ...]
    disciplines: tuple[str, ...]
    routes: tuple[str, ...]


@dataclass(frozen=True)
class Connection:
    """Two things that belong together, such as a way in and a group of roles: their identifiers."""

    start: str
    end: str
    roles: tuple[Entry[Role], ...]
    """The roles that connect them."""


@dataclass(frozen=True)
class Connections:
    ways_to_groups: tuple[Connection, ...]
    groups_to_disciplines: tuple[Connection, ...]
    disciplines_to_routes: tuple[Connection, ...]


def role_paths(library: Library) -> Mapping[str, RolePath]:
    """The path of every role, by the role's identifier, in the order of the roles."""
    return {role.id: _path(library, role) for role in library.roles}


def _path(library: Library, role: Entry[Role]) -> RolePath:
    careers = library.careers
    named = {each.way for each in role.record.ways_in}
    disciplines = tuple(each.id for each in careers.disciplines if role.id in each.roles)
    return RolePath(
        role,
        tuple(way.id for way in careers.ways_in if way.id in named),
        disciplines,
        tuple(route.id for route in careers.routes if set(disciplines) & set(route.disciplines)),
    )


def ties(library: Library, paths: Iterable[RolePath]) -> Connections:
    """All connections that the map shows. Roles are taken by group: single ones would be a tangle."""
    known = tuple(paths)
    careers, groups = library.careers, [group.id for group in library.vocabulary.role_groups]
    ways, disciplines = [way.id for way in careers.ways_in], [each.id for each in careers.disciplines]
    return Connections(
        tuple(
            Connection(way, group, roles)
            for way in ways
            for group in groups
            if (roles := _of(path for path in known if way in path.ways and _is_in(group, path)))
        ),
        tuple(
            Connection(group, discipline, roles)
            for group in groups
            for discipline in disciplines
            if (
                roles := _of(path for path in known if discipline in path.disciplines and _is_in(group, path))
            )
        ),
        tuple(_to_routes(careers.routes, disciplines, known)),
    )


def _to_routes(
    routes: Iterable[AccreditationRoute], disciplines: Iterable[str], paths: tuple[RolePath, ...]
) -> Iterator[Connection]:
    by_route = tuple(routes)
    for discipline in disciplines:
        roles = _of(path for path in paths if discipline in path.disciplines)
        yield from (
            Connection(discipline, route.id, roles) for route in by_route if discipline in route.disciplines
        )


def _of(paths: Iterable[RolePath]) -> tuple[Entry[Role], ...]:
    return tuple(path.role for path in paths)


def _is_in(group: str, path: RolePath) -> bool:
    return path.role.record.group == group
