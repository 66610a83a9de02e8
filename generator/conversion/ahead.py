"""Convert pages while others are still being rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.meta import YAML_RE

from generator.conversion.workers import Converters, Settings


class Ahead:
    """Takes pages as they are rendered. What became of them is there when MkDocs comes to ask."""

    def __init__(self, read_config: Callable[[], MkDocsConfig | None]) -> None:
        """`read_config` is asked once the first pages are about to be rendered. None: do nothing."""
        self._read_config = read_config
        self._settings: Settings | None = None
        self._converters: Converters | None = None

    def begin(self, uris: Iterable[str]) -> None:
        """`uris`: the names of all files that the Markdown folder will have."""
        config = self._read_config()
        self._settings = Settings.of(config, uris) if config else None
        self._converters = Converters(self._settings) if self._settings else None

    def offer(self, uri: str, text: str) -> None:
        """A page of the Markdown folder, with its front matter."""
        if self._converters is not None:
            start = YAML_RE.match(text)
            self._converters.convert(uri, text[start.end() :].lstrip("\n") if start else text)

    @property
    def has_more_to_do(self) -> bool:
        """Whether whoever asks for the results would have to wait a while."""
        return self._converters is not None and self._converters.have_more_to_do

    def results(self, settings: Settings) -> Mapping[str, bytes]:
        """The answers by `name_of` each page, if they are what these settings make of it."""
        converters, self._converters = self._converters, None
        done = dict(converters.finish()) if converters else {}
        is_same = self._settings is not None and self._settings.of_conversion == settings.of_conversion
        return done if is_same else {}

    def stop(self) -> None:
        if self._converters is not None:
            self._converters.stop()
