"""What `guidance build --pdf` says of the PDF to those who make it, and shows to those who wait for it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from generator.basics.bundled_content import VERSION
from generator.basics.clock import given_day
from generator.cli.basics import BUILD_FAILED, site_address
from generator.library.freshness import newest_review
from generator.library.library import Library
from generator.outputs.project import template_folders
from generator.pages import iter_pages
from generator.site.pdf import Edition, PdfError, PdfOrder, book_of, load

_STEPS = 7
"""How many steps WeasyPrint has."""
_STEP = re.compile(r"Step (\d) - (.*)")


def see_that_it_can_be_made() -> None:
    """Ends the program, before anything is touched, where what a PDF needs is not installed."""
    try:
        load()
    except PdfError as error:
        click.echo(f"The build was not begun; the last site is as it was.\n{error}", err=True)
        sys.exit(BUILD_FAILED)


def day_of(library: Library) -> date:
    """The date of a copy: that of the release being built where it is given, else of the newest review."""
    return given_day(os.environ) or newest_review(library)


@contextmanager
def pdf_order(root: Path, library: Library | None) -> Iterator[PdfOrder | None]:
    """What the PDF is to be; None without a library. A bar shows how far it is while somebody is watching."""
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

        def say(sentence: str) -> None:
            if found := _STEP.match(sentence):
                bar.update(int(found[1]) - bar.pos, found[2])

        yield PdfOrder(edition, book_of(iter_pages(library)), tuple(template_folders(root)), say)
