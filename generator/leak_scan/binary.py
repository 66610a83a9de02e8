"""The texts in Pagefind's own files, which are CBOR (RFC 8949): a byte of type and length, then the value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.leak_scan.words import BREAK

PAGEFIND = b"pagefind_dcd"
"""How each of them begins, once decompressed. Records of pages are JSON behind it."""

_NO_TEXT = re.compile(
    rb"(?:[\x00-\x17\x20-\x37\x40\x80-\x97\x9f\xa0-\xb7\xbf\xc0-\xd7\xe0-\xf7\xff]"
    rb"|[\x18\x38\x98\xb8\xd8\xf8].|[\x19\x39\x99\xb9\xd9\xf9]..|[\x1a\x3a\x9a\xba\xda\xfa].{4}"
    rb"|[\x1b\x3b\x9b\xbb\xdb\xfb].{8})*",
    re.DOTALL,
)
"""Numbers, and the beginnings of lists and mappings."""
_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}
"""How many bytes give the length, by the last five bits of the first byte."""


def text_of_index(data: bytes) -> str:
    """Every text in it, in order. As far as it is CBOR; the rest as it is."""
    return f" {BREAK} ".join(text.decode("utf-8", "replace") for text in _iter_texts(data))


def _iter_texts(data: bytes) -> Iterator[bytes]:
    place = 0
    while place < len(data):
        gap = _NO_TEXT.match(data, place)
        place = gap.end() if gap else place
        head = data[place : place + 1]
        if not b"\x40" <= head <= b"\x7b":  # bytes or a text
            yield data[place:]
            return
        size = _SIZES.get(head[0] & 0x1F, 0)
        length = int.from_bytes(data[place + 1 : place + 1 + size]) if size else head[0] & 0x1F
        place += 1 + size
        yield data[place : place + length]
        place += length
