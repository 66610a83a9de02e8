"""`guidance deploy`: a finished site as a folder that a web server can serve."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import NoReturn

import click

from generator.basics.disk import InUseError, explain
from generator.cli.basics import BUILD_FAILED
from generator.content.model.fields import Visibility
from generator.site.deployment import Deployment, Location, Target, write_deployment
from generator.site.publish import NotASiteError
from generator.site.stamp import faults_of

_PATH = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*")
_FOLDER = re.compile(r"(?:/[A-Za-z0-9._~-]+)+/?")
_FOLDER_OPTION = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option("--out", type=_FOLDER_OPTION, required=True, help="The folder to write; replaced as a whole.")
@click.option(
    "--site-dir", "site", type=_FOLDER_OPTION, default="site", show_default=True, help="The finished site."
)
@click.option(
    "--for",
    "target",
    type=click.Choice(["nginx", "iis", "static"]),
    default="nginx",
    show_default=True,
    help="The kind of server: nginx, Microsoft's IIS, or a host that takes a folder.",
)
@click.option(
    "--project",
    type=_FOLDER_OPTION,
    help="The project that the site was built from. Default: the folder that the site is in.",
)
@click.option(
    "--audience", type=click.Choice(["public", "internal"]), help="As for `guidance build --audience`."
)
@click.option("--path", default="/", show_default=True, help="Where the site will be, in addresses.")
@click.option(
    "--folder", default=Location.folder, show_default=True, help="Where its files will lie on the server."
)
@click.option(
    "--whole-host",
    is_flag=True,
    help="Nothing else is at the site's host name: let browsers use HTTPS for all of it (HSTS).",
)
def deploy(  # noqa: PLR0913, PLR0917 (one for each option)
    out: Path,
    site: Path,
    target: Target,
    project: Path | None,
    audience: Visibility | None,
    path: str,
    folder: str,
    whole_host: bool,
) -> None:
    """Write everything a web server needs for a finished site: configuration, headers, compressed files.

    \b
    Examples:
      guidance deploy --out deployment
      guidance deploy --out deployment --path /intranet/guidance/
      guidance deploy --out deployment --for iis
      guidance deploy --out /srv/guidance --folder /srv/guidance/site
    """
    if whole_host and path != "/":
        raise click.UsageError("--whole-host is for a site at the top of its host, without --path")
    place = replace(_place(path, folder), target=target, whole_host=whole_host)
    out = out.absolute()
    if site.is_dir() and (faults := list(faults_of(site.resolve(), _project_of(site, project), audience))):
        _stop("\n".join(faults))
    try:
        done = write_deployment(site.resolve(), out, place)
    except InUseError:
        _stop(f"Another run is writing into {out}. Wait until it is done.")
    except NotASiteError:
        _stop(f"{out} holds something else. Empty it first, or choose another folder.")
    except OSError as error:
        _stop(explain(error, out))
    if done.faults:
        _stop("\n".join(done.faults))
    _tell(done, out)


def _tell(done: Deployment, out: Path) -> None:
    click.echo(f"{done.pages} pages and what serves them are in {out}")
    if done.is_internal:
        click.echo("It is an internal copy: let nobody read it who has not signed in. README.md says how.")
    if done.compressed:
        click.echo(f"{done.compressed} files are there compressed, too.")
    click.echo(f"The policy of this site is:\n  {done.policy}")
    click.echo(f"What to do next is in {out / 'README.md'}")


def _project_of(site: Path, project: Path | None) -> Path:
    root = (project or site.resolve().parent).absolute()
    if not (root / "mkdocs.yml").is_file():
        _stop(f"{root} is no project to compare the site with. Name it: --project FOLDER")
    return root


def _place(path: str, folder: str) -> Location:
    if not _PATH.fullmatch(path):
        raise click.UsageError(f"--path must look like /intranet/guidance/, slashes at both ends: {path}")
    if not _FOLDER.fullmatch(folder) or ".." in PurePosixPath(folder).parts:
        raise click.UsageError(f"--folder must look like /srv/guidance, from the top of the disk: {folder}")
    return Location(path, folder)


def _stop(message: str) -> NoReturn:
    click.echo(f"Nothing was written.\n{message}", err=True)
    sys.exit(BUILD_FAILED)
