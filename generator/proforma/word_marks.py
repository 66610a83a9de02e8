"""The characters of Word's text: symbol fonts, boxes to tick, and spaces that look alike."""

from __future__ import annotations

import re

from generator.proforma.xml_tree import Element

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
