"""What changes for readers between two versions: things, evidence, coverage, pages, addresses.

Both are rendered with the templates of the project in which the command runs. Templates are programs: a
version that is only inspected must not bring its own.

Only what a library publishes is compared. A case study that was withheld and is now published counts as
new, one that is now withheld as removed: nothing that is withheld is ever shown. Entries of a list are
matched by name, not by position, so that an entry inserted before others changes none of them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Any, Literal

from generator.basics.addresses import as_published
from generator.basics.labels import as_date
from generator.basics.problem import Problem
from generator.content.content_files import file_kind_of
from generator.content.load import Sources, load_sources, with_lines
from generator.content.model.fields import Record
from generator.library.entries import Entry
from generator.library.library import Library, build_library
from generator.outputs.project import check_project, template_folders
from generator.pages import iter_pages
from generator.rendering.render import RenderedFile, Renderer

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
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


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
NOUNS = {
    "case": "case study", "theme": "theme", "recommendation": "recommendation", "benefit": "benefit",
    "success-mark": "mark of success", "role": "role", "discipline": "discipline",
    "career-level": "career level", "way-in": "way in", "route": "accreditation route", "finding": "finding",
    "guide": "guide", "pathway": "pathway", "framework": "framework", "term": "term", "source": "source",
    "organisation-type": "organisation type",
}  # fmt: skip
"""What the report calls each kind of thing, in its order."""
_ORDER = (*NOUNS.values(), "page text", "other lists")


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
    return _ORDER.index(change.kind), ("new", "changed", "removed").index(change.state), change.id


def _changes(before: Fields, after: Fields) -> Iterator[FieldChange]:
    for label in [*after, *(label for label in before if label not in after)]:
        then, now = before.get(label, ""), after.get(label, "")
        if then != now:
            yield FieldChange(label, *excerpts(then, now))


def _iter_things(library: Library) -> Iterator[tuple[tuple[str, str], _Thing]]:
    """Every published thing with a page or an anchor, by kind and identifier; and texts of whole files."""
    entries: tuple[tuple[Entry[Any], ...], ...] = (
        library.cases, library.themes, library.roles, library.guides, library.pathways, library.frameworks,
    )  # fmt: skip
    for entry in (entry for of_kind in entries for entry in of_kind):
        kind = NOUNS[file_kind_of(entry.path).kind]
        fields = flatten(entry.record, without={"recommendations"} if kind == "theme" else ())
        if entry.body:
            fields["text of the page"] = " ".join(entry.body.split())
        yield (kind, entry.id), _Thing(entry.title, entry.href, entry.path, fields)
    for name, each in library.recommendations.items():
        fields = {"theme": each.theme.title, **flatten(each.record)}
        yield ("recommendation", name), _Thing(each.record.title, each.href, each.theme.path, fields)
    yield from _of_whole_files(library)


def _of_whole_files(library: Library) -> Iterator[tuple[tuple[str, str], _Thing]]:
    """Things that are entries in a list of a file, and the texts of each file outside its lists of things."""
    for name in ("site", "benefits", "careers", "findings", "glossary", "sources", "vocabulary"):
        record: Any = library.bibliography if name == "sources" else getattr(library, name)
        path = f"content/{name}.yml"
        listed = {way: kind for way, kind in file_kind_of(path).lists.items() if kind in NOUNS}
        for way, kind in listed.items():
            for entry in _entries(record, way.split(".")):
                known = library.identities[kind, entry.id]
                yield (NOUNS[kind], known.id), _Thing(known.title, known.href, known.path, flatten(entry))
        texts = flatten(record, without={way.partition(".")[0] for way in listed})
        yield ("other lists" if name == "vocabulary" else "page text", name), _Thing(name, "", path, texts)


def _entries(record: Any, way: list[str]) -> Iterator[Any]:
    """The entries of the lists at a way such as `groups`, `*`, `findings`."""
    entries = getattr(record, way[0])
    for entry in entries:
        yield from _entries(entry, way[2:]) if way[2:] else [entry]


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


def compare_evidence(old: Library, new: Library) -> EvidenceChanges:
    """What more or fewer case studies show. Things that are in only one of the libraries are left out."""
    recommendations, coverage = (
        tuple(
            CountChange(title, href, before[key][2], count)
            for key, (title, href, count) in after.items()
            if key in before and before[key][2].cases != count.cases
        )
        for before, after in zip(_counts(old), _counts(new), strict=True)
    )
    return EvidenceChanges(len(old.cases), len(new.cases), recommendations, coverage)


def _counts(library: Library) -> tuple[dict[object, tuple[str, str, Count]], ...]:
    """The title, address and count of each recommendation, and of each theme with a type of organisation."""
    themes = {theme.id: theme.title for theme in library.themes}
    types = {entry.id: entry.title for entry in library.vocabulary.organisation_types}
    known, evidence, page = library.recommendations, library.evidence, "/case-study-figures.md#coverage"
    return (
        {
            name: (known[name].record.title, known[name].href, Count(len(each.cases), each.total))
            for name, each in evidence.by_recommendation.items()
        },
        {
            (theme, kind): (f"{themes[theme]}: {types[kind]}", page, Count(cell.cases, cell.of))
            for (theme, kind), cell in evidence.coverage.items()
        },
    )


_ANCHOR = re.compile(r"^#{1,6} .*\{ #(?P<heading>[^\s{}]+) \}$|\bid=\"(?P<element>[^\"]+)\"", re.MULTILINE)

Anchors = dict[str, set[str]]
"""The permanent anchors of each page, by the page's address."""


@dataclass(frozen=True)
class AddressChanges:
    added: tuple[str, ...]
    """Addresses of pages, as published: `roles/cnio.html`."""
    removed: tuple[str, ...]
    """Pages and anchors that no longer exist and have no redirect."""


def anchors_of(pages: Iterable[RenderedFile]) -> Anchors:
    """The permanent anchors of each page: those that a template or an editor has set.

    Anchors that the site makes from the words of other headings change with them, and are not permanent.
    """
    return {
        as_published(page.uri): {
            found["heading"] or found["element"] for found in _ANCHOR.finditer(page.text)
        }
        for page in pages
        if page.uri.endswith(".md")
    }


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
        evidence, addresses = self.evidence, self.addresses
        found = (self.things, evidence.recommendations, evidence.coverage, addresses.added, addresses.removed)
        return evidence.cases_before == evidence.cases_after and not any(found)


MOST_ROUNDS = 10
"""Leaving out a file can make others wrong, which are then left out too: at most this many times."""


@dataclass(frozen=True)
class Comparison:
    difference: Difference | None
    """None if the older version has errors, or the newer one has some even without its faulty files."""
    old_problems: tuple[Problem, ...]
    """Errors in the older version, with which nothing can be compared."""
    problems: tuple[Problem, ...]
    """Everything found in the newer version."""
    library: Library | None = None
    """The newer version, as it was compared."""
    left_out: tuple[str, ...] = ()
    """Faulty files of the newer version. They were compared as in the older one, or left out if new."""


def compare_projects(old_root: Path, new_root: Path, project: Path) -> Comparison:
    """Compare the content of two folders. `project`: the folder whose templates render both."""
    old_sources, old_problems = load_sources(old_root)
    old, found = build_library(old_sources)
    checked = check_project(new_root)
    if old is None:
        faults = with_lines([*old_problems, *found], old_sources.documents, old_sources.unreadable)
        return Comparison(None, tuple(faults), checked.problems)
    new, left_out = checked.library, tuple[str, ...]()
    if new is None:
        new, left_out = _without_mistakes(new_root, old_sources, checked.problems)
    if new is None:
        return Comparison(None, (), checked.problems, None, left_out)
    folders = template_folders(project)
    anchors = _anchors(new, folders)
    # Most pull requests to the program change no content, and rendering takes the longest.
    before = anchors if old == new else _anchors(old, folders)
    addresses = compare_addresses(before, anchors, {move.old for move in new.moves})
    difference = Difference(compare_things(old, new), compare_evidence(old, new), addresses)
    return Comparison(difference, (), checked.problems, new, left_out)


def _without_mistakes(
    root: Path, old: Sources, problems: Iterable[Problem]
) -> tuple[Library | None, tuple[str, ...]]:
    """The newer library with each faulty file as it was, or without it if new; and those files' paths."""
    sources, _ = load_sources(root)
    bad = {problem.path for problem in problems if problem.severity == "error"}
    for _ in range(MOST_ROUNDS):
        documents = [document for document in sources.documents if document.path not in bad]
        documents += [document for document in old.documents if document.path in bad]
        documents.sort(key=lambda each: each.path)
        library, found = build_library(replace(sources, documents=tuple(documents), unreadable={}))
        if library is not None:
            return library, tuple(sorted(bad))
        worse = {problem.path for problem in found} - bad
        if not worse:
            break
        bad |= worse
    return None, tuple(sorted(bad))


def _anchors(library: Library, folders: list[Path]) -> Anchors:
    renderer = Renderer(library, folders)
    pages = list(iter_pages(library))
    rendered = [renderer.render(page) for page in pages]
    # A page whose template fails still has its address, but no anchors.
    return anchors_of(
        RenderedFile(page.uri, "") if isinstance(outcome, Problem) else outcome
        for page, outcome in zip(pages, rendered, strict=True)
    )
