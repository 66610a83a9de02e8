"""The blocks of a .docx or an .odt, read by one walk: what an element is to a reader, `rules.toml` says.

Both keep far more than a reader sees: boxes to tick in three formats, two copies of each text box, prompts
that vanish when somebody types, and symbol fonts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count, groupby

from generator.proforma.blocks import Block, tidy
from generator.proforma.package import Element, Package
from generator.proforma.rules import PICTURE, TABLE, TICKED, UNTICKED

_ELEMENTS, _CHARACTERS = TABLE["elements"], TABLE["characters"]
_KIND = {name: kind for kind, names in reversed(_ELEMENTS.items()) for name in names}
_SIGNS = {
    font: {int(code, 16): sign for code, sign in signs.items()} for font, signs in TABLE["symbols"].items()
}
_BREAK = re.compile("(\r\n|[\n\r\u2028\u2029])")
_COLUMN = re.compile(r"(?:(?<=[^\W\d_]{2})|(?<=[^\W\d_]{2}[?.:!,;)])) *\t\s*(?=[^\t]{3})")
"""A tab between two texts, as in a table that became text; none after a bullet or a number."""
_NOTHING = Element("")


@dataclass(frozen=True)
class Read:
    """A whole document."""

    blocks: tuple[Block, ...]
    margins: tuple[Block, ...]
    """Headers and footers."""
    comments: tuple[str, ...]
    has_tracked_changes: bool


def read_document(package: Package) -> Read:
    reading = _Reading(package)
    others = package.others
    blocks = reading.blocks(package.main.find("w:body") or package.main.find("office:body") or _NOTHING)
    margins = [root for name, root in others.items() if name.startswith(("header", "footer"))]
    for page in others.get("styles", _NOTHING).iter_all("style:master-page"):
        margins += [each for each in page.elements if each.name.startswith(("style:header", "style:footer"))]
    comments = [reading.plain(note) for note in others.get("comments", _NOTHING).elements]
    return Read(
        tuple(blocks),
        tuple(block for root in margins for block in reading.blocks(root)),
        tuple(filter(None, (*comments, *reading.comments))),
        reading.has_tracked_changes,
    )


class _Reading:
    def __init__(self, package: Package) -> None:
        roots = (package.main, package.others.get("styles", _NOTHING))
        self._styles = {
            each.value(of="style:name") or each.value(of="w:styleId"): each
            for root in roots
            for each in root.iter_all("style:style", "w:style")
        }
        self._numbered = {*_numbered_lists((*roots, package.others.get("numbering", _NOTHING)))}
        self._counts = Counter[str]()
        """Of the entries of each list."""
        self._number = ""
        """What the program puts before the next paragraph."""
        self._tables = count(1)
        self._place = (0, 0, 0)
        """The number of the innermost table, and how many rows and columns of it were read."""
        self._found: list[Block] = []
        self._runs: list[Block] | None = None
        """What stands in the paragraph so far."""
        self.comments: list[str] = []
        self.has_tracked_changes = False
        self._notes = {
            f"w:{kind}Reference{note.value(of='w:id')}": self.plain(note)
            for kind in ("footnote", "endnote")
            for note in package.others.get(f"{kind}s", _NOTHING).elements
        }

    def plain(self, parent: Element) -> str:
        return " ".join(block.text for block in self.blocks(parent))

    def blocks(self, parent: Element) -> list[Block]:
        before, self._found, self._runs = (self._found, self._runs), [], None
        self._walk(parent, Block())
        found, (self._found, self._runs) = self._found, before
        return found

    def _walk(self, parent: Element, looks: Block, font: str = "") -> None:
        """`looks`: what all blocks below have: their cell, tag, whether they are listed and struck out."""
        looks, font = self._looks(parent, looks, font)
        has_text = parent.name in _ELEMENTS["text"] or parent.name.startswith(("text:", "loext:"))
        for child in parent.children:
            if isinstance(child, Element):
                self._read(child, looks, font)
            elif has_text:
                signs = _SIGNS.get(font)  # few fonts have signs for letters
                text = "".join(signs.get(ord(sign) & 0xFF, sign) for sign in child) if signs else child
                self._show(text.replace("\n", " "), looks)

    def _read(self, element: Element, looks: Block, font: str) -> None:
        kind = _KIND.get(element.name)
        self.has_tracked_changes |= element.name in _ELEMENTS["changed"]
        if reads := getattr(self, f"read_{kind}", None):
            reads(element, looks)
        elif kind == "control":
            inner, tick = replace(looks, tag=_tag_of(element) or looks.tag), _tick_of(element)
            self._show(tick, inner)
            self._walk(_NOTHING if tick else _content(element), inner, font)
        elif kind != "nothing" and not element.name.endswith("Pr"):
            self._show(self._character(element), looks)
            self._walk(element, looks, font)

    def read_table(self, table: Element, looks: Block) -> None:
        before, self._place = self._place, (next(self._tables), -1, 0)
        self._walk(table, looks)
        self._place = before

    def read_row(self, row: Element, looks: Block) -> None:
        self._place = (self._place[0], self._place[1] + 1, 0)
        self._walk(row, looks)

    def read_cell(self, cell: Element, looks: Block) -> None:
        table, row, column = self._place
        span = cell.value("w:tcPr", "w:gridSpan")
        self._place = (table, row, column + (int(span) if re.fullmatch("[1-9][0-9]?", span) else 1))
        self._walk(cell, replace(looks, cell=(table, row, column), is_listed=False))

    def read_list(self, element: Element, looks: Block) -> None:
        for entry in element.elements:
            self._enter(element.value(of="text:style-name"), is_new=entry.name == "text:list-item")
            self._walk(entry, replace(looks, is_listed=True))

    def read_note(self, note: Element, looks: Block) -> None:
        self._show(f" ({self.plain(note)})", looks)

    def read_comment(self, comment: Element, _looks: Block) -> None:
        self.comments.append(self.plain(comment))

    def _enter(self, of_list: str, *, is_new: bool) -> None:
        self._counts[of_list] += is_new
        self._number = str(self._counts[of_list]) if of_list in self._numbered else ""

    def read_paragraph(self, element: Element, looks: Block) -> None:
        of_list = element.value("w:pPr", "w:numPr", "w:numId")
        if of_list and element.value("w:pPr", "w:numPr", "w:ilvl") in {"", "0"}:
            self._enter(of_list, is_new=True)
        number, self._number = self._number, ""
        is_listed = looks.is_listed or bool(of_list) or "List" in element.value("w:pPr", "w:pStyle")
        line = replace(looks, is_listed=is_listed)
        before, self._runs, start = self._runs, [], len(self._found)
        self._walk(element, replace(line, tag=""))
        own = [*_lines(self._runs, line)]
        own[:1] = [replace(block, number=number) for block in own[:1]]
        # What stands in text boxes that hang on a paragraph comes after it.
        self._found[start:start] = own
        self._runs = before

    def _show(self, text: str, looks: Block) -> None:
        if self._runs is not None:
            self._runs += [replace(looks, text=part) for part in _BREAK.split(text)]
        elif shown := tidy(text):
            self._found.append(replace(looks, text=shown))

    def _looks(self, element: Element, looks: Block, font: str) -> tuple[Block, str]:
        own = element.find("w:rPr") or _NOTHING
        styles = (
            *(element.value(of="text:style-name"), own.value("w:rStyle")),
            element.value("w:pPr", "w:pStyle"),
        )
        is_gone = element.find("w:trPr", "w:del") or element.find("w:tcPr", "w:cellDel")
        self.has_tracked_changes |= is_gone is not None
        is_struck = looks.is_struck or is_gone or _KIND.get(element.name) == "deleted" or _hides(own)
        fonts = own.find("w:rFonts")
        font = fonts.value(of="w:ascii").lower() if fonts else font
        return replace(looks, is_struck=bool(is_struck) or any(map(self._is_struck, styles))), font

    def _is_struck(self, name: str) -> bool:
        """By a style, or by one that it is based on."""
        for _ in range(9):
            style = self._styles.get(name)
            if style is None:
                return False
            if _hides(style.find("w:rPr") or style.find("style:text-properties") or style):
                return True
            name = style.value("w:basedOn") or style.value(of="style:parent-style-name")
        return False

    def _character(self, element: Element) -> str:
        """What an element shows by itself, without what stands in it."""
        if element.name == "w:sym":
            code = element.value(of="w:char")
            number = int(code, 16) if re.fullmatch("[0-9a-fA-F]{1,5}", code) else 0
            shown = "" if 0xE000 <= number <= 0xF8FF or number <= 32 else chr(number)
            return str(_SIGNS.get(element.value(of="w:font").lower(), {}).get(number & 0xFF, shown))
        if element.name == "w:fldChar":
            return _form_field(element)
        if element.name in _ELEMENTS["note_reference"]:
            # Word refers to a note once. A small file that did it often would give a huge text.
            note = self._notes.pop(element.name + element.value(of="w:id"), "")
            return f" ({note})" if note else ""
        return str(_CHARACTERS.get(element.name, ""))

    def read_frame(self, frame: Element, looks: Block) -> None:
        """A picture, or a text box; Word writes text boxes twice, for new and old readers."""
        versions = [each for each in frame.elements if each.name in {"mc:Choice", "mc:Fallback"}]
        if versions:
            with_text = [each for each in versions if any(each.iter_all(*_ELEMENTS["text_box"]))]
            frame = (with_text or versions)[0]
        contents = _outermost(Element("", children=[frame]), _ELEMENTS["text_box"])
        before, self._runs = self._runs, None
        for content in contents:
            self._walk(content, replace(looks, is_listed=False))
        if not contents and any(frame.iter_all(*_ELEMENTS["image"])):
            self._show(PICTURE, looks)
        self._runs = before


def _lines(runs: Iterable[Block], line: Block) -> Iterator[Block]:
    """A paragraph's lines. Columns of text are lines, too, and what stands in a box, or is struck out."""
    for (is_break, _), part in groupby(runs, lambda run: (bool(_BREAK.fullmatch(run.text)), _box_of(run))):
        inside = [] if is_break else [*part]
        tags = list(dict.fromkeys(run.tag for run in inside if run.tag))
        tag = tags[0] if len(tags) == 1 else tags[0].partition(".")[0] if tags else line.tag
        for is_struck in (False, True):
            whole = "".join(run.text for run in inside if run.is_struck is is_struck)
            for text in filter(None, map(tidy, _COLUMN.split(whole))):
                yield replace(line, text=text, tag=tag, is_struck=is_struck)


def _box_of(run: Block) -> str:
    """The question whose box to type in a run stands in. A box to tick belongs to the words beside it."""
    return "" if run.text in {TICKED, UNTICKED} else run.question


def _is_on(switch: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return switch is not None and switch.value().lower() not in {"0", "false", "off", "none"}


def _hides(properties: Element) -> bool:
    """Whether text with these properties is struck out or not shown."""
    line = properties.value(of="style:text-line-through-style")
    switches = [properties.find(name) for name in ("w:strike", "w:dstrike", "w:vanish")]
    return (
        any(map(_is_on, switches))
        or line not in {"", "none"}
        or properties.value(of="text:display") == "none"
    )


def _numbered_lists(roots: Iterable[Element]) -> Iterator[str]:
    """The lists whose outermost entries have numbers, and no bullets."""
    kinds = set()
    for root in roots:
        for each in root.elements:
            if each.value("w:lvl", "w:numFmt").startswith("decimal"):
                kinds.add(each.value(of="w:abstractNumId"))
            if each.value("w:abstractNumId") in kinds:
                yield each.value(of="w:numId")
        for style in root.iter_all("text:list-style"):
            if style.elements and style.elements[0].value(of="style:num-format") == "1":
                yield style.value(of="style:name")


def _tag_of(control: Element) -> str:
    return tidy(control.value("w:sdtPr", "w:tag") or control.value(of="loext:tag"))


def _tick_of(control: Element) -> str:
    """☒ or ☐ when the content control is a box to tick; empty when it is not."""
    box = control.find("w:sdtPr", "w14:checkbox")
    if box is None and control.value(of="loext:checkbox") != "true":
        return ""
    is_ticked = box.value("w14:checked", of="w14:val") if box else control.value(of="loext:checked")
    return TICKED if is_ticked.lower() in {"1", "true", "on"} else UNTICKED


def _content(control: Element) -> Element:
    """What somebody typed into it: nothing while it shows its prompt, such as "Click here to enter text"."""
    is_prompt = _is_on(control.find("w:sdtPr", "w:showingPlcHdr"))
    if is_prompt or control.value(of="loext:showing-place-holder") == "true":
        return _NOTHING
    return control.find("w:sdtContent") or control


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
    choices = character.find("w:ffData", "w:ddList") or _NOTHING
    entries = [entry.value() for entry in choices.elements if entry.name == "w:listEntry"]
    number = choices.value("w:result") or "0"
    return entries[int(number)] if re.fullmatch("[0-9]{1,6}", number) and int(number) < len(entries) else ""
