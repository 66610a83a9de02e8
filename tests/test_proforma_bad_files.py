"""Files that are not completed forms: one plain line for each, and nothing is written."""

from __future__ import annotations

import io
import random
import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.proforma.import_form import Imported, import_form
from generator.proforma.package import Refused, open_package
from generator.proforma.rules import LIMITS
from tests.conftest import Guidance, MakeProject
from tests.examples import examples
from tests.real_content import library
from tests.test_proforma_untidy import DAY
from tests.word_forms import NAMESPACES, TYPES, docx, original, p, part, table

GOOD = docx(original({"board": "By the CCIO."}, (("CNIO", "Nurse", "0.6 WTE", ""),)))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LINKED = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r9" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" TargetMode="External" '
    'Target="https://example.org/x"/></Relationships>'
)
DOCUMENT = f"<w:document {NAMESPACES}><w:body>{{}}</w:body></w:document>"
EMPTY_HEADER = part("hdr", "<w:p/>" * 16_000)


def with_xml(text: str | bytes) -> bytes:
    return docx("", {"word/document.xml": text})


def zipped(**files: str) -> bytes:
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "."), text)
    return written.getvalue()


def bomb() -> bytes:
    """A zip file that unpacks to far more than its directory says."""
    data = bytearray(with_xml(DOCUMENT.format(" " * 60_000_000)))
    real = struct.pack("<I", len(DOCUMENT.format("")) + 60_000_000)
    while (at := data.find(real)) != -1:
        data[at : at + 4] = struct.pack("<I", 40_000_000)
    return bytes(data)


def entities() -> str:
    more = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY l0 "ha">{more}]>' + DOCUMENT.format(p("X").replace("X", "&l9;"))


OASIS = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0">{{}}</manifest:manifest>'


def odt(body: str = "", start: str = "", **others: str) -> bytes:
    names = f'xmlns:office="{OASIS}:office:1.0" xmlns:text="{OASIS}:text:1.0"'
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body>"
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", **others}
    return zipped(**parts, content__xml=f"{start}{content}</office:document-content>")


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "is empty"),
    "text": (lambda: b"Dear editor,", "not a Word document"),
    "a PDF": (lambda: b"%PDF-1.7 ...", "a PDF"),
    "rich text": (lambda: b"{\\rtf1 hello}", "rich text"),
    "an old .doc": (lambda: OLE, "an old kind of Word file"),
    "with a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
    "too large": (lambda: b"PK" + bytes(LIMITS["file"]), "too large"),
    "half a file": (lambda: GOOD[: len(GOOD) // 2], "damaged"),
    "a zip of something else": (lambda: zipped(a__txt="hello"), "not a Word document"),
    "a spreadsheet": (lambda: docx("", {"word/document.xml": "<workbook/>"}), "not a Word document"),
    "OpenDocument": (lambda: zipped(mimetype="x", content__xml="<x/>"), "OpenDocument"),
    "OpenDocument with a password": (
        lambda: odt(**{"META-INF/manifest__xml": MANIFEST.format("<manifest:encryption-data/>")}),
        "protected by a password",
    ),
    "OpenDocument with macros": (lambda: odt(**{"Basic/script-lc__xml": "<x/>"}), "macros"),
    "an OpenDocument spreadsheet": (
        lambda: zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", content__xml="<x/>"),
        "not a Word document",
    ),
    "OpenDocument without end": (lambda: odt("<text:p/>" * 300_000), "far more than a form can"),
    "OpenDocument of spaces": (lambda: odt(" " * 60_000_000), "unpack to far more"),
    "OpenDocument with entities": (lambda: odt(start='<!DOCTYPE x [<!ENTITY a "b">]>'), "document type"),
    "macros": (lambda: docx("", {"word/vbaProject.bin": b"x"}), "macros"),
    "a .docm": (
        lambda: docx("", {"[Content_Types].xml": TYPES.replace("xml+", "xml+") + "<!-- macroEnabled -->"}),
        "macros",
    ),
    "broken XML": (lambda: with_xml("<w:document"), "damaged"),
    "an unknown encoding": (lambda: with_xml('<?xml version="1.0" encoding="EBCDIC-X"?><a/>'), "damaged"),
    "an entity bomb": (lambda: with_xml(entities()), "document type"),
    "an outside entity": (
        lambda: with_xml('<!DOCTYPE x SYSTEM "file:///etc/passwd">' + DOCUMENT.format("")),
        "document type",
    ),
    "a zip bomb": (lambda: with_xml(DOCUMENT.format(" " * 60_000_000)), "unpack to far more"),
    "a zip bomb that lies": (bomb, "unpack to far more"),
    "a zip of many files": (lambda: zipped(**{f"f{n}": "" for n in range(2_100)}), "unpack to far more"),
    "deep nesting": (lambda: with_xml(DOCUMENT.format("<w:ins>" * 5_000 + "</w:ins>" * 5_000)), "nested"),
    "a table of 100,000 rows": (
        lambda: docx(original() + table(*[("a", "b")] * 100_000)),
        "far more than a form can",
    ),
    "a table of 10,000 rows": (lambda: docx(original() + table(*[("a",)] * 10_000)), "lines, far more"),
    "many headers full of nothing": (
        lambda: docx(original(), {f"word/header{n}.xml": EMPTY_HEADER for n in range(1_900)}),
        "far more than a form can",
    ),
    "many footnotes full of spaces": (
        lambda: docx(original(), {f"word/footnotes{n}.xml": " " * 1_000_000 + "<x/>" for n in range(100)}),
        "unpack to far more",
    ),
    "attributes without end": (
        lambda: docx(original() + "<w:p a='' b='' c='' d='' e='' f='' g='' h=''/>" * 60_000),
        "far more than a form can",
    ),
    "an answer of 4 MB": (lambda: docx(original({"board": "word " * 800_000})), "250,000 characters"),
    "another document": (
        lambda: docx(p("Minutes of the meeting") + p("Date: Monday")),
        "a different document",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_form_is_refused_in_one_line(
    name: str, project: MakeProject, guidance: Guidance, tmp_path: Path
) -> None:
    make, expected = FILES[name]
    form = tmp_path / "form.docx"
    form.write_bytes(make())
    root = project({})
    before = {path.name for path in (root / "case_studies").iterdir()}
    result = guidance(root, "proforma", "import", str(form))
    assert (result.exit_code, result.stdout) == (1, "")
    message, nothing = result.stderr.strip().split("\n")
    assert message.startswith("form.docx: ")
    assert expected in message
    assert nothing == "Nothing was written."
    assert {path.name for path in (root / "case_studies").iterdir()} == before


def test_what_lies_outside_is_named_and_not_fetched() -> None:
    for kind in ("image", "attachedTemplate", "oleObject"):
        parts = {"word/_rels/document.xml.rels": LINKED.format(kind)}
        outcome = import_form(docx(original(), parts), library(), DAY)
        assert isinstance(outcome, Imported)
        assert f"outside it ({kind}): it was not fetched" in "\n".join(outcome.report)


def test_a_hostile_package_takes_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its 1,900 headers would be 3.9 GB of elements. Ten times as many may be read as are read here."""
    data = FILES["many headers full of nothing"][0]()
    monkeypatch.setitem(cast("dict[str, int]", LIMITS), "elements", LIMITS["elements"] // 10)
    tracemalloc.start()
    try:
        assert isinstance(open_package(data), Refused)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_a_footnote_is_printed_once_however_often_it_is_referred_to() -> None:
    note = part("footnotes", f"<w:footnote w:id='2'>{p('A long note. ' * 1_000)}</w:footnote>")
    reference = "<w:r><w:footnoteReference w:id='2'/></w:r>" * 1_000
    outcome = import_form(
        docx(original({"board": "By the CCIO."}) + p(reference), {"word/footnotes.xml": note}), library(), DAY
    )
    assert isinstance(outcome, Imported)
    assert outcome.draft.count("A long note.") == 1_000


@pytest.mark.parametrize("text", ["a" * 40_000, "a." * 20_000, "a-" * 20_000, "A" * 40_000 + "@"])
def test_text_without_a_space_is_read_in_good_time(text: str) -> None:
    """Well below a second each; a pattern that is tried at every character takes many."""
    form = docx(original({"board": text}))
    start = time.process_time()
    assert isinstance(import_form(form, library(), DAY), Imported)
    assert time.process_time() - start < 5


def test_links_to_web_pages_are_fine() -> None:
    parts = {"word/_rels/document.xml.rels": LINKED.format("hyperlink")}
    outcome = import_form(docx(original(), parts), library(), DAY)
    assert isinstance(outcome, Imported)
    assert "outside" not in "\n".join(outcome.report)


@settings(max_examples=examples(150))
@given(st.integers(0, 2**32), st.integers(1, 30))
def test_a_good_file_with_any_bytes_changed_is_read_or_refused(seed: int, changes: int) -> None:
    chance = random.Random(seed)  # noqa: S311 (repeatable, not secret)
    data = bytearray(GOOD)
    for _ in range(changes):
        data[chance.randrange(len(data))] = chance.randrange(256)
    assert isinstance(import_form(bytes(data), library(), DAY), Imported | Refused)


def _at_random(chance: random.Random, text: str) -> str:
    """The text with a few parts of it removed, doubled or moved."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(text))
        stretch = text[start : start + chance.randint(1, 400)]
        place = chance.randrange(len(text))
        text = (
            text.replace(stretch, "", 1) if chance.random() < 0.5 else text[:place] + stretch + text[place:]
        )
    return text


@settings(max_examples=examples(100))
@given(st.integers(0, 2**32))
def test_xml_that_is_cut_up_is_read_or_refused(seed: int) -> None:
    text = _at_random(random.Random(seed), DOCUMENT.format(original()))  # noqa: S311
    assert isinstance(import_form(with_xml(text), library(), DAY), Imported | Refused)


NAMES = (
    "w:p",
    "w:r",
    "w:t",
    "w:tbl",
    "w:tr",
    "w:tc",
    "w:sdt",
    "w:sdtContent",
    "w:ins",
    "w:drawing",
    "w:pict",
)
elements = st.recursive(
    st.text("ab☒x ", max_size=4),
    lambda inner: st.tuples(st.sampled_from(NAMES), st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=25,
)


@settings(max_examples=examples(100))
@given(st.lists(elements, max_size=6))
def test_elements_in_any_order_are_read(found: list[str]) -> None:
    outcome = import_form(docx(original() + "".join(found)), library(), DAY)
    assert isinstance(outcome, Imported)


def test_a_part_that_is_not_compressed_properly_is_damaged() -> None:
    data = GOOD.replace(GOOD[60:80], bytes(20))
    assert isinstance(open_package(data), Refused)
    with pytest.raises(zlib.error):
        zlib.decompress(bytes(20))


def test_a_file_is_replaced_only_when_told(project: MakeProject, guidance: Guidance, tmp_path: Path) -> None:
    root = project({})
    form = tmp_path / "form.docx"
    form.write_bytes(GOOD)
    coast = root / "case_studies" / "coast.yml"
    before = coast.read_bytes()
    arguments = ("proforma", "import", str(form), "--out", str(coast))
    refused = guidance(root, *arguments)
    assert (refused.exit_code, coast.read_bytes()) == (2, before)
    assert "exists already" in refused.output
    assert guidance(root, *arguments, "--force").exit_code == 0
    assert coast.read_bytes() != before
    for number in (1, 2):
        assert (
            guidance(root, "proforma", "import", str(form), "--out", str(root / f"{number}.yml")).exit_code
            == 0
        )


def test_a_draft_without_a_name_is_given_a_neutral_one(
    project: MakeProject, guidance: Guidance, tmp_path: Path
) -> None:
    root = project({})
    form = tmp_path / "Testshire.docx"
    form.write_bytes(GOOD)
    (root / "case_studies" / "draft-1.yml").write_bytes((root / "case_studies" / "coast.yml").read_bytes())
    result = guidance(root, "proforma", "import", str(form), "--report", str(tmp_path / "report.txt"))
    assert result.exit_code == 0
    assert (root / "case_studies" / "draft-2.yml").is_file()
    assert "Still needs an editor" in (tmp_path / "report.txt").read_text("utf-8")
    with ZipFile(form) as archive:
        assert archive.infolist()[0].compress_type == ZIP_DEFLATED
