"""The part of each page that can be found by searching, without the frame around it.

Pagefind reads every page of a folder from its first to its last byte. Most of that is the same on all of
them, or is on pages that nobody searches for.
"""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

_SAYS_SOMETHING = re.compile(rb"data-pagefind-(?!ignore)")
"""What marks a text for Pagefind. A text around the main part that it shall ignore may be missing."""
_BODY = b"data-pagefind-body"
_KEPT = re.compile(
    rb"<html[^>]*>|<title>.*?</title>|<meta[^>]* data-pagefind-[^>]*>|<main[ >].*</main>", re.DOTALL
)


def copy_what_is_searched(site: Path, folder: Path, most_pages: int) -> tuple[Path, ...]:
    """Write what Pagefind has to read of each page of `site` to the same place in a part of `folder`.

    None of the parts has more than `most_pages`. Neighbours go to different ones: in each, words are about as
    rare as in all, by which a search puts results into order.
    """
    paths = sorted(site.rglob("*.html"))
    # Without any such part, Pagefind takes all of each page.
    searched = [path for path in paths if _BODY in path.read_bytes()] or paths
    parts = tuple(folder / str(number) for number in range(-(-len(searched) // most_pages)))
    for part, path in zip(cycle(parts), searched, strict=False):
        copy = part / path.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(without_frame(path.read_bytes()))
    return parts


def without_frame(page: bytes) -> bytes:
    """A page with less around its main part; all of it, where anything else is marked for Pagefind."""
    kept = b"\n".join(_KEPT.findall(page))
    is_whole = len(_SAYS_SOMETHING.findall(kept)) == len(_SAYS_SOMETHING.findall(page))
    return kept if _BODY in kept and is_whole else page
