"""The blank form, and the way from a completed one to a page of the site."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any, get_type_hints
from zipfile import ZipFile

import docx
import pikepdf
import pytest
import yaml
from docx.document import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.basics.addresses import KINDS
from generator.checks.personal_data import find_refused
from generator.content.model.annotations import record_in
from generator.content.model.case_study import CaseStudy
from generator.content.model.fields import Record
from generator.content.prose import Reader
from generator.proforma.blocks import Block
from generator.proforma.import_form import Imported, import_form
from generator.proforma.package import Package, open_package
from generator.proforma.placing import as_prose
from generator.proforma.questions import NOT_ASKED, PROMPT, QUESTIONS, SECTIONS, TITLE
from generator.proforma.read_document import read_document
from generator.proforma.write_form import wording_of, write_odt, write_word
from tests.conftest import Guidance, MakeProject
from tests.examples import examples
from tests.filled_forms import fill_word
from tests.real_content import library
from tests.small_site import make_small_site
from tests.small_site import run as run_in
from tests.test_proforma_untidy import DAY, comments, data_of
from tests.word_forms import docx as written
from tests.word_forms import original

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
FORM = write_word(wording_of(library()))


MOST_PAGES = 6
OFFICE = shutil.which("soffice")


@pytest.mark.skipif(not OFFICE, reason="LibreOffice isn't installed")
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_blank_form_has_six_pages_in_libreoffice(kind: str, tmp_path: Path) -> None:
    form = tmp_path / f"form.{kind}"
    form.write_bytes(FORM if kind == "docx" else write_odt(wording_of(library())))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    office = [OFFICE or "", profile, "--headless", "--convert-to", "pdf"]
    command = [*office, "--outdir", str(tmp_path), str(form)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with pikepdf.open(form.with_suffix(".pdf")) as pages:
        assert len(pages.pages) <= MOST_PAGES


def opened(form: bytes = FORM) -> Document:
    return docx.Document(io.BytesIO(form))


def imported(form: bytes) -> Imported:
    outcome = import_form(form, library(), DAY)
    assert isinstance(outcome, Imported), outcome
    return outcome


def fields_of(record: type[Record], way: str = "") -> set[str]:
    """The paths of all fields of a case study that hold a value."""
    found: set[str] = set()
    types = get_type_hints(record)
    for name in record.model_fields:
        inner = record_in(types[name])
        is_list = "tuple" in str(types[name])
        found |= fields_of(inner, f"{way}{name}.") if inner and not is_list else {way + name}
    return found


def test_each_field_of_a_case_study_is_asked_or_left_out_for_a_reason() -> None:
    asked = {way for question in QUESTIONS.values() for way in question.fields}
    assert asked <= fields_of(CaseStudy)
    assert fields_of(CaseStudy) - asked - set(NOT_ASKED) == set()
    members = fields_of(record_in(get_type_hints(CaseStudy)["team"]) or Record) & {"members"}
    assert members == {"members"}


def test_the_blank_form_is_accessible() -> None:
    document = opened()
    assert document.core_properties.title == TITLE
    assert document.core_properties.language == "en-GB"
    languages = {mark.get(qn("w:val")) for mark in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    levels = [
        int(style[-1])
        for paragraph in document.element.body.iter(qn("w:pStyle"))
        if (style := str(paragraph.get(qn("w:val")))).startswith("Heading")
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in document.tables:
        assert table.rows[0]._tr.trPr is not None
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        for name in ("w:tblCaption", "w:tblDescription"):
            assert table._tbl.tblPr.find(qn(name)) is not None
    for control in document.element.body.iter(qn("w:sdt")):
        assert control.find(f"{qn('w:sdtPr')}/{qn('w:alias')}").get(qn("w:val"))


def test_headings_stay_with_their_tables() -> None:
    """What stands between a heading and the first row of its table is kept with what follows it."""
    document = opened()
    body = list(document.element.body)
    for before, table in pairwise(body):
        if table.tag == qn("w:tbl") and before.tag == qn("w:p"):
            properties = before.find(qn("w:pPr"))
            is_heading = properties is not None and properties.find(qn("w:pStyle")) is not None
            is_kept = properties is not None and properties.find(qn("w:keepNext")) is not None
            assert is_heading or is_kept or not "".join(before.itertext())
    for table in document.tables:
        assert table.rows[0]._tr.find(f".//{qn('w:keepNext')}") is not None


def test_each_place_for_an_answer_has_a_tag_and_no_number_stands_twice() -> None:
    tags = [tag.get(qn("w:val")) for tag in opened().element.body.iter(qn("w:tag"))]
    assert {str(tag).partition(".")[0] for tag in tags} == set(QUESTIONS)
    numbers = [question.number for question in QUESTIONS.values() if question.number]
    assert len(numbers) == len(set(numbers))


def test_the_form_for_libreoffice_is_the_same_form() -> None:
    odt, word = write_odt(wording_of(library())), FORM
    texts = [
        [block.text.replace(PROMPT, "").strip() for block in read_document(package).blocks]
        for form in (odt, word)
        if isinstance(package := open_package(form), Package)
    ]
    assert [text for text in texts[0] if text] == [text for text in texts[1] if text]
    assert write_odt(wording_of(library())) == odt
    assert data_of(imported(odt)) == data_of(imported(word))


def test_the_blank_form_asks_every_question_and_offers_all_of_the_vocabulary() -> None:
    document = opened()
    text = "\n".join(node.text or "" for node in document.element.body.iter(qn("w:t")))
    for section in SECTIONS:
        assert section.title in text
    for question in QUESTIONS.values():
        assert question.ask in text
    vocabulary = library().vocabulary
    for entry in (*vocabulary.cpd_methods, *vocabulary.organisation_types, *vocabulary.nations):
        assert entry.title in text
    for recommendation in library().recommendations.values():
        assert recommendation.record.title in text
    boxes = list(document.element.body.iter(W14 + "checkbox"))
    assert len(boxes) == len(re.findall("☐", text))


def test_the_blank_form_is_the_same_bytes_each_time() -> None:
    assert write_word(wording_of(library())) == FORM
    with ZipFile(io.BytesIO(FORM)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_blank_form_says_nothing() -> None:
    outcome = imported(FORM)
    assert "Not yet placed" not in outcome.draft
    assert set(data_of(outcome)) == {
        *("title", "kind", "summary", "organisation", "practices", "sources", "publication"),
    }
    assert data_of(outcome)["publication"]["consent"] == "false"


BOXES: dict[str, str | list[str]] = {
    "date": "1 May 2026",
    "names": "Ann Example",
    "job_titles": "CCIO\nCNIO",
    "email": "ann@example.org",
    "organisation": "Testshire Trust",
    "staff.title": ["CCIO", "CNIO"],
    "staff.count": ["1", "2"],
    "staff.background": ["Doctor", "Nurse"],
    "staff.time": ["6 PAs", "60%"],
    "staff.reports_to": ["Medical Director", "Chief Nurse"],
    "staff.note": ["Permanent"],
    "together": "They meet every week.",
    "board": "The CCIO attends.",
    "structure": "Below the Medical Director.",
    "breadth": "A map of skills.",
    "framework": "Appraisals",
    "cpd_others": "A journal club",
    "success": "- Champions on each ward\n- Time",
    "challenges.challenge": ["Money was short"],
    "challenges.response": ["A business case"],
    "other": "They are proud of it.",
    "staff_number": "approx. 5,000",
    "headcount": "13",
    "population": "about 300,000 people",
    "budget": "£300 million",
    "setting": "Two towns",
    "context": "Two hospitals.",
    "wte": "~3.5",
    "wte_note": "Core team only",
    "wider_network": "Forty champions.",
    "funding": "From the digital budget.",
    "contracts": "Nurses join on secondment.",
    "development": "It grew.",
    "remit": "Records and safety.",
    "title": "A team by the sea",
    "summary": "A team that meets every week.",
    "practices.regular-meetings": "Every Monday.",
}
TICKS = {
    *("cpd.courses", "types.acute", "nation.england", "size.large", "anonymous.true", "framework.yes"),
    *("kind.team", "consent.yes"),
}


def test_from_a_blank_form_to_a_page_of_the_site(tmp_path: Path) -> None:
    root = make_small_site(tmp_path / "site")
    form, draft = root / "form.docx", root / "case_studies" / "by-the-sea.yml"
    assert run_in(root, "proforma", "export", "--out", str(form)).returncode == 0
    form.write_bytes(fill_word(form.read_bytes(), BOXES, TICKS))
    result = run_in(root, "proforma", "import", str(form), "--out", str(draft))
    assert result.returncode == 0
    assert "publication.consent: yes" in result.stdout

    checked = run_in(root, "check")
    number = draft.read_text("utf-8").split("\n").index("sources: []") + 1
    assert re.findall(r"^case_studies/[^ ]*: error", checked.stdout, re.MULTILINE) == [
        f"case_studies/by-the-sea.yml:{number}:10: error"
    ]
    text = draft.read_text("utf-8").replace("sources: []", "sources: [report]")
    draft.write_text(text, "utf-8")
    checked = run_in(root, "check")
    assert (checked.returncode, "is a draft: something is still to do" in checked.stdout) == (0, True)
    assert re.search(r"withheld +1\n", checked.stdout)
    draft.write_text("\n".join(line for line in text.split("\n") if "TODO" not in line), "utf-8")
    assert "is a draft" not in run_in(root, "check").stdout
    data: dict[str, Any] = yaml.safe_load(draft.read_text("utf-8"))
    assert data["team"]["members"][0] == {
        "role": "ccio",
        "title": "CCIO",
        "count": 1,
        "profession": "doctor",
        "wte": 0.6,
        "time": "6 PAs",
        "reports_to": "Medical Director",
        "note": "Permanent\n",
    }
    assert "wte" not in data["team"]["members"][1]
    assert data["challenges"][0]["response"] == "A business case\n"

    built = run_in(root, "build")
    assert built.returncode == 0, built.stdout + built.stderr
    page = (root / "site" / "case-studies" / "by-the-sea.html").read_text("utf-8")
    for shown in ("A team by the sea", "Every Monday.", "6 PAs", "A journal club", "Champions on each ward"):
        assert shown in page
    assert (root / "site" / "assets" / "case-study-form.docx").read_bytes()[:2] == b"PK"
    offer = (root / "site" / "about" / "contribute.html").read_text("utf-8")
    assert 'href="../assets/case-study-form.docx"' in offer
    for private in ("Ann Example", "ann@example.org", "Testshire Trust"):
        assert private not in page


def test_a_form_of_the_real_content_fills_every_field() -> None:
    data = data_of(imported(fill_word(FORM, BOXES, TICKS | {"cpd.shadowing"})))
    asked = {way for question in QUESTIONS.values() for way in question.fields} - {
        "organisation.name",
        "changes",
    }
    for way in asked:
        value: Any = data
        for name in way.split("."):
            assert name in value, way
            value = value[name]
    assert data["organisation"]["staff"] == "5000"
    assert data["organisation"]["staff_is_approximate"] == "true"
    assert data["team"]["wte"] == "3.5"


def test_a_named_organisation_keeps_its_name() -> None:
    ticks = (TICKS - {"anonymous.true"}) | {"anonymous.false"}
    data = data_of(imported(fill_word(FORM, BOXES, ticks)))
    assert data["organisation"]["name"] == "Testshire Trust"
    assert data["publication"]["anonymous"] == "false"


words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=9)
answers = st.lists(words, min_size=1, max_size=30).map(" ".join)
BOX_NAMES = ("together", "board", "structure", "breadth", "framework", "success", "challenges", "other")


def letters(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation: Markdown and YAML add some of their own."""
    return re.findall(r"[^\W_]+", text.casefold())


@settings(max_examples=examples(40))
@given(st.dictionaries(st.sampled_from(BOX_NAMES), answers, min_size=1))
def test_every_word_of_an_answer_is_in_the_draft(given_answers: dict[str, str]) -> None:
    outcome = imported(written(original(given_answers)))
    values = " ".join(_texts(data_of(outcome)))
    there = set(letters(values) + letters(comments(outcome)))
    for text in given_answers.values():
        if find_refused(text, is_anonymous=True):
            continue  # looks like an e-mail address by chance, and is left out
        if not re.fullmatch(r"[\W_]*(n/?a|none|nil|tbc|nothing|unknown)?[\W_]*", text, re.IGNORECASE):
            assert set(letters(text)) <= there


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [str(value)]


MARKUP = "#*_-+>`~=|1.) <a>[]()\\!&:/x"


@settings(max_examples=examples(200))
@given(
    st.lists(
        st.tuples(st.text("#*_-+>`~=|1.) <a>[]()\\!&:/x", min_size=1, max_size=30), st.booleans()), max_size=4
    )
)
def test_text_becomes_prose_without_markup(typed: list[tuple[str, bool]]) -> None:
    lines = [Block(text.strip(), is_listed=is_listed) for text, is_listed in typed if text.strip()]
    prose = as_prose(lines)
    read = Reader(KINDS).read(prose)
    assert read.faults == ()
    assert not read.links


def test_export_replaces_a_file_only_when_told(project: MakeProject, guidance: Guidance) -> None:
    root = project({"form.docx": "mine"})
    arguments = ("proforma", "export", "--out", str(root / "form.docx"))
    assert guidance(root, *arguments).exit_code == 2
    assert (root / "form.docx").read_bytes() == b"mine"
    assert guidance(root, *arguments, "--force").exit_code == 0
    assert (root / "form.docx").read_bytes()[:2] == b"PK"
