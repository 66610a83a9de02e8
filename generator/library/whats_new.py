"""What is new: on the whole site, and for each theme and organisation type. The feeds and their page show it.

Days come from the content alone. There are two kinds of news: the entries that editors write in
`content/news.yml`, and each case study, theme, role and guide on the day of its last review.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.basics.addresses import NEWS_PAGE
from generator.basics.labels import label
from generator.checks.identities import Key
from generator.content.model.annotations import target_of
from generator.content.model.site import Guide, NewsEntry
from generator.library.evidence import Case
from generator.library.library import Library

MOST_ITEMS = 50
"""The most items in a channel. A feed is for what is new; the site's lists have everything."""

EVERYTHING = "all"


@dataclass(frozen=True)
class Update:
    key: Key
    """Kind and identifier of what was reviewed, or of the entry in `content/news.yml`."""
    kind: str
    """The kind in words: `Case study`."""
    title: str
    href: str
    """From the top of the site."""
    text: str
    """Prose."""
    day: date
    """When it was last reviewed or, for an editor's entry, published."""
    channels: frozenset[Key] = frozenset()
    """The themes and organisation types that it concerns."""


@dataclass(frozen=True)
class Channel:
    name: str
    """The name of its feeds' files, without the ending."""
    title: str
    href: str
    """The channel's page, from the top of the site."""
    items: tuple[Update, ...]
    """Newest first, no more than MOST_ITEMS."""


def channel_name(kind: str, identifier: str) -> str:
    """The name of a channel. It contains the kind, since things of two kinds may share an identifier."""
    return f"{kind}-{identifier}"


class WhatsNew:
    """All items of a library, and the channels that they are sorted into."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def written(self) -> tuple[Update, ...]:
        """Each entry of `content/news.yml`, newest first."""
        return tuple(sorted(map(self._written, self._library.news), key=_newest_first))

    @cached_property
    def items(self) -> tuple[Update, ...]:
        """Everything, newest first. A thing that an entry is about is left out until its next review."""
        announced: dict[Key, date] = {}
        for entry in self._library.news:
            for name in entry.about:
                key = target_of("any", name)
                announced[key] = max(entry.day, announced.get(key, entry.day))
        reviewed = (item for item in self._reviewed() if item.day > announced.get(item.key, date.min))
        return tuple(sorted((*self.written, *reviewed), key=_newest_first))

    @cached_property
    def everything(self) -> Channel:
        return Channel(EVERYTHING, label("Everything new"), NEWS_PAGE, self.items[:MOST_ITEMS])

    @cached_property
    def by_theme(self) -> tuple[Channel, ...]:
        return tuple(self._channel("theme", theme.id, theme.record.title) for theme in self._library.themes)

    @cached_property
    def by_type(self) -> tuple[Channel, ...]:
        types = self._library.vocabulary.organisation_types
        return tuple(self._channel("organisation-type", entry.id, entry.title) for entry in types)

    def iter_channels(self) -> Iterator[Channel]:
        yield from (self.everything, *self.by_theme, *self.by_type)

    def _channel(self, kind: str, identifier: str, title: str) -> Channel:
        key = (kind, identifier)
        found = tuple(item for item in self.items if key in item.channels)
        href = self._library.identities[key].href
        return Channel(channel_name(kind, identifier), title, href, found[:MOST_ITEMS])

    def _reviewed(self) -> Iterator[Update]:
        for case in self._library.cases:
            record, day = case.record, case.record.publication.reviewed
            yield self._update(("case", case.id), label("Case study"), record.title, record.summary, day)
        for role in self._library.roles:
            post = role.record
            yield self._update(("role", role.id), label("Role"), post.title, post.purpose, post.reviewed)
        for kind, name, entries in (
            ("theme", label("Theme"), self._library.themes),
            ("guide", label("Guide"), self._library.guides),
            ("pathway", label("Pathway"), self._library.pathways),
        ):
            for entry in entries:
                about = entry.record
                yield self._update((kind, entry.id), name, about.title, about.summary, about.reviewed)

    def _update(self, key: Key, kind: str, title: str, text: str, day: date) -> Update:
        href = self._library.identities[key].href
        return Update(key, kind, title, href, text, day, self._channels_of(key))

    def _written(self, entry: NewsEntry) -> Update:
        channels = frozenset(
            channel for name in entry.about for channel in self._channels_of(target_of("any", name))
        )
        href = self._library.identities["news", entry.id].href
        return Update(("news", entry.id), label("News"), entry.title, href, entry.text, entry.day, channels)

    def _channels_of(self, key: Key) -> frozenset[Key]:
        kind, identifier = key
        if kind == "case":
            return self._channels_of_case(self._cases[identifier])
        if kind == "guide" and identifier in self._guides:
            guide = self._guides[identifier]
            recommended = (self._library.recommendations[name].theme.id for name in guide.recommendations)
            return frozenset(("theme", theme) for theme in (*guide.themes, *recommended))
        if kind == "recommendation":
            return frozenset({("theme", self._library.recommendations[identifier].theme.id)})
        return frozenset({key})  # harmless for kinds without a channel

    def _channels_of_case(self, case: Case) -> frozenset[Key]:
        themes = (("theme", theme.id) for theme in self._library.evidence.themes_of(case))
        return frozenset({*themes, *(("organisation-type", name) for name in case.record.organisation.types)})

    @cached_property
    def _cases(self) -> dict[str, Case]:
        return {case.id: case for case in self._library.cases}

    @cached_property
    def _guides(self) -> dict[str, Guide]:
        return {guide.id: guide.record for guide in self._library.guides}


def _newest_first(item: Update) -> tuple[int, bool, Key]:
    """Sort key. Within a day, editors' entries come first; then by identifier, which never changes."""
    return -item.day.toordinal(), item.key[0] != "news", item.key
