"""Fixtures: a small project to test with, and the command line.

    def test_a_role_needs_a_title(project, guidance):
        root = project({"content/roles/cnio.yml": "order: 2\n"})
        assert guidance(root, "check").exit_code == 1

The project is `tests/cases/base`, with the files of {name: text} on top.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copytree
from typing import Literal

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock
from hypothesis import settings

from generator.basics.clock import MOMENT_VARIABLE
from generator.cli import main
from generator.outputs.project import ADDRESS_VARIABLE, REPOSITORY_VARIABLE, render_project
from tests.examples import examples
from tests.wheel import install_wheel

ROOT = Path(__file__).resolve().parents[1]
BASE = ROOT / "tests" / "cases" / "base"

MOMENT = {MOMENT_VARIABLE: "1795305600"}
"""22 November 2026: what pages call overdue must not depend on the day on which tests run."""

MakeProject = Callable[[Mapping[str, str | bytes]], Path]
Guidance = Callable[..., Result]


settings.register_profile("guidance", settings(), max_examples=examples(100), deadline=None)
settings.load_profile("guidance")

LONGEST = [
    f"test_{name}.py"
    for name in (
        *("never_broken", "no_leak", "pages", "stamp", "bad_input", "rebuild", "form", "hostile_markdown"),
        *("policy", "search", "self_assessment", "form_sections", "board_paper", "commonmark_examples"),
        *("pdf", "proforma_bad_files", "other_language", "overlay_site", "paper", "finder", "compare"),
    )
]
"""Files that take longest, begun first, so that no worker is left alone with one at the end."""
SLOW = frozenset(
    f"test_{name}.py"
    for name in (
        *("bad_yaml", "bench", "cache", "commonmark", "commonmark_examples", "diff", "engines"),
        *("hostile_markdown", "injection", "languages", "leaks_of_real_outputs", "local_quotations"),
        *("never_broken", "new_field", "nginx", "no_leak", "overlay", "page_weight", "page_words", "pdf"),
        *("personal_data_import", "proforma", "proforma_bad_files", "proforma_untidy", "project_files"),
        *("prose", "publish", "rebuild", "review", "search_index", "serve", "single_mistakes", "site"),
        *("stamp", "twelve_mistakes", "untidy_forms", "upgrade", "visibility", "whats_new"),
    )
)
"""Files whose tests build sites, or try hundreds of cases: `make quick` leaves them out."""


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """As many as there are processors; one more for tests in a browser, which wait for it much."""
    return (os.cpu_count() or 1) + ("not browser" not in config.option.markexpr)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> Literal[True] | None:
    """Don't even read files that `make quick` would leave out: in each process that takes seconds."""
    left_out = config.option.markexpr.split(" and ") if " or " not in config.option.markexpr else []
    in_browser = "not browser" in left_out and collection_path == ROOT / "tests" / "browser"
    slow = "not slow" in left_out and collection_path.name in SLOW
    return True if in_browser or slow else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(LONGEST)))
    for item in items:
        if item.path.name in SLOW:
            item.add_marker("slow")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="accept today's output as the expected output of the golden tests",
    )


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture
def project(tmp_path: Path) -> MakeProject:
    """Makes a project's folder: the base, with the given files added or replaced."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        root = copytree(BASE, tmp_path / "project")
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return root

    return make


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that all workers of a run share. What is slow to make is made there once, under a lock."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture(scope="session")
def installed(shared_folder: Path) -> Path:
    """The `guidance` of an installed wheel: see `tests.wheel`."""
    with FileLock(shared_folder / "wheel.lock"):
        return install_wheel(shared_folder / "wheel")


@pytest.fixture(scope="session")
def real_docs(shared_folder: Path) -> Path:
    """The Markdown folder of the real content, to read from."""
    docs = shared_folder / "real" / "docs"
    with FileLock(shared_folder / "real.lock"):
        if not docs.exists():
            assert render_project(ROOT, docs).written is not None
    return docs


@pytest.fixture(scope="session")
def built_site(shared_folder: Path) -> Path:
    """The folder of the real site, built by the same command that `make site` runs.

    What the command printed is beside it, in `said.txt`.
    """
    site = shared_folder / "built" / "site"
    with FileLock(shared_folder / "built.lock"):
        if not site.exists():
            finished = _build(site)
            if finished.returncode:
                pytest.fail(f"`guidance build` failed:\n{finished.stdout}{finished.stderr}", pytrace=False)
            site.with_name("said.txt").write_text(finished.stdout + finished.stderr, "utf-8")
    return site


def _without_place() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in NO_PLACE}


def _build(site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("guidance"), "build", "--site-dir", site],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**_without_place(), **MOMENT, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        timeout=600,
    )


NO_PLACE = dict.fromkeys((REPOSITORY_VARIABLE, ADDRESS_VARIABLE, "GITHUB_REPOSITORY", "CI_PROJECT_PATH"))
"""Nothing of where the project is: a workflow that runs the tests says that."""


@pytest.fixture
def guidance() -> Guidance:
    """Runs `guidance` on a project. Its output is in `output`; a bug in it raises an exception."""

    def run(root: Path, *arguments: str) -> Result:
        command = [*arguments, "--project", str(root)]
        runner = CliRunner(env={**NO_PLACE, **MOMENT})
        return runner.invoke(main, command, catch_exceptions=False)

    return run
