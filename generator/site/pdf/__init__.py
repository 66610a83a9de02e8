"""The whole guidance as one accessible PDF, made from the pages of a finished site.

    chapter   pages of the site as parts of a book
    book      all of it as one HTML document

WeasyPrint, an optional dependency, turns that into a PDF. Nothing is fetched: whatever the HTML refers to,
the PDF is made from its text alone.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from generator.basics.addresses import PDF_ADDRESS
from generator.basics.clock import MOMENT_VARIABLE, listening
from generator.basics.disk import BuildError
from generator.site.pdf.book import PdfOrder, compose
from generator.site.pdf.chapter import book_of

__all__ = ["PDF_NAME", "PdfOrder", "book_of", "load", "print_pdf", "write_pdf"]

PDF_NAME = PDF_ADDRESS[1:]
"""The name of the PDF in the site."""
ADVICE = (
    "The PDF needs WeasyPrint 70 and, of the system, Pango (on Debian and Ubuntu the package "
    "libpangoft2-1.0-0). The hosting guide says how to install them. Without --pdf neither is needed."
)
VARIANT = "pdf/ua-1"


def write_pdf(site: Path, order: PdfOrder) -> str:
    """Make the PDF from the pages of a finished site, and put it into the site's folder.

    Returns the HTML document that it was made from, which has everything that the PDF shows.
    """
    document = compose(order, site)
    moment = datetime.combine(order.day, time(), UTC)
    (site / PDF_NAME).write_bytes(print_pdf(document, order.on_progress, int(moment.timestamp())))
    return document


def load() -> Any:
    """The module `weasyprint`. Raises `BuildError` if it, or a system library that it needs, is missing."""
    try:
        import weasyprint  # noqa: PLC0415 (optional, and slow to load)
    except (ImportError, OSError) as error:
        raise BuildError(f"{ADVICE}\nWhat is missing: {error}") from None
    return weasyprint


def print_pdf(document: str, on_progress: Callable[[str], None], moment: int) -> bytes:
    """A tagged PDF of an HTML document. The same document and moment (in seconds) give the same bytes.

    `on_progress`: called often, with a sentence on what is being done.
    """
    weasyprint = load()
    faults: list[str] = []
    with (
        listening("weasyprint", logging.ERROR, faults.append),
        listening("weasyprint.progress", logging.INFO, on_progress),
        _at(moment),
    ):
        page = weasyprint.HTML(string=document, url_fetcher=_fetch_nothing)
        made = page.write_pdf(pdf_variant=VARIANT, pdf_identifier=b"guidance")
    if faults:
        raise BuildError("WeasyPrint says of the PDF:\n" + "\n".join(dict.fromkeys(faults)))
    return bytes(made)


def _fetch_nothing(url: str) -> Any:
    raise ValueError(f"a book holds no files of others: {url}")


@contextmanager
def _at(moment: int) -> Iterator[None]:
    """Set the environment's time, from which fontTools takes the date that it writes into a font."""
    before = os.environ.copy()
    os.environ[MOMENT_VARIABLE] = str(moment)
    try:
        yield
    finally:
        del os.environ[MOMENT_VARIABLE]
        os.environ.update(before)
