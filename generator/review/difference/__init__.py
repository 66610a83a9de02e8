"""What changes for readers between two libraries: things, evidence, coverage, pages, addresses.

Only what a library publishes takes part. A case study that was withheld and is published
now is new, and one that is withheld now is gone: nothing of what is withheld is ever shown.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.library.library import Library
from generator.review.difference.addresses import AddressChanges, Anchors, compare_addresses
from generator.review.difference.evidence import EvidenceChanges, compare_evidence
from generator.review.difference.things import ThingChange, compare_things

__all__ = ["Difference", "compare"]


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
