"""Everything that a file says, as the words it is made of: decompressed, unpacked, decoded, in lower case.

Case, punctuation, spaces, line breaks, ligatures and invisible characters make no difference. Content and
site are turned into words by one function. Markup is taken out of a text and stands apart, since tags hold
text too (addresses, labels), and comments do. What can't be looked into is reported, never passed over: a
scan that skips a file has not scanned the site.
"""

from __future__ import annotations

import binascii
import gzip
import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeAlias
from urllib.parse import unquote

Words: TypeAlias = list[bytes]
"""In lower case, as UTF-8: bytes are split much faster than text."""

BREAK = "\x01"
"""Stands between what does not belong together, such as two cells of a table; a word of its own."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
_SIGNS = re.compile(
    "[\x80-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf×÷\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f\ufffd]"
)
"""Punctuation and symbols beyond ASCII."""

_FREQUENT = "\u2019\u2018\u201c\u201d\u2013\u2014\u2026\xb7\xa0"
"""Those of them that are nearly all there is; they are taken out much faster one by one."""

_BACKSLASH = re.compile(
    r"\\(?:u\{([0-9a-fA-F]{1,6})\}|(?:u([0-9a-fA-F]{4}))|(?:x([0-9a-fA-F]{2}))|([nrtbf])|([^\sa-zA-Z0-9]))"
)
_MOST_LAYERS = 4

_KEPT = b"abcdefghijklmnopqrstuvwxyz0123456789" + BREAK.encode()
_TABLE = bytes(
    byte if byte in _KEPT or byte >= 0x80 else byte + 32 if 65 <= byte <= 90 else 32 for byte in range(256)
)


def words_of(text: str) -> Words:
    """The words of a text, in order."""
    return in_words(text).split()


def in_words(text: str) -> bytes:
    """The words of a text, with blanks between them: a tenth of the size of the same as a list."""
    if not text.isascii():
        for sign in _FREQUENT:
            text = text.replace(sign, " ")
    if not text.isascii():
        text = _SIGNS.sub(" ", _INVISIBLE.sub("", text))  # first: these are most of what is not ASCII
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text.casefold())
    return text.encode("utf-8", "replace").translate(_TABLE)


def without_escapes(text: str) -> str:
    """Take off, layer by layer, what formats write instead of a character: `&amp;`, `\\u0041`, `%41`."""
    for _ in range(_MOST_LAYERS):
        before = text
        if "&" in text:
            text = html.unescape(text)
        if "\\" in text:
            text = _BACKSLASH.sub(_unescaped, text)
        if "%" in text:
            text = unquote(text)
        if text == before:
            break
    return text


def _unescaped(match: re.Match[str]) -> str:
    braced, four, two, blank, sign = match.groups()
    if blank:
        return " "
    if sign:
        return str(sign)
    number = int(braced or four or two, 16)
    return chr(number) if number <= 0x10FFFF else " "


_GZIP, _ZIP = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06")
_CLOSED = (b"%PDF", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf\x27\x1c", b"\x28\xb5\x2f\xfd", b"Rar!")
_CLOSED_ENDINGS = (".pdf", ".br", ".zst", ".xz", ".bz2", ".7z", ".rar")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DEEPEST = 6
"""Archives within archives."""

_WINDOW, _OVERLAP, _LONGEST_WORD = 1 << 18, 1 << 13, 1 << 10
"""Characters. What is looked for is a few words, which no escapes make longer than an overlap."""
_REMEMBERED = 30_000
"""Tags."""
_BLANK = re.compile(r"\s")

_BASE64_SIGN = re.compile(r"[A-Za-z0-9+/_-]")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{64,}={0,2}")
_ALPHABET = bytes(97 if _BASE64_SIGN.match(chr(byte)) else 32 for byte in range(256))
_SHORTEST_RUN = b"a" * 64
_MARKUP = re.compile(r"(<!--.*?-->|</?[a-zA-Z!?][^<>]*>)", re.DOTALL)
_WITHIN_A_WORD = re.compile(
    r"</?(?:a|abbr|b|cite|code|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|tspan|u|var|wbr)\b|<!--"
    # Word and its kind cut a sentence wherever somebody once corrected it.
    r"|</?(?:w:(?!p\b|tc\b|tr\b|tab\b|br\b|cr\b)|a:(?:r|t|rPr)\b|text:(?:span|bookmark))",
    re.IGNORECASE,
)
"""Markup that does not end a word: `<b>T</b>eam` is one."""

_ZLIB = re.compile(rb"x[\x01\x5e\x9c\xda]")
_MOST_STREAMS = 1_000
"""In one file that is no text."""
_MOST_UNPACKED = 1 << 24
"""Bytes of one stream."""


@dataclass(frozen=True)
class Text:
    """What a file, or a part of it, says."""

    text: str
    tags: frozenset[str] = frozenset()
    """Tags and comments in it, with their escapes as they are: the same ones stand in many files."""


@dataclass(frozen=True)
class Closed:
    """Something that can't be looked into."""

    name: str
    """The file, and what of it after a colon where it is a part."""
    reason: str


def iter_texts(name: str, data: bytes, depth: int = 0) -> Iterator[Text | Closed]:
    """All that is said in a file, and in files within it. `depth`: how many files it is within."""
    if depth > _DEEPEST:
        yield Closed(name, "it has archives within archives")
    elif data.startswith(_GZIP):
        yield from _of_gzip(name, data, depth)
    elif data.startswith(_ZIP):
        yield from _of_zip(name, data, depth)
    elif data.startswith(_CLOSED) or name.endswith(_CLOSED_ENDINGS):
        yield Closed(name, "it is packed in a way that the scan does not know")
    else:
        if b"\0" in data:
            yield from _of_binary(name, data, depth)
        yield from _of_plain(name, data, depth)


def _of_plain(name: str, data: bytes, depth: int) -> Iterator[Text | Closed]:
    text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8", "replace")
    if _SHORTEST_RUN in data.translate(_ALPHABET):
        for run in _BASE64.finditer(text):
            yield from _of_base64(name, run[0], depth)
    for window in _iter_windows(text):
        yield from _of_window(window)


def _of_binary(name: str, data: bytes, depth: int) -> Iterator[Text | Closed]:
    """What pictures and fonts say of themselves: in letters of two bytes or four, or in compressed notes."""
    yield Text(data.replace(b"\0", b"").decode("utf-8", "replace"))
    for start in islice(_ZLIB.finditer(data), _MOST_STREAMS):
        try:
            unpacked = zlib.decompressobj().decompress(memoryview(data)[start.start() :], _MOST_UNPACKED)
        except zlib.error:
            continue
        if _is_text(unpacked):
            yield from iter_texts(name, unpacked, depth + 1)


def _of_gzip(name: str, data: bytes, depth: int) -> Iterator[Text | Closed]:
    try:
        unpacked = gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        yield Closed(name, "it can't be decompressed")
        return
    yield from iter_texts(name.removesuffix(".gz"), unpacked, depth + 1)


def _of_zip(name: str, data: bytes, depth: int) -> Iterator[Text | Closed]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            about = [archive.comment, *(entry.comment + entry.extra for entry in archive.infolist())]
            members = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError, zlib.error):
        yield Closed(name, "it is a zip file that can't be unpacked")
        return
    for text in about:
        yield Text(text.decode("utf-8", "replace"))
    for member, unpacked in members:
        yield Text(member)
        yield from iter_texts(f"{name}:{member}", unpacked, depth + 1)


def _of_base64(name: str, run: str, depth: int) -> Iterator[Text | Closed]:
    """What a long run of base64 stands for, if it is a packed file or a text. Most long runs are neither."""
    if len(run) % 4 or "-" in run or "_" in run:
        run = run.rstrip("=").replace("-", "+").replace("_", "/")
        run += "=" * (-len(run) % 4)
    try:
        data = binascii.a2b_base64(run)
    except binascii.Error:
        return
    if data.startswith((_GZIP + b"\x08", *_ZIP)) or _is_text(data):
        yield from iter_texts(name, data, depth + 1)


def _is_text(data: bytes) -> bool:
    try:
        return data.decode("utf-8").isprintable() or data.isascii()
    except UnicodeDecodeError:
        return False


def _iter_windows(text: str) -> Iterator[str]:
    """A long text bit by bit, each with the end of the one before: all at once would need much memory."""
    start = 0
    while len(text) - start > _WINDOW:
        end = _next_blank(text, start + _WINDOW)
        yield text[start:end]
        start = _next_blank(text, end - _OVERLAP)
    yield text[start:]


def _next_blank(text: str, place: int) -> int:
    """Where a text is cut: not within a word, unless that is longer than any."""
    found = _BLANK.search(text, place, place + _LONGEST_WORD)
    return found.start() if found else place


def _of_window(window: str) -> Iterator[Text]:
    outside, tags = _split(window)
    outside = without_escapes(outside)
    yield Text(outside, tags)
    if "<" in outside:  # markup that was escaped, as in a record of JSON
        yield Text(_split(outside)[0])


def _split(text: str) -> tuple[str, frozenset[str]]:
    """What stands outside the markup, and the markup."""
    parts = _MARKUP.split(text)
    tags = frozenset(parts[1::2])
    parts[1::2] = map(_written_as, parts[1::2])
    return "".join(parts), tags


@lru_cache(_REMEMBERED)
def _written_as(tag: str) -> str:
    """What stands for a piece of markup in a text."""
    return "" if _WITHIN_A_WORD.match(tag) else f" {BREAK} "
