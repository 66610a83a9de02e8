"""Which release is installed: told by version and digest, and compared by both."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.basics.version import content_digest, is_installed, program_version, release_name
from generator.cli import main
from tests.wheel import ROOT, run_program


def told(*arguments: str) -> str:
    outcome = CliRunner().invoke(main, arguments)
    assert outcome.exit_code == 0, outcome.output
    return outcome.output


def test_two_lines_name_program_content_and_release() -> None:
    assert re.fullmatch(
        rf"guidance {re.escape(release_name())}\nprogram [0-9a-f]{{40}}, content [0-9a-f]{{40}}\n",
        told("--version"),
    )
    assert told("version") == told("--version")


def test_the_same_for_programs() -> None:
    facts = json.loads(told("version", "--format", "json"))
    assert facts["release"] == release_name()
    assert facts["program"]["version"] == facts["content"]["version"] == program_version()
    assert facts["content"]["digest"] == content_digest(ROOT)


def test_a_release_is_known_by_its_digest_where_it_is_named() -> None:
    assert is_installed(release_name())
    assert is_installed(program_version())
    assert not is_installed(f"{program_version()}+000000000000")
    assert not is_installed("0.0.9")


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        ({"content/site.yml": b"title: A\r\n"}, True),
        ({"content/.site.yml.swp": b"x"}, True),
        ({"content/site.yml": b"title: B\n"}, False),
        ({"case_studies/new.yml": b""}, False),
        ({"README.md": b"no content"}, True),
    ],
)
def test_a_digest_changes_with_what_readers_read(
    tmp_path: Path, change: dict[str, bytes], is_same: bool
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "case_studies").mkdir()
    (tmp_path / "content/site.yml").write_bytes(b"title: A\n")
    before = content_digest(tmp_path)
    for name, data in change.items():
        (tmp_path / name).write_bytes(data)
    assert (content_digest(tmp_path) == before) is is_same


@pytest.mark.slow
def test_a_wheel_has_the_digests_of_its_checkout(installed: Path) -> None:
    assert run_program(installed, "version", "--format", "json") == told("version", "--format", "json")
