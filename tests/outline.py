"""A piece of HTML reduced to what a reader sees: its words and their markup.

Two texts that read the same have the same outline. A paragraph is only a break, since the two
engines that are compared disagree on whether an entry of a tight list contains one.
"""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

Element = tuple[str, tuple[str, ...]]
"""The name of an element, and the names of its attributes."""
Attributes = list[tuple[str, str | None]]

BLOCKS = frozenset(
    [
        "p",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "pre",
        "div",
        "section",
        "nav",
        "aside",
        "figure",
        "dl",
        "dt",
        "dd",
    ]
)
SHOWN = {"a": ("href",), "ol": ("start",)}
"""The attributes that are part of the outline."""


class Outline(HTMLParser):
    """Reads HTML into `text`, the outline, and `elements`, with the names of their attributes."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[Element] = set()
        self._parts: list[str] = []
        self._in_permalink = self._in_code_block = False
        self.feed(markup)
        self.close()

    @property
    def text(self) -> str:
        return tidied("".join(self._parts))

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if ("class", "headerlink") in attrs:
            self._in_permalink = True
            return
        self.elements.add((tag, tuple(sorted(name for name, _ in attrs))))
        self._in_code_block |= tag == "pre"
        shown = [f" {value}" for name, value in attrs if name in SHOWN.get(tag, ()) and value != "1"]
        self._add_tag(tag, f"<{tag}{''.join(shown)}>")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._in_permalink:
            self._in_permalink = tag != "a"
            return
        self._in_code_block &= tag != "pre"
        self._add_tag(tag, f"</{tag}>")

    def _add_tag(self, tag: str, written: str) -> None:
        if tag == "p":
            self._parts.append("\n")
        else:
            self._parts.append(f"\n{written}\n" if tag in BLOCKS else written)

    def handle_data(self, data: str) -> None:
        if not self._in_permalink:
            self._parts.append(_in_code(data) if self._in_code_block else _in_text(data))

    def handle_comment(self, data: str) -> None:  # noqa: ARG002
        self._parts.append("\n")


def tidied(text: str) -> str:
    """The text without the spaces and lines that no reader sees."""
    text = re.sub(r"[ \n]*\n[ \n]*", "\n", text)
    return re.sub(r" ?<br> ?", "<br>", re.sub(r" +", " ", text)).strip()


def _in_text(data: str) -> str:
    return re.sub(r"[ \t\n]+", " ", html.escape(data, quote=False))


def _in_code(data: str) -> str:
    """The text of a code block, in which every space counts."""
    return html.escape(data, quote=False).replace(" ", "␠").replace("\n", "␤")


def outline(markup: str) -> str:
    return Outline(markup).text
