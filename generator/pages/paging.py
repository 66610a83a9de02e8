"""Long lists on several pages, so that no page grows without end in a large library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.basics.labels import label
from generator.pages.page import Link

T = TypeVar("T")

CARDS = 50
"""Cards, or practices, on a page."""
LINKS = 100
"""Links in a list that is beside the point of its page."""
FEW_LINKS = 8
"""Links in a sentence."""


@dataclass(frozen=True)
class Turn:
    """Where a page stands in a list of several, counting from 1."""

    number: int
    of: int
    previous: Link | None
    following: Link | None
    first_item: int
    last_item: int
    items: int


def shortened(links: Iterable[Link], most: int = LINKS, rest_href: str = "") -> tuple[Link, ...]:
    """The first links of a list and, where any are left out, one that says how many and leads to them."""
    every = tuple(links)
    if len(every) <= most:
        return every
    return (*every[:most], Link(label("{number} more", number=len(every) - most), rest_href))


def iter_parts(items: Sequence[T], uri: str, size: int = CARDS) -> Iterator[tuple[str, tuple[T, ...], Turn]]:
    """The parts of a list, each with its page's uri and its place. An empty list has one empty part."""
    count = max(1, -(-len(items) // size))
    for number in range(1, count + 1):
        start = (number - 1) * size
        part = tuple(items[start : start + size])
        turn = Turn(
            number=number,
            of=count,
            previous=Link(label("Previous page"), "/" + part_uri(uri, number - 1)) if number > 1 else None,
            following=Link(label("Next page"), "/" + part_uri(uri, number + 1)) if number < count else None,
            first_item=start + 1,
            last_item=start + len(part),
            items=len(items),
        )
        yield part_uri(uri, number), part, turn


def part_uri(uri: str, number: int) -> str:
    """The page itself for part 1, then `roles/ccio-page-2.md`; beside an index, `case-studies/page-2.md`."""
    if number == 1:
        return uri
    stem = uri.removesuffix(".md")
    return (
        f"{stem.removesuffix('index')}page-{number}.md"
        if stem.endswith("/index")
        else f"{stem}-page-{number}.md"
    )


def part_title(title: str, turn: Turn) -> str:
    return (
        title
        if turn.number == 1
        else label("{title}, page {number} of {of}", title=title, number=turn.number, of=turn.of)
    )
