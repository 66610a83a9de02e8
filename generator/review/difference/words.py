"""The few words around what changed in a text."""

from __future__ import annotations

MOST_CHARACTERS = 160
AROUND = 4
"""Words that stay, shown before and after those that changed."""


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Both texts cut down to where they differ, each with an ellipsis for what is left out."""
    old, new = before.split(), after.split()
    start = _in_common(old, new)
    end = _in_common(old[start:][::-1], new[start:][::-1])
    return _part(old, start, end), _part(new, start, end)


def _in_common(one: list[str], other: list[str]) -> int:
    """How many words from the start are the same."""
    return next(
        (number for number, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _part(words: list[str], start: int, end: int) -> str:
    first, last = max(0, start - AROUND), min(len(words), len(words) - end + AROUND)
    text = " ".join(words[first:last])
    if len(text) > MOST_CHARACTERS:
        text = text[: MOST_CHARACTERS - 1].rstrip() + "…"
    elif last < len(words):
        text += " …"
    return f"… {text}" if first and text else text
