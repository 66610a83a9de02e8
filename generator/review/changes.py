"""What changes for readers between two libraries: things, evidence, coverage, pages, addresses.

Only what a library publishes is compared. A case study that was withheld and is now published counts as
new, one that is now withheld as removed: nothing that is withheld is ever shown. Entries of a list are
matched by name, not by position, so that an entry inserted before others changes none of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from generator.basics.formatting import as_date
from generator.content.model.fields import Record
from generator.library.evidence import Evidence
from generator.library.library import Library
from generator.rendering.render import RenderedFile

MOST_CHARACTERS = 160
AROUND = 4
"""Unchanged words to show before and after those that changed."""


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both texts cut down to where they differ, each with an ellipsis for what is left out."""
    old, new = before.split(), after.split()
    start = _in_common(old, new)
    end = _in_common(old[start:][::-1], new[start:][::-1])
    return _part(old, start, end), _part(new, start, end)


def _in_common(one: list[str], other: list[str]) -> int:
    """How many words the two lists have in common at the start."""
    return next(
        (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _part(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - AROUND), min(len(words), len(words) - end + AROUND)
    text = " ".join(words[first:last])
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - 1].rstrip() + "…"
    elif last < len(words):
        text += " …"
    return f"… {text}" if first and text else text


Fields = dict[str, str]
"""The text of each field that has one, by its label, in the order of the model."""

_NAMING = ("id", "recommendation", "title", "term", "label", "role", "who", "way", "go_to")
"""Fields that may name an entry of a list. The first that it has is used."""


def flatten(record: Record, without: Collection[str] = ()) -> Fields:
    """The text of every field of a record and of the records in it. `without`: top-level fields to omit."""
    return dict(_iter_fields(record, "", without))


def _iter_fields(record: Record, above: str, without: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    for name, field in type(record).model_fields.items():
        if name not in without:
            title = field.title or name.replace("_", " ")
            label = f"{above}, {title}" if above else title
            yield from _iter_value(getattr(record, name), label)


def _iter_value(value: object, label: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Record):
        yield from _iter_fields(value, label)
    elif isinstance(value, tuple) and value and isinstance(value[0], Record):
        for entry, name in _named(value):
            yield from _iter_fields(entry, f"{label}: {name}")
    elif isinstance(value, tuple):
        if value:
            yield label, ", ".join(map(str, value))
    elif value is not None:
        yield label, _as_text(value)


def _named(entries: tuple[Record, ...]) -> Iterator[tuple[Record, str]]:
    """Each entry with its name. Further entries of the same name are numbered."""
    seen: dict[str, int] = {}
    for entry in entries:
        name = next((str(getattr(entry, key)) for key in _NAMING if getattr(entry, key, None)), "entry")
        seen[name] = seen.get(name, 0) + 1
        yield entry, name if seen[name] == 1 else f"{name} ({seen[name]})"


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return as_date(value)
    return " ".join(str(value).split())


State = Literal["new", "changed", "removed"]
KINDS = (
    "case study", "theme", "recommendation", "benefit", "mark of success",
    "role", "discipline", "career level", "way in", "accreditation route", "finding",
    "guide", "pathway", "framework", "term", "source", "organisation type", "page text",
    "other lists",
)  # fmt: skip
"""In the order of the report."""


@dataclass(frozen=True)
class FieldChange:
    label: str
    """The path to the field in words, such as `team, members: CCIO, time`."""
    before: str
    after: str
    """Both are excerpts around what changed; empty if there was, or is, no value."""


@dataclass(frozen=True)
class ThingChange:
    kind: str
    id: str
    title: str
    href: str
    """From the top of the site; empty if the thing has no address, or was removed."""
    path: str
    """The content file that has, or had, the thing."""
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
    """Every published thing with a page or an anchor, by kind and identifier; and texts of whole files."""
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
    for way in library.pathways:
        yield ("pathway", way.id), _Thing(way.title, way.href, way.path, flatten(way.record))
    for other in library.frameworks:
        yield ("framework", other.id), _Thing(other.title, other.href, other.path, flatten(other.record))
    yield from _listed(library)
    yield from _of_whole_files(library)


def _listed(library: Library) -> Iterator[tuple[tuple[str, str], _Thing]]:
    """Things that are entries in a list of a file."""
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
    """The texts of each file outside its lists of things."""
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


@dataclass(frozen=True)
class Count:
    """A number of case studies, out of how many."""

    cases: int
    of: int

    def __str__(self) -> str:
        return f"{self.cases} of {self.of}"


@dataclass(frozen=True)
class CountChange:
    """A change in how many case studies show something."""

    title: str
    """The recommendation, or the theme and the type of organisation."""
    href: str
    before: Count
    after: Count


@dataclass(frozen=True)
class EvidenceChanges:
    cases_before: int
    cases_after: int
    """How many case studies are published: the denominator of every recommendation."""
    recommendations: tuple[CountChange, ...]
    """Recommendations that more or fewer case studies show, in the order of the guidance."""
    coverage: tuple[CountChange, ...]
    """Themes by type of organisation, where more or fewer case studies show the theme."""

    @property
    def has_any(self) -> bool:
        return bool(self.recommendations or self.coverage or self.cases_before != self.cases_after)


def compare_evidence(old: Library, new: Library) -> EvidenceChanges:
    """What more or fewer case studies show. Things that are in only one of the libraries are left out."""
    before, after = old.evidence, new.evidence
    return EvidenceChanges(
        len(old.cases),
        len(new.cases),
        tuple(_recommendations(before, after, old, new)),
        tuple(_coverage(before, after, new)),
    )


def _recommendations(before: Evidence, after: Evidence, old: Library, new: Library) -> list[CountChange]:
    found = []
    for name, entry in new.recommendations.items():
        if name in old.recommendations:
            then, now = before.by_recommendation[name], after.by_recommendation[name]
            if len(then.cases) != len(now.cases):
                counts = Count(len(then.cases), then.total), Count(len(now.cases), now.total)
                found.append(CountChange(entry.record.title, entry.href, *counts))
    return found


def _coverage(before: Evidence, after: Evidence, new: Library) -> list[CountChange]:
    themes = {theme.id: theme.record.title for theme in new.themes}
    types = {entry.id: entry.title for entry in new.vocabulary.organisation_types}
    found = []
    for (theme, name), now in after.coverage.items():
        then = before.coverage.get((theme, name))
        if then is not None and then.cases != now.cases:
            counts = Count(then.cases, then.of), Count(now.cases, now.of)
            found.append(
                CountChange(f"{themes[theme]}: {types[name]}", "/case-study-figures.md#coverage", *counts)
            )
    return found


_ANCHOR = re.compile(r"^#{1,6} .*\{ #(?P<heading>[^\s{}]+) \}$|\bid=\"(?P<element>[^\"]+)\"", re.MULTILINE)

Anchors = dict[str, set[str]]
"""The permanent anchors of each page, by the page's address."""


@dataclass(frozen=True)
class AddressChanges:
    added: tuple[str, ...]
    """Addresses of pages, as published: `roles/cnio.html`."""
    removed: tuple[str, ...]
    """Pages and anchors that no longer exist and have no redirect."""

    @property
    def has_any(self) -> bool:
        return bool(self.added or self.removed)


def anchors_of(pages: Iterable[RenderedFile]) -> Anchors:
    """The permanent anchors of each page: those that a template or an editor has set.

    Anchors that the site makes from the words of other headings change with them, and are not permanent.
    """
    return {_published(page.uri): set(_anchors_in(page.text)) for page in pages if page.uri.endswith(".md")}


def _anchors_in(markdown: str) -> Iterable[str]:
    return (match["heading"] or match["element"] for match in _ANCHOR.finditer(markdown))


def _published(uri: str) -> str:
    return uri.removesuffix(".md") + ".html"


def compare_addresses(old: Anchors, new: Anchors, redirects: Collection[str]) -> AddressChanges:
    """Pages that are new, and pages and anchors that are gone.

    `redirects`: old addresses that now redirect, and with them their anchors.
    """
    removed = [address for address in old if address not in new]
    for address, anchors in old.items():
        if address in new and address not in redirects:
            removed += [f"{address}#{anchor}" for anchor in anchors - new[address]]
    return AddressChanges(tuple(sorted(new.keys() - old.keys())), tuple(sorted(removed)))


@dataclass(frozen=True)
class Difference:
    things: tuple[ThingChange, ...]
    """By kind, in the order of the site, and by identifier."""
    evidence: EvidenceChanges
    addresses: AddressChanges

    @property
    def is_empty(self) -> bool:
        return not (self.things or self.evidence.has_any or self.addresses.has_any)


def compare(old: Library, new: Library, old_anchors: Anchors, new_anchors: Anchors) -> Difference:
    redirects = {move.old for move in new.moves}
    addresses = compare_addresses(old_anchors, new_anchors, redirects)
    return Difference(compare_things(old, new), compare_evidence(old, new), addresses)
