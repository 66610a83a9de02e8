"""Render only the pages that say something new; take the Markdown of all others from the last time.

A page's Markdown is made of the page's data, the templates, and what all pages share: titles and
addresses that links take, the glossary, where the project is. All of it is in the key.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from generator.cache import Cache, digest, program
from generator.library import Library
from generator.pages.page import Page
from generator.problem import Problem
from generator.render import RenderedFile, Renderer


class KeptPages:
    """Renders pages, and keeps what comes of it."""

    def __init__(self, renderer: Renderer, cache: Cache, shared: str) -> None:
        self._renderer, self._cache, self._shared = renderer, cache, shared

    def render(self, page: Page) -> RenderedFile | Problem:
        """The page's Markdown, or the mistake in a template that stands in its way."""
        data = _as_bytes(page)
        key = digest("rendered", self._shared, data) if data else ""
        kept = self._cache.get(key) if key else None
        if kept is not None:
            return RenderedFile(page.uri, kept.decode())
        outcome = self._renderer.render(page)
        if key and isinstance(outcome, RenderedFile):
            self._cache.put(key, outcome.data)
        return outcome


def shared_key(library: Library, templates: Iterable[bytes], *places: str) -> str:
    """A digest of what pages share. `places`: where the project is on the web."""
    known = sorted((*key, thing.title, thing.href, thing.path) for key, thing in library.identities.items())
    names = [sorted(library.hidden), sorted(library.local), library.glossary, library.site, library.overlay]
    return digest(program(), _as_bytes([known, names]), *templates, *places)


def _as_bytes(value: object) -> bytes:
    """The same bytes only for equal values; empty for what can't be written down. Nothing ever reads them."""
    written = io.BytesIO()
    try:
        _Pickler(written, protocol=5).dump(value)
    except (pickle.PicklingError, TypeError, AttributeError):
        return b""
    return written.getvalue()


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        """Records without the set of fields that were given: its order changes from run to run."""
        if isinstance(value, BaseModel):
            return getattr, (type(value), "__name__"), value.__dict__
        return NotImplemented
