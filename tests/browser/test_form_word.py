"""A completed Word form, opened in the browser: read as `guidance proforma import` reads it."""

from __future__ import annotations

import base64
import io
import json
import time
from collections.abc import Callable
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from playwright.sync_api import Page

from generator.outputs.other_files import iter_scripts
from generator.outputs.page_scripts import join_parts, ordered_parts
from generator.proforma.import_form import as_plain_data, place_form
from generator.proforma.package import Refused
from generator.proforma.rules import rules_of
from tests.browser.conftest import OpenPage
from tests.conftest import ROOT
from tests.filled_forms import with_part
from tests.test_proforma_untidy import DAY, library
from tests.test_untidy_forms import GOLDEN
from tests.untidy_forms import FORMS, blank

FOLDER = ROOT / "templates/scripts/word"
READ = """form => {
  const bytes = Uint8Array.from(atob(form), sign => sign.charCodeAt(0));
  return guidanceWord.read(bytes, "DAY").then(read => read.refused ? read
    : { fields: read.data, notPlaced: read.left.map(one => [one.question, one.text, one.why]),
        notes: read.notes.map(one => [one.kind, one.question, one.text]) });
}""".replace("DAY", DAY.isoformat())


@pytest.fixture
def reader(open_page: OpenPage) -> Page:
    """An empty page with the reader."""
    page = open_page("about:blank")
    files = {file.uri: file.text for file in iter_scripts(library(), lambda prose: prose)}
    page.add_script_tag(content=files["assets/data/word-form.js"])
    parts = ordered_parts({path.name: path.read_text("utf-8") for path in FOLDER.iterdir()})
    page.add_script_tag(content=join_parts("word", parts))
    return page


def read(page: Page, data: bytes) -> Any:
    return page.evaluate(READ, base64.b64encode(data).decode())


def test_each_untidy_form_is_read_as_python_reads_it(reader: Page) -> None:
    expected = json.loads(GOLDEN.read_text("utf-8"))
    for name, form in FORMS.items():
        found = read(reader, form.data())
        assert "refused" not in found, (name, found)
        notes = found.pop("notes")
        assert found == expected[name], name
        placing = place_form(form.data(), rules_of(library()), DAY, has_source=True)
        assert not isinstance(placing, Refused)
        said = [(note.kind, note.question, note.text) for note in placing.notes if note.text]
        assert sorted(map(tuple, notes)) == sorted(said), name
        assert as_plain_data(placing) == expected[name]
