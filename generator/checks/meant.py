"""What an editor may have meant by a value of another kind than the field has: `4,200` is 4200.

Said as the nearest, never put in place of what is there: an editor decides. Empty where a guess could
mislead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

_NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {"half": "0.5", "no": "0", "zero": "0"} | {word: str(number) for number, word in enumerate(_NUMBERS)}
_ROUGHLY = re.compile(
    r"(?:about|around|over|more than|at least|approx(?:\.|imately)?|roughly|nearly|almost|circa|ca?\.?|some"
    r"|~|≈)\s*(?=[\d.])",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:\s*(?:wte|fte|staff|people|posts?|members?|employees)\.?|(?<=\d)\+)$", re.IGNORECASE)
_FRACTIONS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "1/2": "0.5", "1/4": "0.25", "3/4": "0.75"}
_NOT_KNOWN = re.compile(
    r"(?:n/?a|not applicable|not (?:known|reported|stated|sure)|unknown|tb[cda]|to be confirmed|don['’]t know"
    r"|[?–—-]+)\.?",
    re.IGNORECASE,
)
_YES = {"yes": "true", "y": "true", "on": "true", "no": "false", "n": "false", "off": "false"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(\d{1,2}|[A-Za-z]{3,9})[\s.,/-]+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[\s./-](\d{1,2})[\s./-](\d{1,2})")
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_ENTRY = re.compile(r"[\w-]+")
_BETWEEN = re.compile(r",|;|&|\band\b")
LEAVE_OUT = "no line at all, where it isn’t known"
_FIELDS = {
    "description": "summary",
    "abstract": "summary",
    "name": "title",
    "heading": "title",
    "type": "kind",
    "organization": "organisation",
    "organisation_type": "types",
    "country": "nation",
    "employees": "staff",
    "patients": "population",
    "people": "members",
    "posts": "members",
    "roles": "members",
    "job_title": "title",
    "fte": "wte",
    "band": "grade",
    "number": "count",
    "background": "profession",
    "reports": "reports_to",
    "line_manager": "reports_to",
    "recommendations": "practices",
    "successes": "success_factors",
    "what_helped": "success_factors",
    "barriers": "challenges",
    "problems": "challenges",
    "outcomes": "changes",
    "results": "changes",
    "references": "sources",
    "source": "sources",
    "agreed": "consent",
    "review_date": "review_by",
}
"""Other words for fields. A word of a field that stands beside it is no other word."""


def field_meant(key: str, known: Collection[str]) -> str:
    """`description` is summary. `known`: the fields that may stand there."""
    field = _FIELDS.get(re.sub(r"[\s-]+", "_", key.strip().lower()), "")
    return field if field in known else ""


def number_meant(text: str, field: str, beside: Collection[str], *, whole: bool) -> str:
    """`about 3` is 3, and says so in a field of its own. `beside`: the fields that the record has."""
    said = text.strip().strip("“”‘’'\"")
    if _NOT_KNOWN.fullmatch(said):
        return LEAVE_OUT
    rough = _ROUGHLY.match(said)
    bare = _UNIT.sub("", said[rough.end() :] if rough else said)
    number = _number_in(bare)
    if not number or (whole and "." in number):
        return ""
    mark = f"{field}_is_approximate"
    is_rough = rough or said.endswith("+")
    return f"{number}, and a line {mark}: true" if is_rough and mark in beside else number


def _number_in(text: str) -> str:
    text = _WORDS.get(text.lower(), _FRACTIONS.get(text, text))
    if re.fullmatch(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?", text):
        return re.sub("[, ]", "", text)
    if re.fullmatch(r"\d+,\d{1,2}", text):
        return text.replace(",", ".")
    if re.fullmatch(r"\d+(?:\.\d+)?\s?%", text):
        return f"{Decimal(text[:-1].strip()) / 100:f}"
    try:
        return text if re.fullmatch(r"\d+(?:\.\d+)?", text) and Decimal(text) >= 0 else ""
    except InvalidOperation:
        return ""


def answer_meant(text: str) -> str:
    said = text.strip().lower().rstrip(".")
    return said if said in {"true", "false"} else _YES.get(said, "")


def day_meant(text: str) -> str:
    """A day as it is written in Britain: 2/1/2026 is the second of January."""
    text = _WEEKDAY.sub("", text.strip(), count=1)
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(text):
        month, day, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
    else:
        return ""
    number = int(month) if month.isdigit() else _month(month)
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""


def _month(name: str) -> int:
    start = name[:3].lower()
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def list_meant(value: Any) -> str:
    """One word, or several with commas, in place of a list; or the one entry of a list without its hyphen."""
    if isinstance(value, dict) and value:
        return f"- {next(iter(value))}: …"
    entries = [entry.strip() for entry in _BETWEEN.split(value)] if isinstance(value, str) else []
    return f"[{', '.join(entries)}]" if entries and all(map(_ENTRY.fullmatch, entries)) else ""


def meant_by(key: str, value: Any, field: str, beside: Collection[str]) -> str:
    """What may be meant by a value of which the message `key` is said."""
    if key == "wrong-type/mapping" and not value:
        return "no hyphen, where there is no entry"
    if key == "wrong-type/list":
        return list_meant(value)
    if key in {"not-a-number", "not-a-number/whole"}:
        return number_meant(str(value), field, beside, whole=key.endswith("whole"))
    reader = _READERS.get(key)
    return reader(str(value)) if reader else ""


_READERS: Mapping[str, Callable[[str], str]] = {"not-true-or-false": answer_meant, "not-a-date": day_meant}
