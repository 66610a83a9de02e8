"""What was added, changed or taken out: the entries of "What's new"."""

from __future__ import annotations

from pydantic import Field

from generator.content.model.fields import AnyRef, Day, Line, Prose, Record, Slug


class NewsEntry(Record):
    id: Slug = Field(examples=["two-community-trusts"])
    """Its permanent identifier: small letters, digits and hyphens. It never changes, nor is it used again."""
    day: Day = Field(examples=["2026-11-21"])
    """The day on which it was published: year-month-day."""
    title: Line = Field(examples=["Two case studies of community trusts"])
    """What is new, in a few words."""
    text: Prose
    """What was added, changed or taken out, and what it means for readers. One to three sentences."""
    about: tuple[AnyRef, ...] = Field(
        default=(), strict=False, examples=[["case:local-authority", "theme:team-working"]]
    )
    """What it is about, each named as in a link. It decides which feeds have the entry: one about a case
    study is in those of its themes and of its organisation types."""


class News(Record):
    """The file `content/news.yml`, which may be absent: what is new on the site."""

    news: tuple[NewsEntry, ...] = Field(min_length=1, strict=False)
    """Each thing that readers should hear of. One entry for each, newest first."""
