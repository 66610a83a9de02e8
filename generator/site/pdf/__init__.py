"""The whole guidance as one accessible PDF, made from the pages of a finished site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from generator.basics.addresses import PDF_ADDRESS
from generator.site.pdf.book import Edition, compose
from generator.site.pdf.chapter import BookPart, book_of
from generator.site.pdf.weasyprint import load, print_pdf

__all__ = ["PDF_NAME", "BookPart", "Edition", "PdfOrder", "book_of", "load", "write_pdf"]

PDF_NAME = PDF_ADDRESS[1:]
"""The name of the PDF in the site."""
STYLE, PICTURES = "pdf/book.css", "pdf/pictures.css"


@dataclass(frozen=True)
class PdfOrder:
    """What a site's PDF is to contain."""

    edition: Edition
    parts: tuple[BookPart, ...]
    templates: tuple[Path, ...]
    """Folders to search for its style sheets, in order."""
    on_progress: Callable[[str], None]
    """Called often, with a sentence on what is being done."""


def write_pdf(site: Path, order: PdfOrder) -> str:
    """Make the PDF from the pages of a finished site, and put it into the site's folder.

    Returns the HTML document that it was made from, which has everything that the PDF shows.
    """
    style, pictures = (_style_of(order.templates, name) for name in (STYLE, PICTURES))
    document = compose(order.edition, order.parts, site, style, pictures)
    moment = datetime.combine(order.edition.day, time(), UTC)
    (site / PDF_NAME).write_bytes(print_pdf(document, order.on_progress, int(moment.timestamp())))
    return document


def _style_of(folders: tuple[Path, ...], name: str) -> str:
    return next(folder / name for folder in folders if (folder / name).is_file()).read_text("utf-8")
