"""Numbers and dates as readers see them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def as_number(number: int | Decimal) -> str:
    """With commas between thousands and no empty decimals: 12,500 and 6.9 and 5."""
    text = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_date(day: date) -> str:
    """In full, whatever the machine's language: 21 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
