"""What every command needs: which project it works on, and how problems are shown."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

import click

from generator.basics.addresses import read_site_address
from generator.basics.clock import MOMENT_VARIABLE, build_day
from generator.basics.disk import BuildError, explain, locked
from generator.basics.problem import Problem
from generator.basics.report import as_github, as_json, as_text
from generator.content.content_files import OVERLAY
from generator.content.model.fields import Visibility
from generator.languages.language import is_known
from generator.library.library import Library
from generator.outputs.project import (
    ADDRESS_VARIABLE,
    LANGUAGE_VARIABLE,
    Checked,
    WebAddresses,
    repository_of,
)
from generator.review.report import counted

PROBLEMS, BUILD_FAILED = 1, 3
Format = Literal["text", "json", "github"]

FOLDER = click.Path(file_okay=False, path_type=Path)
OLD_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
FILE = click.Path(dir_okay=False, path_type=Path)
OLD_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
"""The kinds of paths that options take. Old ones have to be there."""


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
    "root",
    type=OLD_FOLDER,
    callback=lambda _context, _option, folder: project_root(folder),
    help="The project's folder. Default: the current one.",
)
audience_option = click.option(
    "--audience", type=click.Choice(["public", "internal"]), help="As for `guidance build --audience`."
)


class _Language(click.ParamType[str]):
    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value and not is_known(value):
            self.fail(f"{value} is not the code of a language, such as cy for Welsh", param, ctx)
        return value


LANGUAGE = _Language()
language_option = click.option(
    "--language",
    envvar=LANGUAGE_VARIABLE,
    default="",
    metavar="CODE",
    type=LANGUAGE,
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
    counts = " and ".join(counted(number, noun) for noun, number in kinds.items() if number)
    return f"{counts} in {counted(files, 'file')}"


def stop_on_problems(checked: Checked, *, shows_warnings: bool = True) -> Library:
    """The library. Without one, the command ends."""
    if shows_warnings or checked.library is None:
        print_problems(checked.problems, "text")
    if checked.library is None:
        click.echo("Nothing was written.", err=True)
        sys.exit(PROBLEMS)
    return checked.library


@contextmanager
def failing(folder: Path, consequence: str = "") -> Iterator[None]:
    """End the command if something can't be built, or written to `folder`.

    `consequence`: what that leaves, in a sentence to say first.
    """
    try:
        yield
    except BuildError as error:
        reason = str(error)
    except OSError as error:
        reason = explain(error, folder)
    else:
        return
    click.echo(f"{consequence}\n{reason}".lstrip(), err=True)
    sys.exit(BUILD_FAILED)


def keep_others_away(folder: Path) -> None:
    """Lock a folder until the command ends, which is now if another command has locked it."""
    with failing(folder):
        click.get_current_context().with_resource(locked(folder.absolute()))


def today() -> date:
    """The day that this run is for. Exits with wrong use if the environment sets an invalid one."""
    day = build_day(os.environ)
    if day is None:
        raise click.UsageError(
            f"{MOMENT_VARIABLE} has to be a whole number of seconds since 1970, and is: "
            f"{os.environ[MOMENT_VARIABLE]!r}"
        )
    return day


def web_addresses(*, has_pdf: bool = False) -> WebAddresses:
    """Where the environment says that the project is."""
    site = read_site_address(os.environ.get(ADDRESS_VARIABLE, ""))
    if site is None:
        raise click.UsageError(
            f"{ADDRESS_VARIABLE} is not the web address of a site, such as https://example.org/guidance/"
        )
    return WebAddresses(repository_of(os.environ), site, has_pdf)
