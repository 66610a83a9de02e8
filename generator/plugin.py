"""A thin MkDocs plugin, so that plain `mkdocs build` and `mkdocs serve` work on the YAML.

It makes MkDocs convenient and decides nothing: what the site says is in the Markdown
folder, which builds without the plugin too.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.utils import clean_directory

from generator.addresses import read_site_address
from generator.cache import CACHE_FILE, Cache, digest
from generator.cases_first import CasesFirst
from generator.clock import build_day
from generator.conversion.ahead import Ahead
from generator.conversion.inline import read_quickly
from generator.conversion.listing import list_quickly
from generator.conversion.output import frame_key, keep_output
from generator.conversion.pages import make_pages, prepare_pages
from generator.disk_fault import explain
from generator.language import Language
from generator.pages.page import Facets
from generator.project import (
    ADDRESS_VARIABLE,
    LANGUAGE_VARIABLE,
    REPOSITORY_VARIABLE,
    Places,
    render_project,
)
from generator.release import RELEASE
from generator.report import as_text
from generator.search_index import SearchIndexError, index_site
from generator.serving import Afterwards, Watch, with_mistakes
from generator.sole_use import InUseError, sole_use
from generator.translated_config import translate_config
from generator.translation_files import find_language
from generator.write import ForeignFolderError

log = get_plugin_logger("guidance")

LONGEST_BUILD = 600
"""Seconds to wait for a `guidance build` that is reading the Markdown folder."""
REST = 2.0
"""Seconds after a build in which the computer is left to the browser that shows it."""
WATCHED = ("content", "case_studies", "templates", "translations")


class GuidanceConfig(Config):  # type: ignore[no-untyped-call]
    alone = config_options.Type(bool, default=True)
    """Whether to bring the Markdown folder up to date before each build, and to make the search index
    after it. `guidance build` does both itself."""


class GuidancePlugin(BasePlugin[GuidanceConfig]):  # type: ignore[no-untyped-call]
    _is_serving = False
    _is_dirty = False
    """Whether MkDocs leaves pages alone that did not change. What else they rest on, it does not see."""
    _rests_on = ""
    """What all pages of the last build rested on; empty where that can't be told."""
    _frame = ""
    _cases_first: CasesFirst | None = None
    """While serving and leaving pages alone."""
    mistakes = ""
    """What is wrong with the content now, while it is served as it was before."""
    _has_built = False
    _cache = Cache(None)
    language: Language | None = None
    """What to say labels in; None for English."""
    ahead: Ahead | None = None
    """What has converted pages already."""
    _facets: Mapping[str, Facets] = {}
    """What a search may narrow each page down by."""

    def __init__(self) -> None:
        self._afterwards = Afterwards(REST)
        """Makes the search index while the site is served already."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """With this method, MkDocs keeps one plugin through all builds of a session."""
        self._is_serving = command == "serve"
        self._is_dirty = dirty
        if self._is_serving:
            self._cases_first = CasesFirst() if dirty else None
            gc.disable()  # somebody waits for each build; what is left over is collected after it

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Convert quickly. In another language: the theme, the menu and the footer in it."""
        read_quickly(config)
        list_quickly(config)
        root = Path(config.config_file_path).parent
        if self.config.alone:
            self.language = find_language(root, RELEASE, os.environ.get(LANGUAGE_VARIABLE, ""))
        if self.language is not None:
            translate_config(config, root, self.language)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Render first. MkDocs empties the site folder only after this, so a mistake costs no site."""
        if self._is_dirty:
            self._afterwards.drop()
        else:
            self._afterwards.wait()  # MkDocs is about to empty the site: nobody may be writing there
        if self.config.alone:
            self._render(Path(config.config_file_path).parent, Path(config.docs_dir))

    def _render(self, root: Path, docs_folder: Path) -> None:
        address = read_site_address(os.environ.get(ADDRESS_VARIABLE, ""))
        if address is None:
            raise PluginError(f"{ADDRESS_VARIABLE} is not the web address of a site")
        places = Places(os.environ.get(REPOSITORY_VARIABLE, ""), address)
        code = os.environ.get(LANGUAGE_VARIABLE, "")
        try:
            with sole_use(docs_folder, LONGEST_BUILD):
                if self._cases_first and self._cases_first.render(root, docs_folder, places):
                    self.mistakes = ""
                    return
                rendered = render_project(
                    root, docs_folder, places=places, today=build_day(os.environ), language=code
                )
        except ForeignFolderError:
            raise PluginError(f"{docs_folder} holds other things than generated pages") from None
        except InUseError:
            raise PluginError(f"Another build from {docs_folder} does not end") from None
        except OSError as error:
            raise PluginError(explain(error, docs_folder)) from None
        self.mistakes = ""
        if rendered.written is None:
            self._report(as_text(rendered.checked.problems, root))
            return
        self._facets = rendered.facets
        if self._cases_first:
            self._cases_first.has_shown(rendered.checked)

    def _report(self, problems: str) -> None:
        """Stop; while serving, show the last good Markdown: MkDocs answers nobody after a failed build."""
        if not (self._is_serving and self._has_built):
            raise PluginError("\n" + problems)
        self.mistakes = problems
        log.error("\n%sThe site is shown as it was before this change.", problems)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        make_pages(files, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        kept = Path(config.config_file_path).parent / CACHE_FILE
        self._cache = Cache(kept if self.language is None else None)  # what it knows is in English
        self._frame = frame_key(config, nav)
        if self._is_dirty:
            self._forget_unless_same(files, config)
        prepare_pages(files, config, self._cache, self.ahead, only_changed=self._is_dirty)
        return nav

    def _forget_unless_same(self, files: Files, config: MkDocsConfig) -> None:
        """Where more than pages changed, every page is made again: MkDocs finds none of them there."""
        names = sorted(file.src_uri for file in files)
        rests_on = digest(self._frame, *names) if self._frame else ""
        if not rests_on or rests_on != self._rests_on:
            self._afterwards.wait()
            clean_directory(config.site_dir)
        self._rests_on = rests_on

    def on_env(self, env: Environment, **_: Any) -> Environment:
        keep_output(env, self._frame, self._cache)
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._cache.close()
        if self._cases_first and self._cases_first.is_ahead:
            self._afterwards.ask(self._cases_first.finish)
        elif self.config.alone:
            self._index(Path(config.site_dir))
        self._has_built = True

    def _index(self, site: Path) -> None:
        """Make the search index; while somebody edits, after the page is shown that they wait for."""
        if self._is_serving and self._has_built:
            self._afterwards.ask(lambda: self._index_later(site))
            return
        try:
            self._make_index(site)
        except SearchIndexError as error:
            raise PluginError(str(error)) from None

    def _make_index(self, site: Path) -> None:
        index_site(site, self.language.code if self.language else "en", self._facets)

    def _index_later(self, site: Path) -> None:
        try:
            self._make_index(site)
        except (SearchIndexError, OSError) as error:
            log.error("The search is not up to date. %s", error)
        gc.collect()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        self._cache.discard()
        self._rests_on = ""

    def on_shutdown(self) -> None:
        gc.enable()
        self._afterwards.wait()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Watch what editors edit. Watching the generated folder would build twice for each change."""
        server.unwatch(config.docs_dir)
        server.unwatch(str(config.config_file_path))
        watch = Watch()
        server.observer = watch
        if self._cases_first:
            self._cases_first.build_again = watch.pretend
        server.watch(str(config.config_file_path))
        server.set_app(with_mistakes(server.serve_request, lambda: self.mistakes))
        root = Path(config.config_file_path).parent
        for folder in WATCHED:
            if (root / folder).is_dir():
                server.watch(str(root / folder))
        return server
