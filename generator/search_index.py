"""Make a finished site searchable: Pagefind's index of its pages, and the same index for `file://`.

Pagefind fetches its index piece by piece, which a browser refuses to a page that was opened
from a folder. So everything that is fetched for a search is also packed into one classic
script, which search.js loads in that place only, and only when somebody searches.
"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.disk_fault import DISK_IS_FULL, is_full
from generator.pagefind_program import PROGRAM, start_pagefind
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
_CUT_SHORT = "The search index is incomplete: {name} was cut short. Is the disk full?"


class SearchIndexError(Exception):
    """The index could not be made. The text says why."""


INDEX_FILES = (f"{FOLDER}/", OFFLINE_SCRIPT)
"""How the names begin of all files that are written."""


def index_site(site: Path, language: str = "en", meanwhile: Callable[[], None] = lambda: None) -> None:
    """Index every page of the folder `site` that has a search body, into the same folder.

    `meanwhile`: what else to do while Pagefind works.
    """
    _run_pagefind(site, language, meanwhile)
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


def _run_pagefind(site: Path, language: str, meanwhile: Callable[[], None]) -> None:
    with TemporaryDirectory(prefix="guidance-search-") as folder:
        copy_what_is_searched(site, Path(folder))
        with start_pagefind(Path(folder), site / FOLDER, language, LEFT_OUT) as process:
            try:
                meanwhile()
            finally:
                said = "\n".join(process.communicate()).strip()
    if process.returncode or not (site / FOLDER / PROGRAM).is_file():
        said = said or _how_it_ended(process.returncode)
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
