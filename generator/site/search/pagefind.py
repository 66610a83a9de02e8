"""Run Pagefind, whatever is set on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

PROGRAM = "pagefind.js"
"""What searches in browsers; Pagefind writes it beside each index."""

_PART_SIZE = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "4000"}
"""Entries in one part of the index; a search fetches a part for each of its words. Pagefind's own 20,000
makes fewer and larger parts. A Pagefind that no longer knows this setting would still work."""
_LESS_MEMORY = {"_RJEM_MALLOC_CONF": "dirty_decay_ms:100,muzzy_decay_ms:0"}
"""Pagefind's allocator, jemalloc where there is one, gives back what is not used after 0.1 seconds. Its own
10 make the peak of a large site a fifth higher."""


def start_pagefind(
    pages: Path, output: Path, language: str, without: Iterable[str] = ()
) -> subprocess.Popen[str]:
    """Begin to index the folder `pages`, except the parts of a page that the selectors `without` name."""
    options = ["--site", ".", "--output-path", str(output.absolute()), "--force-language", language]
    selectors = [part for selector in without for part in ("--exclude-selectors", selector)]
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "pagefind", *options, "--keep-index-url", *selectors, "--quiet"],
        # Pagefind also reads settings from its folder and its environment; neither may change the index.
        cwd=pages,
        env={name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
        | _PART_SIZE
        | _LESS_MEMORY,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
