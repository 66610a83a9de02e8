"""Says values in the language of the site, and marks what it can only say in English.

A text that is neither a label nor translated is English: whatever nobody thought of falls
back visibly, and nothing is passed off as what it is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from generator.basics.labels import Label, Translated, Voice, as_number, label, translated
from generator.content.prose import Prose, Reader
from generator.languages.language import Language
from generator.languages.language_marks import BLOCK_ENGLISH, BLOCK_LOCAL, Signs, resolved
from generator.languages.template_labels import END, ENGLISH, LOCAL, ORIGINAL
from generator.rendering.prose_writer import MarkTerms, Resolve, Writer, escape, guard_line_start

REMEMBERED = 20_000
"""Texts whose Markdown is kept for the next page that shows them."""

_GUIDE_HEADING = re.compile(r"^(#{1,6} .*\{ #)([a-z0-9-]+)(?= \}$)", re.MULTILINE)
_VALUE = re.compile(r"\{(\w+)\}")
_LETTERS = re.compile(r"[^\W\d_]{2}")


class Localiser:
    def __init__(self, language: Language) -> None:
        self._language = language
        self.code = language.code
        self.voice = Voice(self.code, self.plain, self.marked)

    def plain(self, value: object) -> str:
        """The words alone, where nothing can be marked: in an attribute, in data."""
        if isinstance(value, Label):
            return self._filled(self._language.find_label(value) or value.many_or_one, value, self.plain)
        if isinstance(value, date):
            return self._language.date(value)
        return as_number(value) if isinstance(value, int) else str(value)

    def marked(self, value: str) -> str:
        """The words alone, for a script: a label that has no translation stands between marks."""
        is_english = isinstance(value, Label) and self._language.find_label(value) is None
        return as_english(self.plain(value)) if is_english else self.plain(value)

    def line(self, value: object) -> str:
        """One line for a page: escaped, and marked as the one language or the other."""
        return self._line(value, guard_line_start)

    def _line(self, value: object, guard: Callable[[str], str] = str) -> str:
        if isinstance(value, Label):
            found = self._language.find_label(value)
            shown = guard(self._filled(found or value.many_or_one, value, self._line, escape))
            return as_local(shown, escape(value)) if found else as_english(shown)
        if isinstance(value, Translated):
            return as_local(guard(escape(value)), escape(value.original))
        shown = guard(escape(self.plain(value)))
        return as_english(shown) if isinstance(value, str) and _LETTERS.search(value) else shown

    def date(self, day: date) -> Translated:
        return translated(self._language.date(day), day.isoformat())

    def prose(self, value: str) -> tuple[str, bool]:
        """A text that may have markup, and whether it is in the language of the site."""
        if isinstance(value, Label):
            return self.plain(value), self._language.find_label(value) is not None
        return value, isinstance(value, Translated)

    def signs(self) -> Signs:
        """What is said to readers about what is in English."""

        def note(words: Label) -> str:
            said = resolved(self.line(words), self.code)
            return f'<p class="g-note g-language-note" role="note">{said}</p>'

        return Signs(
            self.code,
            f'<span class="g-language">{resolved(self.line(label("In English")), self.code)}</span> ',
            lambda percent: note(
                label(
                    "Part of this page is in English, because nobody has translated it yet: "
                    "{percent} of 100 words.",
                    percent=percent,
                )
            ),
            note(label("This page is in English, because nobody has translated it yet.")),
        )

    def _filled(
        self,
        message: str,
        words: Label,
        say: Callable[[Any], str],
        escaped: Callable[[str], str] = str,
    ) -> str:
        written, end = [], 0
        for match in _VALUE.finditer(message):
            value = words.values.get(match[1], match[0])
            written += [escaped(message[end : match.start()]), say(value)]
            end = match.end()
        return "".join([*written, escaped(message[end:])])


def as_english(text: str) -> str:
    return f"{ENGLISH}{text}{END}"


def as_local(text: str, original: str = "") -> str:
    return f"{LOCAL}{text}{ORIGINAL}{original}{END}" if original else f"{LOCAL}{text}{END}"


def with_sign(blocks: str, is_local: bool) -> str:
    """Blocks of prose that say at their start in which language they are, before the first words."""
    mark, sign = (LOCAL, BLOCK_LOCAL) if is_local else (ENGLISH, BLOCK_ENGLISH)
    return blocks.replace(mark, f"{sign}{mark}", 1)


class LocalWriter:
    """Writes values and prose as Markdown, marked as the language that they are in."""

    def __init__(self, localiser: Localiser, reader: Reader, resolve: Resolve, mark_terms: MarkTerms) -> None:
        self._localiser = localiser
        self._reader = reader
        self._writers = {
            is_local: Writer(resolve, mark_terms, as_local if is_local else as_english, localiser.line)
            for is_local in (True, False)
        }

    @property
    def filters(self) -> dict[str, Callable[..., Any]]:
        """What templates use, by name, in place of the same for English alone."""
        remember = lru_cache(REMEMBERED, typed=True)
        blocks = remember(self._blocks)
        return {
            "text": self._localiser.line,
            "cell": self._localiser.line,
            "quiet": lambda value: escape(self._localiser.plain(value)),
            "prose": blocks,
            "definition": lambda value: blocks(value).replace("\n", "\n    "),
            "sentence": remember(self._sentence),
            "guide": self._guide,
            "date": self._localiser.date,
        }

    def _blocks(self, value: str, dialect: Any = "prose") -> str:
        text, is_local = self._localiser.prose(value)
        prose = self._read(text, dialect)
        return with_sign(self._writers[is_local].blocks(prose), is_local)

    def _sentence(self, value: str) -> str:
        text, is_local = self._localiser.prose(value)
        return self._writers[is_local].inline(self._reader.read(text))

    def _guide(self, value: str) -> str:
        """A guide's Markdown. Its headings have the anchors that they have in English."""
        written = self._blocks(value, "guide")
        if not isinstance(value, Translated):
            return written
        original = self._writers[False].blocks(self._read(value.original, "guide"))
        anchors = (match[2] for match in _GUIDE_HEADING.finditer(original))
        return _GUIDE_HEADING.sub(lambda match: match[1] + next(anchors, match[2]), written)

    def _read(self, text: str, dialect: Any) -> Prose:
        return self._reader.read(text, "guide") if dialect == "guide" else self._reader.read(text)
