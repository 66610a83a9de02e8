"""`guidance review`: a pull request as one report, on any forge or none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from generator.checks.personal_data import reasons_by_line
from generator.cli.basics import PROBLEMS, project_option, project_root
from generator.content.load import read_lines
from generator.review.comparison import compare_projects
from generator.review.report import CONTENT, review_as_markdown, review_as_text
from generator.review.report import review as review_of
from generator.review.revision import changed_files, find_commit, find_common_ancestor, open_version


@click.command()
@project_option
@click.argument("base")
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True)
def review(folder: Path | None, base: str, form: str) -> None:
    """Report on the changes since BASE, the branch that they are to go into.

    What stands in the way, possible personal data, what to look at, what changes for readers. Changes
    that are not yet committed take part.

    \b
    Examples:
      guidance review main
      guidance review origin/main --format markdown > report.md
    """
    root = project_root(folder)
    tip = find_commit(root, base)
    if tip is None:
        raise click.UsageError(f"{base} is not a revision that git knows here.")
    # What came to the base meanwhile is none of this pull request's doing.
    start = find_common_ancestor(root, tip, "HEAD") or tip
    with open_version(root, start) as old_root:
        comparison = compare_projects(old_root, root, root)
        changed = changed_files(root, start)
        found = review_of(comparison, changed, tuple(_new_reasons(old_root, root, changed)))
    click.echo(review_as_markdown(found) if form == "markdown" else review_as_text(found), nl=False)
    if comparison.difference is None or any(each.severity == "error" for each in comparison.problems):
        sys.exit(PROBLEMS)


def _new_reasons(old_root: Path, root: Path, changed: tuple[str, ...]) -> Iterator[str]:
    for path in changed:
        if path.startswith(CONTENT):
            known = set(reasons_by_line(read_lines(old_root, path)).values())
            for line, words in reasons_by_line(read_lines(root, path)).items():
                if words not in known:
                    yield f"{path}, line {line}"
