"""Strings that can be shown in another language: labels of the program, and translated content.

A label is written in the program, a translated text in a file of `translations/`. To everything
but the renderer, both are ordinary strings. A label is its English: it sorts, compares and serves
as a value in English, whatever the language of the build.
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
