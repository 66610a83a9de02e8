"""Turn HTML and CSS into an accessible PDF with WeasyPrint, an optional dependency.

Nothing is fetched: whatever the HTML refers to, the PDF is made from its text alone.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from generator.basics.clock import listening
from generator.basics.disk import BuildError

ADVICE = (
    "The PDF needs WeasyPrint 70 and, of the system, Pango (on Debian and Ubuntu the package "
    "libpangoft2-1.0-0). The hosting guide says how to install them. Without --pdf neither is needed."
)
VARIANT = "pdf/ua-1"
_MOMENT = "SOURCE_DATE_EPOCH"
"""The environment variable from which fontTools takes the date that it writes into a font."""


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
    """Set the environment's time, and restore it afterwards."""
    before = os.environ.get(_MOMENT)
    os.environ[_MOMENT] = str(moment)
    try:
        yield
    finally:
        del os.environ[_MOMENT]
        if before is not None:
            os.environ[_MOMENT] = before
