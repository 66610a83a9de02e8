"""HTML and CSS into an accessible PDF, by WeasyPrint, which is an optional part of this program.

Nothing is fetched: whatever a page refers to, only the text that is handed over gets into the PDF.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

ADVICE = (
    "The PDF needs WeasyPrint 70 and, of the system, Pango (on Debian and Ubuntu the package "
    "libpangoft2-1.0-0). The hosting guide says how to install them. Without --pdf neither is needed."
)
VARIANT = "pdf/ua-1"
_MOMENT = "SOURCE_DATE_EPOCH"
"""What fontTools reads for the day that it notes in a font."""


class PdfError(Exception):
    """The PDF could not be made. The text says why."""


def load() -> Any:
    """The module `weasyprint`; raises PdfError where it, or what it needs of the system, is missing."""
    try:
        import weasyprint  # noqa: PLC0415 (optional, and slow to load)
    except (ImportError, OSError) as error:
        raise PdfError(f"{ADVICE}\nWhat is missing: {error}") from None
    return weasyprint


def print_pdf(document: str, say: Callable[[str], None], moment: int) -> bytes:
    """A tagged PDF of an HTML document. The same document and moment (in seconds) give the same bytes.

    `say` is told what is being done, often.
    """
    weasyprint = load()
    faults: list[str] = []
    with _listening(say, faults), _fixed({_MOMENT: str(moment)}):
        page = weasyprint.HTML(string=document, url_fetcher=_fetch_nothing)
        made = page.write_pdf(pdf_variant=VARIANT, pdf_identifier=b"guidance")
    if faults:
        raise PdfError("WeasyPrint says of the PDF:\n" + "\n".join(dict.fromkeys(faults)))
    return bytes(made)


def _fetch_nothing(url: str) -> Any:
    raise ValueError(f"a book holds no files of others: {url}")


class _Ear(logging.Handler):
    def __init__(self, hear: Callable[[str], None], level: int) -> None:
        super().__init__(level)
        self._hear = hear

    def emit(self, record: logging.LogRecord) -> None:
        self._hear(record.getMessage())


@contextmanager
def _listening(say: Callable[[str], None], faults: list[str]) -> Iterator[None]:
    """Hand on what WeasyPrint reports of its progress, and keep what it finds wrong."""
    told = (
        ("weasyprint.progress", _Ear(say, logging.INFO)),
        ("weasyprint", _Ear(faults.append, logging.ERROR)),
    )
    before = {name: (logging.getLogger(name).propagate, logging.getLogger(name).level) for name, _ in told}
    for name, ear in told:
        logging.getLogger(name).addHandler(ear)
        logging.getLogger(name).propagate = False
        logging.getLogger(name).setLevel(ear.level)
    try:
        yield
    finally:
        for name, ear in told:
            logging.getLogger(name).removeHandler(ear)
            logging.getLogger(name).propagate, logging.getLogger(name).level = before[name]


@contextmanager
def _fixed(values: Mapping[str, str]) -> Iterator[None]:
    """Variables of the environment as they must be for the same bytes."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
