"""Make a finished site searchable: Pagefind's index of its pages, and the same index for `file://`.

Pagefind fetches its index piece by piece, which a browser refuses to a page that was opened
from a folder. So everything that is fetched for a search is also packed into one classic
script, which search.js loads in that place only, and only when somebody searches.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import subprocess
import sys
import zlib
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.disk_fault import DISK_IS_FULL, is_full
from generator.search_facets import FACETS_FILE, collect_facets
from generator.searched_pages import copy_what_is_searched

FOLDER = "pagefind"
OFFLINE_SCRIPT = "assets/search-offline.js"

LEFT_OUT = (
    ".headerlink",
    ".g-breadcrumbs",
    ".g-kind",
    ".g-cite",
    ".g-contents",
    ".g-words",
    ".g-card--case",
    ".g-related",
    ".g-missing",
    ".g-links",
    ".g-overdue",
    ".g-pagefoot",
)
"""Parts of a page that would find it by words that it is not about; CSS selectors."""

_UNUSED = ("pagefind-*.js", "pagefind-*.css", "wasm.unknown.pagefind")
"""Pagefind's own interfaces, its worker, and its program for other languages."""

_SIGNATURE = b"pagefind_dcd"
"""How each file of Pagefind's begins, once uncompressed."""
_ROOM = 100_000
"""Bytes that can be written after Pagefind if nothing that it wrote was cut short."""
_PART_SIZE = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "4000"}
"""Entries in one part of the index; a search fetches a part for each of its words. Pagefind's own 20,000
makes fewer and larger parts. A Pagefind that no longer knows this setting would still work."""


_CUT_SHORT = "The search index is incomplete: {name} was cut short. Is the disk full?"


class SearchIndexError(Exception):
    """The index could not be made. The text says why."""


def index_site(site: Path, language: str = "en") -> None:
    """Index every page of the folder `site` that has a search body, into the same folder."""
    _run_pagefind(site, language)
    bundle = site / FOLDER
    _see_that_there_is_room(bundle)
    for pattern in _UNUSED:
        for path in () if language != "en" and "unknown" in pattern else bundle.glob(pattern):
            path.unlink()
    files = {path.relative_to(bundle).as_posix(): _uncompressed(path) for path in _files_in(bundle)}
    files[FACETS_FILE] = collect_facets(site, _urls(files)).encode()
    (bundle / FACETS_FILE).write_bytes(files[FACETS_FILE])
    script = site / OFFLINE_SCRIPT
    script.parent.mkdir(exist_ok=True)
    script.write_text(_offline_script(files), encoding="utf-8", newline="\n")


def _run_pagefind(site: Path, language: str) -> None:
    with TemporaryDirectory(prefix="guidance-search-") as folder:
        copy_what_is_searched(site, Path(folder))
        _index(Path(folder), site, language)


def _index(pages: Path, site: Path, language: str) -> None:
    output = str((site / FOLDER).absolute())
    options = ["--site", ".", "--output-path", output, "--force-language", language, "--keep-index-url"]
    selectors = [part for selector in LEFT_OUT for part in ("--exclude-selectors", selector)]
    finished = subprocess.run(
        [sys.executable, "-P", "-m", "pagefind", *options, *selectors, "--quiet"],
        # Pagefind also reads settings from its folder and its environment; neither may change the index.
        cwd=pages,
        env={name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
        | _PART_SIZE,
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
        stdin=subprocess.DEVNULL,
    )
    if finished.returncode or not (site / FOLDER / "pagefind.js").is_file():
        said = f"{finished.stdout}\n{finished.stderr}".strip() or _how_it_ended(finished.returncode)
        advice = f" {DISK_IS_FULL}" if is_full(said) else ""
        raise SearchIndexError(f"The search index could not be made.{advice} Pagefind says:\n{said}")


def _how_it_ended(status: int) -> str:
    return f"(nothing; the system stopped it with signal {-status})" if status < 0 else f"(nothing; {status})"


def _see_that_there_is_room(bundle: Path) -> None:
    """Pagefind cuts its files short, and says that all is well, when there is no room for them."""
    probe = bundle / "probe"
    try:
        probe.write_bytes(bytes(_ROOM))
    finally:
        probe.unlink(missing_ok=True)


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _uncompressed(path: Path) -> bytes:
    """The content of one of Pagefind's files, each of which it compressed or left as it was."""
    data = path.read_bytes()
    if not data:
        raise SearchIndexError(_CUT_SHORT.format(name=path.name))
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return gzip.decompress(data)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise SearchIndexError(_CUT_SHORT.format(name=path.name)) from None


def _urls(files: dict[str, bytes]) -> dict[str, str]:
    """The address of each indexed page, by the identifier that Pagefind gives it in results."""
    fragments = {name: data for name, data in files.items() if name.endswith(".pf_fragment")}
    return {
        Path(name).stem: json.loads(data.removeprefix(_SIGNATURE))["url"] for name, data in fragments.items()
    }


def _offline_script(files: dict[str, bytes]) -> str:
    """All files in one archive. Compressed together they are a third smaller than one by one."""
    places: dict[str, tuple[int, int]] = {}
    archive = bytearray()
    for name, data in files.items():
        places[name] = (len(archive), len(data))
        archive += data
    packed = base64.b64encode(gzip.compress(archive, compresslevel=6, mtime=0)).decode("ascii")
    written = json.dumps({"places": places, "archive": packed}, separators=(",", ":"))
    return f"window.guidanceSearchFiles = {written};\n"
