"""Reuse each finished page, frame and all, from the last build if nothing that it is made from has changed.

A finished page is made from its file in the Markdown folder, the templates of the theme, the configuration,
the navigation, and the names of all files, which links may lead to. Its key covers all of them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, TemplateSyntaxError
from jinja2.nodes import Name
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents

from generator.basics.cache import Cache, digest, program
from generator.content.document import is_plain

_TEMPLATE = "guidance-finished.html"
"""The template for pages that come from the cache."""
_NOT_IN_KEY = {"config_file_path", "docs_dir", "site_dir", "strict", "dev_addr", "plugins", "theme"}
"""Settings that only say where a build happens, or that the key covers in another way."""
_UNCACHEABLE = {"pages", "build_date_utc"}
"""Variables of templates that no key covers: all other pages, and the time."""


class FinishedPages:
    """The finished pages of the last build, and of this one."""

    def __init__(self, cache: Cache, frame: str) -> None:
        """`frame`: the result of `frame_key`."""
        self._cache, self._frame = cache, frame

    def key_of(self, uri: str, front_matter: str, text: str) -> str:
        return digest("finished page", self._frame, uri, front_matter, text)

    def restore(self, page: Page, key: str, files: Files) -> bool:
        """Set up a page as if it had been converted, if it is in the cache. Returns whether it is."""
        match self._cache.get_json(f"{key} links"):
            case [list() as anchors, dict() as links] if self._fits(key, anchors, links, files):
                page.content, page.toc = "", TableOfContents([])
                page.present_anchor_ids = set(anchors)
                page.links_to_anchors = {files.src_uris[uri]: anchors for uri, anchors in links.items()}
                page.meta = {**page.meta, "template": _TEMPLATE}
                return True
        return False

    def _fits(self, key: str, anchors: list[Any], links: dict[str, Any], files: Files) -> bool:
        """Whether the cache also has the page itself, and what it says of links can be."""
        are_texts = all(isinstance(anchor, str) for anchor in anchors)
        are_known = all(uri in files.src_uris and isinstance(found, dict) for uri, found in links.items())
        return are_texts and are_known and is_plain(links) and self.find(key) is not None

    def find(self, key: str) -> str | None:
        """The finished page; None if it is not in the cache."""
        found = self._cache.get_text(key)
        return found if found and found.lstrip()[:9].lower() == "<!doctype" else None

    def keep(self, page: Page, key: str, finished: str) -> None:
        links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
        self._cache.put(key, finished.encode())
        self._cache.put(f"{key} links", json.dumps([sorted(page.present_anchor_ids or ()), links]).encode())


def add_template(env: Environment) -> None:
    """Add the template that prints a page from the cache instead of rendering it."""
    loaders = [env.loader] if env.loader else []
    env.loader = ChoiceLoader([*loaders, DictLoader({_TEMPLATE: "{{ page.finished }}"})])


def frame_key(config: MkDocsConfig, nav: Navigation, files: Files) -> str:
    """A digest of everything that finished pages are made from besides their own Markdown.

    Empty if a template uses the time or other pages' content, so that pages can't be cached.
    """
    theme = _theme_files(config)
    outline = [_outline(item) for item in nav.items]
    if _has_untitled(outline) or any(map(_is_uncacheable, theme.values())):
        return ""
    settings = {name: value for name, value in config.items() if name not in _NOT_IN_KEY}
    about_theme = [config.theme.name, sorted(config.theme.items(), key=lambda item: item[0])]
    names = sorted((file.src_uri, file.url) for file in files)
    texts = [part for name, text in theme.items() for part in (name, text)]
    return digest(program(), repr(settings), repr(about_theme), json.dumps([outline, names]), *texts)


def _is_uncacheable(template: str) -> bool:
    try:
        used = {name.name for name in Environment(autoescape=True).parse(template).find_all(Name)}
    except TemplateSyntaxError:
        return True  # MkDocs reports it, if it uses the template
    return not _UNCACHEABLE.isdisjoint(used)


def _theme_files(config: MkDocsConfig) -> dict[str, str]:
    """The theme's own templates. Those of installed packages are covered by the packages' versions."""
    folder = config.theme.custom_dir
    if folder is None:
        return {}
    found = sorted(path for path in Path(folder).rglob("*.html") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8", "replace") for path in found}


def _outline(item: Any) -> list[Any]:
    """Everything that a template may show of an entry of the navigation."""
    children = [_outline(child) for child in item.children or ()]
    return [item.title, getattr(item, "url", None), children]


def _has_untitled(outline: list[Any]) -> bool:
    """Whether the navigation has a page whose title is only known once it is read."""
    return any(title is None or _has_untitled(children) for title, _, children in outline)
