"""JSON Schema 2020-12 for every kind of content file, from the models; and fields as editors see them.

Editors' YAML language servers complete, explain and check with it while somebody types. It accepts the YAML
that `guidance check` accepts, as far as one value alone decides that. References to what changes with every
contribution (case studies, sources, terms) have only a pattern, so that the schemas stay as they are when one
is added; all others list what there is. Everything stands where it is used, without `$ref`, and only keywords
that mean the same since draft 7: older servers read it too.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from generator.basics.labels import label
from generator.basics.messages import expected_here
from generator.checks.identities import Identity, Key
from generator.content.content_files import FILES, FOLDERS, home_of, noun_of, one_of
from generator.content.model.fields import SLUG, Record, Shape

DIALECT = "https://json-schema.org/draft/2020-12/schema"
OPEN_KINDS = {
    "case": f"^{SLUG.pattern}$",
    "term": f"^{SLUG.pattern}$",
    "source": f"^{SLUG.pattern}(?:#.*)?$",
    "any": f"^[a-z-]+:{SLUG.pattern}(?:#.*)?$",
}
"""The kinds of reference whose targets are not listed, and what such a reference looks like."""
FIRST_KEYS = ("title", "description", "examples", "type", "enum", "enumDescriptions")
LAST_KEYS = ("properties", "required", "additionalProperties", "items")
NOT_KNOWN = "Not known, or not reported."

Choices = Mapping[str, Mapping[str, str]]
"""By kind, what there is of it: titles by identifier, in the order of the content."""


def schema_texts(identities: Mapping[Key, Identity]) -> dict[str, str]:
    """The schema of every kind of file, as JSON, by its name in the folder of schemas."""
    choices, texts = choices_among(identities), {}
    for file_kind in (*FILES, *FOLDERS):
        title = noun_of(file_kind.kind).capitalize() if file_kind.kind else file_kind.path
        schema = {"$schema": DIALECT, **schema_of(file_kind.record_class, choices), "title": title}
        texts[file_kind.schema_name] = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return texts


def choices_among(identities: Mapping[Key, Identity]) -> Choices:
    choices: dict[str, dict[str, str]] = {}
    for (kind, identifier), identity in identities.items():
        choices.setdefault(kind, {})[identifier] = identity.title
    return choices


def schema_of(record_class: type[Record], choices: Choices) -> Shape:
    whole = _as_pydantic_has_it(record_class)
    return _Maker(whole.get("$defs", {}), choices).make({k: v for k, v in whole.items() if k != "$defs"})


@cache
def _as_pydantic_has_it(record_class: type[Record]) -> Shape:
    """Slow to make, and the same for as long as the program runs: nobody may change it."""
    return record_class.model_json_schema()


@dataclass(frozen=True)
class _Maker:
    parts: Mapping[str, Shape]
    """What pydantic refers to by name."""
    choices: Choices

    def make(self, shape: Shape) -> Shape:
        """A shape of pydantic's with everything in its place. It calls itself for what is inside."""
        shape = self._without_names(shape)
        if "description" in shape:
            shape["description"] = " ".join(shape["description"].split())
        if "properties" in shape:
            required = shape.get("required", [])
            shape["properties"] = {
                name: self.make(part) if name in required else _or_nothing(self.make(part))
                for name, part in shape["properties"].items()
            }
        if "items" in shape:
            shape["items"] = self.make(shape["items"])
        whole = self._with_choices(shape) if "x-refers" in shape else shape
        return {key: whole[key] for key in sorted(whole, key=_rank)}

    def _without_names(self, shape: Shape) -> Shape:
        """The shape itself where pydantic has `$ref`, or `anyOf` with null."""
        shape = dict(shape)
        for option in shape.pop("anyOf", ()):
            shape = {**option, **shape} if option != {"type": "null"} else shape
        name = shape.pop("$ref", "").rpartition("/")[2]
        return {**self.parts[name], **shape} if name else shape

    def _with_choices(self, shape: Shape) -> Shape:
        kind = shape["x-refers"]
        message = expected_here("unknown-reference", one=one_of(kind), home=home_of(kind))
        if kind in OPEN_KINDS:
            # An identifier of digits alone is a number to an editor.
            whole = {} if kind == "any" else {"type": ["string", "integer"], "minimum": 0}
            return {**shape, **whole, "pattern": OPEN_KINDS[kind], "errorMessage": message}
        titles = self.choices.get(kind, {})
        listed = {"enum": list(titles), "enumDescriptions": list(titles.values()), "errorMessage": message}
        return {key: value for key, value in shape.items() if key != "type"} | listed


def _rank(key: str) -> tuple[int, str]:
    """Where a key stands, so that people can read the files: what it is, what it must be, what is inside."""
    if key in FIRST_KEYS:
        return FIRST_KEYS.index(key), ""
    return len(FIRST_KEYS) + (1 + LAST_KEYS.index(key) if key in LAST_KEYS else 0), key


def _or_nothing(shape: Shape) -> Shape:
    """The shape of a field that may be left empty: `guidance check` takes that for absent."""
    if not isinstance(shape.get("default"), bool):
        shape.pop("default", None)
    if "enum" in shape:
        described: Any = shape.get("enumDescriptions")
        shape["enum"] = [*shape["enum"], None]
        if described is not None:
            shape["enumDescriptions"] = [*described, NOT_KNOWN]
    if "type" in shape:
        types = shape["type"]
        shape["type"] = [*(types if isinstance(types, list) else [types]), "null"]
    return shape


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
    refers: str
    lowest: int | None
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
