"""One of the processes that convert pages: see `generator.conversion.workers`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.conversion.cards import Cards
from generator.conversion.converted import as_bytes, convert
from generator.conversion.workers import Settings, as_answer
from generator.workers import answer_all


def main() -> None:
    answer_all(_converter)


def _converter(told: dict[str, Any]) -> Callable[[str, str], bytes]:
    settings = Settings(**told)
    config = _config(settings)
    files = Files([_file(uri, settings) for uri in settings.uris])
    cards = Cards(config)

    def answer(uri: str, text: str) -> bytes:
        file = files.src_uris[uri]
        page = Page(None, file, config)
        page.markdown = text
        converted = cards.convert(page, files) or convert(page, files, partial(page.render, config))
        file.page = None  # all pages together would take much memory
        return as_answer(as_bytes(converted)) if converted else b""

    return answer


def _config(settings: Settings) -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict(
        {
            "site_name": "-",
            "docs_dir": settings.docs_dir,
            "site_dir": settings.site_dir,
            "use_directory_urls": settings.use_directory_urls,
            "theme": {"name": None, "custom_dir": settings.docs_dir},
            "plugins": [],
        }
    )
    config.validate()
    config.markdown_extensions = settings.extensions
    config["mdx_configs"] = settings.extension_settings
    return config


def _file(uri: str, settings: Settings) -> File:
    return File(uri, settings.docs_dir, settings.site_dir, settings.use_directory_urls)


if __name__ == "__main__":
    main()
