"""Golden tests: each folder in `cases/` is a project, and its name says what happens to it.

    cases/base/                            a small project without a mistake
    cases/errors/<says-what-happens>/      input/: the files that differ from the base
                                           expected.txt, .json, .github: all that is printed
    cases/pages/<says-what-happens>/       input/: the files that differ from the base
                                           expected/: some of the Markdown files that are written
    Without input/ the base is tested as it is.

Expected files change only with `--update-golden`. To add a page to a case, create its file empty.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conftest import Guidance, MakeProject

CASES = Path(__file__).parent / "cases"
ERRORS = sorted((CASES / "errors").iterdir())
PAGES = sorted((CASES / "pages").iterdir())

Change = Callable[[Path], object]
FORMATS = {".txt": "text", ".json": "json", ".github": "github"}


def name_of(case: Path) -> str:
    return case.name


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def replace(path: Path, old: bytes, new: bytes) -> None:
    assert old in path.read_bytes()
    write(path, path.read_bytes().replace(old, new))


def link(path: Path, target: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def link_to_files_and_folders(root: Path) -> None:
    link(root / "case_studies" / "hill.yml", root / "case_studies" / "coast.yml")
    link(root / "content" / "roles" / "folder", root / "case_studies")
    link(root / "content" / "roles" / "nowhere.yml", root / "nowhere")


def remove_two_files(root: Path) -> None:
    (root / "content" / "glossary.yml").unlink()
    (root / "content" / "careers.yml").unlink()


MADE: Mapping[str, Change] = {
    "a-file-over-256-kb-is-refused": lambda root: write(
        root / "case_studies" / "hill.yml", b"title: A hospital on a hill\n" + b"# and on\n" * 30_000
    ),
    "a-symbolic-link-is-refused": link_to_files_and_folders,
    "a-file-that-is-missing-is-named": remove_two_files,
    "a-byte-that-is-not-utf-8-is-refused": lambda root: replace(
        root / "content" / "roles" / "cnio.yml", b"for nurses", b"for the caf\xe9"
    ),
    "an-invisible-character-is-refused": lambda root: replace(
        root / "content" / "roles" / "cnio.yml", b"for nurses", "for\u2028 \u202enurses\x1b[2J".encode()
    ),
    "a-no-break-space-behind-a-colon-is-refused": lambda root: replace(
        root / "content" / "roles" / "cnio.yml", b"order: 2", "order:\u00a02".encode()
    ),
}
"""Cases whose input can't be kept in files: it is too big, or git or an editor would change it."""


def test_every_case_that_is_made_has_a_folder() -> None:
    assert set(MADE) <= set(map(name_of, ERRORS))


def make(case: Path, project: MakeProject) -> Path:
    """The base with the case's own files on top."""
    folder = case / "input"
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    root = project({name: path.read_bytes() for name, path in files.items()})
    if case.name in MADE:
        MADE[case.name](root)
    return root


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def compare(expected: Path, text: str, update: bool) -> None:
    if update:
        write(expected, text.encode())
    assert text == expected.read_text("utf-8")


@pytest.mark.parametrize("case", ERRORS, ids=name_of)
def test_errors(case: Path, project: MakeProject, guidance: Guidance, update_golden: bool) -> None:
    root = make(case, project)
    before = contents(root)
    for suffix in {".txt"} | {path.suffix for path in case.glob("expected.*")}:
        # Templates are not content, so `check` ignores them: only rendering uses them.
        in_template = (case / "input" / "templates").exists()
        command = ["render"] if in_template else ["check", "--format", FORMATS[suffix]]
        result = guidance(root, *command)
        compare(case / f"expected{suffix}", result.output, update_golden)
        assert result.exit_code == 1
    assert guidance(root, "render").exit_code == 1
    assert contents(root) == before


@pytest.mark.parametrize("case", PAGES, ids=name_of)
def test_pages(case: Path, project: MakeProject, guidance: Guidance, update_golden: bool) -> None:
    root = make(case, project)
    result = guidance(root, "render")
    assert result.exit_code == 0, result.output
    expected = [path for path in (case / "expected").rglob("*") if path.is_file()]
    assert expected
    for path in expected:
        written = root / "docs" / path.relative_to(case / "expected")
        compare(path, written.read_text("utf-8"), update_golden)


def test_the_installed_command_prints_the_same(project: MakeProject) -> None:
    case = CASES / "errors" / "problems-in-several-files-are-sorted"
    finished = subprocess.run(
        [Path(sys.executable).with_name("guidance"), "check"],
        cwd=make(case, project),
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert finished.stdout == (case / "expected.txt").read_text("utf-8")
    assert finished.returncode == 1
