"""Convert pages with pyromark, a fast parser of CommonMark, in place of Python-Markdown.

Templates write Markdown that both read alike, and pyromark takes a twentieth of the time. What MkDocs adds
to a page is added here in the same way: links to other pages, by MkDocs' own look-up and with its own
warnings; identifiers, permalinks and contents, by the settings of `toc`; anchors, which MkDocs validates.

Python-Markdown stays the reference. It converts every page if other extensions, plugins or hooks are in
use, and otherwise single pages with markup that the two would read differently.
"""

from __future__ import annotations

import html
import json
import os
import re
from collections.abc import Callable
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, TemplateSyntaxError
from jinja2.nodes import Name
from markdown import Markdown
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.toc import TocExtension, TocTreeprocessor, nest_toc_tokens, strip_tags, unique
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import TableOfContents, get_toc

from generator.basics.cache import NO_CACHE, Cache, digest, program
from generator.basics.labels import read_table

ENGINE_VARIABLE = "GUIDANCE_MARKDOWN"
"""Environment variable: `python-markdown` lets MkDocs convert every page."""
REFERENCE = "python-markdown"

_TABLE = read_table("generator.site", "conversion")
_SET_UP = {"tables": {"use_align_attribute": True}}
"""The settings of extensions other than `toc` that it replaces."""
_READ_DIFFERENTLY = (
    re.compile(rf"\n(?:{'|'.join(_TABLE['lines'].values())})", re.DOTALL),
    *map(re.compile, _TABLE["words"].values()),
)


def is_read_alike(text: str) -> bool:
    """Whether both engines certainly make the same of a Markdown text. May be False for one that they do."""
    return (
        not any(sign in text for sign in _TABLE["signs"])
        and text.count("{ .") == text.count("){ .")
        and not any(pattern.search(f"\n{text}") for pattern in _READ_DIFFERENTLY)
    )


_HEADING = re.compile(r"<h([1-6])(?: id=\"([^\"]*)\")?([^>]*)>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r'<(a href|img src)="([^"]*)"([^>]*)>')
_ATTRIBUTES = re.compile(
    r'(<a href="[^"]*"(?: title="[^"]*")?)>((?:(?!</?a\b).)*)</a>\{ ([^{}\n]*)\}', re.DOTALL
)
_MARKDOWN = re.compile(r'(<[a-z][a-z0-9]*(?: [\w:-]+(?:="[^"]*")?)*?) markdown((?: [\w:-]+(?:="[^"]*")?)*>)')
_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right)">')
_ANCHOR = re.compile(r'<[a-z][^<>]*?\s(?:id|(?<=<a )name)="([^"]*)"')
_RAW_TAGS = re.compile(r"<(?:a href|img src)=[^>]*>|<h[1-6][^>]*>")


class Converter:
    """Converts the pages of one build."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config, self._files = config, files
        self._toc = _toc_of(config)

    def convert(self, page: Page) -> None:
        """Convert a page, and set everything on it that MkDocs sets when it renders one."""
        text = page.markdown or ""
        links = _RelativePathTreeprocessor(page.file, self._files, self._config)
        headings = Headings(self._toc)
        raw = frozenset(_RAW_TAGS.findall(text))
        content = _MARKDOWN.sub(r"\1\2", _engine().html(text))
        content = _LINK.sub(partial(_with_address, links.path_to_url, raw), content)
        content = _ATTRIBUTES.sub(_with_attributes, content)
        content = _ALIGNED.sub(r'<\1 align="\2">', content)
        page.content = headings.mark(content, raw)
        page.toc = get_toc(headings.tokens)
        page._title_from_render = headings.title  # noqa: SLF001 (MkDocs keeps it nowhere else)
        page.present_anchor_ids = set(_ANCHOR.findall(page.content))
        page.links_to_anchors = links.links_to_anchors


class CommonMarkPage(Page):
    """A page that pyromark converts, unless the engines would read something on it differently.

    If the last build made the same page, it is reused instead of converted.
    """

    converter: Converter
    cache: Cache = NO_CACHE
    frame = ""
    """What finished pages depend on besides their Markdown; empty if they are not cached."""
    _key = ""

    def read_source(self, config: MkDocsConfig) -> None:
        super().read_source(config)
        if self.frame:
            page = self.file.src_uri, repr(self.meta), self.markdown or ""
            self._key = digest("finished page", self.frame, *page)

    @property
    def finished(self) -> str | None:
        """The whole page as the last build made it; None if it has to be made."""
        found = self.cache.get_text(self._key) if self._key else None
        return found if found and found.lstrip()[:9].lower() == "<!doctype" else None

    def keep(self, finished: str) -> None:
        """Cache the whole page for the next build, unless it came from the cache."""
        if self._key and self.meta.get("template") != FINISHED_TEMPLATE:
            self.cache.put(self._key, finished.encode())

    def render(self, config: MkDocsConfig, files: Files) -> None:
        if self.finished is not None:
            self.content, self.toc = "", TableOfContents([])
            self.meta = {**self.meta, "template": FINISHED_TEMPLATE}
        elif is_read_alike(self.markdown or ""):
            self.converter.convert(self)
        else:
            super().render(config, files)


def reason_for_reference(config: MkDocsConfig) -> str:
    """Why Python-Markdown has to convert every page; empty if this module can."""
    if os.environ.get(ENGINE_VARIABLE, "") == REFERENCE:
        return f"{ENGINE_VARIABLE} asks for it"
    if not find_spec("pyromark"):
        return "pyromark is not installed"
    others = sorted({*config.plugins} - {"guidance"})  # hooks are among them
    if others:
        return f"{', '.join(others)} may change what pages say"
    settings = {name: value for name, value in config["mdx_configs"].items() if value and name != "toc"}
    if {*config.markdown_extensions} != {*_TABLE["extensions"]} or settings != _SET_UP:
        return "markdown_extensions are not those of this project"
    unknown = sorted({*config["mdx_configs"].get("toc", {})} - {*_TABLE["toc_settings"]})
    return f"toc has the setting {unknown[0]}" if unknown else ""


@lru_cache(1)
def _engine() -> Any:
    import pyromark  # noqa: PLC0415 (there may be no wheel for this machine)

    known = pyromark.Options
    return pyromark.Markdown(
        options=known.ENABLE_TABLES | known.ENABLE_HEADING_ATTRIBUTES | known.ENABLE_DEFINITION_LIST
    )


def _toc_of(config: MkDocsConfig) -> TocTreeprocessor:
    """The settings of contents and permalinks, as Python-Markdown reads them."""
    extension = TocExtension(**config["mdx_configs"].get("toc", {}))
    return TocTreeprocessor(Markdown(), extension.getConfigs())


class Headings:
    """Gives the headings of a page identifiers and permalinks, and collects them for its contents."""

    def __init__(self, toc: TocTreeprocessor) -> None:
        self._toc = toc
        self._used: set[str] = set()
        self._entries: list[dict[str, Any]] = []
        self.title: str | None = None
        """The title of the page, if it begins with a heading of the first level."""

    def mark(self, page: str, raw: frozenset[str]) -> str:
        """The page with identifiers and permalinks. `raw`: tags written as HTML, which stay as they are."""
        self._used = set(_ANCHOR.findall(page))
        marked = _HEADING.sub(lambda found: self._marked(found, raw), page)
        if marked.startswith("<h1") and self._entries:
            self.title = self._entries[0]["name"]
        return marked

    def _marked(self, found: re.Match[str], raw: frozenset[str]) -> str:
        if found[0][: found[0].index(">") + 1] in raw:
            return found[0]
        level, anchor, attributes, words = found.groups()
        level = min(6, int(level) + self._toc.base_level)
        name = strip_tags(words).replace('"', "&quot;")
        anchor = anchor or unique(self._toc.slugify(html.unescape(name), self._toc.sep), self._used)
        if self._toc.toc_top <= level <= self._toc.toc_bottom:
            self._entries.append({"level": level, "id": anchor, "name": name})
        return f'<h{level} id="{anchor}"{attributes}>{words}{self._permalink(anchor)}</h{level}>'

    def _permalink(self, anchor: str) -> str:
        sign = self._toc.use_permalinks
        if sign in {False, None}:
            return ""
        title = f' title="{html.escape(self._toc.permalink_title)}"' if self._toc.permalink_title else ""
        text = "&para;" if sign is True else html.escape(str(sign))
        return f'<a class="{self._toc.permalink_class}" href="#{anchor}"{title}>{text}</a>'

    @property
    def tokens(self) -> list[Any]:
        entries: list[Any] = list(self._entries)  # their type is private
        return nest_toc_tokens(entries)


def _with_address(path_to_url: Callable[[str], str], raw: frozenset[str], found: re.Match[str]) -> str:
    if found[0] in raw:
        return found[0]
    kind, address, rest = found.groups()
    return f'<{kind}="{html.escape(path_to_url(html.unescape(address)))}"{rest}>'


def _with_attributes(found: re.Match[str]) -> str:
    """A link with the attributes that follow it in braces."""
    tag, words, written = found.groups()
    pairs, _ = get_attrs_and_remainder(written)
    classes = " ".join(value for name, value in pairs if name == "." and value)
    shown = f' class="{classes}"' if classes else ""
    others = "".join(f' {name}="{html.escape(value or name)}"' for name, value in pairs if name != ".")
    return f"{tag}{shown}{others}>{words}</a>"


def convert_here(page: Page, converter: Converter, cache: Cache = NO_CACHE, frame: str = "") -> None:
    """Let a page that MkDocs has made be converted by this module. `frame`: as of `CommonMarkPage`."""
    page.__class__ = CommonMarkPage
    vars(page).update(converter=converter, cache=cache, frame=frame)


# Finished pages ----------------------------------------------------------------------------------

FINISHED_TEMPLATE = "guidance-finished.html"
"""The template for pages that come from the cache."""
_NOT_IN_KEY = {"config_file_path", "docs_dir", "site_dir", "strict", "dev_addr", "plugins", "theme"}
"""Settings that only say where a build happens, or that the key covers in another way."""
_UNCACHEABLE = {"pages", "build_date_utc"}
"""Variables of templates that no key covers: all other pages, and the time."""


def add_template(env: Environment) -> None:
    """Add the template that prints a page from the cache instead of rendering it."""
    loaders = [env.loader] if env.loader else []
    env.loader = ChoiceLoader([*loaders, DictLoader({FINISHED_TEMPLATE: "{{ page.finished }}"})])


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
