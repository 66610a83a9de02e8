"""`guidance render`, `build`, `serve` and `deploy`: the Markdown, the site, and the site on a server."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

import click

from generator.basics.addresses import PDF_ADDRESS
from generator.basics.clock import Stopwatch, given_day
from generator.basics.disk import BuildError, locked
from generator.basics.version import PACKAGE
from generator.cli.basics import (
    FOLDER,
    audience_option,
    failing,
    keep_others_away,
    language_option,
    project_option,
    refuse_audience_without_overlay,
    stop_on_problems,
    today,
    web_addresses,
)
from generator.content.content_files import VERSION
from generator.content.model.fields import Visibility
from generator.library.freshness import newest_review
from generator.library.library import Library
from generator.outputs.project import Rendered, WebAddresses, check_project, render_project, template_folders
from generator.pages import iter_pages
from generator.pages.page_context import Page
from generator.site.build import Built, Extras, build_site, start_reading
from generator.site.deployment import Deployment, Serving, Target, write_bundle, write_deployment
from generator.site.pdf import PdfOrder, book_of, load
from generator.site.serving import Session, follow, start_server, watch
from generator.site.site_reading import Reading
from generator.site.stamp import STAMP, faults_of, read_stamp, source_digest

_STEPS = 7
"""How many steps WeasyPrint reports."""
_STEP = re.compile(r"Step (\d) - (.*)")


def day_of(library: Library) -> date:
    """The date of the PDF or zip file: the day that the environment sets, else that of the newest review."""
    return given_day(os.environ) or newest_review(library)


@contextmanager
def _pdf_order(root: Path, library: Library, places: WebAddresses) -> Iterator[PdfOrder | None]:
    """The order for a PDF; None for a site without one. On a terminal, a bar shows its progress."""
    if not places.has_pdf:
        yield None
        return
    with click.progressbar(
        length=_STEPS,
        label="Making the PDF",
        file=sys.stderr,
        hidden=not sys.stderr.isatty(),
        item_show_func=lambda item: item,
    ) as bar:

        def show_step(sentence: str) -> None:
            if found := _STEP.match(sentence):
                bar.update(int(found[1]) - bar.pos, found[2])

        parts, folders = book_of(iter_pages(library)), tuple(template_folders(root))
        yield PdfOrder(library, parts, day_of(library), folders, show_step, places.site)


@click.command()
@project_option
@language_option
@click.option("--out", type=FOLDER, help="Default: docs/ in the project.")
def render(root: Path, out: Path | None, language: str) -> None:
    """Write the Markdown folder that MkDocs builds from, and nothing else.

    \b
    Examples:
      guidance render
      guidance render --out /tmp/markdown
    """
    docs = out or root / "docs"
    keep_others_away(docs)
    with failing(docs, "The last site is as it was."):
        rendered = _render(root, docs, web_addresses(), language)
    stop_on_problems(rendered.checked)
    if written := rendered.written:
        click.echo(f"{written.written} written, {written.unchanged} unchanged, {written.removed} removed")


def _render(root: Path, docs: Path, places: WebAddresses, language: str, **others: Any) -> Rendered:
    return render_project(root, docs, _progress, places=places, today=today(), language=language, **others)


@click.command()
@project_option
@language_option
@click.option("--site-dir", type=FOLDER, help="Default: site/ in the project.")
@click.option(
    "--zip",
    "zipped",
    is_flag=True,
    help="Also pack the site into one zip file beside it, for a shared drive.",
)
@click.option(
    "--audience",
    type=click.Choice(["public", "internal"]),
    help="Who shall read it, if not those that content/overlay.yml names. An internal site that is asked for "
    "here goes into site-internal/.",
)
@click.option("--profile", is_flag=True, help="Also say how many seconds each stage took.")
@click.option(
    "--pdf",
    "with_pdf",
    is_flag=True,
    help="Also make the whole guidance as one PDF, which the site then offers. It needs WeasyPrint.",
)
def build(  # noqa: PLR0913, PLR0917 (one for each option)
    root: Path,
    site_dir: Path | None,
    zipped: bool,
    profile: bool,
    with_pdf: bool,
    language: str,
    audience: Visibility | None,
) -> None:
    """Check, render, build, check the result, and only then replace the last site.

    \b
    Examples:
      guidance build
      guidance build --zip
      guidance build --pdf
      guidance build --site-dir /srv/www/guidance
      guidance build --audience internal
    """
    refuse_audience_without_overlay(root, audience)
    docs, places = root / "docs", web_addresses(has_pdf=with_pdf)
    if with_pdf:
        with failing(docs, "The build was not begun; the last site is as it was."):
            load()
    keep_others_away(docs)  # until the end, because MkDocs reads what is rendered there
    watch, made_of = Stopwatch(), source_digest(root)
    target = (site_dir or root / ("site-internal" if audience == "internal" else "site")).absolute()
    with failing(docs, "The build failed; the last site is as it was."), Reading() as reader:
        with watch.lap("check and render"):
            begin = partial(start_reading, reader, root)
            rendered = _render(root, docs, places, language, audience=audience, when_checked=begin)
        checked, library = rendered.checked, stop_on_problems(rendered.checked)
        readers = library.overlay.visibility if library.overlay else "public"
        with _pdf_order(root, library, places) as pdf:
            extras = Extras(pdf, checked.language, readers, made_of, rendered.terms)
            built = build_site(root, target, reader, watch, extras)
    _tell(target, built, watch, with_pdf, profile)
    if zipped:
        _pack(target, library, built, "-internal" if readers == "internal" else "")
    _tell_of_internal_ones(root, target, readers)


def _tell(target: Path, built: Built, watch: Stopwatch, with_pdf: bool, profile: bool) -> None:
    click.echo(f"{built.pages} pages are in {target}")
    click.echo(f"To read them, open {target / 'index.html'} in a browser, or run: guidance serve")
    if with_pdf:
        click.echo(f"All of it to print: {target / PDF_ADDRESS[1:]}")
    for note in watch.notes:
        click.echo(note)
    for stage, seconds in watch.laps.items() if profile else ():
        click.echo(f"{seconds:8.2f} s  {stage}")


def _tell_of_internal_ones(root: Path, target: Path, audience: Visibility) -> None:
    """A public site lies beside internal ones of before, which nobody should mistake for it."""
    if audience == "internal":
        click.echo("This is an internal copy. Its files are not for the public.")
        return
    stamped = (path.parent for path in root.glob(f"*/{STAMP}") if path.parent != target)
    sites = [path for path in stamped if (stamp := read_stamp(path)) and stamp.audience == "internal"]
    for path in [*sites, *target.parent.glob(f"{PACKAGE}-*-internal.zip")]:
        click.echo(f"Still there, and internal: {path}")


def _pack(site: Path, library: Library, built: Built, ending: str) -> None:
    bundle = site.with_name(f"{PACKAGE}-{VERSION}{ending}.zip")
    with failing(bundle.parent, f"{site} is new, the zip file is not."), locked(site):
        size = write_bundle(site, bundle, library.site.title, day_of(library), built.checksums)
    click.echo(f"The same as one file: {bundle} ({size / 1e6:.1f} MB)")


@click.command()
@project_option
@language_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve, as host:port.")
def serve(root: Path, address: str, language: str) -> None:
    """Serve the site on this machine and build it again at each change.

    \b
    Examples:
      guidance serve
      guidance serve --address 127.0.0.1:8080
    """
    stop_on_problems(check_project(root, language=language))
    with TemporaryDirectory(prefix="guidance-serve-") as sites:
        session = Session(root, Path(sites), click.echo, web_addresses(), language)
        changed = watch(root)
        with failing(root):
            session.start()
            start_server(address, session.shown)
        click.echo(f"Serving on http://{address}/. Press Ctrl+C to stop.")
        with contextlib.suppress(KeyboardInterrupt):
            follow(changed, (session.show_edit, session.catch_up, session.make_index))


def _progress(pages: list[Page]) -> Iterator[Page]:
    """The pages, with a progress bar on a terminal and nothing in a log."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(pages, label="Rendering", file=sys.stderr, hidden=hidden) as bar:
        yield from bar


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
        project = (project or site.parent).absolute()
        if site.is_dir() and not (project / "mkdocs.yml").is_file():
            raise BuildError(f"{project} is no project to compare the site with. Name it: --project FOLDER")
        if site.is_dir() and (faults := list(faults_of(site, project, audience))):
            raise BuildError("\n".join(faults))
        place = Serving(target, path, folder.rstrip("/"), whole_host)
        _tell_of_deployment(write_deployment(site, out, place), out)


def _tell_of_deployment(done: Deployment, out: Path) -> None:
    click.echo(f"{done.pages} pages and what serves them are in {out}")
    if done.serving.is_internal:
        click.echo("It is an internal copy: let nobody read it who has not signed in. README.md says how.")
    if done.compressed:
        click.echo(f"{done.compressed} files are there compressed, too.")
    click.echo(f"The policy of this site is:\n  {done.serving.headers['Content-Security-Policy']}")
    click.echo(f"What to do next is in {out / 'README.md'}")
