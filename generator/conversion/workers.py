"""Convert many pages in processes of their own. One that dies leaves its pages to MkDocs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from mkdocs.config.defaults import MkDocsConfig

from generator.workers import Workers

WORTH_IT = 600_000
"""Characters of Markdown for which starting one more process takes less time than it saves."""


class Job(NamedTuple):
    uri: str
    """The page's name in the Markdown folder."""
    text: str
    """Its Markdown, without front matter."""


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


class Converters(Workers[Job]):
    """Answer a page with its conversion, or with nothing where MkDocs has something to report."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("generator.conversion", asdict(settings), WORTH_IT)

    def convert(self, job: Job) -> None:
        self.offer(job, len(job.text))


def convert_in_workers(jobs: Iterable[Job], settings: Settings) -> Iterator[tuple[Job, bytes]]:
    """Convert these pages, as far as it's worth processes of their own: see `Workers`."""
    converters = Converters(settings)
    for job in sorted(jobs, key=lambda job: -len(job.text)):
        converters.convert(job)
    return converters.finish()
