"""Workflows are safe to run for anybody's pull request, and valid for the forge."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").iterdir())
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "custom.github-workflows-require-timeout": WORKFLOWS,
    "vendor.github-issue-forms": FORMS,
    "vendor.github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
    "vendor.dependabot": [GITHUB / "dependabot.yml"],
}
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+")
MAY_WRITE = {
    ("publish.yml", "deploy", "pages"),
    ("publish.yml", "deploy", "id-token"),
    *(("release.yml", "publish", scope) for scope in ("contents", "id-token", "attestations")),
    ("reviews.yml", "issue", "issues"),
    ("comment.yml", "comment", "pull-requests"),
}
"""The only permissions that a job may have besides reading."""


def name_of(path: Path) -> str:
    return path.name


def load(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 (makes text only; `on` stays a word)


def run(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).with_name(program), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_zizmor_finds_nothing() -> None:
    """By its strictest rules, those of an auditor."""
    outcome = run("zizmor", "--offline", "--no-progress", "--persona", "auditor", GITHUB)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    steps = "    steps:\n      - run: echo ${{ github.head_ref }}\n"
    unsafe = f"on: pull_request_target\njobs:\n  x:\n    runs-on: x\n{steps}"
    (tmp_path / ".github" / "workflows").mkdir(parents=True)
    (tmp_path / ".github" / "workflows" / "x.yml").write_text(unsafe, "utf-8")
    assert run("zizmor", "--offline", "--no-progress", tmp_path).returncode > 10


@pytest.mark.parametrize(("schema", "paths"), SCHEMAS.items(), ids=SCHEMAS)
def test_every_file_fits_its_schema(schema: str, paths: list[Path]) -> None:
    outcome = run("check-jsonschema", "--builtin-schema", schema, *paths)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_every_action_is_pinned_by_its_commit_and_names_its_version(path: Path) -> None:
    lines = [
        line.strip().removeprefix("- ") for line in path.read_text("utf-8").splitlines() if "uses:" in line
    ]
    assert lines or path.name == "comment.yml"
    assert [line for line in lines if not PINNED.fullmatch(line)] == []


def test_one_action_has_one_version_everywhere() -> None:
    used = {line for path in WORKFLOWS for line in re.findall(PINNED, path.read_text("utf-8"))}
    assert len({line.partition("@")[0] for line in used}) == len(used)


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_a_workflow_has_no_secrets_and_only_reads(path: Path) -> None:
    text, workflow = path.read_text("utf-8"), load(path)
    assert "secrets." not in text
    assert not {"pull_request_target", "issue_comment"} & set(workflow["on"])
    if "workflow_run" in workflow["on"]:  # it follows a stranger's code, so it runs none
        steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
        assert [step["uses"] for step in steps if "uses" in step] == []
        assert not any(re.search(r"make|guidance|python|pip|checkout", step["run"]) for step in steps)
    assert set((workflow["permissions"] or {}).values()) <= {"read"}
    writes = {
        (path.name, name, scope)
        for name, job in workflow["jobs"].items()
        for scope, access in job.get("permissions", {}).items()
        if access != "read"
    }
    assert writes <= MAY_WRITE
    assert not (writes and "pull_request" in workflow["on"])
    checkouts = [
        step
        for job in workflow["jobs"].values()
        for step in job["steps"]
        if "checkout" in step.get("uses", "")
    ]
    assert {step["with"]["persist-credentials"] for step in checkouts} <= {"false"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_nothing_that_a_stranger_writes_becomes_part_of_a_command(path: Path) -> None:
    steps = [step for job in load(path)["jobs"].values() for step in job["steps"]]
    assert [step["run"] for step in steps if "${{" in step.get("run", "")] == []


GH = """#!/bin/sh
echo "$@" >> calls.txt
case "$2" in
  list) echo "$OPEN_ISSUE" ;;
  *) cp body.md "$2.md" ;;
esac
"""
"""Replaces GitHub's own program: notes its arguments, and keeps its input."""


@pytest.mark.skipif(os.name == "nt", reason="runs what GitHub runs on Linux")
@pytest.mark.parametrize(("number", "done"), [("", "create"), ("7", "edit")])
def test_one_issue_holds_what_is_overdue(tmp_path: Path, number: str, done: str) -> None:
    jobs = load(GITHUB / "workflows" / "reviews.yml")["jobs"]
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    programs = {
        ".venv/bin/guidance": "#!/bin/sh\nprintf 'Overdue: 1\\n- a.yml: A $(touch made) \"`B`\n'\n",
        "gh": GH,
    }
    for name, text in programs.items():
        (tmp_path / name).write_text(text, "utf-8")
        (tmp_path / name).chmod(0o755)
    given = {name: str(tmp_path / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    given |= {"PATH": f"{tmp_path}:{os.environ['PATH']}", "OPEN_ISSUE": number}

    def do(job: str, **variables: str) -> None:
        script = jobs[job]["steps"][-1]["run"]
        subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=given | variables, check=True)

    do("list")
    output = (tmp_path / "GITHUB_OUTPUT").read_text("utf-8")
    listed = output.removeprefix("overdue<<END-OF-LIST\n").removesuffix("\nEND-OF-LIST\n")
    do("issue", LIST=listed, TITLE=jobs["issue"]["env"]["TITLE"])
    assert '- a.yml: A $(touch made) "`B`' in (tmp_path / f"{done}.md").read_text("utf-8")
    last = (tmp_path / "calls.txt").read_text("utf-8").splitlines()[-1]
    assert last.startswith(f"issue {done} {number}".strip())
    assert not (tmp_path / "made").exists()


COMMENTING_GH = """#!/bin/sh
echo "$@" >> calls.txt
case "$*" in
  *pulls*) echo "$OPEN" ;;
  *paginate*) echo "$OLD" ;;
  *) cp comment.md sent.md ;;
esac
"""


@pytest.mark.skipif(os.name == "nt", reason="runs what GitHub runs on Linux")
@pytest.mark.parametrize(
    ("number", "old", "sent"),
    [
        ("7", "", "--method POST repos/a/b/issues/7/comments"),
        ("7", "99", "--method PATCH repos/a/b/issues/comments/99"),
        ("", "", ""),
    ],
)
def test_a_report_becomes_one_comment_that_calls_nobody(
    tmp_path: Path, number: str, old: str, sent: str
) -> None:
    script = load(GITHUB / "workflows" / "comment.yml")["jobs"]["comment"]["steps"][-1]["run"]
    (tmp_path / "gh").write_text(COMMENTING_GH, "utf-8")
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "report.md").write_bytes(
        b"# Report of @everybody \xff $(touch made)\n" + b"x" * 90_000
    )
    given = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "OPEN": number, "OLD": old, "GH_REPO": "a/b"}
    given |= {"HEAD": "someone:branch", "SHA": "0" * 40, "RUN_PAGE": "https://forge.test/runs/1"}
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=given, check=True)
    calls = (tmp_path / "calls.txt").read_text("utf-8")
    assert (sent in calls, (tmp_path / "sent.md").exists(), (tmp_path / "made").exists()) == (
        True,
        bool(sent),
        False,
    )
    if sent:
        text = (tmp_path / "sent.md").read_text("utf-8")
        assert text.startswith("<!-- report -->\n# Report of @\u2060everybody")
        assert "download **preview** at the foot of [this page](https://forge.test/runs/1)" in text
        assert len(text) < 65_536
