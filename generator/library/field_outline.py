"""The fields of a record as editors see them: label, what to write, example, and what is allowed.

They are derived from the model's JSON Schema, so the page of fields, the template of a new case study and
the form agree with the schemas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.basics.labels import label
from generator.checks.schema import schema_of
from generator.content.model.fields import Record, Shape


@dataclass(frozen=True)
class FieldOutline:
    path: tuple[str, ...]
    """The names of the fields around it, outermost first, and its own."""
    title: str
    description: str
    sample: Any
    """An example; None for a field that consists of other fields."""
    is_required: bool
    is_list: bool
    least: int
    """For a list: the fewest entries that it must have, if present."""
    form: str
    """What a value is: `text`, `line`, `number`, `whole number`, `true or false`, `date`, `choice`,
    `reference`, or `parts` for a field that consists of other fields."""
    words: tuple[str, ...]
    """For a choice: the allowed values."""
    refers: str
    """For a reference: the kind of thing that it refers to."""
    lowest: int | None
    """For a number."""
    parts: tuple[FieldOutline, ...]

    @property
    def name(self) -> str:
        return self.path[-1]

    @property
    def example(self) -> str:
        """As written in YAML; empty without one."""
        return "" if self.sample is None else _as_written(self.sample)

    @property
    def anchor(self) -> str:
        return "-".join(self.path).replace("_", "-")


def outline_of(record_class: type[Record]) -> tuple[FieldOutline, ...]:
    """The fields of a record in their order, each with the fields inside it."""
    return _fields(schema_of(record_class, {}), ())


def field_texts(fields: Iterable[FieldOutline]) -> Iterator[str]:
    """Titles and descriptions of fields and their parts, in the order of the file: labels to translate."""
    for field in fields:
        yield field.title
        yield field.description
        yield from field_texts(field.parts)


def _fields(shape: Shape, above: tuple[str, ...]) -> tuple[FieldOutline, ...]:
    required = shape.get("required", ())
    return tuple(
        _field(part, (*above, name), name in required) for name, part in shape.get("properties", {}).items()
    )


def _field(shape: Shape, path: tuple[str, ...], is_required: bool) -> FieldOutline:
    value = shape.get("items", shape)
    form = _form_of(value)
    return FieldOutline(
        path=path,
        title=label(shape["title"]),
        description=label(shape["description"]),
        sample=next(iter(shape.get("examples", ())), None),
        is_required=is_required,
        is_list="items" in shape,
        least=shape.get("minItems", 0),
        form=form,
        words=tuple(word for word in value["enum"] if word is not None) if form == "choice" else (),
        refers=value.get("x-refers", ""),
        lowest=value.get("minimum"),
        parts=_fields(value, path),
    )


FORMS = {"string": "line", "number": "number", "integer": "whole number", "boolean": "true or false"}
"""By the JSON Schema type. Of several, the first is the one that is meant."""


def _form_of(value: Shape) -> str:
    if "properties" in value:
        return "parts"
    if "x-refers" in value:
        return "reference"
    if "enum" in value:
        return "choice"
    if "format" in value:
        return "date"
    types = value["type"]
    return "text" if "x-prose" in value else FORMS[types if isinstance(types, str) else types[0]]


_NEEDS_NO_QUOTES = re.compile(r"[A-Za-z0-9](?:[^:\[\]{}\"\\#]|(?<! )#)*")


def _as_written(value: Any) -> str:
    """A value as written in YAML: 6.9, true, [acute, community], Band 8c, "%"."""
    if isinstance(value, list):
        return f"[{', '.join(map(_as_written, value))}]"
    if isinstance(value, str) and _NEEDS_NO_QUOTES.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)
