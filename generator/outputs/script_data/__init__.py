"""Data for the site's scripts, and what the search is told about pages.

A page opened from a folder may not fetch a data file, but it may load a script. So the data are written as
classic scripts, each of which sets one property of `window`. A script knows neither a field nor a limit nor
a message by itself: all of them come from here.

    case_studies     the finder, its facets, and the comparison
    tools            the self-assessment, what organisations did, and the statements of every board paper
    case_form        the form: fields, choices, rules, patterns; and the rules for reading a Word form
    search_terms     what pages are called, and what they can be narrowed down by

To give scripts something else, add a line to `iter_scripts`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.basics.labels import ENGLISH, ENGLISH_VOICE, Label, Translated, Voice, original_of
from generator.languages.language import Language
from generator.library.library import Library
from generator.library.open_data import Plain
from generator.outputs.script_data import case_studies
from generator.outputs.script_data.case_form import form_data, word_form_data
from generator.outputs.script_data.tools import assessment_data, board_data, iter_practices
from generator.pages.page_context import HEADINGS
from generator.rendering.render import RenderedFile

FOLDER = "assets/data"


def iter_scripts(
    library: Library, plain: Plain, repository: str = "", voice: Voice = ENGLISH_VOICE
) -> Iterator[RenderedFile]:
    """The data scripts of the site, in no particular order, with their labels in the site's language.

    `repository`: its web address; empty without one.
    """
    for name, variable, data in _iter_data(library, plain, repository):
        said = data if voice.language == ENGLISH else _said(data, voice)
        yield _script(name, variable, said)


def _iter_data(library: Library, plain: Plain, repository: str) -> Iterator[tuple[str, str, Any]]:
    """The name of each script, the property that it sets, and to what."""
    yield "glossary", "guidanceGlossary", _glossary(library, plain)
    yield "cases", "guidanceCases", case_studies.finder_data(library)
    for number, summaries in enumerate(case_studies.iter_summaries(library, plain)):
        yield f"summaries/{number}", f"guidanceCases.summaries[{number}]", summaries
    yield "comparison", "guidanceComparison", case_studies.comparison_frame(library)
    for case in library.cases:
        data = case_studies.comparison_data(case, library, plain)
        yield f"cases/{case.id}", f'guidanceComparison.cases["{case.id}"]', data
    yield "case-form", "guidanceFormData", form_data(library, repository)
    yield "word-form", "guidanceWordRules", word_form_data(library)
    yield "board-paper", "guidanceBoardPaper", board_data(library, plain)
    yield "assessment", "guidanceAssessment", assessment_data(library)
    for name, practices in iter_practices(library, plain):
        yield f"practices/{name}", f'guidanceAssessment.practices["{name}"]', practices


def _script(name: str, variable: str, data: Any) -> RenderedFile:
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return RenderedFile(f"{FOLDER}/{name}.js", f"window.{variable} = {written};\n")


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


def labels_script(library: Library, language: Language, voice: Voice) -> RenderedFile:
    """The script with the labels of scripts in another language, and the names of values in data."""
    vocabulary, themes = library.vocabulary.organisation_types, library.themes
    titles = [*(entry.title for entry in vocabulary), *(theme.record.title for theme in themes)]
    values = {original_of(title): str(title) for title in titles if isinstance(title, Translated)}
    kinds = {str(kind): voice.translate_marked(kind) for kind in HEADINGS}
    words = {"language": language.code, "words": language.for_scripts, "values": {**kinds, **values}}
    return _script("labels", "guidanceLabels", words)
