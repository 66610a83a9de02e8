"""Data for property tests: what an editor could write for a model, as pieces of YAML, and ways to spoil it.

A value is a piece of YAML on one line, such as `6.9` or `"two words"`; mappings and lists contain
values. So tests can compare what different readers of YAML make of the same file.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st

from generator.checks.schema import Choices
from generator.content.model import fields
from generator.content.model.annotations import fields_of
from generator.content.model.fields import Record, Refers

Data = Any
"""A piece of YAML, or a list or mapping of such."""

PIECES = {
    fields.ShortLine: ("Two words", "2022", "x" * 40),
    fields.Line: ("Two words", "2022", "'6.9'", '"with: a colon"', "x", "yes", "2026-11-21"),
    fields.Prose: ("A short text.", "1", '"A *text* with [a link](role:ccio)."', "No"),
    fields.Slug: ("a-name", "abc", "'42'", "7", "long-name-with-5-parts"),
    fields.Number: ("6.9", "0", "13", "'0.6'", "000.5"),
    fields.Count: ("0", "14", "'3'", "007"),
    fields.Positive: ("1", "23500", "'12'"),
    fields.YesNo: ("true", "false", "'true'"),
    fields.Day: ("2026-11-21", "'2027-01-02'", '"2024-02-29"'),
    fields.LanguageCode: ("cy", "en-GB"),
    fields.EmailAddress: ("guidance@example.org",),
    fields.WebAddress: ("https://example.org/report", "'http://example.org/?a=1'"),
    fields.OldAddress: ("guides/old-name.html", "x.html"),
}
OPEN_REFERENCES = {
    "case": ("valley", "a-b"),
    "term": ("ccio",),
    "source": ("report", "'report#5.1'", '"report#5.6-ics"'),
    "any": ("'guide:small-steps'", "role:ccio"),
}
SPOILT = (
    *("", "''", "' '", "word", "two words", "UPPER", "a--b", "-x", "not-in-any-list", "'a\\nb'", '"a\\nb"'),
    *("0", "-1", "6.9", "12", "1.2.3", "about 5", "'-1'", "1000000000000", "'1000000000000'"),
    *("yes", "no", "'true'", "'True'", "2026-02-30", "2026-1-2", "21/11/2026", "'2026'"),
    *("[]", "[word]", "[{}]", "{}", "{word: x}", "report#5.1", "http://", "javascript:x", "ftp://x.org"),
    *("x" * 300, "x" * 301, "a" * 81, "https://example.org/a b", "../x.html", "planned", "public"),
)
"""Values that might be anywhere by mistake. In some places they are right."""


def data_for(record_class: type[Record], choices: Choices) -> st.SearchStrategy[dict[str, Data]]:
    hints = fields_of(record_class)
    required: dict[str, st.SearchStrategy[Data]] = {}
    optional: dict[str, st.SearchStrategy[Data]] = {}
    for name, field in record_class.model_fields.items():
        values = _values(hints[name], choices)
        if field.is_required():
            required[name] = values
        else:
            optional[name] = values | st.just("")
    return st.fixed_dictionaries(required, optional=optional)


def _values(annotation: Any, choices: Choices) -> st.SearchStrategy[Data]:
    if get_origin(annotation) in {Union, UnionType}:
        (annotation,) = (part for part in get_args(annotation) if part is not NoneType)
    if annotation in PIECES:
        return st.sampled_from(PIECES[annotation])
    if get_origin(annotation) is Annotated:
        bare, *marks = get_args(annotation)
        kinds = [mark.kind for mark in marks if isinstance(mark, Refers)]
        return st.sampled_from(_targets(kinds[0], choices)) if kinds else _values(bare, choices)
    if get_origin(annotation) is tuple:
        return st.lists(_values(get_args(annotation)[0], choices), min_size=1, max_size=2)
    if get_origin(annotation) is Literal:
        return st.sampled_from([f"'{word}'" for word in get_args(annotation)])
    return data_for(annotation, choices)


def _targets(kind: str, choices: Choices) -> tuple[str, ...]:
    return OPEN_REFERENCES.get(kind) or tuple(choices[kind])


@st.composite
def spoilt_data(draw: st.DrawFn, record_class: type[Record], choices: Choices) -> dict[str, Data]:
    """Data for a class with up to two values changed, so that it may be invalid."""
    data: dict[str, Data] = draw(data_for(record_class, choices))
    for _ in range(draw(st.integers(0, 2))):
        holder, key = draw(st.sampled_from(list(_iter_places(data))))
        change = draw(st.sampled_from(["replace", "replace", "replace", "remove", "add"]))
        if change == "replace":
            holder[key] = draw(st.sampled_from(SPOILT))
        elif change == "remove":
            del holder[key]
        elif isinstance(holder, dict):
            holder[draw(st.sampled_from(["unknown", "text", "title"]))] = "word"
        if not data:
            break
    return data


def _iter_places(data: Data) -> Iterator[tuple[Any, Any]]:
    """Every value, as its container and its key in it."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield data, key
        if isinstance(value, dict | list):
            yield from _iter_places(value)


def as_yaml(data: Data, indent: str = "") -> str:
    """The data as the text of a file. Empty lists and mappings are written as [] and {}."""
    lines = []
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        start = f"{indent}{key}:" if isinstance(data, dict) else f"{indent}-"
        if isinstance(value, dict | list) and value:
            lines.append(f"{start}\n{as_yaml(value, indent + '  ')}")
        else:
            piece = value if isinstance(value, str) else "[]" if isinstance(value, list) else "{}"
            lines.append(f"{start} {piece}".rstrip(" ") + "\n")
    return "".join(lines)
