"""Write the blank form as an OpenDocument text, for LibreOffice and others: the same form, without tags."""

from __future__ import annotations

from itertools import count
from xml.sax.saxutils import escape, quoteattr

from generator.proforma.form_layout import (
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
from generator.proforma.package import ODT
from generator.proforma.questions import TITLE
from generator.proforma.write_word import zipped

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(
    [
        *(f'xmlns:{name}="{_OASIS}:{name}:1.0"' for name in ("office", "text", "table", "style", "meta")),
        f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"',
        'office:version="1.2"',
    ]
)
_WIDTH = 17.4
"""Of the text, in centimetres."""
_HEIGHTS = {"line": 0.6, "cell": 0.78, "box": 1.66}
_HEADINGS = {1: (16, 0, 0.2), 2: (13, 0.4, 0.1), 3: (11, 0.3, 0.1), 4: (10, 0.2, 0.07)}
"""Size in points, space before and after in centimetres."""


def write_odt(wording: Wording) -> bytes:
    """The bytes of a blank form with this vocabulary and these recommendations."""
    names = count(1)
    body = "".join(_element(each, names) for each in layout(wording))
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{_automatic_styles()}"
        "</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    parts = {
        "mimetype": ODT,
        "content.xml": content,
        "styles.xml": _styles(),
        "meta.xml": _meta(wording),
        "META-INF/manifest.xml": _manifest(),
    }
    return zipped(parts, stored="mimetype")


def _element(element: Element, names: count[int]) -> str:
    match element:
        case Heading(level, text):
            style = f"Heading_20_{level}"
            return f'<text:h text:style-name="{style}" text:outline-level="{level}">{escape(text)}</text:h>'
        case Text(text, stays):
            return _paragraph(escape(text), "With_20_next" if stays else "Standard")
        case Grid():
            return _table(element, f"Table{next(names)}")


def _paragraph(inner: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def _table(grid: Grid, name: str) -> str:
    columns = "".join(f'<table:table-column table:style-name="Width{width}"/>' for width in grid.widths)
    heading = "".join(_cell(_paragraph(_strong(text), "With_20_next"), "Head") for text in grid.headings)
    rows = "".join(_row(row) for row in grid.rows)
    return (
        f'<table:table table:name={quoteattr(name)} table:style-name="Table">'
        f"<table:title>{escape(grid.caption)}</table:title>{columns}<table:table-header-rows>"
        f'<table:table-row table:style-name="Rowline">{heading}</table:table-row></table:table-header-rows>'
        f"{rows}</table:table>{_paragraph('', 'After_20_table')}"
    )


def _row(row: tuple[CellParts, ...]) -> str:
    sizes = [part.size for cell in row for part in cell if isinstance(part, Box)]
    size = max(sizes, key=lambda each: _HEIGHTS[each], default="line")
    cells = "".join(_cell("".join(map(_part, cell))) for cell in row)
    return f'<table:table-row table:style-name="Row{size}">{cells}</table:table-row>'


def _cell(inner: str, style: str = "Cell") -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="string">{inner}</table:table-cell>'
    )


def _part(part: Words | Box | Ticks) -> str:
    match part:
        case Words(text, style):
            return _paragraph(
                _strong(text) if style == "strong" else escape(text),
                "Hint" if style == "hint" else "Standard",
            )
        case Box():
            return _paragraph("")
        case Ticks(boxes, is_inline):
            ticks = [f"☐\u00a0{escape(words)}" for _, words in boxes]
            return (
                _paragraph('<text:s text:c="3"/>'.join(ticks))
                if is_inline
                else "".join(map(_paragraph, ticks))
            )


def _strong(text: str) -> str:
    return f'<text:span text:style-name="Strong">{escape(text)}</text:span>'


def _automatic_styles() -> str:
    widths = {width for each in ((42, 58), (50, 50), (22, 11, 16, 17, 16, 18)) for width in each}
    columns = "".join(
        f'<style:style style:name="Width{width}" style:family="table-column"><style:table-column-properties '
        f'style:column-width="{_WIDTH * width / 100:.3f}cm"/></style:style>'
        for width in sorted(widths)
    )
    rows = "".join(
        f'<style:style style:name="Row{size}" style:family="table-row"><style:table-row-properties '
        f'style:min-row-height="{height}cm" fo:keep-together="always"/></style:style>'
        for size, height in _HEIGHTS.items()
    )
    padding = {"left": 0.15, "right": 0.15, "top": 0.02, "bottom": 0.02}
    edge = 'fo:border="0.5pt solid #768692" ' + " ".join(
        f'fo:padding-{side}="{width}cm"' for side, width in padding.items()
    )
    return (
        '<style:style style:name="Table" style:family="table"><style:table-properties '
        f'style:width="{_WIDTH}cm" table:align="left"/></style:style>{columns}{rows}'
        '<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties '
        f"{edge}/></style:style>"
        '<style:style style:name="Head" style:family="table-cell"><style:table-cell-properties '
        f'{edge} fo:background-color="#e8edee"/></style:style>'
        '<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold"/>'
        "</style:style>"
    )


def _styles() -> str:
    headings = "".join(
        f'<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}" '
        f'style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="{level}">'
        f'<style:paragraph-properties fo:margin-top="{before}cm" fo:margin-bottom="{after}cm" '
        f'fo:keep-with-next="always"/><style:text-properties fo:font-size="{size}pt" fo:font-weight="bold"/>'
        "</style:style>"
        for level, (size, before, after) in _HEADINGS.items()
    )
    return (
        f'<office:document-styles {_NAMES}><office:styles><style:default-style style:family="paragraph">'
        '<style:paragraph-properties fo:margin-bottom="0.05cm"/><style:text-properties '
        'fo:font-family="Arial, \'Liberation Sans\', sans-serif" fo:font-size="10pt" fo:language="en" '
        'fo:country="GB"/></style:default-style><style:style style:name="Standard" style:family="paragraph"/>'
        '<style:style style:name="With_20_next" style:display-name="With next" style:family="paragraph" '
        'style:parent-style-name="Standard"><style:paragraph-properties fo:keep-with-next="always"/>'
        "</style:style>"
        '<style:style style:name="After_20_table" style:display-name="After table" style:family="paragraph" '
        'style:parent-style-name="Standard"><style:paragraph-properties fo:line-height="0.25cm" '
        'fo:margin-bottom="0cm"/></style:style>'
        '<style:style style:name="Hint" style:family="paragraph" style:parent-style-name="Standard">'
        '<style:text-properties fo:font-size="9pt" fo:color="#425563"/></style:style>'
        f'{headings}</office:styles><office:automatic-styles><style:page-layout style:name="Page">'
        '<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="1.8cm"/>'
        "</style:page-layout></office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Standard" style:page-layout-name="Page"/></office:master-styles>'
        "</office:document-styles>"
    )


def _meta(wording: Wording) -> str:
    return (
        f"<office:document-meta {_NAMES}><office:meta><dc:title>{escape(TITLE)}</dc:title>"
        f"<dc:creator>{escape(wording.site[:255])}</dc:creator><dc:language>en-GB</dc:language>"
        f"<dc:date>{wording.day.isoformat()}T00:00:00</dc:date></office:meta></office:document-meta>"
    )


def _manifest() -> str:
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in {
            "/": ODT,
            **dict.fromkeys(("content.xml", "styles.xml", "meta.xml"), "text/xml"),
        }.items()
    )
    names = f'xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.2"'
    return f"<manifest:manifest {names}>{entries}</manifest:manifest>"
