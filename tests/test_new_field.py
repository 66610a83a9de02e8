"""A new field of a case study, and a new facet of the finder, each declared in one place, are everywhere."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.small_site import ROOT, make_small_site

FIELD = '''
    motto: Annotated[
        Line | None, Shown(label("Motto"), panel="if reported", compared=True, column="motto")
    ] = optional("Motto of the organisation", "Care in every message")
    """A few words by which the organisation is known."""
'''
FACET = '    _of_field("framework", "competency_framework.use"),\n'
CODE = (
    "generator",
    "templates",
    "content",
    "case_studies",
    "schemas",
    "translations",
    "mkdocs.yml",
    "deploy",
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with the field in the model and the facet among the facets."""
    folder = tmp_path_factory.mktemp("program")
    for name in CODE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, folder / name)
    model, finder = "content/model/case_study.py", "outputs/script_data/case_studies.py"
    insert(folder / "generator" / model, "\n    context: Prose | None = optional(", FIELD)
    insert(folder / "generator" / finder, '    _of_field("kind", "kind"),\n', FACET)
    return folder


@pytest.fixture(scope="module")
def root(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which a case study has the field, rendered."""
    root = make_small_site(tmp_path_factory.mktemp("new-field") / "project")
    case = next(iter(sorted((root / "case_studies").glob("*.yml"))))
    insert(case, "organisation:\n", "  motto: Never asleep\n", after=True)
    run(program, root, "render")
    return root


def insert(path: Path, place: str, text: str, *, after: bool = False) -> None:
    before = path.read_text("utf-8")
    assert before.count(place) == 1, path.name
    path.write_text(before.replace(place, place + text if after else text + place), "utf-8")


def run(program: Path, root: Path, *arguments: str) -> None:
    command = (sys.executable, "-c", "from generator.cli import main; main()", *arguments)
    environment = os.environ | {"PYTHONPATH": str(program)}
    done = subprocess.run(
        command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr


def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def docs_with(root: Path, words: str) -> set[str]:
    """The files of the Markdown folder that contain some words, by name without digest."""
    found = (path for path in (root / "docs").rglob("*") if path.is_file())
    return {
        path.relative_to(root / "docs").as_posix() for path in found if words.encode() in path.read_bytes()
    }


def test_its_value_is_in_the_panel_the_comparison_and_the_data(root: Path) -> None:
    said = docs_with(root, "Never asleep")
    page = next(name for name in said if re.fullmatch(r"case-studies/[a-z-]+\.md", name))
    assert "Motto\n:   Never asleep" in text_of(root / "docs" / page)
    assert "data/case-studies.csv" in said
    assert any(name.startswith("assets/data/cases/") for name in said)


def test_the_comparison_names_its_row(root: Path) -> None:
    assert '["organisation-motto","Motto"]' in text_of(root / "docs/assets/data/comparison.js").replace(
        ", ", ","
    )


def test_the_codebook_says_what_its_column_means(root: Path) -> None:
    tables = json.loads(text_of(root / "docs/data/codebook.json"))
    columns = next(table["columns"] for table in tables["tables"] if table["file"] == "case-studies.csv")
    assert {"name": "motto", "meaning": "A few words by which the organisation is known."} in columns


def test_it_is_explained_and_asked_for(program: Path, root: Path, tmp_path: Path) -> None:
    title = "Motto of the organisation"
    assert {"about/case-study-fields.md", "data/schemas/case-study.json"} <= docs_with(root, title)
    assert "assets/data/case-form.js" in docs_with(root, title)
    run(program, root, "proforma", "export", "--out", str(tmp_path / "form.docx"))
    with zipfile.ZipFile(tmp_path / "form.docx") as form:
        assert title in form.read("word/document.xml").decode()
    run(program, root, "new", "case-study", "empty")
    assert "motto:" in text_of(root / "case_studies/empty.yml")
    (root / "case_studies/empty.yml").unlink()


def test_the_finder_offers_the_facet(root: Path) -> None:
    data = text_of(root / "docs/assets/data/cases.js")
    assert "Uses the FCI Core Competency Framework" in data
    assert '"framework"' in data
