"""`guidance check`, `diff`, `review` and `upgrade`: is the content all right, and what changes?"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from generator.basics.disk import explain
from generator.basics.problem import Problem
from generator.basics.version import RELEASE, program_version
from generator.checks.personal_data import reasons_by_line
from generator.checks.rules import iter_missing_contact
from generator.cli.basics import (
    OLD_FILE,
    OLD_FOLDER,
    PROBLEMS,
    Format,
    audience_option,
    print_problems,
    project_option,
    project_root,
    refuse_audience_without_overlay,
    today,
)
from generator.content.content_files import OVERLAY
from generator.content.load import is_overlay, read_lines
from generator.content.model.fields import Visibility
from generator.library.freshness import find_groups
from generator.outputs.project import (
    Checked,
    check_project,
    count_content,
    measure_readability,
    repository_of,
)
from generator.review import report, versions
from generator.review.changes import Comparison, compare_projects
from generator.review.upgrade import Upgrade, upgrade_of


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
    listed = () if form == "text" else report.as_warnings(groups)
    problems = (*checked.problems, *_without_contact(checked))
    print_problems((*problems, *listed), form)
    if checked.library is None:
        sys.exit(PROBLEMS)
    if form == "text" and stale:
        click.echo(report.as_list(groups))
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


_RELEASE_LINE = re.compile(r"""(?m)^release:[ \t]*(?:"[^"\n]*"|'[^'\n]*'|[^\s#]+)?""")


@click.command()
@click.option("--project", "folder", type=OLD_FOLDER, help="The project's folder. Default: the current one.")
@click.argument("old")
@click.argument("new")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True
)
@click.option(
    "--overlay",
    type=OLD_FOLDER,
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
            old_root = stack.enter_context(versions.open_version(root, old))
            new_root = stack.enter_context(versions.open_version(root, new))
            comparison = compare_projects(old_root, new_root, root)
            errors = _errors(comparison.problems)
            upgrade = _upgrade(overlay, old_root, new_root, comparison)
            if form == "text":
                print_problems(_errors(comparison.old_problems), "text")
                print_problems(errors, "text")
    except versions.VersionError as error:
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
    _refuse_what_is_no_copy(overlay)
    upgrade = upgrade_of(overlay, old, new, comparison.difference)
    if upgrade is None:
        raise click.UsageError(
            f"{overlay} has mistakes already on the older release. Run guidance check there."
        )
    return upgrade


def _refuse_what_is_no_copy(root: Path) -> None:
    if not is_overlay(root):
        raise click.UsageError(f"{root} is no copy of the guidance: it has no {OVERLAY}.")


def _print(comparison: Comparison, upgrade: Upgrade | None, form: str, title: str) -> None:
    difference = comparison.difference
    if form == "json":
        click.echo(report.as_json(difference, comparison.left_out, upgrade))
    elif difference is None:
        side = "older" if comparison.old_problems else "newer"
        click.echo(f"The two can't be compared until the mistakes in the {side} one are gone.", err=True)
    elif form == "html":
        click.echo(report.as_page(title, report.describe(difference, upgrade, "markdown")), nl=False)
    else:
        click.echo(report.describe(difference, upgrade), nl=False)
        for path in comparison.left_out:
            click.echo(f"Left out until its mistakes are gone: {path}")


@click.command()
@project_option
@click.argument("base")
@click.option("--format", "form", type=click.Choice(["text", "markdown"]), default="text", show_default=True)
def review(root: Path, base: str, form: str) -> None:
    """Report on the changes since BASE, the branch that they are to go into.

    What stands in the way, possible personal data, what to look at, what changes for readers. Changes
    that are not yet committed take part.

    \b
    Examples:
      guidance review main
      guidance review origin/main --format markdown > report.md
    """
    tip = versions.find_commit(root, base)
    if tip is None:
        raise click.UsageError(f"{base} is not a revision that git knows here.")
    # Changes to the base since the branch began are not part of the pull request.
    start = versions.find_common_ancestor(root, tip, "HEAD") or tip
    with versions.open_version(root, start) as old_root:
        comparison = compare_projects(old_root, root, root)
        changed = versions.changed_files(root, start)
        reasons = tuple(_new_reasons(old_root, root, changed))
    click.echo(report.review(comparison, changed, reasons, form), nl=False)
    if comparison.difference is None or any(each.severity == "error" for each in comparison.problems):
        sys.exit(PROBLEMS)


def _new_reasons(old_root: Path, root: Path, changed: tuple[str, ...]) -> Iterator[str]:
    for path in changed:
        if path.startswith(report.CONTENT):
            known = set(reasons_by_line(read_lines(old_root, path)).values())
            for line, words in reasons_by_line(read_lines(root, path)).items():
                if words not in known:
                    yield f"{path}, line {line}"


@click.command()
@project_option
@click.argument("wheel", type=OLD_FILE)
@click.option("--yes", is_flag=True, help="Do not ask.")
def upgrade(root: Path, wheel: Path, yes: bool) -> None:
    """Take the release in the file WHEEL into a copy: say what it changes, ask, and change the copy.

    The file goes into vendor/, and `release` in content/overlay.yml, requirements.txt and
    requirements-pdf.txt then name it. Nothing is installed: the last line says how.

    \b
    Examples:
      guidance upgrade ~/Downloads/clinical_informatics_guidance-0.2.0-py3-none-any.whl
      guidance upgrade new.whl --yes
    """
    _refuse_what_is_no_copy(root)
    try:
        name = _report(root, wheel)
        if not yes:
            click.confirm(f"Take {name} into this copy?", abort=True)
        versions.vendor(wheel, root)
    except versions.VersionError as error:
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
        held = versions.vendored_wheel(root)
        old = stack.enter_context(versions.open_wheel(held)).release if held else RELEASE
        new = stack.enter_context(versions.open_wheel(wheel))
        comparison = compare_projects(old, new.release, root)
        if comparison.difference is None:
            raise versions.VersionError(f"The guidance in {wheel} has mistakes. Ask whoever published it.")
        _print(comparison, _upgrade(root, old, new.release, comparison), "text", "")
        return new.name


def _name_release(overlay: Path, name: str) -> None:
    text = overlay.read_bytes().decode("utf-8")
    changed, count = _RELEASE_LINE.subn(f'release: "{name}"', text, count=1)
    if count:
        overlay.write_bytes(changed.encode())
        click.echo(f"{OVERLAY} names {name} now.")
    else:
        click.echo(f'Write this into {OVERLAY} yourself: release: "{name}"')
