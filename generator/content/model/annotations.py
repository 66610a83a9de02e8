"""Find, in any record, the fields that refer to other things and the fields that hold prose.

Both are worked out once per class from its annotations, so a new field needs no code here. By the same
annotations, references to certain things can be removed from a record.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from operator import is_
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from generator.content.document import Location
from generator.content.model.fields import IsProse, Record, Refers, Shown


@dataclass(frozen=True)
class Marked:
    location: Location
    text: str
    mark: Refers | IsProse


def iter_marked(data: Any, record_class: type[Record], at: Location = ()) -> Iterator[Marked]:
    """Every reference and every prose text in data of this class, with its location in the file. `data` is
    unvalidated: text, lists and mappings. Whatever does not fit the class is skipped, so that one mistake in
    a file does not hide another."""
    for name, annotation in fields_of(record_class).items() if isinstance(data, dict) else ():
        if name in data:
            yield from _iter_value(data[name], annotation, (*at, name))


def _iter_value(value: Any, annotation: Any, at: Location) -> Iterator[Marked]:
    if isinstance(value, str):
        mark = mark_of(annotation)
        if mark is None and "," not in value and isinstance(one := mark_of(item_of(annotation)), Refers):
            mark = one  # in place of a list: whether it exists is another question than its brackets
        if mark is not None:
            yield Marked(at, value, mark)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _iter_value(item, item_of(annotation), (*at, index))
    elif isinstance(annotation, type) and issubclass(annotation, Record):
        yield from iter_marked(value, annotation, at)


@cache
def fields_of(record_class: type[Record]) -> dict[str, Any]:
    """The annotation of each field: its type, and whether it refers to things or holds prose."""
    hints = get_type_hints(record_class, include_extras=True)
    return {name: _bare(hints[name]) for name in record_class.model_fields}


def _bare(annotation: Any) -> Any:
    """An annotation without `None`, and without what is only for readers and for pydantic."""
    if get_origin(annotation) in {Union, UnionType}:
        (kept,) = (part for part in get_args(annotation) if part is not NoneType)
        return _bare(kept)
    if get_origin(annotation) is not Annotated:
        return annotation
    inner, *marks = get_args(annotation)
    rest = tuple(mark for mark in marks if not isinstance(mark, Shown | FieldInfo))
    return Annotated[(_bare(inner), *rest)] if rest else _bare(inner)


def item_of(annotation: Any) -> Any:
    """The annotation of a list's entries; None if the annotation is not a list's."""
    return get_args(annotation)[0] if get_origin(annotation) is tuple else None


def record_in(annotation: object) -> type[Record] | None:
    """The record class inside an annotation such as `tuple[Point, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := record_in(part))), None)


def mark_of(annotation: Any) -> Refers | IsProse | None:
    if get_origin(annotation) is not Annotated:
        return None
    return next((part for part in get_args(annotation)[1:] if isinstance(part, Refers | IsProse)), None)


@dataclass(frozen=True)
class ShownField:
    path: tuple[str, ...]
    shown: Shown
    annotation: Any
    description: str

    @property
    def id(self) -> str:
        return "-".join(self.path).replace("_", "-")

    def part_of(self, record: Record) -> Record | None:
        """The part of a record that has the field; None if the record lacks that part."""
        part: Any = record
        for name in self.path[:-1]:
            part = part and getattr(part, name)
        return part or None

    def value_in(self, record: Record) -> Any:
        """The field's value in a record; None if it is not reported."""
        part = self.part_of(record)
        return None if part is None else getattr(part, self.path[-1])


@cache
def shown_fields(record_class: type[Record], above: tuple[str, ...] = ()) -> tuple[ShownField, ...]:
    """The fields of a record and of its parts that are annotated with `Shown`, in the model's order."""
    found: list[ShownField] = []
    hints = get_type_hints(record_class, include_extras=True)
    for name, annotation in fields_of(record_class).items():
        path = (*above, name)
        shown = next((mark for mark in get_args(hints[name]) if isinstance(mark, Shown)), None)
        if shown is not None:
            description = record_class.model_fields[name].description or ""
            found.append(ShownField(path, shown, annotation, description))
        elif isinstance(annotation, type) and issubclass(annotation, Record):
            found += shown_fields(annotation, path)
    return tuple(found)


R = TypeVar("R", bound=Record)

Target = tuple[str, str]


def without_references(record: R, targets: Container[Target]) -> R | None:
    """The record without the fields and list entries that refer to `targets`. None if that would remove a
    required field, or leave nothing that says anything. Links in prose stay."""
    changed: dict[str, Any] = {}
    for name, annotation in fields_of(type(record)).items():
        value, field = getattr(record, name), type(record).model_fields[name]
        kept = _without(value, annotation, targets)
        if kept is None and value is not None and field.is_required():
            return None
        if kept is not value:
            changed[name] = field.get_default() if kept is None else kept
    copy = record.model_copy(update=changed) if changed else record
    return copy if copy is record or copy.is_whole else None


def _without(value: Any, annotation: Any, targets: Container[Target]) -> Any:
    """None for a reference to one of the targets, and for what holds nothing else."""
    if isinstance(value, str):
        mark = mark_of(annotation)
        return None if isinstance(mark, Refers) and target_of(mark.kind, value) in targets else value
    if isinstance(value, Record):
        return without_references(value, targets)
    if not value or not isinstance(value, tuple):
        return value
    entries = [_without(entry, item_of(annotation), targets) for entry in value]
    if all(map(is_, entries, value)):
        return value
    return tuple(entry for entry in entries if entry is not None) or None


def target_of(kind: str, text: str) -> Target:
    """The kind and identifier that a field's text refers to, without a source's section."""
    if kind == "any":
        kind, _, text = text.partition(":")
    return kind, text.partition("#")[0] if kind == "source" else text
