"""What every command needs: which project it works on, and how problems are shown."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import Literal

import click

from generator.basics.addresses import read_site_address
from generator.basics.clock import MOMENT_VARIABLE, build_day
from generator.basics.disk import InUseError, explain, locked
from generator.basics.problem import Problem
from generator.checks.report import as_github, as_json, as_text
from generator.content.content_files import OVERLAY
from generator.content.model.fields import Visibility
from generator.languages.language import is_known
from generator.outputs.project import ADDRESS_VARIABLE, LANGUAGE_VARIABLE, Checked, repository_of

PROBLEMS, BUILD_FAILED = 1, 3
Format = Literal["text", "json", "github"]


def project_root(folder: Path | None) -> Path:
    root = folder or Path.cwd()
    if not (root / "content").is_dir():
        raise click.UsageError(
            f"there is no folder content/ in {root}. Run this in the project's own folder."
        )
    return root


def refuse_audience_without_overlay(root: Path, audience: Visibility | None) -> None:
    if audience is not None and not (root / OVERLAY).is_file():
        raise click.UsageError(f"--audience is for a copy with a file {OVERLAY}; all else is public")


project_option = click.option(
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder. Default: the current one.",
)


def _known_language(_context: click.Context, _option: click.Parameter, code: str) -> str:
    if code and not is_known(code):
        raise click.BadParameter(f"{code} is not the code of a language, such as cy for Welsh")
    return code


def checked_language(
    context: click.Context, option: click.Parameter, codes: tuple[str, ...]
) -> tuple[str, ...]:
    return tuple(_known_language(context, option, code) for code in codes)


language_option = click.option(
    "--language",
    envvar=LANGUAGE_VARIABLE,
    default="",
    metavar="CODE",
    callback=_known_language,
    help="The language to build in, such as cy for Welsh. Default: what the content says, else English.",
)


def print_problems(problems: tuple[Problem, ...], form: Format) -> None:
    if form == "json":
        click.echo(as_json(problems))
    elif form == "github":
        click.echo(as_github(problems), nl=bool(problems))
    elif problems:
        click.echo(as_text(problems))
        click.echo(_tally(problems), err=True)


def _tally(problems: tuple[Problem, ...]) -> str:
    """How many problems (errors) and warnings there are, in how many files."""
    files = len({problem.path for problem in problems})
    warnings = sum(problem.severity == "warning" for problem in problems)
    kinds = {"problem": len(problems) - warnings, "warning": warnings}
    counts = " and ".join(_counted(number, noun) for noun, number in kinds.items() if number)
    return f"{counts} in {_counted(files, 'file')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def stop_on_problems(checked: Checked) -> None:
    print_problems(checked.problems, "text")
    if checked.library is None:
        click.echo("Nothing was written.", err=True)
        sys.exit(PROBLEMS)


def keep_others_away(folder: Path) -> None:
    """Lock a folder until the command ends. Exits if another command has locked it."""
    try:
        click.get_current_context().with_resource(locked(folder.absolute()))
    except InUseError:
        click.echo(f"Another build is under way: {folder} is in use. Wait until it is done.", err=True)
        sys.exit(BUILD_FAILED)
    except OSError as error:
        click.echo(explain(error, folder), err=True)
        sys.exit(BUILD_FAILED)


def today() -> date:
    """The day that this run is for. Exits with wrong use if the environment sets an invalid one."""
    day = build_day(os.environ)
    if day is None:
        raise click.UsageError(
            f"{MOMENT_VARIABLE} has to be a whole number of seconds since 1970, and is: "
            f"{os.environ[MOMENT_VARIABLE]!r}"
        )
    return day


def repository() -> str:
    return repository_of(os.environ)


def site_address() -> str:
    """The web address of the site, ending in a slash; empty if the environment sets none."""
    address = read_site_address(os.environ.get(ADDRESS_VARIABLE, ""))
    if address is None:
        raise click.UsageError(
            f"{ADDRESS_VARIABLE} is not the web address of a site, such as https://example.org/guidance/"
        )
    return address
