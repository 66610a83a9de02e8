"""What a copy's readers are told on a page: that its subject is the copy's own, and the notes on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.content.content_files import OVERLAY
from generator.content.model.overlay import Overlay
from generator.content.model.remove_references import target_of
from generator.library.library import Library
from generator.pages.page import Page


def with_local_marks(library: Library, pages: Iterable[Page]) -> Iterator[Page]:
    """The same pages; those that an overlay has a say in say so."""
    if library.overlay is None:
        yield from pages
        return
    keys = {known.href: key for key, known in library.identities.items()}
    notes: dict[tuple[str, str], list[str]] = {}
    for note in library.overlay.notes:
        notes.setdefault(target_of("any", note.on), []).append(note.text)
    for page in pages:
        key = keys.get(page.sums_up or f"/{page.uri}")
        if key is None:
            yield _welcoming(page, library.overlay) if page.uri == "index.md" else page
            continue
        marked = replace(page, notes=tuple(notes.get(key, ())), keeper=library.overlay.name)
        yield _local(marked, library, library.identities[key].path) if key in library.local else marked


def _welcoming(page: Page, overlay: Overlay) -> Page:
    return replace(page, notes=(overlay.welcome,), keeper=overlay.name) if overlay.welcome else page


def _local(page: Page, library: Library, path: str) -> Page:
    if path == OVERLAY and library.overlay is not None:
        return replace(page, is_local=True, made_from=path, reviewed=library.overlay.reviewed)
    return replace(page, is_local=True)
