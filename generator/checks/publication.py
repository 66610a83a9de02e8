"""Decide which things a site for one audience leaves out, and find what gives them away.

Left out are case studies that may not be published and, in a public site, those that are drafts and entries
with `visibility: internal`, and what an overlay has of its own only for those: a source that one of them
uses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from typing import Any

from generator.basics.messages import problem
from generator.basics.problem import Problem
from generator.checks.identities import Identity, Key, Reference, Referrals
from generator.content.content_files import OVERLAY, file_kind_of, identifier_of, overlay_of
from generator.content.document import Location
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Record, Visibility
from generator.content.model.guidance import Theme
from generator.content.model.site import Overlay

NOTE = "note"
"""The kind of an overlay's notes, which have no identifier: theirs is their place in the list, from 0."""
_GO_WITH_USERS = frozenset({"source", "organisation-type", "term", "role", "recommendation"})
"""Kinds of which an overlay's own are left out when only withheld things refer to them."""

Uses = Mapping[Key, Set[Key]]
"""For each thing, those of an overlay's own that it refers to."""


def audience_of(records: Mapping[str, Record]) -> Visibility:
    """The audience of the build: the overlay's `visibility`, or `public` without an overlay."""
    overlay = overlay_of(records)
    return overlay.visibility if overlay else "public"


@dataclass(frozen=True)
class Publication:
    """What a site leaves out, and which thing each reference belongs to."""

    audience: Visibility
    withheld: frozenset[Key]
    owners: Owners

    def leaks(self, referrals: Mapping[str, Referrals]) -> Iterator[Problem]:
        """References from what is published to what is not: the link alone would give it away."""
        of_cases = "not-published/public" if self.audience == "public" else "not-published"
        for path, referred in referrals.items():
            for reference in referred.references:
                if reference.key not in self.withheld or _hides(path, reference):
                    continue
                if self.owners.of(path, reference) not in self.withheld:
                    key = of_cases if reference.kind == "case" else "not-published/entry"
                    span = reference.span_in(referred.document)
                    yield problem(key, path, span, found=reference.found)

    def published(self, referrals: Mapping[str, Referrals]) -> dict[str, Referrals]:
        """The references of what is published."""
        found = dict(referrals)
        for path in {self.owners.path_of(key) for key in self.withheld} & found.keys():
            own = found[path].references
            kept = tuple(each for each in own if self.owners.of(path, each) not in self.withheld)
            found[path] = replace(found[path], references=kept)
        return found


class Owners:
    """Finds the thing that a reference belongs to: the innermost entry, or the file."""

    def __init__(self, identities: Mapping[Key, Identity]) -> None:
        self._paths = {key: known.path for key, known in identities.items()}
        self._entries: defaultdict[str, dict[Location, Key]] = defaultdict(dict)
        for key, known in identities.items():
            self._entries[known.path][known.location] = key

    def path_of(self, key: Key) -> str:
        return self._paths.get(key, OVERLAY)

    def of(self, path: str, reference: Reference) -> Key:
        at = reference.location
        if path == OVERLAY and at[:1] == ("notes",):
            return NOTE, str(at[1])
        entries = self._entries[path]
        within = (at[:length] for length in range(len(at), -1, -1))
        return next((entries[place] for place in within if place in entries), ("", path))


def _hides(path: str, reference: Reference) -> bool:
    """Whether an overlay names a thing only to leave it out."""
    return path == OVERLAY and reference.location[:1] == ("hide",)


def decide(
    records: Mapping[str, Record],
    referrals: Mapping[str, Referrals],
    identities: Mapping[Key, Identity],
    local: frozenset[str],
    drafts: Container[str] = (),
) -> Publication:
    """What the site for this audience leaves out. `local`: the paths of an overlay's own files. `drafts`: of
    case studies that are not ready."""
    owners, audience = Owners(identities), audience_of(records)
    withheld = {key for path, record in records.items() for key in _iter_withheld(path, record, audience)}
    if audience == "public":
        cases = (path for path, record in records.items() if isinstance(record, CaseStudy))
        withheld |= {("case", identifier_of(path)) for path in cases if path in drafts}
    followers = {key for key, known in identities.items() if known.path in local and key[0] in _GO_WITH_USERS}
    uses = _uses(referrals, owners, followers) if followers and withheld else {}
    while True:
        left_out = withheld | _used_only_by(withheld, uses)
        emptied = set(_iter_emptied(records, left_out)) - left_out
        if not emptied:
            return Publication(audience, frozenset(left_out), owners)
        withheld |= emptied


def _iter_withheld(path: str, record: Record, audience: Visibility) -> Iterator[Key]:
    """The things in a file that themselves say that this audience may not see them."""
    if isinstance(record, CaseStudy):
        if not record.is_published(audience):
            yield "case", identifier_of(path)
    elif audience == "public":
        yield from _iter_internal(path, record)


def _iter_internal(path: str, record: Record) -> Iterator[Key]:
    """A thing, entries and notes with `visibility: internal`; with a thing go all of its entries."""
    file_kind = file_kind_of(path)
    is_internal = bool(file_kind.kind) and _is_internal(record)
    if is_internal:
        yield file_kind.kind, identifier_of(path)
    for name, kind in _lists_in(path).items():
        yield from ((kind, each.id) for each in getattr(record, name) if is_internal or _is_internal(each))
    if isinstance(record, Overlay):
        yield from ((NOTE, str(at)) for at, note in enumerate(record.notes) if _is_internal(note))


def _is_internal(entry: Any) -> bool:
    return getattr(entry, "visibility", "public") == "internal"


def _lists_in(path: str) -> dict[str, str]:
    """The fields of a file's record that list things with an identifier, each with the kind."""
    return {name: kind for name, kind in file_kind_of(path).lists.items() if "." not in name}


def _uses(referrals: Mapping[str, Referrals], owners: Owners, followers: Set[Key]) -> Uses:
    uses: defaultdict[Key, set[Key]] = defaultdict(set)
    for path, referred in referrals.items():
        for reference in referred.references:
            if reference.key in followers and not _hides(path, reference):
                uses[owners.of(path, reference)].add(reference.key)
    return uses


def _used_only_by(withheld: Set[Key], uses: Uses) -> Set[Key]:
    """What those things refer to, directly or by way of each other, and nothing that is published does."""
    used = _reached(withheld, uses) - withheld
    of_others = {key: targets - withheld for key, targets in uses.items()}
    published = _reached(uses.keys() - withheld - used, of_others)
    return used - published


def _reached(start: Iterable[Key], uses: Uses) -> Set[Key]:
    found: set[Key] = set()
    waiting = [*start]
    while waiting:
        new = uses.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def _iter_emptied(records: Mapping[str, Record], withheld: Set[Key]) -> Iterator[Key]:
    """Themes all of whose recommendations are left out."""
    for path, record in records.items():
        entries = record.recommendations if isinstance(record, Theme) else ()
        if entries and all(("recommendation", each.id) in withheld for each in entries):
            yield "theme", identifier_of(path)


def without_withheld(records: Mapping[str, Record], withheld: Set[Key]) -> Mapping[str, Record]:
    return {
        path: _without_entries(path, record, withheld) if withheld else record
        for path, record in records.items()
        if (file_kind_of(path).kind, identifier_of(path)) not in withheld
    }


def _without_entries(path: str, record: Record, withheld: Set[Key]) -> Record:
    changed: dict[str, Any] = {}
    for name, kind in _lists_in(path).items():
        entries = getattr(record, name)
        kept = tuple(entry for entry in entries if (kind, entry.id) not in withheld)
        changed |= {name: kept} if len(kept) < len(entries) else {}
    if isinstance(record, Overlay):
        notes = enumerate(record.notes)
        changed["notes"] = tuple(note for at, note in notes if (NOTE, str(at)) not in withheld)
    return record.model_copy(update=changed) if changed else record
