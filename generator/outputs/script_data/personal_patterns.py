"""The patterns of `checks.personal_data`, for the form in the browser and its reader of Word forms."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.checks.personal_data.names import PERSON
from generator.checks.personal_data.patterns import (
    EMAIL,
    EXTENSION,
    INTERNATIONAL,
    NHS_NUMBER,
    PHONE,
    POSTCODE,
    REFERENCE,
    SLASHED,
    SPELLED_OUT,
    TRUNK,
    WEB_ADDRESS,
)

_LAYOUT = re.compile(r"(\\.|\[(?:\\.|[^\]\\])*\])|\s+|#[^\n]*", re.DOTALL)
"""A piece of a verbose pattern that counts, or else a space or a comment."""
_CLASS_OR_ESCAPE = re.compile(r"(\[\^?(?:\\.|[^\]\\])*\])|\\(.)", re.DOTALL)
_WORD = r"\p{L}\p{N}_"
_PATTERNS = {
    "email": EMAIL,
    "spelledOut": SPELLED_OUT,
    "phone": PHONE,
    "international": INTERNATIONAL,
    "slashed": SLASHED,
    "extension": EXTENSION,
    "nhsNumber": NHS_NUMBER,
    "postcode": POSTCODE,
    "webAddress": WEB_ADDRESS,
    "reference": REFERENCE,
    "person": PERSON,
}


def personal_patterns() -> Mapping[str, str]:
    return {name: for_javascript(pattern) for name, pattern in _PATTERNS.items()} | {"trunk": TRUNK.pattern}


def for_javascript(pattern: re.Pattern[str]) -> str:
    """The pattern as JavaScript reads it with its flag `u`, where a letter of any language is one."""
    text = pattern.pattern
    if pattern.flags & re.VERBOSE:
        text = _LAYOUT.sub(lambda match: match[1] or "", text)
    return _CLASS_OR_ESCAPE.sub(_translated, text).replace("(?P<", "(?<")


def _translated(match: re.Match[str]) -> str:
    if match[1] is None:
        return {"w": f"[{_WORD}]", "W": f"[^{_WORD}]"}.get(match[2], _escaped(match[2]))
    if match[1] == r"[^\W_]":
        return r"[\p{L}\p{N}]"
    return re.sub(r"\\(.)", lambda inner: _WORD if inner[1] == "w" else _escaped(inner[1]), match[1])


def _escaped(sign: str) -> str:
    """A sign behind a stroke; JavaScript allows the stroke only where it means something."""
    return f"\\{sign}" if sign.isalnum() or sign in r"^$\.*+?()[]{}|/-" else sign
