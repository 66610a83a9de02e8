"""Withheld words in what a copy says itself stop its build, unless its overlay allows those very words."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from tests.small_site import files_of, run

pytestmark = pytest.mark.slow

NAME = "Quillwort Infirmary"
OVERLAY = f"""\
release: "0.1.0"
name: Riverside
visibility: public
reviewed: 2026-11-21
notes:
  - on: theme:team-working
    text: We thank {NAME} for its help.
"""
CASE = f"""\
title: A ward that nobody may read about
kind: team
summary: The staff of {NAME} meet under the clock at seven on Mondays.
organisation:
  name: {NAME}
  types: [acute]
practices:
  - recommendation: regular-meetings
    how: They meet at seven.
sources: [fci-2022#5.1]
publication:
  consent: false
  visibility: public
  anonymous: false
  reviewed: 2026-11-21
  review_by: 2027-11-21
"""
ALLOWED = f"""\
may_say:
  - text: {NAME}
    reason: It is thanked on the Trust's own public page.
"""


def build(root: Path, overlay: str) -> tuple[int, str]:
    for name, text in {"content/overlay.yml": overlay, "case_studies/quillwort.yml": CASE}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    (root / "mkdocs.yml").write_text("INHERIT: .guidance/mkdocs.yml\n", "utf-8")
    done = run(root, "build")
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def allowed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that may say the name, and was built."""
    root = tmp_path_factory.mktemp("allowed")
    status, said = build(root, OVERLAY + ALLOWED)
    assert status == 0, said
    return root


@pytest.fixture
def root(allowed: Path, tmp_path: Path) -> Path:
    """The same without its site. Its cache spares most of another build."""
    return copytree(allowed, tmp_path, ignore=ignore_patterns("site"), dirs_exist_ok=True)


def test_what_names_a_withheld_organisation_stops_the_build(root: Path) -> None:
    """A note; and a style sheet, which is found though a note has the word too."""
    style = root / "templates/theme/assets/stylesheets/own.css"
    style.parent.mkdir(parents=True)
    style.write_text(f"/* {NAME} */", "utf-8")
    status, said = build(root, OVERLAY)
    assert status == 3
    assert "content/overlay.yml:7 (notes.0.text) says something of case_studies/quillwort.yml" in said
    assert "or allow it in content/overlay.yml under `may_say`, with a reason" in said
    assert "own.css: holds something of case_studies/quillwort.yml" in said
    assert NAME not in said
    assert not (root / "site").exists()


def test_words_that_the_overlay_allows_are_said_and_no_others(allowed: Path, root: Path) -> None:
    files = files_of(allowed / "site")
    assert NAME.encode() in files["themes/team-working.html"]
    assert not any(b"under the clock" in data for data in files.values())
    more = OVERLAY.replace("for its help.", "for its help. Meet under the clock at seven on Mondays.")
    status, said = build(root, more + ALLOWED)
    assert status == 3
    assert "(notes.0.text) says something of" in said


def test_a_permission_needs_a_reason(tmp_path: Path) -> None:
    status, said = build(tmp_path, OVERLAY + "may_say:\n  - text: Quillwort\n")
    assert status == 1
    assert "may_say" in said
    assert "reason" in said
