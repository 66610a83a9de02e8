"""Open a .docx or .odt that anybody may have made: its XML parts as plain trees, or one line on why not.

Both are zips of XML. They are read without a library that trusts what it opens. Sizes are checked in the
zip's directory and again while unpacking, since the directory can lie. All parts share one budget of bytes,
elements and time, because many small parts cost as much as a large one. Neither kind ever has a document
type, so one is refused: without it no entities can be declared, nor bombs or references to other files.
"""

from __future__ import annotations

import io
import lzma
import struct
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, ZipInfo

from generator.basics.messages import say
from generator.proforma.rules import LIMITS, TABLE

ODT = "application/vnd.oasis.opendocument.text"
_PREFIXES: Mapping[str, str] = {
    namespace: prefix for prefix, namespaces in TABLE["namespaces"].items() for namespace in namespaces
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
    children: list[Element | str] = field(default_factory=list)
    """Elements, and the text between them."""

    @property
    def elements(self) -> list[Element]:
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """The characters directly inside, without those of its children."""
        return "".join(child for child in self.children if isinstance(child, str))

    def find(self, *names: str) -> Element | None:
        """The first child's first child … of these names."""
        current: Element | None = self
        for name in names:
            inner = current.elements if current else []
            current = next((child for child in inner if child.name == name), None)
        return current

    def iter_all(self, *names: str) -> Iterator[Element]:
        """All elements of these names below this one, in document order."""
        for child in self.elements:
            if child.name in names:
                yield child
            yield from child.iter_all(*names)

    def value(self, name: str = "w:val") -> str:
        return self.attributes.get(name, "")


@dataclass(frozen=True)
class Package:
    main: Element
    """The root of the document itself."""
    others: dict[str, Element]
    """Notes, comments, headers, numbering, styles: by the name of the part, without folder and `.xml`."""
    external: tuple[str, ...] = ()
    """Kinds of things that it would load from elsewhere, such as `image`. Nothing here loads them."""


class _RefusedError(Exception):
    """Carries a refusal out of the parser."""


@dataclass
class _Budget:
    """What the rest of a package may still hold, and until when it may be read."""

    elements: int = LIMITS["elements"]
    """Elements and attributes."""
    size: int = LIMITS["read"]
    """Bytes, unpacked."""
    until: float = field(default_factory=lambda: time.monotonic() + LIMITS["seconds"])

    def take(self, elements: int) -> None:
        self.elements -= elements
        if self.elements < 0 or (not self.elements % 64 and time.monotonic() > self.until):
            raise _RefusedError("word-too-much")


def _parse_xml(data: bytes, budget: _Budget) -> Element:
    top = Element("")
    within = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        budget.take(1 + len(attributes))
        if len(within) > LIMITS["deep"]:
            raise _RefusedError("word-too-deep")
        element = Element(_short(name), {_short(key): value for key, value in attributes.items()})
        within[-1].children.append(element)
        within.append(element)

    def add(text: str) -> None:
        within[-1].children.append(text)

    def end(_name: str) -> None:
        within.pop()

    def refuse(*_: object) -> None:
        raise _RefusedError("word-document-type")

    parser = ParserCreate(namespace_separator="|")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = add
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (ExpatError, ValueError, LookupError):
        raise _RefusedError("word-damaged") from None
    return top.elements[0]


def _short(name: str) -> str:
    namespace, separator, local = name.rpartition("|")
    return f"{_PREFIXES.get(namespace, '?')}:{local}" if separator else local


OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNREADABLE = (
    *(BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(RuntimeError, ValueError, LookupError, OverflowError),  # NotImplementedError is a RuntimeError
)
"""What `zipfile` raises for the many ways in which a zip can be wrong."""


def open_package(data: bytes) -> Package | Refused:
    """The parts of a document, or why it is refused. `data` is all of the file."""
    refusal = _look_at_start(data)
    if refusal is not None:
        return refusal
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return _Reading(archive).package()
    except _RefusedError as refused:
        return Refused(str(refused))
    except _UNREADABLE:
        return Refused("word-damaged")


def _look_at_start(data: bytes) -> Refused | None:
    if not data:
        return Refused("word-empty")
    if len(data) > LIMITS["file"]:
        return Refused("word-too-large", {"most": LIMITS["file"] // 1_000_000})
    if data.startswith(OLE_START):
        is_locked = "EncryptedPackage".encode("utf-16-le") in data
        return Refused("word-password" if is_locked else "word-old")
    if data.startswith(b"PK"):
        return None
    start = data[:1024].lstrip().decode("latin-1")
    kinds = [kind for kind, signs in TABLE["other_kinds"].items() if start.startswith(tuple(signs))]
    return Refused(f"word-other-kind/{kinds[0]}" if kinds else "word-other-kind")


class _Reading:
    """Reads parts of one archive within one budget. What is wrong is raised as a refusal."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._members = {member.filename.lstrip("/"): member for member in archive.infolist()}
        self._budget = _Budget()

    def package(self) -> Package:
        _refuse_members(self._archive.infolist(), self._members)
        if "content.xml" in self._members:
            return self._odt()
        if b"macroEnabled" in self._unpack("[Content_Types].xml"):
            raise _RefusedError("word-may-hold-macros")
        main_name = self._main_name()
        main = self._part(main_name)
        if main.name != "w:document":
            raise _RefusedError("word-other-kind")
        folder = main_name.rpartition("/")[0]
        wanted = ("footnotes", "endnotes", "comments.", "header", "footer", "numbering", "styles.")
        names = [name for name in sorted(self._members) if name.rpartition("/")[0] == folder]
        parts = [name for name in names if name[len(folder) + 1 :].startswith(wanted)]
        others = {name[len(folder) + 1 : -4]: self._part(name) for name in parts if name.endswith(".xml")}
        return Package(main, others, tuple(sorted(set(self._external()))))

    def _odt(self) -> Package:
        if self._unpack("mimetype").strip() not in {ODT.encode(), f"{ODT}-template".encode()}:
            raise _RefusedError("word-other-kind")
        if any(self._part("META-INF/manifest.xml").iter_all("manifest:encryption-data")):
            raise _RefusedError("word-password")
        if any(name.startswith(("Basic/", "Scripts/")) for name in self._members):
            raise _RefusedError("word-macros")
        main = self._part("content.xml")
        if main.name != "office:document-content":
            raise _RefusedError("word-other-kind")
        return Package(main, {"styles": self._part("styles.xml")})

    def _part(self, name: str) -> Element:
        """A part's root; an empty element when it is absent."""
        data = self._unpack(name)
        return _parse_xml(data, self._budget) if data else Element("")

    def _unpack(self, name: str) -> bytes:
        member = self._members.get(name)
        if member is None:
            return b""
        unpack = self._archive.open  # a member of an archive in memory: the disk is not touched
        with unpack(member) as stream:
            data = stream.read(self._budget.size + 1)
        self._budget.size -= len(data)
        if self._budget.size < 0:
            raise _RefusedError("word-unpacks-too-far")
        return data

    def _main_name(self) -> str:
        for relation in self._part("_rels/.rels").elements:
            if relation.value("Type").endswith("/officeDocument"):
                return relation.value("Target").lstrip("/")
        return "word/document.xml"

    def _external(self) -> Iterator[str]:
        """What the parts refer to outside the file, but for ordinary links, which only a click follows."""
        for name in sorted(self._members):
            for relation in self._part(name).elements if name.endswith(".rels") else ():
                kind = relation.value("Type").rpartition("/")[2]
                if relation.value("TargetMode") == "External" and kind != "hyperlink":
                    yield kind


def _refuse_members(listed: list[ZipInfo], members: Mapping[str, ZipInfo]) -> None:
    if len(listed) > LIMITS["parts"] or sum(member.file_size for member in listed) > LIMITS["unpacked"]:
        raise _RefusedError("word-unpacks-too-far")
    if len(members) != len(listed):
        raise _RefusedError("word-damaged")
    if any(member.flag_bits & 1 for member in listed):
        raise _RefusedError("word-password")
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in members):
        raise _RefusedError("word-macros")
