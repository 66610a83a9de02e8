"""Make a finished site searchable: Pagefind's index of its pages, and the same index for `file://`.

Pagefind fetches its index piece by piece, which a browser refuses to a page that was opened
from a folder. So everything that is fetched for a search is also packed into one classic
script, which the search loads in that place only, and only when somebody searches.

A site of very many pages gets several indexes, one in `pagefind/` and the others in `pagefind/2/` and so on,
each with its own copy of Pagefind's program. A search uses all of them.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from itertools import accumulate, cycle
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from types import TracebackType

from generator.basics.disk import DISK_IS_FULL, is_full, iter_files
from generator.basics.labels import original_of
from generator.pages.page_context import Facets

PROGRAM = "pagefind.js"
"""The program that searches in browsers. Pagefind writes it beside each index."""

_PART_SIZE = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "4000"}
"""Entries in one part of the index. A search fetches a part for each of its words, and Pagefind's default
of 20,000 makes fewer and larger parts. A Pagefind without this setting would still work."""
_LESS_MEMORY = {"_RJEM_MALLOC_CONF": "dirty_decay_ms:100,muzzy_decay_ms:0"}
"""Pagefind's allocator (jemalloc, if it has that) returns unused memory after 0.1 seconds. With its default
of 10, the peak for a large site is a fifth higher."""


def start_pagefind(
    pages: Path, output: Path, language: str, without: Iterable[str] = ()
) -> subprocess.Popen[str]:
    """Start to index the folder `pages`. `without`: CSS selectors of the parts of a page to leave out."""
    options = ["--site", ".", "--output-path", str(output.absolute()), "--force-language", language]
    selectors = [part for selector in without for part in ("--exclude-selectors", selector)]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "pagefind", *options, "--keep-index-url", *selectors, "--quiet"],
        # Pagefind also reads settings from its folder and its environment; neither may change the index.
        cwd=pages,
        env={name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
        | _PART_SIZE
        | _LESS_MEMORY,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )


FOLDER = "pagefind"
OFFLINE_SCRIPT = "assets/search-offline.js"
FACETS_FILE = "facets.json"

MOST_PAGES = 6_000
"""The most pages in one index. Pagefind holds all their words in memory, about 250 kB for each page."""

LEFT_OUT = (
    ".headerlink",
    ".g-breadcrumbs",
    ".g-kind",
    ".g-cite",
    ".g-contents",
    ".g-toc",
    ".g-card--case",
    ".g-practices",
    ".g-matrix",
    ".g-related",
    "i",
    ".g-overdue",
    ".g-pagefoot",
)
"""CSS selectors of parts with words that the page is not about, and should not be found by."""

_BODY = b"data-pagefind-body"
_MARKED = re.compile(rb"data-pagefind-(?!ignore)")
"""Attributes for Pagefind, except on parts that it ignores and that may therefore be missing."""
_SEARCHED = re.compile(
    rb"<html[^>]*>|<title>.*?</title>|<meta[^>]* data-pagefind-[^>]*>|<main[ >].*</main>", re.DOTALL
)
_UNUSED = ("pagefind-*.js", "pagefind-*.css", "wasm.unknown.pagefind")
"""Pagefind's own interfaces, its worker, and its program for other languages."""

_SIGNATURE = b"pagefind_dcd"
"""The start of each of Pagefind's files, uncompressed."""
_GZIP = 31
"""The `wbits` of zlib for gzip with the largest window."""
_ROOM = 100_000
"""Bytes that must still fit on the disk after Pagefind: if they don't, it may have cut files short."""
_CUT_SHORT = "The search index is incomplete: {name} was cut short. Is the disk full?"

NEW_FOLDER = f"{FOLDER}.new"
"""The folder in which an index is made. Under `guidance serve`, the last one is used meanwhile."""
REPLACED = (f"{FOLDER}/", f"{NEW_FOLDER}/", OFFLINE_SCRIPT)
"""The start of the names of all files that making an index removes or replaces."""


class SearchIndexError(Exception):
    """The index could not be made. The text says why."""


def index_site(
    site: Path,
    language: str = "en",
    facets: Mapping[str, Facets] | None = None,
    most_pages: int = MOST_PAGES,
) -> None:
    """Index every page in the folder `site` that has a search body. The index is put into `site`.

    `facets`: the search facets of each page, by its name in the site.
    """
    with SearchedPages(most_pages) as searched:
        for name in sorted(name for name in iter_files(site) if name.endswith(".html")):
            searched.add(name, (site / name).read_bytes())
        make_index(searched, site, language, facets or {})


class SearchedPages(AbstractContextManager["SearchedPages"]):
    """A temporary folder for Pagefind, with the searchable part of each page.

    Pagefind reads every page of a folder from its first to its last byte. Most of that is the same on all
    of them, or is on pages that are not searched: without it, indexing takes a third less time.
    """

    def __init__(self, most_pages: int = MOST_PAGES) -> None:
        self._most = most_pages
        self._folder = TemporaryDirectory(prefix="guidance-search-")
        self._names: list[str] = []

    def add(self, name: str, page: bytes) -> None:
        """Add a page, unless it has no search body. Pages must be added in the order of their names."""
        if _BODY in page:
            self._names.append(name)
            _write(Path(self._folder.name, "1", name), without_frame(page))

    def in_parts(self) -> list[Path]:
        """The folders with the pages of one index each.

        Neighbouring pages go to different ones. So words are about as rare in each as in all together, which
        matters for the order of results.
        """
        parts = [
            Path(self._folder.name, str(number + 1)) for number in range(-(-len(self._names) // self._most))
        ]
        for part, name in zip(cycle(parts), self._names, strict=False):
            if part != parts[0]:
                (part / name).parent.mkdir(parents=True, exist_ok=True)
                (parts[0] / name).rename(part / name)
        return parts

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._folder.cleanup()


def without_frame(page: bytes) -> bytes:
    """The page without most of what surrounds its main part, or all of it if that has marks for Pagefind."""
    kept = b"\n".join(_SEARCHED.findall(page))
    is_whole = len(_MARKED.findall(kept)) == len(_MARKED.findall(page))
    return kept if is_whole else page


def make_index(
    searched: SearchedPages, site: Path, language: str, facets: Mapping[str, Facets]
) -> frozenset[str]:
    """Put the search index of some pages into the folder `site`. Returns the names of all its files."""
    bundle = site / NEW_FOLDER
    rmtree(bundle, ignore_errors=True)  # of an unfinished index, whose files Pagefind would not remove
    # One after the other: together they would need as much memory as one index of all. If a theme marks
    # nothing for the search, everything is indexed.
    for number, pages in enumerate(searched.in_parts() or [site], 1):
        _run_pagefind(pages, bundle / str(number) if number > 1 else bundle, language)
    _require_room(bundle)
    for pattern in _UNUSED:
        for path in () if language != "en" and "unknown" in pattern else bundle.rglob(pattern):
            path.unlink()
    files = {name: _uncompressed(bundle / name) for name in sorted(iter_files(bundle))}
    files[FACETS_FILE] = facets_of_results(_names_of_results(files), facets).encode()
    (bundle / FACETS_FILE).write_bytes(files[FACETS_FILE])
    rmtree(site / FOLDER, ignore_errors=True)
    bundle.rename(site / FOLDER)
    script = site / OFFLINE_SCRIPT
    script.parent.mkdir(exist_ok=True)
    with script.open("wb") as file:
        file.writelines(_offline_script(files))
    return frozenset({OFFLINE_SCRIPT, *(f"{FOLDER}/{name}" for name in files)})


def _run_pagefind(pages: Path, output: Path, language: str) -> None:
    with start_pagefind(pages, output, language, LEFT_OUT) as process:
        output_text = "\n".join(process.communicate()).strip()
    if process.returncode or not (output / PROGRAM).is_file():
        output_text = output_text or _how_it_ended(process.returncode)
        advice = f" {DISK_IS_FULL}" if is_full(output_text) else ""
        raise SearchIndexError(f"The search index could not be made.{advice} Pagefind says:\n{output_text}")


def _how_it_ended(status: int) -> str:
    return f"(nothing; the system stopped it with signal {-status})" if status < 0 else f"(nothing; {status})"


def _require_room(bundle: Path) -> None:
    """Raise `OSError` if the disk is full: Pagefind would have cut its files short without an error."""
    probe = bundle / "probe"
    try:
        probe.write_bytes(bytes(_ROOM))
    finally:
        probe.unlink(missing_ok=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def _uncompressed(path: Path) -> bytes:
    """The content of one of Pagefind's files, compressed or not. Raises if the file was cut short."""
    data = path.read_bytes()
    if not data:
        raise SearchIndexError(_CUT_SHORT.format(name=path.name))
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return gzip.decompress(data)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise SearchIndexError(_CUT_SHORT.format(name=path.name)) from None


def _names_of_results(files: Mapping[str, bytes]) -> dict[str, str]:
    """The name of each indexed page, by the identifier that Pagefind gives it in results.

    The identifier begins with the folder of a further index (`2/en_8b13ad0`): identifiers are short, and two
    indexes may have the same.
    """
    names = {}
    for name, data in files.items():
        folder, is_fragment, file = name.rpartition("fragment/")
        if is_fragment:
            url = json.loads(data.removeprefix(_SIGNATURE))["url"]
            names[folder + Path(file).stem] = url.lstrip("/")
    return names


def facets_of_results(names: Mapping[str, str], facets: Mapping[str, Facets]) -> str:
    """The search facets of pages as JSON: their kind, organisation types and themes.

    Values are named once. Pages are grouped by their values, and in order of address:
    `{"options": [["Role", "Theme"], [], ["Leading"]], "pages": [[[1], [], [0], "id id"]]}`.

    Pagefind has filters of its own. They are not used: its counts are wrong when several values of one filter
    are chosen, and its filter files differ from one build to the next.
    """
    found = {
        identifier: _values_of(facets.get(names[identifier]))
        for identifier in sorted(names, key=names.__getitem__)
    }
    options = [sorted({value for values in found.values() for value in values[facet]}) for facet in range(3)]
    groups: dict[tuple[tuple[int, ...], ...], list[str]] = {}
    for identifier, values in found.items():
        positions = tuple(tuple(map(known.index, own)) for own, known in zip(values, options, strict=True))
        groups.setdefault(positions, []).append(identifier)
    pages = [[*positions, " ".join(identifiers)] for positions, identifiers in sorted(groups.items())]
    return json.dumps({"options": options, "pages": pages}, ensure_ascii=False, separators=(",", ":"))


def _values_of(facets: Facets | None) -> tuple[tuple[str, ...], ...]:
    """The values of a page's facets, always in English: the script has the words for other languages."""
    values = ((facets.kind,), facets.types, facets.themes) if facets else ((), (), ())
    return tuple(tuple(map(original_of, own)) for own in values)


def _offline_script(files: Mapping[str, bytes]) -> Iterator[bytes]:
    """A script with all files in one archive. Compressed together, they are a third smaller."""
    sizes = [len(data) for data in files.values()]
    places = dict(zip(files, zip(accumulate(sizes, initial=0), sizes, strict=False), strict=True))
    yield b'window.guidanceSearchFiles = {"places":'
    yield json.dumps(places, separators=(",", ":")).encode()
    yield b',"archive":"'
    yield base64.b64encode(b"".join(_packed(files.values())))
    yield b'"};\n'


def _packed(parts: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(level=6, wbits=_GZIP)
    yield from map(packer.compress, parts)
    yield packer.flush()
