"""The JSON Schemas are in step with the models, accept the real files, and are as strict as the check."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators
from regress import Regex

from generator.checks.fields import validate, without_empty
from generator.checks.schema import OPEN_KINDS, choices_among, schema_of, schema_texts
from generator.content.content_files import (
    FILES,
    FOLDERS,
    FileKind,
    file_kind_of,
    find_file_kind,
    schema_line,
)
from generator.content.document import Document
from generator.content.model.annotations import iter_marked
from generator.content.yaml import parse_document
from generator.outputs.project import check_project
from tests.conftest import Guidance, MakeProject
from tests.examples import examples
from tests.real_content import library
from tests.valid_data import as_yaml, spoilt_data
from tests.yaml_core import load_core

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS = ROOT / "schemas"
KINDS = {kind.schema_name: kind for kind in (*FILES, *FOLDERS)}
YAML_FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for folder in ("content", "case_studies")
    for path in (ROOT / folder).rglob("*.yml")
)


def _pattern(_: Any, pattern: str, instance: Any, __: Any) -> Any:
    """Patterns as in JavaScript, which editors use: in Python, `$` also matches before a final line end."""
    if isinstance(instance, str) and not Regex(pattern).find(instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")


EditorValidator = validators.extend(Draft202012Validator, {"pattern": _pattern})


def validator(schema: Any) -> Any:
    return EditorValidator(schema, format_checker=FormatChecker(["date"]))


@cache
def validator_of(name: str) -> Any:
    return validator(json.loads(schema_texts(library().identities)[name]))


def test_the_schemas_are_up_to_date() -> None:
    """With the model. What they list of the content may be of yesterday: it only helps an editor's program.

    So nobody who corrects a title in the browser has to run a command.
    """
    committed = {path.name: _shape(path.read_text("utf-8")) for path in SCHEMAS.iterdir()}
    made = {name: _shape(text) for name, text in schema_texts(library().identities).items()}
    assert committed == made, "schemas/ is out of step with generator/content/model/. Run: guidance schema"


def _shape(text: str) -> Any:
    def without_lists(shape: dict[str, Any]) -> dict[str, Any]:
        listed = {"enum", "enumDescriptions"} if "x-refers" in shape else set()
        return {key: value for key, value in shape.items() if key not in listed}

    return json.loads(text, object_hook=without_lists)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_each_is_a_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(json.loads((SCHEMAS / name).read_text("utf-8")))


@pytest.mark.parametrize("path", YAML_FILES)
def test_every_file_fits_its_schema_and_names_it(path: str) -> None:
    text = (ROOT / path).read_text("utf-8")
    first = schema_line(path)
    assert text.partition("\n")[0] == first, f"the first line of {path} must be: {first}"
    assert ((ROOT / path).parent / first.partition("=")[2]).resolve().is_file()
    problems = validator_of(file_kind_of(path).schema_name).iter_errors(load_core(text))
    assert [(list(problem.path), problem.message) for problem in problems] == []


def test_the_command_writes_only_what_changed(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    assert guidance(root, "schema").output == f"{len(KINDS)} written, 0 unchanged\n"
    assert guidance(root, "schema").output == f"0 written, {len(KINDS)} unchanged\n"
    (root / "schemas" / "role.json").write_text("{}")
    (root / "schemas" / "mine.json").write_text("{}")
    assert guidance(root, "schema").output == f"1 written, {len(KINDS) - 1} unchanged\n"
    assert (root / "schemas" / "mine.json").read_text() == "{}"
    assert guidance(root, "schema", "--out", str(root / "elsewhere")).exit_code == 0
    assert {path.name for path in (root / "elsewhere").iterdir()} == set(KINDS)


def test_the_command_writes_nothing_for_content_with_a_mistake(
    project: MakeProject, guidance: Guidance
) -> None:
    root = project({"content/roles/cnio.yml": "title: Nurse\n"})
    assert guidance(root, "schema").exit_code == 1
    assert not (root / "schemas").exists()


def test_a_new_case_study_or_source_leaves_the_schemas_as_they_are(project: MakeProject) -> None:
    root = project({})
    before = check_project(root).library
    (root / "case_studies" / "coast.yml").rename(root / "case_studies" / "beach.yml")
    for path in (root / "case_studies").iterdir():
        path.write_text(path.read_text("utf-8").replace("coast", "beach"), "utf-8")
    after = check_project(root)
    if after.library is None:
        pytest.fail(str(after.problems))
    assert before is not None
    assert schema_texts(before.identities) == schema_texts(after.library.identities)


def test_references_are_completed_with_what_there_is() -> None:
    schema = json.loads(schema_texts(library().identities)["case-study.json"])
    role = schema["properties"]["interviewed"]["items"]["properties"]["role"]
    assert dict(zip(role["enum"], role["enumDescriptions"], strict=True))["ccio"] == (
        "Chief clinical information officer"
    )
    assert None in role["enum"], "who was interviewed may have none of our roles"
    practice = schema["properties"]["practices"]["items"]["properties"]["recommendation"]
    assert set(practice["enum"]) == set(library().recommendations)
    assert practice["x-refers"] == "recommendation"


def test_every_field_is_explained() -> None:
    def unexplained(shape: Any, way: str) -> list[str]:
        inner = shape.get("items", shape).get("properties", {})
        own = [f"{way}.{name}" for name, part in inner.items() if not part.get("description")]
        return own + [lack for name, part in inner.items() for lack in unexplained(part, f"{way}.{name}")]

    for name, kind in KINDS.items():
        assert unexplained(schema_of(kind.record_class, choices_among(library().identities)), name) == []


def check_accepts(document: Document, kind: FileKind) -> bool:
    """Whether `guidance check` accepts a file's fields, and its references to what the schemas list."""
    _, problems = validate(document, kind.record_class)
    data, _ = without_empty(document.data)
    return not problems and all(
        (marked.mark.kind, marked.text) in library().identities
        if marked.mark.kind not in OPEN_KINDS
        else Regex(OPEN_KINDS[marked.mark.kind]).find(marked.text)
        for marked in iter_marked(data, kind.record_class)
        if hasattr(marked.mark, "kind")
    )


YAML_KINDS = {name: kind for name, kind in KINDS.items() if kind.suffix == ".yml"}


@pytest.mark.parametrize("name", sorted(YAML_KINDS))
@settings(max_examples=examples(40), derandomize=True, phases=[Phase.generate])
@given(chance=st.data())
def test_it_accepts_what_the_check_accepts(name: str, chance: st.DataObject) -> None:
    kind = YAML_KINDS[name]
    data = chance.draw(spoilt_data(kind.record_class, choices_among(library().identities)))
    text = as_yaml(data)
    document, problems = parse_document(text.encode(), "x.yml")
    if document is not None and not problems:
        errors = [error.message for error in validator_of(name).iter_errors(load_core(text))]
        assert check_accepts(document, kind) == (not errors), f"{text}\n{errors}"


KNOWN_DIFFERENCES = {
    "a word for nothing is a text to the check": ("team:\n  wte_note: null", "both"),
    "a word for nothing is no number to the check": ("team:\n  wte: ~", "schema"),
    "a truth value as text": ("team:\n  wte_note: true", "check"),
    "a truth value with a capital": ("team:\n  wte_is_approximate: True", "schema"),
    "a number in powers of ten": ("team:\n  wte: 1e1", "schema"),
    "a number of base 16": ("team:\n  headcount: 0x10", "schema"),
    "a whole number with nought behind its point": ("team:\n  headcount: 13.0", "schema"),
    "a number with more than six digits behind its point": ("team:\n  wte: 0.1234567", "schema"),
    "fewer people than whole-time equivalents": ("team:\n  wte: 6\n  headcount: 2", "both"),
}
"""Values on which schema and check differ, and which of them accepts. Rules between fields, references to
case studies, terms and sources, and the Markdown in prose are for the check alone."""


@pytest.mark.parametrize(("lines", "accepts"), KNOWN_DIFFERENCES.values(), ids=KNOWN_DIFFERENCES)
def test_the_known_differences(lines: str, accepts: str) -> None:
    whole = (ROOT / "case_studies" / "local-authority.yml").read_text("utf-8")
    assert "\nteam:" not in whole
    text = f"{whole}{lines}\n"
    document, problems = parse_document(text.encode(), "case_studies/x.yml")
    assert document is not None
    assert problems == []
    kind = find_file_kind("case_studies/x.yml")
    assert kind is not None
    assert check_accepts(document, kind) == (accepts in {"check", "both"})
    assert validator_of("case-study.json").is_valid(load_core(text)) == (accepts in {"schema", "both"})
