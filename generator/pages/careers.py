"""Careers on two pages: ways into roles and where these belong; accreditation and further learning.

The role and career map is drawn twice, for a wide place and for a narrow one. A narrow place gets each two
neighbouring columns as a drawing of its own, so that its words are as large as the page's. Lengths are in
units of the drawing, which a wide page shows at about a pixel each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from textwrap import wrap
from typing import Any

from generator.basics.labels import as_number, counted, label
from generator.checks.identities import Key
from generator.content.model.people import Careers
from generator.library.entries import Link
from generator.library.library import RolePath
from generator.pages.page_context import CARDS, FEW_LINKS, Page, PageContext, at, one_page, shortened


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
Ties = Mapping[str, Mapping[str, tuple[Link, ...]]]
"""The roles that join a way in, or a discipline, to each group of roles, by the identifiers of these."""
Column = tuple[str, Mapping[str, Link]]
"""A column's name, and what its boxes lead to, by identifiers such as `way-in:secondment`. The note of a link
stands below its title, in smaller letters."""
Line = tuple[str, str, str, int]
"""From a box to one of the next column, with its title and how many roles join the two."""


def _map(context: PageContext) -> Mapping[str, object]:
    """The map as a drawing, and what the same in words needs. No drawing where no way in is known."""
    careers, groups, evidence = context.library.careers, _groups(context), context.evidence
    by_way = _ties(groups, "ways", [way.id for way in careers.ways_in])
    by_discipline = _ties(groups, "disciplines", [each.id for each in careers.disciplines])
    columns = _columns(context, groups)
    ties = [
        (("way-in", way), ("role-group", group), roles)
        for way, found in by_way.items()
        for group, roles in found.items()
    ]
    ties += [
        (("role-group", group), ("discipline", name), found[group])
        for group in groups
        for name, found in by_discipline.items()
        if group in found
    ]
    lines = [_line(context, *tie) for tie in ties]
    is_drawn = all(boxes for _, boxes in columns)
    return {
        "wide": wide_drawing(columns, lines) if is_drawn else None,
        "narrow": narrow_drawings(columns, lines) if is_drawn else (),
        "groups": groups,
        "roles_by_way": _few(by_way),
        "roles_by_discipline": _few(by_discipline),
        "cases_by_role": {role: len(cases) for role, cases in evidence.cases_by_role.items()},
        "cases_by_recommendation": {
            name: len(evidence.by_recommendation[name].cases)
            for way in careers.ways_in
            for name in way.recommendations
        },
        "cases_of": len(context.library.cases),
    }


def _groups(context: PageContext) -> Groups:
    paths = context.library.role_paths.values()
    found = {
        group.id: tuple(path for path in paths if path.role.record.group == group.id)
        for group in context.library.vocabulary.role_groups
    }
    return {group: roles for group, roles in found.items() if roles}


def _ties(groups: Groups, side: str, names: Iterable[str]) -> Ties:
    """`side`: of a `RolePath`, on which the names stand."""
    return {
        name: {
            group: roles
            for group, paths in groups.items()
            if (roles := tuple(path.role.link for path in paths if name in getattr(path, side)))
        }
        for name in names
    }


def _few(ties: Ties) -> Ties:
    return {
        name: {group: shortened(roles, rest_href=at("roles").href) for group, roles in found.items()}
        for name, found in ties.items()
    }


def _columns(context: PageContext, groups: Groups) -> tuple[Column, ...]:
    careers = context.library.careers
    of_roles = {
        f"role-group:{group}": Link(
            context.word("role-group", group), f"#roles-{group}", counted(len(roles), "role", "roles")
        )
        for group, roles in groups.items()
    }
    return (
        (label("Ways in"), {f"way-in:{way.id}": Link(way.title, f"#{way.id}") for way in careers.ways_in}),
        (label("Roles"), of_roles),
        (
            label("Disciplines"),
            {f"discipline:{each.id}": context.link("discipline", each.id) for each in careers.disciplines},
        ),
    )


def _line(context: PageContext, start: Key, end: Key, roles: Sequence[Link]) -> Line:
    names = f"{context.word(*start)}, {context.word(*end)}"
    title = f"{names}: {counted(len(roles), 'role', 'roles')}"
    return ":".join(start), ":".join(end), title, len(roles)


LINE, PADDING, GAP, TOP = 18, 8, 14, 34
"""The height of a line of words, the space inside a box, between boxes, and for the columns' names."""
LETTER = 7.4
"""How wide a letter is on average; a little too much, so that words stay in their boxes."""
THICKEST = Decimal(6)
WIDE, NARROW = (172, 64), (130, 56)
"""Of each shape: the width of a column, and the space between two."""


def wide_drawing(columns: Sequence[Column], lines: Sequence[Line]) -> Mapping[str, Any]:
    return _drawing("map", columns, lines, WIDE)


def narrow_drawings(columns: Sequence[Column], lines: Sequence[Line]) -> list[Mapping[str, Any]]:
    """One for each two neighbouring columns."""
    return [
        _drawing(f"map-{number}", (first, second), [line for line in lines if line[0] in first[1]], NARROW)
        for number, (first, second) in enumerate(pairwise(columns), 1)
    ]


def _drawing(
    name: str, columns: Sequence[Column], lines: Sequence[Line], shape: tuple[int, int]
) -> Mapping[str, Any]:
    width, between = shape
    tall = max(_height(links.values(), width) for _, links in columns)
    lefts = [number * (width + between) for number in range(len(columns))]
    boxes = {
        identifier: box
        for left, (_, links) in zip(lefts, columns, strict=True)
        for identifier, box in zip(links, _boxes(links.values(), left, width, tall), strict=True)
    }
    names = [title.lower() for title, _ in columns]
    return {
        "id": name,
        "title": f"{', '.join(names[:-1])} and {names[-1]}".capitalize(),
        "width": lefts[-1] + width,
        "height": TOP + tall + 1,
        "headings": [(left, title) for left, (title, _) in zip(lefts, columns, strict=True)],
        "boxes": list(boxes.values()),
        "strokes": [_stroke(line, boxes[line[0]], boxes[line[1]]) for line in lines],
    }


def _height(links: Collection[Link], width: int) -> int:
    """Of boxes below each other, with the space between them."""
    return sum(len(_words(link, width)) * LINE + 2 * PADDING + GAP for link in links) - GAP


def _words(link: Link, width: int) -> list[tuple[str, bool]]:
    """The lines of words in a box, and whether each is of the note."""
    letters = int((width - 2 * PADDING) / LETTER)
    texts = ((link.title, False), (link.note, True))
    return [(line, is_note) for text, is_note in texts for line in wrap(text, letters)]


def _boxes(links: Collection[Link], left: int, width: int, tall: int) -> Iterator[Mapping[str, Any]]:
    """The boxes of a column, spread evenly from its top to its bottom."""
    spare = (tall - _height(links, width)) // (len(links) + 1)
    y = TOP + spare
    for link in links:
        height = _height([link], width)
        lines = [
            {"y": y + PADDING + LINE * index + LINE * 3 // 4, "text": text, "is_note": is_note}
            for index, (text, is_note) in enumerate(_words(link, width))
        ]
        at_left = {"x": left, "text_x": left + PADDING}
        yield {"link": link, "lines": lines, "y": y, "width": width, "height": height, **at_left}
        y += height + GAP + spare


def _stroke(line: Line, start: Mapping[str, int], end: Mapping[str, int]) -> Mapping[str, object]:
    """A bent line from the right side of a box to the left side of another."""
    x1, y1 = start["x"] + start["width"], start["y"] + start["height"] // 2
    x2, y2 = end["x"], end["y"] + end["height"] // 2
    middle = (x1 + x2) // 2
    path = f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}"
    return {"line": line, "path": path, "width": as_number(min(THICKEST, 1 + Decimal(line[3]) / 2))}
