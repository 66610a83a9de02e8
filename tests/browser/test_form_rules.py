"""The form judges a case study as `guidance check` does, and what it writes is read as it was meant."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page

from generator.checks.fields import validate
from generator.checks.personal_data import find_refused
from generator.content.model.case_study import CaseStudy
from generator.content.yaml import parse_document
from generator.outputs.other_files import join_parts
from generator.outputs.project import check_project
from generator.outputs.script_data import iter_scripts
from tests.browser.conftest import OpenPage
from tests.browser.form_rules import HOSTILE, Finding, Judge, mutated
from tests.conftest import ROOT
from tests.examples import examples
from tests.phone_numbers import NO_PHONES, PHONES

FOLDER = ROOT / "templates/scripts/form"
LIBRARIES = ("js-yaml.min.js", "markdown-it.min.js")
NEEDED = ("messages.js", "prose.js", "personal-data.js", "rules.js", "yaml.js", "files.js")
"""Parts that have nothing to show."""
SAYS = """window.guidance = {
  english: words => words,
  say: (words, values) => words.replace(/\\{(\\w+)\\}/g, (name, key) => values[key])
};"""
"""What they need of the script that all pages have."""
ROUNDS = examples(600)
PERSONAL = {"personal-email", "personal-phone", "personal-nhs-number", "personal-name"}
STRICTER = {"control-character", "bidi-control", *PERSONAL}
"""What the form alone says of data. `guidance check` says the same of the file, when it reads it."""
LENIENT = {"headcount-below-wte", "partial-list", "review-before-reviewed"}
"""Rules between fields. `guidance check` also tries them on values that are wrong in themselves: 1e3."""


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(ROOT)


@pytest.fixture(scope="module")
def data() -> str:
    """The data script of the form."""
    library = check_project(ROOT).library
    assert library is not None
    files = {file.uri: file.text for file in iter_scripts(library, lambda prose: prose)}
    return files["assets/data/case-form.js"]


@pytest.fixture
def rules(open_page: OpenPage, data: str) -> Page:
    """An empty page with the scripts of the form that need nothing to show."""
    page = open_page("about:blank")
    page.add_script_tag(content=SAYS + data)
    for name in LIBRARIES:
        page.add_script_tag(path=ROOT / "templates/theme/assets/javascripts/vendor" / name)
    parts = {name: (FOLDER / name).read_text("utf-8") for name in NEEDED}
    page.add_script_tag(content=join_parts("form", parts))
    return page


def found_by_form(page: Page, documents: list[Any]) -> list[set[Finding]]:
    script = """all => {
      const rules = guidanceForm.rules.makeRules(guidanceFormData);
      return JSON.parse(all).map(data => rules.check(data).map(one => [one.code, one.at]));
    }"""
    return [{_finding(code, at) for code, at in one} for one in page.evaluate(script, json.dumps(documents))]


def _finding(code: str, at: list[str | int]) -> Finding:
    # `guidance check` can only point at what a missing field is missing from.
    return code, tuple(at[:-1] if code == "missing-field" else at)


def test_the_real_case_studies_have_no_mistakes(rules: Page, judge: Judge) -> None:
    assert found_by_form(rules, list(judge.cases.values())) == [set()] * len(judge.cases)


def test_both_find_the_same_mistakes_at_the_same_fields(rules: Page, judge: Judge) -> None:
    chance = Random(4)  # noqa: S311 (the same mistakes each time)
    originals = list(judge.cases.values())
    documents = [mutated(chance.choice(originals), chance) for _ in range(ROUNDS)]
    codes: set[str] = set()
    refused = 0
    for document, form in zip(documents, found_by_form(rules, documents), strict=True):
        check = judge.findings(document)
        assert {one for one in form - check if one[0] not in STRICTER} == set(), document
        missed = check - form
        assert not missed or {code for code, _ in missed} <= LENIENT, (missed, document)
        assert bool(form) >= bool(check)
        codes |= {code for code, _ in check}
        refused += bool(check)
    assert ROUNDS // 2 < refused < ROUNDS
    assert len(codes) > 15, codes


def test_every_text_is_judged_alike_as_prose(rules: Page, judge: Judge) -> None:
    texts = [text for text in HOSTILE if isinstance(text, str)]
    chance = Random(5)  # noqa: S311
    texts += ["".join(chance.choices(texts, k=3)) for _ in range(examples(400))]
    texts += ["\n".join(chance.choices(texts, k=3)) for _ in range(examples(400))]
    texts += ["x" * 10_001, "a\n\n" + "x\n" * 5_001, "word\n\n" * 9_000, "word\n \n" * 7_000]
    original = next(iter(judge.cases.values()))
    documents = [{**original, "remit": text} for text in texts]
    for document, form in zip(documents, found_by_form(rules, documents), strict=True):
        assert {one for one in form if one[0] not in STRICTER} == judge.findings(document), document["remit"]


def written(page: Page, documents: list[Any]) -> list[str]:
    script = "all => JSON.parse(all).map(one => guidanceForm.yaml.write(guidanceFormData, one))"
    texts: list[str] = page.evaluate(script, json.dumps(documents))
    return texts


def hostile_cases(judge: Judge) -> list[Any]:
    """Case studies that the schema takes and whose texts are made to be misread."""
    chance = Random(6)  # noqa: S311
    texts = [text for text in HOSTILE if isinstance(text, str) and text.strip()]
    texts += [
        "%d",
        "@home",
        "? what",
        "!x",
        "&x",
        "*x",
        "%x",
        "|",
        ">",
        "{a}",
        "a,b",
        "x:",
        ":x",
        "0x1F",
        "1_000",
        "=",
        "-",
    ]
    texts += [
        "A: b\n\n  indented\n- x\n\ttab\n#c\n---\n...\n%d",
        "x \ny",
        "a\n\n\n\nb",
        "\u200bx",
        "on",
        "12e5",
        "0o7",
    ]
    return [
        _with_texts(original, texts, chance) for original in judge.cases.values() for _ in range(examples(30))
    ]


def _with_texts(original: Any, texts: list[str], chance: Random) -> Any:
    data = copy.deepcopy(original)
    for holder, key in _text_places(data):
        if chance.random() < 0.4:
            text = chance.choice(texts)
            if key not in PROSE:
                text = " ".join(text.split())[:300]
            holder[key] = text
    return data


PROSE = {
    "summary",
    "context",
    "wider_network",
    "funding",
    "contracts",
    "reporting_line",
    "development",
    "remit",
    "text",
    "note",
    "response",
    "how",
    "board_representation",
}
LINES = {
    "title",
    "setting",
    "budget",
    "wte_note",
    "time",
    "grade",
    "contract",
    "reports_to",
    "who",
    "label",
    "unit",
    "qualifier",
    "when",
}


def _text_places(data: Any) -> Iterator[tuple[Any, str]]:
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _text_places(value)
    for key in list(data) if isinstance(data, dict) else ():
        if key in PROSE | LINES:
            yield data, key


def same(data: Any) -> Any:
    """Texts without blanks at their ends, which mean nothing, and lines of blanks as empty lines."""
    if isinstance(data, dict):
        return {key: same(value) for key, value in data.items()}
    if isinstance(data, list):
        return [same(value) for value in data]
    lines = data.replace("\r\n", "\n").strip().split("\n")
    return "\n".join(line if line.strip() else "" for line in lines)


def test_whatever_is_written_is_read_as_it_was_meant(rules: Page, judge: Judge) -> None:
    documents = hostile_cases(judge)
    for data, text in zip(documents, written(rules, documents), strict=True):
        document, problems = parse_document(text.encode(), "case_studies/new.yml")
        assert problems == [], text
        assert document is not None
        assert same(document.data) == same(data)
        record, mistakes = validate(document, CaseStudy)
        assert mistakes == [], text
        assert record is not None


def test_what_is_written_can_be_opened_again(rules: Page, judge: Judge) -> None:
    documents = hostile_cases(judge)[::5]
    for data, text in zip(documents, written(rules, documents), strict=True):
        read = rules.evaluate("text => guidanceForm.files.readText(text)", text)
        assert same(read["data"]) == same(data)
        assert read["notes"] == []


@pytest.mark.parametrize(
    "character", ["\0", "\x07", "\x1b", "\x85", "\u2028", "\ufeff", "\uffff", "\u202e", "\U0001fffe"]
)
def test_invisible_characters_are_refused_where_the_file_would_be(
    character: str, rules: Page, judge: Judge
) -> None:
    original = next(iter(judge.cases.values()))
    data = {**original, "title": f"A{character}b"}
    [found] = found_by_form(rules, [data])
    assert {code for code, at in found if at == ("title",)} <= STRICTER
    assert found
    _, problems = parse_document(f'title: "A{character}b"\n'.encode(), "x.yml")
    assert problems


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: &x b\nc: *x\n", "anchor"),
        ("a: !!str b\n", "tag"),
        ("a: b\na: c\n", "duplicated"),
        ("a: b\n---\nc: d\n", "several documents"),
        ("a:\n\t- b\n", "tab"),
        ('a: "b\n', "Line"),
        ("- a\n", "not a case study"),
        ("", "not a case study"),
        ("[" * 30000, "can’t be read"),
    ],
)
def test_a_file_that_can_not_be_read_says_why(text: str, why: str, rules: Page) -> None:
    read = rules.evaluate("text => guidanceForm.files.readText(text)", text)
    assert why in read["refused"]


def test_comments_are_counted_as_what_is_not_kept(rules: Page) -> None:
    text = '# yaml-language-server: $schema\n# one\na: |\n  # text\n\n  # x\nb: c # two\nd: "e # f" # three\n'
    assert rules.evaluate("text => guidanceForm.files.readText(text).notes", text) == ["one", "two", "three"]


@pytest.mark.parametrize(
    "name", ["hill-trust", "a", "2gether-it-support", "index", "page-2", "Hill", "a--b", "", "x" * 81, "é"]
)
def test_a_file_name_is_judged_like_an_identifier(name: str, rules: Page) -> None:
    script = "name => guidanceForm.rules.makeRules(guidanceFormData).checkName(name, '')"
    problem = rules.evaluate(script, name)
    assert (problem is None) == (name in {"hill-trust", "a"})


def test_phone_numbers_are_found_as_the_check_finds_them(rules: Page) -> None:
    texts = [f"Ring {number}, or write." for number in (*PHONES, *NO_PHONES)]
    found = rules.evaluate(
        "all => all.map(text => guidanceForm.personalData.findRefused(text, false)"
        ".map(one => [one.kind, one.start, one.end]))",
        texts,
    )
    assert found == [
        [[one.kind, one.start, one.end] for one in find_refused(text, is_anonymous=False)] for text in texts
    ]
    assert [len(one) for one in found] == [1] * len(PHONES) + [0] * len(NO_PHONES)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Write to a.b@example.org.", "personal-email"),
        ("a (at) example.org", "personal-email"),
        ("a\uff20example.org", "personal-email"),
        ("Ring 020 7946 0958", "personal-phone"),
        ("+44 (0)20 7946 0958", "personal-phone"),
        ("07700-900123", "personal-phone"),
        ("999 000 0018", "personal-nhs-number"),
        ("9990000018", "personal-nhs-number"),
        ("It was Dr Example who said so", "personal-name"),
        ("13,000 staff, 2019-2022, Band 8a, £500 million, 0.25 WTE, 1234567890", ""),
        ("A doctor and a professor @ work; 30 of 50 in 2021", ""),
    ],
)
def test_personal_data_is_refused(text: str, code: str, rules: Page) -> None:
    found = rules.evaluate("text => guidanceForm.personalData.find(text, true).map(one => one.code)", text)
    assert found == ([code] if code else [])
    if code == "personal-name":
        assert rules.evaluate("text => guidanceForm.personalData.find(text, false)", text) == []
