"""What a reader of a Word document sees: paragraphs and tables, with ticks as characters.

Word keeps far more than that: text that is deleted but tracked, boxes to tick in three formats, two
copies of each text box, prompts that vanish when somebody types, and symbol fonts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TypeAlias

from generator.proforma.package import Element, Package

TICKED, UNTICKED = "☒", "☐"

THROUGH = {
    *("w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:customXml", "w:fldSimple", "w:dir", "w:bdo"),
    *("w:sdtContent", "w:ruby", "w:rubyBase", "m:oMath", "m:oMathPara", "m:r"),
}
"""Elements that hold more of the same, and mean nothing by themselves."""

_WINGDINGS = {0xFE: "☒", 0xFD: "☒", 0x78: "☒", 0xFC: "✓", 0xFB: "✗", 0xA8: "☐", 0x6F: "☐", 0x71: "☐"}
_WINGDINGS_2 = {0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☒", 0x53: "☒", 0x54: "☒", 0xA3: "☐", 0x2A: "☐"}
_SYMBOLS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}

_NO_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufdd0-\ufdef]"
    "|[\ufe00-\ufe0f]|[\ud800-\udfff]|["
    + "".join(chr((p << 16) + e) for p in range(17) for e in (0xFFFE, 0xFFFF))
    + "]"
)
"""Characters that nobody sees: controls, joiners, marks of direction, variants of the one before."""
_SPACE = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINE_END = re.compile(" ?(?:\r\n|[\n\r\u2028\u2029]) ?")


def tidy(text: str) -> str:
    """Text in which a space is a space and a line end a line end, without any at its ends."""
    text = _SPACE.sub(" ", _NO_TEXT.sub("", text))
    return _LINE_END.sub("\n", text).strip()


def is_on(switch: Element | None) -> bool:
    """Whether a property is there and not switched off."""
    return switch is not None and switch.value().lower() not in {"0", "false", "off", "none"}


def tick_of_content(control: Element) -> str:
    """☒ or ☐ when the content control is a box to tick; empty when it is not."""
    box = control.find("w:sdtPr", "w14:checkbox")
    if box is None:
        return ""
    state = box.find("w14:checked")
    return TICKED if state and state.value("w14:val").lower() in {"1", "true", "on"} else UNTICKED


def symbol_of(text: str, holder: Element) -> str:
    """Text of a run, or the hexadecimal number in a `w:sym`, as the character that is shown."""
    fonts = holder.find("w:rPr", "w:rFonts")
    font = holder.value("w:font") or (fonts.value("w:ascii") if fonts else "")
    table = _SYMBOLS.get(font.lower())
    if holder.name == "w:sym":
        code = int(text, 16) if re.fullmatch("[0-9a-fA-F]{1,5}", text) else 0
        return (table or {}).get(
            code & 0xFF, "" if 0xE000 <= code <= 0xF8FF else chr(code) if code > 32 else ""
        )
    return "".join(table.get(ord(c) & 0xFF, c) for c in text) if table else text


def through(parent: Element, name: str) -> list[Element]:
    """The children of a name, also those inside content controls."""
    found = []
    for child in parent.children:
        if child.name == name:
            found.append(child)
        elif child.name in THROUGH or child.name == "w:sdt":
            found += through(child, name)
    return found


def outermost(parent: Element, name: str) -> list[Element]:
    """Elements of a name below a parent, but none inside another: a text box may hold one more."""
    found = []
    for child in parent.children:
        found += [child] if child.name == name else outermost(child, name)
    return found


def is_prompt(control: Element) -> bool:
    """Whether the control still shows its own prompt, such as "Click here to enter text"."""
    return is_on(control.find("w:sdtPr", "w:showingPlcHdr"))


def looks_of(run: Element) -> frozenset[str]:
    names = {"bold": "w:b", "struck": "w:strike", "highlighted": "w:highlight"}
    found = {look for look, name in names.items() if is_on(run.find("w:rPr", name))}
    shade = run.find("w:rPr", "w:shd")
    if shade and shade.value("w:fill").lower() not in {"", "auto", "ffffff"}:
        found.add("highlighted")
    return frozenset(found)


def form_field(character: Element) -> str:
    """The state of a box or list of an old-fashioned form field."""
    box = character.find("w:ffData", "w:checkBox")
    if box:
        state = box.find("w:checked") or box.find("w:default")
        return TICKED if is_on(state) else UNTICKED
    choices = character.find("w:ffData", "w:ddList")
    if not choices:
        return ""
    entries = [entry.value() for entry in choices.children if entry.name == "w:listEntry"]
    result = choices.find("w:result")
    number = result.value() if result else "0"
    return entries[int(number)] if number.isdecimal() and int(number[:6]) < len(entries) else ""


@dataclass(frozen=True)
class Paragraph:
    text: str
    """Without spaces at its ends. Line breaks stay; a box to tick is ☒ or ☐."""
    is_listed: bool = False
    """Word puts a bullet or a number before it."""
    bold: str = ""
    """The bold words that it starts with."""
    highlighted: str = ""
    """The words of it that are marked with a highlighter."""
    struck: str = ""
    """The words of it that are struck through."""
    pictures: int = 0


@dataclass(frozen=True)
class WordTable:
    rows: tuple[tuple[Cell, ...], ...]


Block: TypeAlias = Paragraph | WordTable
Cell: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True)
class FormText:
    blocks: tuple[Block, ...]
    margins: tuple[Block, ...]
    """Headers and footers."""
    comments: tuple[str, ...]
    external: tuple[str, ...]
    has_tracked_changes: bool

    @property
    def length(self) -> int:
        """Of all of its text, in characters."""
        texts = (text for block in (*self.blocks, *self.margins) for text in _texts(block))
        return sum(map(len, (*texts, *self.comments)))


CHARACTERS = {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}
BOXES = {"w:drawing", "w:pict", "w:object", "mc:AlternateContent"}


def read_text(package: Package) -> FormText:
    notes = {
        key: text
        for name, root in package.others.items()
        if "notes" in name
        for key, text in _notes_of(root, "footnote" if "foot" in name else "endnote")
    }
    reading = _Reading(notes)
    body = package.main.find("w:body")
    margins: list[Block] = []
    comments: list[str] = []
    for name, root in package.others.items():
        if "comments" in name:
            comments += [text for note in root.children if (text := _plain_text(note))]
        elif "notes" not in name:
            margins += _Reading({}).blocks(root)
    return FormText(
        tuple(reading.blocks(body)) if body else (),
        tuple(margins),
        tuple(comments),
        package.external,
        reading.has_tracked_changes,
    )


def _notes_of(root: Element, kind: str) -> list[tuple[str, str]]:
    return [(f"{kind}{note.value('w:id')}", _plain_text(note)) for note in root.children]


def _plain_text(note: Element) -> str:
    return " ".join(text for block in _Reading({}).blocks(note) for text in _texts(block))


def _texts(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        return [block.text] if block.text else []
    return [text for row in block.rows for cell in row for inner in cell for text in _texts(inner)]


@dataclass
class _Line:
    """A paragraph while it is read."""

    runs: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    """Text, and how it looks: bold, highlighted, struck."""
    pictures: int = 0
    after: list[Block] = field(default_factory=list)
    """Text boxes that hang on it."""

    def having(self, look: str) -> str:
        return tidy("".join(text for text, looks in self.runs if look in looks))

    def bold_start(self) -> str:
        found = ""
        for text, looks in self.runs:
            if text.strip() and "bold" not in looks:
                break
            found += text
        return tidy(found)


class _Reading:
    def __init__(self, notes: dict[str, str]) -> None:
        self._notes = notes
        self.has_tracked_changes = False

    def blocks(self, parent: Element) -> list[Block]:
        found: list[Block] = []
        for child in parent.children:
            if child.name == "w:p":
                found += self._paragraph(child)
            elif child.name == "w:tbl":
                found.append(self._table(child))
            elif child.name == "w:sdt":
                found += self._controlled_blocks(child)
            elif child.name in THROUGH:
                found += self.blocks(child)
        return found

    def _controlled_blocks(self, control: Element) -> list[Block]:
        tick = tick_of_content(control)
        if tick:
            return [Paragraph(tick)]
        content = control.find("w:sdtContent")
        return self.blocks(content) if content and not is_prompt(control) else []

    def _table(self, table: Element) -> WordTable:
        rows = []
        for row in through(table, "w:tr"):
            if row.find("w:trPr", "w:del"):
                self.has_tracked_changes = True
                continue
            cells = [cell for cell in through(row, "w:tc") if not cell.find("w:tcPr", "w:cellDel")]
            rows.append(tuple(tuple(self.blocks(cell)) for cell in cells))
        return WordTable(tuple(rows))

    def _paragraph(self, paragraph: Element) -> list[Block]:
        line = _Line()
        self._inline(paragraph, line)
        style = paragraph.find("w:pPr", "w:pStyle")
        is_listed = bool(paragraph.find("w:pPr", "w:numPr")) or "List" in (style.value() if style else "")
        own = Paragraph(
            tidy("".join(text for text, _ in line.runs)),
            is_listed,
            line.bold_start(),
            line.having("highlighted"),
            line.having("struck"),
            line.pictures,
        )
        return [own, *line.after]

    def _inline(self, parent: Element, line: _Line) -> None:
        for child in parent.children:
            if child.name == "w:r":
                self._run(child, line)
            elif child.name == "w:sdt":
                self._controlled_inline(child, line)
            elif child.name in BOXES:
                self._box(child, line)
            elif child.name == "m:t":
                line.runs.append((child.text, frozenset()))
            elif child.name in THROUGH:
                self.has_tracked_changes |= child.name == "w:ins"
                self._inline(child, line)
            elif child.name in {"w:del", "w:moveFrom"}:
                self.has_tracked_changes = True

    def _controlled_inline(self, control: Element, line: _Line) -> None:
        tick = tick_of_content(control)
        content = control.find("w:sdtContent")
        if tick:
            line.runs.append((tick, frozenset()))
        elif content and not is_prompt(control):
            self._inline(content, line)

    def _run(self, run: Element, line: _Line) -> None:
        looks = looks_of(run)
        for child in run.children:
            if child.name in BOXES:
                self._box(child, line)
            elif child.name == "w:ruby":
                self._inline(child, line)
            else:
                line.runs.append((self._piece(child, run), looks))

    def _piece(self, child: Element, run: Element) -> str:
        match child.name:
            case "w:t":
                return symbol_of(child.text, run)
            case "w:sym":
                return symbol_of(child.value("w:char"), child)
            case "w:fldChar":
                return form_field(child)
            case "w:footnoteReference" | "w:endnoteReference":
                kind = child.name.removeprefix("w:").removesuffix("Reference")
                # Word refers to a note once. A small file that did it often would give a huge text.
                note = self._notes.pop(f"{kind}{child.value('w:id')}", "")
                return f" ({note})" if note else ""
        return CHARACTERS.get(child.name, "")

    def _box(self, box: Element, line: _Line) -> None:
        """A picture, or a text box; Word writes text boxes twice, for new and old readers."""
        if box.name == "mc:AlternateContent":
            versions = [child for child in box.children if child.name in {"mc:Choice", "mc:Fallback"}]
            best = next(
                (v for v in versions if any(v.iter_all("w:txbxContent"))), (versions or [Element("")])[0]
            )
            for child in best.children:
                self._box(child, line)
            return
        contents = outermost(box, "w:txbxContent")
        for content in contents:
            line.after += self.blocks(content)
        line.pictures += not contents and any(
            next(box.iter_all(name), None) for name in ("a:blip", "v:imagedata", "a:graphicData")
        )
