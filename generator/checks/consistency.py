"""What must hold between one document and the others, beyond that what it refers to exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.basics.addresses import SECTION_PAGES, old_addresses, page_of
from generator.basics.formatting import stated_number
from generator.basics.messages import problem
from generator.basics.problem import Problem
from generator.checks.identities import Identity, Key
from generator.checks.references import Referrals
from generator.content.content_files import noun_of
from generator.content.document import Document
from generator.content.model.fields import Record
from generator.content.model.site import Moves


def clashing_addresses(identities: Mapping[Key, Identity]) -> Iterator[Problem]:
    """Identifiers that would give two things one address: of two kinds on one page, or of a list's page."""
    first: dict[str, Identity] = {}
    for known in identities.values():
        other = first.setdefault(known.href, known)
        if known.href and other is not known:
            place, noun = f"{other.path}:{other.span.start.line}", noun_of(other.kind)
            yield problem("address-in-use", known.path, known.span, found=known.id, noun=noun, place=place)
        elif known.href.endswith("/index.md") and known.href not in SECTION_PAGES:
            yield problem("address-in-use/list", known.path, known.span, found=known.id)


def taken_addresses(
    document: Document, records: Mapping[str, Record], identities: Mapping[Key, Identity]
) -> Iterator[Problem]:
    """Old addresses that are the address of a page of today, which would be lost, or that are there twice."""
    record = records.get(document.path)
    if not isinstance(record, Moves):
        return
    shown = {page_of(known.href): known.path for known in identities.values()}
    shown |= {old: known.path for known in identities.values() for old in old_addresses(*known.key)}
    moved: set[str] = set()
    for index, move in enumerate(record.moved):
        page = "/" + move.old.removesuffix(".html") + ".md"
        key = ""
        if page.endswith("/index.md"):
            key = "address-in-use/old-list"
        elif page in shown:
            key = "address-in-use/old"
        elif page in moved:
            key = "address-in-use/old-twice"
        moved.add(page)
        if key:
            span = document.span_of(("moved", index, "old"))
            yield problem(key, document.path, span, found=move.old, file=shown.get(page))


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
                yield problem(
                    "stale-number",
                    path,
                    reference.place.span_in(referred.document),
                    found=reference.text,
                    things=reference.target.replace("-", " "),
                    count=count,
                    target=reference.target,
                )
