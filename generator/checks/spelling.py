"""One spelling for each thing: words of the content that are not written as the project writes them.

The table is `content/spelling.yml`; a test holds the program's own labels to it too. Fields that list other
spellings on purpose, or that name a publication or a person's post as it is, may have them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.basics.messages import problem
from generator.basics.problem import Problem
from generator.content.document import (
    Document,
    FieldPlace,
    Location,
    PlainData,
    entries_at,
    iter_texts,
    text_at,
)

TABLE = "content/spelling.yml"
BIBLIOGRAPHY = "content/sources.yml"
AS_IT_IS = {"also", "also_called", "authors", "publisher", "published", "cited_as", "address", "name", "who"}
"""Fields whose words are not the project's own. So is the title of a source."""
ARTICLES = {"a", "an", "the", "this", "that", "its", "our", "each", "every"}


@dataclass(frozen=True)
class Spelling:
    right: Mapping[str, str]
    """By each wrong spelling, the one to write."""

    def iter_wrong(self, text: str) -> Iterator[re.Match[str]]:
        """Every word that is spelt in another way, but for names and capitals that begin a sentence."""
        for match in self._wrong.finditer(text) if self.right else ():
            if not _is_name(text[: match.start()], match[0], self.right[match[0]]):
                yield match

    @cached_property
    def _wrong(self) -> re.Pattern[str]:
        longest_first = sorted(map(re.escape, self.right), key=len, reverse=True)
        return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?=s?(?![\w-]))")


def read_spelling(table: PlainData) -> Spelling:
    """The spellings that a table gives, passing over mistakes in it."""
    return Spelling(dict(_entries(table)))


def find_misspelt(documents: Iterable[Document], local: Collection[str] = ()) -> list[Problem]:
    """A warning for each word that the table has another spelling for.

    `local`: of an overlay, the files that are its own. Nobody can correct the others there.
    """
    documents = tuple(documents)
    spelling = read_spelling(next((document.data for document in documents if document.path == TABLE), {}))
    own = [each for each in documents if each.path != TABLE and (not local or each.path in local)]
    return [problem for each in own for problem in _find_in(each, spelling)]


def _entries(table: PlainData) -> Iterator[tuple[str, str]]:
    for entry in entries_at(table, "words"):
        if write := text_at(entry, "write"):
            yield from ((wrong, write) for wrong in entries_at(entry, "not") if isinstance(wrong, str))


def _find_in(document: Document, spelling: Spelling) -> Iterator[Problem]:
    texts = iter_texts(document.data)
    in_fields = ((FieldPlace(at), text) for at, text in texts if _is_own(document.path, at))
    for field, text in (*in_fields, (FieldPlace(is_in_body=True), document.body)):
        for match in spelling.iter_wrong(text):
            before = len(re.findall(re.escape(match[0]), text[: match.start()]))
            place = FieldPlace(field.location, match[0], before, field.is_in_body)
            span, write = place.span_in(document), spelling.right[match[0]]
            yield problem("spelling", document.path, span, found=match[0], write=write)


def _is_own(path: str, at: Location) -> bool:
    """Whether the words of a field are the project's own, or those of a list in it."""
    names = {step for step in at if isinstance(step, str)}
    return not names & AS_IT_IS and not ("title" in names and path == BIBLIOGRAPHY)


def _is_name(before: str, found: str, write: str) -> bool:
    """Whether a word that is wrong only by its capital begins a sentence, or belongs to a name."""
    if found.lower() != write.lower():
        return False
    last = before.split()[-1:]
    return not any(word[-1].isalnum() and (word.lower() in ARTICLES or word[0].islower()) for word in last)
