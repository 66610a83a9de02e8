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

from generator.outputs.other_files import join_parts, ordered_parts
from generator.outputs.script_data import iter_scripts
from generator.proforma.import_form import place_form
from generator.proforma.package import Refused
from generator.proforma.rules import rules_of
from tests.awkward_texts import AWKWARD, in_all_boxes
from tests.browser.conftest import OpenPage
from tests.conftest import ROOT
from tests.filled_forms import with_part
from tests.real_content import library
from tests.test_proforma_untidy import DAY
from tests.test_untidy_forms import GOLDEN, digest_of, plain
from tests.untidier_forms import ALL as FORMS
from tests.untidy_forms import blank

FOLDER = ROOT / "templates/scripts/word"
PERSONAL = ROOT / "templates/scripts/form/personal-data.js"
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
    for name in ("case-form", "word-form"):
        page.add_script_tag(content=files[f"assets/data/{name}.js"])
    personal = {PERSONAL.name: PERSONAL.read_text("utf-8")}
    page.add_script_tag(content=join_parts("form", personal))
    parts = ordered_parts({path.name: path.read_text("utf-8") for path in FOLDER.iterdir()})
    page.add_script_tag(content=join_parts("word", parts))
    return page


def read(page: Page, data: bytes) -> Any:
    return page.evaluate(READ, base64.b64encode(data).decode())


def test_each_untidy_form_is_read_as_python_reads_it(reader: Page) -> None:
    """What Python reads stands in the golden file: `test_untidy_forms` sees to that."""
    expected = json.loads(GOLDEN.read_text("utf-8"))
    assert set(expected) == set(FORMS)
    for name, form in FORMS.items():
        found = read(reader, form.data())
        found["notes"] = digest_of(tuple(note) for note in found["notes"] if note[1])
        assert found == expected[name], (name, differences(reader, form.data()))


def test_awkward_texts_are_read_alike(reader: Page) -> None:
    found = {text: differences(reader, in_all_boxes(text)) for text in AWKWARD}
    assert {text: each for text, each in found.items() if each} == {}


def differences(page: Page, data: bytes) -> list[Any]:
    """What one reader says and the other doesn't: fields, what was not placed, and notes on answers."""
    placing = place_form(data, rules_of(library()), DAY, has_source=True)
    assert not isinstance(placing, Refused)
    found = read(page, data)
    notes = {tuple(note) for note in found.pop("notes", ()) if note[1]}
    said = {(note.kind, note.question, note.text) for note in placing.notes if note.question}
    expected = plain(placing)
    rows = {json.dumps(one, sort_keys=True) for one in _rows(found)} ^ {
        json.dumps(one, sort_keys=True) for one in _rows(expected)
    }
    return [*sorted(notes ^ said), *sorted(rows)]


def zipped(parts: dict[str, bytes | str]) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def document(text: str) -> bytes:
    return with_part(blank("docx"), "word/document.xml", text.encode())


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BAD: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "a text": lambda: b"Dear editor,",
    "a PDF": lambda: b"%PDF-1.7",
    "an old Word file": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b" " * 99,
    "a locked Word file": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    ),
    "a zip of anything": lambda: zipped({"a.txt": "a"}),
    "a file cut off": lambda: blank("docx")[:-400],
    "a damaged file": lambda: blank("docx").replace(b"\x01\x02\x03", b"")[:2000] + blank("docx")[2010:],
    "half a tag": lambda: document(f"<w:document {W}><w:body>"),
    "no namespace": lambda: document("<w:document><w:body/></w:document>"),
    "a document type": lambda: document(
        f'<!DOCTYPE d [<!ENTITY a "b">]><w:document {W}><w:body>&a;</w:body></w:document>'
    ),
    "an unknown entity": lambda: document(f"<w:document {W}>&a;</w:document>"),
    "far too deep": lambda: document(
        f"<w:document {W}>" + "<w:sdt>" * 5000 + "</w:sdt>" * 5000 + "</w:document>"
    ),
    "a million elements": lambda: document(f"<w:document {W}>" + "<w:p/>" * 1_000_000 + "</w:document>"),
    "a zip bomb": lambda: zipped({"[Content_Types].xml": b" " * 199_000_000}),
    "two thousand parts": lambda: zipped({f"a{number}": "" for number in range(2001)}),
    "macros": lambda: zipped({"word/vbaProject.bin": "a", "[Content_Types].xml": "<a/>"}),
    "may hold macros": lambda: zipped({"[Content_Types].xml": "<a b='macroEnabled'/>"}),
    "a spreadsheet": lambda: zipped({"content.xml": "<a/>", "mimetype": "application/x-spreadsheet"}),
    "an encrypted .odt": lambda: with_part(
        blank("odt"),
        "META-INF/manifest.xml",
        b'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:encryption-data/>'
        b"</m:manifest>",
    ),
    "another document": lambda: document(f"<w:document {W}><w:body/></w:document>"),
    "a text without end": lambda: document(
        f"<w:document {W}><w:body><w:p><w:r><w:t>{'a' * 300_000}</w:t></w:r></w:p></w:body></w:document>"
    ),
}


def test_what_is_no_form_is_refused_in_the_same_words_within_seconds(reader: Page) -> None:
    for name, make in BAD.items():
        data = make()
        refused = place_form(data, rules_of(library()), DAY, has_source=True)
        assert isinstance(refused, Refused), name
        start = time.monotonic()
        found = read(reader, data)
        assert found.get("refused") == refused.message, name
        assert time.monotonic() - start < 10, name


def _rows(read: Any) -> Any:
    """Each field and each text that was not placed, in order."""
    for name, value in sorted(read["fields"].items()):
        if isinstance(value, dict):
            yield from ([name, key, inner] for key, inner in sorted(value.items()))
        else:
            yield [name, value]
    yield from enumerate(read["notPlaced"])
