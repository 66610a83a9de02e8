"""Take off what formats write instead of a character: `&amp;`, `\\u0041`, `%41`, and several at once."""

from __future__ import annotations

import html
import re

_BACKSLASH = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|(?:u([0-9a-fA-F]{4}))|(?:x([0-9a-fA-F]{2}))|([nrtbf])|([^\sa-zA-Z0-9]))"
)
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_MOST_LAYERS = 4


def without_escapes(text: str) -> str:
    """The text with every escape of HTML, JSON, JavaScript and addresses taken off, layer by layer."""
    for _ in range(_MOST_LAYERS):
        before = text
        if "&" in text:
            text = html.unescape(text)
        if "\\" in text:
            text = _BACKSLASH.sub(_unescaped, text)
        if "%" in text:
            text = _PERCENT.sub(_unquoted, text)
        if text == before:
            break
    return text


def _unescaped(match: re.Match[str]) -> str:
    braced, four, two, blank, sign = match.groups()
    if blank:
        return " "
    if sign:
        return str(sign)
    number = int(braced or four or two, 16)
    return chr(number) if number <= 0x10FFFF else " "


def _unquoted(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("%", "")).decode("utf-8", "replace")
