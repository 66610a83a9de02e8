"""The blocks of a .docx or an .odt, read by one walk: what an element is to a reader, `rules.toml` says.

Both keep far more than a reader sees: boxes to tick in three formats, two copies of each text box, prompts
that vanish when somebody types, and symbol fonts.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import count

from generator.proforma.blocks import Block, Paragraph, Read, tidy
from generator.proforma.package import Element, Package
from generator.proforma.rules import TABLE, TICKED, UNTICKED

_KIND = {name: kind for kind, names in reversed(TABLE["elements"].items()) for name in names}
_CHARACTERS, _ELEMENTS = TABLE["characters"], TABLE["elements"]
_SIGNS = {
    font: {int(code, 16): sign for code, sign in signs.items()} for font, signs in TABLE["symbols"].items()
}


def read_document(package: Package) -> Read:
    reading = _Reading(package)
    blocks = reading.blocks(
        package.main.find("w:body") or package.main.find("office:body") or Element(""), Block("")
    )
    margins = [root for name, root in package.others.items() if name.startswith(("header", "footer"))]
    for page in package.others.get("styles", Element("")).iter_all("style:master-page"):
        margins += [each for each in page.elements if each.name.startswith(("style:header", "style:footer"))]
    comments = [reading.plain(note) for note in package.others.get("comments", Element("")).elements]
    return Read(
        tuple(blocks),
        tuple(block for root in margins for block in reading.blocks(root, Block(""))),
        tuple(filter(None, (*comments, *reading.comments))),
        reading.has_tracked_changes,
    )


def _is_on(switch: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return switch is not None and switch.value().lower() not in {"0", "false", "off", "none"}


def _hides(properties: Element) -> bool:
    """Whether text with these properties is struck out or not shown."""
    line, display = properties.value("style:text-line-through-style"), properties.value("text:display")
    switches = [properties.find(name) for name in ("w:strike", "w:dstrike", "w:vanish")]
    return any(map(_is_on, switches)) or line not in {"", "none"} or display == "none"


@dataclass(frozen=True)
class _Looks:
    tag: str = ""
    is_struck: bool = False
    font: str = ""


class _Reading:
    def __init__(self, package: Package) -> None:
        roots = (package.main, package.others.get("styles", Element("")))
        self._styles = {
            each.value("style:name") or each.value("w:styleId"): each
            for root in roots
            for each in root.iter_all("style:style", "w:style")
        }
        self._numbered = _numbered_lists(*roots, package.others.get("numbering", Element("")))
        self._notes: dict[str, str] = {}
        self._counts = Counter[str]()
        self._tables = count(1)
        self.comments: list[str] = []
        self.has_tracked_changes = False
        for kind in ("footnote", "endnote"):
            for note in package.others.get(f"{kind}s", Element("")).elements:
                self._notes[f"w:{kind}Reference{note.value('w:id')}"] = self.plain(note)

    def plain(self, parent: Element) -> str:
        return " ".join(block.text for block in self.blocks(parent, Block("")))

    def blocks(self, parent: Element, line: Block) -> list[Block]:
        """`line`: what all of them have: their cell, their tag, whether they are listed and struck out."""
        found: list[Block] = []
        for child in parent.elements:
            kind = _KIND.get(child.name)
            self.has_tracked_changes |= child.name in _ELEMENTS["changed"]
            if kind == "paragraph":
                found += self._paragraph(child, line)
                line = replace(line, number="")
            elif kind == "frame":
                found += self._paragraph(Element("", children=[child]), line)
            elif kind == "table":
                found += self._table(child, line)
            elif kind == "list":
                found += self._list(child, line)
            elif kind == "control":
                inner, tick = replace(line, tag=_tag_of(child) or line.tag), _tick_of(child)
                found += [replace(inner, text=tick)] if tick else self.blocks(_content(child), inner)
            elif kind != "nothing" and not child.name.endswith("Pr"):
                is_struck = line.is_struck or kind == "deleted"
                found += self.blocks(child, replace(line, is_struck=is_struck))
        return found

    def _table(self, table: Element, line: Block) -> list[Block]:
        found: list[Block] = []
        number = next(self._tables)
        for row, (each_row, outer) in enumerate(_through(table, "row", line.tag)):
            column = 0
            for cell, tag in _through(each_row, "cell", outer):
                is_struck = bool(each_row.find("w:trPr", "w:del") or cell.find("w:tcPr", "w:cellDel"))
                self.has_tracked_changes |= is_struck
                found += self.blocks(cell, Block("", (number, row, column), tag, is_struck or line.is_struck))
                span = cell.find("w:tcPr", "w:gridSpan")
                column += int(span.value()) if span and re.fullmatch("[1-9][0-9]?", span.value()) else 1
        return found

    def _list(self, element: Element, line: Block) -> list[Block]:
        found: list[Block] = []
        for entry in element.elements:
            number = self._next_number(
                element.value("text:style-name"), is_new=entry.name == "text:list-item"
            )
            found += self.blocks(entry, replace(line, is_listed=True, number=number))
        return found

    def _next_number(self, of_list: str, *, is_new: bool) -> str:
        self._counts[of_list] += is_new
        return str(self._counts[of_list]) if of_list in self._numbered else ""

    def _paragraph(self, element: Element, line: Block) -> list[Block]:
        style, list_ = element.find("w:pPr", "w:pStyle"), element.find("w:pPr", "w:numPr", "w:numId")
        level = element.find("w:pPr", "w:numPr", "w:ilvl")
        if list_ and (level is None or level.value() == "0"):
            line = replace(line, number=self._next_number(list_.value(), is_new=True))
        is_listed = line.is_listed or list_ is not None or bool(style and "List" in style.value())
        paragraph = Paragraph(replace(line, is_listed=is_listed))
        self._inline(element, paragraph, _Looks(is_struck=line.is_struck))
        return paragraph.blocks()

    def _inline(self, parent: Element, paragraph: Paragraph, looks: _Looks) -> None:
        looks = self._looks(parent, looks)
        has_text = parent.name in _ELEMENTS["text"] or parent.name.startswith(("text:", "loext:"))
        for child in parent.children:
            if isinstance(child, str):
                signs = _SIGNS.get(looks.font)  # few fonts have signs for letters
                text = "".join(signs.get(ord(sign) & 0xFF, sign) for sign in child) if signs else child
                paragraph.add(text.replace("\n", " ") if has_text else "", looks.tag, looks.is_struck)
                continue
            kind = _KIND.get(child.name)
            self.has_tracked_changes |= child.name in _ELEMENTS["changed"]
            if kind == "frame":
                self._frame(child, paragraph)
            elif kind == "comment":
                self.comments.append(self.plain(child))
            elif kind == "control":
                inner, tick = replace(looks, tag=_tag_of(child) or looks.tag), _tick_of(child)
                paragraph.add(tick, inner.tag, looks.is_struck)
                self._inline(Element("") if tick else _content(child), paragraph, inner)
            elif kind != "nothing" and not child.name.endswith("Pr"):
                paragraph.add(self._shown(child, kind), looks.tag, looks.is_struck)
                self._inline(Element("") if kind == "note" else child, paragraph, looks)

    def _looks(self, element: Element, looks: _Looks) -> _Looks:
        own = element.find("w:rPr") or Element("")
        named = (own.find("w:rStyle"), element.find("w:pPr", "w:pStyle"))
        styles = [element.value("text:style-name"), *(style.value() for style in named if style)]
        is_struck = _KIND.get(element.name) == "deleted" or _hides(own) or any(map(self._is_struck, styles))
        fonts = own.find("w:rFonts")
        font = fonts.value("w:ascii").lower() if fonts else looks.font
        return replace(looks, is_struck=looks.is_struck or is_struck, font=font)

    def _is_struck(self, name: str) -> bool:
        """By a style, or by one that it is based on."""
        for _ in range(9):
            style = self._styles.get(name)
            if style is None:
                return False
            if _hides(style.find("w:rPr") or style.find("style:text-properties") or style):
                return True
            base = style.find("w:basedOn")
            name = base.value() if base else style.value("style:parent-style-name")
        return False

    def _shown(self, element: Element, kind: str | None) -> str:
        """What an element shows by itself, without what stands in it."""
        if element.name == "w:sym":
            code = element.value("w:char")
            number = int(code, 16) if re.fullmatch("[0-9a-fA-F]{1,5}", code) else 0
            shown = "" if 0xE000 <= number <= 0xF8FF or number <= 32 else chr(number)
            return str(_SIGNS.get(element.value("w:font").lower(), {}).get(number & 0xFF, shown))
        if element.name == "w:fldChar":
            return _form_field(element)
        if kind in {"note", "note_reference"}:
            # Word refers to a note once. A small file that did it often would give a huge text.
            key = element.name + element.value("w:id")
            note = self.plain(element) if kind == "note" else self._notes.pop(key, "")
            return f" ({note})" if note else ""
        return str(_CHARACTERS.get(element.name, ""))

    def _frame(self, frame: Element, paragraph: Paragraph) -> None:
        """A picture, or a text box; Word writes text boxes twice, for new and old readers."""
        versions = [each for each in frame.elements if each.name in {"mc:Choice", "mc:Fallback"}]
        if versions:
            with_text = [each for each in versions if any(each.iter_all(*_ELEMENTS["text_box"]))]
            frame = (with_text or versions)[0]
        contents = _outermost(Element("", children=[frame]), _ELEMENTS["text_box"])
        for content in contents:
            paragraph.after += self.blocks(content, replace(paragraph.line, number="", is_listed=False))
        paragraph.pictures += not contents and any(True for _ in frame.iter_all(*_ELEMENTS["image"]))


def _numbered_lists(*roots: Element) -> set[str]:
    """The lists whose outermost entries have numbers, and no bullets."""
    word = [each for root in roots for each in root.elements if each.name in {"w:abstractNum", "w:num"}]
    kinds = {
        each.value("w:abstractNumId")
        for each in word
        if (level := each.find("w:lvl", "w:numFmt")) and level.value().startswith("decimal")
    }
    return {
        each.value("w:numId")
        for each in word
        if (kind := each.find("w:abstractNumId")) and kind.value() in kinds
    } | {
        style.value("style:name")
        for root in roots
        for style in root.iter_all("text:list-style")
        if (first := next(iter(style.elements), None)) and first.value("style:num-format") == "1"
    }


def _tag_of(control: Element) -> str:
    tag = control.find("w:sdtPr", "w:tag")
    return tidy(tag.value() if tag else control.value("loext:tag"))


def _tick_of(control: Element) -> str:
    """☒ or ☐ when the content control is a box to tick; empty when it is not."""
    box = control.find("w:sdtPr", "w14:checkbox")
    if box is None and control.value("loext:checkbox") != "true":
        return ""
    state = box and box.find("w14:checked")
    is_ticked = state.value("w14:val") if state else control.value("loext:checked")
    return TICKED if is_ticked.lower() in {"1", "true", "on"} else UNTICKED


def _content(control: Element) -> Element:
    """What somebody typed into it: nothing while it shows its prompt, such as "Click here to enter text"."""
    is_prompt = _is_on(control.find("w:sdtPr", "w:showingPlcHdr"))
    if is_prompt or control.value("loext:showing-place-holder") == "true":
        return Element("")
    return control.find("w:sdtContent") or Element("text:span", children=control.children)


def _through(parent: Element, kind: str, tag: str) -> list[tuple[Element, str]]:
    """The rows of a table or the cells of a row, also in groups and controls, each with its tag."""
    found = []
    for child in parent.elements:
        if child.name in _ELEMENTS[kind]:
            found.append((child, tag))
        elif _KIND.get(child.name) not in {"table", "nothing"}:
            found += _through(child, kind, _tag_of(child) or tag)
    return found


def _outermost(parent: Element, names: list[str]) -> list[Element]:
    """Elements of these names below a parent, but none inside another: a text box may hold one more."""
    found = []
    for child in parent.elements:
        found += [child] if child.name in names else _outermost(child, names)
    return found


def _form_field(character: Element) -> str:
    """The state of a box or list of an old-fashioned form field."""
    if box := character.find("w:ffData", "w:checkBox"):
        return TICKED if _is_on(box.find("w:checked") or box.find("w:default")) else UNTICKED
    choices = character.find("w:ffData", "w:ddList") or Element("")
    entries = [entry.value() for entry in choices.elements if entry.name == "w:listEntry"]
    result = choices.find("w:result")
    number = result.value() if result else "0"
    return entries[int(number)] if re.fullmatch("[0-9]{1,6}", number) and int(number) < len(entries) else ""
