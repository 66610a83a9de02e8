"""Replace the texts of a record with those of its translation.

A translation has the shape of its original but contains only texts. Entries of a list are matched
by their `id` (practices by `recommendation`, notes by `on`), or by position if they have none. So
identifiers, numbers, consent and links to other things stay those of the original.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter, ValidationError

from generator.basics.labels import translated
from generator.basics.messages import problem
from generator.basics.problem import Problem, nearest
from generator.checks.fields import describe_value
from generator.content.document import Document, Location
from generator.content.model.annotations import fields_of, item_of
from generator.content.model.fields import Line, Prose, Record

MATCHED_BY = ("id", "recommendation", "on")
"""Fields that identify the entries of a list."""


@dataclass(frozen=True)
class Walk:
    """A file of translations, and the problems found in it so far."""

    document: Document
    problems: list[Problem]

    def fault(self, at: Location, key: str, known: Iterable[str] = (), **values: Any) -> None:
        """A problem with what stands at a place: its key where that is what is wrong.

        `known`: what might have been meant.
        """
        of_key = key in {"unknown-key", "not-translatable", "nothing-to-translate"}
        found = str(at[-1]) if of_key else describe_value(_value_at(self.document.data, at))
        near = nearest(found, known) or ""
        span = self.document.span_of(at, of_key=of_key)
        values |= {"found": found, "known": ", ".join(known)}
        self.problems.append(problem(key, self.document.path, span, nearest=near, **values))


def translate_record(record: Record, data: Mapping[str, Any], walk: Walk, at: Location = ()) -> Record:
    known = fields_of(type(record))
    wanted = [name for name, annotation in known.items() if _may_hold_text(annotation)]
    changed: dict[str, Any] = {}
    for key, value in data.items():
        place = (*at, key)
        if key in MATCHED_BY and key in known and at and isinstance(at[-1], int):
            continue
        if key not in known:
            walk.fault(place, "unknown-key", wanted)
        elif key not in wanted:
            walk.fault(place, "not-translatable", wanted)
        elif not getattr(record, key):
            walk.fault(place, "nothing-to-translate")
        elif value is not None:
            changed[key] = _translate(getattr(record, key), value, known[key], walk, place)
    return record.model_copy(update=changed) if changed else record


def _may_hold_text(annotation: Any) -> bool:
    inner = item_of(annotation) or annotation
    return is_text(inner) or (isinstance(inner, type) and issubclass(inner, Record))


def _translate(current: Any, value: Any, annotation: Any, walk: Walk, at: Location) -> Any:
    if isinstance(current, Record):
        if isinstance(value, dict):
            return translate_record(current, value, walk, at)
        walk.fault(at, "wrong-type/mapping")
        return current
    if isinstance(current, tuple):
        return _translate_list(current, value, item_of(annotation), walk, at)
    return _translate_text(current, value, annotation, walk, at)


def _translate_text(current: str, value: Any, annotation: Any, walk: Walk, at: Location) -> str:
    try:
        text = TypeAdapter(annotation).validate_python(value, strict=True)
    except ValidationError as error:
        context = error.errors(include_url=False)[0].get("ctx", {})
        walk.fault(at, context.get("key", "wrong-type/text"), **context.get("values", {}))
        return current
    return translated(text, current)


def _translate_list(current: tuple[Any, ...], value: Any, annotation: Any, walk: Walk, at: Location) -> Any:
    if not isinstance(value, list):
        walk.fault(at, "wrong-type/list")
        return current
    changed = list(current)
    for index, place in _matched(current, value, walk, at):
        if value[index] is not None:
            changed[place] = _translate(current[place], value[index], annotation, walk, (*at, index))
    return tuple(changed)


def _matched(
    current: tuple[Any, ...], value: list[Any], walk: Walk, at: Location
) -> Iterator[tuple[int, int]]:
    """For each entry of the translation, its index and that of its original."""
    fields = fields_of(type(current[0])) if isinstance(current[0], Record) else {}
    key = next((name for name in MATCHED_BY if name in fields), "")
    if key:
        yield from _matched_by(key, current, value, walk, at)
    elif len(value) == len(current):
        yield from ((index, index) for index in range(len(value)))
    else:
        walk.fault(at, "other-length", count=len(current))


def _matched_by(
    key: str, current: tuple[Any, ...], value: list[Any], walk: Walk, at: Location
) -> Iterator[tuple[int, int]]:
    places = {getattr(item, key): index for index, item in enumerate(current)}
    for index, entry in enumerate(value):
        named = entry.get(key) if isinstance(entry, dict) else None
        if isinstance(named, str) and named in places:
            yield index, places[named]
        else:
            place = (*at, index, key) if named else (*at, index)
            walk.fault(place, "unknown-entry", places, matched_by=key)


def _value_at(value: Any, at: Location) -> Any:
    for step in at:
        value = value[step]
    return value


def digest_of(record: Record) -> str:
    """A short digest of all texts of a record that may be translated."""
    texts = "\n".join(text for _, text in iter_texts(record))
    return sha256(texts.encode()).hexdigest()[:10]


def iter_texts(record: Record, at: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text of a record that may be translated, with its location."""
    for name, annotation in fields_of(type(record)).items():
        yield from _iter_value(getattr(record, name), annotation, (*at, name))


def _iter_value(value: Any, annotation: Any, at: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, Record):
        yield from iter_texts(value, at)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _iter_value(item, item_of(annotation), (*at, index))
    elif isinstance(value, str) and is_text(annotation):
        yield at, value


def is_text(annotation: Any) -> bool:
    return any(annotation == kind for kind in (Line, Prose))
