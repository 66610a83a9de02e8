"""Turn documents into typed records, and pydantic's errors into problems that an editor can act on.

Pydantic says where in the *data* a value failed. Editors need the line in their *file*, so every error
is looked up again in its document.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.basics.messages import problem
from generator.basics.problem import Problem, nearest
from generator.checks.meant import field_meant, meant_by
from generator.checks.references import Referrals, gather_referrals
from generator.checks.rules import iter_broken_rules
from generator.content.content_files import file_kind_of
from generator.content.document import Document, Location, value_at
from generator.content.load import REMEMBERED
from generator.content.model.annotations import fields_of, record_in
from generator.content.model.fields import Record
from generator.content.prose import READER

R = TypeVar("R", bound=Record)


def validate(document: Document, record_class: type[R]) -> tuple[R | None, list[Problem]]:
    """The document as a record, or what stands in the way. Never both."""
    data, empty = without_empty(document.data)
    try:
        return record_class.model_validate(data), []
    except ValidationError as error:
        mistakes = [details for details in error.errors(include_url=False) if not _is_echo(details)]
        found = [(details, _problem(document, record_class, details, empty)) for details in mistakes]
        misspelt = {
            (*details["loc"][:-1], mistake.nearest)
            for details, mistake in found
            if details["type"] == "extra_forbidden"
        }
        # A field whose name is misspelt is there: that it is missing would be said of the same mistake.
        return None, [
            mistake
            for details, mistake in found
            if details["type"] != "missing" or details["loc"] in empty or details["loc"] not in misspelt
        ]


def _is_echo(details: ErrorDetails) -> bool:
    """Whether a list is said to be empty only because of the mistakes in its entries."""
    return details["type"] == "too_short" and bool(details["input"])


def without_empty(value: Any, at: Location = ()) -> tuple[Any, set[Location]]:
    """The data without its empty values, and where those stood: an empty value counts as not given."""
    empty: set[Location] = set()
    kept: Any = value
    if isinstance(value, dict):
        kept = {}
        for key, item in value.items():
            if item is None:
                empty.add((*at, key))
            else:
                kept[key], inner = without_empty(item, (*at, key))
                empty |= inner
    elif isinstance(value, list):
        kept = []
        for index, item in enumerate(value):
            inner_kept, inner = without_empty(item, (*at, index))
            kept.append(inner_kept)
            empty |= inner
    return kept, empty


def _problem(
    document: Document, record_class: type[Record], details: ErrorDetails, empty: set[Location]
) -> Problem:
    location: Location = details["loc"]
    kind = details["type"]
    if kind == "missing":
        return _missing(document, location, empty)
    if kind == "extra_forbidden":
        return _unknown_key(document, record_class, location)
    context = details.get("ctx", {})
    key, values = _words_for(kind, context)
    value = value_at(document.data, *location)
    found = describe_value(value)
    if kind == "literal_error":
        near = nearest(found, _choices(context)) or nearest(found.lower(), _choices(context)) or ""
    else:
        near = meant_by(key, value, str(location[-1]), _fields_beside(record_class, location))
    return document.problem(key, location, nearest=near, found=found, **values)


def _fields_beside(record_class: type[Record], location: Location) -> list[str]:
    """The fields of the record that a value stands in; none for an entry of a list."""
    return _known_keys(record_class, location[:-1]) if isinstance(location[-1], str) else []


def _missing(document: Document, location: Location, empty: set[Location]) -> Problem:
    field = str(location[-1])
    if location in empty:
        return document.problem("empty-value", location, of_key=True, field=field)
    span = document.span_of(location[:-1], of_key=True)
    names = [part for part in location[:-1] if isinstance(part, str)]
    if not names:
        return problem("missing-field", document.path, span, field=field)
    key = "missing-field/entry" if isinstance(location[-2], int) else "missing-field/inside"
    return problem(key, document.path, span, field=field, owner=names[-1])


def _unknown_key(document: Document, record_class: type[Record], location: Location) -> Problem:
    key = str(location[-1])
    known = _known_keys(record_class, location[:-1])
    near = field_meant(key, known) or nearest(key, known) or ""
    return document.problem(
        "unknown-key", location, of_key=True, nearest=near, found=key, known=", ".join(known)
    )


def _known_keys(record_class: type[Record], location: Location) -> list[str]:
    """The keys that the record at a location may have."""
    for part in location:
        if isinstance(part, str):
            record_class = record_in(fields_of(record_class)[part]) or record_class
    return list(record_class.model_fields)


def _choices(context: dict[str, Any]) -> list[str]:
    """The words in pydantic's list of choices, which it gives as text: 'yes', 'planned' or 'no'."""
    return re.findall(r"'([^']*)'", str(context["expected"]))


_KEYS = {
    "tuple_type": "wrong-type/list",
    "list_type": "wrong-type/list",
    "model_type": "wrong-type/mapping",
    "dict_type": "wrong-type/mapping",
    "model_attributes_type": "wrong-type/mapping",
    "too_short": "empty-list",
}
"""The messages for pydantic's own kinds of error."""


def _words_for(kind: str, context: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The message for an error of pydantic's, and the values that it names."""
    if "key" in context:
        return context["key"], context["values"]
    if kind == "literal_error":
        return "unknown-choice", {"choices": str(context["expected"]).replace("'", "")}
    return _KEYS.get(kind, "wrong-type/text"), {}


LONGEST_FOUND = 60


def describe_value(value: Any) -> str:
    """What an editor wrote, for the line `found:`, in YAML's words."""
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_FOUND else text[: LONGEST_FOUND - 1] + "…"


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
