"""Write the blank form for Word and LibreOffice: accessible, and the same bytes every time.

Each section is a table of two columns, question and answer; question 1, the challenges and the
recommendations have tables of their own. In Word, every place for an answer is a content control with the tag
that the reader looks for: `question`, or `question.detail` for a choice, a column or a recommendation. Both
formats are one walk; `write_form.toml` has the XML of each.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count, groupby
from typing import Any, Literal
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from generator.basics.labels import read_table
from generator.content.model.guidance import Theme
from generator.content.model.site import Vocabulary
from generator.library.library import Library
from generator.proforma.questions import (
    ANSWER_COLUMNS,
    BEYOND,
    CHALLENGE_COLUMNS,
    OPENING,
    PRACTICE_COLUMNS,
    PROMPT,
    SECTIONS,
    STAFF_COLUMNS,
    TITLE,
    Question,
)

STAFF_ROWS, CHALLENGE_ROWS = 6, 3
LONGEST_INLINE = 24
"""Choices of no more characters stand beside each other."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: the first that a zip can hold."""
_HALVES, _QUESTIONS, _STAFF = (50, 50), (42, 58), (22, 11, 16, 17, 16, 18)
"""Widths of columns, in hundredths of the page's."""
_OWN_TABLE = {"staff", "challenges", "practices"}
_SHORT = {"line", "amount", "contact", "one", "many", "tick"}
_Row = tuple[str, list[str]]
"""The size of what is to be typed, and the cells."""
_FORMATS: Mapping[str, Any] = read_table("generator.proforma", "write_form")


@dataclass(frozen=True)
class Wording:
    """All that a form says that isn't the same in each."""

    site: str
    day: date
    vocabulary: Vocabulary
    themes: tuple[Theme, ...]


def wording_of(library: Library) -> Wording:
    themes = tuple(theme.record for theme in library.themes)
    return Wording(library.site.title, library.site.reviewed, library.vocabulary, themes)


def write_word(wording: Wording) -> bytes:
    """The bytes of a blank form with this vocabulary and these recommendations."""
    return _Writing("word", wording).form()


def write_odt(wording: Wording) -> bytes:
    """The same, without tags."""
    return _Writing("odt", wording).form()


class _Writing:
    def __init__(self, kind: Literal["word", "odt"], wording: Wording) -> None:
        self._format = _FORMATS[kind]
        self._wording = wording
        self._numbers = count(1)
        """Of tables and content controls."""

    def form(self) -> bytes:
        wording = self._wording
        words = {"title": TITLE, "site": wording.site[:255], "day": wording.day.isoformat()}
        values = {name: escape(text) for name, text in words.items()}
        values |= {"names": self._format["names"], "body": "".join(self._body())}
        written = io.BytesIO()
        with ZipFile(written, "w") as archive:
            for name, text in self._format["parts"].items():
                info = ZipInfo(name, EARLIEST)
                # The name of an OpenDocument's kind has to be readable in the zip itself.
                info.compress_type = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
                info.external_attr = 0o600 << 16
                archive.writestr(info, text.format(**values).strip())
        return written.getvalue()

    def _xml(self, snippet: str, inner: str = "", **values: object) -> str:
        """A snippet with these values in it. `inner` is XML already."""
        safe = {name: escape(str(value), {'"': "&quot;"}) for name, value in values.items()}
        xml: str = self._format["xml"][snippet]
        return xml.format(inner=inner, number=next(self._numbers) if "{number}" in xml else "", **safe)

    def _body(self) -> Iterator[str]:
        yield self._xml("heading", level=1, text=TITLE)
        for text in OPENING:
            yield self._xml("text", text=text)
        for section in SECTIONS:
            yield self._xml("heading", level=2, text=section.title)
            yield self._xml("text-with-next", text=section.text)
            if section.is_beyond:
                yield self._xml("text-with-next", text=BEYOND)
            for has_own, questions in groupby(section.questions, lambda each: each.kind in _OWN_TABLE):
                if has_own:
                    for question in questions:
                        yield from self._own_table(question)
                else:
                    yield self._table(section.title, _QUESTIONS, ANSWER_COLUMNS, map(self._row, questions))

    def _own_table(self, question: Question) -> Iterator[str]:
        yield self._xml("heading", level=3, text=_asked(question))
        if question.hint:
            yield self._xml("text-with-next", text=question.hint)
        if question.kind == "practices":
            for theme in self._wording.themes:
                yield self._xml("heading", level=4, text=theme.title)
                titles = {each.id: each.title for each in theme.recommendations}
                boxes = {
                    title: self._box(f"{question.id}.{id_}", title, "cell") for id_, title in titles.items()
                }
                rows = [("cell", [self._xml("text", text=title), box]) for title, box in boxes.items()]
                yield self._table(theme.title, _HALVES, PRACTICE_COLUMNS, rows)
            return
        is_staff = question.kind == "staff"
        widths, number = (_STAFF, STAFF_ROWS) if is_staff else (_HALVES, CHALLENGE_ROWS)
        helped = zip(("challenge", "response"), CHALLENGE_COLUMNS, strict=True)
        columns = STAFF_COLUMNS if is_staff else dict(helped)
        rows = [
            ("cell", [self._box(f"{question.id}.{id_}", title, "cell") for id_, title in columns.items()])
            for _ in range(number)
        ]
        yield self._table(question.ask, widths, tuple(columns.values()), rows)

    def _table(
        self, caption: str, widths: Sequence[int], headings: Sequence[str], rows: Iterable[_Row]
    ) -> str:
        columns = "".join(self._xml("column", "", **self._width(width)) for width in widths)
        head = (self._xml("head", text=text) for text in headings)
        written = [self._xml("columns", columns)]
        written.append(self._xml("head-row", self._cells(head, widths, "head-cell")))
        for size, cells in rows:
            height = self._format["heights"][size]
            written.append(self._xml("row", self._cells(cells, widths, "cell"), size=size, height=height))
        return self._xml("table", "".join(written), caption=caption)

    def _cells(self, cells: Iterable[str], widths: Sequence[int], snippet: str) -> str:
        both = zip(cells, widths, strict=True)
        return "".join(self._xml(snippet, inner, **self._width(width)) for inner, width in both)

    def _width(self, width: int) -> dict[str, int]:
        """In hundredths of the page's, and in the format's own unit."""
        return {"width": width, "units": self._format["width"] * width // 100}

    def _row(self, question: Question) -> _Row:
        hint = self._xml("hint", text=question.hint) if question.hint else ""
        size = "line" if question.kind in _SHORT else "box"
        choices = [("yes", "Yes")] if question.kind == "tick" else self._choices(question)
        answer = ""
        if choices:
            ticks = [
                self._xml("tick", tag=f"{question.id}.{id_}", name=words[:60], text=words)
                for id_, words in choices
            ]
            is_inline = all(len(words) <= LONGEST_INLINE for _, words in choices)
            lines = [self._xml("between").join(ticks)] if is_inline else ticks
            answer = "".join(self._xml("paragraph", line) for line in lines)
        if not choices or question.id == "framework":
            answer += self._box(question.id, question.ask, size)
        return size, [self._xml("strong", text=_asked(question)) + hint, answer]

    def _box(self, tag: str, name: str, size: str) -> str:
        """A place to type. `name`: what a screen reader calls it."""
        prompt = "\u00a0" * 4 if size == "cell" else PROMPT
        return self._xml("box", tag=tag, name=name[:60], text=prompt)

    def _choices(self, question: Question) -> Sequence[tuple[str, str]]:
        if isinstance(question.choices, str):
            entries = getattr(self._wording.vocabulary, question.choices) if question.choices else ()
            return [(entry.id, entry.title) for entry in entries]
        return question.choices


def _asked(question: Question) -> str:
    return f"{question.number}. {question.ask}" if question.number else question.ask
