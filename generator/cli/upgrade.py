"""`guidance upgrade`: take a newer release into a copy, once somebody has seen what it changes."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path

import click

from generator.basics.disk import explain
from generator.basics.version import RELEASE, program_version
from generator.cli.basics import project_option, project_root
from generator.content.content_files import OVERLAY
from generator.content.load import is_overlay
from generator.review.comparison import compare_projects
from generator.review.formats import as_text, outline
from generator.review.upgrade import outline_upgrade, upgrade_of
from generator.review.wheel import WheelError, open_wheel, vendor, vendored_wheel

_RELEASE_LINE = re.compile(r"""(?m)^release:[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^\s#]+)?""")


@click.command()
@project_option
@click.argument("wheel", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def upgrade(folder: Path | None, wheel: Path, yes: bool) -> None:
    """Take the release in the file WHEEL into a copy: say what it changes, ask, and change the copy.

    The file goes into vendor/, and `release` in content/overlay.yml, requirements.txt and
    requirements-pdf.txt then name it. Nothing is installed: the last line says how.

    \b
    Examples:
      guidance upgrade ~/Downloads/clinical_informatics_guidance-0.2.0-py3-none-any.whl
      guidance upgrade new.whl --yes
    """
    root = project_root(folder)
    if not is_overlay(root):
        raise click.UsageError(f"{root} is no copy of the guidance: it has no {OVERLAY}.")
    try:
        name = _report(root, wheel)
        if not yes:
            click.confirm(f"Take {name} into this copy?", abort=True)
        vendor(wheel, root)
    except WheelError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.ClickException(explain(error, root)) from None
    _name_release(root / OVERLAY, name)
    # pip leaves alone what has the same number, though it is another release.
    again = " --force-reinstall" if name.partition("+")[0] == program_version() else ""
    click.echo("Now install it, then build:")
    click.echo(f"  python -m pip install{again} --require-hashes -r requirements.txt")
    click.echo("  guidance build")


def _report(root: Path, wheel: Path) -> str:
    """Say what the new release changes. Returns its name."""
    with ExitStack() as stack:
        held = vendored_wheel(root)
        old = stack.enter_context(open_wheel(held)).release if held else RELEASE
        new = stack.enter_context(open_wheel(wheel))
        comparison = compare_projects(old, new.release, root)
        if comparison.difference is None:
            raise WheelError(f"The guidance in {wheel} has mistakes. Ask whoever published it.")
        found = upgrade_of(root, old, new.release, comparison.difference)
        if found is None:
            raise WheelError("This copy has mistakes already as it is. Run guidance check first.")
        sections = (*outline_upgrade(found), *outline(comparison.difference))
        click.echo(as_text(sections) or "Nothing changes for readers.")
        return new.name


def _name_release(overlay: Path, name: str) -> None:
    text = overlay.read_bytes().decode("utf-8")
    changed, count = _RELEASE_LINE.subn(f'release: "{name}"', text, count=1)
    if count:
        overlay.write_bytes(changed.encode())
        click.echo(f"{OVERLAY} names {name} now.")
    else:
        click.echo(f'Write this into {OVERLAY} yourself: release: "{name}"')
