"""Whether a case study is ready to publish: one checklist, for the check, the reports and the form.

A case study that lacks any of it is a draft. `guidance check` says what is missing, and a public site leaves
the whole case study out. An internal copy shows drafts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from generator.basics.labels import label
from generator.basics.messages import problem
from generator.basics.problem import Position, Problem, Span
from generator.content.content_files import is_case_study
from generator.content.document import Document, iter_texts
from generator.content.model.annotations import fields_of, record_in
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Record

_WHO = "(?:we|i|they|it|this|the team|the trust)"
PLANS = (
    r"(?:not (?:yet|currently|at present|at the moment|now|so far)\b|no,? but\b|none yet\b|yet to\b"
    r"|nothing yet\b|(?:no|none|never|tbc|soon|planned|not applicable|work in progress)(?:[,.;:!–—-]|$)"
    r"|(?:we|i|they)(?: do not|(?: do|have|are)n['’]t| have not| are not)\b"
    rf"|(?:(?:yes|no),? )?(?:{_WHO}(?:['’]d|['’]ll|['’]re| would| will| are| is)? ?)?(?:also )?"
    r"(?:(?:would |['’]d )?(?:like|love|want|wish|prefer) to\b"
    r"|(?:currently )?(?:plan(?:s|ned|ning)?|hop(?:e|es|ing)|intend(?:s|ed|ing)?|aspir(?:e|es|ing)"
    r"|aim(?:s|ing)?|look(?:ing)?|consider(?:s|ing)?) to\b|considering\b|planning\b|working towards?\b)"
    rf"|planned (?:for|in|to|from|next)\b|{_WHO} (?:will|are going to|is going to)\b"
    r"|to be (?:confirmed|agreed|decided|done|arranged|set up|introduced|developed|started)\b"
    r"|in (?:the )?(?:near )?future\b|in (?:development|planning|the pipeline)\b"
    r"|under (?:consideration|development|discussion|review)\b|next year\b)"
)
"""How a text begins that says what has not happened. Python and JavaScript read it alike, with flags `iu`."""
LEFT_OUT = r"\([^()]{0,60}\bleft out\)"
"""What stands in the place of what an import took out."""
_NO_LETTER_BEFORE, _NO_LETTER_AFTER = r"(?<![A-Za-z0-9_À-ɏ/.@#-])", r"(?![A-Za-z0-9_À-ɏ@/-])"
_NOT_AFTER_PART = r"(?<![Pp]hase )(?<![Pp]art )(?<![Ss]tage )(?<![Tt]ype )(?<![Ll]evel )(?<![Cc]lass )"
_NOT_IN_NAME = r"(?<![a-z,] )"
"""A capital within a sentence begins a name: the My Care app."""
FIRST_PERSON = (
    rf"{_NO_LETTER_BEFORE}(?:we|ours?|ourselves|us|my|me|{_NOT_IN_NAME}(?:We|Ours?|Ourselves|My)"
    rf"|{_NOT_AFTER_PART}I(?=['’]|\s(?:am|was|have|had|lead|led|work|do"
    r"|did|think|believe|feel|see|found|would|will|can|could|also|now|run|manage|report)\b))"
    rf"{_NO_LETTER_AFTER}(?!\.[A-Za-z])"
)
"""Case matters: no flag `i`. US is a country, and I may be a number."""
QUOTED = r'(?<=\S\s)(?:“[^“”]+”|"(?=\S)[^"]+"(?!\w))|“[^“”]+”(?=,? \w)|(?<!\S)"(?=\S)[^"]+"(?=,? \w)'
"""The words of somebody else, whom the text around them names. A text that is all quoted is its own."""
TODO = r"\bTODO\b"
ADDRESS = r"\]\([^)\s]*\)|https?://\S+"
"""No words of the case study."""


@dataclass(frozen=True)
class Item:
    """Something that a case study needs before it is published."""

    code: str
    """Of the warning that says it is missing."""
    text: str
    """In the checklist, as what is done."""


CHECKLIST = (
    Item("draft-todo", label("No TODO is left in the file.")),
    Item("draft-left-out", label("Nothing says that something was left out.")),
    Item("draft-form-words", label("No text of the form stands where an answer belongs.")),
    Item("draft-first-person", label("Texts say what the organisation does, without “we” and “our”.")),
    Item(
        "draft-plan", label("Each recommendation in practice says what happens already, not what is planned.")
    ),
    Item("draft-consent", label("The organisation agreed to publication.")),
)


def find_drafts(documents: Iterable[Document]) -> dict[str, tuple[Problem, ...]]:
    """For each case study that is a draft, by path: a warning for each thing that is missing.

    Consent is not among them: without it nothing is published anywhere, and many wait for it.
    """
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
        if match := re.search(TODO, line):
            span = Span(Position(number, match.start() + 1), Position(number, match.end() + 1))
            yield problem("draft-todo", document.path, span, found=line.strip().lstrip("# ")[:100])


def _iter_in_texts(document: Document) -> Iterator[Problem]:
    for at, text in iter_texts(document.data):
        words = re.sub(ADDRESS, " ", text)
        if match := re.search(LEFT_OUT, words):
            yield problem("draft-left-out", document.path, document.find_text(at, match[0]), found=match[0])
        if _plain(words) in _form_words():
            yield document.problem("draft-form-words", at, found=text.strip()[:100])
        if " " in words.strip() and (match := re.search(FIRST_PERSON, re.sub(QUOTED, " ", words))):
            yield problem(
                "draft-first-person", document.path, document.find_text(at, match[0]), found=match[0]
            )
        if at[:1] == ("practices",) and at[2:] == ("how",) and is_plan(words):
            yield document.problem("draft-plan", at, found=" ".join(text.split())[:100])


def is_plan(text: str) -> bool:
    """Whether a text begins by saying that something has not happened."""
    return re.match(PLANS, text.strip().lstrip("-• "), re.IGNORECASE) is not None


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
