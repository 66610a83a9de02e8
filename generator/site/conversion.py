"""Convert pages with pyromark, a fast parser of CommonMark, in place of Python-Markdown.

Templates write Markdown that both read alike, and pyromark takes a twentieth of the time. What MkDocs adds
to a page is added here in the same way: links to other pages, by MkDocs' own look-up and with its own
warnings; identifiers, permalinks and contents, by the settings of `toc`; anchors, which MkDocs validates.

Python-Markdown stays the reference. It converts every page if other extensions, plugins or hooks are in
use, and otherwise single pages with markup that the two would read differently.
"""

from __future__ import annotations

import html
import os
import re
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from importlib.util import find_spec
from posixpath import dirname
from typing import Any, TypeAlias
from urllib.parse import unquote, urlsplit

from markdown import Markdown
from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown.extensions.toc import TocExtension, TocTreeprocessor, nest_toc_tokens, strip_tags, unique
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page, _RelativePathTreeprocessor
from mkdocs.structure.toc import get_toc

from generator.site.page_cache import FinishedPages

ENGINE_VARIABLE = "GUIDANCE_MARKDOWN"
"""Environment variable: `python-markdown` lets MkDocs convert every page."""
REFERENCE = "python-markdown"

_EXTENSIONS = frozenset(
    {"admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "sane_lists", "tables", "toc"}
)
"""The extensions that this module replaces; `fenced_code` is added by MkDocs itself."""
_SET_UP = {"tables": {"use_align_attribute": True}}
"""The settings of extensions other than `toc` that it replaces."""
_TOC_SETTINGS = frozenset(
    {"baselevel", "permalink", "permalink_class", "permalink_title", "separator", "slugify", "toc_depth"}
)
"""The settings of `toc` that are supported."""

_BLOCKS = (
    "address|article|aside|details|div|dl|fieldset|figure|footer|form|header|main|nav|ol|section|table|ul"
)
_MARK = r"[ ]*(?:[-+*]|\d+\.)[ ]"
_ITEM = rf"{_MARK}[^\n]*\n(?:[ ]{{4}}[ ]*[^-+*\d\s][^\n]*\n)*+"
_READ_DIFFERENTLY = re.compile(
    rf"""\n(?:
        [ ]*(?:!!!|\?\?\?|```|~~~|>|\d{{1,9}}\)|[=-]+[ ]*(?=\n))  # admonition, code, quotation, `1)`, setext
      | [ ]{{1,3}}(?:[-+*]|\d+\.)[ ]            # an entry of a list that is indented, but not by four
      | (?![-+*][ ]|\d+\.[ ]|\#{{1,6}}[ ]|[ <|\n])[^\n]*\n(?:[-+*]|\d+\.)[ ]   # a list within a paragraph
      | {_ITEM}{_ITEM}\n+(?:{_MARK}|[ ]{{4}}\S)   # only some entries with blank lines around them
      | {_ITEM}\n+{_ITEM}{_MARK}
      | [^|<\s][^\n]*\n\|                           # a table within a paragraph
      | \#{{1,6}}[^\#\s]                        # a heading without a blank
      | [ ]{{0,3}}\[[^\]\n]+\]:                 # the address of a link, apart from it
      | [^\#\n][^\n]*\{{[ ]?\#                      # an identifier of anything but a heading
      | <p[ ][^>\n]*\bmarkdown\b                # Markdown within a paragraph of HTML
      | <({_BLOCKS})\b(?![^>]*\smarkdown\b)[^>]*>(?:(?!\n\n|</\1>).)*+\n\n   # HTML with a blank line in it
    )""",
    re.VERBOSE | re.DOTALL,
)
"""Lines that the two read differently. Templates and the prose writer don't write them."""
_ESCAPED = re.compile(r'\\[^"\\/bfnrtu]')
"""An escaped character, other than those of JSON."""
_RAW_LINK = re.compile(r'<a href="[^":]*\.md[#"]')
"""A link to Markdown that is written in HTML, which MkDocs does not change."""
_SIGNS = ("\t", "{:", "{.", "\n{ ", ' markdown="', "[TOC]", "data-toc-label")


def is_read_alike(text: str) -> bool:
    """Whether both engines certainly make the same of a Markdown text. May be False for one that they do."""
    return (
        not any(sign in text for sign in _SIGNS)
        and text.count("{ .") == text.count("){ .")
        and not _READ_DIFFERENTLY.search(f"\n{text}")
        and not _ESCAPED.search(text)
        and not _RAW_LINK.search(text)
    )


_HEADING = re.compile(r"<h([1-6])(?: id=\"([^\"]*)\")?([^>]*)>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r'<(a href|img src)="([^"]*)"([^>]*)>')
_ATTRIBUTES = re.compile(
    r'(<a href="[^"]*"(?: title="[^"]*")?)>((?:(?!</?a\b).)*)</a>\{ ([^{}\n]*)\}', re.DOTALL
)
_MARKDOWN = re.compile(r'(<[a-z][a-z0-9]*(?: [\w:-]+(?:="[^"]*")?)*?) markdown((?: [\w:-]+(?:="[^"]*")?)*>)')
_ALIGNED = re.compile(r'<(t[hd]) style="text-align: (left|center|right)">')
_ANCHOR = re.compile(r'<[a-z][^<>]*?\s(?:id|(?<=<a )name)="([^"]*)"')
_Known: TypeAlias = dict[tuple[str, str, str], tuple[str, File, str]]
"""By the folders of a page's source and of its address, and a link: its address, file and anchor."""
_RAW_TAGS = re.compile(r"<(?:a href|img src)=[^>]*>|<h[1-6][^>]*>")


class Links(_RelativePathTreeprocessor):
    """Resolves the links of a page. A link without fault is looked up once for all pages of a folder."""

    def __init__(self, page: Page, files: Files, config: MkDocsConfig, known: _Known) -> None:
        super().__init__(page.file, files, config)
        self._folder = dirname(page.file.src_uri), dirname(page.file.url)
        self._known = known

    def path_to_url(self, url: str) -> str:
        """The address for a link, from MkDocs, which also warns of faults."""
        found = self._known.get((*self._folder, url))
        if found is None:
            return self._look_up(url)
        address, file, anchor = found
        if anchor:
            self.links_to_anchors.setdefault(file, {}).setdefault(anchor, url)
        return address

    def _look_up(self, url: str) -> str:
        address = super().path_to_url(url)
        parts = urlsplit(url)
        file = self.files.get_file_from_path(self._target_uri(self.file.src_uri, unquote(parts.path)))
        if file is not None and not file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
            self._known[(*self._folder, url)] = address, file, parts.fragment
        return address


class Converter:
    """Converts the pages of one build."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config, self._files = config, files
        self._toc = _toc_of(config)
        self._known: _Known = {}

    def convert(self, page: Page) -> None:
        """Convert a page, and set everything on it that MkDocs sets when it renders one."""
        text = page.markdown or ""
        links = Links(page, self._files, self._config, self._known)
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
    finished_pages: FinishedPages | None = None
    key = ""
    """The key of the finished page; empty if it is not cached."""
    _is_finished = False

    def renewed(self, config: MkDocsConfig) -> CommonMarkPage:
        """The same page, to be read and converted again, without the cache of finished pages."""
        page = CommonMarkPage(None, self.file, config)
        page.converter = self.converter
        return page

    def read_source(self, config: MkDocsConfig) -> None:
        super().read_source(config)
        if self.finished_pages is not None:
            self.key = self.finished_pages.key_of(self.file.src_uri, repr(self.meta), self.markdown or "")

    @property
    def finished(self) -> str | None:
        """The whole page as the last build made it; None if it has to be made."""
        return self.finished_pages.find(self.key) if self.finished_pages and self.key else None

    def keep(self, finished: str) -> None:
        """Cache the whole page for the next build, unless it came from the cache."""
        if self.key and self.finished_pages and not self._is_finished:
            self.finished_pages.keep(self, self.key, finished)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        if self.key and self.finished_pages and self.finished_pages.restore(self, self.key, files):
            self._is_finished = True
            return
        if is_read_alike(self.markdown or ""):
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
    if {*config.markdown_extensions} != _EXTENSIONS or settings != _SET_UP:
        return "markdown_extensions are not those of this project"
    unknown = sorted({*config["mdx_configs"].get("toc", {})} - _TOC_SETTINGS)
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


def make_pages(files: Files, config: MkDocsConfig) -> None:
    """Create the page of each file, which MkDocs would do later, with its title in the navigation."""
    titles = dict(_iter_titles(config.nav))
    converter = Converter(config, files)
    for file in files.documentation_pages():
        page = CommonMarkPage(titles.get(file.src_uri), file, config)
        page.converter = converter


def cache_pages(files: Files, finished_pages: FinishedPages) -> None:
    """Let pages come from the last build if they are unchanged, and be cached for the next."""
    for file in files.documentation_pages():
        if isinstance(file.page, CommonMarkPage):
            file.page.finished_pages = finished_pages


def _iter_titles(entry: object) -> Iterator[tuple[str, str]]:
    """The paths of the files in a navigation, and their titles there."""
    if isinstance(entry, list):
        for part in entry:
            yield from _iter_titles(part)
    elif isinstance(entry, dict):
        for title, value in entry.items():
            if isinstance(value, str):
                yield value, str(title)
            else:
                yield from _iter_titles(value)
