"""Most prose is one paragraph of words and punctuation. It needs no parser, which takes many times longer."""

from __future__ import annotations

import re

from markdown_it.token import Token

_LINE = r"[^\W\d_](?:[^\W_]|[ .,;'\"?()/%£€–—’‘“”…:°×-])*(?<! )"
_ONE_PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*\n*")


def is_one_paragraph(text: str) -> bool:
    """Whether nothing in a text could be markup. Some that can't be is not recognised."""
    return _ONE_PARAGRAPH.fullmatch(text) is not None


def paragraph_tokens(text: str) -> list[Token]:
    """What the parser makes of a text that is one paragraph."""
    content = text.rstrip("\n")
    lines = content.split("\n")
    place = [0, len(lines)]
    children = [Token("text", "", 0, content=lines[0])]
    for line in lines[1:]:
        children += [Token("softbreak", "br", 0), Token("text", "", 0, content=line)]
    return [
        Token("paragraph_open", "p", 1, map=place, block=True),
        Token("inline", "", 0, map=place, level=1, children=children, content=content, block=True),
        Token("paragraph_close", "p", -1, block=True),
    ]
