"""The command line: `guidance check`, `render`, `build`, `serve` and `new`. The only module that prints.

Exit status: 0 fine, 1 problems in the content, 2 wrong use, 3 the build or publish failed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import click

from generator.counts import count_content
from generator.freshness import overdue
from generator.pages.page import Page
from generator.problem import Problem
from generator.project import REPOSITORY_VARIABLE, Checked, Rendered, check_project, render_project
from generator.report import as_github, as_json, as_text
from generator.scaffold import new_case_study
from generator.site import BuildError, build_site, serve_site
from generator.write import ForeignFolderError

PROBLEMS, BUILD_FAILED = 1, 3
Format = Literal["text", "json", "github"]


def _root(folder: Path | None) -> Path:
    root = folder or Path.cwd()
    if not (root / "content").is_dir():
        raise click.UsageError(
            f"there is no folder content/ in {root}. Run this in the project's own folder."
        )
    return root


project_option = click.option(
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder. Default: the current one.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="clinical-informatics-guidance", prog_name="guidance")
def main() -> None:
    """Build the clinical informatics guidance site from its YAML and Markdown content.

    \b
    Examples:
      guidance check                    is the content all right?
      guidance build                    build the site into site/
      guidance serve                    see the site while you edit
      guidance new case-study my-trust  start a case study
    """


@main.command()
@project_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True
)
@click.option(
    "--stale", is_flag=True, help="Also list what is due for review. It does not change the exit status."
)
def check(folder: Path | None, form: Format, stale: bool) -> None:
    """Check all content and say everything that is wrong with it.

    \b
    Examples:
      guidance check
      guidance check --format json
      guidance check --stale
    """
    root = _root(folder)
    checked = check_project(root)
    _print_problems(checked.problems, form, root)
    if checked.library is None:
        sys.exit(PROBLEMS)
    if form == "text":
        click.echo(count_content(checked.library))
    if stale:
        for line in overdue(checked.library, _today()):
            click.echo(line)


@main.command()
@project_option
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Default: docs/ in the project."
)
def render(folder: Path | None, out: Path | None) -> None:
    """Write the Markdown folder that MkDocs builds from, and nothing else.

    \b
    Examples:
      guidance render
      guidance render --out /tmp/markdown
    """
    root = _root(folder)
    rendered = _rendered(root, out or root / "docs")
    if rendered.written is not None:
        written = rendered.written
        click.echo(f"{written.written} written, {written.unchanged} unchanged, {written.removed} removed")


@main.command()
@project_option
@click.option(
    "--site-dir", type=click.Path(file_okay=False, path_type=Path), help="Default: site/ in the project."
)
def build(folder: Path | None, site_dir: Path | None) -> None:
    """Check, render, build, check the result, and only then replace the last site.

    \b
    Examples:
      guidance build
      guidance build --site-dir /srv/www/guidance
    """
    root = _root(folder)
    _rendered(root, root / "docs")
    target = (site_dir or root / "site").absolute()
    try:
        pages = build_site(root, target)
    except BuildError as error:
        click.echo(f"The build failed; the last site is as it was.\n{error}", err=True)
        sys.exit(BUILD_FAILED)
    click.echo(f"{pages} pages are in {target}")
    click.echo(f"To read them, open {target / 'index.html'} in a browser, or run: guidance serve")


@main.command()
@project_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve, as host:port.")
def serve(folder: Path | None, address: str) -> None:
    """Serve the site on this machine and build it again at each change.

    \b
    Examples:
      guidance serve
      guidance serve --address 127.0.0.1:8080
    """
    root = _root(folder)
    _stop_on_problems(check_project(root), root)
    try:
        serve_site(root, address, click.echo)
    except BuildError as error:
        click.echo(str(error), err=True)
        sys.exit(BUILD_FAILED)


@main.group()
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
    root = _root(folder)
    outcome = new_case_study(root, slug, _today())
    if isinstance(outcome, str):
        raise click.UsageError(outcome)
    click.echo(f"Written: {outcome.relative_to(root).as_posix()}")
    click.echo("Fill it in with any text editor, then run: guidance check")


def _print_problems(problems: tuple[Problem, ...], form: Format, root: Path) -> None:
    if form == "json":
        click.echo(as_json(problems))
    elif form == "github":
        click.echo(as_github(problems), nl=bool(problems))
    elif problems:
        click.echo(as_text(problems, root))
        click.echo(_tally(problems), err=True)


def _tally(problems: tuple[Problem, ...]) -> str:
    files = len({problem.path for problem in problems})
    return f"{_counted(len(problems), 'problem')} in {_counted(files, 'file')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _rendered(root: Path, docs_folder: Path) -> Rendered:
    """The Markdown folder brought up to date; ends the program when that can't be."""
    try:
        rendered = render_project(root, docs_folder, _progress, _repository())
    except ForeignFolderError:
        click.echo(
            f"{docs_folder} holds other things than generated pages. Empty it, or choose another folder.",
            err=True,
        )
        sys.exit(BUILD_FAILED)
    except OSError as error:
        click.echo(f"{error.strerror}: {error.filename}", err=True)
        sys.exit(BUILD_FAILED)
    _stop_on_problems(rendered.checked, root)
    return rendered


def _stop_on_problems(checked: Checked, root: Path) -> None:
    _print_problems(checked.problems, "text", root)
    if checked.library is None:
        click.echo("Nothing was written.", err=True)
        sys.exit(PROBLEMS)


def _today() -> date:
    """In the editor's own time zone: their calendar is the one that dates of review are about."""
    return datetime.now().astimezone().date()


def _repository() -> str:
    return os.environ.get(REPOSITORY_VARIABLE, "")


def _progress(pages: list[Page]) -> Iterable[Page]:
    """A progress bar where somebody is watching; nothing in a log."""
    if not sys.stderr.isatty():
        return pages
    return _with_bar(pages)


def _with_bar(pages: list[Page]) -> Iterator[Page]:
    with click.progressbar(pages, label="Rendering", file=sys.stderr) as bar:
        yield from bar
