"""Add an organisation's overlay to the published guidance, and take out what the overlay hides.

The result is the records of one guidance: nothing later needs to know that there were two.
Only which things are local and which are hidden is noted beside the records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.basics.problem import Problem
from generator.checks.identities import Key
from generator.checks.references import Referrals
from generator.content.content_files import OVERLAY, file_kind_of, identifier_of, noun_of, overlay_of
from generator.content.document import Document
from generator.content.model.annotations import target_of, without_references
from generator.content.model.fields import Record
from generator.content.model.guidance import Recommendation, Theme
from generator.content.model.overlay import Overlay
from generator.content.model.reference import Bibliography, Glossary
from generator.content.model.site import Guide, Site, Vocabulary

HIDEABLE = ("case", "guide", "recommendation", "role", "term", "theme")
NOTABLE = ("case", "guide", "recommendation", "role", "theme")
"""The kinds of things that have a page, on which a note can be shown."""

Records = Mapping[str, Record]
"""By the path of the file."""


@dataclass(frozen=True)
class Overlaid:
    records: Records
    """Without what the overlay hides, and with its additions each in its list."""
    hidden: frozenset[Key]
    problems: tuple[Problem, ...]


def lay_over(
    documents: Mapping[str, Document],
    records: Records,
    referrals: Mapping[str, Referrals],
    local: frozenset[str],
) -> Overlaid:
    """The records with the overlay applied, or problems. `records` must be free of mistakes.

    `local`: the paths of the overlay's own files.
    """
    overlay = overlay_of(records)
    if overlay is None:
        return Overlaid(records, frozenset(), ())
    faults = list(_iter_unfit(overlay, documents[OVERLAY], records))
    if faults:
        return Overlaid(records, frozenset(), tuple(faults))
    hidden = _hidden(overlay, records)
    faults += _iter_own_links(documents[OVERLAY], overlay, referrals, local, hidden)
    kept: dict[str, Record] = {}
    for path, record in records.items():
        if _key_of(path) in hidden:
            continue
        pruned = record if path == OVERLAY else without_references(_without_listed(record, hidden), hidden)
        if pruned is None or _is_emptied(record, pruned):
            faults += _needed(path, overlay, documents[OVERLAY], referrals, hidden)
        else:
            kept[path] = _added(pruned, path, overlay, hidden)
    return Overlaid(kept, hidden, tuple(faults))


def _iter_unfit(overlay: Overlay, document: Document, records: Records) -> Iterator[Problem]:
    """Problems with things that can't be hidden, or can't have a note."""
    pages = {path: record for path, record in records.items() if isinstance(record, Guide)}
    menu = {identifier_of(path) for path, guide in pages.items() if guide.section == "about"}
    for index, name in enumerate(overlay.hide):
        kind, target = target_of("any", name)
        if kind not in HIDEABLE:
            yield _unfit(document, ("hide", index), name, "this can't be hidden", HIDEABLE)
        elif kind == "guide" and target in menu:
            yield _unfit(
                document, ("hide", index), name, "the menu of every page leads here", ("other guide",)
            )
    for index, note in enumerate(overlay.notes):
        if target_of("any", note.on)[0] not in NOTABLE:
            yield _unfit(document, ("notes", index, "on"), note.on, "this can't have a note", NOTABLE)


def _unfit(
    document: Document, location: tuple[str | int, ...], found: str, message: str, kinds: tuple[str, ...]
) -> Problem:
    nouns = [f"a {noun_of(kind)}" if kind != "other guide" else "something else" for kind in kinds]
    expected = " or ".join([", ".join(nouns[:-1]), nouns[-1]] if len(nouns) > 1 else nouns)
    return Problem(document.path, document.span_of(location), "unfit-for-overlay", message, found, expected)


def _hidden(overlay: Overlay, records: Records) -> frozenset[Key]:
    """The things to leave out: those that the overlay names, and all recommendations of hidden themes."""
    named = {target_of("any", name) for name in overlay.hide}
    inside = {
        ("recommendation", recommendation.id)
        for path, record in records.items()
        if isinstance(record, Theme) and _key_of(path) in named
        for recommendation in record.recommendations
    }
    return frozenset(named | inside)


def _iter_own_links(
    document: Document,
    overlay: Overlay,
    referrals: Mapping[str, Referrals],
    local: frozenset[str],
    hidden: frozenset[Key],
) -> Iterator[Problem]:
    """Local things that refer to what is hidden: whoever wrote both should decide."""
    message, expected = "this copy hides what this refers to", f"something that {OVERLAY} does not hide"
    for path in sorted(local - {OVERLAY}):
        referred = referrals.get(path)
        for reference in referred.references if referred else ():
            if referred and reference.key in hidden:
                span = reference.place.span_in(referred.document)
                yield Problem(path, span, "hidden-thing", message, reference.found, expected)
    for index, note in enumerate(overlay.notes):
        if target_of("any", note.on) in hidden:
            span = document.span_of(("notes", index, "on"))
            yield Problem(OVERLAY, span, "hidden-thing", message, note.on, expected)
    for index, recommendation in enumerate(overlay.recommendations):
        if ("theme", recommendation.theme) in hidden:
            span = document.span_of(("recommendations", index, "theme"))
            yield Problem(OVERLAY, span, "hidden-thing", message, recommendation.theme, expected)


def _key_of(path: str) -> Key:
    """The kind and identifier of the thing that a file holds; the kind is empty for a file of lists."""
    return file_kind_of(path).kind, identifier_of(path)


def _without_listed(record: Record, hidden: frozenset[Key]) -> Record:
    """A file's record without those listed things that are hidden."""
    changed: dict[str, Any] = {}
    kinds = {Theme: ("recommendations", "recommendation"), Glossary: ("terms", "term")}
    if type(record) in kinds:
        name, kind = kinds[type(record)]
        changed[name] = tuple(entry for entry in getattr(record, name) if (kind, entry.id) not in hidden)
    return record.model_copy(update=changed) if changed else record


def _is_emptied(before: Record, after: Record) -> bool:
    return isinstance(before, Theme) and isinstance(after, Theme) and not after.recommendations


def _needed(
    path: str,
    overlay: Overlay,
    document: Document,
    referrals: Mapping[str, Referrals],
    hidden: frozenset[Key],
) -> Iterator[Problem]:
    """The problem that a file would lose what it must have: the overlay hides too much, or too little."""
    referred = {reference.key for reference in referrals[path].references} & hidden
    own = referred or {key for key in hidden if key[0] == "recommendation"}
    for index, name in enumerate(overlay.hide):
        if target_of("any", name) in own:
            kind, identifier = _key_of(path)
            also = f"to hide {kind}:{identifier} as well, or " if kind else ""
            message = f"without this, {path} would be left with nothing"
            span = document.span_of(("hide", index))
            yield Problem(OVERLAY, span, "hidden-but-needed", message, name, f"{also}not to hide this")
            return


def _added(record: Record, path: str, overlay: Overlay, hidden: frozenset[Key]) -> Record:
    """A record of the release with the overlay's additions."""
    if isinstance(record, Site) and overlay.title:
        return record.model_copy(update={"title": overlay.title})
    if isinstance(record, Vocabulary):
        return record.model_copy(
            update={"organisation_types": record.organisation_types + overlay.organisation_types}
        )
    if isinstance(record, Glossary):
        own = tuple(term for term in overlay.terms if ("term", term.id) not in hidden)
        return record.model_copy(update={"terms": record.terms + own})
    if isinstance(record, Bibliography):
        return record.model_copy(update={"sources": record.sources + overlay.sources})
    if isinstance(record, Theme):
        theme = identifier_of(path)
        own_too = tuple(each for each in overlay.recommendations if each.theme == theme)
        return record.model_copy(update={"recommendations": record.recommendations + _plain(own_too)})
    return record


def _plain(recommendations: tuple[Any, ...]) -> tuple[Recommendation, ...]:
    """The overlay's recommendations as a theme's own file has them: without the name of the theme."""
    return tuple(
        Recommendation.model_construct(
            **{name: getattr(each, name) for name in Recommendation.model_fields},
        )
        for each in recommendations
    )
