"""`guidance new`: start something from a commented template."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.basics import project_option, project_root, today
from generator.site.scaffold import new_case_study, new_overlay


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


@new.command("overlay")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", prompt="Whose copy is it? The name of your organisation", help="Whose copy it is.")
def overlay(folder: Path, name: str) -> None:
    """Make FOLDER a copy of the guidance that your own organisation can add to.

    It holds only what is yours; the guidance itself comes with this program.

    \b
    Examples:
      guidance new overlay our-guidance --name "Our organisation"
    """
    name = " ".join(name.split())
    if not name:
        raise click.UsageError("the copy needs a name: that of your organisation")
    try:
        outcome = new_overlay(folder, name, today())
    except OSError as error:
        raise click.UsageError(f"{error.strerror}: {error.filename}") from None
    if isinstance(outcome, str):
        raise click.UsageError(outcome)
    click.echo(f"Written: {folder}, with a README.md that says what is where.")
    click.echo(f"To build the site, go there (cd {folder}) and run: guidance build")
