"""Read a site as it is finished: each file once, for the search, the scan and the check of links.

On Linux a second process prepares for it while the Markdown is rendered, and reads finished pages while
MkDocs makes the next ones. Elsewhere, and where threads run, which a copy of a process would lack, this one
reads them in the end. The outcome is the same.
"""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from sys import intern
from typing import Self

from pydantic import TypeAdapter, ValidationError

from generator.basics.cache import Cache, digest, program
from generator.outputs.script_data.search_terms import SearchTerms
from generator.site.check import FinishedPage, Pages, read_page
from generator.site.pdf import PDF_NAME
from generator.site.scan import Scan, SiteScan
from generator.site.search import REPLACED, CountedEntry, SearchIndex

_KNOWN = TypeAdapter(tuple[tuple[list[str], list[str], list[str]], list[CountedEntry]])
"""What is cached of a page: its three lists, and what it adds to the search index."""


@dataclass(frozen=True)
class ReadSite:
    pages: Pages
    scan: Scan
    index: Mapping[str, bytes]
    """The files of the search index, by their names in the site. They are not there yet."""


class SiteReader:
    """Reads a site in this process."""

    def __init__(self, scan: SiteScan, cache: Cache) -> None:
        """`cache` is closed in the end."""
        self._scan, self._cache = scan, cache
        self._site, self._index = Path(), SearchIndex()
        self._pages: dict[str, FinishedPage] = {}

    def expect(self, site: Path, terms: SearchTerms, language: str) -> None:
        """Be told the folder of the site, and for its search what things are called, and its language."""
        self._site, self._index = site, SearchIndex(terms, language)

    def read_page(self, name: str) -> None:
        """Read the page with this name, which is finished."""
        self._pages[name] = self._read_page(name, (self._site / name).read_bytes())

    def finish(self, pdf_source: str) -> ReadSite:
        """Read all that was not read before. Raises `OSError` and `MemoryError`.

        `pdf_source`: what the PDF of the site was made from; empty if there is none.
        """
        for path in sorted(self._site.rglob("*")):
            name = path.relative_to(self._site).as_posix()
            if path.is_symlink():
                self._scan.refuse(name)
            elif path.is_file() and not name.startswith(REPLACED) and name not in self._pages:
                self._read_file(name, path.read_bytes(), pdf_source)
        self._cache.close()
        return ReadSite(dict(sorted(self._pages.items())), self._scan.finish(), self._index.files())

    def _read_file(self, name: str, data: bytes, pdf_source: str) -> None:
        """Scan a file. Most that are no pages are the theme's and never change: clean ones are cached."""
        if name.endswith(".html"):
            self._pages[name] = self._read_page(name, data)
        elif name == PDF_NAME and pdf_source:
            self._scan.look_into(name, data, pdf_source)
        else:
            key = digest("scanned", program(), self._scan.fingerprint(name), data)
            if self._cache.get(key) is not None:
                self._scan.note(name, data)
            elif self._scan.look_into(name, data):
                self._cache.put(key, b"")

    def _read_page(self, name: str, data: bytes) -> FinishedPage:
        """Scan a page, read its links, anchors and faults, and put its words into the index.

        For a page that was scanned before and found clean, the result is cached.
        """
        depends = program(), self._scan.fingerprint(name), self._index.counter.fingerprint(name)
        key = digest("clean page", *depends, data)
        with suppress(ValidationError):
            lists, entries = _KNOWN.validate_json(self._cache.get(key) or b"")
            self._scan.note(name, data)
            self._index.add(entries)
            return FinishedPage(*(tuple(map(intern, found)) for found in lists))
        page = read_page(data)
        entries = self._index.counter.count(name, data)
        self._index.add(entries)
        if self._scan.look_into(name, data):
            self._cache.put(key, json.dumps([[page.anchors, page.links, page.faults], entries]).encode())
        return page


class Reading:
    """Lets a site be read, in a second process if there can be one; as a context, it ends that process.

    The second process only reads: all that is written into the site, we write.
    """

    def __enter__(self) -> Self:
        self._reader: SiteReader | None = None
        self._process: BaseProcess | None = None
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            self._ours.close()
            self._process.terminate()
            self._process.join()

    def start(self, make: Callable[[], SiteReader]) -> None:
        """Let the reader be made, which takes a while, and do something else meanwhile."""
        if sys.platform != "linux" or threading.active_count() > 1:
            self._reader = make()
            return
        context = get_context("fork")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_read_for, args=(theirs, self._ours, make), daemon=True)
        self._process.start()
        theirs.close()

    def expect(self, site: Path, terms: SearchTerms, language: str) -> None:
        self._tell("expect", site, terms, language)

    def read_page(self, name: str) -> None:
        self._tell("read_page", name)

    def finish(self, pdf_source: str) -> ReadSite:
        """As `SiteReader.finish`. Raises `OSError` and `MemoryError`."""
        if self._reader:
            return self._reader.finish(pdf_source)
        self._tell("finish", pdf_source)
        try:
            found: ReadSite | OSError | MemoryError = self._ours.recv()
        except EOFError:
            raise RuntimeError("the process that reads the site has ended") from None
        if not isinstance(found, ReadSite):
            raise found
        return found

    def _tell(self, what: str, *said: object) -> None:
        if self._reader:
            getattr(self._reader, what)(*said)
        else:
            with suppress(BrokenPipeError):  # `finish` says why the other end is gone
                self._ours.send((what, said))


def _read_for(theirs: Connection, ours: Connection, make: Callable[[], SiteReader]) -> None:
    """What the second process does, until it is asked to finish or the first one ends."""
    ours.close()  # or the end of the first process would go unnoticed
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C stops the first process, and that one this
    found: object = None
    try:
        reader = make()
        while found is None:
            what, said = theirs.recv()
            found = getattr(reader, what)(*said)
        theirs.send(found)
    except EOFError:
        return
    except (OSError, MemoryError) as error:
        with suppress(BrokenPipeError):
            theirs.send(error)
