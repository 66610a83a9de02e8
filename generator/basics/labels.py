"""Words that readers see: labels, which can be shown in another language, numbers and dates.

A label is written in the program, a translated text in a file of `translations/`. To everything but the
renderer, both are ordinary strings. A label is its English: it sorts, compares and serves as a value in
English, whatever the language of the build.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pkgutil import get_data
from typing import Any

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
    """The number that a text states, such as that of `[seven](number:themes)`: `seven`, `46` or `1,046`. None
    for any other text."""
    word = text.strip()
    if _DIGITS.fullmatch(word):
        return int(word.replace(",", ""))
    return _WORDS.index(word.lower()) if word.lower() in _WORDS else None


def count_numbers(kinds: Iterable[str]) -> dict[str, int]:
    """How many there are of each name in `COUNTED`. `kinds`: the kind of every thing there is."""
    found = Counter(kinds)
    return {name: found[kind] for name, kind in COUNTED.items()}


ENGLISH = "en-GB"


@dataclass(frozen=True)
class Voice:
    """Puts titles into a site's language where no markup can: in data, feeds and front matter."""

    language: str = ENGLISH
    translate: Callable[[str], str] = str
    translate_marked: Callable[[str], str] = str
    """Like `translate`, with marks around English, which scripts show to readers."""


ENGLISH_VOICE = Voice()


class Label(str):
    """A text of the program itself, in English. `generator.languages.language` translates it."""

    message: str
    """The text in the catalogue, with the names of values in curly brackets."""
    many: str
    """The plural of `message`; empty for a label that counts nothing."""
    values: Mapping[str, Any]

    @property
    def many_or_one(self) -> str:
        """The English message for the label's number, before its values are filled in."""
        return self.many if self.many and self.values["number"] != 1 else self.message


class Translated(str):
    """A text of the content in the language that the site is built in."""

    original: str


def label(message: str, /, **values: Any) -> Label:
    """A label. Translators see `message`, so pass values by name: `label("{n} more", n=3)`."""
    return _label(_filled(message, values) if values else message, message, "", values)


def counted(number: int, one: str, many: str, /, **values: Any) -> Label:
    """A label with a number and a noun: 1 case study, 12 case studies. Other languages have more forms."""
    forms = (f"{{number}} {one}", f"{{number}} {many}")
    values = {"number": number, **values}
    return _label(_filled(forms[number != 1], values), *forms, values)


def _filled(message: str, values: Mapping[str, Any]) -> str:
    return message.format(**{name: _in_english(value) for name, value in values.items()})


def _in_english(value: Any) -> str:
    if isinstance(value, str):
        return original_of(value)
    return as_number(value) if isinstance(value, int) else str(value)


def _label(english: str, message: str, many: str, values: Mapping[str, Any]) -> Label:
    made = Label(english)
    made.message, made.many, made.values = message, many, values
    return made


def translated(text: str, original: str) -> Translated:
    made = Translated(text)
    made.original = original
    return made


def original_of(text: str) -> str:
    """The English of a text, for values that must not depend on the language."""
    return text.original if isinstance(text, Translated) else text


_PART = re.compile(r"\{([a-z_]+)\}")


def read_table(package: str, name: str) -> dict[str, Any]:
    """The TOML file beside a module. At its top, `labels` may say which of its keys have labels in them. What
    `parts` names stands, in other texts, where its name does in curly brackets."""
    table = tomllib.loads((get_data(package, f"{name}.toml") or b"").decode())
    keys, parts = table.pop("labels", ()), table.pop("parts", {})
    found: dict[str, Any] = labelled(_put_together(table, parts) if parts else table, keys)
    return found


def _put_together(data: Any, parts: Mapping[str, str]) -> Any:
    if isinstance(data, dict):
        return {key: _put_together(value, parts) for key, value in data.items()}
    if isinstance(data, list):
        return [_put_together(value, parts) for value in data]
    if isinstance(data, str):
        return _PART.sub(lambda part: str(_put_together(parts[part[1]], parts)), data)
    return data


def labelled(data: Any, keys: Collection[str], is_label: bool = False) -> Any:
    """Data in which each text at one of the keys, or inside what stands there, is a label."""
    if isinstance(data, dict):
        return {key: labelled(value, keys, is_label or key in keys) for key, value in data.items()}
    if isinstance(data, list):
        return [labelled(value, keys, is_label) for value in data]
    return label(data) if is_label and isinstance(data, str) and data else data
