"""What python-docx has no words for: boxes to tick, table headings, alternative text, language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

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
