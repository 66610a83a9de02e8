"""Build the Markdown folder into a site with MkDocs, check it, and publish it. Also serve it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault(
    "NO_MKDOCS_2_WARNING", "1"
)  # before Material is imported: its banner is not for editors

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load

from generator.cache import CACHE_FILE, NO_CACHE, Cache, open_cache
from generator.disk_fault import explain
from generator.document import Document
from generator.language import Language
from generator.leak_scan import SiteScan
from generator.pdf import PdfError, PdfOrder, write_pdf
from generator.plugin import GuidancePlugin
from generator.publish import NotASiteError, publish, staging_for
from generator.search_index import SearchIndexError, index_site
from generator.site_check import check_site
from generator.site_pages import Pages, SitePage, read_pages
from generator.sole_use import InUseError
from generator.stopwatch import Stopwatch


class BuildError(Exception):
    """The site could not be built or published; the last one is untouched. The text says why."""


@dataclass(frozen=True)
class Built:
    """A site that was built, checked and published."""

    pages: int
    checksums: Mapping[str, str]
    """SHA-256 of each file that was searched for what is withheld, by its name in the site."""


@dataclass(frozen=True)
class Extras:
    """What a site may be besides the Markdown folder in English."""

    pdf: PdfOrder | None = None
    """Its pages as one file too, which is checked and searched like the rest."""
    language: Language | None = None
    """What the theme says its words in; None for English."""


NO_EXTRAS = Extras()


def build_site(
    root: Path,
    target: Path,
    documents: tuple[Document, ...],
    watch: Stopwatch | None = None,
    extras: Extras = NO_EXTRAS,
) -> Built:
    """Build from `root`'s Markdown folder and replace `target`.

    `documents` are all files of the content; what is withheld of them must not be in the site.
    `watch` is told how long each stage takes.
    """
    watch = watch or Stopwatch()
    target = target.resolve()  # through a symbolic link: what it leads to is replaced, not the link
    try:
        with staging_for(target) as staging, open_cache(root / CACHE_FILE) as cache:
            with SiteScan(staging, documents, cache=cache) as scan:
                pages = _make(root, staging, watch, extras, cache=cache, scan=scan)
                with watch.lap("check of the site"):
                    _stop_at(check_site(staging, cache, pages))
                with watch.lap("scan for what is withheld"):
                    outcome = scan.finish()
            _stop_at(outcome.faults)
            with watch.lap("publishing"):
                publish(staging, target)
            return Built(sum(name.endswith(".html") for name in outcome.checksums), outcome.checksums)
    except (PdfError, SearchIndexError) as error:
        raise BuildError(str(error)) from None
    except InUseError:
        raise BuildError(f"Another build into {target} is under way. Wait until it is done.") from None
    except NotASiteError:
        raise BuildError(
            f"{target} holds something other than a site. Empty it first, or choose another folder."
        ) from None
    except OSError as error:
        raise BuildError(explain(error, target.parent)) from None


def _stop_at(faults: Sequence[str]) -> None:
    if faults:
        raise BuildError("\n".join(faults))


def read_settings(root: Path) -> dict[str, Any]:
    """MkDocs' configuration as it is written."""
    return dict(yaml_load(_config_file(root).read_text("utf-8")))


def _make(  # noqa: PLR0913 (all of one build)
    root: Path, staging: Path, watch: Stopwatch, extras: Extras, *, cache: Cache, scan: SiteScan
) -> Pages:
    """The site with its search index and, where wanted, its PDF. Its pages are read, but not checked."""
    pages: dict[str, SitePage] = {}

    def look(missing: tuple[str, ...]) -> None:
        if not pages:
            pages.update(read_pages(staging, cache))
        scan.look_through(but=missing)

    with watch.lap("MkDocs"):
        plugin = build_pages(root, staging, extras, cache)
        if plugin is not None and plugin.why_reference:
            watch.notes.append(
                f"Python-Markdown converted the pages, which takes longer: {plugin.why_reference}."
            )
    with watch.lap("search index, and reading of pages"):
        index_site(staging, extras.language.code if extras.language else "en", look)
    if extras.pdf is not None:
        with watch.lap("PDF"):
            write_pdf(staging, extras.pdf)
    return pages


def build_pages(
    root: Path, folder: Path, extras: Extras = NO_EXTRAS, cache: Cache = NO_CACHE
) -> GuidancePlugin | None:
    """Let MkDocs build the Markdown folder of `root` into `folder`: no search index yet, nothing checked.

    `cache` has to be closed without writing if anything goes wrong. Returns the plugin that took part.
    Raises `BuildError`, for a warning too.
    """
    warnings: list[str] = []
    with _listening(logging.WARNING, warnings.append):
        try:
            config = load_config(config_file=str(_config_file(root)), site_dir=str(folder), strict=True)
            plugin = config.plugins.get("guidance")
            if isinstance(plugin, GuidancePlugin):
                plugin.config["alone"] = False
                plugin.language, plugin.cache = extras.language, cache
            build(config)
            return plugin if isinstance(plugin, GuidancePlugin) else None
        except MkDocsException as error:
            raise BuildError("\n".join([*warnings, error.format_message().strip()])) from None


def _config_file(root: Path) -> Path:
    path = root / "mkdocs.yml"
    if not path.is_file():
        raise BuildError(f"There is no mkdocs.yml in {root}.")
    return path


class _Listener(logging.Handler):
    def __init__(self, level: int, say: Callable[[str], None]) -> None:
        super().__init__(level)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        self._say(record.getMessage())


@contextmanager
def _listening(level: int, say: Callable[[str], None]) -> Iterator[None]:
    """Hand on what MkDocs reports from a level upwards, instead of lines on the screen."""
    logger, handler = logging.getLogger("mkdocs"), _Listener(level, say)
    before = logger.propagate, logger.level
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.propagate, logger.level = before
