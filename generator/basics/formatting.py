"""Numbers and dates as readers see them, and the numbers that a text may state.

An editor writes `[seven](number:themes)`. The text of such a link is a number, in digits or in
words, and is checked against what it counts. If the text is empty, the site fills in the number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def as_number(number: int | Decimal) -> str:
    """A number with commas between thousands and no trailing zeros: 12,500, 6.9, 5."""
    text = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def inside(words: str) -> str:
    """A title within a sentence: "Clinical safety" becomes "clinical safety", and NHS stays."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def as_date(day: date) -> str:
    """A date in full, in English whatever the machine's locale: 21 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


COUNTED = {
    "themes": "theme",
    "recommendations": "recommendation",
    "case-studies": "case",
    "roles": "role",
    "benefits": "benefit",
    "disciplines": "discipline",
    "organisation-types": "organisation-type",
    "findings": "finding",
    "terms": "term",
    "sources": "source",
}
"""The targets of `number:` links, and the kind of thing that each counts."""

_WORDS = (
    "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_DIGITS = re.compile(r"[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+")


def stated_number(text: str) -> int | None:
    """The number that a text states: `seven`, `Seven`, `46` or `1,046`. None for any other text."""
    word = text.strip()
    if _DIGITS.fullmatch(word):
        return int(word.replace(",", ""))
    return _WORDS.index(word.lower()) if word.lower() in _WORDS else None


def count_numbers(kinds: Iterable[str]) -> dict[str, int]:
    """How many there are of each name in `COUNTED`. `kinds`: the kind of every thing there is."""
    found = Counter(kinds)
    return {name: found[kind] for name, kind in COUNTED.items()}
