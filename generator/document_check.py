"""Check one document by itself: the record that it is, what it refers to, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from generator.cache import Cache
from generator.document import Document
from generator.kept_documents import may_be_kept
from generator.kept_referrals import keep_referrals, kept_referrals
from generator.layout import file_kind_of
from generator.model.fields import Record
from generator.problem import Problem
from generator.prose import READER
from generator.references import Referrals, gather_referrals
from generator.rules import iter_broken_rules
from generator.source import REMEMBERED
from generator.validate import validate, without_empty

Outcome = tuple[Record | None, Referrals, tuple[Problem, ...]]


def check_document(document: Document, cache: Cache) -> Outcome:
    """The record is None where there are mistakes in it. `cache` knows what good documents refer to."""
    return _checked(_Subject(document, cache))


@dataclass(frozen=True)
class _Subject:
    document: Document
    cache: Cache = field(compare=False)


@lru_cache(REMEMBERED)  # a document that was not read anew has nothing new to say
def _checked(subject: _Subject) -> Outcome:
    """Its record, what it refers to, and its mistakes. The record itself is made at each run."""
    document = subject.document
    file_kind = file_kind_of(document.path)
    record, problems = validate(document, file_kind.record_class)
    if record is not None and (kept := kept_referrals(subject.cache, document)) is not None:
        return record, kept, ()
    data, _ = without_empty(document.data)
    referred = gather_referrals(document, data, file_kind.record_class, READER)
    problems += [*referred.faults, *iter_broken_rules(document, data, file_kind.record_class)]
    if not problems and may_be_kept(document):
        keep_referrals(subject.cache, referred)
    return record, referred, tuple(problems)
