"""Numbers as people write them: "approx. 3.5", "~12,500", "about five"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
SMALL_NUMBERS = {word: Decimal(number) for number, word in enumerate(_WORDS, 1)} | {"half": Decimal("0.5")}

_SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?!\d)|\d*\.\d+|\d+)"
    r"(?:\s?(?P<scale>k|thousand|m|million)(?![a-z]))?(?![\d])",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"~|≈|±|\+|[<>]|\b(?:approx(?:imately)?|about|around|circa|ca?\.|c\.?(?=\s?\d)|roughly|nearly|almost|some|over|"
    r"under|more than|less than|up to|just|estimated|est|around|in the region of|at least|or so|ish)\b\.?",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"\b(?:wte|fte|whole[- ]time equivalents?|full[- ]time equivalents?|staff|people|employees|members|"
    r"headcount|in total|total|persons|posts|residents|patients|population|of|a|the|we|have|serves?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    value: Decimal | None
    """None when there is no number, or more than one."""
    is_approximate: bool = False
    is_bare: bool = True
    """Whether the answer says nothing beyond the number."""


def find_numbers(text: str) -> list[Decimal]:
    """All numbers in a text, in digits or in words up to twenty."""
    found = [(match.start(), _value(match)) for match in _NUMBER.finditer(text)]
    found += [
        (match.start(), SMALL_NUMBERS[match[0]])
        for match in re.finditer(r"[a-z]+", text.lower())
        if match[0] in SMALL_NUMBERS
    ]
    return [value for _, value in sorted(found)]


def _value(match: re.Match[str]) -> Decimal:
    digits = Decimal(re.sub("[, ]", "", match["digits"])[:15])
    return digits * _SCALES.get((match["scale"] or "").lower(), 1)


def understand_amount(text: str, is_whole: bool) -> Amount:
    """The one number of an answer."""
    numbers = find_numbers(text)
    if len(numbers) != 1:
        return Amount(None, is_bare=False)
    value = numbers[0].normalize()
    if value < (1 if is_whole else 0) or (is_whole and value != value.to_integral_value()):
        return Amount(None, is_bare=False)
    rest = _UNITS.sub("", _ABOUT.sub("", _NUMBER.sub("", text)))
    rest = re.sub("|".join(rf"\b{word}\b" for word in SMALL_NUMBERS), "", rest, flags=re.IGNORECASE)
    return Amount(value, bool(_ABOUT.search(text)), not re.search(r"\w", rest))


def as_yaml_number(value: Decimal) -> str:
    """Digits without an exponent, at most six after the point."""
    text = f"{round(value, 6):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
