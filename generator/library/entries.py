"""Records with their addresses: those with a file of their own, and recommendations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.content.model.case_study import CaseStudy
from generator.content.model.guidance import Framework, Pathway, Recommendation, Theme
from generator.content.model.people import Role
from generator.content.model.site import Guide

R = TypeVar("R", bound=CaseStudy | Framework | Guide | Pathway | Role | Theme)


@dataclass(frozen=True)
class Link:
    title: str
    href: str
    """An address from the top of the site, such as `/themes/team-working.md#x`."""
    note: str = ""
    """A few plain words behind the link, for example why it is there."""


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

    @property
    def title(self) -> str:
        return self.record.title

    @property
    def short_title(self) -> str:
        """What lists call it: the short title of a case study that has one."""
        short = self.record.short_title if isinstance(self.record, CaseStudy) else None
        return short or self.title

    @property
    def link(self) -> Link:
        return Link(self.short_title, self.href)


@dataclass(frozen=True)
class RecommendationEntry:
    """A recommendation and its theme."""

    record: Recommendation
    theme: Entry[Theme]
    href: str

    @property
    def id(self) -> str:
        return self.record.id
