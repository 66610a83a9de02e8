"""Data that scripts in the page need, as scripts themselves.

A page opened from a folder may not fetch a data file, but it may load a script. So each of
these is a classic script that sets one name of `window`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from generator.basics.labels import ENGLISH_VOICE, Label, Translated, Voice, label, original_of
from generator.languages.language import Language
from generator.library.library import Library
from generator.outputs.assessment_data import assessment_data, iter_practices
from generator.outputs.comparison_data import comparison_data, comparison_frame
from generator.outputs.finder_data import Plain, finder_data, iter_summaries
from generator.outputs.form_data import form_data
from generator.rendering.render import RenderedFile

FOLDER = "assets/data"
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
"""The kinds of page that the search tells apart."""


def iter_scripts(
    library: Library, plain: Plain, repository: str = "", voice: Voice = ENGLISH_VOICE
) -> Iterator[RenderedFile]:
    """The data scripts of the site, in no order that matters.

    `plain` takes the markup off prose. `repository`: the web address of the project's, if it has one.
    """
    yield _script("words.js", "guidanceWords", _words(library))
    yield _script("cases.js", "guidanceCases", _said(finder_data(library), voice))
    for number, summaries in enumerate(iter_summaries(library, plain)):
        yield _script(f"summaries/{number}.js", f"guidanceCases.summaries[{number}]", summaries)
    yield _script("case-form.js", "guidanceForm", _said(form_data(library, repository), voice))
    yield _script("assessment.js", "guidanceAssessment", _said(assessment_data(library), voice))
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
    return RenderedFile(f"{FOLDER}/{name}", f"window.{variable} = {written};\n")


def labels_script(library: Library, language: Language, voice: Voice) -> RenderedFile:
    """What scripts say in another language than English: their labels, and what they call values."""
    vocabulary, themes = library.vocabulary.organisation_types, library.themes
    titles = [*(entry.title for entry in vocabulary), *(theme.record.title for theme in themes)]
    values = {original_of(title): str(title) for title in titles if isinstance(title, Translated)}
    kinds = {str(kind): voice.mark(kind) for kind in KINDS}
    words = {"language": language.code, "words": language.for_scripts, "values": {**kinds, **values}}
    return _script("labels.js", "guidanceLabels", words)


def _said(data: Any, voice: Voice) -> Any:
    """Data with its labels in the site's language."""
    if isinstance(data, dict):
        return {key: _said(value, voice) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_said(value, voice) for value in data]
    return voice.mark(data) if isinstance(data, Label) else data


def _words(library: Library) -> dict[str, list[list[str]] | list[str]]:
    """Groups of words that mean the same, for a search that finds one by the other.

    Also the titles of types and themes in their own order, in which a search offers them.
    """
    vocabulary = library.vocabulary
    terms = [[term.term, term.abbreviation or "", *term.also] for term in library.glossary.terms]
    entries = [
        [entry.title, *entry.also] for entry in (*vocabulary.organisation_types, *vocabulary.professions)
    ]
    different = [_without_plurals(filter(None, group)) for group in (*terms, *entries)]
    return {
        "groups": [group for group in different if len(group) > 1],
        "order": [
            *(original_of(entry.title) for entry in vocabulary.organisation_types),
            *(original_of(theme.record.title) for theme in library.themes),
        ],
    }


def _without_plurals(words: Iterable[str]) -> list[str]:
    """The words without those that a search finds anyway, because it takes no notice of a last s."""
    return list({word.lower().removesuffix("s"): word for word in reversed(list(words))}.values())[::-1]
