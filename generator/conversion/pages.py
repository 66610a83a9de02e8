"""Pages that may have been converted before MkDocs asks them to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import lru_cache, partial
from itertools import chain
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.meta import get_data

from generator.cache import Cache, digest, program, unpacked
from generator.conversion.ahead import Ahead
from generator.conversion.converted import (
    Converted,
    as_bytes,
    convert,
    fill_in,
    from_bytes,
    holds_for,
    toc_of,
    urls_of,
)
from generator.conversion.workers import Settings, convert_in_workers, from_answer, name_of


@lru_cache(1)  # whoever asks for something of a page asks for more of the same page
def _conversion(packed: bytes) -> Converted | None:
    return from_bytes(unpacked(packed))


@lru_cache(1)
def _toc(packed: bytes) -> TableOfContents | None:
    converted = _conversion(packed)
    return toc_of(converted) if converted else None


def _content(packed: bytes) -> str | None:
    converted = _conversion(packed)
    return converted.html if converted else None


class _Late:
    """What the conversion of a page says, read from it each time, unless something else was set.

    MkDocs holds all pages of a site at once. What they say would be most of the memory of a build.
    """

    def __init__(self, read: Callable[[bytes], Any]) -> None:
        self._read = read

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, page: ReadyPage, owner: type) -> Any:
        if page.conversion is None or self._name in vars(page):
            return vars(page).get(self._name)
        return self._read(page.conversion)

    def __set__(self, page: ReadyPage, value: object) -> None:
        if page.conversion is None or value != self.__get__(page, type(page)):
            vars(page)[self._name] = value

    def __delete__(self, page: ReadyPage) -> None:
        vars(page).pop(self._name, None)


class ReadyPage(Page):
    """A page whose Markdown may be converted already. If it is not, it is MkDocs' own in everything."""

    content = _Late(_content)
    toc = _Late(_toc)
    conversion: bytes | None = None
    """What the page says, as a cache keeps it; None if the page itself holds what it says."""
    ready: bytes | None = None
    """The same, before the page is rendered."""
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
        self.take(cache.get_packed(key), urls)

    def take(self, packed: bytes | None, urls: Mapping[str, str]) -> None:
        """Be what a conversion says, if its links lead where they led."""
        if packed is not None and holds_for(unpacked(packed), urls):
            self.ready = packed

    def read_source(self, config: MkDocsConfig) -> None:
        if self._read is None or config.plugins.events.get("page_read_source"):
            super().read_source(config)
        else:
            self.markdown, self.meta = self._read

    def render(self, config: MkDocsConfig, files: Files) -> None:
        is_as_read = self._read is not None and self.markdown == self._read[0]
        packed, self.ready = self.ready, None
        found = _conversion(packed) if packed and is_as_read else None
        if not is_as_read or self._cache is None:
            super().render(config, files)
        elif found is not None:
            fill_in(self, found, files)
            self.content, self.toc = found.html, toc_of(found)
            self._hold(packed, config)
        else:
            converted = convert(self, files, partial(super().render, config))
            if converted is not None:
                self._cache.put(self.key, as_bytes(converted))
                self._hold(self._cache.get_packed(self.key), config)

    def _hold(self, packed: bytes | None, config: MkDocsConfig) -> None:
        """Hold what the page says in this form alone, unless somebody else may change it."""
        if packed is not None and is_alone(config):
            self.conversion = packed
            del self.content, self.toc

    @property
    def says(self) -> str | bytes:
        """What tells the content of the page from any other."""
        return vars(self).get("content") or self.conversion or ""


def is_alone(config: MkDocsConfig) -> bool:
    """Whether nothing but this plugin has a hand in the pages."""
    return set(config.plugins) <= {"guidance"} and not config.hooks


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
        if name in waiting and (packed := from_answer(answer)) is not None:
            page, _ = waiting[name]
            page.take(packed, urls)
            if page.ready is not None:
                cache.put_packed(page.key, packed)


def _ready_pages(files: Files) -> Iterable[ReadyPage]:
    found = (file.page for file in files.documentation_pages())
    return [page for page in found if isinstance(page, ReadyPage)]
