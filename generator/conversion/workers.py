"""Convert many pages in processes of their own. One that dies leaves its pages to MkDocs."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator.cache import digest, packed
from generator.workers import Workers

WORTH_IT = 600_000
"""Characters of Markdown for which starting one more process takes less time than it saves."""


@dataclass(frozen=True)
class Settings:
    """All of MkDocs' configuration that a conversion rests on."""

    extensions: list[str]
    extension_settings: dict[str, Any]
    use_directory_urls: bool
    docs_dir: str
    site_dir: str
    uris: list[str]
    """The names of all files of the site, which links may lead to."""

    @classmethod
    def of(cls, config: MkDocsConfig, uris: Iterable[str]) -> Settings | None:
        """None where an extension is set up with more than text and numbers: that can't be written down."""
        settings = cls(
            extensions=list(config.markdown_extensions),
            extension_settings=dict(config["mdx_configs"]),
            use_directory_urls=config.use_directory_urls,
            docs_dir=config.docs_dir,
            site_dir=config.site_dir,
            uris=list(uris),
        )
        try:
            json.dumps(asdict(settings))
        except (TypeError, ValueError):
            return None
        return settings

    @property
    def of_conversion(self) -> str:
        """What a page's HTML rests on besides its text, and where its links lead."""
        return json.dumps([self.extensions, self.extension_settings, self.use_directory_urls], sort_keys=True)


class Converters(Workers):
    """Answer a page with its conversion, or with nothing where MkDocs has something to report."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("generator.conversion", partial(asdict, settings), WORTH_IT)

    def convert(self, uri: str, text: str) -> None:
        """`uri`: the page's name in the Markdown folder. `text`: its Markdown, without front matter."""
        self.offer(name_of(uri, text), (uri, text), len(text))


def name_of(uri: str, text: str) -> str:
    """What one page with one text is known by among those that are converted."""
    return digest(uri, text)


def convert_in_workers(pages: Iterable[tuple[str, str]], settings: Settings) -> Iterator[tuple[str, bytes]]:
    """Convert these pages, as far as it's worth processes of their own: see `Workers`.

    `pages`: the name of each in the Markdown folder, and its text. They are answered by `name_of` both.
    """
    converters = Converters(settings)
    for uri, text in sorted(pages, key=lambda page: -len(page[1])):
        converters.convert(uri, text)
    return converters.finish()


def as_answer(conversion: bytes) -> bytes:
    """In one line, and short."""
    return b64encode(packed(conversion))


def from_answer(answer: bytes) -> bytes | None:
    """The conversion as a cache keeps it; None for what can't be one."""
    try:
        return b64decode(answer.strip(), validate=True) or None
    except ValueError:
        return None
