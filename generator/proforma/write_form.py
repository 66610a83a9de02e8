"""Write the blank form as a Word document: accessible, and the same bytes every time.

Questions are real headings, so that a screen reader can list them. Each box is a table of two rows, the
first of them marked as heading; it grows with what is typed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt

from generator.content.model.guidance import Theme
from generator.content.model.site import Vocabulary
from generator.library.library import Library
from generator.proforma.questions import (
    CHALLENGE_COLUMNS,
    FRAMEWORK_COLUMNS,
    PRACTICE_COLUMNS,
    SECTIONS,
    STAFF_COLUMNS,
    Question,
)

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shared import Length
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_FONT = "MS Gothic"


def add_tick_box(paragraph: Paragraph, words: str, tag: str) -> None:
    """A box that a click ticks, and the words that belong to it. A screen reader says the words."""
    control = parse_xml(
        f"<w:sdt {nsdecls('w')} {_W14}><w:sdtPr>"
        f"<w:alias w:val={quoteattr(words[:60])}/><w:tag w:val={quoteattr(tag)}/>"
        '<w14:checkbox><w14:checked w14:val="0"/>'
        f'<w14:checkedState w14:val="2612" w14:font="{_FONT}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{_FONT}"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:rPr>"
        f'<w:rFonts w:ascii="{_FONT}" w:eastAsia="{_FONT}" w:hAnsi="{_FONT}"/></w:rPr>'
        "<w:t>\u2610</w:t></w:r></w:sdtContent></w:sdt>"
    )
    paragraph._p.append(control)  # noqa: SLF001 (python-docx makes no content controls)
    paragraph.add_run(f" {words}")


def mark_heading_row(table: Table) -> None:
    """Word repeats the row on each page, and a screen reader names it with each cell."""
    properties = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001
    properties.append(OxmlElement("w:tblHeader"))


def describe_table(table: Table, title: str, text: str) -> None:
    """Alternative text."""
    for name, value in (("w:tblCaption", title), ("w:tblDescription", text)):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        table._tbl.tblPr.append(element)  # noqa: SLF001


def set_row_height(table: Table, row: int, height: Length) -> None:
    """At least this high; it grows."""
    table.rows[row].height = height
    table.rows[row].height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST


def set_language(document: Document, language: str) -> None:
    """The language of all text, for screen readers and spelling."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for mark in defaults.iter(qn("w:lang")):
        mark.set(qn("w:val"), language)
        mark.set(qn("w:eastAsia"), language)


TITLE = "Case study form: clinical informatics teams"
OPENING = (
    "Tell others how your clinical informatics team works. Anybody in the team can fill in this form.",
    (
        "Type into the boxes: they grow. To tick a box, click it, or type an x before it. "
        "Leave empty what you don't know, and don't guess: the website then says “not reported”."
    ),
    "Please don't write anything about patients, and don't name people. Say who somebody is by their role.",
)
BEYOND = "The FCI's form of 2022 did not ask this. It helps readers to find and compare case studies."


def own_text(library: Library) -> Iterator[str]:
    yield from (TITLE, *OPENING, BEYOND, *PRACTICE_COLUMNS, *CHALLENGE_COLUMNS, *FRAMEWORK_COLUMNS)
    for section in SECTIONS:
        yield from (section.title, section.text)
        yield from (question.hint for question in section.questions if question.hint)
    yield from (theme.record.title for theme in library.themes)


if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

LANGUAGE = "en-GB"
LONGEST_PROPERTY = 255
"""Characters that Word allows in one of these."""
STAFF_ROWS, CHALLENGE_ROWS = 8, 4
LINE_HEIGHT, BOX_HEIGHT = Cm(0.8), Cm(3.5)
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: the first that a zip can hold."""


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


def write_form(wording: Wording) -> bytes:
    """The bytes of a blank form with this vocabulary and these recommendations."""
    document = docx.Document()
    _set_up(document, wording)
    document.add_heading(TITLE, level=1)
    for text in OPENING:
        document.add_paragraph(text)
    for section in SECTIONS:
        document.add_heading(section.title, level=2)
        document.add_paragraph(section.text)
        if section.is_beyond:
            document.add_paragraph(BEYOND).runs[0].italic = True
        for question in section.questions:
            _add_question(document, question, wording)
    return _same_bytes(document)


def _set_up(document: Document, wording: Wording) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    set_language(document, LANGUAGE)
    properties = document.core_properties
    properties.title, properties.language = TITLE, LANGUAGE
    properties.author = wording.site[:LONGEST_PROPERTY]
    properties.subject, properties.comments, properties.last_modified_by = "Case study", "", ""
    day = datetime.combine(wording.day, time(), UTC)
    properties.created = properties.modified = day


def _add_question(document: Document, question: Question, wording: Wording) -> None:
    match question.kind:
        case "tick":
            add_tick_box(document.add_paragraph(), question.ask, question.id)
        case "many" | "one":
            _add_heading(document, question)
            for words in _choices(question, wording):
                add_tick_box(document.add_paragraph(), words, question.id)
            if question.id == "framework":
                _add_grid(document, question.ask, FRAMEWORK_COLUMNS, 1)
        case "staff":
            _add_heading(document, question)
            _add_grid(document, question.ask, tuple(STAFF_COLUMNS.values()), STAFF_ROWS)
        case "challenges":
            _add_heading(document, question)
            _add_grid(document, question.ask, CHALLENGE_COLUMNS, CHALLENGE_ROWS)
        case "practices":
            _add_heading(document, question)
            _add_practices(document, wording)
        case _:
            _add_box(document, question)


def _choices(question: Question, wording: Wording) -> list[str]:
    if isinstance(question.choices, str):
        return [entry.title for entry in getattr(wording.vocabulary, question.choices)]
    return [words for _, words in question.choices]


def _asked(question: Question) -> str:
    return f"{question.number}. {question.ask}" if question.number else question.ask


def _add_heading(document: Document, question: Question) -> None:
    document.add_heading(_asked(question), level=3)
    if question.hint:
        document.add_paragraph(question.hint)


def _add_box(document: Document, question: Question) -> None:
    table = _table(document, 2, 1, question.ask)
    heading = table.cell(0, 0).paragraphs[0]
    heading.text, heading.style = _asked(question), "Heading 3"
    if question.hint:
        table.cell(0, 0).add_paragraph(question.hint)
    is_short = question.kind in {"line", "amount", "contact"}
    set_row_height(table, 1, LINE_HEIGHT if is_short else BOX_HEIGHT)
    document.add_paragraph()


def _add_grid(document: Document, caption: str, headings: tuple[str, ...], rows: int) -> None:
    table = _table(document, rows + 1, len(headings), caption)
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    for row in range(1, rows + 1):
        set_row_height(table, row, LINE_HEIGHT if len(headings) > 2 else Cm(1.5))
    document.add_paragraph()


def _add_practices(document: Document, wording: Wording) -> None:
    for theme in wording.themes:
        document.add_heading(theme.title, level=4)
        table = _table(document, len(theme.recommendations) + 1, 2, theme.title)
        for cell, heading in zip(table.rows[0].cells, PRACTICE_COLUMNS, strict=True):
            cell.paragraphs[0].add_run(heading).bold = True
        for row, recommendation in enumerate(theme.recommendations, 1):
            table.cell(row, 0).paragraphs[0].add_run(recommendation.title)
        document.add_paragraph()


def _table(document: Document, rows: int, columns: int, caption: str) -> Table:
    table: Table = document.add_table(rows, columns)
    table.style = "Table Grid"
    mark_heading_row(table)
    describe_table(table, caption, "Type your answer below the heading. The row grows as you type.")
    return table


def _same_bytes(document: Document) -> bytes:
    """The document with its parts in the order of their names and without the time of writing."""
    written = io.BytesIO()
    document.save(written)
    again = io.BytesIO()
    with ZipFile(written) as source, ZipFile(again, "w") as target:
        # Programs that look at the first part only expect the list of content types there.
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = ZipInfo(name, EARLIEST)
            info.compress_type = ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(name))
    return again.getvalue()
