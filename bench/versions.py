"""This project as it is, and as it was at another revision, as programs to be timed.

Each version builds a library of its own, with its own content, templates and settings.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.library import ROOT
from bench.rivals import Command

OURS = "this project"
_PROGRAM = "from generator.cli import main; main()"


@dataclass(frozen=True)
class Version:
    name: str
    code: Path
    """The folder with `generator/` and `bench/`."""


THIS = Version(OURS, ROOT)


@contextmanager
def checked_out(revision: str) -> Iterator[Version]:
    """Another revision of this repository, in a folder that is there as long as it is needed."""
    git = ("git", "-C", str(ROOT), "worktree")
    with TemporaryDirectory(prefix="guidance-revision-") as folder:
        code = Path(folder) / "code"
        subprocess.run([*git, "add", "--quiet", "--detach", code, revision], check=True)
        try:
            _register_plugins(code)
            yield Version(revision, code)
        finally:
            subprocess.run([*git, "remove", "--force", code], check=True)


def _register_plugins(code: Path) -> None:
    """Let MkDocs find the plugin where this revision has it, not where the installed one has."""
    project = tomllib.loads((code / "pyproject.toml").read_text("utf-8"))["project"]
    about = code / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n", "utf-8")
    groups = project.get("entry-points", {}).items()
    lines = (
        f"[{group}]\n" + "".join(f"{name} = {at}\n" for name, at in own.items()) for group, own in groups
    )
    (about / "entry_points.txt").write_text("\n".join(lines), "utf-8")


class Builder:
    """One version with a library of made-up case studies."""

    def __init__(self, version: Version, folder: Path, size: int) -> None:
        self.name, self.project = version.name, folder
        self._environment = {"PYTHONPATH": str(version.code)}
        make = (sys.executable, "-m", "bench.library", str(size), str(folder))
        subprocess.run(make, check=True, cwd=version.code, env=os.environ | self._environment)
        cases = sorted((folder / "case_studies").glob("*.yml"))
        self.edited = next((path for path in cases if path.stem.startswith("made-up")), cases[0])

    @property
    def site(self) -> Path:
        return self.project / "site"

    def from_nothing(self) -> Command:
        made = (path for path in (self.project / "docs").iterdir() if path.name != ".gitignore")
        return self._build("from nothing", (self.project / ".cache", self.site, *made))

    def unchanged(self) -> Command:
        return self._build("again, nothing changed")

    def edit_one(self, number: int) -> Command:
        """A build after one sentence of a case study was changed."""
        said, before = r'(how: (?:"|\|\n +)?)', r"(?:\(edit \d+\) )?"
        text = self.edited.read_text("utf-8")
        self.edited.write_text(re.sub(said + before, rf"\1(edit {number}) ", text, count=1), "utf-8")
        return self._build("again, one case study changed")

    def _build(self, how: str, removed_first: tuple[Path, ...] = ()) -> Command:
        build = ("build", "--profile", "--project", str(self.project), "--site-dir", str(self.site))
        command = (sys.executable, "-c", _PROGRAM, *build)
        return Command(f"{self.name} {how}", command, self.project, removed_first, self._environment)
