"""Careers on two pages: ways into roles and where these belong; accreditation and further learning.

The role and career map is drawn twice, for a wide place and for a narrow one. A narrow place gets each two
neighbouring columns as a drawing of its own, so that its words are as large as the page's. Lengths are in
units of the drawing, which a wide page shows at about a pixel each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from textwrap import wrap

from generator.basics.labels import as_number, counted, label
from generator.content.model.people import Careers, Role
from generator.library.entries import Entry, Link
from generator.library.library import RolePath
from generator.pages import places
from generator.pages.page_context import CARDS, FEW_LINKS, Facets, Page, PageContext, shortened

MADE_FROM = "content/careers.yml"


def iter_pages(context: PageContext) -> Iterator[Page]:
    record = context.library.careers
    yield Page(
        at=places.CAREERS,
        template="careers",
        summary=record.introduction,
        made_from=MADE_FROM,
        data={"record": record, "map": _map(context)},
        facets=Facets(label("Careers")),
        breadcrumbs=(places.HOME,),
        see_also=(places.ROLES, places.ACCREDITATION),
        sources=context.documents(_references(record)),
        assets=("stylesheets/career-map.css",),
    )
    yield Page(
        at=places.ACCREDITATION,
        template="accreditation",
        summary=record.accreditation,
        made_from=MADE_FROM,
        data={"record": record, "cpd": _cpd(context)},
        facets=Facets(label("Careers")),
        breadcrumbs=(places.HOME, places.CAREERS),
        see_also=(places.CAREERS, places.ROLES),
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
            name: shortened((case.link for case in found), FEW_LINKS, places.CASES.href)
            for name, found in context.evidence.cases_by_cpd_method.items()
        },
        "reported": sum(bool(cpd.methods) for _, cpd in reports),
        "texts": [(case, cpd.text) for case, cpd in reports if cpd.text][:CARDS],
    }


@dataclass(frozen=True)
class Tie:
    """Two things that belong together, such as a way in and a group of roles: their identifiers."""

    start: str
    end: str
    roles: tuple[Entry[Role], ...]
    """The roles that connect them."""


def _map(context: PageContext) -> Mapping[str, object]:
    """The map as a drawing, and what the same in words needs. No drawing where no way in is known."""
    careers, groups = context.library.careers, _groups(context)
    ways, disciplines = [way.id for way in careers.ways_in], [each.id for each in careers.disciplines]
    ways_to_groups = [
        Tie(way, group, roles)
        for way in ways
        for group, paths in groups.items()
        if (roles := tuple(path.role for path in paths if way in path.ways))
    ]
    groups_to_disciplines = [
        Tie(group, discipline, roles)
        for group, paths in groups.items()
        for discipline in disciplines
        if (roles := tuple(path.role for path in paths if discipline in path.disciplines))
    ]
    lines = (
        *_lines(context, "way-in", "role-group", ways_to_groups),
        *_lines(context, "role-group", "discipline", groups_to_disciplines),
    )
    evidence = context.evidence
    return {
        **_drawings(_columns(context, groups), lines),
        "groups": groups,
        "roles_by_way": {
            way: {tie.end: _roles(tie) for tie in ways_to_groups if tie.start == way} for way in ways
        },
        "roles_by_discipline": {
            each: {tie.start: _roles(tie) for tie in groups_to_disciplines if tie.end == each}
            for each in disciplines
        },
        "cases_by_role": {role: len(cases) for role, cases in evidence.cases_by_role.items()},
        "cases_by_recommendation": {
            name: len(evidence.by_recommendation[name].cases)
            for way in careers.ways_in
            for name in way.recommendations
        },
        "cases_of": len(context.library.cases),
    }


def _roles(tie: Tie) -> tuple[Link, ...]:
    return shortened((role.link for role in tie.roles), rest_href=places.ROLES.href)


def _groups(context: PageContext) -> dict[str, tuple[RolePath, ...]]:
    paths = context.library.role_paths.values()
    found = {
        group.id: tuple(path for path in paths if path.role.record.group == group.id)
        for group in context.library.vocabulary.role_groups
    }
    return {group: roles for group, roles in found.items() if roles}


def _columns(context: PageContext, by_group: Mapping[str, tuple[RolePath, ...]]) -> tuple[MapColumn, ...]:
    careers = context.library.careers
    ways = tuple(Node(f"way-in:{way.id}", Link(way.title, f"#{way.id}"), "") for way in careers.ways_in)
    groups = tuple(
        Node(
            f"role-group:{group}",
            Link(context.word("role-group", group), f"#roles-{group}"),
            _count(len(roles)),
        )
        for group, roles in by_group.items()
    )
    disciplines = tuple(
        Node(f"discipline:{each.id}", context.link("discipline", each.id), "") for each in careers.disciplines
    )
    titled = (
        (label("Ways in"), ways),
        (label("Roles"), groups),
        (label("Disciplines"), disciplines),
    )
    return tuple(MapColumn(title, nodes) for title, nodes in titled)


def _lines(context: PageContext, start: str, end: str, ties: Iterable[Tie]) -> Iterator[MapLine]:
    """`start`, `end`: the kinds of what is tied."""
    for tie in ties:
        names = f"{context.word(start, tie.start)}, {context.word(end, tie.end)}"
        title = f"{names}: {_count(len(tie.roles))}"
        yield MapLine(f"{start}:{tie.start}", f"{end}:{tie.end}", title, len(tie.roles))


def _count(number: int) -> str:
    return counted(number, "role", "roles")


def _drawings(columns: Sequence[MapColumn], lines: Sequence[MapLine]) -> Mapping[str, object]:
    is_drawn = all(column.nodes for column in columns)
    return {
        "wide": wide_drawing(columns, lines) if is_drawn else None,
        "narrow": narrow_drawings(columns, lines) if is_drawn else (),
    }


LINE, PADDING, GAP, TOP = 18, 8, 14, 34
"""The height of a line of words, the space inside a box, between boxes, and for the columns' names."""
LETTER = 7.4
"""How wide a letter is on average; a little too much, so that words stay in their boxes."""
THICKEST = Decimal(6)


@dataclass(frozen=True)
class Node:
    id: str
    link: Link
    note: str
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
    """How many roles tie the two."""


@dataclass(frozen=True)
class Shape:
    column_width: int
    gap: int
    """Between columns."""


WIDE, NARROW = Shape(172, 64), Shape(130, 56)


@dataclass(frozen=True)
class Words:
    y: int
    text: str
    is_note: bool


@dataclass(frozen=True)
class Box:
    node: Node
    x: int
    y: int
    width: int
    height: int
    lines: tuple[Words, ...]
    text_x: int


@dataclass(frozen=True)
class Stroke:
    line: MapLine
    path: str
    width: str


@dataclass(frozen=True)
class Drawing:
    id: str
    title: str
    description: str
    width: int
    height: int
    headings: tuple[tuple[int, str], ...]
    """Where the name of each column begins, and the name."""
    boxes: tuple[Box, ...]
    strokes: tuple[Stroke, ...]


def wide_drawing(columns: Sequence[MapColumn], lines: Iterable[MapLine]) -> Drawing:
    return _draw("map", columns, tuple(lines), WIDE)


def narrow_drawings(columns: Sequence[MapColumn], lines: Iterable[MapLine]) -> tuple[Drawing, ...]:
    """One for each two neighbouring columns."""
    known = tuple(lines)
    return tuple(
        _draw(f"map-{number}", pair, tuple(_between(pair, known)), NARROW)
        for number, pair in enumerate(pairwise(columns), 1)
    )


def _between(pair: Sequence[MapColumn], lines: Iterable[MapLine]) -> Iterator[MapLine]:
    starts, ends = ({node.id for node in column.nodes} for column in pair)
    return (line for line in lines if line.start in starts and line.end in ends)


def _draw(name: str, columns: Sequence[MapColumn], lines: tuple[MapLine, ...], shape: Shape) -> Drawing:
    tall = max(_tall(column, shape) for column in columns)
    boxes = tuple(box for number, column in enumerate(columns) for box in _boxes(column, number, tall, shape))
    places = {box.node.id: box for box in boxes}
    names = [column.title.lower() for column in columns]
    return Drawing(
        id=name,
        title=f"{', '.join(names[:-1])} and {names[-1]}".capitalize(),
        description=label(
            "Boxes that belong together are joined by lines, thicker where more roles join them. "
            "The sections below say the same in words."
        ),
        width=len(columns) * shape.column_width + (len(columns) - 1) * shape.gap,
        height=TOP + tall + 1,
        headings=tuple((_left(number, shape), each.title) for number, each in enumerate(columns)),
        boxes=boxes,
        strokes=tuple(_stroke(line, places[line.start], places[line.end]) for line in lines),
    )


def _left(number: int, shape: Shape) -> int:
    return number * (shape.column_width + shape.gap)


def _texts(node: Node, shape: Shape) -> tuple[tuple[str, bool], ...]:
    """The lines of words in a box, and whether each is of the note."""
    letters = int((shape.column_width - 2 * PADDING) / LETTER)
    return tuple(
        (line, is_note)
        for text, is_note in ((node.link.title, False), (node.note, True))
        for line in wrap(text, letters)
    )


def _box_height(node: Node, shape: Shape) -> int:
    return len(_texts(node, shape)) * LINE + 2 * PADDING


def _tall(column: MapColumn, shape: Shape) -> int:
    return sum(_box_height(node, shape) + GAP for node in column.nodes) - GAP


def _boxes(column: MapColumn, number: int, tall: int, shape: Shape) -> Iterator[Box]:
    """The boxes of a column, spread evenly from its top to its bottom."""
    spare = (tall - _tall(column, shape)) // (len(column.nodes) + 1)
    x, y = _left(number, shape), TOP + spare
    for node in column.nodes:
        lines = tuple(
            Words(y + PADDING + LINE * index + LINE * 3 // 4, text, is_note)
            for index, (text, is_note) in enumerate(_texts(node, shape))
        )
        height = _box_height(node, shape)
        yield Box(node, x, y, shape.column_width, height, lines, x + PADDING)
        y += height + GAP + spare


def _stroke(line: MapLine, start: Box, end: Box) -> Stroke:
    """A bent line from the right side of a box to the left side of another."""
    x1, y1 = start.x + start.width, start.y + start.height // 2
    x2, y2 = end.x, end.y + end.height // 2
    middle = (x1 + x2) // 2
    width = as_number(min(THICKEST, 1 + Decimal(line.weight) / 2))
    return Stroke(line, f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}", width)
