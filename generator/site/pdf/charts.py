"""Bar charts as tables with a bar in each row.

On the site the words of a chart are boxes beside drawn bars, with a table of the same numbers below.
On paper one table says all: its headings are known to a screen reader, and nothing stands there twice.
"""

from __future__ import annotations

from typing import Any

from lxml import html


def as_tables(article: Any) -> None:
    """Put the bars of each chart into its table. A chart without a table that fits it stays as it is."""
    for figure in article.xpath(".//figure[contains(@class, 'g-chart')]"):
        rows = figure.xpath("./div[contains(@class, 'g-chart__row')]")
        details = figure.getnext()
        lines = details.xpath("./table/tbody/tr") if _is_data(details) else []
        if rows and len(rows) == len(lines):
            for row, line in zip(rows, lines, strict=True):
                _add_bar(row, line)
            _replace(figure, details)
        else:
            _number_axes(figure)
    for drawing in article.xpath(".//svg"):
        _name(drawing)


def _is_data(element: Any) -> bool:
    return element is not None and element.tag == "details" and "g-data" in element.get("class", "")


def _add_bar(row: Any, line: Any) -> None:
    """The bar comes below the label, and the case studies that it counts below the bar."""
    first = line[0]
    bar = html.Element("div", {"class": "bar"})
    for rect in row.xpath("./svg/rect"):
        kind = rect.get("class", "").rpartition("__")[2]
        if kind != "track":
            start, length = float(rect.get("x", "0")), float(rect.get("width", "0"))
            place = f"left: {min(start, 100.0):.1f}%; width: {min(length, 100.0):.1f}%"
            bar.append(html.Element("div", {"class": kind, "style": place}))
    first.append(bar)
    for cases in row.xpath("./span[contains(@class, 'g-chart__cases')]"):
        cases.tag = "div"
        first.append(cases)


def _replace(figure: Any, details: Any) -> None:
    table = details.find("table")
    caption = html.Element("caption")
    caption.text = str(figure.xpath("string(./figcaption)")).strip()
    if caption.text != str(table.xpath("string(.//th[1])")).strip():
        table.insert(0, caption)
    table.set("class", "chart")
    scale = figure.xpath("./p[contains(@class, 'g-chart__scale')]")
    figure.getparent().replace(figure, table)
    table.tail = "\n"
    for line in reversed(scale):
        table.addnext(line)
    details.drop_tree()


def _name(drawing: Any) -> None:
    """Let a drawing be known by its title; one that says nothing of its own is decoration, and goes."""
    titles = drawing.xpath("./title")
    name = drawing.get("aria-label") or (titles[0].text if titles else "")
    if not name:
        drawing.drop_tree()
        return
    if not titles:
        titles = [html.Element("title")]
        drawing.insert(0, titles[0])
    titles[0].text = name
    for link in drawing.xpath(".//a"):
        link.drop_tag()


def _number_axes(figure: Any) -> None:
    for side, axis in (("bottom", "rows"), ("left", "columns")):
        _spread(figure.xpath(f".//*[contains(@class, 'g-scatter__{axis}')]/span"), side)


_FRAME = {"bottom": (90, 7, "left: -8mm"), "left": (150, -3, "bottom: 1mm")}
"""Of the axis at each side: its length and where it starts, in millimetres, and where its numbers stand."""


def _spread(numbers: list[Any], side: str) -> None:
    """Put the numbers of an axis where they belong along it; upwards they stand from the top down."""
    length, start, across = _FRAME[side]
    for position, number in enumerate(numbers[::-1] if side == "bottom" else numbers):
        along = start + length * position / max(1, len(numbers) - 1)
        number.set("style", f"{side}: {along - (2 if side == 'bottom' else 0):.1f}mm; {across}")
