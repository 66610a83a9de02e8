"""Make a finished site searchable: Pagefind's index of its pages, and the same index for `file://`.

Pagefind fetches its index piece by piece, which a browser refuses to a page that was opened
from a folder. So everything that Pagefind would fetch is also packed into one classic script,
which search.js loads in that place only, and only when somebody searches.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = "pagefind"
OFFLINE_SCRIPT = "assets/search-offline.js"

LEFT_OUT = (".headerlink", ".g-breadcrumbs", ".g-contents", ".g-words", ".g-links", ".g-pagefoot")
"""Parts of a page that would find it by words that it is not about; CSS selectors."""

_UNUSED = ("pagefind-*.js", "pagefind-*.css", "wasm.unknown.pagefind")
"""Pagefind's own interfaces, its worker, and its program for other languages."""


class SearchIndexError(Exception):
    """The index could not be made. The text is Pagefind's own."""


def index_site(site: Path) -> None:
    """Index every page of the folder `site` that has a search body, into the same folder."""
    _run_pagefind(site)
    bundle = site / FOLDER
    for pattern in _UNUSED:
        for path in bundle.glob(pattern):
            path.unlink()
    (site / OFFLINE_SCRIPT).write_text(_offline_script(bundle), encoding="utf-8", newline="\n")


def _run_pagefind(site: Path) -> None:
    options = ["--site", ".", "--output-subdir", FOLDER, "--force-language", "en", "--keep-index-url"]
    selectors = [part for selector in LEFT_OUT for part in ("--exclude-selectors", selector)]
    finished = subprocess.run(
        [sys.executable, "-P", "-m", "pagefind", *options, *selectors, "--quiet"],
        # Pagefind also reads settings from its folder and its environment; neither may change the index.
        cwd=site,
        env={name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")},
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
    )
    if finished.returncode or not (site / FOLDER / "pagefind.js").is_file():
        said = f"{finished.stdout}\n{finished.stderr}".strip()
        raise SearchIndexError(f"The search index could not be made. Pagefind says:\n{said}")


def _offline_script(bundle: Path) -> str:
    """All files of the index in one archive, compressed together: a third smaller than one by one."""
    places: dict[str, tuple[int, int]] = {}
    archive = bytearray()
    for name, data in _iter_files(bundle):
        places[name] = (len(archive), len(data))
        archive += data
    packed = base64.b64encode(gzip.compress(archive, compresslevel=9, mtime=0)).decode("ascii")
    written = json.dumps({"places": places, "archive": packed}, separators=(",", ":"))
    return f"window.guidanceSearchFiles = {written};\n"


def _iter_files(bundle: Path) -> Iterator[tuple[str, bytes]]:
    """Each file by its name in the bundle; uncompressed, which Pagefind reads just as well."""
    for path in sorted(path for path in bundle.rglob("*") if path.is_file()):
        data = path.read_bytes()
        is_compressed = data.startswith(b"\x1f\x8b")
        yield path.relative_to(bundle).as_posix(), gzip.decompress(data) if is_compressed else data
