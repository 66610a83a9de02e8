"""Open a Word document that anybody may have made: its XML parts as plain trees, or one line on why not.

A .docx is a zip of XML. It is read without python-docx, which trusts what it opens. Sizes are checked in
the zip's directory and again while unpacking, since the directory can lie. All parts share one budget of
bytes and elements, because many small parts take as much memory as a large one. Word never writes a document
type, so one is refused: without it no entities can be declared, nor bombs or references to other files.
"""

from __future__ import annotations

import io
import lzma
import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, ZipInfo

from generator.basics.messages import say

DEEPEST = 200
MOST_ELEMENTS = 400_000
"""Elements and attributes of all parts together."""
LARGEST_FILE = 20_000_000
LARGEST_UNPACKED = 200_000_000
"""All parts together, pictures included, as the zip's directory says. In bytes."""
LARGEST_READ = 24_000_000
"""All parts that are read, counted while they are unpacked. In bytes."""
MOST_PARTS = 2_000

_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_MICROSOFT = "http://schemas.microsoft.com/office/word/"
PREFIXES = {
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OFFICE}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_OFFICE}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    f"{_OFFICE}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_MICROSOFT}2010/wordml": "w14",
    "urn:schemas-microsoft-com:vml": "v",
}


@dataclass(frozen=True)
class Refused:
    """Why a file is not read."""

    key: str
    """Of its message."""
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """One sentence for whoever chose the file, without its name."""
        return say(self.key, **self.values)


@dataclass(slots=True)
class Element:
    name: str
    """With the usual prefix of its namespace: `w:p`. Other namespaces have `?:`."""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    characters: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The characters directly inside, without those of its children."""
        return "".join(self.characters)

    def find(self, *names: str) -> Element | None:
        """The first child's first child … of these names."""
        current: Element | None = self
        for name in names:
            current = (
                next((child for child in current.children if child.name == name), None) if current else None
            )
        return current

    def iter_all(self, name: str) -> Iterator[Element]:
        """All elements of a name below this one, in document order."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.iter_all(name)

    def value(self, name: str = "w:val") -> str:
        return self.attributes.get(name, "")


class _RefusedError(Exception):
    """Carries a refusal out of the parser."""


@dataclass
class _Budget:
    """What the rest of a package may still hold."""

    elements: int = MOST_ELEMENTS
    size: int = LARGEST_READ
    """Bytes, unpacked."""


class _Builder:
    def __init__(self, budget: _Budget) -> None:
        self.top = Element("")
        self._open = [self.top]
        self._budget = budget

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._budget.elements -= 1 + len(attributes)
        if self._budget.elements < 0:
            raise _RefusedError("word-too-much")
        if len(self._open) > DEEPEST:
            raise _RefusedError("word-too-deep")
        named = {_short(key): value for key, value in attributes.items()}
        element = Element(_short(name), named)
        self._open[-1].children.append(element)
        self._open.append(element)

    def end(self, _name: str) -> None:
        self._open.pop()

    def data(self, text: str) -> None:
        self._open[-1].characters.append(text)

    def doctype(self, *_: object) -> None:
        raise _RefusedError("word-document-type")


def _parse_xml(data: bytes, budget: _Budget) -> Element | Refused:
    """The root element, or why not. What it holds is taken from the budget."""
    builder = _Builder(budget)
    parser = ParserCreate(namespace_separator="|")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = builder.doctype
    try:
        parser.Parse(data, True)
    except _RefusedError as refused:
        return Refused(str(refused))
    except (ExpatError, ValueError, LookupError):
        return Refused("word-damaged")
    return builder.top.children[0]


def _short(name: str) -> str:
    namespace, separator, local = name.rpartition("|")
    return f"{PREFIXES.get(namespace, '?')}:{local}" if separator else local


OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_KINDS = (
    (b"%PDF", "word-other-kind/pdf"),
    (b"{\\rtf", "word-other-kind/rtf"),
    (b"<!DOCTYPE", "word-other-kind/web-page"),
    (b"<html", "word-other-kind/web-page"),
    (b"\x89PNG", "word-other-kind/picture"),
    (b"\xff\xd8\xff", "word-other-kind/picture"),
)

_UNREADABLE = (
    *(BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(RuntimeError, ValueError, LookupError, OverflowError),  # NotImplementedError is a RuntimeError
)
"""What `zipfile` raises for the many ways in which a zip can be wrong."""

HYPERLINK = "/hyperlink"


@dataclass(frozen=True)
class Package:
    main: Element
    """The root of the document itself."""
    others: dict[str, Element]
    """Footnotes, endnotes, comments, headers and footers, by the name of the part."""
    external: tuple[str, ...]
    """Kinds of things that it would load from elsewhere, such as `image`. Nothing here loads them."""


def open_package(data: bytes) -> Package | Refused:
    """The parts of a Word document, or why it is refused. `data` is all of the file."""
    refusal = _look_at_start(data)
    if refusal is not None:
        return refusal
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _read_archive(archive)
    except _UNREADABLE:
        return Refused("word-damaged")


def _look_at_start(data: bytes) -> Refused | None:
    if not data:
        return Refused("word-empty")
    if len(data) > LARGEST_FILE:
        return Refused("word-too-large", {"most": LARGEST_FILE // 1_000_000})
    if data.startswith(OLE_START):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return Refused("word-password")
        return Refused("word-old")
    kind = next((kind for start, kind in OTHER_KINDS if data[:1024].lstrip().startswith(start)), None)
    if kind is not None:
        return Refused(kind)
    return None if data.startswith(b"PK") else Refused("word-other-kind")


def _read_archive(archive: ZipFile) -> Package | Refused:
    members = {member.filename.lstrip("/"): member for member in archive.infolist()}
    refusal = _look_at_members(archive.infolist(), members)
    if refusal is not None:
        return refusal
    reading = _Reading(archive, members)
    main_name = reading.main_name()
    main = reading.part(main_name)
    if main.name != "w:document":
        return Refused("word-other-kind") if not reading.refused else reading.refused
    folder = main_name.rpartition("/")[0]
    wanted = ("footnotes", "endnotes", "comments", "header", "footer")
    others = {
        name: reading.part(name)
        for name in sorted(members)
        if name.startswith(f"{folder}/")
        and name.endswith(".xml")
        and name.removeprefix(f"{folder}/").startswith(wanted)
    }
    external = tuple(sorted(set(reading.external())))
    return reading.refused or Package(main, others, external)


def _look_at_members(listed: list[ZipInfo], members: dict[str, ZipInfo]) -> Refused | None:
    if len(listed) > MOST_PARTS or sum(member.file_size for member in listed) > LARGEST_UNPACKED:
        return Refused("word-unpacks-too-far")
    if len(members) != len(listed):
        return Refused("word-damaged")
    if any(member.flag_bits & 1 for member in listed):
        return Refused("word-password")
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in members):
        return Refused("word-macros")
    if "content.xml" in members and "mimetype" in members:
        return Refused("word-other-kind/open-document")
    return None


class _Reading:
    """Reads parts of one archive, and remembers the first reason to refuse it."""

    def __init__(self, archive: ZipFile, members: dict[str, ZipInfo]) -> None:
        self._archive = archive
        self._members = members
        self._budget = _Budget()
        self.refused: Refused | None = None

    def part(self, name: str) -> Element:
        """A part's root; an empty element when it is absent, or when it or an earlier part is refused."""
        data = self._unpack(name)
        parsed = _parse_xml(data, self._budget) if data else Element("")
        if isinstance(parsed, Refused):
            self.refused = self.refused or parsed
            return Element("")
        return parsed

    def _unpack(self, name: str) -> bytes:
        member = self._members.get(name)
        if member is None or self.refused:
            return b""
        unpack = self._archive.open  # a member of an archive in memory: the disk is not touched
        with unpack(member) as stream:
            data = stream.read(self._budget.size + 1)
        self._budget.size -= len(data)
        if self._budget.size < 0:
            self.refused = Refused("word-unpacks-too-far")
            return b""
        return data

    def main_name(self) -> str:
        if "macroEnabled" in self._unpack("[Content_Types].xml").decode("utf-8", "replace"):
            self.refused = Refused("word-may-hold-macros")
        for relation in self.part("_rels/.rels").children:
            if relation.attributes.get("Type", "").endswith("/officeDocument"):
                return relation.attributes.get("Target", "").lstrip("/")
        return "word/document.xml"

    def external(self) -> list[str]:
        """What the parts refer to outside the file, but for ordinary links, which only a click follows."""
        return [
            relation.attributes.get("Type", "").rpartition("/")[2]
            for name in sorted(self._members)
            if name.endswith(".rels")
            for relation in self.part(name).children
            if relation.attributes.get("TargetMode") == "External"
            and not relation.attributes.get("Type", "").endswith(HYPERLINK)
        ]
