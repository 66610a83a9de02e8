"""Look into a page stretch by stretch.

Most of what is on a page stands on other pages too, letter by letter, and has to be looked into only
once. A page can be taken apart at the end of each line that is the end of a block's tag as well: a break
is between the words there, so nothing that is looked for goes on from one stretch into the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from generator.leak_scan.unpack import MARKUP, WITHIN_A_WORD

Needles: TypeAlias = frozenset[bytes]
END = b">\n"
"""Where a stretch may end; the stretches themselves are without it."""
_REMEMBERED = 200_000
"""Stretches: more than the lines of all cards of 10,000 case studies, each of which is in many lists."""
_NONE: Needles = frozenset()


def _stretches_of(page: bytes) -> list[bytes] | None:
    """All stretches of a page, in order; None for what is no page, or has a comment of several lines."""
    if page.lstrip()[:9].lower() != b"<!doctype":
        return None
    lines = page.split(END)
    ends = [*map(_ends_block, lines)]
    return None if None in ends else list(_iter_joined(lines, ends))


def _iter_joined(lines: Iterable[bytes], ends: Iterable[bool | None]) -> Iterator[bytes]:
    waiting = list[bytes]()
    for line, is_end in zip(lines, ends, strict=True):
        if is_end and not waiting:
            yield line
        else:
            waiting.append(line)
            if is_end:
                yield END.join(waiting)
                waiting.clear()
    if waiting:
        yield END.join(waiting)


@lru_cache(_REMEMBERED)
def _ends_block(line: bytes) -> bool | None:
    """Whether the last thing in a line is the tag of a block; None if a comment goes on behind it."""
    text = line.decode("utf-8", "replace") + ">"
    if text.rfind("<!--") > text.rfind("-->"):
        return None
    tag = text[max(0, text.rfind("<")) :]
    return bool(MARKUP.fullmatch(tag)) and not WITHIN_A_WORD.match(tag)


class PageSearch:
    """A search that remembers what was in the stretches that it has met."""

    def __init__(self, look: Callable[[bytes], Needles | None]) -> None:
        """`look` finds needles in a stretch. None from it: the page has to be looked into as a whole."""
        self._look = lru_cache(_REMEMBERED)(look)

    def find(self, page: bytes) -> Needles | None:
        """What is found in a page; None if it has to be looked into as a whole."""
        stretches = _stretches_of(page)
        found = {None} if stretches is None else {*map(self._look, stretches)}
        return None if None in found else _NONE.union(*filter(None, found))
