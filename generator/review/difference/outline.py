"""A difference as headings and entries in plain text: what every form of the report says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.review.difference import Difference
from generator.review.difference.evidence import EvidenceChanges, Moved
from generator.review.difference.things import FieldChange, ThingChange

MOST_FIELDS = 12
"""Changed fields shown of one thing."""
MOST_ADDRESSES = 50


@dataclass(frozen=True)
class Entry:
    text: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Section:
    heading: str
    entries: tuple[Entry, ...]
    introduction: str = ""


def outline(difference: Difference) -> tuple[Section, ...]:
    """Sections with at least one entry; what needs a decision comes first."""
    sections = (
        _broken(difference.addresses.removed),
        *(_things(difference.things, state) for state in ("new", "changed", "removed")),
        _evidence(difference.evidence),
        _coverage(difference.evidence),
        _pages(difference.addresses.added),
    )
    return tuple(section for section in sections if section.entries)


def _broken(addresses: tuple[str, ...]) -> Section:
    introduction = (
        "They are there now and lead nowhere afterwards. People may have kept them: keep the identifier, "
        "or say in content/moved.yml where each one leads."
    )
    return Section("Addresses that would break", _limited(addresses), introduction)


def _pages(addresses: tuple[str, ...]) -> Section:
    return Section("Pages that are new", _limited(addresses))


def _limited(addresses: tuple[str, ...]) -> tuple[Entry, ...]:
    shown = [Entry(address) for address in addresses[:MOST_ADDRESSES]]
    rest = len(addresses) - len(shown)
    return tuple([*shown, Entry(f"and {rest} more")] if rest else shown)


def _things(changes: Iterable[ThingChange], state: str) -> Section:
    entries = tuple(
        Entry(f"{change.kind}: {change.title} ({change.path})", tuple(_fields(change.fields)))
        for change in changes
        if change.state == state
    )
    return Section(state.capitalize(), entries)


def _fields(changes: tuple[FieldChange, ...]) -> Iterator[str]:
    for change in changes[:MOST_FIELDS]:
        if not change.before:
            yield f"{change.label}: new: {change.after}"
        elif not change.after:
            yield f"{change.label}: gone: {change.before}"
        else:
            yield f"{change.label}: {change.before} → {change.after}"
    if len(changes) > MOST_FIELDS:
        yield f"and {len(changes) - MOST_FIELDS} more fields"


def _evidence(evidence: EvidenceChanges) -> Section:
    entries = [_moved(move) for move in evidence.recommendations]
    if evidence.cases_before != evidence.cases_after:
        text = (
            f"Every recommendation is counted out of {evidence.cases_after} case studies "
            f"and no longer out of {evidence.cases_before}."
        )
        entries.insert(0, Entry(text))
    return Section("Evidence that moved", tuple(entries))


def _coverage(evidence: EvidenceChanges) -> Section:
    introduction = "Case studies of a type of organisation that show something of a theme."
    return Section("Coverage that moved", tuple(map(_moved, evidence.coverage)), introduction)


def _moved(move: Moved) -> Entry:
    return Entry(f"{move.title}: {move.before} → {move.after} case studies")
