"""Markup of every kind in CommonMark, typed into any kind of text field, comes out as typed or is refused."""

from __future__ import annotations

import html
import re
from ast import literal_eval
from collections.abc import Iterator
from functools import cache
from typing import TypeAlias

import pytest
from mkdocs.structure.files import get_files

from generator.content.prose import Dialect
from generator.outputs.project import render_project
from tests.commonmark_examples import BY_SECTION, EXAMPLES, LINES
from tests.examples import ALL
from tests.hostile_library import Hostile, is_line, is_prose, make_hostile_project, pairs
from tests.outline import Outline
from tests.test_commonmark import BOTH, both, without_plugin
from tests.test_prose import (
    ALLOWED,
    ALLOWED_IN_GUIDE,
    DEFINITION_POSITIONS,
    DESTINATIONS,
    PROSE_POSITIONS,
    TEXT_POSITIONS,
    as_meant,
    assert_stands,
    converted,
    filtered,
    reader,
)

Filled: TypeAlias = tuple[Hostile, dict[str, list[str]]]


def test_every_section_of_the_specification_has_examples() -> None:
    assert len(BY_SECTION) >= 30
    assert len(EXAMPLES) >= 250


@pytest.mark.parametrize("number", range(len(TEXT_POSITIONS)), ids=TEXT_POSITIONS)
def test_in_a_line_every_example_prints_as_typed(number: int) -> None:
    """Each in a quarter of the positions, and each week in all of them."""
    position = list(TEXT_POSITIONS.values())[number]
    for text in LINES if ALL else LINES[number % 4 :: 4]:
        assert_stands(position, filtered(text, "text"), html.escape(text, quote=False), set())


def readable(dialect: Dialect) -> list[str]:
    """The examples in which the check finds no mistake."""
    return [
        text
        for text in EXAMPLES
        if text.strip()
        and not (prose := reader().read(text, dialect)).faults
        and all(link.address in DESTINATIONS for link in prose.links)
    ]


@pytest.mark.parametrize("position", PROSE_POSITIONS.values(), ids=PROSE_POSITIONS)
def test_in_prose_every_example_that_is_not_refused_reads_as_commonmark_has_it(position: str) -> None:
    for text in readable("prose"):
        assert_stands(position, filtered(text, "prose"), f"\n{as_meant(text)}\n", ALLOWED)


@pytest.mark.parametrize("position", DEFINITION_POSITIONS.values(), ids=DEFINITION_POSITIONS)
def test_in_a_definition_too(position: str) -> None:
    for text in readable("prose"):
        assert_stands(position, filtered(text, "definition"), f"\n{as_meant(text)}\n", ALLOWED)


def test_in_a_guide_too() -> None:
    for text in readable("guide"):
        page = Outline(converted(filtered(text, "guide")))
        assert page.text == as_meant(text, "guide")
        assert page.elements <= ALLOWED_IN_GUIDE


MARKED = [
    f"{text} zq{number}z"
    for number, text in enumerate([*LINES, *filter(str.strip, EXAMPLES)])
    if "a@e.org" not in text  # content may not have e-mail addresses
]
MARK = re.compile("zq([0-9]+)z")
VALUE = re.compile(r"=('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """A project with examples in every field of every model, and the content of each page as we convert it.

    And as Python-Markdown does: of every third page, and each week of all. Each example is followed by a
    unique word, by which it is found again.
    """
    hostile = make_hostile_project(
        tmp_path_factory.mktemp("examples") / "project", MARKED, 8, 30, is_spread=True
    )
    docs = hostile.root / "docs"
    assert render_project(hostile.root, docs).written
    config = without_plugin(docs_dir=str(docs), site_dir=str(hostile.root / "site"))
    files = get_files(config)
    with pytest.MonkeyPatch.context() as patch:
        # Including pages that would go to Python-Markdown to be on the safe side.
        patch.setattr("generator.site.conversion.is_read_alike", lambda _: True)
        yield (
            hostile,
            {
                file.src_uri: [str(made["content"]) for made in both(file, config, files, kinds=kinds)]
                for number, file in enumerate(files.documentation_pages())
                for kinds in [BOTH if ALL or number % 3 == 0 else BOTH[:1]]
            },
        )


def test_every_field_of_every_model_is_read_alike_by_both_engines(filled: Filled) -> None:
    hostile, pages = filled
    assert len(hostile.tried) > 140
    assert pairs(hostile) > 140 * 40
    assert len(pages) > 150
    compared = {name: made for name, made in pages.items() if len(made) == len(BOTH)}
    assert len(compared) > 50
    for name, (ours, reference) in compared.items():
        assert without_typed_attributes(ours) == without_typed_attributes(reference), name


def without_typed_attributes(page: str) -> str:
    """The page without attributes with typed text, in which Python-Markdown replaces entities."""
    lines = page.split("\n")
    return "\n".join(
        VALUE.sub("=", line) if line.lstrip()[:1] == "<" and MARK.search(line) else line for line in lines
    )


def test_what_was_typed_into_fields_stands_in_the_pages(filled: Filled) -> None:
    found = set()
    by_mark = {text.split()[-1]: text for text in MARKED}
    for name, (ours, *_) in filled[1].items():
        # In a guide, a fence goes on to the next text: `test_in_a_guide_too` reads one by one.
        text = words_in(ours) if "/guide-x" not in name else ""
        for mark in MARK.finditer(text):
            typed = by_mark[mark[0]]
            before = text[: mark.end()]
            assert before.endswith(ways_to_show(typed)), (name, typed, before[-200:])
            found.add(typed)
    assert [text for text in MARKED if text not in found and (is_line(text) or is_prose(text))] == []


@cache
def ways_to_show(typed: str) -> tuple[str, ...]:
    """How a text is shown in a field of one line, in prose, and in a guide."""
    outlines = as_meant(typed), as_meant(typed, "guide")
    words = (html.unescape(re.sub("<[^>]*>|[␠␤]", "", one)) for one in outlines)
    return tuple(map(squeezed, [typed, *words]))


def words_in(outline_of_page: str) -> str:
    """The text of a page, without any white space."""
    lines = (line.strip() for line in outline_of_page.split("\n"))
    return squeezed("".join(literal_eval(line) for line in lines if line[:1] in {"'", '"'}))


def squeezed(text: str) -> str:
    return "".join(text.split())
