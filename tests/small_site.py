"""A small project that MkDocs can build: the base of the golden tests, with the real theme and settings."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any

import yaml
from click.testing import CliRunner

from generator.cli import main
from tests.conftest import BASE, MOMENT

ROOT = Path(__file__).resolve().parents[1]
GUIDANCE = Path(sys.executable).with_name("guidance")


def make_small_site(root: Path) -> Path:
    copytree(BASE, root)
    (root / "docs").mkdir()
    settings: dict[str, Any] = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.CSafeLoader)
    copytree(ROOT / "templates" / "theme", root / "templates" / "theme")
    settings["nav"] = [{"Home": "index.md"}, {"Themes": "themes/index.md"}]
    settings["extra"]["footer"] = [{"title": "About", "page": "about/index.md"}]
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    return root


def environment() -> dict[str, str]:
    """The environment of a session without a terminal."""
    place = ("GUIDANCE_", "GITHUB_REPOSITORY", "CI_PROJECT_PATH")
    quiet = {name: value for name, value in os.environ.items() if not name.startswith(place)}
    return quiet | {**MOMENT, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True)
class Finished:
    """What a command left behind, under the names of `subprocess.CompletedProcess`."""

    returncode: int
    stdout: str
    stderr: str


def run(root: Path, *arguments: str) -> Finished:
    """Run `guidance` in a project's folder, within this process: starting another takes two seconds."""
    if "build" in arguments:
        from tests.scanning import read_program_once  # noqa: PLC0415 (most tests scan nothing)

        read_program_once()
    given = environment()
    settings: dict[str, str | None] = {**dict.fromkeys(os.environ.keys() - given.keys()), **given}
    with contextlib.chdir(root):
        result = CliRunner(env=settings).invoke(main, arguments, catch_exceptions=False)
    return Finished(result.exit_code, result.stdout, result.stderr)


def run_alone(root: Path, *arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
    """Run the installed `guidance` in a project's folder, in a process that can be stopped after a while."""
    return subprocess.run(
        [GUIDANCE, *arguments],
        cwd=root,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
