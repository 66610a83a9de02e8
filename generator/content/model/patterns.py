"""What the values of fields look like: the patterns that reading rests on, and the same as JSON Schema.

An editor's YAML language server reads `13` as a number and `true` as a truth value, where
`guidance check` sees text in both. So a number may also stand in quotes, and a number is
fine where one line of text is wanted. Of several types, the one that is meant comes first.

`errorMessage` is what such a server shows instead of its own words.
"""

from __future__ import annotations

import re
from typing import Any

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NUMBER = re.compile(r"-?[0-9]{1,12}(?:\.[0-9]{1,6})?")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]{}\\^`|]+")
OLD_ADDRESS = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+\.html")
LONGEST_SLUG = 80
LONGEST_LINE = 300

Shape = dict[str, Any]
"""A part of a JSON Schema."""

TEXT = ["string", "number"]
BEYOND_NUMBERS = 10**12
"""The lowest number that has more digits than a number may have."""

IDENTIFIER: Shape = {
    "type": ["string", "integer"],
    "pattern": f"^{SLUG.pattern}$",
    "maxLength": LONGEST_SLUG,
    "minimum": 0,
    "errorMessage": "An identifier is expected: lower-case letters, digits and single hyphens.",
}
LINE: Shape = {
    "type": TEXT,
    "pattern": rf"^\s*\S(?:[^\n]{{0,{LONGEST_LINE - 2}}}\S)?\s*$",
    "errorMessage": f"One line of text is expected, up to {LONGEST_LINE} characters.",
}
PROSE: Shape = {"type": TEXT, "pattern": r"\S", "errorMessage": "Text is expected: at least one sentence."}
WEB_PAGE: Shape = {
    "type": "string",
    "pattern": f"^{WEB_ADDRESS.pattern}$",
    "errorMessage": "A web address is expected, such as https://example.org/report.",
}
OLD_PAGE: Shape = {
    "type": "string",
    "pattern": f"^{OLD_ADDRESS.pattern}$",
    "errorMessage": "The address of a page is expected, such as guides/old-name.html.",
}
LANGUAGE: Shape = {
    "type": "string",
    "pattern": "^[a-z]{2,3}(?:-[A-Z]{2})?$",
    "errorMessage": "The code of a language is expected, such as cy for Welsh.",
}
NUMBER_FROM_0: Shape = {
    "type": ["number", "string"],
    "pattern": r"^\s*[0-9]{1,12}(?:\.[0-9]{1,6})?\s*$",
    "minimum": 0,
    "exclusiveMaximum": BEYOND_NUMBERS,
    "errorMessage": "A number is expected, such as 6.9.",
}
WHOLE_NUMBER_FROM_0: Shape = {
    "type": ["integer", "string"],
    "pattern": r"^\s*[0-9]{1,12}\s*$",
    "minimum": 0,
    "exclusiveMaximum": BEYOND_NUMBERS,
    "errorMessage": "A whole number is expected, such as 13.",
}
WHOLE_NUMBER_FROM_1: Shape = {
    **WHOLE_NUMBER_FROM_0,
    "pattern": r"^\s*(?=[0-9]{1,12}\s*$)0*[1-9][0-9]*\s*$",
    "minimum": 1,
}
TRUE_OR_FALSE: Shape = {
    "type": ["boolean", "string"],
    "pattern": "^(?:true|false)$",
    "errorMessage": "Only true or false is expected here, in small letters.",
}
DATE: Shape = {
    "type": "string",
    "format": "date",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "errorMessage": "A date is expected: year-month-day, such as 2026-11-21.",
}
