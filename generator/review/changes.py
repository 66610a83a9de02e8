"""What changes for readers between two libraries: things, evidence, coverage, pages, addresses.

Only what a library publishes takes part. A case study that was withheld and is published now is new, and
one that is withheld now is gone: nothing of what is withheld is ever shown. Entries of a list are told
apart by what names them, not by their place: an entry put in front of the others changes none of them.
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
"""Words that stay, shown before and after those that changed."""


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both texts cut down to where they differ, each with an ellipsis for what is left out."""
    old, new = before.split(), after.split()
    start = _in_common(old, new)
    end = _in_common(old[start:][::-1], new[start:][::-1])
    return _part(old, start, end), _part(new, start, end)


def _in_common(one: list[str], other: list[str]) -> int:
    """How many words from the start are the same."""
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

_NAMING = ("id", "recommendation", "title", "term", "label", "role", "who", "way")
"""The fields that name an entry of a list, the first that it has."""


def flatten(record: Record, without: Collection[str] = ()) -> Fields:
    """Every field of a record and of the records in it, but for those at the top that are left out."""
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
    """Each entry with its name, and a number for the second of the same name."""
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


@dataclass(frozen=True)
class Count:
    """So many of so many case studies."""

    cases: int
    of: int

    def __str__(self) -> str:
        return f"{self.cases} of {self.of}"


@dataclass(frozen=True)
class Moved:
    title: str
    """The recommendation, or the theme and the type of organisation."""
    href: str
    before: Count
    after: Count


@dataclass(frozen=True)
class EvidenceChanges:
    cases_before: int
    cases_after: int
    """How many case studies are published: what every recommendation is counted out of."""
    recommendations: tuple[Moved, ...]
    """Those that more or fewer case studies show, in the order of the guidance."""
    coverage: tuple[Moved, ...]
    """Theme and type of organisation, where the number of case studies that show the theme changed."""

    @property
    def has_any(self) -> bool:
        return bool(self.recommendations or self.coverage or self.cases_before != self.cases_after)


def compare_evidence(old: Library, new: Library) -> EvidenceChanges:
    """What is in only one of the two libraries has no before or no after, and is no move."""
    before, after = old.evidence, new.evidence
    return EvidenceChanges(
        len(old.cases),
        len(new.cases),
        tuple(_recommendations(before, after, old, new)),
        tuple(_coverage(before, after, new)),
    )


def _recommendations(before: Evidence, after: Evidence, old: Library, new: Library) -> list[Moved]:
    found = []
    for name, entry in new.recommendations.items():
        if name in old.recommendations:
            then, now = before.by_recommendation[name], after.by_recommendation[name]
            if len(then.cases) != len(now.cases):
                counts = Count(len(then.cases), then.total), Count(len(now.cases), now.total)
                found.append(Moved(entry.record.title, entry.href, *counts))
    return found


def _coverage(before: Evidence, after: Evidence, new: Library) -> list[Moved]:
    themes = {theme.id: theme.record.title for theme in new.themes}
    types = {entry.id: entry.title for entry in new.vocabulary.organisation_types}
    found = []
    for (theme, name), now in after.coverage.items():
        then = before.coverage.get((theme, name))
        if then is not None and then.cases != now.cases:
            counts = Count(then.cases, then.of), Count(now.cases, now.of)
            found.append(Moved(f"{themes[theme]}: {types[name]}", "/coverage.md", *counts))
    return found


_ANCHOR = re.compile(r"^#{1,6} .*\{ #(?P<heading>[^\s{}]+) \}$|\bid=\"(?P<element>[^\"]+)\"", re.MULTILINE)
_PASSING = re.compile(r"term-")
"""Anchors within a page that come and go with its wording, and that no link from elsewhere uses."""


Anchors = dict[str, set[str]]
"""For each page's address its permanent anchors."""


@dataclass(frozen=True)
class AddressChanges:
    added: tuple[str, ...]
    """Addresses of pages, as published: `roles/cnio.html`."""
    removed: tuple[str, ...]
    """Pages and anchors that were there, and that neither exist nor lead on now."""

    @property
    def has_any(self) -> bool:
        return bool(self.added or self.removed)


def anchors_of(pages: Iterable[RenderedFile]) -> Anchors:
    """For each page's address its permanent anchors: those that a template or an editor has set.

    Anchors that the site makes of other headings change with their words, and nobody promised them.
    """
    return {_published(page.uri): set(_anchors_in(page.text)) for page in pages if page.uri.endswith(".md")}


def _anchors_in(markdown: str) -> Iterable[str]:
    found = (match["heading"] or match["element"] for match in _ANCHOR.finditer(markdown))
    return (anchor for anchor in found if not _PASSING.match(anchor))


def _published(uri: str) -> str:
    return uri.removesuffix(".md") + ".html"


def compare_addresses(old: Anchors, new: Anchors, redirects: Collection[str]) -> AddressChanges:
    """`redirects`: old addresses that lead on now. Their anchors lead on with them."""
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
