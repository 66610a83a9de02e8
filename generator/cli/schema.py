"""`guidance schema`: the JSON Schema files that editors' YAML language servers use."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.checks.schema import schema_texts
from generator.cli.basics import BUILD_FAILED, project_option, project_root, stop_on_problems
from generator.content.content_files import SCHEMAS
from generator.outputs.project import check_project
from generator.outputs.write import update_files


@click.command()
@project_option
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Default: schemas/ in the project."
)
def schema(folder: Path | None, out: Path | None) -> None:
    """Write what an editor needs to complete and check YAML files while somebody types.

    Run it after changing a field, or after adding a role, a recommendation or a word of the
    vocabulary. Files that are up to date are left as they are.

    \b
    Examples:
      guidance schema
      guidance schema --out /tmp/schemas
    """
    root = project_root(folder)
    checked = check_project(root)
    stop_on_problems(checked)
    if checked.library is not None:
        texts = schema_texts(checked.library.identities)
        try:
            changed = update_files(texts, out or root / SCHEMAS)
        except OSError as error:
            click.echo(f"{error.strerror}: {error.filename}", err=True)
            sys.exit(BUILD_FAILED)
        click.echo(f"{len(changed)} written, {len(texts) - len(changed)} unchanged")
