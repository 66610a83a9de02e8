"""The board paper: every statement of every paper stands in the content, with its sources and its date."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.library.board_paper import BLANKS, SECTIONS, Ask, Paper, Papers, Statement, asks
from generator.outputs.script_data.tools import board_data, note_of
from generator.rendering.render import Renderer
from tests.conftest import ROOT, Guidance, MakeProject
from tests.real_content import library

NUMBER = re.compile(r"\d[\d,.]*\d|\d")


@cache
def papers() -> dict[tuple[str, str], tuple[Ask, Paper]]:
    made = Papers(library())
    types = ["", *(entry.id for entry in library().vocabulary.organisation_types)]
    return {(ask.id, name): (ask, made.paper(ask, name)) for ask in asks(library()) for name in types}


@cache
def files() -> dict[str, Any]:
    """The content as editors wrote it, by path: read without any of the program's own code."""
    paths = (*ROOT.glob("content/**/*.yml"), *ROOT.glob("case_studies/*.yml"))
    return {
        path.relative_to(ROOT).as_posix(): yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        for path in paths
    }


def entries(path: str, *ways: str) -> Iterator[dict[str, Any]]:
    """All entries of lists within lists, such as groups and then findings."""
    found = [files()[path]]
    for way in ways:
        found = [item for each in found for item in each.get(way, ())]
    return iter(found)


def origin(statement: Statement) -> tuple[str, list[str]]:
    """The text that the content has at the place that the statement names, and the sources there."""
    kind, _, named = statement.id.partition(":")
    identifier, _, part = named.partition("/")
    match kind:
        case "finding":
            [found] = [
                e for e in entries("content/findings.yml", "groups", "findings") if e["id"] == identifier
            ]
            return found["notes"][0] if part == "note" else found["text"], found["sources"]
        case "benefit":
            [found] = [e for e in entries("content/benefits.yml", "benefits") if e["id"] == identifier]
            return found["reported_views"][0] if part == "view" else found["summary"], found["sources"]
        case "recommendation":
            themes = [path for path in files() if path.startswith("content/themes/")]
            every = (e for path in themes for e in entries(path, "recommendations"))
            [found] = [e for e in every if e["id"] == identifier]
            return found["text"], found["sources"]
        case "role":
            found = files()[f"content/roles/{identifier}.yml"]
            fact = found["reports_to"][0] if part else None
            return (fact["text"], fact["sources"]) if fact else (found["purpose"], found["sources"])
    return case_origin(files()[f"case_studies/{identifier}.yml"], part)


def case_origin(case: dict[str, Any], part: str) -> tuple[str, list[str]]:
    name, _, which = part.partition("-")
    if name == "challenge":
        return case["challenges"][int(which)]["text"], case["sources"]
    if name == "practice":
        [found] = [item for item in case["practices"] if item["recommendation"] == which]
        return found["how"], found.get("sources") or case["sources"]
    assert name == "board"
    return case.get("board_representation") or case["team"]["reporting_line"], case["sources"]


FIGURES = ("team", "time", "post")
"""What is made of the fields of a case study, and not a text of it."""


def is_figure(statement: Statement) -> bool:
    return statement.id.startswith("case:") and statement.id.partition("/")[2].split("-")[0] in FIGURES


def numbers_in(value: Any) -> set[str]:
    """All numbers that a case study's team has, however they are written."""
    text = json.dumps(value, default=str)
    return {number.replace(",", "") for number in NUMBER.findall(text)}


def test_each_statement_stands_in_the_content_with_its_sources() -> None:
    for _, paper in papers().values():
        for statement in (item for found in paper.sections.values() for item in found):
            if statement.id == "count" or is_figure(statement):
                continue
            text, sources = origin(statement)
            assert str(statement.text).split() == text.split(), statement.id
            assert list(statement.sources) == list(sources), statement.id


def test_each_number_of_a_case_study_is_one_that_it_reports() -> None:
    seen = 0
    for _, paper in papers().values():
        for statement in (item for found in paper.sections.values() for item in found if is_figure(item)):
            assert statement.case is not None
            case = files()[statement.case.path]
            found = {number.replace(",", "") for number in NUMBER.findall(statement.text)}
            assert found <= numbers_in(case["team"]), statement
            assert list(statement.sources) == case["sources"]
            seen += bool(found)
    assert seen > 100


def test_a_challenge_comes_with_the_advice_that_an_editor_chose_for_it() -> None:
    for _, paper in papers().values():
        for statement in paper.sections["obstacles"]:
            assert statement.case is not None
            challenge = files()[statement.case.path]["challenges"][int(statement.id.rpartition("-")[2])]
            assert statement.advice
            assert {entry.id for entry in statement.advice} <= set(challenge["answers"])
            assert statement.helped.split() == challenge.get("response", "").split()


def test_what_organisations_like_ours_do_is_of_their_type_alone() -> None:
    for (_, name), (_, paper) in papers().items():
        types = [item.case.record.organisation.types for item in paper.sections["alike"] if item.case]
        assert not name or not paper.is_alike or all(name in found for found in types)
        others = [item.case.record.organisation.types for item in paper.sections["elsewhere"] if item.case]
        assert not any(name in found for found in others)


def test_one_identifier_is_one_statement() -> None:
    known: dict[str, Statement] = {}
    for _, paper in papers().values():
        for item in (item for found in paper.sections.values() for item in found if item.id != "count"):
            assert known.setdefault(item.id, item) == item


def test_what_asks_name_is_in_the_content() -> None:
    findings = {entry["id"] for entry in entries("content/findings.yml", "groups", "findings")}
    known = findings | set(library().recommendations)
    for ask in asks(library()):
        assert {*ask.findings, *ask.reasons, *ask.recommendations} <= known, ask.id


def data() -> dict[str, Any]:
    return board_data(library(), Renderer(library(), [ROOT / "templates"]).plain)


def test_the_data_has_every_statement_of_every_paper_with_a_note_on_its_source_and_date() -> None:
    made = data()
    published = {source.id: source for source in library().bibliography.sources}
    of_ask, of_type = made["parts"]
    for (asked, name), (_, paper) in papers().items():
        places = dict(zip(of_ask, made["papers"][asked]["all"], strict=True))
        places |= dict(zip(of_type, made["papers"][asked]["types"][name], strict=True))
        assert set(places) == set(SECTIONS)
        for section, found in paper.sections.items():
            shown = [made["statements"][place] for place in places[section]]
            assert [item.lead for item in found] == [statement[0] for statement in shown]
            for item, statement in zip(found, shown, strict=True):
                note = made["notes"][statement[2]][0]
                assert note == note_of(item, library())
                for reference in item.sources:
                    source = published[reference.partition("#")[0]]
                    assert source.cited_as in note
                    assert (source.published or "date not known") in note
                if item.case is not None and item.case.record.told is not None:
                    assert item.case.record.told.when in note


def test_lists_become_parts_of_a_sentence() -> None:
    texts = [statement[1] for statement in data()["statements"]]
    [found] = [text for text in texts if text.startswith("Most of the problems were of two kinds")]
    assert ": too little funding; too little support" in found
    assert not [text for text in texts if " - " in text or "\n" in text or "](" in text]


def test_each_blank_says_who_can_fill_it_in() -> None:
    assert all(blank["who"] and blank["title"] for blank in BLANKS)
    assert len({blank["id"] for blank in BLANKS}) == len(BLANKS)


def script(root: Path) -> str:
    return (root / "docs/assets/data/board-paper.js").read_text("utf-8")


def test_what_may_not_be_published_is_in_no_paper(project: MakeProject, guidance: Guidance) -> None:
    coast = (ROOT / "tests/cases/base/case_studies/coast.yml").read_text("utf-8")
    root = project({})
    assert guidance(root, "render").exit_code == 0
    assert "A hospital on the coast" in script(root)
    (root / "case_studies/coast.yml").write_text(coast.replace("consent: true", "consent: false"), "utf-8")
    assert guidance(root, "render").exit_code == 0
    assert "A hospital on the coast" not in script(root)


def test_content_without_what_asks_name_has_papers_all_the_same(
    project: MakeProject, guidance: Guidance
) -> None:
    root = project({})
    assert guidance(root, "render").exit_code == 0
    made = json.loads(script(root).partition(" = ")[2].rstrip().removesuffix(";"))
    assert [ask[0] for ask in made["asks"]][:3] == ["team", "time", "board"]
    assert len(made["asks"]) > 3
    text = (root / "docs/board-paper.md").read_text("utf-8")
    assert "## How a paper is made up" in text
