"""The real content: as the program reads it, and as PyYAML does."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.library.library import Library
from generator.outputs.project import check_project
from tests.conftest import ROOT


@cache
def library() -> Library:
    """All of the content, checked and joined up."""
    found = check_project(ROOT).library
    assert found is not None
    return found


@cache
def typed() -> dict[str, Any]:
    """The case studies as in their files, read without any of the program's own code."""
    files = (ROOT / "case_studies").glob("*.yml")
    return {path.stem: yaml.load(path.read_text("utf-8"), yaml.CSafeLoader) for path in files}


def rows(docs: Path, name: str) -> list[dict[str, str]]:
    """A table of the open data, from the Markdown folder."""
    text = (docs / "data" / f"{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))
