"""A bar for each program, drawn as SVG, that reads in light and dark and needs no script."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, LABELS, ROW, GAP = 760, 330, 22, 16
"""Pixels: of the picture, of its labels, of a bar with the space below it, between groups."""


@dataclass(frozen=True)
class Bar:
    label: str
    seconds: float
    is_ours: bool


def draw_bars(groups: Iterable[tuple[str, tuple[Bar, ...]]]) -> str:
    """`groups`: each with a title and its own scale, since times grow with the number of case studies."""
    parts, top = list[str](), GAP
    for title, bars in groups:
        parts.append(f'<text x="0" y="{top + 4}" class="title">{html.escape(title)}</text>')
        top += ROW
        longest = max(bar.seconds for bar in bars)
        for bar in bars:
            parts += _bar(bar, top, longest)
            top += ROW
        top += GAP
    style = (
        "text{font:13px sans-serif;fill:#222}.title{font-weight:bold}.ours{fill:#005eb8}.other{fill:#768692}"
        "@media(prefers-color-scheme:dark){text{fill:#eee}.ours{fill:#41b6e6}}"
    )
    size = f'viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" height="{top}"'
    name = '<title id="name">Seconds that each program takes to build the same site</title>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="name">'
        f"{name}<style>{style}</style>\n" + "\n".join(parts) + "\n</svg>\n"
    )


def _bar(bar: Bar, top: int, longest: float) -> Iterable[str]:
    width = round(bar.seconds / longest * (WIDTH - LABELS - 70), 1)
    kind = "ours" if bar.is_ours else "other"
    yield f'<text x="{LABELS - 8}" y="{top + 4}" text-anchor="end">{html.escape(bar.label)}</text>'
    yield f'<rect x="{LABELS}" y="{top - 9}" width="{width}" height="16" class="{kind}"/>'
    yield f'<text x="{LABELS + width + 6}" y="{top + 4}">{bar.seconds:.1f} s</text>'
