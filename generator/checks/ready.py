"""Whether texts are ready to publish: one checklist for case studies, and one spelling for each thing.

A case study that lacks any of the checklist is a draft. `guidance check` says what is missing, and a public
site leaves the whole case study out. An internal copy shows drafts. The form and the reports have the list.

The table of spellings is `content/spelling.yml`; a test holds the program's own labels to it too. Fields that
list other spellings on purpose, or that name a publication or a person's post as it is, may have them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from generator.basics.labels import read_table
from generator.basics.messages import problem
from generator.basics.problem import Position, Problem, Span
from generator.content.content_files import is_case_study
from generator.content.document import BODY, Document, PlainData, entries_at, iter_texts, text_at
from generator.content.model.annotations import fields_of, record_in
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Record

_TABLE = read_table("generator.checks", "ready")
PATTERNS: Mapping[str, str] = {
    name: "".join(map(str.strip, text.splitlines())) for name, text in _TABLE["patterns"].items()
}


@dataclass(frozen=True)
class Item:
    """Something that a case study needs before it is published."""

    code: str
    text: str


CHECKLIST = tuple(Item(**item) for item in _TABLE["checklist"])


def find_drafts(documents: Iterable[Document]) -> dict[str, tuple[Problem, ...]]:
    """For each case study that is a draft, by path: a warning for each thing that is missing. Consent is not
    among them: without it nothing is published anywhere, and many wait for it."""
    found = {document.path: _missing(document) for document in documents if is_case_study(document.path)}
    return {path: missing for path, missing in found.items() if missing}


def missing_items(missing: Iterable[Problem]) -> list[Item]:
    """The items of the checklist that a case study lacks, in order."""
    codes = {each.code for each in missing}
    return [item for item in CHECKLIST if item.code in codes]


@lru_cache(4_000)  # a document that was not read anew has nothing new to say
def _missing(document: Document) -> tuple[Problem, ...]:
    return (*_iter_todos(document), *_iter_in_texts(document))


def _iter_todos(document: Document) -> Iterator[Problem]:
    for number, line in enumerate(document.lines if "TODO" in document.text else (), 1):
        if match := re.search(PATTERNS["todo"], line):
            span = Span(Position(number, match.start() + 1), Position(number, match.end() + 1))
            yield problem("draft-todo", document.path, span, found=line.strip().lstrip("# ")[:100])


def _iter_in_texts(document: Document) -> Iterator[Problem]:
    for at, text in iter_texts(document.data):
        words = re.sub(PATTERNS["address"], " ", text)
        if match := re.search(PATTERNS["left_out"], words):
            yield problem("draft-left-out", document.path, document.find_text(at, match[0]), found=match[0])
        if _plain(words) in _form_words():
            yield document.problem("draft-form-words", at, found=text.strip()[:100])
        if " " in words.strip() and (match := _find_first_person(words)):
            yield problem(
                "draft-first-person", document.path, document.find_text(at, match[0]), found=match[0]
            )
        if at[:1] == ("practices",) and at[2:] == ("how",) and is_plan(words):
            yield document.problem("draft-plan", at, found=" ".join(text.split())[:100])


def _find_first_person(words: str) -> re.Match[str] | None:
    """Most texts have none at all, so quotations are looked for only in those that have."""
    found = re.search(PATTERNS["first_person"], words)
    return found and re.search(PATTERNS["first_person"], re.sub(PATTERNS["quoted"], " ", words))


def is_plan(text: str) -> bool:
    """Whether a text begins by saying that something has not happened."""
    return re.match(PATTERNS["plans"], text.strip().lstrip("-• "), re.IGNORECASE) is not None


@lru_cache(1)
def _form_words() -> frozenset[str]:
    """What the form and the template say of each field, beside the examples: these are real."""
    return frozenset(_plain(text) for text in _helps(CaseStudy) if " " in text)


def _helps(record: type[Record]) -> Iterator[str]:
    for name, annotation in fields_of(record).items():
        yield record.model_fields[name].description or ""
        if inner := record_in(annotation):
            yield from _helps(inner)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").lower()


TABLE = "content/spelling.yml"
BIBLIOGRAPHY = "content/sources.yml"
AS_IT_IS, ARTICLES = (frozenset(_TABLE[name].split()) for name in ("as_it_is", "articles"))


@dataclass(frozen=True)
class Spelling:
    right: Mapping[str, str]

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
    entries = ((text_at(entry, "write"), entries_at(entry, "not")) for entry in entries_at(table, "words"))
    return Spelling({each: write for write, no in entries if write for each in no if isinstance(each, str)})


def find_misspelt(documents: Iterable[Document], local: Collection[str] = ()) -> list[Problem]:
    """A warning for each word that the table has another spelling for. `local`: of an overlay, the files that
    are its own. Nobody can correct the others there."""
    documents = tuple(documents)
    spelling = read_spelling(next((document.data for document in documents if document.path == TABLE), {}))
    own = [each for each in documents if each.path != TABLE and (not local or each.path in local)]
    return [problem for each in own for problem in _find_in(each, spelling)]


def _find_in(document: Document, spelling: Spelling) -> Iterator[Problem]:
    texts = iter_texts(document.data)
    not_own = AS_IT_IS | ({"title"} if document.path == BIBLIOGRAPHY else set())
    in_fields = ((at, text) for at, text in texts if not_own.isdisjoint(at))
    for at, text in (*in_fields, (BODY, document.body)):
        for match in spelling.iter_wrong(text):
            before = len(re.findall(re.escape(match[0]), text[: match.start()]))
            span, write = document.find_text(at, match[0], before), spelling.right[match[0]]
            yield problem("spelling", document.path, span, found=match[0], write=write)


def _is_name(before: str, found: str, write: str) -> bool:
    """Whether a word that is wrong only by its capital begins a sentence, or belongs to a name."""
    if found.lower() != write.lower():
        return False
    last = before.split()[-1:]
    return not any(word[-1].isalnum() and (word.lower() in ARTICLES or word[0].islower()) for word in last)
