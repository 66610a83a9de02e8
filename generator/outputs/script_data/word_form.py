"""Data for reading a completed Word form in the browser: rules, patterns and messages of the Python reader.

`templates/scripts/word` is the same reader as `generator.proforma`, and knows no rule by itself. The page
loads both only when somebody opens a form.
"""

from __future__ import annotations

from typing import Any

from generator.basics.messages.word_form import WORD_FORM
from generator.checks.personal_data import TITLE
from generator.content.model.fields import LONGEST_LINE
from generator.library.library import Library
from generator.proforma.blocks import NO_TEXT
from generator.proforma.place_answers import FORM_AS_SOURCE
from generator.proforma.rules import as_json, rules_of


def word_form_data(library: Library) -> dict[str, Any]:
    return {
        "rules": as_json(rules_of(library)),
        "words": {key: message.text for key, message in WORD_FORM.items()},
        "source": FORM_AS_SOURCE if ("source", FORM_AS_SOURCE) in library.identities else "",
        "longestLine": LONGEST_LINE,
        "noText": escaped(NO_TEXT.pattern),
        "title": TITLE,
    }


def escaped(pattern: str) -> str:
    """The pattern with all but visible ASCII escaped, which has no place in a file."""
    return "".join(sign if "!" <= sign <= "~" else f"\\u{{{ord(sign):x}}}" for sign in pattern)
