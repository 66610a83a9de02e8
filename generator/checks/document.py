"""Check one document by itself: the record that it is, what it refers to, and what is wrong with it."""

from __future__ import annotations

from functools import lru_cache

from generator.basics.problem import Problem
from generator.checks.fields import validate, without_empty
from generator.checks.references import Referrals, gather_referrals
from generator.checks.rules import iter_broken_rules
from generator.content.content_files import file_kind_of
from generator.content.document import Document
from generator.content.load import REMEMBERED
from generator.content.model.fields import Record
from generator.content.prose import READER

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
