"""What needs attention: reviews that are overdue or due soon, and things without evidence or a source.

A case study has the day by which it is to be reviewed again. For every other file, that day follows
from its last review and the number of months (`review_every`) in `content/site.yml`.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from generator.basics.labels import label
from generator.basics.problem import START_OF_FILE, Span
from generator.checks.identities import Key
from generator.content.content_files import OVERLAY, SITE
from generator.library.library import Library

SOON = 3
"""Reviews are listed as due this many months ahead."""
LISTS_ONLY = frozenset({SITE, "content/vocabulary.yml"})
"""Files with introductions and terms of lists. They are reviewed like all others, but pages show no warning
about them: it would be on every list, and about nothing that is listed there."""

_REVIEW_IT = label("Check that all of it still holds, correct it, and write the day under reviewed.")


@dataclass(frozen=True)
class DueItem:
    path: str
    """The file to edit."""
    title: str = ""
    """The title of the thing; empty for a file that holds many things."""
    due: date | None = None
    key: Key | None = None
    """The thing to link to, where that is not the file's own page."""
    span: Span = START_OF_FILE


@dataclass(frozen=True)
class Group:
    code: str
    """A permanent short name, such as `review-overdue`; what is the matter is the message of this code."""
    title: str
    to_do: str
    items: tuple[DueItem, ...]


def find_groups(library: Library, today: date) -> tuple[Group, ...]:
    """Everything that needs attention, most urgent first. A group may be empty."""
    reviews = sorted(_iter_reviews(library), key=lambda item: (item.due or date.max, item.path))
    overdue = tuple(item for item in reviews if is_overdue(item.due, today))
    soon = months_later(today, SOON)
    due = tuple(item for item in reviews[len(overdue) :] if item.due and item.due <= soon)
    return (
        Group("review-overdue", label("Overdue"), _REVIEW_IT, overdue),
        Group("review-due", label("Due within {number} months", number=SOON), _REVIEW_IT, due),
        Group(
            "no-evidence",
            label("Recommendations that no case study shows"),
            label("Look for an organisation that does this, and ask it for a case study."),
            tuple(
                _item_of(library, ("recommendation", name))
                for name, found in library.evidence.by_recommendation.items()
                if not found.cases
            ),
        ),
        Group(
            "no-source",
            label("Without a source"),
            label("Name the source and its section under sources, unless everybody in the field knows it."),
            tuple(_iter_without_source(library)),
        ),
    )


def due_days(library: Library) -> Mapping[str, date]:
    """The day by which each file is to be reviewed again, by path."""
    return {item.path: item.due for item in _iter_reviews(library) if item.due}


def reviewed_days(library: Library) -> Mapping[str, date]:
    """The day of the last review of each file, by path."""
    cases = {case.path: case.record.publication.reviewed for case in library.cases}
    return cases | {path: reviewed for path, _, reviewed in _iter_reviewed(library)}


def is_overdue(due: date | None, today: date) -> bool:
    """Whether the day has passed. A review is not overdue on the day itself."""
    return due is not None and due < today


def _iter_reviews(library: Library) -> Iterator[DueItem]:
    for case in library.cases:
        yield DueItem(case.path, case.record.title, case.record.publication.review_by)
    for path, title, reviewed in _iter_reviewed(library):
        yield DueItem(path, title, months_later(reviewed, library.site.review_every))


def _iter_reviewed(library: Library) -> Iterator[tuple[str, str, date]]:
    """Path, title and day of the last review of each file, except case studies."""
    for entries in (library.themes, library.roles, library.guides, library.pathways, library.frameworks):
        yield from ((entry.path, entry.title, entry.record.reviewed) for entry in entries)
    files = {
        SITE: library.site.reviewed,
        "content/vocabulary.yml": library.vocabulary.reviewed,
        "content/sources.yml": library.bibliography.reviewed,
        "content/glossary.yml": library.glossary.reviewed,
        "content/findings.yml": library.findings.reviewed,
        "content/benefits.yml": library.benefits.reviewed,
        "content/careers.yml": library.careers.reviewed,
    } | ({OVERLAY: library.overlay.reviewed} if library.overlay else {})
    yield from ((path, "", reviewed) for path, reviewed in files.items())


def _iter_without_source(library: Library) -> Iterator[DueItem]:
    for guide in library.guides:
        if not guide.record.sources:
            yield DueItem(guide.path, guide.record.title)
    for term in library.glossary.terms:
        if not term.sources:
            yield _item_of(library, ("term", term.id))


def _item_of(library: Library, key: Key) -> DueItem:
    identity = library.identities[key]
    return DueItem(identity.path, identity.title, key=key, span=identity.span)


def newest_review(library: Library) -> date:
    """The day of the most recent review of anything that is published."""
    return max(reviewed_days(library).values())


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day if it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
