"""What must hold between fields: within a record, such as that a headcount covers its WTE, and between files.

The rules within a record read the data as the editor wrote it, valid or not, so that a mistake elsewhere in
the file does not hide a broken rule. A value that is no number or date is some other check's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.basics.addresses import KINDS, SECTION_PAGES, old_addresses, page_of
from generator.basics.labels import stated_number
from generator.basics.messages import problem
from generator.basics.problem import START_OF_FILE, Problem, nearest
from generator.checks.identities import Identity, Key, Referrals
from generator.content.content_files import OVERLAY, SITE, noun_of, one_of
from generator.content.document import Document, Location, entries_at, iter_entries, text_at, value_at
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Record
from generator.content.model.guidance import (
    MOST_STEPS,
    STEP_KINDS,
    Bibliography,
    Findings,
    Framework,
    Pathway,
    Theme,
)
from generator.content.model.site import Moves, Overlay, Site

Rule = Callable[[Document, Any], Iterator[Problem]]


def iter_broken_rules(document: Document, data: Any, record_class: type[Record]) -> Iterator[Problem]:
    for rule in RULES.get(record_class, ()):
        yield from rule(document, data)


def _headcount_covers_wte(document: Document, data: Any) -> Iterator[Problem]:
    wte, headcount = _number(value_at(data, "team", "wte")), _number(value_at(data, "team", "headcount"))
    if wte is not None and headcount is not None and headcount < wte:
        yield document.problem("headcount-below-wte", ("team", "headcount"), found=headcount, wte=wte)


def _complete_lists_add_up(document: Document, data: Any) -> Iterator[Problem]:
    """Nothing may be counted from a list of posts that claims to be whole and isn't."""
    if value_at(data, "team", "members_are_complete") != "true":
        return
    members = entries_at(data, "team", "members")
    if not members:
        yield document.problem("partial-list/none", ("team", "members_are_complete"))
    counts = [value_at(member, "count") for member in members]
    for index, count in enumerate(counts):
        if count is None:
            yield document.problem("partial-list/count", ("team", "members", index))
    headcount = _number(value_at(data, "team", "headcount"))
    known = [number for count in counts if (number := _number(count)) is not None]
    if headcount is not None and len(known) == len(members) > 0 and sum(known) != headcount:
        yield document.problem(
            "partial-list/headcount", ("team", "headcount"), found=headcount, count=sum(known)
        )


def _posts_have_names(document: Document, data: Any) -> Iterator[Problem]:
    for at, member in iter_entries(data, "team.members"):
        if isinstance(member, dict) and not member.keys() & {"title", "role"}:
            yield document.problem("unnamed-post", at)


def _anonymous_means_nameless(document: Document, data: Any) -> Iterator[Problem]:
    name = value_at(data, "organisation", "name")
    if name is not None and value_at(data, "publication", "anonymous") != "false":
        yield document.problem("name-in-anonymous", ("organisation", "name"), found=name)


def _review_follows(document: Document, data: Any) -> Iterator[Problem]:
    publication = value_at(data, "publication")
    reviewed, review_by = (_day(value_at(publication, name)) for name in ("reviewed", "review_by"))
    if reviewed and review_by and review_by < reviewed:
        yield document.problem(
            "review-before-reviewed", ("publication", "review_by"), found=review_by, day=reviewed
        )


def _values_lie_in_range(document: Document, data: Any) -> Iterator[Problem]:
    for at, value in iter_entries(data, "groups.*.findings.*.values"):
        known = (_number(value_at(value, key)) for key in ("low", "value", "high"))
        numbers = [number for number in known if number is not None]
        if numbers != sorted(numbers):
            yield document.problem("range-out-of-order", at, found=" to ".join(map(str, numbers)))


def _publishers_have_sources(document: Document, data: Any) -> Iterator[Problem]:
    known = {text_at(source, "publisher") for source in entries_at(data, "sources")}
    for index, publisher in enumerate(entries_at(data, "publishers")):
        name = text_at(publisher, "name")
        if name and name not in known:
            alike = nearest(name, known) or ""
            yield document.problem(
                "unknown-publisher", ("publishers", index, "name"), nearest=alike, found=name
            )


def _steps_are_few_and_fit(document: Document, data: Any) -> Iterator[Problem]:
    seen: set[str] = set()
    steps = entries_at(data, "steps")
    if len(steps) > MOST_STEPS:
        yield document.problem(
            "too-many-steps", ("steps", MOST_STEPS), found=f"{len(steps)} steps", most=MOST_STEPS
        )
    for index, step in enumerate(steps):
        name = text_at(step, "go_to")
        kind = name.partition(":")[0]
        span = document.span_of(("steps", index, "go_to"))
        if kind in KINDS and kind not in STEP_KINDS:
            *kinds, last = map(one_of, STEP_KINDS)
            expected = f"{', '.join(kinds)} or {last}"
            yield problem("unfit-step", document.path, span, found=name, kinds=expected)
        elif name and name in seen:
            yield problem("unfit-step/twice", document.path, span, found=name)
        seen.add(name)


def _distinct(way: str) -> Rule:
    """A rule: within each list at `way`, the ids differ."""

    def check(document: Document, data: Any) -> Iterator[Problem]:
        seen: set[tuple[Location, str]] = set()
        for at, part in iter_entries(data, way):
            identifier = text_at(part, "id")
            if identifier and (at[:-1], identifier) in seen:
                key = "duplicate-identifier/list"
                yield document.problem(key, (*at, "id"), found=identifier, things=at[-2])
            seen.add((at[:-1], identifier))

    return check


RULES: dict[type[Record], tuple[Rule, ...]] = {
    CaseStudy: (
        _headcount_covers_wte,
        _posts_have_names,
        _complete_lists_add_up,
        _anonymous_means_nameless,
        _review_follows,
    ),
    Findings: (_values_lie_in_range,),
    Theme: (_distinct("recommendations.*.points"),),
    Pathway: (_steps_are_few_and_fit,),
    Framework: (_distinct("measures"),),
    Bibliography: (_distinct("sources.*.sections"), _publishers_have_sources),
}


def _number(text: Any) -> Decimal | None:
    try:
        number = Decimal(text) if isinstance(text, str) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


# Between one document and the others, beyond that what it refers to exists.


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
        clashes = {"old-list": page.endswith("/index.md"), "old": page in shown, "old-twice": page in moved}
        key = next((f"address-in-use/{name}" for name, clash in clashes.items() if clash), "")
        moved.add(page)
        if key:
            yield document.problem(key, ("moved", index, "old"), found=move.old, file=shown.get(page))


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
                span, things = reference.span_in(referred.document), reference.target.replace("-", " ")
                values = {"things": things, "count": count, "target": reference.target}
                yield problem("stale-number", path, span, found=reference.text, **values)


def iter_missing_contact(site: Site, overlay: Overlay | None, repository: str) -> Iterator[Problem]:
    """Whether the site says who runs it and where to write to; if not, that is only a warning. `repository`:
    the web address that the environment gives; empty where it gives none."""
    if overlay is not None:
        if not overlay.email:
            yield problem("no-contact/copy", OVERLAY, START_OF_FILE)
        return
    if not site.owner:
        yield problem("no-owner", SITE, START_OF_FILE)
    if not (site.email or site.repository or repository):
        yield problem("no-contact", SITE, START_OF_FILE)
