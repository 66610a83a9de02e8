"""A thin MkDocs plugin, so that plain `mkdocs build` and `mkdocs serve` work on the YAML.

It makes MkDocs convenient and quick, and decides nothing: what the site says is in the Markdown folder,
which builds without the plugin too.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from generator.basics.addresses import read_site_address
from generator.basics.cache import NO_CACHE, Cache
from generator.basics.clock import build_day
from generator.basics.disk import InUseError, explain, locked
from generator.checks.report import as_text
from generator.content.content_files import RELEASE
from generator.languages.language import Language
from generator.languages.translation_files import find_language
from generator.outputs.project import (
    ADDRESS_VARIABLE,
    LANGUAGE_VARIABLE,
    REPOSITORY_VARIABLE,
    WebAddresses,
    render_project,
)
from generator.outputs.write import ForeignFolderError
from generator.pages.page_context import Facets
from generator.site.conversion import CommonMarkPage, make_pages, reason_for_reference, take_finished
from generator.site.page_cache import FinishedPages, add_template, frame_key
from generator.site.search import SearchIndexError, index_site
from generator.site.translated_config import translate_config

log = get_plugin_logger("guidance")

LONGEST_BUILD = 600
"""Seconds to wait for a `guidance build` that is reading the Markdown folder."""
WATCHED = ("content", "case_studies", "templates", "translations")
"""Folders that editors change."""


@dataclass(frozen=True)
class Frame:
    """What MkDocs makes the pages of one build with."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    language: str
    """Its code; empty for English."""

    @property
    def pages(self) -> Sequence[File]:
        return self.files.documentation_pages()

    def new_page(self, uri: str) -> Page:
        """A page whose Markdown is another than in that build."""
        file = self.files.src_uris[uri]
        if isinstance(file.page, CommonMarkPage):
            return file.page.renewed(self.config)
        return Page(None, file, self.config)

    def stands_in_navigation(self, uri: str) -> bool:
        """Whether other pages name it, or it is new."""
        return uri not in self.files.src_uris or any(page.file.src_uri == uri for page in self.nav.pages)


class GuidanceConfig(Config):  # type: ignore[no-untyped-call]
    alone = config_options.Type(bool, default=True)
    """Whether to bring the Markdown folder up to date before each build, and to make the search index
    after it. `guidance build` does both itself."""


class GuidancePlugin(BasePlugin[GuidanceConfig]):  # type: ignore[no-untyped-call]
    language: Language | None = None
    """What to say labels in; None for English."""
    cache: Cache = NO_CACHE
    """Of finished pages. Whoever gives one opens and closes it: only pages of a build without a warning
    may be kept."""
    why_reference = ""
    """Why Python-Markdown converts every page; empty where it need not."""
    frame: Frame | None = None
    """What the last build made pages with."""
    _facets: Mapping[str, Facets] = {}
    """What a search may narrow each page down by."""
    _nav: Navigation | None = None
    _is_serving = False
    _has_built = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """With this method, MkDocs keeps one plugin through all builds of a session."""
        self._is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """In another language: the theme, the menu and the footer in it."""
        root = Path(config.config_file_path).parent
        if self.config.alone:
            self.language = find_language(root, RELEASE, os.environ.get(LANGUAGE_VARIABLE, ""))
        if self.language is not None:
            translate_config(config, root, self.language)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Render first. MkDocs empties the site folder only after this, so a mistake costs no site."""
        if self.config.alone:
            self._render(Path(config.config_file_path).parent, Path(config.docs_dir))

    def _render(self, root: Path, docs_folder: Path) -> None:
        address = read_site_address(os.environ.get(ADDRESS_VARIABLE, ""))
        if address is None:
            raise PluginError(f"{ADDRESS_VARIABLE} is not the web address of a site")
        places = WebAddresses(os.environ.get(REPOSITORY_VARIABLE, ""), address)
        code = os.environ.get(LANGUAGE_VARIABLE, "")
        try:
            with locked(docs_folder, LONGEST_BUILD):
                rendered = render_project(
                    root, docs_folder, places=places, today=build_day(os.environ), language=code
                )
        except ForeignFolderError:
            raise PluginError(f"{docs_folder} holds other things than generated pages") from None
        except InUseError:
            raise PluginError(f"Another build from {docs_folder} does not end") from None
        except OSError as error:
            raise PluginError(explain(error, docs_folder)) from None
        if rendered.written is None:
            self._report(as_text(rendered.checked.problems))
        else:
            self._facets = rendered.facets

    def _report(self, problems: str) -> None:
        """Stop; while serving, show the last good Markdown: MkDocs answers nobody after a failed build."""
        if not (self._is_serving and self._has_built):
            raise PluginError("\n" + problems)
        log.error("\n%sThe site is shown as it was before this change.", problems)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        self.why_reference = reason_for_reference(config)
        if self.why_reference:
            log.info("Python-Markdown converts the pages, which takes longer: %s.", self.why_reference)
        else:
            make_pages(files, config)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        frame = "" if self.cache is NO_CACHE or self.why_reference else frame_key(config, nav, files)
        if frame:
            take_finished(files, FinishedPages(self.cache, frame))
        self._nav = nav
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        add_template(env)
        language = self.language.code if self.language else ""
        self.frame = Frame(config, files, self._nav, env, language) if self._nav else None
        return env

    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str:
        if isinstance(page, CommonMarkPage):
            page.keep(output)
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._has_built = True
        if not self.config.alone:
            return
        try:
            index_site(Path(config.site_dir), self.language.code if self.language else "en", self._facets)
        except SearchIndexError as error:
            raise PluginError(str(error)) from None

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Watch what editors edit. Watching the generated folder would build twice for each change."""
        server.unwatch(config.docs_dir)
        root = Path(config.config_file_path).parent
        for folder in WATCHED:
            if (root / folder).is_dir():
                server.watch(str(root / folder))
        return server
