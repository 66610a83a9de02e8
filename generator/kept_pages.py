"""Render only the pages that say something new; take the Markdown of all others from the last time.

A page's Markdown is made of the page's data, the templates, and what all pages share: the glossary,
where the project is. All of it is in the key. Titles and addresses that links in prose take are kept
with it, and compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.cache import Cache, digest, program
from generator.kept_values import Values
from generator.library import Library
from generator.pages.cases import CaseCard
from generator.pages.page import Page
from generator.problem import Problem
from generator.prose_writer import Destination
from generator.render import RenderedFile, Renderer


class KeptPages:
    """Renders pages, and keeps what comes of it."""

    def __init__(self, renderer: Renderer, cache: Cache, shared: str) -> None:
        self._renderer, self._cache, self._shared = renderer, cache, shared
        self._values = Values(CaseCard)

    def render(self, page: Page) -> RenderedFile | Problem:
        """The page's Markdown, or the mistake in a template that stands in its way."""
        data = self._values.as_bytes(page)
        key = digest("rendered", self._shared, data) if data else ""
        kept = self._kept(key) if key else None
        if kept is not None:
            return RenderedFile(page.uri, kept)
        outcome, asked = self._renderer.lookups.noting(lambda: self._renderer.render(page))
        if key and isinstance(outcome, RenderedFile):
            answers = [[*question, answer.title, answer.href] for question, answer in asked.items()]
            self._cache.put(key, json.dumps([answers, outcome.text], ensure_ascii=False).encode())
        return outcome

    def _kept(self, key: str) -> str | None:
        """The Markdown, if links in its prose still lead where they led and have the same titles."""
        found = self._cache.get(key)
        answers, text = json.loads(found) if found else ([], None)
        asked = (((kind, target, section), Destination(*there)) for kind, target, section, *there in answers)
        return text if self._renderer.lookups.still_hold(asked) else None


def shared_key(library: Library, templates: Iterable[bytes], *places: str) -> str:
    """A digest of what pages share. `places`: where the project is on the web."""
    local = sorted((library.identities[key].href, library.identities[key].path) for key in library.local)
    names = [local, sorted(library.hidden), library.glossary, library.site, library.overlay]
    return digest(program(), Values().as_bytes(names), *templates, *places)
