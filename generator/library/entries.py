"""Records of content that stand in a file of their own, or in a theme, with their addresses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.content.model.fields import Record
from generator.content.model.guidance import Recommendation, Theme

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record that stands in a file of its own."""

    id: str
    record: R
    href: str
    path: str
    """The file that it is made from, for "suggest a change"."""
    body: str = ""
    """For a guide: its Markdown."""


@dataclass(frozen=True)
class RecommendationEntry:
    """A recommendation and the theme that it stands in."""

    record: Recommendation
    theme: Entry[Theme]
    href: str

    @property
    def id(self) -> str:
        return self.record.id
