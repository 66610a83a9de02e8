"""A thin MkDocs plugin, so that plain `mkdocs build` and `mkdocs serve` work on the YAML.

It makes MkDocs convenient and quick and decides nothing: all content is in the Markdown folder, which
builds without the plugin too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
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
from generator.basics.disk import BuildError, explain, locked
from generator.basics.report import as_text
from generator.content.content_files import RELEASE
from generator.languages.language import Language, find_language
from generator.languages.template_labels import translate_template
from generator.outputs.project import (
    ADDRESS_VARIABLE,
    LANGUAGE_VARIABLE,
    WebAddresses,
    render_project,
    repository_of,
)
from generator.outputs.script_data.search_terms import NO_TERMS, SearchTerms
from generator.outputs.theme_files import prepare_theme, translate_links, translate_nav
from generator.site.conversion import (
    CommonMarkPage,
    Converter,
    add_template,
    convert_here,
    frame_key,
    reason_for_reference,
)
from generator.site.search import index_site

log = get_plugin_logger("guidance")

LONGEST_BUILD = 600
"""Seconds to wait for another build that uses the Markdown folder."""
WATCHED = ("content", "case_studies", "templates", "translations")
"""Folders that editors change."""
OF_MATERIAL = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")
"""What pages use of Material's own files. The rest, a fifth of a site, is for a menu and a search that are
not its own."""
FIRST_SCRIPTS = ("assets/data/labels.js", "assets/javascripts/english.js")
"""In another language these come before all others: the labels of scripts, and marks of those that are in
English."""


@dataclass(frozen=True)
class Frame:
    """What MkDocs makes the pages of one build with."""

    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment
    language: str
    """The code of the language; empty for English."""

    @property
    def pages(self) -> Sequence[File]:
        return self.files.documentation_pages()

    def new_page(self, uri: str) -> Page:
        """A page to build again, because its Markdown has changed since that build."""
        file = self.files.src_uris[uri]
        former = file.page
        page = Page(None, file, self.config)
        if isinstance(former, CommonMarkPage):
            convert_here(page, former.converter)
        return page

    def affects_others(self, uri: str) -> bool:
        """Whether a page can't be built alone: it is new, or in the navigation of every page."""
        return uri not in self.files.src_uris or any(page.file.src_uri == uri for page in self.nav.pages)


class GuidanceConfig(Config):  # type: ignore[no-untyped-call]
    alone = config_options.Type(bool, default=True)
    """Whether to bring the Markdown folder up to date before each build, and to make the search index
    after it. `guidance build` does both itself."""


class GuidancePlugin(BasePlugin[GuidanceConfig]):  # type: ignore[no-untyped-call]
    language: Language | None = None
    """The language for labels; None for English."""
    cache: Cache = NO_CACHE
    """The cache of finished pages. The caller that sets one opens and closes it, since pages may only be
    stored if the build has no warning."""
    reference_reason = ""
    """Why Python-Markdown converts every page; empty if it need not."""
    frame: Frame | None = None
    """What the last build made pages with."""
    note_page: Callable[[str], None] | None = None
    """To be told the name of each page that is written, unless something may change it later."""
    _written: str = ""
    """The page that MkDocs makes now; it is written when the next one is begun."""
    _terms: SearchTerms = NO_TERMS
    """What the search is told about pages."""
    _nav: Navigation | None = None
    _is_serving = False
    _has_built = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note the command. As this method exists, MkDocs keeps one plugin for all builds of a session."""
        self._is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Translate the theme, the menu and the footer, if the site is in another language."""
        root = Path(config.config_file_path).parent
        if self.config.alone:
            self.language = find_language(root, RELEASE, os.environ.get(LANGUAGE_VARIABLE, ""))
        if self.language is not None:
            _translate_config(config, root, self.language)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Render the Markdown. MkDocs empties the site folder only after this, so no mistake costs a site."""
        if self.config.alone:
            self._render(Path(config.config_file_path).parent, Path(config.docs_dir))

    def _render(self, root: Path, docs_folder: Path) -> None:
        address = read_site_address(os.environ.get(ADDRESS_VARIABLE, ""))
        if address is None:
            raise PluginError(f"{ADDRESS_VARIABLE} is not the web address of a site")
        places = WebAddresses(repository_of(os.environ), address)
        code = os.environ.get(LANGUAGE_VARIABLE, "")
        try:
            with locked(docs_folder, LONGEST_BUILD):
                rendered = render_project(
                    root, docs_folder, places=places, today=build_day(os.environ), language=code
                )
        except BuildError as error:
            raise PluginError(str(error)) from None
        except OSError as error:
            raise PluginError(explain(error, docs_folder)) from None
        if rendered.written is None:
            self._report(as_text(rendered.checked.problems))
        else:
            self._terms = rendered.terms

    def _report(self, problems: str) -> None:
        """Stop the build, or while serving, go on with the last good Markdown: MkDocs would stop serving."""
        if not (self._is_serving and self._has_built):
            raise PluginError("\n" + problems)
        log.error("\n%sThe site is shown as it was before this change.", problems)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        self._written = ""  # a build of before, in the same process, may have ended early
        for file in [file for file in files if file.src_dir == config.theme.dirs[-2]]:
            if not OF_MATERIAL.fullmatch(file.src_uri):
                files.remove(file)
        self.reference_reason = reason_for_reference(config)
        if self.reference_reason:
            log.info("Python-Markdown converts the pages, which takes longer: %s.", self.reference_reason)
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        if not self.reference_reason:
            frame = "" if self.cache is NO_CACHE else frame_key(config, nav, files)
            converter = Converter(config, files)
            for page in (file.page for file in files.documentation_pages() if file.page):
                convert_here(page, converter, self.cache, frame)
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
        if self.note_page is not None and not self.reference_reason:
            if self._written:
                self.note_page(self._written)
            self._written = page.file.dest_uri
        return output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        self._has_built = True
        if not self.config.alone:
            return
        try:
            index_site(Path(config.site_dir), self.language.code if self.language else "en", self._terms)
        except OSError as error:
            raise PluginError(explain(error, Path(config.site_dir))) from None

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Watch the folders that editors change. Watching the generated one would build twice per change."""
        server.unwatch(config.docs_dir)
        root = Path(config.config_file_path).parent
        for folder in WATCHED:
            if (root / folder).is_dir():
                server.watch(str(root / folder))
        return server


def _translate_config(config: MkDocsConfig, root: Path, language: Language) -> None:
    """Translate the settings, menu and theme of the project in `root`, in place."""
    own, material = Path(config.theme.custom_dir or ""), Path(config.theme.dirs[-2])
    name = language.find(config.site_name)
    folder = prepare_theme(root, own, language, name is not None, material)
    config.theme.dirs.insert(0, str(folder))
    config.theme["language"] = language.code
    config.site_name = name or config.site_name
    config.site_description = language.find(config.site_description or "") or config.site_description
    config.copyright = translate_template(config.copyright or "", language.find, is_marked=False)
    config.nav = translate_nav(config.nav or [], language)
    config.extra["footer"] = translate_links(config.extra.get("footer", []), language)
    config.extra_javascript[:0] = map(_deferred, FIRST_SCRIPTS)


def _deferred(path: str) -> ExtraScriptValue:
    script = ExtraScriptValue(path)
    script.defer = True
    return script
