"""Turn HTML and CSS into an accessible PDF with WeasyPrint, an optional dependency.

Nothing is fetched: whatever the HTML refers to, the PDF is made from its text alone.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

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
    with _listening(on_progress, faults), _environment({_MOMENT: str(moment)}):
        page = weasyprint.HTML(string=document, url_fetcher=_fetch_nothing)
        made = page.write_pdf(pdf_variant=VARIANT, pdf_identifier=b"guidance")
    if faults:
        raise BuildError("WeasyPrint says of the PDF:\n" + "\n".join(dict.fromkeys(faults)))
    return bytes(made)


def _fetch_nothing(url: str) -> Any:
    raise ValueError(f"a book holds no files of others: {url}")


class _Listener(logging.Handler):
    def __init__(self, report: Callable[[str], None], level: int) -> None:
        super().__init__(level)
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        self._report(record.getMessage())


@contextmanager
def _listening(on_progress: Callable[[str], None], faults: list[str]) -> Iterator[None]:
    """Pass WeasyPrint's messages on its progress to `on_progress`, and add its errors to `faults`."""
    listeners = (
        ("weasyprint.progress", _Listener(on_progress, logging.INFO)),
        ("weasyprint", _Listener(faults.append, logging.ERROR)),
    )
    before = {
        name: (logging.getLogger(name).propagate, logging.getLogger(name).level) for name, _ in listeners
    }
    for name, listener in listeners:
        logging.getLogger(name).addHandler(listener)
        logging.getLogger(name).propagate = False
        logging.getLogger(name).setLevel(listener.level)
    try:
        yield
    finally:
        for name, listener in listeners:
            logging.getLogger(name).removeHandler(listener)
            logging.getLogger(name).propagate, logging.getLogger(name).level = before[name]


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """Set variables of the environment, and restore them afterwards."""
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
