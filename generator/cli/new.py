"""`guidance new`: start something from a commented template."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.basics import project_option, project_root, today
from generator.scaffold import new_case_study


@click.group()
def new() -> None:
    """Start something new from a commented template."""


@new.command("case-study")
@project_option
@click.argument("slug")
def case_study(folder: Path | None, slug: str) -> None:
    """Write case_studies/SLUG.yml with every field explained. Never replaces a file.

    \b
    Examples:
      guidance new case-study large-rural-trust
    """
    root = project_root(folder)
    outcome = new_case_study(root, slug, today())
    if isinstance(outcome, str):
        raise click.UsageError(outcome)
    click.echo(f"Written: {outcome.relative_to(root).as_posix()}")
    click.echo("Fill it in with any text editor, then run: guidance check")
