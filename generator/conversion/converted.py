"""What MkDocs makes of one page's Markdown, in a form that can be written down."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc

REMEMBERED = 20_000
"""Names of files."""


@dataclass(frozen=True)
class Converted:
    html: str
    title: str | None
    """What MkDocs calls the page if nothing else says so."""
    toc: list[dict[str, Any]]
    """The entries of its table of contents: name, id, level and children, as Python-Markdown gives them."""
    anchors: list[str]
    links: dict[str, dict[str, str]]
    """By the name of each file that it links into: for each anchor there, the link as it was written."""
    lookups: dict[str, str | None]
    """Every name of a file that was looked for, and the address that was found; None for no such file."""


def urls_of(files: Files) -> Mapping[str, str]:
    """The address of every file, by its name."""
    return {file.src_uri: file.url for file in files}


class RecordingFiles(Files):
    """The files of the site, which remember what was asked for."""

    def __init__(self, files: Files) -> None:
        super().__init__([])
        self._site_files = files
        self.lookups: dict[str, str | None] = {}

    def get_file_from_path(self, path: str) -> File | None:
        name = _name(path)
        found = self._site_files.src_uris.get(name)
        self.lookups[name] = None if found is None else found.url
        return found


@lru_cache(REMEMBERED)
def _name(path: str) -> str:
    """What MkDocs knows a file by."""
    return PurePath(path).as_posix()


def convert(
    page: Page, files: Files, render: Callable[[Files], None], *, in_silence: bool = False
) -> Converted | None:
    """Let MkDocs render a page, and read off what came of it.

    None if MkDocs had something to report: it must have it to report again the next time.
    `in_silence`: it does not report it this time.
    """
    recording = RecordingFiles(files)
    with _reports(in_silence) as reports:
        render(recording)
    if reports.any or page.content is None or page.links_to_anchors is None:
        return None
    return Converted(
        html=page.content,
        title=page._title_from_render,  # noqa: SLF001 (MkDocs keeps it nowhere else)
        toc=[_token(entry) for entry in page.toc],
        anchors=sorted(page.present_anchor_ids or ()),
        links={file.src_uri: dict(links) for file, links in page.links_to_anchors.items()},
        lookups=recording.lookups,
    )


def fill_in(page: Page, converted: Converted, files: Files) -> None:
    """Leave a page as MkDocs would have left it after rendering it, but for its HTML and contents list."""
    page.present_anchor_ids = set(converted.anchors)
    found = ((files.get_file_from_path(name), links) for name, links in converted.links.items())
    page.links_to_anchors = {file: dict(links) for file, links in found if file is not None}
    page._title_from_render = converted.title  # noqa: SLF001


def toc_of(converted: Converted) -> TableOfContents:
    return get_toc(converted.toc)  # type: ignore[arg-type]  # its type of an entry is not public


def as_bytes(converted: Converted) -> bytes:
    """In two lines what was looked for, and the rest. Then the HTML as it is, most of all that there is."""
    about = dict(vars(converted))
    lookups, html = about.pop("lookups"), about.pop("html")
    lines = (json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in (lookups, about))
    return "\n".join([*lines, html]).encode()


def from_bytes(data: bytes | None) -> Converted | None:
    """None for what was not kept, or is nothing that we would have kept."""
    try:
        lookups, about, html = (data or b"").decode().split("\n", 2)
        return Converted(html, **json.loads(about), lookups=json.loads(lookups))
    except (ValueError, TypeError):
        return None


def holds_for(data: bytes | None, urls: Mapping[str, str]) -> bool:
    """Whether every link still leads where it led when a page was converted to what became these bytes.

    `urls`: the address of every file, by its name.
    """
    try:
        lookups = json.loads((data or b"").partition(b"\n")[0])
        return all(urls.get(name) == url for name, url in lookups.items())
    except (ValueError, AttributeError):
        return False


class _Reports(logging.Handler):
    any = False

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        self.any = True

    def hold_back(self, record: logging.LogRecord) -> bool:
        self.emit(record)
        return False


@contextmanager
def _reports(in_silence: bool) -> Iterator[_Reports]:
    """Notes whether MkDocs reports anything. `in_silence`: nobody else hears what it says of pages."""
    reports = _Reports()
    everything, of_pages = logging.getLogger("mkdocs"), logging.getLogger(Page.__module__)
    everything.addHandler(reports)
    if in_silence:
        of_pages.addFilter(reports.hold_back)
    try:
        yield reports
    finally:
        everything.removeHandler(reports)
        of_pages.removeFilter(reports.hold_back)


def _token(entry: AnchorLink) -> dict[str, Any]:
    children = [_token(child) for child in entry.children]
    return {"name": entry.title, "id": entry.id, "level": entry.level, "children": children}
