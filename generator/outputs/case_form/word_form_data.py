"""Data for reading a completed Word form in the browser: rules, patterns and messages of the Python reader.

`templates/scripts/word` is the same reader as `generator.proforma`, and knows no rule by itself. The page
loads both only when somebody opens a form.
"""

from __future__ import annotations

import re
from typing import Any

from generator.basics.messages.word_form import WORD_FORM
from generator.basics.problem import CLEAR_LEAD, LEAST_ALIKE
from generator.checks.personal_data import TITLE
from generator.checks.personal_data.names import PERSON
from generator.checks.personal_data.patterns import (
    EMAIL,
    NHS_NUMBER,
    PHONE,
    POSTCODE,
    REFERENCE,
    SPELLED_OUT,
    TRUNK,
    WEB_ADDRESS,
)
from generator.content.model.fields import LONGEST_LINE
from generator.library.library import Library
from generator.proforma.blocks import NO_TEXT
from generator.proforma.package import OTHER_KINDS, PREFIXES
from generator.proforma.place_answers import FORM_AS_SOURCE
from generator.proforma.placing import QUIET_NAMES
from generator.proforma.questions import CHALLENGE_COLUMNS
from generator.proforma.rules import as_json, rules_of

_LAYOUT = re.compile(r"(\\.|\[(?:\\.|[^\]\\])*\])|\s+|#[^\n]*", re.DOTALL)
"""A piece of a verbose pattern that counts, or else a space or a comment."""
_CLASS_OR_ESCAPE = re.compile(r"(\[\^?(?:\\.|[^\]\\])*\])|\\(.)", re.DOTALL)
_WORD = r"\p{L}\p{N}_"


def word_form_data(library: Library) -> dict[str, Any]:
    has_source = any(source.id == FORM_AS_SOURCE for source in library.bibliography.sources)
    return {
        "rules": {**as_json(rules_of(library)), "nearest": {"least": LEAST_ALIKE, "lead": CLEAR_LEAD}},
        "words": {key: message.text for key, message in WORD_FORM.items()},
        "prefixes": PREFIXES,
        "otherKinds": [[sign.decode("latin-1"), key] for sign, key in OTHER_KINDS],
        "source": FORM_AS_SOURCE if has_source else "",
        "longestLine": LONGEST_LINE,
        "quietNames": sorted(QUIET_NAMES),
        "noText": _in_codes(NO_TEXT.pattern),
        "challengeColumns": list(CHALLENGE_COLUMNS),
        "personal": {
            "email": for_javascript(EMAIL),
            "spelledOut": for_javascript(SPELLED_OUT),
            "phone": for_javascript(PHONE),
            "trunk": TRUNK.pattern,
            "nhsNumber": for_javascript(NHS_NUMBER),
            "postcode": for_javascript(POSTCODE),
            "webAddress": for_javascript(WEB_ADDRESS),
            "reference": for_javascript(REFERENCE),
            "person": for_javascript(PERSON),
            "title": TITLE,
        },
    }


def for_javascript(pattern: re.Pattern[str]) -> str:
    """The pattern as JavaScript reads it with its flag `u`, where a letter of any language is one."""
    text = pattern.pattern
    if pattern.flags & re.VERBOSE:
        text = _LAYOUT.sub(lambda match: match[1] or "", text)
    return _CLASS_OR_ESCAPE.sub(_translated, text).replace("(?P<", "(?<")


def _in_codes(pattern: str) -> str:
    """A pattern with the codes of all that nobody sees."""
    return "".join(sign if "!" <= sign <= "~" else f"\\u{{{ord(sign):x}}}" for sign in pattern)


def _translated(match: re.Match[str]) -> str:
    if match[1] is None:
        return {"w": f"[{_WORD}]", "W": f"[^{_WORD}]"}.get(match[2], _escaped(match[2]))
    if match[1] == r"[^\W_]":
        return r"[\p{L}\p{N}]"
    return re.sub(r"\\(.)", lambda inner: _WORD if inner[1] == "w" else _escaped(inner[1]), match[1])


def _escaped(sign: str) -> str:
    """A sign behind a stroke; JavaScript allows the stroke only where it means something."""
    return f"\\{sign}" if sign.isalnum() or sign in r"^$\.*+?()[]{}|/-" else sign
