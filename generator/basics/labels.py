"""Words that know where they come from, so that a page can be made in another language than English.

A label is written in the program, a translated text in a file of `translations/`. Both are
ordinary texts to everything but the renderer: a label is its English, and sorts, compares and
serves as a value in English whatever the language of the build.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.basics.formatting import as_number

ENGLISH = "en-GB"
"""The language of the originals."""


@dataclass(frozen=True)
class Voice:
    """How a site says a title where nothing can mark it: in data, feeds and front matter."""

    language: str = ENGLISH
    say: Callable[[str], str] = str
    mark: Callable[[str], str] = str
    """The same, marked where it is English, for scripts that can tell that to readers."""


ENGLISH_VOICE = Voice()


class Label(str):
    """Words of the program's own, in English. `generator.languages.language` has them in others."""

    message: str
    """As it stands in a catalogue: names in curly brackets are values."""
    many: str
    """The same for more than one; empty for a label that counts nothing."""
    values: Mapping[str, Any]

    @property
    def many_or_one(self) -> str:
        """The English message for its number, its values not yet in it."""
        return self.many if self.many and self.values["number"] != 1 else self.message


class Translated(str):
    """A text of the content in the language that the site is built in."""

    original: str
    """The same in English."""


def label(message: str, /, **values: Any) -> Label:
    """A label. Whoever translates sees the message, so values go in by name: `label("{n} more", n=3)`."""
    return _label(_filled(message, values) if values else message, message, "", values)


def counted(number: int, one: str, many: str, /, **values: Any) -> Label:
    """A number and what is counted: 1 case study, 12 case studies. Other languages have more forms."""
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
    """A text as a value that must not depend on the language: its English."""
    return text.original if isinstance(text, Translated) else text
