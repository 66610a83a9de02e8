"""Our own form, filled in as people do: in its boxes, beside them, or in a copy that has lost its tags."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Mapping, Sequence
from unittest.mock import patch
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, TABLE = f"{{{OFFICE}text:1.0}}", f"{{{OFFICE}table:1.0}}"


def with_part(form: bytes, name: str, data: bytes | str, *, is_new: bool = False) -> bytes:
    """The same file with one of its parts replaced, or one more."""
    written = io.BytesIO()
    with ZipFile(io.BytesIO(form)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for member in source.namelist():
            target.writestr(member, data if member == name else source.read(member))
        if is_new:
            target.writestr(name, data)
    return written.getvalue()


def part_of(form: bytes, name: str) -> bytes:
    with ZipFile(io.BytesIO(form)) as archive:
        return archive.read(name)


def fill_word(
    form: bytes,
    boxes: Mapping[str, str | Sequence[str]],
    ticks: Collection[str] = (),
    *,
    keeps_tags: bool = True,
) -> bytes:
    """Answers in the boxes of a blank form, by tag; a list of answers for the rows of a table.

    `keeps_tags`: False for what is left after a program that knows no content controls.
    """
    root = etree.fromstring(part_of(form, "word/document.xml"))
    used: dict[str, int] = {}
    for control in list(root.iter(f"{W}sdt")):
        tag = control.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
        number = used[tag] = used.get(tag, -1) + 1
        content = control.find(f"{W}sdtContent")
        if (box := control.find(f"{W}sdtPr/{W14}checkbox")) is not None:
            if tag in ticks:
                box.find(f"{W14}checked").set(f"{W14}val", "1")
                next(content.iter(f"{W}t")).text = "☒"
        else:
            given = boxes.get(tag, "")
            text = given if isinstance(given, str) else given[number] if number < len(given) else ""
            _type(control, content, text)
        if not keeps_tags:
            parent = control.getparent()
            for child in list(content):
                control.addprevious(child)
            parent.remove(control)
    return with_part(form, "word/document.xml", etree.tostring(root))


def _type(control: etree._Element, content: etree._Element, text: str) -> None:
    if not text:
        return
    control.find(f"{W}sdtPr").remove(control.find(f"{W}sdtPr/{W}showingPlcHdr"))
    for child in list(content):
        content.remove(child)
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(content, f"{W}p"), f"{W}r")
        etree.SubElement(run, f"{W}t").text = line


def fill_odt(form: bytes, boxes: Mapping[str, str], ticks: Collection[str] = ()) -> bytes:
    """Answers in the second cell of rows of a blank form, by how the first begins; ticks by their words."""
    root = etree.fromstring(part_of(form, "content.xml"))
    for row in root.iter(f"{TABLE}table-row"):
        cells = list(row)
        label = re.sub(r"^[0-9]+[AB]?\. ", "", "".join(cells[0].itertext()))
        text = next((text for asked, text in boxes.items() if label.startswith(asked)), "")
        if text and len(cells) == 2:
            cells[1].remove(cells[1][0])
            for line in text.split("\n"):
                etree.SubElement(cells[1], f"{TEXT}p").text = line
    for node in root.iter(f"{TEXT}p", f"{TEXT}s"):
        for attribute in ("text", "tail"):
            text = getattr(node, attribute) or ""
            for words in ticks:
                if text.strip() == f"☐\u00a0{words}":
                    setattr(node, attribute, text.replace("☐", "☒"))
    return with_part(form, "content.xml", etree.tostring(root))


def as_zip64(form: bytes) -> bytes:
    """The same file with all of its sizes and places in 64 bits, as a program may write them."""
    with patch("zipfile.ZIP64_LIMIT", -1):
        return with_part(form, "", b"")
