"""The blocks of an .odt: the same as of the .docx that looks like it."""

from __future__ import annotations

from collections import defaultdict
from itertools import count

from generator.proforma.blocks import Block, Cell, Paragraph, Read, Run
from generator.proforma.package import Element, Package
from generator.proforma.rules import TICKED, UNTICKED

_CHARACTERS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_NO_TEXT = {"text:ruby-text", "text:note-citation", "office:event-listeners"}
_FRAMES = {"draw:frame", "draw:a", "draw:g", "draw:custom-shape"}
_ROWS = {"table:table-row", "table:table-rows", "table:table-header-rows", "table:table-row-group"}
_CELLS = {"table:table-cell", "table:covered-table-cell"}


def read_odt(package: Package) -> Read:
    styles = _Styles(package.main, package.others["styles"])
    reading = _Reading(styles)
    body = package.main.find("office:body", "office:text")
    blocks = reading.blocks(body, None) if body else []
    margins: list[Block] = []
    for page in package.others["styles"].iter_all("style:master-page"):
        for margin in page.elements:
            if margin.name.startswith(("style:header", "style:footer")):
                margins += _Reading(styles).blocks(margin, None)
    return Read(tuple(blocks), tuple(margins), tuple(reading.comments), reading.has_tracked_changes)


class _Styles:
    """How text of each style looks, and which lists have numbers."""

    def __init__(self, *roots: Element) -> None:
        self._styles = {
            style.value("style:name"): style for root in roots for style in root.iter_all("style:style")
        }
        self.numbered = {
            style.value("style:name")
            for root in roots
            for style in root.iter_all("text:list-style")
            if (first := next(iter(style.elements), None))
            and first.name == "text:list-level-style-number"
            and first.value("style:num-format") == "1"
        }

    def looks(self, name: str) -> frozenset[str]:
        found: set[str] = set()
        for _ in range(9):
            style = self._styles.get(name)
            if style is None:
                break
            text = style.find("style:text-properties") or Element("")
            if text.value("fo:font-weight") == "bold" and not name.startswith("Heading"):
                found.add("bold")
            if text.value("style:text-line-through-style") not in {"", "none"}:
                found.add("struck")
            if text.value("fo:background-color") not in {"", "transparent", "#ffffff"}:
                found.add("marked")
            name = style.value("style:parent-style-name")
        return frozenset(found)


class _Reading:
    def __init__(self, styles: _Styles) -> None:
        self._styles = styles
        self._tables = count(1)
        self._counts: defaultdict[str, int] = defaultdict(int)
        self.comments: list[str] = []
        self.has_tracked_changes = False

    def blocks(
        self, parent: Element, cell: Cell | None, tag: str = "", *, is_listed: bool = False, number: str = ""
    ) -> list[Block]:
        found: list[Block] = []
        for child in parent.elements:
            if child.name in {"text:p", "text:h"}:
                found += self._paragraph(child, Paragraph(cell, tag, is_listed, number)).blocks()
                number = ""
            elif child.name == "text:list":
                found += self._list(child, cell, tag)
            elif child.name == "table:table":
                found += self._table(child)
            elif child.name == "text:tracked-changes":
                found += self._deleted(child)
            elif child.name != "office:forms":
                found += self.blocks(child, cell, tag)
        return found

    def _list(self, element: Element, cell: Cell | None, tag: str) -> list[Block]:
        found: list[Block] = []
        style = element.value("text:style-name")
        if element.value("text:continue-numbering") != "true" and style not in self._styles.numbered:
            self._counts[style] = 0
        for entry in element.elements:
            self._counts[style] += entry.name == "text:list-item"
            number = str(self._counts[style]) if style in self._styles.numbered else ""
            found += self.blocks(entry, cell, tag, is_listed=True, number=number)
        return found

    def _table(self, table: Element) -> list[Block]:
        number = next(self._tables)
        found: list[Block] = []
        for row, line in enumerate(_through(table)):
            for column, each in enumerate(cell for cell in line.elements if cell.name in _CELLS):
                found += self.blocks(each, (number, row, column))
        return found

    def _deleted(self, changes: Element) -> list[Block]:
        self.has_tracked_changes = True
        found = [
            block
            for each in changes.iter_all("text:deletion")
            for block in _Reading(self._styles).blocks(each, None)
        ]
        return [Block(block.text, is_struck=True) for block in found]

    def _paragraph(self, element: Element, line: Paragraph) -> Paragraph:
        own = self._styles.looks(element.value("text:style-name")) - {"marked"}
        self._inline(element, line, "", own)
        return line

    def _inline(self, parent: Element, line: Paragraph, tag: str, looks: frozenset[str]) -> None:
        for child in parent.children:
            if isinstance(child, str):
                line.runs.append(Run(child.replace("\n", " "), looks, tag))
            elif child.name == "loext:content-control":
                self._control(child, line, tag, looks)
            elif child.name in _FRAMES:
                self._frame(child, line)
            elif child.name == "text:note-body":
                line.runs.append(Run(f" ({self._plain(child)})", looks, tag))
            elif child.name == "office:annotation":
                self.comments.append(self._plain(child))
            elif child.name not in _NO_TEXT:
                line.runs.append(Run(_CHARACTERS.get(child.name, ""), looks, tag))
                self._inline(child, line, tag, looks | self._styles.looks(child.value("text:style-name")))

    def _control(self, control: Element, line: Paragraph, tag: str, looks: frozenset[str]) -> None:
        tag = control.value("loext:tag") or tag
        if control.value("loext:checkbox") == "true":
            is_ticked = control.value("loext:checked") == "true"
            line.runs.append(Run(TICKED if is_ticked else UNTICKED, looks, tag))
        elif control.value("loext:showing-place-holder") != "true":
            self._inline(control, line, tag, looks)

    def _frame(self, frame: Element, line: Paragraph) -> None:
        boxes = [
            each for each in (frame, *frame.elements) if each.name in {"draw:text-box", "draw:custom-shape"}
        ]
        for box in boxes:
            line.after += self.blocks(box, line.cell, line.tag)
        line.pictures += not boxes and any(True for _ in frame.iter_all("draw:image", "draw:object"))

    def _plain(self, parent: Element) -> str:
        return " ".join(block.text for block in _Reading(self._styles).blocks(parent, None))


def _through(table: Element) -> list[Element]:
    """The rows of a table, also those in groups."""
    found = []
    for child in table.elements:
        if child.name == "table:table-row":
            found.append(child)
        elif child.name in _ROWS:
            found += _through(child)
    return found
