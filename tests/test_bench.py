"""The made-up libraries for benchmarks: always the same, free of mistakes, as long as real ones."""

from __future__ import annotations

from pathlib import Path
from statistics import mean

import pytest

from bench.library import write_library
from generator.library.library import Library
from generator.outputs.project import check_project

COUNT = 60


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made-up") / "project"
    write_library(root, COUNT)
    return root


@pytest.fixture(scope="module")
def library(project: Path) -> Library:
    checked = check_project(project)
    assert checked.library is not None, checked.problems
    return checked.library


def test_the_content_is_correct_and_the_number_is_right(library: Library) -> None:
    assert len(library.cases) == COUNT


def test_a_larger_library_begins_with_the_smaller_one(project: Path, tmp_path: Path) -> None:
    write_library(tmp_path / "smaller", COUNT - 10)
    smaller = sorted((tmp_path / "smaller/case_studies").iterdir())
    assert len(smaller) == COUNT - 10
    assert all(path.read_bytes() == (project / "case_studies" / path.name).read_bytes() for path in smaller)


def test_case_studies_have_about_750_words(project: Path) -> None:
    made_up = project.glob("case_studies/made-up-*.yml")
    # Every line begins with a key, which is not a word of the text.
    counts = [sum(len(line.split()) - 1 for line in path.read_text("utf-8").splitlines()) for path in made_up]
    assert 700 <= mean(counts) <= 800


def test_made_up_case_studies_have_practices_references_and_facets(library: Library) -> None:
    made_up = [case for case in library.cases if case.id.startswith("made-up")]
    assert all(len(case.record.practices) >= 3 for case in made_up)
    assert all("](" in (case.record.development or "") for case in made_up)
    assert {case.record.kind for case in made_up} == {"team", "initiative"}
    assert len({case.record.organisation.nation for case in made_up}) == 5  # one of them is not reported
