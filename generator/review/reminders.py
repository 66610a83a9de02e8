"""What should be looked at, as a list to read and as warnings for programs and pull requests."""

from __future__ import annotations

from collections.abc import Iterable

from generator.basics.formatting import as_date
from generator.basics.problem import START_OF_FILE, Problem
from generator.library.freshness import Group, Item


def as_list(groups: Iterable[Group]) -> str:
    """A heading and a list for each group. It reads as plain text and as Markdown."""
    return "\n\n".join(
        "\n".join([f"{group.title}: {len(group.items) or 'none'}", *map(_line, group.items)])
        for group in groups
    )


def _line(item: Item) -> str:
    place = item.path if item.span == START_OF_FILE else f"{item.path}:{item.span.start.line}"
    parts = [item.title, f"review by {as_date(item.due)}" if item.due else ""]
    return f"- {place}: {', '.join(part for part in parts if part)}"


def as_warnings(groups: Iterable[Group]) -> list[Problem]:
    """For each item a problem that stops nothing; its code is that of the group."""
    return [
        Problem(
            path=item.path,
            span=item.span,
            code=group.code,
            message=f"{group.says}: {item.title}" if item.title else group.says,
            found=f"review by {item.due.isoformat()}" if item.due else "",
            severity="warning",
        )
        for group in groups
        for item in group.items
    ]
