"""Build the Markdown folder into a site with MkDocs, scan and check the site, and publish it."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault(
    "NO_MKDOCS_2_WARNING", "1"
)  # before Material is imported, whose banner is not for editors

import mkdocs
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import yaml_load

from generator.basics.cache import CACHE_FILE, NO_CACHE, Cache, open_cache
from generator.basics.clock import Stopwatch, listening
from generator.basics.disk import BuildError, explain
from generator.content.content_files import RELEASE
from generator.content.document import Document
from generator.content.model.fields import Visibility
from generator.languages.language import NOTHING, Language, load_translations
from generator.outputs.project import Checked
from generator.outputs.script_data.search_terms import NO_TERMS, SearchTerms
from generator.pages.page_context import MOVED
from generator.site.check import check_site
from generator.site.pdf import PdfOrder, write_pdf
from generator.site.plugin import GuidancePlugin
from generator.site.publish import publish, staging_for
from generator.site.scan import SiteScan
from generator.site.search import replace_index
from generator.site.site_reading import Reading, ReadSite, SiteReader
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


def start_reading(reader: Reading, root: Path, checked: Checked) -> None:
    """Let `reader` work out what the site of this content may not say, before there is a site."""
    translations: tuple[Document, ...] = ()
    if checked.language is not None:
        found, _ = load_translations(root, RELEASE)
        translations = found.get(checked.language.code, NOTHING).documents

    def make() -> SiteReader:
        cache = Cache(root / CACHE_FILE)
        return SiteReader(SiteScan(checked.documents, cache=cache, translations=translations), cache)

    reader.start(make)


def build_site(
    root: Path, target: Path, reader: Reading, watch: Stopwatch | None = None, extras: Extras = NO_EXTRAS
) -> Built:
    """Build from `root`'s Markdown folder and replace `target`. Raises `BuildError`.

    `reader`: has started. `watch`: gets the time of each stage.
    """
    watch = watch or Stopwatch()
    target = target.resolve()  # of a symbolic link, the target is replaced and not the link
    try:
        with staging_for(target) as staging:
            read = _make(root, staging, reader, watch, extras)
            replace_index(staging, read.index)
            with watch.lap("check of the site"):
                faults = [*check_site(staging, read.pages), *read.scan.faults]
            if faults:
                raise BuildError("\n".join(faults))
            checksums = dict(read.scan.checksums)
            checksums |= {name: hashlib.sha256(data).hexdigest() for name, data in read.index.items()}
            checksums = stamp_site(staging, extras.audience, extras.made_of, checksums)
            with watch.lap("publishing"):
                publish(staging, target)
            moved = sum(facets.kind == MOVED for facets in extras.terms.facets.values())
            return Built(len(read.pages) - moved, checksums)
    except OSError as error:
        raise BuildError(explain(error, target.parent)) from None


def _make(root: Path, staging: Path, reader: Reading, watch: Stopwatch, extras: Extras) -> ReadSite:
    """Let MkDocs make the pages of a site, make its PDF if ordered, and read all of it."""
    reader.expect(staging, extras.terms, extras.language_code)
    with watch.lap("MkDocs"), open_cache(root / CACHE_FILE) as cache:
        plugin = build_pages(root, staging, extras, cache, reader.read_page)
    if plugin and plugin.reference_reason:
        reason = plugin.reference_reason
        watch.notes.append(f"Python-Markdown converted the pages, which takes longer: {reason}.")
    source = ""
    if extras.pdf is not None:
        with watch.lap("PDF"):
            source = write_pdf(staging, extras.pdf)
    with watch.lap("reading for search, scan and check"):
        return reader.finish(source)


def read_settings(root: Path) -> dict[str, Any]:
    """MkDocs' configuration as written in `mkdocs.yml`."""
    return dict(yaml_load(_config_file(root).read_text("utf-8")))


def build_pages(
    root: Path,
    folder: Path,
    extras: Extras = NO_EXTRAS,
    cache: Cache = NO_CACHE,
    note_page: Callable[[str], None] | None = None,
) -> GuidancePlugin | None:
    """Let MkDocs build the Markdown folder of `root` into `folder`, without search index and checks.

    `note_page`: told the name of most pages once they are written, if nothing changes them later.
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
                plugin.language, plugin.cache, plugin.note_page = extras.language, cache, note_page
            build(config)
            return plugin if isinstance(plugin, GuidancePlugin) else None
        except MkDocsException as error:
            raise BuildError("\n".join([*warnings, error.format_message().strip()])) from None


def _config_file(root: Path) -> Path:
    path = root / "mkdocs.yml"
    if not path.is_file():
        raise BuildError(f"There is no mkdocs.yml in {root}.")
    return path
