"""Everything that a file says: decompressed, taken out of archives, and decoded.

A file becomes pieces of text. Markup is taken out of the text and is a piece of its own, since
tags hold text too (addresses, labels), and comments do. What can't be looked into is said,
never passed over: a scan that skips a file has not scanned the site.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from generator.leak_scan.binary import PAGEFIND, text_of_index
from generator.leak_scan.escapes import without_escapes
from generator.leak_scan.pdf_text import PDF, UnreadableError, iter_texts
from generator.leak_scan.words import BREAK

_GZIP, _ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
_OTHER_ARCHIVES = (b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf\x27\x1c", b"\x28\xb5\x2f\xfd", b"Rar!")
_OTHER_ENDINGS = (".br", ".zst", ".xz", ".bz2", ".7z", ".rar")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DEEPEST = 6
"""Archives within archives."""

_BASE64_SIGN = re.compile(r"[A-Za-z0-9+/_-]")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{64,}={0,2}")
_ALPHABET = bytes(97 if _BASE64_SIGN.match(chr(byte)) else 32 for byte in range(256))
_SHORTEST_RUN = b"a" * 64
_MARKUP = re.compile(r"(<!--.*?-->|</?[a-zA-Z!?][^<>]*>)", re.DOTALL)
_WITHIN_A_WORD = re.compile(
    r"</?(?:a|abbr|b|cite|code|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var|wbr)\b|<!--",
    re.IGNORECASE,
)
"""Markup that does not end a word: `<b>T</b>eam` is one."""


@dataclass(frozen=True)
class Piece:
    """Text that a file holds."""

    name: str
    """The file, and what of it after a colon where it is a part."""
    text: str
    is_markup: bool = False
    """A tag or a comment, with its escapes as they are: the same ones stand in many files."""


@dataclass(frozen=True)
class Closed:
    """Something that can't be looked into."""

    name: str
    reason: str


def iter_pieces(name: str, data: bytes, depth: int = 0) -> Iterator[Piece | Closed]:
    """All that is said in a file with these bytes."""
    if depth > _DEEPEST:
        yield Closed(name, "it has archives within archives")
    elif data.startswith(_GZIP):
        yield from _of_gzip(name, data, depth)
    elif data.startswith(_ZIP):
        yield from _of_zip(name, data, depth)
    elif data.startswith(PDF) or name.endswith(".pdf"):
        yield from _of_pdf(name, data)
    elif data.startswith(_OTHER_ARCHIVES) or name.endswith(_OTHER_ENDINGS):
        yield Closed(name, "it is packed in a way that the scan does not know")
    elif data.startswith(PAGEFIND) and not data.startswith(PAGEFIND + b"{"):
        yield Piece(name, text_of_index(data.removeprefix(PAGEFIND)))
        yield Piece(name, data.decode("utf-8", "replace"))
    else:
        yield from _of_text(name, data, depth)


def _of_gzip(name: str, data: bytes, depth: int) -> Iterator[Piece | Closed]:
    try:
        unpacked = gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        yield Closed(name, "it can't be decompressed")
        return
    yield from iter_pieces(name.removesuffix(".gz"), unpacked, depth + 1)


def _of_zip(name: str, data: bytes, depth: int) -> Iterator[Piece | Closed]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            about = [archive.comment, *(entry.comment + entry.extra for entry in archive.infolist())]
            members = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, zlib.error):
        yield Closed(name, "it is a zip file that can't be unpacked")
        return
    for text in about:
        yield Piece(name, text.decode("utf-8", "replace"))
    for member, unpacked in members:
        yield Piece(name, member)
        yield from iter_pieces(f"{name}:{member}", unpacked, depth + 1)


def _of_pdf(name: str, data: bytes) -> Iterator[Piece | Closed]:
    try:
        texts = list(iter_texts(data))
    except UnreadableError as error:
        yield Closed(name, str(error))
        return
    if not texts:
        yield Closed(name, "it is a PDF without any text")
    for text in texts:
        yield Piece(name, text)


def _of_text(name: str, data: bytes, depth: int) -> Iterator[Piece | Closed]:
    text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8", "replace")
    if _SHORTEST_RUN in data.translate(_ALPHABET):
        for run in _BASE64.findall(text):
            yield from _of_base64(name, run, depth)
    outside, tags = _split(text)
    outside = without_escapes(outside)
    yield Piece(name, outside)
    if "<" in outside:  # markup that was escaped, as in a record of JSON
        yield Piece(name, _split(outside)[0])
    for tag in tags:
        yield Piece(name, tag, is_markup=True)


def _split(text: str) -> tuple[str, frozenset[str]]:
    """What stands outside the markup, and the markup."""
    parts = _MARKUP.split(text)
    tags = frozenset(parts[1::2])
    ends = {tag: "" if _WITHIN_A_WORD.match(tag) else f" {BREAK} " for tag in tags}
    parts[1::2] = [ends[tag] for tag in parts[1::2]]
    return "".join(parts), tags


def _of_base64(name: str, run: str, depth: int) -> Iterator[Piece | Closed]:
    """What a long run of base64 stands for, if it is a packed file or a text. Most long runs are neither."""
    signs = run.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        data = base64.b64decode(signs + "=" * (-len(signs) % 4))
    except binascii.Error:
        return
    if data.startswith((_GZIP + b"\x08", *_ZIP)) or _is_text(data):
        yield from iter_pieces(name, data, depth + 1)


def _is_text(data: bytes) -> bool:
    try:
        return data.decode("utf-8").isprintable() or data.isascii()
    except UnicodeDecodeError:
        return False
