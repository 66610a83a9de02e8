"""Make a finished site searchable: Pagefind's index of its pages, and the same index for `file://`.

Pagefind fetches its index piece by piece, which a browser refuses to a page that was opened
from a folder. So everything that is fetched for a search is also packed into one classic
script, which search.js loads in that place only, and only when somebody searches.

A site of very many pages gets several indexes, one of them in `pagefind/` and the others in `pagefind/2/` and
so on, each with its own program. A search asks all of them.
"""

from __future__ import annotations

import base64
import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TypeAlias

from generator.disk_fault import DISK_IS_FULL, is_full
from generator.pagefind_program import PROGRAM, start_pagefind
from generator.search_facets import FACETS_FILE, collect_facets
from generator.searched_pages import copy_what_is_searched

FOLDER = "pagefind"
OFFLINE_SCRIPT = "assets/search-offline.js"

MOST_PAGES = 6_000
"""In one index. Pagefind holds the words of all of them at once, about 250 kB for each page."""

LEFT_OUT = (
    ".headerlink",
    ".g-breadcrumbs",
    ".g-kind",
    ".g-cite",
    ".g-contents",
    ".g-words",
    ".g-card--case",
    ".g-related",
    "i",
    ".g-links",
    ".g-overdue",
    ".g-pagefoot",
)
"""Parts of a page that would find it by words that it is not about; CSS selectors."""

_UNUSED = ("pagefind-*.js", "pagefind-*.css", "wasm.unknown.pagefind")
"""Pagefind's own interfaces, its worker, and its program for other languages."""

_SIGNATURE = b"pagefind_dcd"
"""How each file of Pagefind's begins, once uncompressed."""
_GZIP = 31
"""What zlib calls a gzip file with the largest window."""
_ROOM = 100_000
"""Bytes that can be written after Pagefind if nothing that it wrote was cut short."""
_CUT_SHORT = "The search index is incomplete: {name} was cut short. Is the disk full?"


class SearchIndexError(Exception):
    """The index could not be made. The text says why."""


NEW_FOLDER = f"{FOLDER}.new"
"""Where an index is made. Under `guidance serve`, the last one is searched meanwhile."""

INDEX_FILES = (f"{FOLDER}/", f"{NEW_FOLDER}/", OFFLINE_SCRIPT)
"""How the names begin of all files that are written."""


Meanwhile: TypeAlias = Callable[[tuple[str, ...]], None]
"""What to do while other programs work. It is given how the names begin of files that are not there yet."""


def index_site(
    site: Path, language: str = "en", meanwhile: Meanwhile = lambda _: None, most_pages: int = MOST_PAGES
) -> None:
    """Index every page of the folder `site` that has a search body, into the same folder.

    `meanwhile` is called twice: while Pagefind works, and while its files are packed.
    """
    bundle = site / NEW_FOLDER
    rmtree(bundle, ignore_errors=True)  # of an index that came to no end: Pagefind would leave what it has
    with TemporaryDirectory(prefix="guidance-search-") as folder, ThreadPoolExecutor(1) as beside:
        parts = copy_what_is_searched(site, Path(folder), most_pages)
        indexing = beside.submit(_index_parts, parts, bundle, language)
        meanwhile(INDEX_FILES)
        indexing.result()
    _see_that_there_is_room(bundle)
    for pattern in _UNUSED:
        for path in () if language != "en" and "unknown" in pattern else bundle.rglob(pattern):
            path.unlink()
    files = {path.relative_to(bundle).as_posix(): _uncompressed(path) for path in _files_in(bundle)}
    packer = zlib.compressobj(level=6, wbits=_GZIP)
    with ThreadPoolExecutor(1) as beside:
        packing = beside.submit(lambda: b"".join(map(packer.compress, files.values())))
        facets = collect_facets(site, _urls(files)).encode()
        (bundle / FACETS_FILE).write_bytes(facets)
        rmtree(site / FOLDER, ignore_errors=True)
        bundle.rename(site / FOLDER)
        meanwhile((OFFLINE_SCRIPT,))
        packed = packing.result() + packer.compress(facets) + packer.flush()
    sizes = {name: len(data) for name, data in files.items()} | {FACETS_FILE: len(facets)}
    files.clear()
    script = site / OFFLINE_SCRIPT
    script.parent.mkdir(exist_ok=True)
    with script.open("wb") as file:
        file.writelines(_offline_script(sizes, packed))


def _index_parts(parts: Iterable[Path], bundle: Path, language: str) -> None:
    """One after the other: together they would need as much memory as one index of all."""
    for number, pages in enumerate(parts, 1):
        _run_pagefind(pages, bundle / str(number) if number > 1 else bundle, language)


def _run_pagefind(pages: Path, output: Path, language: str) -> None:
    with start_pagefind(pages, output, language, LEFT_OUT) as process:
        said = "\n".join(process.communicate()).strip()
    if process.returncode or not (output / PROGRAM).is_file():
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
    """The address of each indexed page, by the identifier that Pagefind gives it in results.

    In an index of its own folder that folder is part of it (`2/en_8b13ad0`): identifiers are short, and two
    indexes may have the same.
    """
    urls = {}
    for name, data in files.items():
        folder, is_fragment, file = name.rpartition("fragment/")
        if is_fragment:
            urls[folder + Path(file).stem] = json.loads(data.removeprefix(_SIGNATURE))["url"]
    return urls


def _offline_script(sizes: dict[str, int], packed: bytes) -> Iterator[bytes]:
    """All files in one archive. Compressed together they are a third smaller than one by one.

    `sizes`: the bytes of each file, in the order in which they stand one after the other in the gzip file
    `packed`.
    """
    starts = [0, *accumulate(sizes.values())]
    places = dict(zip(sizes, zip(starts, sizes.values(), strict=False), strict=True))
    yield b'window.guidanceSearchFiles = {"places":'
    yield json.dumps(places, separators=(",", ":")).encode()
    yield b',"archive":"'
    yield base64.b64encode(packed)
    yield b'"};\n'
