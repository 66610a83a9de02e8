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
from zipfile import BadZipFile, ZipFile

from generator.basics.messages import say
from generator.proforma.rules import LIMITS, PATTERNS, TABLE

ODT = "application/vnd.oasis.opendocument.text"
_PREFIXES: Mapping[str, str] = {
    namespace: prefix for prefix, namespaces in TABLE["namespaces"].items() for namespace in namespaces
}


OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNREADABLE = (
    *(BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(RuntimeError, ValueError, LookupError, OverflowError),  # NotImplementedError is a RuntimeError
)
"""What `zipfile` raises for the many ways in which a zip can be wrong."""


class Refused(Exception):  # noqa: N818 (callers get it as a value)
    """Why a file is not read."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.message: str = say(key, **values)
        """One sentence for whoever chose the file, without its name."""


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

    def value(self, *names: str, of: str = "w:val") -> str:
        """An attribute of this element, or of the one that these names lead to; empty when there is none."""
        found = self.find(*names)
        return found.attributes.get(of, "") if found else ""


@dataclass(frozen=True)
class Package:
    main: Element
    """The root of the document itself."""
    others: dict[str, Element]
    """Notes, comments, headers, numbering, styles: by the name of the part, without folder and `.xml`."""
    external: tuple[str, ...] = ()
    """Kinds of things that it would load from elsewhere, such as `image`. Nothing here loads them."""


def open_package(data: bytes) -> Package | Refused:
    """The parts of a document, or why it is refused. `data` is all of the file."""
    try:
        _look_at_start(data)
        with ZipFile(io.BytesIO(data)) as archive:
            return _Reading(archive).package()
    except Refused as refused:
        return refused
    except _UNREADABLE:
        return Refused("word-damaged")


def _look_at_start(data: bytes) -> None:
    if not data:
        raise Refused("word-empty")
    if len(data) > LIMITS["file"]:
        raise Refused("word-too-large", most=LIMITS["file"] // 1_000_000)
    if data.startswith(OLE_START):
        is_locked = "EncryptedPackage".encode("utf-16-le") in data
        raise Refused("word-password" if is_locked else "word-old")
    start = data[:1024].lstrip().decode("latin-1")
    if not data.startswith(b"PK"):
        kinds = [kind for kind, signs in TABLE["other_kinds"].items() if start.startswith(tuple(signs))]
        raise Refused(f"word-other-kind/{kinds[0]}" if kinds else "word-other-kind")


class _Reading:
    """Reads parts of one archive within one budget. What is wrong is raised as a refusal."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._members = {member.filename.lstrip("/"): member for member in archive.infolist()}
        self._elements, self._size = LIMITS["elements"], LIMITS["read"]
        """What the rest may still hold: elements and attributes, and unpacked bytes."""
        self._until = time.monotonic() + LIMITS["seconds"]

    def package(self) -> Package:
        self._refuse_members()
        is_odt = "content.xml" in self._members
        if is_odt and self._unpack("mimetype").strip() not in {ODT.encode(), f"{ODT}-template".encode()}:
            raise Refused("word-other-kind")
        if any(self._part("META-INF/manifest.xml").iter_all("manifest:encryption-data")):
            raise Refused("word-password")
        if b"macroEnabled" in self._unpack("[Content_Types].xml"):
            raise Refused("word-may-hold-macros")
        main_name = "content.xml" if is_odt else self._main_name()
        main = self._part(main_name)
        if main.name not in {"office:document-content", "w:document"}:
            raise Refused("word-other-kind")
        folder = main_name[: main_name.rfind("/") + 1]
        names = [name[len(folder) :] for name in sorted(self._members) if name.startswith(folder)]
        wanted = [name for name in names if PATTERNS["other_parts"].fullmatch(name)]
        others = {name[:-4]: self._part(folder + name) for name in wanted}
        return Package(main, others, tuple(sorted(set(self._external()))))

    def _refuse_members(self) -> None:
        listed = self._archive.infolist()
        if len(listed) > LIMITS["parts"] or sum(each.file_size for each in listed) > LIMITS["unpacked"]:
            raise Refused("word-unpacks-too-far")
        if len(self._members) != len(listed):
            raise Refused("word-damaged")
        if any(member.flag_bits & 1 for member in listed):
            raise Refused("word-password")
        if any(map(PATTERNS["macros"].fullmatch, self._members)):
            raise Refused("word-macros")

    def _main_name(self) -> str:
        for relation in self._part("_rels/.rels").elements:
            if relation.value(of="Type").endswith("/officeDocument"):
                return relation.value(of="Target").lstrip("/")
        return "word/document.xml"

    def _external(self) -> Iterator[str]:
        """What the parts refer to outside the file, but for ordinary links, which only a click follows."""
        for name in sorted(self._members):
            for relation in self._part(name).elements if name.endswith(".rels") else ():
                kind = relation.value(of="Type").rpartition("/")[2]
                if relation.value(of="TargetMode") == "External" and kind != "hyperlink":
                    yield kind

    def _unpack(self, name: str) -> bytes:
        """The bytes of a part; none when it is absent."""
        if name not in self._members:
            return b""
        unpack = self._archive.open  # a member of an archive in memory: the disk is not touched
        with unpack(self._members[name]) as stream:
            data = stream.read(self._size + 1)
        self._size -= len(data)
        if self._size < 0:
            raise Refused("word-unpacks-too-far")
        return data

    def _part(self, name: str) -> Element:
        """A part's root; an empty element when it is absent."""
        data = self._unpack(name)
        within = [Element("")]
        parser = ParserCreate(namespace_separator="|")

        def start(name: str, attributes: dict[str, str]) -> None:
            self._take(1 + len(attributes))
            if len(within) > LIMITS["deep"]:
                raise Refused("word-too-deep")
            element = Element(_short(name), {_short(key): value for key, value in attributes.items()})
            within[-1].children.append(element)
            within.append(element)

        def add(text: str) -> None:
            within[-1].children.append(text)

        def refuse(*_: object) -> None:
            raise Refused("word-document-type")

        parser.buffer_text = True
        parser.StartElementHandler = start
        parser.EndElementHandler = lambda _: within.pop()
        parser.CharacterDataHandler = add
        parser.StartDoctypeDeclHandler = refuse
        try:
            parser.Parse(data or b"<none/>", True)
        except ExpatError:
            raise Refused("word-damaged") from None
        return within[0].elements[0]

    def _take(self, elements: int) -> None:
        self._elements -= elements
        if self._elements < 0 or (not self._elements % 64 and time.monotonic() > self._until):
            raise Refused("word-too-much")


def _short(name: str) -> str:
    namespace, separator, local = name.rpartition("|")
    return f"{_PREFIXES.get(namespace, '?')}:{local}" if separator else local
