"""What must hold between one document and the others, beyond that what it refers to exists."""

from __future__ import annotations

from collections.abc import Mapping

from generator.addresses import page_of
from generator.document import Document
from generator.identities import Identity, Key
from generator.layout import identifier_of
from generator.model.case_study import CaseStudy
from generator.model.fields import Record
from generator.model.reference import Moves
from generator.problem import Problem
from generator.references import Referrals


def withheld_targets(records: Mapping[str, Record], referrals: Mapping[str, Referrals]) -> list[Problem]:
    """Links from what is published to a case study that is not: the link alone would give it away."""
    withheld = {
        identifier_of(path)
        for path, record in records.items()
        if isinstance(record, CaseStudy) and not record.is_published
    }
    return [
        Problem(
            path,
            reference.span,
            "not-published",
            "this case study is not published, so nothing published may refer to it",
            reference.found,
            "a case study with consent: true and visibility: public",
        )
        for path, referred in referrals.items()
        for reference in referred.references
        if reference.kind == "case" and reference.target in withheld and identifier_of(path) not in withheld
    ]


def taken_addresses(
    document: Document, records: Mapping[str, Record], identities: Mapping[Key, Identity]
) -> list[Problem]:
    """Old addresses that are the address of a page of today, which would be lost."""
    record = records.get(document.path)
    taken = {page_of(known.href): known for known in identities.values()}
    return [
        Problem(
            document.path,
            document.span_of(("moved", index, "old")),
            "address-in-use",
            "there is a page at this old address",
            move.old,
            f"an address that no page has; this one shows {taken[page].path}",
        )
        for index, move in enumerate(record.moved if isinstance(record, Moves) else ())
        if (page := "/" + move.old.removesuffix(".html") + ".md") in taken
    ]
