"""The command line: exit statuses, help with examples, and messages instead of tracebacks."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.conftest import Guidance, MakeProject

COMMANDS = {
    "check": ["check"],
    "render": ["render"],
    "build": ["build"],
    "serve": ["serve"],
    "new case-study": ["new", "case-study"],
    "schema": ["schema"],
}
BROKEN = {"content/roles/cnio.yml": "title: Nurse\norder: first\n"}


def every_command(group: click.Group = main, above: str = "") -> set[str]:
    found = set()
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        way = f"{above} {name}".strip()
        found |= every_command(command, way) if isinstance(command, click.Group) else {way}
    return found


@pytest.mark.parametrize("name", sorted(every_command()))
def test_the_help_of_every_command_shows_examples(name: str) -> None:
    outcome = CliRunner().invoke(main, [*name.split(), "--help"])
    assert outcome.exit_code == 0
    lines = [line.strip() for line in outcome.output.splitlines()]
    examples = lines[lines.index("Examples:") + 1 :]
    assert examples[0].startswith(f"guidance {name}")


def test_the_help_lists_every_command() -> None:
    outcome = CliRunner().invoke(main, ["-h"])
    assert outcome.exit_code == 0
    for name in every_command():
        assert f"  {name.split()[0]} " in outcome.output


def test_content_without_a_mistake_is_status_0(project: MakeProject, guidance: Guidance) -> None:
    outcome = guidance(project({}), "check")
    assert outcome.exit_code == 0
    assert outcome.stdout.startswith("No problems found.\n")
    assert outcome.stderr == ""


@pytest.mark.parametrize("command", ["check", "render", "build", "serve"])
def test_a_mistake_in_the_content_is_status_1(project: MakeProject, guidance: Guidance, command: str) -> None:
    root = project(BROKEN)
    outcome = guidance(root, command)
    assert outcome.exit_code == 1
    assert "content/roles/cnio.yml:2:8: error:" in outcome.stdout
    assert outcome.stderr.splitlines()[0] == "5 problems in 1 file"
    assert not (root / "docs").exists()
    assert not (root / "site").exists()


WRONG_USE = {
    "an unknown command": ["bild"],
    "an unknown option": ["check", "--formt", "json"],
    "an unknown format": ["check", "--format", "xml"],
    "a folder that is not there": ["check", "--project", "nowhere"],
    "no name for the case study": ["new", "case-study"],
    "a name that can't be an identifier": ["new", "case-study", "My Trust"],
    "a name that leads elsewhere": ["new", "case-study", "../x"],
}


@pytest.mark.parametrize("arguments", WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use_is_status_2(
    project: MakeProject, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    root = project({})
    monkeypatch.chdir(root)
    before = sorted(root.rglob("*"))
    outcome = CliRunner().invoke(main, arguments)
    assert outcome.exit_code == 2
    assert outcome.stdout == ""
    assert "Usage: " in outcome.stderr
    assert "Error: " in outcome.stderr
    assert sorted(root.rglob("*")) == before


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_folder_that_is_no_project_is_wrong_use(tmp_path: Path, command: list[str]) -> None:
    slug = ["x"] if command[0] == "new" else []
    outcome = CliRunner().invoke(main, [*command, *slug, "--project", str(tmp_path)])
    assert outcome.exit_code == 2
    assert "there is no folder content/" in outcome.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["build", "serve"])
def test_what_mkdocs_can_not_build_is_status_3(
    project: MakeProject, guidance: Guidance, command: str
) -> None:
    outcome = guidance(project({}), command)
    assert outcome.exit_code == 3
    assert "There is no mkdocs.yml in" in outcome.stderr


def test_a_folder_with_other_things_is_left_alone(
    project: MakeProject, guidance: Guidance, tmp_path: Path
) -> None:
    precious = tmp_path / "letters" / "letter.txt"
    precious.parent.mkdir()
    precious.write_text("x", "utf-8")
    root = project({})
    outcome = guidance(root, "render", "--out", str(precious.parent))
    assert outcome.exit_code == 3
    assert "holds other things than generated pages" in outcome.stderr
    assert guidance(root, "render", "--out", str(root)).exit_code == 3
    assert precious.read_text("utf-8") == "x"
    assert (root / "content" / "site.yml").is_file()


def test_a_folder_that_can_not_be_made_is_named(
    project: MakeProject, guidance: Guidance, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    outcome = guidance(project({}), "render", "--out", str(tmp_path / "file" / "docs"))
    assert outcome.exit_code == 3
    assert str(tmp_path / "file") in outcome.stderr


def test_a_second_run_writes_nothing(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    first, second = guidance(root, "render"), guidance(root, "render")
    files = sum(path.is_file() for path in (root / "docs").rglob("*"))
    assert first.stdout == f"{files} written, 0 unchanged, 0 removed\n"
    assert second.stdout == f"0 written, {files} unchanged, 0 removed\n"


def test_a_page_that_is_no_more_is_removed(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    guidance(root, "render")
    (root / "case_studies" / "valley.yml").unlink()
    outcome = guidance(root, "render")
    assert outcome.exit_code == 0
    assert not (root / "docs" / "case-studies" / "valley.md").exists()
    assert (root / "docs" / "case-studies" / "coast.md").exists()


def test_json_is_printed_and_nothing_else(project: MakeProject, guidance: Guidance) -> None:
    outcome = guidance(project(BROKEN), "check", "--format", "json")
    problems = json.loads(outcome.stdout)
    assert {problem["path"] for problem in problems} == {"content/roles/cnio.yml"}
    assert outcome.stderr == ""


def test_annotations_of_content_without_a_mistake_are_no_text(
    project: MakeProject, guidance: Guidance
) -> None:
    assert guidance(project({}), "check", "--format", "github").output == ""


def test_json_of_content_without_a_mistake_is_an_empty_list(project: MakeProject, guidance: Guidance) -> None:
    assert json.loads(guidance(project({}), "check", "--format", "json").output) == []


def test_what_is_due_for_review_is_listed_without_changing_the_status(
    project: MakeProject, guidance: Guidance
) -> None:
    root = project({})
    path = root / "case_studies" / "coast.yml"
    path.write_text(path.read_text("utf-8").replace("2099-01-02", "2026-01-03"), "utf-8")
    outcome = guidance(root, "check", "--stale")
    assert outcome.exit_code == 0
    line = "- case_studies/coast.yml: A hospital on the coast, review by 3 January 2026"
    assert f"Overdue: 1\n{line}\n" in outcome.stdout
    assert "valley" not in outcome.stdout
    assert "coast" not in guidance(root, "check").stdout


def test_a_new_guide_is_one_as_it_is(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    outcome = guidance(root, "new", "guide", "our-on-call")
    assert outcome.exit_code == 0
    assert "content/pages/our-on-call.md" in outcome.output
    assert guidance(root, "check").exit_code == 0
    before = (root / "content/pages/our-on-call.md").read_text("utf-8")
    assert "title: Our on call\n" in before
    assert guidance(root, "new", "guide", "our-on-call").exit_code == 2
    assert guidance(root, "new", "guide", "Our guide").exit_code == 2
    assert (root / "content/pages/our-on-call.md").read_text("utf-8") == before


def test_a_new_case_study_never_replaces_a_file(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    first = guidance(root, "new", "case-study", "hill")
    assert (first.exit_code, first.stdout.splitlines()[0]) == (0, "Written: case_studies/hill.yml")
    written = (root / "case_studies" / "hill.yml").read_bytes()
    second = guidance(root, "new", "case-study", "hill")
    assert second.exit_code == 2
    assert "exists already" in second.stderr
    assert (root / "case_studies" / "hill.yml").read_bytes() == written


@pytest.mark.slow
def test_many_mistakes_of_a_kind_are_counted(project: MakeProject, guidance: Guidance) -> None:
    links = "\n\n".join(["[a](b) " * 1_000] * 6)
    root = project({})
    page = root / "content" / "pages" / "small-steps.md"
    page.write_text(f"{page.read_text('utf-8')}\n{links}\n", "utf-8")
    result = guidance(root, "check", "--format", "json")
    assert result.exit_code == 1
    *shown, last = json.loads(result.output)
    assert [each["code"] for each in shown] == ["unknown-link-kind"] * 50
    assert (last["code"], last["message"]) == ("more-alike", "and 5,950 more like this in this file")
    assert (last["line"], last["column"]) == (12, 355)


def test_too_little_memory_is_said_in_a_sentence(
    project: MakeProject, guidance: Guidance, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("generator.cli.review.check_project", fail)
    result = guidance(project({}), "check")
    assert result.exit_code == 3
    assert result.stderr.startswith("Error: There is not enough memory.")
