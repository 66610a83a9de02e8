"""The report on a pull request: an example branch with three mistakes and one good case study; hostile ones.

cases/review/input/                 the files that the example branch changes
cases/review/report.md, .txt        the report; annotations.github: the annotations of lines
"""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from tests.conftest import Guidance, MakeProject
from tests.repository import commit, git

EXAMPLE = Path(__file__).parent / "cases" / "review"
COMMANDS = {
    "report.md": ["review", "main", "--format", "markdown"],
    "report.txt": ["review", "main"],
    "annotations.github": ["check", "--format", "github"],
}
HILL = (EXAMPLE / "input" / "case_studies" / "hill.yml").read_text("utf-8")


def branch(root: Path) -> None:
    commit(root, "Start")
    git(root, "checkout", "--quiet", "-b", "example")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_example_branch(project: MakeProject, guidance: Guidance, name: str, update_golden: bool) -> None:
    root = project({})
    branch(root)
    copytree(EXAMPLE / "input", root, dirs_exist_ok=True)
    commit(root, "Add a case study")
    outcome = guidance(root, *COMMANDS[name])
    assert outcome.exit_code == 1
    if update_golden:
        (EXAMPLE / name).write_text(outcome.stdout, "utf-8")
    assert outcome.stdout == (EXAMPLE / name).read_text("utf-8")
    assert "a.nobody" not in outcome.stdout


def test_a_pull_request_without_mistakes_is_status_0(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    branch(root)
    assert "Nothing changes for readers" in guidance(root, "review", "main").stdout
    (root / "case_studies" / "hill.yml").write_text(HILL, "utf-8")
    outcome = guidance(root, "review", "main")  # not committed yet
    assert outcome.exit_code == 0
    assert "New case study: A hospital on a hill" in outcome.stdout
    assert "Share notes: 1 of 2 → 2 of 3 case studies" in outcome.stdout
    assert "It is anonymous" in outcome.stdout


def test_a_reworded_recommendation_asks_whether_case_studies_still_show_it(
    project: MakeProject, guidance: Guidance
) -> None:
    root = project({})
    theme = root / "content" / "themes" / "team-working.yml"
    branch(root)
    theme.write_text(
        theme.read_text("utf-8").replace("title: Share notes", "title: Share all notes"), "utf-8"
    )
    told = guidance(root, "review", "main").stdout
    assert "“Share all notes” says something else now. Do these case studies still show it?\n      " in told
    assert "Hold regular meetings” says" not in told


def test_nothing_of_a_case_study_that_may_name_somebody_is_shown(
    project: MakeProject, guidance: Guidance
) -> None:
    root = project({})
    branch(root)
    named = HILL.replace("Everybody writes", "Write to a.nobody@hill.example, who writes")
    (root / "case_studies" / "hill.yml").write_text(named, "utf-8")
    told = guidance(root, "review", "main").stdout
    assert "Possible personal data" in told
    assert "nobody@" not in told
    assert "Everything else that it says" not in told


def test_a_new_reason_for_what_looks_personal_is_pointed_at_and_not_repeated(
    project: MakeProject, guidance: Guidance
) -> None:
    root = project({})
    page = root / "content" / "pages" / "small-steps.md"
    branch(root)
    front = "---\n# not personal: 0300 123 0000 is the public number of a helpline\ntitle:"
    text = page.read_text("utf-8").replace("---\ntitle:", front).replace("Begin", "Call 0300 123 0000. Begin")
    page.write_text(text, "utf-8")
    outcome = guidance(root, "review", "main")
    assert outcome.exit_code == 0
    reason = "Is the reason good enough?\n      content/pages/small-steps.md, line 2\n"
    assert reason in outcome.stdout
    commit(root, "Add a number")
    assert "reason" not in guidance(root, "review", "HEAD").stdout


def test_what_came_to_the_base_meanwhile_is_not_reported(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    branch(root)
    (root / "case_studies" / "hill.yml").write_text(HILL, "utf-8")
    commit(root, "Add a case study")
    git(root, "checkout", "--quiet", "main")
    (root / "case_studies" / "coast.yml").unlink()
    commit(root, "Remove another")
    git(root, "checkout", "--quiet", "example")
    assert "coast" not in guidance(root, "review", "main").stdout


POWERFUL = {
    ".github/workflows/x.yml": "workflows",
    ".github/CODEOWNERS": "workflows",
    ".gitlab-ci.yml": "workflows",
    "templates/pages/role.md.j2": "templates",
    "mkdocs.yml": "configuration",
    "requirements/site.lock": "configuration",
    ".gitattributes": "configuration",
    "generator/library/library.py": "the program",
}


@pytest.mark.parametrize(("name", "kind"), POWERFUL.items(), ids=POWERFUL)
def test_a_text_together_with_what_has_power_is_flagged(
    project: MakeProject, guidance: Guidance, name: str, kind: str
) -> None:
    root = project({})
    branch(root)
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text("x", "utf-8")
    alone = guidance(root, "review", "main").stdout
    assert f"This changes {kind}" in alone
    (root / "case_studies" / "hill.yml").write_text(HILL, "utf-8")
    both = guidance(root, "review", "main").stdout
    assert f"This changes content and also {kind}" in both
    assert f"\n      {name}\n" in both


def test_the_report_fits_into_one_comment(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    branch(root)
    for number in range(110):
        text = HILL.replace("A hospital on a hill", f"{'<Hospital>' * 20} {number}")
        (root / "case_studies" / f"hill-{number}.yml").write_text(text, "utf-8")
    report = guidance(root, "review", "main", "--format", "markdown").stdout
    assert 60_000 < len(report) <= 65_536
    assert report.endswith("This is cut short here. `guidance diff` shows all of it.\n")


def test_markdown_of_the_report_is_text_only(project: MakeProject, guidance: Guidance) -> None:
    root = project({})
    branch(root)
    title = "'<script>x</script> [a](https://example.org) @team ![x](y) `x` | #1 * _z_'"
    (root / "case_studies" / "hill.yml").write_text(HILL.replace("A hospital on a hill", title), "utf-8")
    report = guidance(root, "review", "main", "--format", "markdown").stdout
    assert "<" not in report
    assert "](" not in report
    assert "https://" not in report
    assert "@" not in report


@pytest.mark.parametrize("base", ["nowhere", "--upload-pack=x", "main^{tree}", "", "main..example"])
def test_a_base_that_git_does_not_know_is_wrong_use(
    project: MakeProject, guidance: Guidance, base: str
) -> None:
    root = project({})
    branch(root)
    outcome = (
        guidance(root, "review", "--", base) if not base.startswith("-") else guidance(root, "review", base)
    )
    assert outcome.exit_code == 2
