"""Take every reference to certain things out of a record, as if they had never been written."""

from __future__ import annotations

from collections.abc import Container
from typing import Any, TypeVar

from generator.content.model.annotations import fields_of, item_of, mark_of
from generator.content.model.fields import Record, Refers

R = TypeVar("R", bound=Record)

Target = tuple[str, str]
"""Kind and identifier."""


class _GoneError(Exception):
    """A value refers to what is taken out, or can't be without something that does."""


def without_references(record: R, targets: Container[Target]) -> R | None:
    """The record without the fields, and the entries of lists, that refer to `targets`.

    None where a field that every such record must have would go. Links in prose stay.
    """
    try:
        return _record(record, targets)
    except _GoneError:
        return None


def _record(record: R, targets: Container[Target]) -> R:
    changed: dict[str, Any] = {}
    for name, annotation in fields_of(type(record)).items():
        value = getattr(record, name)
        try:
            kept = _value(value, annotation, targets)
        except _GoneError:
            if record.__class__.model_fields[name].is_required():
                raise
            kept = record.__class__.model_fields[name].get_default()
        if kept is not value:
            changed[name] = kept
    return record.model_copy(update=changed) if changed else record


def _value(value: Any, annotation: Any, targets: Container[Target]) -> Any:
    if isinstance(value, str):
        mark = mark_of(annotation)
        if isinstance(mark, Refers) and target_of(mark.kind, value) in targets:
            raise _GoneError
        return value
    if isinstance(value, tuple):
        return _tuple(value, item_of(annotation), targets)
    return _record(value, targets) if isinstance(value, Record) else value


def _tuple(values: tuple[Any, ...], annotation: Any, targets: Container[Target]) -> tuple[Any, ...]:
    kept = []
    for value in values:
        try:
            kept.append(_value(value, annotation, targets))
        except _GoneError:
            continue
    if values and not kept:
        raise _GoneError
    same = len(kept) == len(values) and all(a is b for a, b in zip(kept, values, strict=True))
    return values if same else tuple(kept)


def target_of(kind: str, text: str) -> Target:
    """What the text of a field refers to, without the section of a source."""
    if kind == "any":
        kind, _, text = text.partition(":")
    return kind, text.partition("#")[0] if kind == "source" else text
