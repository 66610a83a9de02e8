"""The open data: complete, as published, safe in a spreadsheet, and explained column by column."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.outputs.other_files import BYTE_ORDER_MARK, as_csv
from generator.outputs.project import render_project
from tests.conftest import BASE, MakeProject
from tests.real_content import rows, typed

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def docs(real_docs: Path) -> Path:
    return real_docs


def records(docs: Path, name: str) -> Any:
    return json.loads((docs / "data" / f"{name}.json").read_text("utf-8"))


def test_every_case_study_is_a_row_with_what_its_file_says(docs: Path) -> None:
    found = {row["id"]: row for row in rows(docs, "case-studies")}
    assert set(found) == set(typed())
    for name, data in typed().items():
        organisation, team = data["organisation"], data.get("team", {})
        row = found[name]
        assert row["title"] == data["title"]
        assert row["organisation_types"] == "; ".join(organisation.get("types", []))
        assert row["staff"] == str(organisation.get("staff", ""))
        assert row["wte"] == str(team.get("wte", ""))
        assert row["practices"] == str(len(data["practices"]))
        assert (row["staff_is_approximate"] == "") == ("staff" not in organisation)


def test_every_practice_and_every_post_is_a_row(docs: Path) -> None:
    practices = [(row["case_study"], row["recommendation"]) for row in rows(docs, "practices")]
    wanted = [(name, item["recommendation"]) for name, data in typed().items() for item in data["practices"]]
    assert sorted(practices) == sorted(wanted)
    posts = [(row["case_study"], row["role"]) for row in rows(docs, "team-members")]
    members = [(name, data.get("team", {}).get("members", [])) for name, data in typed().items()]
    assert sorted(posts) == sorted((name, post["role"]) for name, found in members for post in found)


def test_evidence_has_its_denominator(docs: Path) -> None:
    for row in rows(docs, "recommendations"):
        wanted = {name for name, data in typed().items() for item in data["practices"]
                  if item["recommendation"] == row["id"]}  # fmt: skip
        assert set(filter(None, row["case_studies"].split("; "))) == wanted
        assert row["case_studies_of"] == str(len(typed()))


def test_cells_are_words_without_markup(docs: Path) -> None:
    for row in rows(docs, "glossary"):
        assert "](" not in row["definition"]


@pytest.mark.parametrize(
    ("name", "schema"), [("case-studies", "case-study"), ("themes", "theme"), ("roles", "role")]
)
def test_each_record_fits_its_schema(docs: Path, name: str, schema: str) -> None:
    validator = jsonschema.Draft202012Validator(records(docs, f"schemas/{schema}"))
    found = records(docs, name)
    assert found
    for record in found.values():
        assert [error.message for error in validator.iter_errors(record)] == []


@pytest.mark.parametrize("name", ["benefits", "careers", "findings", "glossary", "sources", "vocabulary"])
def test_each_file_fits_its_schema(docs: Path, name: str) -> None:
    validator = jsonschema.Draft202012Validator(records(docs, f"schemas/{name}"))
    assert [error.message for error in validator.iter_errors(records(docs, name))] == []


def test_the_codebook_explains_every_column_of_every_table(docs: Path) -> None:
    tables = {table["file"]: table for table in records(docs, "codebook")["tables"]}
    assert set(tables) == {path.name for path in (docs / "data").glob("*.csv")}
    for name, table in tables.items():
        assert [column["name"] for column in table["columns"]] == list(rows(docs, Path(name).stem)[0])
        assert all(column["meaning"] for column in table["columns"])
    page = (docs / "about/data.md").read_text("utf-8")
    assert all(f"](../data/{name})" in page for name in tables)


def test_what_is_withheld_is_in_no_file(project: MakeProject) -> None:
    source = (BASE / "case_studies/valley.yml").read_text("utf-8")
    withheld = source.replace("consent: true", "consent: false").replace("Notes are", "Zanzibarium notes are")
    assert withheld.count("Zanzibarium") == withheld.count("consent: false") == 1
    root = project({"case_studies/withheld.yml": withheld})
    docs = root / "docs"
    assert render_project(root, docs).written is not None
    files = [path for path in (docs / "data").rglob("*") if path.is_file()]
    assert len(files) > 20
    assert any(b"valley" in path.read_bytes() for path in files)
    assert [path.name for path in files if b"anzibarium" in path.read_bytes()] == []
    assert [path.name for path in files if b"withheld" in path.read_bytes()] == []


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_any_text_comes_back_and_none_is_a_formula(table: list[list[str]]) -> None:
    text = as_csv(["a", "b"], table)
    assert text.startswith(BYTE_ORDER_MARK)
    read = list(csv.reader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK), newline="")))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in read] == [
        [cell.removeprefix("'") for cell in row] for row in table
    ]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in read for cell in row)
