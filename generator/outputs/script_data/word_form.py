"""Data for reading a completed Word form in the browser: rules, patterns and messages of the Python reader.

`templates/scripts/word` is the same reader as `generator.proforma`, and knows no rule by itself. The page
loads both only when somebody opens a form.
"""

from __future__ import annotations

from typing import Any

from generator.basics.messages.word_form import WORD_FORM
from generator.basics.problem import CLEAR_LEAD, LEAST_ALIKE
from generator.checks.personal_data import TITLE
from generator.content.model.fields import LONGEST_LINE
from generator.library.library import Library
from generator.proforma.blocks import NO_TEXT
from generator.proforma.package import OTHER_KINDS, PREFIXES
from generator.proforma.place_answers import FORM_AS_SOURCE
from generator.proforma.placing import QUIET_NAMES
from generator.proforma.questions import CHALLENGE_COLUMNS
from generator.proforma.rules import as_json, rules_of


def word_form_data(library: Library) -> dict[str, Any]:
    return {
        "rules": {**as_json(rules_of(library)), "nearest": {"least": LEAST_ALIKE, "lead": CLEAR_LEAD}},
        "words": {key: message.text for key, message in WORD_FORM.items()},
        "prefixes": PREFIXES,
        "otherKinds": [[sign.decode("latin-1"), key] for sign, key in OTHER_KINDS],
        "source": FORM_AS_SOURCE if ("source", FORM_AS_SOURCE) in library.identities else "",
        "longestLine": LONGEST_LINE,
        "quietNames": sorted(QUIET_NAMES),
        "noText": escaped(NO_TEXT.pattern),
        "challengeColumns": list(CHALLENGE_COLUMNS),
        "title": TITLE,
    }


def escaped(pattern: str) -> str:
    """The pattern with all but visible ASCII escaped, which has no place in a file."""
    return "".join(sign if "!" <= sign <= "~" else f"\\u{{{ord(sign):x}}}" for sign in pattern)
