"""Records with their addresses, and what a case study reports as readers see it: words, titles, numbers.

The model alone says which fields are shown where (`content.model.fields.Shown`). The panel of facts, the
comparison and the open data all use this module, so that a value reads the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Generic, TypeVar

from generator.basics.labels import as_number, label
from generator.checks.identities import Identity, Key
from generator.content.model.annotations import ShownField, item_of, mark_of, shown_fields, target_of
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Record, Refers
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
    record: Recommendation
    theme: Entry[Theme]
    href: str

    @property
    def id(self) -> str:
        return self.record.id


APPROXIMATE, NOTE = "_is_approximate", "_note"
"""Suffixes of the fields that qualify a number."""

WORDS = {
    "team": label("Team"),
    "initiative": label("Initiative"),
    "yes": label("Yes"),
    "planned": label("Planned"),
    "no": label("No"),
    "public": label("Public"),
    "internal": label("Internal"),
}


SHOWN_FIELDS = shown_fields(CaseStudy)
"""The fields of a case study that are shown somewhere, in the model's order."""


def values_at(record: Record, path: str) -> list[Any]:
    """What a record reports at a path such as `team.members.contract`: in each entry of a list."""
    values: list[Any] = [record]
    for name in path.split("."):
        above, values = values, []
        for value in above:
            found = getattr(value, name)
            if isinstance(found, tuple):
                values += found
            elif found is not None:
                values.append(found)
    return values


def reported(record: CaseStudy, field: ShownField, identities: Mapping[Key, Identity]) -> tuple[Link, ...]:
    """All values of a field, each with its page if it has one; empty if the case study doesn't report it."""
    part, value = field.part_of(record), field.value_in(record)
    if part is None or value is None:
        return ()
    values = value if isinstance(value, tuple) else (value,)
    return tuple(_reported(item, part, field, identities) for item in values)


def _reported(value: Any, part: Record, field: ShownField, identities: Mapping[Key, Identity]) -> Link:
    mark = mark_of(field.annotation) or mark_of(item_of(field.annotation))
    if isinstance(mark, Refers):
        identity = identities[target_of(mark.kind, value)]
        return Link(identity.title, identity.href)
    if isinstance(value, Record):
        return Link(getattr(value, "title", ""), "")
    if isinstance(value, int | Decimal):
        return Link(_amount(value, part, field), "")
    return Link(WORDS.get(value, value), "")


def _amount(value: int | Decimal, part: Record, field: ShownField) -> str:
    name = field.path[-1]
    number = quantity(value, is_approximate=getattr(part, name + APPROXIMATE, False))
    amount = label(field.shown.amount, number=number) if field.shown.amount != "{number}" else number
    note = getattr(part, name + NOTE, None)
    return label("{amount} ({note})", amount=amount, note=note) if note else amount


def joined(values: Iterable[Link]) -> str:
    """All values as one text. A single one is returned as it is, since it may be a label."""
    texts = [value.title for value in values]
    return texts[0] if len(texts) == 1 else "; ".join(texts)


def roughly(number: str, *, is_approximate: bool) -> str:
    return label("about {number}", number=number) if is_approximate else number


def quantity(number: int | Decimal, *, is_approximate: bool) -> str:
    return label("About {number}", number=as_number(number)) if is_approximate else as_number(number)


def panel_rows(
    record: CaseStudy, identities: Mapping[Key, Identity]
) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """The name and the values of each row of the panel of facts. No values means: not reported."""
    for field in SHOWN_FIELDS:
        if field.shown.panel:
            values = reported(record, field, identities)
            # An initiative needs no team, so the team's fields are not missing there.
            is_missed = field.path[0] != "team" or record.kind == "team"
            if values or (field.shown.panel == "always" and is_missed):
                yield field.shown.name, values
