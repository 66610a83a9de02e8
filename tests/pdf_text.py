"""The texts in a PDF (ISO 32000): on its pages, and in its bookmarks, links and properties.

Only PDFs of `guidance build --pdf` are supported; any other raises an exception.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

PDF = b"%PDF"

_OBJECT = re.compile(rb"(\d+) 0 obj\s*")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length (\d+)(?! \d+ R)")
_FILTER = re.compile(rb"/Filter\s*\[?\s*/(\w+)")
_PACKED = re.compile(rb"/N (\d+)")
_FIRST = re.compile(rb"/First (\d+)")
_TO_UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
_NAMED = re.compile(rb"/([A-Za-z0-9_.+-]+) (\d+) 0 R")
_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*\n")
_SHOWN = re.compile(rb"/([A-Za-z0-9_.+-]+) [\d.]+ Tf|\[([^\]]*)\]\s*TJ|<([0-9a-fA-F]*)>\s*Tj|\([^)]*\)\s*Tj")
_HEX = re.compile(rb"<([0-9a-fA-F]+)>")
_STRING = re.compile(rb"\(((?:[^()\\]|\\.)*)\)|<([0-9a-fA-F]{4,})>", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_NAMES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b" ", b"f": b" "}
_UTF_16 = b"\xfe\xff"
_SIGN = 4
"""How many hexadecimal digits a character code has in the fonts that WeasyPrint embeds."""


class UnreadableError(Exception):
    """The PDF uses a compression or syntax that is not supported here. The text says which."""


def iter_texts(data: bytes) -> Iterator[str]:
    """Every text of a PDF: its strings, then the text of each page, in the order in which it is drawn."""
    records, streams = _parts(data)
    for record in records.values():
        if b"/Encrypt " in record:
            raise UnreadableError("it is encrypted")
        yield from _strings(record)
    fonts = _fonts(records, streams)
    for number, stream in streams.items():
        if b"/Subtype /XML" in records[number] or b"/Subtype/XML" in records[number]:
            yield stream.decode("utf-8", "replace")
        elif b" Tf" in stream and b"BT" in stream:
            yield " ".join(_shown(stream, fonts))


def _parts(data: bytes) -> tuple[dict[int, bytes], dict[int, bytes]]:
    """The records of all objects by their number, and the streams of those that have one, decompressed."""
    records: dict[int, bytes] = {}
    streams: dict[int, bytes] = {}
    place = 0
    while found := _OBJECT.search(data, place):
        number, start = int(found[1]), found.end()
        end = data.find(b"endobj", start)
        stream = _STREAM.search(data, start, end if end >= 0 else len(data))
        records[number] = data[start : stream.start() if stream else end]
        place = end
        if stream:
            length = _LENGTH.search(records[number])
            if length is None:
                raise UnreadableError("a part of it does not say how long it is")
            place = stream.end() + int(length[1])
            streams[number] = _unpacked(data[stream.end() : place], records[number])
        if place < start:
            break
    for number in [number for number in streams if b"/ObjStm" in records[number]]:
        records |= _inner(streams.pop(number), records[number])
    return records, streams


def _unpacked(stream: bytes, record: bytes) -> bytes:
    kind = _FILTER.search(record)
    if kind is None:
        return stream
    if kind[1] != b"FlateDecode":
        raise UnreadableError(f"it is packed by {kind[1].decode('ascii', 'replace')}")
    try:
        return zlib.decompress(stream)
    except zlib.error:
        raise UnreadableError("a part of it can't be decompressed") from None


def _inner(stream: bytes, record: bytes) -> dict[int, bytes]:
    """The records in an object stream, by number."""
    count, first = _PACKED.search(record), _FIRST.search(record)
    if count is None or first is None:
        raise UnreadableError("it has parts without a list of what is in them")
    start = int(first[1])
    numbers = [int(number) for number in stream[:start].split()[: 2 * int(count[1])]]
    places = [*numbers[1::2], len(stream) - start]
    return {
        number: stream[start + place : start + end]
        for number, place, end in zip(numbers[::2], places, places[1:], strict=False)
    }


def _fonts(records: Mapping[int, bytes], streams: Mapping[int, bytes]) -> dict[bytes, dict[bytes, str]]:
    """For each font by name, the text of its character codes."""
    tables = {
        number: {
            pair[1].lower(): _utf_16(pair[2]) for pair in _PAIR.finditer(streams.get(int(found[1]), b""))
        }
        for number, record in records.items()
        if (found := _TO_UNICODE.search(record))
    }
    return {
        name: tables[int(number)]
        for record in records.values()
        for name, number in _NAMED.findall(record)
        if int(number) in tables
    }


def _utf_16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode("ascii")).decode("utf-16-be", "replace")


def _shown(stream: bytes, fonts: Mapping[bytes, Mapping[bytes, str]]) -> Iterator[str]:
    """The texts on a page: one for each operator that draws text."""
    table: Mapping[bytes, str] = {}
    for font, many, one in _SHOWN.findall(stream):
        if font:
            if font not in fonts:
                raise UnreadableError("one of its fonts does not say what its characters stand for")
            table = fonts[font]
        elif not many and not one:
            continue
        digits = (one or b"".join(_HEX.findall(many))).lower()
        signs = (digits[place : place + _SIGN] for place in range(0, len(digits), _SIGN))
        yield "".join(table.get(sign, "\ufffd") for sign in signs)


def _strings(record: bytes) -> Iterator[str]:
    for plain, digits in _STRING.findall(record):
        raw = bytes.fromhex(digits.decode("ascii")) if digits and not len(digits) % 2 else _unescaped(plain)
        if raw.startswith(_UTF_16):
            yield raw[2:].decode("utf-16-be", "replace")
        else:
            yield raw.decode("utf-8", "replace")


def _unescaped(text: bytes) -> bytes:
    def meant(match: re.Match[bytes]) -> bytes:
        sign = match[1]
        return bytes([int(sign, 8) & 255]) if sign.isdigit() else _NAMES.get(sign, sign)

    return _ESCAPE.sub(meant, text)
