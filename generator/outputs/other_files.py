"""All files of the Markdown folder that are not pages: open data, schemas, feeds, and data for scripts.

A page opened from a folder may not fetch a data file, but it may load a script. So data for scripts is
written as classic scripts, each of which sets one property of `window`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from generator.basics.addresses import FORM_ADDRESS, ODT_FORM_ADDRESS
from generator.basics.labels import ENGLISH_VOICE, Label, Translated, Voice, label, original_of
from generator.checks.schema import schema_texts
from generator.content.parse_cache import ContentCache
from generator.languages.language import Language
from generator.library.library import Library
from generator.library.tables.columns import Facts, as_csv, as_json
from generator.library.tables.tables import TABLES, codebook_json, iter_collections
from generator.outputs.assessment_data import assessment_data, iter_practices
from generator.outputs.board_data import board_data
from generator.outputs.case_form.form_data import form_data
from generator.outputs.case_form.word_form_data import word_form_data
from generator.outputs.comparison_data import comparison_data, comparison_frame
from generator.outputs.feeds import iter_feeds
from generator.outputs.finder_data import Plain, finder_data, iter_summaries
from generator.outputs.sitemap import iter_site_maps
from generator.outputs.write import MadeFile
from generator.pages.page_context import Page
from generator.proforma.form_layout import wording_of
from generator.proforma.write_odt import write_odt
from generator.proforma.write_word import write_word
from generator.rendering.render import RenderedFile, Renderer

DATA_FOLDER = "data"


def iter_open_data(library: Library, schemas: dict[str, str], plain: Plain) -> Iterator[RenderedFile]:
    """The files of the folder `data`, in no particular order. `plain` removes the markup of prose."""
    facts = Facts(library, plain)
    for table in TABLES:
        yield RenderedFile(f"{DATA_FOLDER}/{table.name}.csv", as_csv(table.headings, table.rows(facts)))
    for name, records in iter_collections(library):
        yield RenderedFile(f"{DATA_FOLDER}/{name}.json", as_json(records))
    yield RenderedFile(f"{DATA_FOLDER}/codebook.json", as_json(codebook_json()))
    for name, text in schemas.items():
        yield RenderedFile(f"{DATA_FOLDER}/schemas/{name}", text)


SCRIPT_FOLDER = "assets/data"
KINDS = (
    label("Guidance"),
    label("Theme"),
    label("Recommendation"),
    label("Case study"),
    label("Organisation type"),
    label("Role"),
    label("Careers"),
    label("Finding"),
    label("Guide"),
    label("About"),
    label("Glossary"),
    label("Source"),
)
"""The kinds of page that the search distinguishes."""


def iter_scripts(
    library: Library, plain: Plain, repository: str = "", voice: Voice = ENGLISH_VOICE
) -> Iterator[RenderedFile]:
    """The data scripts of the site, in no particular order.

    `plain` removes the markup of prose. `repository`: its web address; empty without one.
    """
    yield _script("glossary.js", "guidanceGlossary", _glossary(library, plain))
    yield _script("cases.js", "guidanceCases", _said(finder_data(library), voice))
    for number, summaries in enumerate(iter_summaries(library, plain)):
        yield _script(f"summaries/{number}.js", f"guidanceCases.summaries[{number}]", summaries)
    yield _script("case-form.js", "guidanceFormData", _said(form_data(library, repository), voice))
    yield _script("word-form.js", "guidanceWordRules", word_form_data(library))
    yield _script("assessment.js", "guidanceAssessment", _said(assessment_data(library), voice))
    yield _script("board-paper.js", "guidanceBoardPaper", _said(board_data(library, plain), voice))
    for name, practices in iter_practices(library, plain):
        yield _script(f"practices/{name}.js", f'guidanceAssessment.practices["{name}"]', practices)
    yield _script("comparison.js", "guidanceComparison", _said(comparison_frame(library), voice))
    for case in library.cases:
        yield _script(
            f"cases/{case.id}.js",
            f'guidanceComparison.cases["{case.id}"]',
            _said(comparison_data(case, library, plain), voice),
        )


def _script(name: str, variable: str, data: object) -> RenderedFile:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return RenderedFile(f"{SCRIPT_FOLDER}/{name}", f"window.{variable} = {written};\n")


def labels_script(library: Library, language: Language, voice: Voice) -> RenderedFile:
    """The script with the labels of scripts in another language, and the names of values in data."""
    vocabulary, themes = library.vocabulary.organisation_types, library.themes
    titles = [*(entry.title for entry in vocabulary), *(theme.record.title for theme in themes)]
    values = {original_of(title): str(title) for title in titles if isinstance(title, Translated)}
    kinds = {str(kind): voice.translate_marked(kind) for kind in KINDS}
    words = {"language": language.code, "words": language.for_scripts, "values": {**kinds, **values}}
    return _script("labels.js", "guidanceLabels", words)


def _said(data: Any, voice: Voice) -> Any:
    """Data with its labels in the site's language."""
    if isinstance(data, dict):
        return {key: _said(value, voice) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_said(value, voice) for value in data]
    return voice.translate_marked(data) if isinstance(data, Label) else data


def _glossary(library: Library, plain: Plain) -> dict[str, list[str]]:
    """The words that pages explain in place, by identifier: the name and what it means."""
    return {
        term.id: [
            f"{term.abbreviation} ({term.term})" if term.abbreviation else str(term.term),
            plain(term.definition),
        ]
        for term in library.glossary.terms
        if term.explain_on_pages
    }


def iter_other_files(
    pages: list[Page], renderer: Renderer, site: str, language: Language | None, cache: ContentCache
) -> Iterator[RenderedFile | MadeFile]:
    """Scripts, data, feeds and maps of a site with these pages, and the blank forms.

    `site`: its web address; empty if unknown. `language`: None for English.
    """
    library = renderer.library
    yield from iter_scripts(library, renderer.plain, renderer.repository, renderer.voice)
    yield from iter_open_data(library, schema_texts(library.identities), renderer.plain)
    yield from iter_feeds(library, renderer.plain, site, renderer.voice)
    yield from iter_site_maps(library, pages, renderer, site)
    yield from _forms(library, cache)
    if language is not None:
        yield labels_script(library, language, renderer.voice)


def _is_zip(data: bytes) -> bool:
    return data.startswith(b"PK")


def _forms(library: Library, cache: ContentCache) -> Iterator[MadeFile]:
    """The case study form for Word and for LibreOffice. They are cached, because they seldom change."""
    wording = wording_of(library)
    for address, write in ((FORM_ADDRESS, write_word), (ODT_FORM_ADDRESS, write_odt)):
        made = cache.recall(f"form{address}", wording, partial(write, wording), _is_zip)
        yield MadeFile(address.removeprefix("/"), made)
