"""Most prose is one paragraph of words and punctuation. It needs no parser, which takes many times longer."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it.tree import SyntaxTreeNode

_LINE = r"[^\W\d_](?:[^\W_]|[ .,;'\"?()/%£€–—’‘“”…:°×-])*(?<! )"
_ONE_PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*\n*")


def is_one_paragraph(text: str) -> bool:
    """Whether nothing in a text could be markup. Some that can't be is not recognised."""
    return _ONE_PARAGRAPH.fullmatch(text) is not None


class PlainNode(SyntaxTreeNode):
    """A node that does not know what it is in, so that a tree is gone once nobody needs it."""

    def __init__(self, kind: str, content: str = "", children: Iterable[PlainNode] = ()) -> None:
        self.token, self.nester_tokens, self._parent = None, None, None
        self._kind, self._content, self._children = kind, content, list(children)

    @property
    def type(self) -> str:
        return self._kind

    @property
    def content(self) -> str:
        return self._content


def paragraph_of(text: str) -> PlainNode:
    """What the parser makes of a text that is one paragraph."""
    content = text.rstrip("\n")
    first, *others = content.split("\n")
    children = [PlainNode("text", first)]
    for line in others:
        children += [PlainNode("softbreak"), PlainNode("text", line)]
    return PlainNode(
        "root", children=[PlainNode("paragraph", children=[PlainNode("inline", content, children)])]
    )
