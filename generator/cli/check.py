"""`guidance check`: is the content all right?"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from generator.basics.problem import Problem
from generator.checks.rules import iter_missing_contact
from generator.cli.basics import (
    PROBLEMS,
    Format,
    audience_option,
    print_problems,
    project_option,
    refuse_audience_without_overlay,
    today,
)
from generator.content.model.fields import Visibility
from generator.library.freshness import find_groups
from generator.outputs.project import (
    Checked,
    check_project,
    count_content,
    measure_readability,
    repository_of,
)
from generator.review.report import as_list, as_warnings


@click.command()
@project_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@click.option(
    "--stale",
    is_flag=True,
    help="Also list reviews that are due, and what lacks evidence or a source. The exit status is the same.",
)
@audience_option
@click.option(
    "--readability",
    is_flag=True,
    help="Also say how old a reader has to be for the pages of each kind. The exit status is the same.",
)
def check(root: Path, form: Format, stale: bool, audience: Visibility | None, readability: bool) -> None:
    """Check all content and say everything that is wrong with it.

    \b
    Examples:
      guidance check
      guidance check --format json
      guidance check --stale
      guidance check --audience public
      guidance check --readability
    """
    if readability and form != "text":
        raise click.UsageError("--readability is a text for people: leave out --format")
    refuse_audience_without_overlay(root, audience)
    checked = check_project(root, audience=audience)
    # While there are mistakes, they come first.
    groups = find_groups(checked.library, today()) if stale and checked.library else ()
    listed = () if form == "text" else as_warnings(groups)
    problems = (*checked.problems, *_without_contact(checked))
    print_problems((*problems, *listed), form)
    if checked.library is None:
        sys.exit(PROBLEMS)
    if form == "text" and stale:
        click.echo(as_list(groups))
    elif form == "text":
        click.echo("No errors: a warning stops nothing." if problems else "No problems found.")
        click.echo(count_content(checked.library))
    if readability:
        click.echo(measure_readability(checked, root))


def _without_contact(checked: Checked) -> Iterator[Problem]:
    """Only here: whoever builds the site can't be expected to know who runs it."""
    if checked.library is not None:
        yield from iter_missing_contact(
            checked.library.site, checked.library.overlay, repository_of(os.environ)
        )
