"""All files of the Markdown folder that are not pages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.basics.addresses import FORM_ADDRESS
from generator.checks.schema import schema_texts
from generator.content.parse_cache import ContentCache
from generator.languages.language import Language
from generator.library.library import Library
from generator.outputs.data_files import iter_open_data
from generator.outputs.feeds import iter_feeds
from generator.outputs.scripts import iter_scripts, labels_script
from generator.outputs.sitemap import iter_site_maps
from generator.outputs.write import MadeFile
from generator.pages.page import Page
from generator.proforma.write_form import wording_of, write_form
from generator.rendering.render import RenderedFile, Renderer


def iter_other_files(
    pages: list[Page], renderer: Renderer, site: str, language: Language | None, cache: ContentCache
) -> Iterator[RenderedFile | MadeFile]:
    """Scripts, data, feeds and maps of a site with these pages, and the form in Word.

    `site`: its web address; empty if nobody said it. `language`: None for English.
    """
    library = renderer.library
    yield from iter_scripts(library, renderer.plain, renderer.repository, renderer.voice)
    yield from iter_open_data(library, schema_texts(library.identities), renderer.plain)
    yield from iter_feeds(library, renderer.plain, site, renderer.voice)
    yield from iter_site_maps(library, pages, renderer, site)
    yield _form(library, cache)
    if language is not None:
        yield labels_script(library, language, renderer.voice)


def _form(library: Library, cache: ContentCache) -> MadeFile:
    """It takes long to write and seldom changes."""
    wording = wording_of(library)
    made = cache.recall("form", wording, partial(write_form, wording))
    return MadeFile(FORM_ADDRESS.removeprefix("/"), made)
