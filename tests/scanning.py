"""Scan the files of a folder for what is withheld, as a build scans those of its site."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.basics.disk import iter_files
from generator.content.document import Document
from generator.site.scan import Scan, Scope, SiteScan, phrases

_read_program = phrases._read_program


@cache
def _words_of_program() -> tuple[bytes, ...]:
    return tuple(_read_program())


def read_program_once() -> None:
    """Let all scans of this process, and of those that it forks, share the words that the program has itself.

    A project keeps them in its cache. Without one, reading them takes half a second each time.
    """
    pytest.MonkeyPatch().setattr(phrases, "_read_program", _words_of_program)
    _words_of_program()


def scan_site(site: Path, documents: tuple[Document, ...], scope: Scope | None = None) -> Scan:
    read_program_once()
    scan = SiteScan(documents, scope)
    for name in sorted(iter_files(site)):
        scan.look_into(name, (site / name).read_bytes())
    return scan.finish()
