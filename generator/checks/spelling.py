"""One spelling for each thing: words of the content that are not written as the project writes them.

The table is `content/spelling.yml`. Fields that list other spellings on purpose, or that name a
publication or a person's post as it is, may have them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from generator.basics.problem import Problem
from generator.content.document import Document, FieldPlace
from generator.content.model.annotations import Location

TABLE = "content/spelling.yml"
BIBLIOGRAPHY = "content/sources.yml"
AS_IT_IS = {"also", "also_called", "authors", "publisher", "published", "cited_as", "address", "name", "who"}
"""Fields whose words are not the project's own. So is the title of a source."""
ARTICLES = {"a", "an", "the", "this", "that", "its", "our", "each", "every"}


def find_misspelt(documents: Iterable[Document], local: Collection[str] = ()) -> list[Problem]:
    """A warning for each word that the table has another spelling for.

    `local`: of an overlay, the files that are its own. Nobody can correct the others there.
    """
    documents = tuple(documents)
    table = next((document.data for document in documents if document.path == TABLE), {})
    right = dict(_entries(table))
    if not right:
        return []
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(right, key=len, reverse=True)))})(?=s?(?![\w-]))"
    )
    own = [each for each in documents if each.path != TABLE and (not local or each.path in local)]
    return [problem for each in own for problem in _find_in(each, pattern, right)]


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each wrong spelling and the right one, also of a table with mistakes. Capitals count."""
    words = table.get("words")
    for entry in words if isinstance(words, list) else ():
        if isinstance(entry, dict) and isinstance(write := entry.get("write"), str):
            for wrong in entry.get("not") or () if isinstance(entry.get("not"), list) else ():
                if isinstance(wrong, str):
                    yield wrong, write


def _find_in(document: Document, pattern: re.Pattern[str], right: Mapping[str, str]) -> Iterator[Problem]:
    texts = [*_texts(document, document.data, ()), (None, document.body)]
    for location, text in texts:
        seen: dict[str, int] = {}
        for match in pattern.finditer(text):
            nth = seen.get(match[0], 0)
            seen[match[0]] = nth + 1
            if _is_name(text, match.start(), match[0], right[match[0]]):
                continue
            place = FieldPlace(location or (), match[0], nth, is_in_body=location is None)
            message = "this is spelt in another way here"
            span = place.span_in(document)
            yield Problem(
                document.path, span, "spelling", message, match[0], right[match[0]], severity="warning"
            )


def _texts(document: Document, value: Any, at: Location) -> Iterator[tuple[Location | None, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(document, item, (*at, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in AS_IT_IS and not (key == "title" and document.path == BIBLIOGRAPHY):
                yield from _texts(document, item, (*at, key))


def _is_name(text: str, start: int, found: str, write: str) -> bool:
    """Whether a word that is only wrong by its capital begins a sentence, or belongs to a name."""
    if found.lower() != write.lower():
        return False
    before = text[:start].split()
    return not before or not (
        before[-1][-1].isalnum() and (before[-1].lower() in ARTICLES or before[-1][0].islower())
    )
