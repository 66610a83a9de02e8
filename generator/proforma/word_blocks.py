"""The blocks of a .docx.

Word keeps far more than a reader sees: boxes to tick in three formats, two copies of each text box, prompts
that vanish when somebody types, and symbol fonts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import count

from generator.proforma.blocks import Block, Cell, Paragraph, Read, Run, tidy
from generator.proforma.package import Element, Package
from generator.proforma.rules import TICKED, UNTICKED

_THROUGH = {
    *("w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:customXml", "w:fldSimple", "w:dir", "w:bdo"),
    *("w:sdtContent", "w:ruby", "w:rubyBase", "m:oMath", "m:oMathPara", "m:r"),
}
"""Elements that hold more of the same, and mean nothing by themselves."""
_CHARACTERS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
_BOXES = {"w:drawing", "w:pict", "w:object", "mc:AlternateContent"}
_WINGDINGS = {0xFE: "☒", 0xFD: "☒", 0x78: "☒", 0xFC: "✓", 0xFB: "✗", 0xA8: "☐", 0x6F: "☐", 0x71: "☐"}
_WINGDINGS_2 = {0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐"}
_SYMBOLS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}
_OFF = {"0", "false", "off", "none"}


def read_word(package: Package) -> Read:
    notes = {
        f"{name}{note.value('w:id')}": _plain(note)
        for name, root in package.others.items()
        if name in {"footnotes", "endnotes"}
        for note in root.elements
    }
    reading = _Reading(notes, _numbering(package.others.get("numbering", Element(""))))
    body = package.main.find("w:body")
    blocks = reading.blocks(body, None, "") if body else []
    margins: list[Block] = []
    comments: list[str] = []
    for name, root in package.others.items():
        if name.startswith(("header", "footer")):
            margins += _Reading({}, {}).blocks(root, None, "")
        elif name == "comments":
            comments += [text for note in root.elements if (text := _plain(note))]
    return Read(tuple(blocks), tuple(margins), tuple(comments), reading.has_tracked_changes)


def _plain(note: Element) -> str:
    return " ".join(block.text for block in _Reading({}, {}).blocks(note, None, ""))


def _numbering(root: Element) -> dict[str, bool]:
    """For each list, whether its outermost entries have numbers, and no bullets."""
    formats = {
        each.value("w:abstractNumId"): level.value().startswith("decimal")
        for each in root.elements
        if each.name == "w:abstractNum" and (level := each.find("w:lvl", "w:numFmt"))
    }
    return {
        each.value("w:numId"): formats.get(kind.value(), False)
        for each in root.elements
        if each.name == "w:num" and (kind := each.find("w:abstractNumId"))
    }


def _is_on(switch: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return switch is not None and switch.value().lower() not in _OFF


class _Reading:
    def __init__(self, notes: dict[str, str], numbering: dict[str, bool]) -> None:
        self._notes = notes
        self._numbering = numbering
        self._counts: defaultdict[str, int] = defaultdict(int)
        self._tables = count(1)
        self.has_tracked_changes = False

    def blocks(self, parent: Element, cell: Cell | None, tag: str) -> list[Block]:
        found: list[Block] = []
        for child in parent.elements:
            if child.name == "w:p":
                found += self._paragraph(child, cell, tag)
            elif child.name == "w:tbl":
                found += self._table(child, tag)
            elif child.name == "w:sdt":
                found += self._control(child, cell, _tag_of(child) or tag)
            elif child.name in _BOXES:
                found += self._paragraph(Element("w:p", children=[child]), cell, tag)
            elif not child.name.endswith("Pr"):
                found += self.blocks(child, cell, tag)
        return found

    def _control(self, control: Element, cell: Cell | None, tag: str) -> list[Block]:
        content = control.find("w:sdtContent")
        if tick := _tick_of(control):
            return [Block(tick, cell, tag)]
        return self.blocks(content, cell, tag) if content and not _is_prompt(control) else []

    def _table(self, table: Element, tag: str) -> list[Block]:
        found: list[Block] = []
        number = next(self._tables)
        for row, (line, outer) in enumerate(_through(table, "w:tr", tag)):
            column = 0
            for each, inner in _through(line, "w:tc", outer):
                blocks = self.blocks(each, (number, row, column), inner)
                if line.find("w:trPr", "w:del") or each.find("w:tcPr", "w:cellDel"):
                    self.has_tracked_changes = True
                    blocks = [replace(block, is_struck=True) for block in blocks]
                found += blocks
                span = each.find("w:tcPr", "w:gridSpan")
                column += int(span.value()) if span and re.fullmatch("[1-9][0-9]?", span.value()) else 1
        return found

    def _paragraph(self, element: Element, cell: Cell | None, tag: str) -> list[Block]:
        style, list_ = element.find("w:pPr", "w:pStyle"), element.find("w:pPr", "w:numPr", "w:numId")
        is_listed = list_ is not None or bool(style and "List" in style.value())
        paragraph = Paragraph(cell, tag, is_listed, self._number(element, list_))
        self._inline(element, paragraph, "", frozenset())
        return paragraph.blocks()

    def _number(self, element: Element, list_: Element | None) -> str:
        level = element.find("w:pPr", "w:numPr", "w:ilvl")
        if list_ is None or not self._numbering.get(list_.value()) or (level and level.value() != "0"):
            return ""
        self._counts[list_.value()] += 1
        return str(self._counts[list_.value()])

    def _inline(self, parent: Element, line: Paragraph, tag: str, looks: frozenset[str]) -> None:
        for child in parent.elements:
            if child.name == "w:r":
                self._run(child, line, tag, looks)
            elif child.name == "w:sdt":
                self._inline_control(child, line, _tag_of(child) or tag, looks)
            elif child.name in _BOXES:
                self._box(child, line)
            elif child.name == "m:t":
                line.runs.append(Run(child.text, looks, tag))
            elif not child.name.endswith("Pr"):
                is_deleted = child.name in {"w:del", "w:moveFrom"}
                self.has_tracked_changes |= is_deleted or child.name == "w:ins"
                self._inline(child, line, tag, looks | {"struck"} if is_deleted else looks)

    def _inline_control(self, control: Element, line: Paragraph, tag: str, looks: frozenset[str]) -> None:
        content = control.find("w:sdtContent")
        if tick := _tick_of(control):
            line.runs.append(Run(tick, looks, tag))
        elif content and not _is_prompt(control):
            self._inline(content, line, tag, looks)

    def _run(self, run: Element, line: Paragraph, tag: str, looks: frozenset[str]) -> None:
        looks |= _looks_of(run)
        for child in run.elements:
            if child.name in _BOXES:
                self._box(child, line)
            elif child.name == "w:ruby":
                self._inline(child, line, tag, looks)
            else:
                line.runs.append(Run(self._text(child, run), looks, tag))

    def _text(self, child: Element, run: Element) -> str:
        match child.name:
            case "w:t" | "w:delText":
                return _symbols(child.text, run)
            case "w:sym":
                return _symbol(child)
            case "w:fldChar":
                return _form_field(child)
            case "w:footnoteReference" | "w:endnoteReference":
                kind = child.name.removeprefix("w:").removesuffix("Reference")
                # Word refers to a note once. A small file that did it often would give a huge text.
                note = self._notes.pop(f"{kind}s{child.value('w:id')}", "")
                return f" ({note})" if note else ""
        return _CHARACTERS.get(child.name, "")

    def _box(self, box: Element, line: Paragraph) -> None:
        """A picture, or a text box; Word writes text boxes twice, for new and old readers."""
        if box.name == "mc:AlternateContent":
            versions = [each for each in box.elements if each.name in {"mc:Choice", "mc:Fallback"}]
            best = next((each for each in versions if any(each.iter_all("w:txbxContent"))), None)
            for child in (best or (versions or [Element("")])[0]).elements:
                self._box(child, line)
            return
        contents = _outermost(box, "w:txbxContent")
        for content in contents:
            line.after += self.blocks(content, line.cell, line.tag)
        pictures = ("a:blip", "v:imagedata", "a:graphicData")
        line.pictures += not contents and any(True for _ in box.iter_all(*pictures))


def _tag_of(control: Element) -> str:
    tag = control.find("w:sdtPr", "w:tag")
    return tidy(tag.value()) if tag else ""


def _tick_of(control: Element) -> str:
    """☒ or ☐ when the content control is a box to tick; empty when it is not."""
    box = control.find("w:sdtPr", "w14:checkbox")
    if box is None:
        return ""
    state = box.find("w14:checked")
    return TICKED if state and state.value("w14:val").lower() in {"1", "true", "on"} else UNTICKED


def _is_prompt(control: Element) -> bool:
    """Whether the control still shows its own prompt, such as "Click here to enter text"."""
    return _is_on(control.find("w:sdtPr", "w:showingPlcHdr"))


def _through(parent: Element, name: str, tag: str) -> list[tuple[Element, str]]:
    """The children of a name, also those inside content controls, each with its tag."""
    found = []
    for child in parent.elements:
        if child.name == name:
            found.append((child, tag))
        elif child.name in _THROUGH or child.name == "w:sdt":
            found += _through(child, name, _tag_of(child) or tag)
    return found


def _outermost(parent: Element, name: str) -> list[Element]:
    """Elements of a name below a parent, but none inside another: a text box may hold one more."""
    found = []
    for child in parent.elements:
        found += [child] if child.name == name else _outermost(child, name)
    return found


def _looks_of(run: Element) -> frozenset[str]:
    names = {"bold": "w:b", "struck": "w:strike", "marked": "w:highlight"}
    found = {look for look, name in names.items() if _is_on(run.find("w:rPr", name))}
    found |= {"struck"} if _is_on(run.find("w:rPr", "w:dstrike")) else set()
    shade = run.find("w:rPr", "w:shd")
    if shade and shade.value("w:fill").lower() not in {"", "auto", "ffffff"}:
        found.add("marked")
    return frozenset(found)


def _symbols(text: str, run: Element) -> str:
    """The characters of a run as they are shown, which a symbol font changes."""
    fonts = run.find("w:rPr", "w:rFonts")
    table = _SYMBOLS.get(fonts.value("w:ascii").lower() if fonts else "")
    return "".join(table.get(ord(sign) & 0xFF, sign) for sign in text) if table else text


def _symbol(element: Element) -> str:
    code = element.value("w:char")
    number = int(code, 16) if re.fullmatch("[0-9a-fA-F]{1,5}", code) else 0
    known = _SYMBOLS.get(element.value("w:font").lower(), {}).get(number & 0xFF)
    return known or ("" if 0xE000 <= number <= 0xF8FF or number <= 32 else chr(number))


def _form_field(character: Element) -> str:
    """The state of a box or list of an old-fashioned form field."""
    box = character.find("w:ffData", "w:checkBox")
    if box:
        state = box.find("w:checked") or box.find("w:default")
        return TICKED if _is_on(state) else UNTICKED
    choices = character.find("w:ffData", "w:ddList")
    if not choices:
        return ""
    entries = [entry.value() for entry in choices.elements if entry.name == "w:listEntry"]
    result = choices.find("w:result")
    number = result.value() if result else "0"
    return entries[int(number)] if number.isdecimal() and int(number[:6]) < len(entries) else ""
