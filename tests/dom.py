"""HTML as a structure that can be compared: texts that make the same page in a browser have the same DOM.

    assert dom("<p>a\\n b</p>") == dom("<p>a b</p>\\n")

White space that no browser shows is ignored. In a piece of a page, so are the anchors and permalinks of
headings, which the site adds after conversion, and the attribute `markdown`. In a whole page, nothing is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml import html as lxml_html

PREFORMATTED = frozenset({"pre", "script", "style", "textarea"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PHRASING = frozenset(
    [
        "a",
        "abbr",
        "b",
        "br",
        "button",
        "code",
        "del",
        "em",
        "i",
        "img",
        "input",
        "label",
        "mark",
        "q",
        "s",
        "select",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "svg",
        "time",
        "u",
    ]
)
"""Inline elements, beside which white space is visible."""


@dataclass(frozen=True)
class Element:
    tag: str
    attributes: tuple[tuple[str, str], ...]
    children: tuple[Element | str, ...]

    def __str__(self) -> str:
        """One line for each element and text, so that a failed comparison shows the difference."""
        return "\n".join(_lines(self))


def dom(markup: str) -> Element:
    """The structure of a piece of HTML, in a `<body>`."""
    body = lxml_html.document_fromstring(f"<html><body>{markup}</body></html>").find("body")
    assert body is not None
    return _element(body, is_preformatted=False)


def page_dom(page: bytes) -> Element:
    """The structure of a whole page."""
    return _element(lxml_html.document_fromstring(page), is_preformatted=False, is_page=True)


def _element(element: etree._Element, is_preformatted: bool, is_page: bool = False) -> Element:
    tag = str(element.tag)
    is_preformatted |= tag in PREFORMATTED
    children = _joined(_contents(element, is_preformatted, is_page))
    if not is_preformatted:
        children = _without_hidden_space(children, tag in PHRASING)
    return Element(tag, _attributes(element, is_page), tuple(children))


def _attributes(element: etree._Element, is_page: bool) -> tuple[tuple[str, str], ...]:
    left_out = set() if is_page else {"markdown", "id"} if element.tag in HEADINGS else {"markdown"}
    return tuple(sorted((str(k), str(v)) for k, v in element.attrib.items() if k not in left_out))


def _contents(element: etree._Element, is_preformatted: bool, is_page: bool) -> Iterator[Element | str]:
    yield element.text or ""
    for child in element:
        is_permalink = not is_page and child.get("class") == "headerlink"
        if isinstance(child.tag, str) and not is_permalink:
            yield _element(child, is_preformatted, is_page)
        yield child.tail or ""


def _joined(contents: Iterator[Element | str]) -> list[Element | str]:
    """The contents, with adjacent texts joined where something between them was left out."""
    joined: list[Element | str] = []
    for part in contents:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part:
            joined.append(part)
    return joined


def _without_hidden_space(children: list[Element | str], is_in_line: bool) -> list[Element | str]:
    """The children, with runs of white space as one space, and none beside a block or a line break."""
    shown: list[Element | str] = []
    for index, child in enumerate(children):
        if isinstance(child, Element):
            shown.append(child)
            continue
        text = re.sub(r"[ \t\n\r\f]+", " ", child)
        if _hides_space(children, index - 1, is_in_line):
            text = text.removeprefix(" ")
        if _hides_space(children, index + 1, is_in_line):
            text = text.removesuffix(" ")
        if text:
            shown.append(text)
    return shown


def _hides_space(children: list[Element | str], index: int, is_in_line: bool) -> bool:
    """Whether a space beside the child at `index`, or beside the end of its parent, is invisible."""
    if not 0 <= index < len(children):
        return not is_in_line
    neighbour = children[index]
    return isinstance(neighbour, Element) and (neighbour.tag == "br" or neighbour.tag not in PHRASING)


def _lines(element: Element, indent: str = "") -> Iterator[str]:
    yield f"{indent}<{' '.join([element.tag, *(f'{name}={value!r}' for name, value in element.attributes)])}>"
    for child in element.children:
        if isinstance(child, str):
            yield f"{indent}  {child!r}"
        else:
            yield from _lines(child, indent + "  ")
