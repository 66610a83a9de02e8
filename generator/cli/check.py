"""`guidance check`: is the content all right?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.basics import (
    PROBLEMS,
    Format,
    print_problems,
    project_option,
    project_root,
    today,
)
from generator.counts import count_content
from generator.freshness import overdue
from generator.project import check_project


@click.command()
@project_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@click.option(
    "--stale", is_flag=True, help="Also list what is due for review. It does not change the exit status."
)
def check(folder: Path | None, form: Format, stale: bool) -> None:
    """Check all content and say everything that is wrong with it.

    \b
    Examples:
      guidance check
      guidance check --format json
      guidance check --stale
    """
    root = project_root(folder)
    checked = check_project(root)
    print_problems(checked.problems, form, root)
    if checked.library is None:
        sys.exit(PROBLEMS)
    if form == "text":
        click.echo("No errors: a warning stops nothing." if checked.problems else "No problems found.")
        click.echo(count_content(checked.library))
    if stale:
        for line in overdue(checked.library, today()):
            click.echo(line)
