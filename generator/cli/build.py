"""`guidance render`, `build` and `serve`: the Markdown, the site, and the site while it is edited."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import click

from generator.basics.addresses import PDF_ADDRESS
from generator.basics.clock import given_day
from generator.basics.disk import InUseError, explain, locked
from generator.basics.stopwatch import Stopwatch
from generator.basics.version import PACKAGE
from generator.cli.basics import (
    BUILD_FAILED,
    keep_others_away,
    language_option,
    project_option,
    project_root,
    refuse_audience_without_overlay,
    repository,
    site_address,
    stop_on_problems,
    today,
)
from generator.content.content_files import VERSION
from generator.content.model.fields import Visibility
from generator.library.freshness import newest_review
from generator.library.library import Library
from generator.outputs.project import (
    Checked,
    Rendered,
    WebAddresses,
    check_project,
    render_project,
    template_folders,
)
from generator.outputs.write import ForeignFolderError
from generator.pages import iter_pages
from generator.pages.page_context import Page
from generator.site.build import BuildError, Built, Extras, build_site
from generator.site.deployment import ChangedError, write_bundle
from generator.site.editing import Project, Session
from generator.site.pdf import Edition, PdfError, PdfOrder, book_of, load
from generator.site.serving import ServedSite, follow, start_server, watch
from generator.site.stamp import STAMP, read_stamp, source_digest

_STEPS = 7
"""How many steps WeasyPrint reports."""
_STEP = re.compile(r"Step (\d) - (.*)")


def require_weasyprint() -> None:
    """Exit, before anything is written, if WeasyPrint or what it needs is not installed."""
    try:
        load()
    except PdfError as error:
        click.echo(f"The build was not begun; the last site is as it was.\n{error}", err=True)
        sys.exit(BUILD_FAILED)


def day_of(library: Library) -> date:
    """The date of the PDF or zip file: the day that the environment sets, else that of the newest review."""
    return given_day(os.environ) or newest_review(library)


@contextmanager
def pdf_order(root: Path, library: Library | None) -> Iterator[PdfOrder | None]:
    """The order for a PDF; None without a library. On a terminal, a bar shows its progress."""
    if library is None:
        yield None
        return
    overlay = library.overlay
    edition = Edition(
        title=library.site.title,
        tagline=library.site.tagline,
        version=VERSION,
        day=day_of(library),
        keeper=overlay.name if overlay else "",
        address=site_address(),
    )
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

        yield PdfOrder(edition, book_of(iter_pages(library)), tuple(template_folders(root)), show_step)


@click.command()
@project_option
@language_option
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), help="Default: docs/ in the project."
)
def render(folder: Path | None, out: Path | None, language: str) -> None:
    """Write the Markdown folder that MkDocs builds from, and nothing else.

    \b
    Examples:
      guidance render
      guidance render --out /tmp/markdown
    """
    root = project_root(folder)
    keep_others_away(out or root / "docs")
    rendered = _rendered(root, out or root / "docs", language)
    if rendered.written is not None:
        written = rendered.written
        click.echo(f"{written.written} written, {written.unchanged} unchanged, {written.removed} removed")


@click.command()
@project_option
@language_option
@click.option(
    "--site-dir", type=click.Path(file_okay=False, path_type=Path), help="Default: site/ in the project."
)
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
    folder: Path | None,
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
    root = project_root(folder)
    refuse_audience_without_overlay(root, audience)
    if with_pdf:
        require_weasyprint()
    keep_others_away(root / "docs")  # until the end, because MkDocs reads what is rendered there
    watch, made_of = Stopwatch(), source_digest(root)
    target = (site_dir or root / ("site-internal" if audience == "internal" else "site")).absolute()
    try:
        with watch.lap("check and render"):
            rendered = _rendered(root, root / "docs", language, has_pdf=with_pdf, audience=audience)
        checked, readers = rendered.checked, _audience_of(rendered.checked)
        with pdf_order(root, checked.library if with_pdf else None) as pdf:
            extras = Extras(pdf, checked.language, readers, made_of, rendered.terms)
            built = build_site(root, target, checked.documents, watch, extras)
    except BuildError as error:
        click.echo(f"The build failed; the last site is as it was.\n{error}", err=True)
        sys.exit(BUILD_FAILED)
    _tell(target, built, watch, with_pdf, profile)
    if zipped and checked.library is not None:
        _pack(target, checked.library, built)
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


def _audience_of(checked: Checked) -> Visibility:
    overlay = checked.library.overlay if checked.library else None
    return overlay.visibility if overlay else "public"


def _tell_of_internal_ones(root: Path, target: Path, audience: Visibility) -> None:
    """A public site lies beside internal ones of before, which nobody should mistake for it."""
    if audience == "internal":
        click.echo("This is an internal copy. Its files are not for the public.")
        return
    stamped = (path.parent for path in root.glob(f"*/{STAMP}") if path.parent != target)
    sites = [path for path in stamped if (stamp := read_stamp(path)) and stamp.audience == "internal"]
    for path in [*sites, *target.parent.glob(f"{PACKAGE}-*-internal.zip")]:
        click.echo(f"Still there, and internal: {path}")


def _pack(site: Path, library: Library, built: Built) -> None:
    is_internal = library.overlay is not None and library.overlay.visibility == "internal"
    bundle = site.with_name(f"{PACKAGE}-{VERSION}{'-internal' if is_internal else ''}.zip")
    title, day = library.site.title, day_of(library)
    try:
        with locked(site):
            size = write_bundle(site, bundle, title, VERSION, day, checked=built.checksums)
    except InUseError:
        click.echo(f"{site} is new, the zip file is not: another build is under way. Try again.", err=True)
        sys.exit(BUILD_FAILED)
    except OSError as error:
        click.echo(f"{site} is new, the zip file is not. {explain(error, bundle.parent)}", err=True)
        sys.exit(BUILD_FAILED)
    except ChangedError as error:
        click.echo(f"The zip file was not written: {error} changed after the site was checked.", err=True)
        sys.exit(BUILD_FAILED)
    click.echo(f"The same as one file: {bundle} ({size / 1e6:.1f} MB)")


@click.command()
@project_option
@language_option
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve, as host:port.")
def serve(folder: Path | None, address: str, language: str) -> None:
    """Serve the site on this machine and build it again at each change.

    \b
    Examples:
      guidance serve
      guidance serve --address 127.0.0.1:8080
    """
    root = project_root(folder)
    stop_on_problems(check_project(root, language=language))
    project, shown = Project(root, WebAddresses(repository(), site_address()), language), ServedSite()
    with TemporaryDirectory(prefix="guidance-serve-") as sites:
        session = Session(project, Path(sites), shown, click.echo)
        changed = watch(session.watched())
        try:
            session.start()
            start_server(address, shown)
        except BuildError as error:
            _fail(str(error))
        except (OSError, ValueError) as error:
            _fail(f"{address} can't be served at: {getattr(error, 'strerror', None) or error}.")
        click.echo(f"Serving on http://{address}/. Press Ctrl+C to stop.")
        with contextlib.suppress(KeyboardInterrupt):
            follow(changed, (session.show_edit, session.catch_up, session.make_index))


def _fail(sentence: str) -> NoReturn:
    click.echo(sentence, err=True)
    sys.exit(BUILD_FAILED)


def _rendered(
    root: Path,
    docs_folder: Path,
    language: str,
    *,
    has_pdf: bool = False,
    audience: Visibility | None = None,
) -> Rendered:
    """The Markdown folder brought up to date; ends the program when that can't be."""
    try:
        places = WebAddresses(repository(), site_address(), has_pdf)
        rendered = render_project(
            root,
            docs_folder,
            _progress,
            places=places,
            today=today(),
            language=language,
            audience=audience,
        )
    except ForeignFolderError:
        click.echo(
            f"{docs_folder} holds other things than generated pages. Empty it, or choose another folder.",
            err=True,
        )
        sys.exit(BUILD_FAILED)
    except OSError as error:
        click.echo(f"The last site is as it was. {explain(error, docs_folder)}", err=True)
        sys.exit(BUILD_FAILED)
    stop_on_problems(rendered.checked)
    return rendered


def _progress(pages: list[Page]) -> Iterable[Page]:
    """The pages, with a progress bar on a terminal and nothing in a log."""
    if not sys.stderr.isatty():
        return pages
    return _with_bar(pages)


def _with_bar(pages: list[Page]) -> Iterator[Page]:
    with click.progressbar(pages, label="Rendering", file=sys.stderr) as bar:
        yield from bar
