"""Turn documents into typed records, and pydantic's errors into problems that an editor can act on.

Pydantic says where in the *data* a value failed. Editors need the line in their *file*, so every error
is looked up again in its document. What an editor may have meant by a value (`4,200` is 4200) is said as the
nearest, and never put in place of what is there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.basics.labels import read_table
from generator.basics.messages import problem
from generator.basics.problem import Problem, nearest
from generator.checks.identities import Referrals, gather_referrals
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
        # A list that is said to be empty may only have mistakes in all of its entries.
        errors = error.errors(include_url=False)
        mistakes = [each for each in errors if each["type"] != "too_short" or not each["input"]]
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


def without_empty(value: Any, at: Location = ()) -> tuple[Any, set[Location]]:
    """The data without its empty values, and where those stood: an empty value counts as not given."""
    if isinstance(value, dict):
        parts = {key: without_empty(item, (*at, key)) for key, item in value.items() if item is not None}
        empty = {(*at, key) for key, item in value.items() if item is None}
        return {key: kept for key, (kept, _) in parts.items()}, empty.union(*(e for _, e in parts.values()))
    if isinstance(value, list):
        items = [without_empty(item, (*at, index)) for index, item in enumerate(value)]
        return [kept for kept, _ in items], {place for _, empty in items for place in empty}
    return value, set()


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
        beside = _known_keys(record_class, location[:-1]) if isinstance(location[-1], str) else []
        near = meant_by(key, value, str(location[-1]), beside)
    return document.problem(key, location, nearest=near, found=found, **values)


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
    for part in location:
        if isinstance(part, str):
            record_class = record_in(fields_of(record_class)[part]) or record_class
    return list(record_class.model_fields)


def _choices(context: dict[str, Any]) -> list[str]:
    """The words in pydantic's list of choices, which it gives as text: 'yes', 'planned' or 'no'."""
    return re.findall(r"'([^']*)'", str(context["expected"]))


def _words_for(kind: str, context: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    if "key" in context:
        return context["key"], context["values"]
    if kind == "literal_error":
        return "unknown-choice", {"choices": str(context["expected"]).replace("'", "")}
    return _TABLE["messages"].get(kind, "wrong-type/text"), {}


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


_TABLE = read_table("generator.checks", "fields")
_PATTERNS = {name: re.compile(text, re.IGNORECASE) for name, text in _TABLE["patterns"].items()}
_DAYS = tuple(map(re.compile, _TABLE["days"]))
_MONTHS: Mapping[str, int] = {name: number for number, name in enumerate(_TABLE["months"].split(), 1)}
_ENTRY = re.compile(r"[\w-]+")
_BETWEEN = re.compile(r",|;|&|\band\b")
LEAVE_OUT = "no line at all, where it isn’t known"


def field_meant(key: str, known: Collection[str]) -> str:
    """`description` is summary. `known`: the fields that may stand there."""
    word = re.sub(r"[\s-]+", "_", key.strip().lower())
    meant = (
        field for field, words in _TABLE["other_words"].items() if word in words.split() and field in known
    )
    return next(meant, "")


def number_meant(text: str, field: str, beside: Collection[str], *, whole: bool) -> str:
    """`about 3` is 3, and says so in a field of its own. `beside`: the fields that the record has."""
    said = text.strip().strip("“”‘’'\"")
    if _PATTERNS["not_known"].fullmatch(said):
        return LEAVE_OUT
    rough = _PATTERNS["roughly"].match(said)
    bare = _PATTERNS["unit"].sub("", said[rough.end() :] if rough else said)
    number = _number_in(bare)
    if not number or (whole and "." in number):
        return ""
    mark = f"{field}_is_approximate"
    is_rough = rough or said.endswith("+")
    return f"{number}, and a line {mark}: true" if is_rough and mark in beside else number


def _number_in(text: str) -> str:
    text = _TABLE["numbers"].get(text.lower(), text)
    if re.fullmatch(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?", text):
        return re.sub("[, ]", "", text)
    if re.fullmatch(r"\d+,\d{1,2}", text):
        return text.replace(",", ".")
    if re.fullmatch(r"\d+(?:\.\d+)?\s?%", text):
        return f"{Decimal(text[:-1].strip()) / 100:f}"
    try:
        return text if re.fullmatch(r"\d+(?:\.\d+)?", text) and Decimal(text) >= 0 else ""
    except InvalidOperation:
        return ""


def answer_meant(text: str) -> str:
    said = text.strip().lower().rstrip(".")
    known: Mapping[str, str] = _TABLE["answers"]
    return known.get(said, "")


def day_meant(text: str) -> str:
    text = _PATTERNS["weekday"].sub("", text.strip(), count=1)
    found = next(filter(None, (day.fullmatch(text) for day in _DAYS)), None)
    if found is None:
        return ""
    month = found["month"]
    number = int(month) if month.isdigit() else _MONTHS.get(month[:3].lower(), 0)
    try:
        return date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:
        return ""


def list_meant(value: Any) -> str:
    """One word, or several with commas, in place of a list; or the one entry of a list without its hyphen."""
    if isinstance(value, dict) and value:
        return f"- {next(iter(value))}: …"
    entries = [entry.strip() for entry in _BETWEEN.split(value)] if isinstance(value, str) else []
    return f"[{', '.join(entries)}]" if entries and all(map(_ENTRY.fullmatch, entries)) else ""


def meant_by(key: str, value: Any, field: str, beside: Collection[str]) -> str:
    """What may be meant by a value of which the message `key` is said."""
    if key == "wrong-type/mapping" and not value:
        return "no hyphen, where there is no entry"
    if key == "wrong-type/list":
        return list_meant(value)
    if key in {"not-a-number", "not-a-number/whole"}:
        return number_meant(str(value), field, beside, whole=key.endswith("whole"))
    reader = _READERS.get(key)
    return reader(str(value)) if reader else ""


_READERS: Mapping[str, Callable[[str], str]] = {"not-true-or-false": answer_meant, "not-a-date": day_meant}
