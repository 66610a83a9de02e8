"""`guidance review` and `guidance diff`: a pull request as one report, and what changes for readers."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from generator.basics.problem import Problem
from generator.checks.personal_data import reasons_by_line
from generator.cli.basics import PROBLEMS, print_problems, project_option, project_root
from generator.content.content_files import OVERLAY
from generator.content.load import is_overlay, read_lines
from generator.review.comparison import Comparison, compare_projects
from generator.review.formats import as_json, as_page, as_text, outline
from generator.review.report import CONTENT, review_as_markdown, review_as_text
from generator.review.report import review as review_of
from generator.review.revision import (
    RevisionError,
    changed_files,
    find_commit,
    find_common_ancestor,
    open_version,
)
from generator.review.upgrade import Upgrade, outline_upgrade, upgrade_of


@click.command()
@project_option
@click.argument("old")
@click.argument("new")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True
)
@click.option(
    "--overlay",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with a copy of its own: say first what of it the changes concern.",
)
def diff(folder: Path | None, old: str, new: str, form: str, overlay: Path | None) -> None:
    """Say what changes for readers from OLD to NEW: each a project's folder, a git revision, a release
    as a wheel (.whl), or the word installed for the release that is installed.

    Only what is published is compared. Files of NEW with mistakes take part as they are in OLD,
    and their mistakes are listed.

    \b
    Examples:
      guidance diff main .
      guidance diff v1.0 v1.1 --format html > changes.html
      guidance diff ../last-year/guidance . --format json
      guidance diff installed new-release.whl --overlay .
    """
    root = project_root(folder or overlay)
    try:
        with ExitStack() as stack:
            old_root = stack.enter_context(open_version(root, old))
            new_root = stack.enter_context(open_version(root, new))
            comparison = compare_projects(old_root, new_root, root)
            errors = _errors(comparison.problems)
            upgrade = _upgrade(overlay, old_root, new_root, comparison)
            if form == "text":
                print_problems(_errors(comparison.old_problems), "text")
                print_problems(errors, "text")
    except RevisionError as error:
        raise click.UsageError(str(error)) from None
    _print(comparison, upgrade, form, f"What changes from {old} to {new}")
    if errors and form != "text":
        click.echo(f"{new} has {len(errors)} mistakes: guidance check lists them.", err=True)
    if errors or comparison.difference is None:
        sys.exit(PROBLEMS)


def _errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems without warnings, which don't stop the content from being published."""
    return tuple(problem for problem in problems if problem.severity == "error")


def _upgrade(overlay: Path | None, old: Path, new: Path, comparison: Comparison) -> Upgrade | None:
    if overlay is None or comparison.difference is None:
        return None
    if not is_overlay(overlay):
        raise click.UsageError(f"{overlay} is no overlay: it has no {OVERLAY}.")
    upgrade = upgrade_of(overlay, old, new, comparison.difference)
    if upgrade is None:
        raise click.UsageError(
            f"{overlay} has mistakes already on the older release. Run guidance check there."
        )
    return upgrade


def _print(comparison: Comparison, upgrade: Upgrade | None, form: str, title: str) -> None:
    difference = comparison.difference
    first = outline_upgrade(upgrade) if upgrade else ()
    if form == "json":
        click.echo(as_json(difference, comparison.left_out, upgrade))
    elif difference is None:
        side = "older" if comparison.old_problems else "newer"
        click.echo(f"The two can't be compared until the mistakes in the {side} one are gone.", err=True)
    elif form == "html":
        click.echo(as_page(title, (*first, *outline(difference))), nl=False)
    else:
        click.echo(as_text((*first, *outline(difference))) or "Nothing changes for readers.")
        for path in comparison.left_out:
            click.echo(f"Left out until its mistakes are gone: {path}")


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
    # Changes to the base since the branch began are not part of the pull request.
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
