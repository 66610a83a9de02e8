"""Files for other programs: the wheel's contents, citation, hooks, dev container."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from tomllib import loads

import yaml
from hatchling.builders.wheel import WheelBuilder

from generator.basics.version import LOCKS

ROOT = Path(__file__).resolve().parents[1]
RELEASE = "generator/release"
RELEASED = ("case_studies", "content", "deploy", "schemas", "templates", "translations")
"""Folders of the release that the wheel contains, for overlays."""
FOR_DEVELOPERS = {"generator/README.md", f"{RELEASE}/templates/README.md"}

SCHEMA = "vendor.citation-file-format"
PROJECT = loads((ROOT / "pyproject.toml").read_text("utf-8"))


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def files_in(folder: str) -> set[str]:
    """The files in a folder that git tracks, and new ones that it does not ignore."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder]
    finished = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, encoding="utf-8")
    return {name for name in finished.stdout.split("\0") if (ROOT / name).is_file()}


def test_the_wheel_holds_the_program_and_the_guidance_and_no_pages_for_developers() -> None:
    found = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    guidance = {f"{RELEASE}/{name}" for folder in RELEASED for name in files_in(folder)}
    single = {f"{RELEASE}/{name}" for name in ("mkdocs.yml", *LOCKS)}
    wanted = files_in("generator") | guidance | single
    assert found == wanted - FOR_DEVELOPERS


def test_the_citation_fits_its_schema_and_names_the_version_of_today() -> None:
    checker = Path(sys.executable).with_name("check-jsonschema")
    command: list[str | Path] = [checker, "--builtin-schema", SCHEMA, ROOT / "CITATION.cff"]
    finished = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert finished.returncode == 0, finished.stdout + finished.stderr
    citation = yaml.safe_load(text_of("CITATION.cff"))
    assert citation["version"] == PROJECT["project"]["version"]
    assert citation["title"] == yaml.safe_load(text_of("content/site.yml"))["title"]
    assert citation["authors"][0]["name"] in text_of("LICENSE")


def test_hooks_run_what_is_installed_here() -> None:
    (repository,) = yaml.safe_load(text_of(".pre-commit-config.yaml"))["repos"]
    assert repository["repo"] == "local"
    known = {"guidance", *(re.split(r"\W", each)[0] for each in PROJECT["dependency-groups"]["dev"])}
    for hook in repository["hooks"]:
        assert hook["language"] == "system"
        assert hook["entry"].split()[0] in {f".venv/bin/{program}" for program in known}


def test_the_container_sets_itself_up_by_a_target_of_make() -> None:
    container = json.loads(text_of(".devcontainer/devcontainer.json"))
    program, target = container["postCreateCommand"].split()
    assert program == "make"
    assert re.search(rf"^{target}:", text_of("Makefile"), re.MULTILINE)
