"""Keep each finished page, frame and all, for as long as nothing that it is made of changes.

A finished page is made of its converted Markdown, its front matter, the templates of the theme, the
configuration and the navigation. All of them are in its key. Where something else may have a hand in
it (another plugin, a hook, a template that lists all pages), nothing is kept.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template, TemplateSyntaxError
from jinja2.nodes import Name
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation

from generator.cache import Cache, digest, program
from generator.compiled_templates import compiled_templates
from generator.conversion.pages import ReadyPage, is_alone

_PASSING = {"config_file_path", "docs_dir", "site_dir", "strict", "dev_addr", "plugins", "theme", "nav"}
"""Settings that say where a build is done, or that are looked at otherwise."""
_PARSER = Environment(autoescape=False)  # noqa: S701 (it renders nothing)
REMEMBERED = 1000
"""Templates of themes; they are the same from one build of a session to the next."""
_OF_ELSEWHERE = {"pages", "build_date_utc"}
"""What MkDocs tells templates that no key here holds: all other pages, and the time."""


class KeptOutput:
    """The finished pages of one build."""

    def __init__(self, cache: Cache, shared: str) -> None:
        self._cache, self._shared = cache, shared

    def key_of(self, page: ReadyPage, template: str) -> str:
        """Empty for a page that can't be kept."""
        if not page.key:
            return ""
        near = [_outline(item) for item in (page.previous_page, page.next_page) if item is not None]
        about = [page.title, page.meta, page.edit_url, page.canonical_url, page.is_homepage, near]
        return digest("output", self._shared, template, page.key, page.says, repr(about))

    def get(self, key: str) -> str | None:
        found = self._cache.get(key) if key else None
        return found.decode() if found is not None else None

    def put(self, key: str, text: str) -> None:
        if key:
            self._cache.put(key, text.encode())


class KeptTemplate(Template):
    """A template of the theme that renders a page only if its outcome isn't known."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        context = dict(*args, **kwargs)
        page = context.get("page")
        kept: KeptOutput | None = getattr(self.environment, "kept_output", None)
        if kept is None or not isinstance(page, ReadyPage):
            return super().render(context)
        key = kept.key_of(page, self.name or "")
        text = kept.get(key)
        page.is_as_before = text is not None
        if text is None:
            text = super().render(context)
            kept.put(key, text)
        return text


def keep_output(env: Environment, frame: str, cache: Cache) -> None:
    """Let the templates of `env` keep what they make. `frame`: what `frame_key` says."""
    env.bytecode_cache = compiled_templates()
    if frame:
        env.extend(kept_output=KeptOutput(cache, frame))
        env.template_class = KeptTemplate


def frame_key(config: MkDocsConfig, nav: Navigation) -> str:
    """A digest of all that finished pages are made of besides their own Markdown.

    Empty where something else may have a hand in them.
    """
    theme = _theme_files(config)
    if not is_alone(config) or any(_looks_elsewhere(text) for text in theme.values()):
        return ""
    settings = {name: value for name, value in config.items() if name not in _PASSING}
    about_theme = [config.theme.name, sorted(config.theme.items(), key=lambda item: item[0])]
    files = [part for name, data in theme.items() for part in (name, data)]
    outline = json.dumps([_outline(item) for item in nav.items])
    return digest(program(), repr(settings), repr(about_theme), outline, *files)


@lru_cache(REMEMBERED)
def _looks_elsewhere(template: str) -> bool:
    try:
        used = {name.name for name in _PARSER.parse(template).find_all(Name)}
    except TemplateSyntaxError:
        return True  # MkDocs will say so, if it comes to need it
    return not _OF_ELSEWHERE.isdisjoint(used)


def _theme_files(config: MkDocsConfig) -> dict[str, str]:
    """The templates of the theme that are not part of an installed package, whose version counts."""
    folder = config.theme.custom_dir
    if folder is None:
        return {}
    found = sorted(path for path in Path(folder).rglob("*.html") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8", "replace") for path in found}


def _outline(item: Any) -> list[Any]:
    """What a template may say of an entry of the navigation."""
    children = [_outline(child) for child in item.children or ()]
    return [item.title, getattr(item, "url", None), children]
