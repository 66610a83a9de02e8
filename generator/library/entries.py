"""Records with their addresses: those with a file of their own, and recommendations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.content.model.fields import Record
from generator.content.model.guidance import Recommendation, Theme

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record with a file of its own."""

    id: str
    record: R
    href: str
    path: str
    """The record's file, for "suggest a change"."""
    body: str = ""
    """The Markdown of a guide; empty for other records."""


@dataclass(frozen=True)
class RecommendationEntry:
    """A recommendation and its theme."""

    record: Recommendation
    theme: Entry[Theme]
    href: str

    @property
    def id(self) -> str:
        return self.record.id
