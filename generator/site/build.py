"""Build the Markdown folder into a site with MkDocs, scan and check the site, and publish it."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sys import intern
from typing import Any

os.environ.setdefault(
    "NO_MKDOCS_2_WARNING", "1"
)  # before Material is imported, whose banner is not for editors

import mkdocs
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load

from generator.basics.cache import CACHE_FILE, NO_CACHE, Cache, digest, open_cache, program
from generator.basics.disk import BuildError, explain, iter_files
from generator.basics.stopwatch import Stopwatch, listening
from generator.content.content_files import RELEASE
from generator.content.document import Document
from generator.content.model.fields import Visibility
from generator.languages.language import Language
from generator.languages.translation_files import NOTHING, load_translations
from generator.outputs.script_data.search_terms import NO_TERMS, SearchTerms
from generator.pages.moved import MOVED
from generator.site.check import check_site
from generator.site.finished_pages import FinishedPage, Pages, read_page
from generator.site.pdf import PDF_NAME, PdfOrder, write_pdf
from generator.site.plugin import GuidancePlugin
from generator.site.publish import publish, staging_for
from generator.site.scan import SiteScan
from generator.site.search import REPLACED, SearchIndex
from generator.site.stamp import stamp_site


@dataclass(frozen=True)
class Built:
    """A site that was built, checked and published."""

    pages: int
    """Without those that only lead on to others."""
    checksums: Mapping[str, str]
    """SHA-256 of each file, by its name in the site."""


@dataclass(frozen=True)
class Extras:
    """What a site may have beyond the Markdown folder in English."""

    pdf: PdfOrder | None = None
    """The PDF of all pages to make, if any. It is scanned like the rest of the site."""
    language: Language | None = None
    """What the theme says its words in; None for English."""
    audience: Visibility = "public"
    """Who may read it."""
    made_of: str = ""
    """What `stamp.source_digest` said before anything was read."""
    terms: SearchTerms = NO_TERMS
    """What the search is told about pages."""

    @property
    def language_code(self) -> str:
        return self.language.code if self.language else "en"


NO_EXTRAS = Extras()


def build_site(
    root: Path,
    target: Path,
    documents: tuple[Document, ...],
    watch: Stopwatch | None = None,
    extras: Extras = NO_EXTRAS,
) -> Built:
    """Build from `root`'s Markdown folder and replace `target`. Raises `BuildError`.

    `documents`: all content files; what they withhold must not be in the site.
    `watch`: gets the time of each stage.
    """
    watch = watch or Stopwatch()
    target = target.resolve()  # of a symbolic link, the target is replaced and not the link
    try:
        with staging_for(target) as staging, open_cache(root / CACHE_FILE) as cache:
            with watch.lap("MkDocs"):
                watch.notes += _notes_of(build_pages(root, staging, extras, cache))
            with watch.lap("scan for what is withheld"):
                scan = SiteScan(documents, cache=cache, translations=_translations(root, extras))
            pages, made = _complete(staging, watch, extras, scan, cache)
            with watch.lap("check of the site"):
                _stop_at(check_site(staging, pages))
            with watch.lap("scan for what is withheld"):
                scan.look_through(staging, made)
                outcome = scan.finish()
            _stop_at(outcome.faults)
            checksums = stamp_site(staging, extras.audience, extras.made_of, outcome.checksums)
            with watch.lap("publishing"):
                publish(staging, target)
            return Built(len(pages) - _count_moved(extras.terms), checksums)
    except OSError as error:
        raise BuildError(explain(error, target.parent)) from None


def _translations(root: Path, extras: Extras) -> tuple[Document, ...]:
    """Those into the language of the site."""
    if extras.language is None:
        return ()
    found, _ = load_translations(root, RELEASE)
    return found.get(extras.language.code, NOTHING).documents


def _count_moved(terms: SearchTerms) -> int:
    return sum(facets.kind == MOVED for facets in terms.facets.values())


def _notes_of(plugin: GuidancePlugin | None) -> list[str]:
    reason = plugin.reference_reason if plugin else ""
    return [f"Python-Markdown converted the pages, which takes longer: {reason}."] if reason else []


def _stop_at(faults: Sequence[str]) -> None:
    if faults:
        raise BuildError("\n".join(faults))


def read_settings(root: Path) -> dict[str, Any]:
    """MkDocs' configuration as written in `mkdocs.yml`."""
    return dict(yaml_load(_config_file(root).read_text("utf-8")))


def _complete(
    staging: Path, watch: Stopwatch, extras: Extras, scan: SiteScan, cache: Cache
) -> tuple[Pages, frozenset[str]]:
    """Make the search index of a site and, if ordered, its PDF; scan everything else in it.

    Returns the pages, and the names of the files that were made from other files of the site.
    """
    names = sorted(iter_files(staging))
    others = [name for name in names if not name.endswith(".html") and not name.startswith(REPLACED)]
    index = SearchIndex(extras.terms)
    with watch.lap("reading of pages"):
        pages = dict(_iter_pages(staging, names, index, scan, cache))
    if extras.pdf is not None:
        with watch.lap("PDF"):
            scan.look_into_source(PDF_NAME, write_pdf(staging, extras.pdf))
    with watch.lap("scan for what is withheld"):
        for name in others:
            _scan(name, (staging / name).read_bytes(), scan, cache)
    with watch.lap("search index"):
        made = index.write(staging, extras.language_code)
    return pages, made | {PDF_NAME} if extras.pdf is not None else made


def _iter_pages(
    staging: Path, names: Iterable[str], index: SearchIndex, scan: SiteScan, cache: Cache
) -> Iterator[tuple[str, FinishedPage]]:
    """Read every page once, for the search, the scan and the check."""
    for name in names:
        if name.endswith(".html"):
            data = (staging / name).read_bytes()
            index.add(name, data)
            yield name, _read(name, data, scan, cache)


def _read(name: str, data: bytes, scan: SiteScan, cache: Cache) -> FinishedPage:
    """Scan a page and read its links, anchors and faults.

    For a page that was scanned before and found clean, the result is cached: a sixth of the time of an edit.
    """
    key = digest("clean page", program(), scan.fingerprint(name), data)
    known = cache.get_json(key)
    if _is_page(known):
        scan.note(name, data)
        return FinishedPage(*(tuple(map(intern, found)) for found in known))
    page = read_page(data)
    if scan.look_into(name, data):
        cache.put(key, json.dumps([page.anchors, page.links, page.faults]).encode())
    return page


def _is_page(known: Any) -> bool:
    """Whether this is what `_read` caches: three lists of texts."""
    are_lists = isinstance(known, list) and len(known) == 3 and all(isinstance(part, list) for part in known)
    return are_lists and all(isinstance(text, str) for part in known for text in part)


def _scan(name: str, data: bytes, scan: SiteScan, cache: Cache) -> None:
    """Scan a file that is not a page. Most are the theme's and never change, so clean ones are cached."""
    key = digest("scanned", program(), scan.fingerprint(name), data)
    if cache.get(key) is not None:
        scan.note(name, data)
    elif scan.look_into(name, data):
        cache.put(key, b"")


def build_pages(
    root: Path, folder: Path, extras: Extras = NO_EXTRAS, cache: Cache = NO_CACHE
) -> GuidancePlugin | None:
    """Let MkDocs build the Markdown folder of `root` into `folder`, without search index and checks.

    Returns the plugin that took part, if any. Raises `BuildError`, also for a warning of MkDocs; the
    caller must then close `cache` without writing.
    """
    warnings: list[str] = []
    with listening(mkdocs.__name__, logging.WARNING, warnings.append):  # ProperDocs has its own name
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
