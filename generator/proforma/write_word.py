"""Write the blank form as a Word document: accessible, and the same bytes every time.

Every answer stands in a content control with a tag. Headings stay with their tables, no row is cut in two,
and a screen reader names each box by its question.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from itertools import count
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from generator.proforma.form_layout import (
    LANGUAGE,
    Box,
    CellParts,
    Element,
    Grid,
    Heading,
    Text,
    Ticks,
    Wording,
    Words,
    layout,
)
from generator.proforma.questions import PROMPT, TITLE

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in the zip: the first that a zip can hold."""
_OFFICE = "http://schemas.openxmlformats.org"
_NAMES = (
    f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    f'xmlns:mc="{_OFFICE}/markup-compatibility/2006" mc:Ignorable="w14"'
)
_WIDTH = 9_866
"""Of the text, in twentieths of a point: a page of 21 cm with margins of 1.8 cm."""
_HEIGHTS = {"line": 360, "cell": 440, "box": 940}
_AFTER_TABLE = '<w:spacing w:after="0" w:line="140" w:lineRule="exact"/>'
"""Two tables need a paragraph between them, but none as tall as a line of text."""
_HIDDEN = "\u00a0" * 4
"""What stands in a small box until somebody types."""

_STYLES = {
    "Heading1": ("heading 1", 0, 32, 0, 120),
    "Heading2": ("heading 2", 1, 26, 240, 60),
    "Heading3": ("heading 3", 2, 22, 180, 60),
    "Heading4": ("heading 4", 3, 20, 120, 40),
}
"""Name, level of outline, size in half points, space before and after."""


def write_word(wording: Wording) -> bytes:
    """The bytes of a blank form with this vocabulary and these recommendations."""
    numbers = count(1)
    body = "".join(_element(each, numbers) for each in layout(wording))
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1020" w:right="1020" w:bottom="1020" '
        'w:left="1020" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>'
    )
    return zipped(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations({"officeDocument": "word/document.xml", "core": "docProps/core.xml"}),
            "docProps/core.xml": _core(wording),
            "word/_rels/document.xml.rels": _relations({"styles": "styles.xml"}),
            "word/document.xml": f"<w:document {_NAMES}><w:body>{body}{page}</w:body></w:document>",
            "word/styles.xml": _styles(),
        }
    )


def zipped(parts: Mapping[str, str], stored: str = "") -> bytes:
    """A zip of these parts, in their order. `stored`: the one that must not be compressed."""
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        for name, text in parts.items():
            info = ZipInfo(name, EARLIEST)
            info.compress_type = ZIP_STORED if name == stored else ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            start = (
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' if text.startswith("<") else ""
            )
            archive.writestr(info, start + text)
    return written.getvalue()


def _element(element: Element, numbers: Iterator[int]) -> str:
    match element:
        case Heading(level, text):
            return _paragraph(_run(text), f'<w:pStyle w:val="Heading{level}"/>')
        case Text(text, stays):
            return _paragraph(_run(text), "<w:keepNext/>" if stays else "")
        case Grid():
            return _table(element, numbers)


def _paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def _run(text: str, properties: str = "") -> str:
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _table(grid: Grid, numbers: Iterator[int]) -> str:
    widths = [_WIDTH * width // 100 for width in grid.widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heading = "".join(
        _cell(
            width, _paragraph(_run(text, "<w:b/>"), "<w:keepNext/>"), '<w:shd w:val="clear" w:fill="E8EDEE"/>'
        )
        for width, text in zip(widths, grid.headings, strict=True)
    )
    rows = "".join(_table_row(row, widths, numbers) for row in grid.rows)
    description = "Type your answers into the cells. They grow as you type."
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val={quoteattr(grid.caption)}/>'
        f"<w:tblDescription w:val={quoteattr(description)}/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heading}</w:tr>{rows}</w:tbl>"
        f"{_paragraph('', _AFTER_TABLE)}"
    )


def _table_row(row: tuple[CellParts, ...], widths: list[int], numbers: Iterator[int]) -> str:
    sizes = [_HEIGHTS[part.size] for cell in row for part in cell if isinstance(part, Box)]
    height = f'<w:trHeight w:val="{max(sizes)}" w:hRule="atLeast"/>' if sizes else ""
    cells = "".join(
        _cell(width, "".join(_part(part, numbers) for part in cell))
        for cell, width in zip(row, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cells}</w:tr>"


def _cell(width: int, inner: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def _part(part: Words | Box | Ticks, numbers: Iterator[int]) -> str:
    match part:
        case Words(text, style):
            looks = {"strong": "<w:b/>", "hint": '<w:color w:val="425563"/><w:sz w:val="18"/>'}.get(style, "")
            return _paragraph(_run(text, looks))
        case Box(tag, name, size):
            content = _paragraph(_run(_HIDDEN if size == "cell" else PROMPT, '<w:rStyle w:val="Prompt"/>'))
            return _control(tag, name, "<w:showingPlcHdr/>", content, numbers)
        case Ticks(boxes, is_inline):
            ticks = [_tick(tag, words, numbers) for tag, words in boxes]
            return _paragraph(_run("   ").join(ticks)) if is_inline else "".join(map(_paragraph, ticks))


def _control(tag: str, name: str, kind: str, content: str, numbers: Iterator[int]) -> str:
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(name[:60])}/><w:tag w:val={quoteattr(tag)}/>"
        f'<w:id w:val="{next(numbers)}"/>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'
    )


def _tick(tag: str, words: str, numbers: Iterator[int]) -> str:
    """A box that a click ticks, and the words that belong to it. A screen reader says the words."""
    font = "MS Gothic"
    box = (
        f'<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="{font}"/>'
        f'<w14:uncheckedState w14:val="2610" w14:font="{font}"/></w14:checkbox>'
    )
    sign = _run("☐", f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:hint="eastAsia"/>')
    return _control(tag, words, box, sign, numbers) + _run(f"\u00a0{words}")


def _content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return (
        f'<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{word}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{word}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def _relations(targets: Mapping[str, str]) -> str:
    core = f"{_OFFICE}/package/2006/relationships/metadata/core-properties"
    kinds = {kind: f"{_OFFICE}/officeDocument/2006/relationships/{kind}" for kind in targets} | {"core": core}
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{kinds[kind]}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">{inner}</Relationships>'


def _core(wording: Wording) -> str:
    day = f"{wording.day.isoformat()}T00:00:00Z"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}</dcterms:{name}>'
        for name in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_OFFICE}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(TITLE)}</dc:title><dc:subject>Case study</dc:subject>"
        f"<dc:creator>{escape(wording.site[:255])}</dc:creator>{dates}<dc:language>{LANGUAGE}</dc:language>"
        "</cp:coreProperties>"
    )


def _styles() -> str:
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>'
        f'<w:spacing w:before="{before}" w:after="{after}"/><w:outlineLvl w:val="{level}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for id_, (name, level, size, before, after) in _STYLES.items()
    )
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="768692"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:styles {_NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" '
        f'w:cs="Arial"/><w:sz w:val="20"/><w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}"/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="40"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr></w:style>"
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>'
        '<w:style w:type="character" w:styleId="Prompt"><w:name w:val="Placeholder Text"/><w:rPr>'
        f'<w:color w:val="595959"/></w:rPr></w:style>{headings}</w:styles>'
    )
