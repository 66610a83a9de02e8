"""Which case studies have most in common: for "related case studies" on their pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from generator.library.evidence import Case
from generator.library.library import Library

MOST_RELATED = 3
MOST_CANDIDATES = 200
"""The most case studies that each is compared with, so that the time stays linear in a large library."""


@dataclass(frozen=True)
class Relation:
    """A related case study, and what it has in common with the first."""

    case: Case
    recommendations: tuple[str, ...]
    """Recommendations that both put into practice."""
    types: tuple[str, ...]
    """Organisation types that they share."""
    by_editor: bool
    """Whether an editor linked the two."""


class Relatedness:
    """Finds the case studies that are closest to one."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._evidence = library.evidence
        self._places: dict[str, int] = {}
        """The number of the bit that represents each name. Names are numbered as they are met."""

    def related(self, case: Case) -> tuple[Relation, ...]:
        """The case studies that have most in common with one, best first."""
        linked = frozenset(self._linked(case))
        practices, types = self._practices[case.id], self._types[case.id]
        # Every candidate is linked by an editor or shares a practice.
        closest = nsmallest(
            MOST_RELATED,
            [
                (
                    other not in linked,
                    -(practices & self._practices[other]).bit_count(),
                    -(types & self._types[other]).bit_count(),
                    other,
                )
                for other in self._candidates(case)
            ],
        )
        return tuple(self._relation(case, self._by_id[other]) for *_, other in closest)

    def _candidates(self, case: Case) -> Iterable[str]:
        """Case studies that an editor linked, then those with a practice in common, the rarest first."""
        rarest_first = sorted(
            self._shown[case.id], key=lambda name: (len(self._evidence.by_recommendation[name].cases), name)
        )
        found = dict.fromkeys(self._linked(case))
        for name in rarest_first:
            for other in self._evidence.by_recommendation[name].cases:
                if len(found) >= MOST_CANDIDATES:
                    break
                found[other.id] = None
        found.pop(case.id, None)
        return found

    def _relation(self, case: Case, other: Case) -> Relation:
        shared = self._shown[case.id] & self._shown[other.id]
        return Relation(
            case=other,
            recommendations=tuple(name for name in self._library.recommendations if name in shared),
            types=tuple(
                name for name in case.record.organisation.types if name in other.record.organisation.types
            ),
            by_editor=other.id in self._linked(case),
        )

    def _linked(self, case: Case) -> tuple[str, ...]:
        """Case studies that an editor linked with this one, from either side."""
        return (*case.record.related, *self._linked_from.get(case.id, ()))

    @cached_property
    def _linked_from(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for case in self._library.cases:
            for other in case.record.related:
                found.setdefault(other, []).append(case.id)
        return {target: tuple(origins) for target, origins in found.items()}

    @cached_property
    def _shown(self) -> Mapping[str, frozenset[str]]:
        """For each case study, the recommendations that it puts into practice."""
        return {
            case.id: frozenset(practice.recommendation for practice in case.record.practices)
            for case in self._library.cases
        }

    @cached_property
    def _practices(self) -> Mapping[str, int]:
        """For each case study, its recommendations as bits: what two have in common is counted at once."""
        return {name: self._as_bits(shown) for name, shown in self._shown.items()}

    @cached_property
    def _types(self) -> Mapping[str, int]:
        """For each case study, the types of its organisation as bits."""
        return {case.id: self._as_bits(case.record.organisation.types) for case in self._library.cases}

    def _as_bits(self, names: Iterable[str]) -> int:
        return sum({1 << self._places.setdefault(name, len(self._places)) for name in names})

    @cached_property
    def _by_id(self) -> Mapping[str, Case]:
        return {case.id: case for case in self._library.cases}
