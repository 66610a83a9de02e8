"""Read markup that is written plainly, without a parser.

Nearly all that is on a page stands on other pages too, and nearly all of it is plain: names of tags
in small letters, values in double quotes, each tag on its own. Such a stretch means the same on any
page, so it has to be read only once. What is not plain is for a parser to understand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

REMEMBERED = 20_000
"""Tags that stand in many places."""

_ATTRIBUTES = r"""((?:[ \t\n]+[a-zA-Z][a-zA-Z0-9:_-]*(?:="[^"<>]*")?)*)[ \t\n]*"""
_TOKEN = re.compile(
    rf"<(?:(script|title|textarea){_ATTRIBUTES}>([^<]*)</\1>"
    rf"|([a-z][a-z0-9-]*){_ATTRIBUTES}/?>|/[a-z][a-z0-9-]*>|!--[^<>]*-->|!doctype html>)"
)
"""A tag, or an element that holds nothing but text; each has its `<` where it begins."""
_ATTRIBUTE = re.compile(r"""([a-zA-Z][a-zA-Z0-9:_-]*)(?:="([^"]*)")?""")
_CHANGES_THE_REST = {
    *("script", "title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "plaintext", "listing"),
    *("base", "frameset"),
}
"""Elements whose beginning alone decides how what follows is read."""
_ONCE = {"html", "head", "body"}
"""A parser takes the attributes of a second one for those of the first, or for nothing."""
_SAFE_ON_THEM = {"lang", "class", "dir"}
_REFERENCE = re.compile(r"&(?!(?:amp|lt|gt|quot|#3[2-9]|#[4-9][0-9]|#1[01][0-9]|#12[0-6]);)")
"""A character reference that is not one of those that every parser reads alike."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, eq=False)  # the same tag, wherever it stands, is one object while it is remembered
class Tag:
    """The beginning of an element; what is asked of it is called as in lxml."""

    tag: str
    attrib: dict[str, str]
    text: str = ""
    """Only of elements that hold nothing but text."""

    def get(self, name: str) -> str | None:
        return self.attrib.get(name)


def find_tags(stretch: bytes) -> Sequence[Tag] | None:
    """The elements that begin in a stretch of a page, in order; None if it is not plain."""
    try:
        text = stretch.decode("utf-8")
    except UnicodeDecodeError:
        return None
    tokens = _TOKEN.findall(text)
    held = sum(1 for token in tokens if token[0])  # they have a second `<`, of their end
    if len(tokens) + held != text.count("<") or _CONTROL.search(text):
        return None
    tags = [_tag(*token) for token in tokens if token[0] or token[3]]
    plain = [tag for tag in tags if tag is not None]
    return plain if len(plain) == len(tags) else None


@lru_cache(REMEMBERED)
def _tag(holder: str, held_by: str, text: str, name: str, attributes: str) -> Tag | None:
    if name in _CHANGES_THE_REST:
        return None
    written = held_by or attributes
    pairs = _ATTRIBUTE.findall(written)
    attrib = {key.lower(): unescape(value) if "&" in value else value for key, value in pairs}
    is_odd = len(attrib) != len(pairs) or ("&" in written and _REFERENCE.search(written))
    if is_odd or (name in _ONCE and not attrib.keys() <= _SAFE_ON_THEM):
        return None
    return Tag(holder or name, attrib, text)
