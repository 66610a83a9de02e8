"""The requirements of an accessible PDF (PDF/UA-1, ISO 14289), checked by a library that did not make it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

PAINTS = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "INLINE IMAGE"}


def iter_faults(pdf: pikepdf.Pdf) -> Iterator[str]:
    """A sentence for each requirement that is not met."""
    root: Any = pdf.Root
    if root.get("/MarkInfo", {}).get("/Marked") is not True:
        yield "it is not marked as tagged"
    if not root.get("/Lang"):
        yield "it does not say its language"
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "viewers would show the name of its file"
    with pdf.open_metadata() as metadata:
        if str(metadata.get("pdfuaid:part")) != "1":
            yield "it does not say that it is PDF/UA"
        if not metadata.get("dc:title"):
            yield "its metadata has no title"
    yield from _untagged(pdf)
    yield from _wrong_structure(list(iter_elements(root.StructTreeRoot)))
    yield from _lost_links(pdf)
    yield from (f"the font {name} is not in it" for name in _fonts_not_embedded(pdf))


def iter_elements(node: Any) -> Iterator[Any]:
    """The elements of the structure, in reading order."""
    kids = node.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield kid
            yield from iter_elements(kid)


def tag_of(element: Any) -> str:
    return str(element.S)[1:]


def _untagged(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Faults for anything painted that is neither part of the structure nor marked as decoration."""
    tree = pdf.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(tree[index]): tree[index + 1] for index in range(0, len(tree), 2)}
    for number, page in enumerate(pdf.pages, start=1):
        marks: list[bool] = []
        known = len(parents[int(page.StructParents)])
        for instruction in pikepdf.parse_content_stream(page):
            operands, name = instruction.operands, str(instruction.operator)
            if name in {"BDC", "BMC"}:
                marks.append(True)
                place = operands[1].get("/MCID") if name == "BDC" else None
                if place is not None and int(place) >= known:
                    yield f"page {number} has content {place} that is nowhere in the structure"
            elif name == "EMC":
                marks.pop()
            elif name in PAINTS and not marks:
                yield f"page {number} paints something without a tag"
                break


def _wrong_structure(elements: list[Any]) -> Iterator[str]:
    level = 0
    for element in elements:
        tag = tag_of(element)
        if re.fullmatch("H[1-6]", tag):
            if int(tag[1]) > level + 1:
                yield f"a heading {tag} comes after one of level {level}"
            level = int(tag[1])
        if tag == "Figure" and not str(element.get("/Alt", "")):
            yield "a picture has no words"
    identifiers = {str(element.ID) for element in elements if tag_of(element) == "TH" and "/ID" in element}
    for element in elements:
        if tag_of(element) == "TD":
            headers = [str(name) for name in element.A.get("/Headers", [])]
            if not headers or not set(headers) <= identifiers:
                yield "a cell of a table has no heading"
                return


def destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    """For each named destination, the number of its page, from 1."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    return {str(name): numbers[place[0].objgen] for name, place in names.items()}


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, str, str]]:
    """For each link its page, and its destination in the PDF or its web address; one of the two is empty."""
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.get("/Annots", []):
            action = annotation.get("/A")
            yield number, str(annotation.get("/Dest", "")), str(action.URI) if action else ""


def _lost_links(pdf: pikepdf.Pdf) -> Iterator[str]:
    known = destinations(pdf)
    for number, place, address in links(pdf):
        if place not in known and not address.startswith(("http://", "https://")):
            yield f"page {number} has a link to nowhere: {place or address}"


def _fonts_not_embedded(pdf: pikepdf.Pdf) -> Iterator[str]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys()):
                yield str(item.FontName)
        elif (
            isinstance(item, pikepdf.Dictionary)
            and item.get("/Type") == "/Font"
            and not {"/FontDescriptor", "/DescendantFonts"} & set(item.keys())
        ):
            yield str(item.get("/BaseFont"))


def bookmarks(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """The level (from 1), title and page of each bookmark, in order."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}

    def walk(items: Any, level: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            yield level, item.title, numbers[item.destination[0].objgen]
            yield from walk(item.children, level + 1)

    with pdf.open_outline() as outline:
        return list(walk(outline.root, 1))
