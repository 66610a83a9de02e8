"""Check one document by itself: the record that it is, what it refers to, and what is wrong with it."""

from __future__ import annotations

from functools import lru_cache

from generator.document import Document
from generator.layout import file_kind_of
from generator.model.fields import Record
from generator.problem import Problem
from generator.prose import READER
from generator.references import Referrals, gather_referrals
from generator.rules import iter_broken_rules
from generator.source import REMEMBERED
from generator.validate import validate, without_empty

Outcome = tuple[Record | None, Referrals, tuple[Problem, ...]]


@lru_cache(REMEMBERED)  # a document that was not read anew has nothing new to say
def check_document(document: Document) -> Outcome:
    """Its record, what it refers to, and its mistakes. The record is None where there are some in it."""
    file_kind = file_kind_of(document.path)
    record, problems = validate(document, file_kind.record_class)
    data, _ = without_empty(document.data)
    referred = gather_referrals(document, data, file_kind.record_class, READER)
    problems += [*referred.faults, *iter_broken_rules(document, data, file_kind.record_class)]
    return record, referred, tuple(problems)
