"""What every measurement does around its measuring: build a site, say how far it is, print a table."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path


def build(project: Path, site: Path) -> None:
    """In a process of its own, by the command that everybody uses."""
    guidance = Path(sys.executable).with_name("guidance")
    subprocess.run(
        [guidance, "build", "--project", project, "--site-dir", site], check=True, stdout=subprocess.DEVNULL
    )


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
