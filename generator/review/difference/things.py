"""New, changed and removed things by kind: case studies, recommendations, roles, terms …"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from generator.content.model.fields import Record
from generator.library.library import Library
from generator.review.difference.fields import Fields, flatten
from generator.review.difference.words import excerpts

State = Literal["new", "changed", "removed"]
KINDS = (
    "case study", "theme", "recommendation", "benefit", "mark of success",
    "role", "discipline", "career level", "way in", "accreditation route", "finding",
    "guide", "term", "source", "organisation type", "page text",
    "other lists",
)  # fmt: skip
"""In the order in which readers of a report meet them."""


@dataclass(frozen=True)
class FieldChange:
    label: str
    """The way to the field in words, such as `team, members: CCIO, time`."""
    before: str
    after: str
    """Short: the words around what changed. Empty where there was, or is, nothing."""


@dataclass(frozen=True)
class ThingChange:
    kind: str
    id: str
    title: str
    href: str
    """From the top of the site; empty when it has no address, or none any more."""
    path: str
    """The file that it is, or was, made from."""
    state: State
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class _Thing:
    title: str
    href: str
    path: str
    fields: Fields


_Things = dict[tuple[str, str], _Thing]


def compare_things(old: Library, new: Library) -> tuple[ThingChange, ...]:
    before, after = dict(_iter_things(old)), dict(_iter_things(new))
    found = []
    for key in before.keys() | after.keys():
        then, now = before.get(key), after.get(key)
        fields = tuple(_changes(then.fields, now.fields)) if then and now else ()
        state: State = "new" if then is None else "removed" if now is None else "changed"
        shown = now or then
        if shown is not None and (state != "changed" or fields):
            href = shown.href if now else ""
            found.append(ThingChange(*key, shown.title, href, shown.path, state, fields))
    return tuple(sorted(found, key=_place))


def _place(change: ThingChange) -> tuple[int, int, str]:
    return KINDS.index(change.kind), ("new", "changed", "removed").index(change.state), change.id


def _changes(before: Fields, after: Fields) -> Iterator[FieldChange]:
    for label in [*after, *(label for label in before if label not in after)]:
        then, now = before.get(label, ""), after.get(label, "")
        if then != now:
            yield FieldChange(label, *excerpts(then, now))


def _iter_things(library: Library) -> Iterator[tuple[tuple[str, str], _Thing]]:
    """Every published thing, in fields that stand for themselves: what has a page or an anchor is one."""
    for case in library.cases:
        yield ("case study", case.id), _Thing(case.record.title, case.href, case.path, flatten(case.record))
    for theme in library.themes:
        fields = flatten(theme.record, without={"recommendations"})
        yield ("theme", theme.id), _Thing(theme.record.title, theme.href, theme.path, fields)
    for name, entry in library.recommendations.items():
        fields = {"theme": entry.theme.record.title, **flatten(entry.record)}
        yield ("recommendation", name), _Thing(entry.record.title, entry.href, entry.theme.path, fields)
    for role in library.roles:
        yield ("role", role.id), _Thing(role.record.title, role.href, role.path, flatten(role.record))
    for guide in library.guides:
        fields = {**flatten(guide.record), "text of the page": " ".join(guide.body.split())}
        yield ("guide", guide.id), _Thing(guide.record.title, guide.href, guide.path, fields)
    yield from _listed(library)
    yield from _of_whole_files(library)


def _listed(library: Library) -> Iterator[tuple[tuple[str, str], _Thing]]:
    """Things that stand in a list of a file."""
    lists: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
        ("benefit", "benefit", library.benefits.benefits),
        ("mark of success", "success-mark", library.benefits.success_marks),
        ("discipline", "discipline", library.careers.disciplines),
        ("career level", "career-level", library.careers.levels),
        ("way in", "way-in", library.careers.ways_in),
        ("accreditation route", "route", library.careers.routes),
        ("finding", "finding", tuple(each for group in library.findings.groups for each in group.findings)),
        ("term", "term", library.glossary.terms),
        ("source", "source", library.bibliography.sources),
        ("organisation type", "organisation-type", library.vocabulary.organisation_types),
    )
    for noun, kind, records in lists:
        for record in records:
            known = library.identities[kind, record.id]
            yield (noun, known.id), _Thing(known.title, known.href, known.path, flatten(record))


def _of_whole_files(library: Library) -> Iterator[tuple[tuple[str, str], _Thing]]:
    """What a file says beside its lists of things."""
    files: tuple[tuple[str, str, Record, set[str]], ...] = (
        ("page text", "site", library.site, set()),
        ("page text", "benefits", library.benefits, {"benefits", "success_marks"}),
        ("page text", "careers", library.careers, {"disciplines", "levels", "routes", "ways_in"}),
        ("page text", "findings", library.findings, {"groups"}),
        ("page text", "glossary", library.glossary, {"terms"}),
        ("page text", "sources", library.bibliography, {"sources"}),
        ("other lists", "vocabulary", library.vocabulary, {"organisation_types"}),
    )
    for noun, name, record, listed in files:
        path = f"content/{name}.yml"
        yield (noun, name), _Thing(name, "", path, flatten(record, without=listed))
