"""Scan the files of a folder for what is withheld, as a build scans those of its site."""

from __future__ import annotations

from pathlib import Path

from generator.basics.disk import iter_files
from generator.content.document import Document
from generator.site.scan import Scan, Scope, SiteScan


def scan_site(site: Path, documents: tuple[Document, ...], scope: Scope | None = None) -> Scan:
    scan = SiteScan(documents, scope)
    for name in sorted(iter_files(site)):
        scan.look_into(name, (site / name).read_bytes())
    return scan.finish()
