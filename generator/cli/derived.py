"""`guidance schema` and `guidance labels`: files for other programs, made of what the project says."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from generator.checks.schema import schema_texts
from generator.cli.basics import (
    FOLDER,
    LANGUAGE,
    PROBLEMS,
    failing,
    print_problems,
    project_option,
    stop_on_problems,
)
from generator.content.content_files import LABELS, RELEASE, SCHEMAS, TRANSLATIONS
from generator.languages.translation_files import load_translations
from generator.outputs.label_files import label_texts, template_of_labels
from generator.outputs.project import check_project
from generator.outputs.write import update_files
from generator.site.build import read_settings


@click.command()
@project_option
@click.option("--out", type=FOLDER, help="Default: schemas/ in the project.")
def schema(root: Path, out: Path | None) -> None:
    """Write what an editor needs to complete and check YAML files while somebody types.

    Run it after changing a field, or after adding a role, a recommendation or a word of the
    vocabulary. Files that are up to date are left as they are.

    \b
    Examples:
      guidance schema
      guidance schema --out /tmp/schemas
    """
    texts = schema_texts(stop_on_problems(check_project(root)).identities)
    changed = _update(texts, out or root / SCHEMAS)
    click.echo(f"{len(changed)} written, {len(texts) - len(changed)} unchanged")


@click.command()
@project_option
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    type=LANGUAGE,
    help="A language to start, such as cy for Welsh. Those that are there are brought up to date anyway.",
)
@click.option("--out", type=FOLDER, help="Default: translations/ in the project.")
def labels(root: Path, languages: tuple[str, ...], out: Path | None) -> None:
    """Write the list of all labels, and bring each language's file of labels up to date.

    Finished translations stay. Open a file with Poedit or Weblate, or in a text editor.

    \b
    Examples:
      guidance labels
      guidance labels --language cy
    """
    known, problems = load_translations(root, root)
    if problems:
        print_problems(tuple(problems), "text")
        sys.exit(PROBLEMS)
    folders = dict.fromkeys((RELEASE, root))
    template = template_of_labels(folders, Path(__file__).parents[1], read_settings(RELEASE))
    texts = label_texts(template, root, sorted({*known, *languages}))
    changed = _update(texts, out or root / TRANSLATIONS)
    for name in changed:
        click.echo(f"{name} written")
    unchanged = len(texts) - len(changed)
    click.echo(f"{len(template)} {LABELS}; {len(changed)} files written, {unchanged} unchanged")


def _update(texts: Mapping[str, str], folder: Path) -> tuple[str, ...]:
    with failing(folder):
        return update_files(texts, folder)
