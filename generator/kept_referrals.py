"""What documents refer to, kept for as long as they stay what they are.

Finding it means reading all prose. Whether it exists is looked up at each run.
"""

from __future__ import annotations

import json
from typing import Any

from generator.cache import Cache, digest, program
from generator.document import Document, Place
from generator.references import Reference, Referrals


def key_of(document: Document) -> str:
    return digest("referrals", program(), document.path, document.text)


def keep_referrals(cache: Cache, referrals: Referrals) -> None:
    """Of a document without mistakes, which may be kept."""
    written = json.dumps([_as_list(reference) for reference in referrals.references], ensure_ascii=False)
    cache.put(key_of(referrals.document), written.encode("utf-8", "surrogatepass"))


def kept_referrals(cache: Cache, document: Document) -> Referrals | None:
    found = cache.get(key_of(document))
    if found is None:
        return None
    return Referrals(document, tuple(_reference(written) for written in json.loads(found)), ())


def _as_list(reference: Reference) -> list[Any]:
    """The fields in their order, those of the place first."""
    place = reference.place
    return [
        [place.location, place.needle, place.occurrence, place.is_in_body],
        [reference.kind, reference.target, reference.section],
        [reference.found, reference.text],
    ]


def _reference(written: list[Any]) -> Reference:
    (location, *where), (kind, target, section), (found, text) = written
    return Reference(kind, target, section, Place(tuple(location), *where), found, text)
