"""`guidance new`: start something from a commented template."""

from __future__ import annotations

from pathlib import Path

import click

from generator.basics.disk import explain
from generator.basics.version import release_name
from generator.cli.basics import OLD_FILE, project_option, today
from generator.review.versions import VersionError, installed_wheel, open_wheel, vendor
from generator.site.scaffold import new_case_study, new_guide, new_overlay


@click.group()
def new() -> None:
    """Start something new from a commented template."""


@new.command("case-study")
@project_option
@click.argument("slug")
def case_study(root: Path, slug: str) -> None:
    """Write case_studies/SLUG.yml with every field explained. Never replaces a file.

    \b
    Examples:
      guidance new case-study large-rural-trust
    """
    _tell(root, new_case_study(root, slug, today()))


@new.command("guide")
@project_option
@click.argument("slug")
def guide(root: Path, slug: str) -> None:
    """Write content/pages/SLUG.md, the start of a guide in Markdown. Never replaces a file.

    \b
    Examples:
      guidance new guide our-on-call
    """
    _tell(root, new_guide(root, slug, today()))


def _tell(root: Path, outcome: Path | str) -> None:
    if isinstance(outcome, str):
        raise click.UsageError(outcome)
    click.echo(f"Written: {outcome.relative_to(root).as_posix()}")
    click.echo("Fill it in with any text editor, then run: guidance check")


@new.command("overlay")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", prompt="Whose copy is it? The name of your organisation", help="Whose copy it is.")
@click.option(
    "--wheel",
    type=OLD_FILE,
    help="The release that it is made from. Default: the file that this program was installed from.",
)
def overlay(folder: Path, name: str, wheel: Path | None) -> None:
    """Make FOLDER a copy of the guidance that your own organisation can add to.

    It holds what is yours, and the file of the release that it is installed from.

    \b
    Examples:
      guidance new overlay our-guidance --name "Our organisation"
    """
    name = " ".join(name.split())
    if not name:
        raise click.UsageError("the copy needs a name: that of your organisation")
    try:
        wheel = _same_release(wheel) if wheel else installed_wheel()
        outcome = new_overlay(folder, name, today())
        if isinstance(outcome, Path) and wheel:
            vendor(wheel, folder)
    except OSError as error:
        raise click.UsageError(explain(error, folder)) from None
    except VersionError as error:
        raise click.UsageError(str(error)) from None
    if isinstance(outcome, str):
        raise click.UsageError(outcome)
    click.echo(f"Written: {folder}, with a README.md that says what is where.")
    if not wheel:
        click.echo("The release itself is not in it yet. Once you have its file, go there and run:")
        click.echo("  guidance upgrade clinical_informatics_guidance-VERSION-py3-none-any.whl")
    click.echo(f"To build the site, go there (cd {folder}) and run: guidance build")


def _same_release(wheel: Path) -> Path:
    """The file, if it is of the release that is installed: no other can check the copy."""
    with open_wheel(wheel) as opened:
        if opened.name != release_name():
            raise VersionError(
                f"{wheel} is {opened.name}, and {release_name()} is installed. Install it first."
            )
    return wheel
