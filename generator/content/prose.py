"""The Markdown that editors may write, read strictly by CommonMark's rules.

Any text can be read. What an editor plainly meant as markup but may not use (a heading, an image, a tag, an
unknown kind of link) is a fault; everything else is text. `generator.rendering.prose_writer` writes it out
again. The parser only gives the lines of blocks, and the order of what is inside a line: `MarkupPlaces` finds
the position of each piece of markup, so that a problem points at the right one of several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from generator.basics.addresses import KINDS
from generator.basics.problem import Position
from generator.content.document import Lines, needle_pattern

Dialect = Literal["prose", "guide"]
"""`prose` for fields in YAML; `guide` for pages, which may also hold headings, tables and code."""

DEEPEST_LIST = 4
DEEPEST_SPAN = 20
"""How deep emphasis and links may be nested. Functions that walk a tree recurse at each level."""
LONGEST_TEXT = 50_000
LONGEST_BLOCK = 10_000
"""Characters without a blank line. A parser takes four times as long for twice as many brackets."""
HIGHEST_START = 99
"""The highest number at which a list may start. A higher one is mostly a year, and no list was meant."""
WEB_SCHEMES = ("http", "https")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(.*)", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"\]\(\s*(?:<(?P<angled>[^<>\n]+)(?=>)|(?P<bare>(?:[^\s()<>\\]|\\.|\([^\s()]*\))+))")
_NEAR = 50
_BLOCK = re.compile(r"[^\n]+(?:\n[ \t]*[^ \t\n][^\n]*)*")
WEB_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#][^\s<>\x22'\\()\[\]{}`|^]*)?")


@dataclass(frozen=True)
class Fault:
    key: str
    found: str
    needle: str
    """Text to look for in the file, to point at the right place."""
    occurrence: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ProseLink:
    """A link to something in the guidance: `kind:target` with an optional `#section`."""

    kind: str
    target: str
    section: str
    occurrence: int
    """How many times its address occurs in the text before the link."""
    text: str = ""
    needle: str = ""
    """Its address as typed, which may spell characters as `&#115;` or `\\:`."""

    @property
    def address(self) -> str:
        return f"{self.kind}:{self.target}" + (f"#{self.section}" if self.section else "")


@dataclass(frozen=True)
class Prose:
    tree: SyntaxTreeNode
    links: tuple[ProseLink, ...]
    faults: tuple[Fault, ...]


class Reader:
    """Reads prose. A reader can be used again: its parsers are slow to create."""

    def __init__(self, kinds: frozenset[str]) -> None:
        self._kinds = kinds
        self._parsers: dict[Dialect, MarkdownIt] = {
            "prose": _guide_parser().disable(["table", "backticks"]),
            "guide": _guide_parser(),
        }

    def read(self, text: str, dialect: Dialect = "prose") -> Prose:
        """Parse a text. Any text is accepted; what it may not contain is listed in `faults`."""
        too_long = tuple(_length_faults(text))
        if not too_long and (tokens := paragraph_without_markup(text)):
            return Prose(SyntaxTreeNode(tokens), (), ())
        tokens = [] if too_long else self._parsers[dialect].parse(text)
        if too_much := too_long or tuple(_depth_faults(tokens)):
            return Prose(SyntaxTreeNode([]), (), too_much)
        tree = SyntaxTreeNode(tokens)
        nodes, places = list(tree.walk()), MarkupPlaces(tree, text)
        found = ((node, _structure_fault(node, dialect)) for node in nodes)
        faults = [
            replace(fault, occurrence=places.occurrence(at, fault.needle)) for at, fault in found if fault
        ]
        faults += _long_rows(nodes, text)
        outcomes = [self._read_link(node, places) for node in nodes if node.type == "link"]
        faults += [outcome for outcome in outcomes if isinstance(outcome, Fault)]
        links = (outcome for outcome in outcomes if isinstance(outcome, ProseLink))
        return Prose(tree, tuple(link for link in links if link.kind not in WEB_SCHEMES), tuple(faults))

    def _read_link(self, node: SyntaxTreeNode, places: MarkupPlaces) -> ProseLink | Fault:
        href = str(node.attrs.get("href", ""))
        match = _SCHEME.fullmatch(href)
        kind = match[1] if match else ""
        needle = places.typed_address(node) or "]("
        occurrence = places.occurrence(node, needle)
        # An address in angle brackets may stand in the text of a link.
        is_nested = any(above.type == "link" for above in _iter_above(node))
        refused = "nested-link" if is_nested else "link-title" if node.attrs.get("title") else ""
        if refused:
            return Fault(refused, href, needle, occurrence)
        if kind in WEB_SCHEMES:
            if not WEB_ADDRESS.fullmatch(href):
                return Fault("bad-address/link", href, needle, occurrence)
            if not has_text(node):
                return Fault("empty-link", href, needle, occurrence)
            return ProseLink(kind, href, "", occurrence, needle=needle)
        if match is None or kind not in self._kinds:
            found = f"{kind}:" if kind else href
            kinds = ", ".join(sorted(self._kinds))
            return Fault("unknown-link-kind", found, needle, occurrence, {"kinds": kinds})
        target, _, section = match[2].partition("#")
        return ProseLink(kind, target, section, occurrence, words_of(node), needle)


_NO_MARKUP = re.compile(r"[^\W\d_](?:[^\n\r\t\0\\`*_\[\]<>&!|~]*[^\s\\`*_\[\]<>&!|~])?")
"""A line with no sign that could be markup, which most texts are."""


def paragraph_without_markup(text: str) -> list[Token]:
    """What the parser makes of such a line, in a tenth of the time; nothing for any other text."""
    if not _NO_MARKUP.fullmatch(text):
        return []
    opened, closed = Token("paragraph_open", "p", 1), Token("paragraph_close", "p", -1)
    words = Token("text", "", 0, content=text)
    inline = Token("inline", "", 0, content=text, children=[words], level=1)
    for token in (opened, inline):
        token.map = [0, 1]
    for token in (opened, inline, closed):
        token.block = True
    return [opened, inline, closed]


def _iter_above(node: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    while node.parent is not None:
        node = node.parent
        yield node


def _length_faults(text: str) -> Iterator[Fault]:
    """Texts and paragraphs that would take any parser too long."""
    if len(text) > LONGEST_TEXT:
        values = {"length": len(text), "most": LONGEST_TEXT}
        yield Fault("text-too-long", "", text[:60], values=values)
    for block in _BLOCK.finditer(text):
        if len(block[0]) > LONGEST_BLOCK:
            start = block[0].partition("\n")[0][:60]
            occurrence = text.count(start, 0, block.start())
            values = {"length": len(block[0]), "most": LONGEST_BLOCK}
            yield Fault("paragraph-too-long", "", start, occurrence, values)


def _depth_faults(tokens: list[Token]) -> Iterator[Fault]:
    for token in tokens:
        if any(child.level > DEEPEST_SPAN for child in token.children or ()):
            start = token.content[:60].partition("\n")[0]
            yield Fault("markup-too-deep", start, start, values={"most": DEEPEST_SPAN})


def _long_rows(nodes: list[SyntaxTreeNode], text: str) -> Iterator[Fault]:
    """Rows of tables with more cells than the head: every engine drops the surplus silently."""
    lines = text.split("\n")
    for row in nodes:
        if row.type == "tr" and row.map:
            line = lines[row.map[0]].strip()
            cells = len(escapedSplit(line.removeprefix("|").removesuffix("|")))
            if cells > len(row.children):
                yield Fault("table-row-too-long", line, line, values={"cells": len(row.children)})


class _Parser(MarkdownIt):
    """A CommonMark parser that leaves every link as typed, so that a bad one is reported, not printed."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (the library's signature)
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


def _guide_parser() -> MarkdownIt:
    # Reference definitions would vanish from the page; entities would print as something not typed.
    parser = _Parser("commonmark", {"html": True, "maxNesting": 60})
    return parser.enable("table").disable(["reference", "entity", "code"])


ALLOWED = {
    "prose": {
        "root", "paragraph", "inline", "text", "softbreak", "hardbreak", "em", "strong", "link",
        "bullet_list", "ordered_list", "list_item",
    },
}  # fmt: skip
ALLOWED["guide"] = ALLOWED["prose"] | {
    "heading", "code_inline", "fence", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip

_REFUSED = {
    "heading": "markup-not-allowed/heading",
    "html_block": "markup-not-allowed/html-block",
    "html_inline": "markup-not-allowed/html",
    "image": "markup-not-allowed/image",
    "fence": "markup-not-allowed/code",
    "blockquote": "markup-not-allowed/quotation",
    "hr": "markup-not-allowed/line",
}


def _structure_fault(node: SyntaxTreeNode, dialect: Dialect) -> Fault | None:
    if node.type not in ALLOWED[dialect]:
        found = _as_typed(node)
        key = _REFUSED.get(node.type, "markup-not-allowed")
        return Fault(key, found, found, values={"name": node.type})
    is_in_list = node.parent is not None and node.parent.type == "list_item"
    fault: Fault | None = None
    match node.type:
        case "heading":
            fault = _heading_fault(node, is_in_list)
        case "fence" if is_in_list:  # Python-Markdown puts a paragraph around it
            fault = Fault("markup-not-allowed/code-in-list", node.markup, node.markup)
        case "table" if len(node.children) < 2:  # Python-Markdown adds an empty row
            fault = Fault("table-without-rows", "", "|")
        case "ordered_list" if int((first := node.children[0]).info) > HIGHEST_START:
            marker = f"{first.info}{first.markup}"
            values = {"most": HIGHEST_START, "typed": f"{first.info}\\{first.markup}"}
            fault = Fault("list-number", marker, marker, values=values)
        case "list_item":
            fault = _list_item_fault(node)
    return fault


def _heading_fault(node: SyntaxTreeNode, is_in_list: bool) -> Fault | None:
    wrong = {
        "heading-level": node.tag not in {"h2", "h3"},
        "heading-level/hyphens": node.markup[0] != "#",
        "heading-level/empty": not node.children[0].children,
        "heading-level/in-list": is_in_list,
    }
    return next((Fault(key, node.markup, node.markup) for key, is_so in wrong.items() if is_so), None)


def _list_item_fault(node: SyntaxTreeNode) -> Fault | None:
    if sum(above.type == "list_item" for above in (node, *_iter_above(node))) > DEEPEST_LIST:
        return Fault("list-too-deep", "", node.markup, values={"most": DEEPEST_LIST})
    first = node.children[0] if node.children else None
    if first is None or first.type.endswith("_list") or is_blank(first):
        marker = f"{node.info}{node.markup}"
        return Fault("empty-list-entry", marker, marker)
    return None


def _as_typed(node: SyntaxTreeNode) -> str:
    if node.type == "image":
        return f"![{node.content}]"
    if node.type == "hr":
        return node.markup[:3]
    return (node.content.strip() or node.markup or node.type).strip().split("\n")[0][:60]


def has_text(node: SyntaxTreeNode) -> bool:
    """Whether a reader would see any of the node: `[ ](role:ccio)` has no text."""
    return bool(words_of(node).strip())


def is_blank(node: SyntaxTreeNode) -> bool:
    """Whether a node is a paragraph of nothing but spaces, such as no-break spaces."""
    return node.type == "paragraph" and not node.children[0].children


def words_of(node: SyntaxTreeNode) -> str:
    return "".join(part.content for part in node.walk() if part.type in {"text", "code_inline"})


READER = Reader(KINDS)


class MarkupPlaces:
    def __init__(self, tree: SyntaxTreeNode, text: str) -> None:
        self._tree = tree
        self._text = text

    def occurrence(self, node: SyntaxTreeNode, needle: str) -> int:
        """How many times `needle` occurs in the text before its occurrence in `node`."""
        offset = self._offsets.get(id(node), self._line_offset(node))
        if len(needle.split()) == 1:
            return self._text.count(needle.strip(), 0, offset)
        return sum(1 for _ in needle_pattern(needle).finditer(self._text, 0, offset))

    def _line_offset(self, node: SyntaxTreeNode) -> int:
        line = next((part.map[0] for part in (node, *_iter_above(node)) if part.map), 0)
        return self._lines.offset(Position(line + 1, 1))

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self._text)

    @cached_property
    def _offsets(self) -> dict[int, int]:
        found: dict[int, int] = {}
        end = 0
        for node in self._tree.walk():
            if node.type == "inline":
                # The cells of a row share its line: search for each after the one before.
                end = self._follow(node, max(end, self._line_offset(node)), found)
        return found

    def _follow(self, node: SyntaxTreeNode, start: int, found: dict[int, int]) -> int:
        """Note the offsets of `node`, which begins at or after `start`, and its children. Returns its end."""
        end = start
        is_whole = node.type == "image" or node.markup == "autolink"
        for child in () if is_whole else node.children:
            end = self._follow(child, end, found)
        offset, length = self._find(node, end)
        if offset < 0:
            return end
        found[id(node)] = offset
        return offset + length

    def _find(self, node: SyntaxTreeNode, start: int) -> tuple[int, int]:
        """The offset (or -1) and the length of a node's source in the text."""
        needle = _needle(node)
        offset = self._text.find(needle, start) if needle else -1
        if offset < 0 and needle and node.type == "link":
            return self._find_address(needle, start)
        if offset >= 0 or node.type != "text" or "\\" not in self._text:
            return offset, len(needle)
        # The parser takes backslashes before punctuation out of text nodes.
        escaped = re.compile(r"\\?".join(map(re.escape, ["", *needle])))
        match = escaped.search(self._text, start)
        return (match.start(), len(match[0])) if match else (-1, 0)

    def _find_address(self, address: str, start: int) -> tuple[int, int]:
        """The same for an address with a character that is typed as an entity or behind a backslash."""
        for match in islice(_ADDRESS.finditer(self._text, start), _NEAR):
            typed = match["angled"] or match["bare"]
            if unescapeAll(typed) == address:
                return match.end() - len(typed), len(typed)
        return -1, 0

    def typed_address(self, link: SyntaxTreeNode) -> str:
        href, found = str(link.attrs.get("href", "")), self._offsets.get(id(link))
        if found is None or not href or self._text.startswith(href, found):
            return href
        start = max(0, self._text.rfind("](", 0, found))
        offset, length = self._find_address(href, start)
        return self._text[offset : offset + length] if offset >= 0 else href


def _needle(node: SyntaxTreeNode) -> str:
    if node.type == "link":
        return str(node.attrs.get("href") or "](")
    if node.type == "image":
        return "!["
    return "" if node.children else node.content
