"""`guidance new case-study`: a file that explains every field, and that passes the check once filled in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from generator.checks.schema import FieldOutline, outline_of
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Record
from generator.content.yaml import parse_document
from tests.conftest import Guidance, MakeProject

FILLED_IN = {
    "\ntitle:\n\n": "\ntitle: A hospital on a hill\n\n",
    "\nsummary:\n": "\nsummary: |\n  A team on a hill.\n",
    "    how:\n": "    how: They share what they write.\n",
    "types: []": "types: [acute]",
    "nation:\n": "nation: england\n",
    "- recommendation:\n": "- recommendation: shared-notes\n",
    "\nsources: []\n": "\nsources: [report#4]\n",
}
AS_IN_THE_BASE = {
    "source: fci-2022#5.4\n": "source: report#4\n",
    "answers: [business-cases-beyond-go-live]\n": "answers: [shared-notes]\n",
}
"""Examples that name something of the real content, and what the small project has."""


@pytest.fixture
def started(project: MakeProject, guidance: Guidance) -> Path:
    """A project in which a case study has just been started."""
    root = project({})
    result = guidance(root, "new", "case-study", "hill-trust")
    assert result.exit_code == 0, result.output
    assert "case_studies/hill-trust.yml" in result.output
    return root


def template(root: Path) -> Path:
    return root / "case_studies" / "hill-trust.yml"


def fill_in(path: Path, replacements: dict[str, str]) -> None:
    text = path.read_text("utf-8")
    for empty, filled in replacements.items():
        assert text.count(empty) == 1, empty
        text = text.replace(empty, filled)
    path.write_text(text, "utf-8", newline="\n")


def with_examples(text: str) -> str:
    """The text with its examples, which are comments that begin with two spaces, as values."""
    introduction, blank, rest = text.partition("\n\n")
    return introduction + blank + re.sub(r"(?m)^#(?=  )", "", rest)


def fields_of(annotation: Any) -> Any:
    """The names of a record's fields, each with the fields inside it; None for other values."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return {
            name: fields_of(kind)
            for name, kind in get_type_hints(annotation).items()
            if name in annotation.model_fields
        }
    return next((found for part in get_args(annotation) if (found := fields_of(part))), None)


def keys_of(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: keys_of(value) for key, value in data.items()}
    return (
        next((found for item in data if (found := keys_of(item))), None) if isinstance(data, list) else None
    )


def test_it_names_every_field(started: Path) -> None:
    document, problems = parse_document(with_examples(template(started).read_text("utf-8")).encode(), "x.yml")
    assert problems == []
    assert document is not None
    assert keys_of(document.data) == fields_of(CaseStudy)


def test_its_first_line_names_the_schema(started: Path) -> None:
    first = template(started).read_text("utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=../schemas/case-study.json"


def test_it_says_of_every_field_what_to_write(started: Path) -> None:
    text = " ".join(re.sub(r"(?m)^[# ]+", "", template(started).read_text("utf-8")).split())
    for field in all_fields(outline_of(CaseStudy)):
        assert field.description in text, field.path
        assert field.example in text or field.form in {"true or false", "choice", "date"}, field.path


def all_fields(fields: tuple[FieldOutline, ...]) -> list[FieldOutline]:
    return [found for field in fields for found in (field, *all_fields(field.parts))]


def test_it_does_not_pass_as_it_is(started: Path, guidance: Guidance) -> None:
    result = guidance(started, "check")
    assert result.exit_code == 1
    assert "title has no value" in result.output


def test_it_passes_once_it_is_filled_in(started: Path, guidance: Guidance) -> None:
    fill_in(template(started), FILLED_IN)
    result = guidance(started, "check")
    assert result.exit_code == 0, result.output
    assert re.search(r"(?m)^ +withheld +1$", result.output), "consent is false until somebody says true"


def test_its_examples_pass_too(started: Path, guidance: Guidance) -> None:
    path = template(started)
    path.write_text(with_examples(path.read_text("utf-8")), "utf-8", newline="\n")
    fill_in(path, {**FILLED_IN, **AS_IN_THE_BASE, "consent: false": "consent: true"})
    result = guidance(started, "check")
    assert result.exit_code == 0, result.output
    assert guidance(started, "render").exit_code == 0


def test_it_never_replaces_a_file(started: Path, guidance: Guidance) -> None:
    template(started).write_text("mine\n")
    result = guidance(started, "new", "case-study", "hill-trust")
    assert result.exit_code == 2
    assert "case_studies/hill-trust.yml exists already" in result.output
    assert template(started).read_text() == "mine\n"


@pytest.mark.parametrize(
    "slug", ["Hill Trust", "hill_trust", "../hill", "hill--trust", "index", "hill.yml", "", "é"]
)
def test_a_name_that_is_no_identifier_is_refused(slug: str, project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    before = sorted(root.parent.rglob("*"))
    result = guidance(root, "new", "case-study", slug)
    assert result.exit_code == 2
    assert "can't be an identifier" in result.output
    assert sorted(root.parent.rglob("*")) == before
