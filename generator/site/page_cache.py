"""Take each finished page, frame and all, from the last build if nothing that it is made of changed.

A finished page is made of its file in the Markdown folder, the templates of the theme, the configuration,
the navigation, and the names of all files, which links may lead to. All of them are in its key.
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

_TEMPLATE = "guidance-finished.html"
"""The template of a page that is finished already."""
_PASSING = {"config_file_path", "docs_dir", "site_dir", "strict", "dev_addr", "plugins", "theme"}
"""Settings that say where a build is done, or that are looked at otherwise."""
_OF_ELSEWHERE = {"pages", "build_date_utc"}
"""What MkDocs tells templates that no key here holds: all other pages, and the time."""


class FinishedPages:
    """The finished pages of the last build, and of this one."""

    def __init__(self, cache: Cache, frame: str) -> None:
        """`frame`: what `frame_key` says."""
        self._cache, self._frame = cache, frame

    def key_of(self, uri: str, front_matter: str, text: str) -> str:
        return digest("finished page", self._frame, uri, front_matter, text)

    def restore(self, page: Page, key: str, files: Files) -> bool:
        """Leave a page as if it had been converted, if it was finished before."""
        found = self._cache.get(f"{key} links")
        if found is None:
            return False
        anchors, links = json.loads(found)
        page.content, page.toc = "", TableOfContents([])
        page.present_anchor_ids = set(anchors)
        page.links_to_anchors = {files.src_uris[uri]: told for uri, told in links.items()}
        page.meta = {**page.meta, "template": _TEMPLATE}
        return True

    def find(self, key: str) -> str | None:
        """The finished page."""
        found = self._cache.get(key)
        return None if found is None else found.decode()

    def keep(self, page: Page, key: str, finished: str) -> None:
        links = {file.src_uri: told for file, told in (page.links_to_anchors or {}).items()}
        self._cache.put(key, finished.encode())
        self._cache.put(f"{key} links", json.dumps([sorted(page.present_anchor_ids or ()), links]).encode())


def add_template(env: Environment) -> None:
    """Let a page that is finished already stand in the place of its template's outcome."""
    loaders = [env.loader] if env.loader else []
    env.loader = ChoiceLoader([*loaders, DictLoader({_TEMPLATE: "{{ page.finished }}"})])


def frame_key(config: MkDocsConfig, nav: Navigation, files: Files) -> str:
    """A digest of all that finished pages are made of besides their own Markdown.

    Empty where a template says something else of other pages, or of the time.
    """
    theme = _theme_files(config)
    outline = [_outline(item) for item in nav.items]
    if _has_untitled(outline) or any(map(_looks_elsewhere, theme.values())):
        return ""
    settings = {name: value for name, value in config.items() if name not in _PASSING}
    about_theme = [config.theme.name, sorted(config.theme.items(), key=lambda item: item[0])]
    names = sorted((file.src_uri, file.url) for file in files)
    texts = [part for name, text in theme.items() for part in (name, text)]
    return digest(program(), repr(settings), repr(about_theme), json.dumps([outline, names]), *texts)


def _looks_elsewhere(template: str) -> bool:
    try:
        used = {name.name for name in Environment(autoescape=True).parse(template).find_all(Name)}
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


def _has_untitled(outline: list[Any]) -> bool:
    """Whether a page has no title before it is read."""
    return any(title is None or _has_untitled(children) for title, _, children in outline)
