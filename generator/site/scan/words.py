"""Text as the words it is made of, so that the same words are found however they are written down.

Case, punctuation, spaces, line breaks, ligatures and invisible characters make no difference.
Content and site are turned into words by this one function.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TypeAlias

Words: TypeAlias = list[bytes]
"""In lower case, as UTF-8: bytes are split much faster than text."""

BREAK = "\x01"
"""Stands between what does not belong together, such as two cells of a table; a word of its own."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_SIGNS = re.compile(
    "[\x80-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf×÷\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ufffd]"
)
"""Punctuation and symbols beyond ASCII."""

_FREQUENT = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\xb7\xa0"
"""Those of them that are nearly all there is; they are taken out much faster one by one."""

_BACKSLASH = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|(?:u([0-9a-fA-F]{4}))|(?:x([0-9a-fA-F]{2}))|([nrtbf])|([^\sa-zA-Z0-9]))"
)
_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_MOST_LAYERS = 4

_KEPT = b"abcdefghijklmnopqrstuvwxyz0123456789" + BREAK.encode()
_TABLE = bytes(
    byte if byte in _KEPT or byte >= 0x80 else byte + 32 if 65 <= byte <= 90 else 32 for byte in range(256)
)


def words_of(text: str) -> Words:
    """The words of a text, in order."""
    return in_words(text).split()


def in_words(text: str) -> bytes:
    """The words of a text, with blanks between them: a tenth of the size of the same as a list."""
    if not text.isascii():
        for sign in _FREQUENT:
            text = text.replace(sign, " ")
    if not text.isascii():
        text = _SIGNS.sub(" ", _INVISIBLE.sub("", text))  # first: these are most of what is not ASCII
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text.casefold())
    return text.encode("utf-8", "replace").translate(_TABLE)


def without_escapes(text: str) -> str:
    """Take off, layer by layer, what formats write instead of a character: `&amp;`, `\\u0041`, `%41`."""
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
