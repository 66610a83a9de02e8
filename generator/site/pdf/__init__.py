"""The whole guidance as one accessible PDF, made of the pages of a finished site."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from generator.basics.addresses import PDF_ADDRESS
from generator.site.pdf.book import Edition, compose
from generator.site.pdf.chapter import BookPart, book_of
from generator.site.pdf.weasyprint import PdfError, load, print_pdf

__all__ = ["PDF_NAME", "Edition", "Part", "PdfError", "PdfOrder", "book_of", "load", "write_pdf"]

PDF_NAME = PDF_ADDRESS[1:]
"""In the site."""
STYLE, PICTURES = "pdf/book.css", "pdf/pictures.css"


@dataclass(frozen=True)
class PdfOrder:
    """A PDF that a site is to have."""

    edition: Edition
    parts: tuple[BookPart, ...]
    templates: tuple[Path, ...]
    """Folders in which its style sheets are looked for, in turn."""
    say: Callable[[str], None]
    """Is told what is being done, often."""


def write_pdf(site: Path, order: PdfOrder) -> str:
    """Put the PDF into the folder of a finished site, whose pages it is made of.

    Returns the HTML document that it was made of: nothing else is in it.
    """
    read = lambda name: (site / name).read_bytes()  # noqa: E731
    style, pictures = (_style_of(order.templates, name) for name in (STYLE, PICTURES))
    document = compose(order.edition, order.parts, read, style, pictures)
    moment = datetime.combine(order.edition.day, time(), UTC)
    (site / PDF_NAME).write_bytes(print_pdf(document, order.say, int(moment.timestamp())))
    return document


def _style_of(folders: tuple[Path, ...], name: str) -> str:
    return next(folder / name for folder in folders if (folder / name).is_file()).read_text("utf-8")
