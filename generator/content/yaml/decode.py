"""From bytes to text, or to what an editor has to change when saving."""

from __future__ import annotations

from generator.basics.problem import START_OF_FILE
from generator.content.yaml.report import Report

MAX_BYTES = 256 * 1024
EXAMPLE = "a mapping, such as `title: A title`"


def decode(data: bytes, report: Report) -> str | None:
    """The text with `\\n` line ends and without a byte order mark."""
    if len(data) > MAX_BYTES:
        found, limit = f"{len(data):,} bytes", f"at most {MAX_BYTES:,} bytes (256 KB)"
        report.add("file-too-large", START_OF_FILE, "this file is too large", found, limit)
        return None
    text = text_of(data)
    report.lines = tuple(text.split("\n"))
    wrong = _find_wrong_byte(data)
    if wrong is not None:
        _add_wrong_byte(data, wrong, report)
        return None if b"\0" in data else text
    if not text.strip():
        report.add("empty-file", START_OF_FILE, "this file is empty", "nothing", EXAMPLE)
        return None
    return text


def text_of(data: bytes) -> str:
    """The text of a file, with a replacement for each byte that is not UTF-8 and lines that end in `\\n`."""
    return _newlines(data.decode("utf-8-sig", "replace"))


def _find_wrong_byte(data: bytes) -> int | None:
    """The offset of the first byte that is not UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _add_wrong_byte(data: bytes, offset: int, report: Report) -> None:
    before = _newlines(data[:offset].decode("utf-8-sig"))
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    is_utf_16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    found = "a file saved as UTF-16" if is_utf_16 else f"the byte 0x{data[offset]:02X}"
    expected = "UTF-8; choose it as the encoding when saving"
    span = report.stretch(line, column, 1)
    report.add("invalid-utf-8", span, "this file is not saved as UTF-8 text", found, expected)


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
