"""Careers on two pages: ways into roles and where these belong; accreditation and further learning.

The role and career map is drawn twice, for a wide place and for a narrow one. A narrow place gets each two
neighbouring columns as a drawing of its own, so that its words are as large as the page's. Lengths are in
units of the drawing, which a wide page shows at about a pixel each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from textwrap import wrap
from typing import Any

from generator.basics.labels import as_number, counted, label
from generator.content.model.people import Careers
from generator.library.entries import Link
from generator.library.library import RolePath
from generator.pages.page_context import CARDS, FEW_LINKS, Page, PageContext, one_page, shortened
from generator.pages.places import at

MADE_FROM = "content/careers.yml"


def iter_pages(context: PageContext) -> Iterator[Page]:
    record = context.library.careers
    yield one_page(
        "careers",
        summary=record.introduction,
        data={"record": record, "map": _map(context)},
        sources=context.documents(_references(record)),
    )
    yield one_page(
        "accreditation",
        summary=record.accreditation,
        data={"record": record, "cpd": _cpd(context)},
        sources=context.citations((*record.sources, *record.cpd.sources)),
    )


def _references(record: Careers) -> Iterator[str]:
    yield from record.sources
    for way in record.ways_in:
        yield from way.sources
    for discipline in record.disciplines:
        yield from discipline.sources


def _cpd(context: PageContext) -> Mapping[str, object]:
    """Continuing professional development, as the case studies report it."""
    reports = [(case.link, case.record.cpd) for case in context.library.cases if case.record.cpd]
    return {
        "methods": {
            name: shortened((case.link for case in found), FEW_LINKS, at("cases").href)
            for name, found in context.evidence.cases_by_cpd_method.items()
        },
        "reported": sum(bool(cpd.methods) for _, cpd in reports),
        "texts": [(case, cpd.text) for case, cpd in reports if cpd.text][:CARDS],
    }


Groups = Mapping[str, tuple[RolePath, ...]]
Ties = Mapping[tuple[str, str], tuple[Link, ...]]
"""The roles that join two things, such as a way in and a group of roles, by the identifiers of these."""


def _map(context: PageContext) -> Mapping[str, object]:
    """The map as a drawing, and what the same in words needs. No drawing where no way in is known."""
    careers, groups, evidence = context.library.careers, _groups(context), context.evidence
    of_ways = _ties_of_ways(careers, groups)
    of_disciplines = _ties_of_disciplines(careers, groups)
    columns = _columns(context, groups)
    lines = (
        *_lines(context, "way-in", "role-group", of_ways),
        *_lines(context, "role-group", "discipline", of_disciplines),
    )
    is_drawn = all(column.nodes for column in columns)
    return {
        "wide": wide_drawing(columns, lines) if is_drawn else None,
        "narrow": narrow_drawings(columns, lines) if is_drawn else (),
        "groups": groups,
        "roles_by_way": {
            way.id: {end: _few(roles) for (start, end), roles in of_ways.items() if start == way.id}
            for way in careers.ways_in
        },
        "roles_by_discipline": {
            each.id: {start: _few(roles) for (start, end), roles in of_disciplines.items() if end == each.id}
            for each in careers.disciplines
        },
        "cases_by_role": {role: len(cases) for role, cases in evidence.cases_by_role.items()},
        "cases_by_recommendation": {
            name: len(evidence.by_recommendation[name].cases)
            for way in careers.ways_in
            for name in way.recommendations
        },
        "cases_of": len(context.library.cases),
    }


def _ties_of_ways(careers: Careers, groups: Groups) -> Ties:
    return {
        (way.id, group): roles
        for way in careers.ways_in
        for group, paths in groups.items()
        if (roles := tuple(path.role.link for path in paths if way.id in path.ways))
    }


def _ties_of_disciplines(careers: Careers, groups: Groups) -> Ties:
    return {
        (group, each.id): roles
        for group, paths in groups.items()
        for each in careers.disciplines
        if (roles := tuple(path.role.link for path in paths if each.id in path.disciplines))
    }


def _few(roles: tuple[Link, ...]) -> tuple[Link, ...]:
    return shortened(roles, rest_href=at("roles").href)


def _groups(context: PageContext) -> Groups:
    paths = context.library.role_paths.values()
    found = {
        group.id: tuple(path for path in paths if path.role.record.group == group.id)
        for group in context.library.vocabulary.role_groups
    }
    return {group: roles for group, roles in found.items() if roles}


@dataclass(frozen=True)
class Node:
    id: str
    link: Link
    note: str = ""
    """What stands below its name, in smaller letters; empty for nothing."""


@dataclass(frozen=True)
class MapColumn:
    title: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class MapLine:
    """Between a node and one of the next column."""

    start: str
    end: str
    title: str
    weight: int
    """How many roles join the two."""


def _columns(context: PageContext, groups: Groups) -> tuple[MapColumn, ...]:
    careers = context.library.careers
    ways = (Node(f"way-in:{way.id}", Link(way.title, f"#{way.id}")) for way in careers.ways_in)
    of_roles = (
        Node(
            f"role-group:{group}",
            Link(context.word("role-group", group), f"#roles-{group}"),
            _count(len(roles)),
        )
        for group, roles in groups.items()
    )
    disciplines = (
        Node(f"discipline:{each.id}", context.link("discipline", each.id)) for each in careers.disciplines
    )
    return (
        MapColumn(label("Ways in"), tuple(ways)),
        MapColumn(label("Roles"), tuple(of_roles)),
        MapColumn(label("Disciplines"), tuple(disciplines)),
    )


def _lines(context: PageContext, start: str, end: str, ties: Ties) -> Iterator[MapLine]:
    """`start`, `end`: the kinds of what is tied."""
    for (one, other), roles in ties.items():
        names = f"{context.word(start, one)}, {context.word(end, other)}"
        title = f"{names}: {_count(len(roles))}"
        yield MapLine(f"{start}:{one}", f"{end}:{other}", title, len(roles))


def _count(number: int) -> str:
    return counted(number, "role", "roles")


LINE, PADDING, GAP, TOP = 18, 8, 14, 34
"""The height of a line of words, the space inside a box, between boxes, and for the columns' names."""
LETTER = 7.4
"""How wide a letter is on average; a little too much, so that words stay in their boxes."""
THICKEST = Decimal(6)
WIDE, NARROW = (172, 64), (130, 56)
"""Of each shape: the width of a column, and the space between two."""


def wide_drawing(columns: Sequence[MapColumn], lines: Sequence[MapLine]) -> Mapping[str, Any]:
    return _drawing("map", columns, lines, WIDE)


def narrow_drawings(columns: Sequence[MapColumn], lines: Sequence[MapLine]) -> tuple[Mapping[str, Any], ...]:
    """One for each two neighbouring columns."""
    found = []
    for number, pair in enumerate(pairwise(columns), 1):
        starts, ends = ({node.id for node in column.nodes} for column in pair)
        between = [line for line in lines if line.start in starts and line.end in ends]
        found.append(_drawing(f"map-{number}", pair, between, NARROW))
    return tuple(found)


def _drawing(
    name: str, columns: Sequence[MapColumn], lines: Sequence[MapLine], shape: tuple[int, int]
) -> Mapping[str, Any]:
    width, between = shape
    tall = max(_height(column.nodes, width) for column in columns)
    lefts = [number * (width + between) for number in range(len(columns))]
    boxes = {
        box["node"].id: box
        for left, column in zip(lefts, columns, strict=True)
        for box in _boxes(column, left, width, tall)
    }
    names = [column.title.lower() for column in columns]
    return {
        "id": name,
        "title": f"{', '.join(names[:-1])} and {names[-1]}".capitalize(),
        "description": label(
            "Boxes that belong together are joined by lines, thicker where more roles join them. "
            "The sections below say the same in words."
        ),
        "width": lefts[-1] + width,
        "height": TOP + tall + 1,
        "headings": [(left, column.title) for left, column in zip(lefts, columns, strict=True)],
        "boxes": list(boxes.values()),
        "strokes": [_stroke(line, boxes[line.start], boxes[line.end]) for line in lines],
    }


def _height(nodes: Sequence[Node], width: int) -> int:
    """Of boxes below each other, with the space between them."""
    return sum(len(_words(node, width)) * LINE + 2 * PADDING + GAP for node in nodes) - GAP


def _words(node: Node, width: int) -> list[tuple[str, bool]]:
    """The lines of words in a box, and whether each is of the note."""
    letters = int((width - 2 * PADDING) / LETTER)
    texts = ((node.link.title, False), (node.note, True))
    return [(line, is_note) for text, is_note in texts for line in wrap(text, letters)]


def _boxes(column: MapColumn, left: int, width: int, tall: int) -> Iterator[Mapping[str, Any]]:
    """The boxes of a column, spread evenly from its top to its bottom."""
    spare = (tall - _height(column.nodes, width)) // (len(column.nodes) + 1)
    y = TOP + spare
    for node in column.nodes:
        height = _height([node], width)
        lines = [
            {"y": y + PADDING + LINE * index + LINE * 3 // 4, "text": text, "is_note": is_note}
            for index, (text, is_note) in enumerate(_words(node, width))
        ]
        yield {
            "node": node,
            "lines": lines,
            "text_x": left + PADDING,
            "x": left,
            "y": y,
            "width": width,
            "height": height,
        }
        y += height + GAP + spare


def _stroke(line: MapLine, start: Mapping[str, int], end: Mapping[str, int]) -> Mapping[str, object]:
    """A bent line from the right side of a box to the left side of another."""
    x1, y1 = start["x"] + start["width"], start["y"] + start["height"] // 2
    x2, y2 = end["x"], end["y"] + end["height"] // 2
    middle = (x1 + x2) // 2
    path = f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
    return {"line": line, "path": path, "width": as_number(min(THICKEST, 1 + Decimal(line.weight) / 2))}
