"""Where links in prose lead, with a note of everything that was asked.

A page that was rendered before is as good as new if all that it asked has the same answer now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import TypeVar

from generator.prose_writer import Destination, Resolve

T = TypeVar("T")
Question = tuple[str, str, str]
"""The kind, the target and the section of a link."""
Asked = dict[Question, Destination]
REMEMBERED = 8192
"""Texts that stand on more than one page, such as summaries."""


class Lookups:
    """Answers what `resolve` answers."""

    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve
        self._asked: Asked = {}

    def find(self, kind: str, target: str, section: str) -> Destination:
        found = self._resolve(kind, target, section)
        self._asked[kind, target, section] = found
        return found

    def noting(self, act: Callable[[], T]) -> tuple[T, Asked]:
        """What `act` returns, and what was asked meanwhile."""
        before, self._asked = self._asked, {}
        try:
            return act(), self._asked
        finally:
            self._asked = before | self._asked

    def remembered(self, write: Callable[[str], str]) -> Callable[[str], str]:
        """`write`, which does each text once only. What the text asks counts every time."""
        once = lru_cache(REMEMBERED)(lambda text: self.noting(partial(write, text)))

        def written(text: str) -> str:
            result, asked = once(text)
            self._asked |= asked
            return result

        return written

    def still_hold(self, asked: Iterable[tuple[Question, Destination]]) -> bool:
        """Whether each of these questions has the same answer now."""
        try:
            return all(self._resolve(*question) == answer for question, answer in asked)
        except KeyError:
            return False  # what it led to is there no more
