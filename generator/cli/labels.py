"""`guidance labels`: the words of the site that are not content, for translators."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.cli.basics import BUILD_FAILED, checked_language, print_problems, project_option, project_root
from generator.content.content_files import LABELS, RELEASE, TRANSLATIONS
from generator.languages.translation_files import load_translations
from generator.outputs.label_files import label_texts, template_of_labels
from generator.outputs.write import update_files
from generator.site.build import read_settings


@click.command()
@project_option
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="CODE",
    callback=checked_language,
    help="A language to start, such as cy for Welsh. Those that are there are brought up to date anyway.",
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Default: translations/ in the project."
)
def labels(folder: Path | None, languages: tuple[str, ...], out: Path | None) -> None:
    """Write the list of all labels, and bring each language's file of labels up to date.

    Finished translations stay. Open a file with Poedit or Weblate, or in a text editor.

    \b
    Examples:
      guidance labels
      guidance labels --language cy
    """
    root = project_root(folder)
    known, problems = load_translations(root, root)
    if problems:
        print_problems(tuple(problems), "text")
        sys.exit(1)
    template = template_of_labels(
        dict.fromkeys((RELEASE, root)), Path(__file__).parents[1], read_settings(RELEASE)
    )
    codes = sorted({*known, *languages})
    texts = label_texts(template, root, codes)
    try:
        changed = update_files(texts, out or root / TRANSLATIONS)
    except OSError as error:
        click.echo(f"{error.strerror}: {error.filename}", err=True)
        sys.exit(BUILD_FAILED)
    for name in changed:
        click.echo(f"{name} written")
    unchanged = len(texts) - len(changed)
    click.echo(f"{len(template)} {LABELS}; {len(changed)} files written, {unchanged} unchanged")
