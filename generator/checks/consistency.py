"""What must hold between one document and the others, beyond that what it refers to exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.basics.addresses import SECTION_PAGES, page_of
from generator.basics.formatting import stated_number
from generator.basics.problem import Problem
from generator.checks.identities import Identity, Key
from generator.checks.references import Referrals
from generator.content.content_files import identifier_of, noun_of
from generator.content.document import Document
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Record, Visibility
from generator.content.model.site import Moves


def withheld_targets(
    records: Mapping[str, Record], referrals: Mapping[str, Referrals], visibility: Visibility
) -> list[Problem]:
    """Links from what is published to a case study that is not: the link alone would give it away."""
    withheld = {
        identifier_of(path)
        for path, record in records.items()
        if isinstance(record, CaseStudy) and not record.is_published(visibility)
    }
    return [
        Problem(
            path,
            reference.place.span_in(referred.document),
            "not-published",
            "this case study is not published, so nothing published may refer to it",
            reference.found,
            "a case study with consent: true"
            + (" and visibility: public" if visibility == "public" else "")
            + ", and not withdrawn",
        )
        for path, referred in referrals.items()
        for reference in referred.references
        if reference.kind == "case" and reference.target in withheld and identifier_of(path) not in withheld
    ]


def clashing_addresses(identities: Mapping[Key, Identity]) -> Iterator[Problem]:
    """Identifiers that would give two things one address: of two kinds on one page, or of a list's page."""
    first: dict[str, Identity] = {}
    for known in identities.values():
        other = first.setdefault(known.href, known)
        if known.href and other is not known:
            place = f"{noun_of(other.kind)} at {other.path}:{other.span.start.line}"
            yield _clash(known, f"an identifier that differs from that of the {place}")
        elif known.href.endswith("/index.md") and known.href not in SECTION_PAGES:
            yield _clash(known, "another identifier; the page of a list has this address")


def _clash(known: Identity, expected: str) -> Problem:
    message = "this identifier leads to an address that something else has"
    return Problem(known.path, known.span, "address-in-use", message, known.id, expected)


def taken_addresses(
    document: Document, records: Mapping[str, Record], identities: Mapping[Key, Identity]
) -> Iterator[Problem]:
    """Old addresses that are the address of a page of today, which would be lost, or that are there twice."""
    record = records.get(document.path)
    if not isinstance(record, Moves):
        return
    shown = {page_of(known.href): f"shows {known.path}" for known in identities.values()}
    for index, move in enumerate(record.moved):
        page = "/" + move.old.removesuffix(".html") + ".md"
        use = "shows a list" if page.endswith("/index.md") else shown.get(page)
        shown.setdefault(page, "is moved above")
        if use:
            yield Problem(
                document.path,
                document.span_of(("moved", index, "old")),
                "address-in-use",
                "there is a page at this old address",
                move.old,
                f"an address that no page has; this one {use}",
            )


def stale_numbers(
    referrals: Mapping[str, Referrals], identities: Mapping[Key, Identity]
) -> Iterator[Problem]:
    """Numbers that a text states (`[seven](number:themes)`) and that are not what the content counts."""
    for path, referred in referrals.items():
        for reference in referred.references:
            if reference.kind != "number" or not reference.text.strip():
                continue
            count = identities[reference.key].title
            if stated_number(reference.text) != stated_number(count):
                yield Problem(
                    path,
                    reference.place.span_in(referred.document),
                    "stale-number",
                    f"this is not the number of {reference.target.replace('-', ' ')}",
                    reference.text,
                    f"{count}, in digits or as a word; without a text, [](number:{reference.target}), "
                    "the site fills it in",
                )
