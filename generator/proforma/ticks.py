"""Ticks, as people make them: ☒, ✓, [x], an X in the next cell, a highlighted line, "yes"."""

from __future__ import annotations

import re
from typing import Literal

Mark = Literal["", "on", "off", "cross"]
"""`cross` is ✗ or x: a tick, unless somebody also used ✓ for the others."""

_ON = "☒☑✓✔✅🗹🗸⊠■●◉"
_OFF = "☐□▢❏❑○◯⬜"
_CROSS = "✗✘❌✖×"
_BRACKETS = r"[\[(]\s*(?P<inside>[xX✓✔✗✘×]|)\s*[\])]"
_AT_START = re.compile(rf"\s*(?:(?P<sign>[{_ON}{_OFF}{_CROSS}])|{_BRACKETS}|(?P<letter>[xX])(?=\s|$))\s*")
_AT_END = re.compile(rf"\s*(?:(?P<sign>[{_ON}{_OFF}{_CROSS}])|{_BRACKETS}|(?<=\s)(?P<letter>[xX]))\s*$")
_YES = re.compile(r"(?:y|yes|true|agreed?|i agree|we agree|we do|confirmed|ticked)[.!]?", re.IGNORECASE)
_NO = re.compile(r"(?:n|no|false|not? agreed|we don'?t|none|n/?a)[.!]?", re.IGNORECASE)


def without_mark(text: str) -> tuple[str, Mark]:
    """A text without the ticks at its ends, and what they say."""
    marks: list[Mark] = []
    for pattern in (_AT_START, _AT_END):
        while match := pattern.search(text) if pattern is _AT_END else pattern.match(text):
            marks.append(_mark(match))
            text = text[: match.start()] if pattern is _AT_END else text[match.end() :]
    # Somebody who types x beside an empty box means the x.
    best: list[Mark] = [mark for wanted in ("on", "cross", "off") for mark in marks if mark == wanted]
    return text.strip(), best[0] if best else ""


def _mark(match: re.Match[str]) -> Mark:
    sign = match["sign"] or ""
    if match["letter"] or (sign and sign in _CROSS):
        return "cross"
    if sign:
        return "on" if sign in _ON else "off"
    inside = match["inside"]
    if not inside:
        return "off"
    return "on" if inside in "✓✔" else "cross"


def is_mark(text: str) -> bool:
    """Whether a text is nothing but ticks."""
    label, mark = without_mark(text)
    return not label and bool(mark)


def read_yes_no(text: str) -> bool | None:
    """What a tick or a single word says; None when it says neither, or more than that."""
    label, mark = without_mark(text)
    if not label:
        return None if not mark else mark != "off"
    word = label.replace("’", "'").strip()
    if _YES.fullmatch(word):
        return mark != "off"
    if _NO.fullmatch(word):
        return False if mark != "off" else None
    return None


def is_blank(text: str) -> bool:
    """Whether an answer says that there is none."""
    return bool(
        re.fullmatch(
            r"[\s._…–—-]*(?:n\s?/\s?a|none|nil|not applicable|not known|unknown|nothing|tbc|no answer)?"
            r"[\s._…–—-]*",
            text,
            re.IGNORECASE,
        )
    )
