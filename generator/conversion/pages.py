"""Pages that may have been converted before MkDocs asks them to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from functools import partial
from itertools import chain
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from generator.cache import Cache, digest, program
from generator.conversion.ahead import Ahead
from generator.conversion.converted import Converted, as_bytes, convert, fill_in, from_bytes, urls_of
from generator.conversion.workers import Settings, convert_in_workers, from_answer, name_of


class ReadyPage(Page):
    """A page whose Markdown may be converted already. If it is not, it is MkDocs' own in everything."""

    ready: Converted | None = None
    key = ""
    """Of the conversion in the cache; empty where nothing is kept."""
    is_as_before = False
    """Whether the finished page was made by an earlier build."""
    _cache: Cache | None = None
    _read: tuple[str, MutableMapping[str, Any]] | None = None

    def read_ahead(self) -> str:
        """The page's Markdown without its front matter, before any other plugin has changed it."""
        self._read = get_data(self.file.content_string)
        return self._read[0]

    def keep_in(self, cache: Cache, key: str, urls: Mapping[str, str]) -> None:
        """Take the conversion from the cache, or put it there once it was made."""
        self._cache, self.key = cache, key
        kept = from_bytes(cache.get(key))
        self.ready = kept if kept is not None and kept.holds_for(urls) else None

    def read_source(self, config: MkDocsConfig) -> None:
        if self._read is None or config.plugins.events.get("page_read_source"):
            super().read_source(config)
        else:
            self.markdown, self.meta = self._read

    def render(self, config: MkDocsConfig, files: Files) -> None:
        is_as_read = self._read is not None and self.markdown == self._read[0]
        if not is_as_read or self._cache is None:
            super().render(config, files)
        elif self.ready is not None:
            fill_in(self, self.ready, files)
            self._title_from_render = self.ready.title
            self.ready = None
        else:
            converted = convert(self, files, partial(super().render, config))
            if converted is not None:
                self._cache.put(self.key, as_bytes(converted))


def make_pages(files: Files, config: MkDocsConfig) -> None:
    """Give each file its page before MkDocs does, with the title that the navigation gives it."""
    titles = dict(_iter_titles(config.nav))
    for file in files.documentation_pages():
        if file.page is None:
            ReadyPage(titles.get(file.src_uri), file, config)


def _iter_titles(entry: object) -> Iterator[tuple[str, str]]:
    """The names of the files in a navigation, and their titles there."""
    if isinstance(entry, list):
        for part in entry:
            yield from _iter_titles(part)
    elif isinstance(entry, dict):
        for title, value in entry.items():
            if isinstance(value, str):
                yield value, str(title)
            else:
                yield from _iter_titles(value)


def prepare_pages(
    files: Files,
    config: MkDocsConfig,
    cache: Cache,
    ahead: Ahead | None = None,
    *,
    only_changed: bool = False,
) -> None:
    """Take from the cache what did not change; if much did, convert that in several processes.

    `ahead`: what may have converted some of it already. `only_changed`: leave out the pages that MkDocs
    will leave alone in a "dirty" build.
    """
    settings = Settings.of(config, [file.src_uri for file in files])
    if settings is None:
        return
    fixed, urls = digest(program(), settings.of_conversion), urls_of(files)
    waiting: dict[str, tuple[ReadyPage, str]] = {}
    for page in _ready_pages(files):
        if only_changed and not page.file.is_modified():
            continue
        text = page.read_ahead()
        page.keep_in(cache, digest("converted", fixed, page.file.src_uri, page.file.url, text), urls)
        if page.ready is None:
            waiting[name_of(page.file.src_uri, text)] = page, text
    done = ahead.results(settings) if ahead else {}
    rest = [(page.file.src_uri, text) for name, (page, text) in waiting.items() if name not in done]
    for name, answer in chain(done.items(), convert_in_workers(rest, settings)):
        if name in waiting and (found := from_answer(answer)) is not None:
            (page, _), (packed, data) = waiting[name], found
            converted = from_bytes(data)
            if converted is not None and converted.holds_for(urls):
                page.ready = converted
                cache.put_packed(page.key, packed)


def _ready_pages(files: Files) -> Iterable[ReadyPage]:
    found = (file.page for file in files.documentation_pages())
    return [page for page in found if isinstance(page, ReadyPage)]
