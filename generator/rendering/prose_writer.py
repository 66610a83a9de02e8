"""Write prose as Markdown in which only what an editor may use is markup, and the glossary's words are links.

Text is written from the parsed tree. Every character that any Markdown engine could read
as markup becomes an entity, so what an editor typed prints as typed: HTML, attribute lists
and template syntax can't survive, because nothing copies them.

Words of the glossary are marked field by field, by private-use characters that no text may contain. The page
as a whole then keeps the first mark of each word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import count, groupby

from markdown_it.tree import SyntaxTreeNode

from generator.basics.labels import stated_number
from generator.content.model.guidance import Term
from generator.content.prose import HIGHEST_START, WEB_SCHEMES, Prose, has_text, is_blank, words_of


@dataclass(frozen=True)
class Destination:
    """Where a link leads: a title for links without text, and an address from the top of the site.

    An empty address makes plain text of the link.
    """

    title: str
    href: str


Resolve = Callable[[str, str, str], Destination]
"""From kind, target and section to where the link leads."""
MarkTerms = Callable[[str], str]
"""Marks the glossary's words in a stretch of escaped text."""


class Writer:
    """Writes prose as Markdown that Python-Markdown reads as exactly the same thing."""

    def __init__(
        self,
        resolve: Resolve,
        mark_terms: MarkTerms,
        frame: Callable[[str], str] = str,
        say: Callable[[str], str] | None = None,
    ) -> None:
        """`frame` is put around each line of text, `say` escapes the titles of what links lead to."""
        self._resolve = resolve
        self._mark_terms = mark_terms
        self._frame = frame
        self._say = say or escape

    def blocks(self, prose: Prose) -> str:
        """The whole text, block by block, without a newline at its end."""
        return self._blocks(prose.tree.children)

    def inline(self, prose: Prose) -> str:
        """The text as one line, for table cells and list entries: paragraphs run on, lists become clauses."""
        parts = [self._inline(node) for node in prose.tree.walk() if node.type == "inline"]
        return self._frame(guard_line_start(" ".join(parts)))

    def plain(self, prose: Prose) -> str:
        """The words alone, unescaped, as one line: for descriptions that no markup may stand in."""
        parts = [self._words(node) for node in prose.tree.walk() if node.type == "inline"]
        return " ".join(" ".join(parts).split())

    def _words(self, node: SyntaxTreeNode) -> str:
        if node.type == "link" and not self._is_said(node):
            return self._destination(node).title
        if node.type in {"softbreak", "hardbreak"}:
            return " "
        return (
            node.content if node.type in {"text", "code_inline"} else "".join(map(self._words, node.children))
        )

    def _blocks(self, nodes: list[SyntaxTreeNode]) -> str:
        written: list[str] = []
        nodes = [node for node in nodes if not is_blank(node)]
        for index, node in enumerate(nodes):
            if index and node.type.endswith("_list") and nodes[index - 1].type.endswith("_list"):
                # Without something between them the engine would join two lists into one.
                written.append("<!-- -->")
            written.append(self._block(node))
        return "\n\n".join(written)

    def _block(self, node: SyntaxTreeNode) -> str:
        match node.type:
            case "paragraph":
                return self._frame(guard_line_start(self._inline(node.children[0])))
            case "bullet_list" | "ordered_list":
                return self._list(node)
            case "heading":
                return self._heading(node)
            case "fence":
                return _code_block(node.content)
            case "table":
                return self._table(node)
            case _:
                return self._frame(guard_line_start(escape(node.content)))

    def _list(self, node: SyntaxTreeNode) -> str:
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        items = []
        for index, item in enumerate(node.children):
            # Only the first number counts. One of three digits would need more room than four columns.
            marker = "-" if start is None else f"{min(start + index, HIGHEST_START)}."
            body = self._blocks(item.children).replace("\n", "\n    ")
            items.append(f"{marker} ".ljust(4) + body)
        loose = any(len(item.children) > 1 for item in node.children)
        return ("\n\n" if loose else "\n").join(re.sub(r"(?m)^ +$", "", item) for item in items)

    def _heading(self, node: SyntaxTreeNode) -> str:
        words = self._frame(self._inline(node.children[0], terms=False))
        return f"{node.markup} {words} {{ #{_anchor(node)} }}"

    def _table(self, node: SyntaxTreeNode) -> str:
        rows = [row for part in node.children for row in part.children]
        lines = [
            "| " + " | ".join(self._frame(self._inline(cell.children[0])) for cell in row.children) + " |"
            for row in rows
        ]
        return "\n".join([lines[0], "|" + " --- |" * len(rows[0].children), *lines[1:]])

    def _inline(self, node: SyntaxTreeNode, terms: bool = True) -> str:
        return self._inner(node, terms).strip()

    def _span(self, node: SyntaxTreeNode, terms: bool) -> str:
        match node.type:
            case "hardbreak":
                return "<br>"
            case "em" | "strong":
                # Tags and not asterisks: beside letters the two engines read asterisks differently.
                return f"<{node.type}>{self._inner(node, terms)}</{node.type}>"
            case "code_inline":
                return f"<code>{escape(node.content)}</code>"
            case "link":
                return self._link(node)
            case _:
                return escape(node.content)

    def _inner(self, node: SyntaxTreeNode, terms: bool) -> str:
        written = []
        for is_text, group in groupby(node.children, lambda child: child.type in {"text", "softbreak"}):
            children = list(group)
            if is_text:
                # Together, because a term of several words may run over the end of a line.
                text = "".join(" " if child.type == "softbreak" else child.content for child in children)
                written.append(self._mark_terms(text) if terms else escape(text))
            else:
                written += [self._span(child, terms) for child in children]
        return "".join(written)

    def _link(self, node: SyntaxTreeNode) -> str:
        href = str(node.attrs["href"])
        text = self._inner(node, terms=False) if self._is_said(node) else ""
        if href.partition(":")[0] in WEB_SCHEMES:
            return f"[{text}]({href.replace('&', '&amp;')})"
        destination = self._destination(node)
        shown = text or self._say(destination.title)
        return f"[{shown}]({destination.href})" if destination.href else shown

    def _is_said(self, node: SyntaxTreeNode) -> bool:
        """Whether a link's own words are what to show. A number that is out of date in this copy is not."""
        if not has_text(node) or not str(node.attrs["href"]).startswith("number:"):
            return has_text(node)
        return stated_number(words_of(node)) == stated_number(self._destination(node).title)

    def _destination(self, node: SyntaxTreeNode) -> Destination:
        kind, _, rest = str(node.attrs["href"]).partition(":")
        target, _, section = rest.partition("#")
        return self._resolve(kind, target, section)


_UNSAFE = re.compile(r"[^\w .,;'\"?()/%£€–—’‘“”…+:°×-]|_|[\ue000-\uf8ff]")
_LIST_NUMBER = re.compile(r"(\d+)([.)])")  # the digits of any script: engines count them all
_REMEMBERED = 20_000
"""Names and titles, which stand on many pages."""


def escape(text: str) -> str:
    """Text as characters and entities that mean only themselves in Markdown and in HTML."""
    return _UNSAFE.sub(_entity, text.replace("\n", " ")).replace('"', "&quot;")


def _entity(match: re.Match[str]) -> str:
    named = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    return named.get(match[0]) or f"&#{ord(match[0])};"


@lru_cache(_REMEMBERED)
def escape_line(text: str) -> str:
    """The same for text that a line, a list entry or a table cell may begin with."""
    return guard_line_start(escape(text))


def guard_line_start(line: str) -> str:
    """Escape what would begin a list, a heading, a definition or a note at the start of a line."""
    if line[:1] in {"-", "+", ":", "?"}:
        return f"&#{ord(line[0])};{line[1:]}"
    number = _LIST_NUMBER.match(line)
    return f"{number[1]}&#{ord(number[2])};{line[number.end() :]}" if number else line


def _anchor(heading: SyntaxTreeNode) -> str:
    """The anchor of a heading in a guide: its words, with a number when another came before it."""
    used: set[str] = set()
    for node in heading.siblings:
        if node.type == "heading":
            words = re.sub(r"[^a-z0-9]+", "-", words_of(node).lower()).strip("-") or "section"
            anchor = next(name for name in _numbered(words) if name not in used)
            used.add(anchor)
            if node is heading:
                return anchor
    raise LookupError(heading)


def _numbered(name: str) -> Iterator[str]:
    yield name
    for number in count(2):
        yield f"{name}-{number}"


def _code_block(content: str) -> str:
    # On one line: whatever stands around it, no engine looks for paragraphs or lists inside.
    lines = "&#10;".join(map(escape, content.removesuffix("\n").split("\n")))
    return f"<pre><code>{lines}</code></pre>"


_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")


class TermMarker:
    """Finds the words that the glossary explains."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._exact: dict[str, str] = {}
        self._any_case: dict[str, str] = {}
        for term in terms:
            if term.explain_on_pages:
                for name in (term.term, term.abbreviation, *term.also):
                    if name:
                        self._add(name, term.id)
        self._pattern = _any_of(sorted(self._exact | self._any_case))

    def _add(self, name: str, term_id: str) -> None:
        # An abbreviation means something only as written: "PAs" is not "pas", nor "IT" "it".
        if any(letter.isupper() for letter in name[1:]):
            self._exact[name] = term_id
        else:
            self._any_case[name.lower()] = term_id

    def mark(self, text: str) -> str:
        """Escaped text in which every glossary word is marked."""
        if self._pattern is None:
            return escape(text)
        written, end = [], 0
        for match in self._pattern.finditer(text):
            term_id = self._exact.get(match[0]) or self._any_case.get(match[0].lower())
            if term_id is not None:
                written += [
                    escape(text[end : match.start()]),
                    f"{_OPEN}{term_id}{_MIDDLE}{_word(match[0])}{_CLOSE}",
                ]
                end = match.end()
        return "".join([*written, escape(text[end:])])


def _word(word: str) -> str:
    """A word that is a number must not begin a list when its mark is gone and a full stop follows."""
    return f"{word[:-1]}&#{ord(word[-1])};" if word.isdecimal() else escape(word)


def _any_of(names: list[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    # A plural counts, and its s stays outside the link.
    return re.compile(rf"(?<![\w-]){_longest_first(names)}(?=s?(?![\w-]))", re.IGNORECASE)


def _longest_first(names: Collection[str]) -> str:
    """A pattern of all names, sharing their beginnings: many times faster than trying one after another."""
    tails: dict[str, list[str]] = {}
    for name in names:
        if name:
            tails.setdefault(name[0].lower(), []).append(name[1:])
    branches = [re.escape(letter) + _longest_first(rest) for letter, rest in tails.items()]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if "" in names else "")


def link_first_uses(markdown: str) -> str:
    """A page's text with each word linked to the glossary where it first appears."""
    used: set[str] = set()

    def replace(match: re.Match[str]) -> str:
        term_id, word = match.groups()
        if term_id in used:
            return word
        used.add(term_id)
        return f"[{word}](/glossary.md#{term_id}){{ .g-term }}"

    return _MARK.sub(replace, markdown)


def without_marks(markdown: str) -> str:
    return _MARK.sub(lambda match: match[2], markdown)
