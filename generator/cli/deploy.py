"""`guidance deploy`: a finished site as a folder that a web server can serve."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

import click

from generator.basics.disk import BuildError
from generator.cli.basics import FOLDER, audience_option, failing
from generator.content.model.fields import Visibility
from generator.site.deployment import Deployment, write_deployment
from generator.site.stamp import faults_of
from generator.site.targets import Serving, Target

_PATH = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*")
_FOLDER = re.compile(r"(?:/[A-Za-z0-9._~-]+)+/?")


@click.command()
@click.option("--out", type=FOLDER, required=True, help="The folder to write; replaced as a whole.")
@click.option("--site-dir", "site", type=FOLDER, default="site", show_default=True, help="The finished site.")
@click.option(
    "--for",
    "target",
    type=click.Choice(["nginx", "iis", "static"]),
    default=Serving.target,
    show_default=True,
    help="The kind of server: nginx, Microsoft's IIS, or a host that takes a folder.",
)
@click.option(
    "--project",
    type=FOLDER,
    help="The project that the site was built from. Default: the folder that the site is in.",
)
@audience_option
@click.option("--path", default=Serving.path, show_default=True, help="Where the site will be, in addresses.")
@click.option(
    "--folder", default=Serving.folder, show_default=True, help="Where its files will lie on the server."
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
    if not _PATH.fullmatch(path):
        raise click.UsageError(f"--path must look like /intranet/guidance/, slashes at both ends: {path}")
    if not _FOLDER.fullmatch(folder) or ".." in PurePosixPath(folder).parts:
        raise click.UsageError(f"--folder must look like /srv/guidance, from the top of the disk: {folder}")
    site, out = site.resolve(), out.absolute()
    with failing(out, "Nothing was written."):
        if site.is_dir():
            _compare(site, (project or site.parent).absolute(), audience)
        place = Serving(target, path, folder.rstrip("/"), whole_host)
        _tell(write_deployment(site, out, place), out)


def _compare(site: Path, project: Path, audience: Visibility | None) -> None:
    """Raise `BuildError` if the site is not what the project says it should be."""
    if not (project / "mkdocs.yml").is_file():
        raise BuildError(f"{project} is no project to compare the site with. Name it: --project FOLDER")
    if faults := list(faults_of(site, project, audience)):
        raise BuildError("\n".join(faults))


def _tell(done: Deployment, out: Path) -> None:
    click.echo(f"{done.pages} pages and what serves them are in {out}")
    if done.serving.is_internal:
        click.echo("It is an internal copy: let nobody read it who has not signed in. README.md says how.")
    if done.compressed:
        click.echo(f"{done.compressed} files are there compressed, too.")
    click.echo(f"The policy of this site is:\n  {done.serving.policy}")
    click.echo(f"What to do next is in {out / 'README.md'}")
