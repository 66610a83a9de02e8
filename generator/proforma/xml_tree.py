"""Read XML that anybody may have made into a plain tree, within limits.

Word never writes a document type, so one is refused: entities, and with them bombs and
references to other files, can't be declared without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

DEEPEST = 200
MOST_ELEMENTS = 400_000

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
    """Why a file is not read: one sentence for whoever chose it, without its name."""

    message: str


@dataclass
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


class _Builder:
    def __init__(self) -> None:
        self.top = Element("")
        self._open = [self.top]
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise _RefusedError(
                "this file holds far more than a form can, such as a table of many thousand rows"
            )
        if len(self._open) > DEEPEST:
            raise _RefusedError("this file is nested too deeply to be a form")
        named = {_short(key): value for key, value in attributes.items()}
        element = Element(_short(name), named)
        self._open[-1].children.append(element)
        self._open.append(element)

    def end(self, _name: str) -> None:
        self._open.pop()

    def data(self, text: str) -> None:
        self._open[-1].characters.append(text)

    def doctype(self, *_: object) -> None:
        raise _RefusedError("this file declares a document type, which Word never does, so it was not read")


def parse_xml(data: bytes) -> Element | Refused:
    """The root element, or why not."""
    builder = _Builder()
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
        return Refused("this file is damaged and can't be opened as a Word document")
    return builder.top.children[0]


def _short(name: str) -> str:
    namespace, separator, local = name.rpartition("|")
    return f"{PREFIXES.get(namespace, '?')}:{local}" if separator else local
