"""What the days in the content say: which reviews are due and what is new; and what lacks a source.

A case study has the day by which it is to be reviewed again. For every other file, that day follows from its
last review and the number of months (`review_every`) in `content/site.yml`. What is new are the entries that
editors write in `content/news.yml`, and each case study, theme, role, guide and pathway on the day of its
last review.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.basics.addresses import NEWS_PAGE
from generator.basics.labels import label
from generator.basics.problem import START_OF_FILE, Span
from generator.checks.identities import Key
from generator.content.content_files import FILES, SITE
from generator.content.model.annotations import target_of
from generator.library.entries import Entry
from generator.library.library import Library

SOON = 3
"""Reviews are listed as due this many months ahead."""
LISTS_ONLY = frozenset({SITE, "content/vocabulary.yml"})
"""Files with introductions and terms of lists. They are reviewed like all others, but pages show no warning
about them: it would be on every list, and about nothing that is listed there."""


@dataclass(frozen=True)
class DueItem:
    path: str
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
    items: tuple[DueItem, ...]


def find_groups(library: Library, today: date) -> tuple[Group, ...]:
    """Everything that needs attention, most urgent first. A group may be empty."""
    reviews = sorted(_iter_reviews(library), key=lambda item: (item.due or date.max, item.path))
    overdue = tuple(item for item in reviews if is_overdue(item.due, today))
    soon = months_later(today, SOON)
    due = tuple(item for item in reviews[len(overdue) :] if item.due and item.due <= soon)
    evidence = library.evidence.by_recommendation.items()
    unseen = tuple(_item_of(library, ("recommendation", name)) for name, found in evidence if not found.cases)
    return (
        Group("review-overdue", label("Overdue"), overdue),
        Group("review-due", label("Due within {number} months", number=SOON), due),
        Group("no-evidence", label("Recommendations that no case study shows"), unseen),
        Group("no-source", label("Without a source"), tuple(_iter_without_source(library))),
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
    own: list[Any] = [library.site, library.vocabulary, library.bibliography, library.glossary]
    own += [library.findings, library.benefits, library.careers, library.overlay]
    paths = {file_kind.record_class: file_kind.path for file_kind in FILES}
    yield from ((paths[type(record)], "", record.reviewed) for record in own if record)


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


MOST_ITEMS = 50
"""The most items in a channel. A feed is for what is new; the site's lists have everything."""

EVERYTHING = "all"


@dataclass(frozen=True)
class Update:
    key: Key
    """Kind and identifier of what was reviewed, or of the entry in `content/news.yml`."""
    kind: str
    title: str
    href: str
    text: str
    day: date
    """When it was last reviewed or, for an editor's entry, published."""
    topics: frozenset[Key] = frozenset()
    """The themes and types of organisation that it is about."""


@dataclass(frozen=True)
class Channel:
    name: str
    """The name of its feeds' files, without the ending."""
    title: str
    href: str
    items: tuple[Update, ...]
    """Newest first, no more than MOST_ITEMS."""
    kind: str = ""
    """Of what it is about; empty for everything."""


def channel_name(kind: str, identifier: str) -> str:
    """The name of a channel. It contains the kind, since things of two kinds may share an identifier."""
    return f"{kind}-{identifier}"


def channels_of(library: Library) -> tuple[Channel, ...]:
    """What is new: everything, then what is about each theme and each type of organisation."""
    items = _updates(library)
    types = library.vocabulary.organisation_types
    topics = (
        *(("theme", theme.id) for theme in library.themes),
        *(("organisation-type", entry.id) for entry in types),
    )
    found = [Channel(EVERYTHING, label("Everything new"), NEWS_PAGE, items[:MOST_ITEMS])]
    for topic in topics:
        known, own = library.identities[topic], tuple(item for item in items if topic in item.topics)
        found.append(Channel(channel_name(*topic), known.title, known.href, own[:MOST_ITEMS], topic[0]))
    return tuple(found)


def written_news(library: Library) -> tuple[Update, ...]:
    """Each entry of `content/news.yml`, newest first."""
    found = []
    for entry in library.news:
        key = ("news", entry.id)
        topics = frozenset(
            topic for name in entry.about for topic in _topics(library, target_of("any", name))
        )
        href = library.identities[key].href
        found.append(Update(key, label("News"), entry.title, href, entry.text, entry.day, topics))
    return tuple(sorted(found, key=_newest_first))


def _updates(library: Library) -> tuple[Update, ...]:
    """Everything, newest first. A thing that an entry is about is left out until its next review."""
    announced: dict[Key, date] = {}
    for entry in library.news:
        for name in entry.about:
            key = target_of("any", name)
            announced[key] = max(entry.day, announced.get(key, entry.day))
    reviewed = (item for item in _reviewed(library) if item.day > announced.get(item.key, date.min))
    return tuple(sorted((*written_news(library), *reviewed), key=_newest_first))


def _reviewed(library: Library) -> Iterator[Update]:
    days = reviewed_days(library)
    kinds: tuple[tuple[str, str, tuple[Entry[Any], ...]], ...] = (
        ("case", label("Case study"), library.cases),
        ("role", label("Role"), library.roles),
        ("theme", label("Theme"), library.themes),
        ("guide", label("Guide"), library.guides),
        ("pathway", label("Pathway"), library.pathways),
    )
    for kind, name, entries in kinds:
        for entry in entries:
            key, text = (kind, entry.id), entry.record.purpose if kind == "role" else entry.record.summary
            href, topics = library.identities[key].href, _topics(library, key)
            yield Update(key, name, entry.title, href, text, days[entry.path], topics)


def _topics(library: Library, key: Key) -> frozenset[Key]:
    """The themes and types of organisation that a thing belongs to; itself, where it is of another kind."""
    kind, identifier = key
    if kind == "case":
        case = library.evidence.cases_by_id[identifier]
        themes = (("theme", theme.id) for theme in library.evidence.themes_of(case))
        return frozenset((*themes, *(("organisation-type", name) for name in case.record.organisation.types)))
    if kind == "recommendation":
        return frozenset({("theme", library.recommendations[identifier].theme.id)})
    if guide := next((each.record for each in library.guides if key == ("guide", each.id)), None):
        recommended = (library.recommendations[name].theme.id for name in guide.recommendations)
        return frozenset(("theme", theme) for theme in (*guide.themes, *recommended))
    return frozenset({key})


def _newest_first(item: Update) -> tuple[int, bool, Key]:
    """Sort key. Within a day, editors' entries come first; then by identifier, which never changes."""
    return -item.day.toordinal(), item.key[0] != "news", item.key
