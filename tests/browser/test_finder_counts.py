"""The finder's sums in a large library, against a plain computation of the same from the records."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from itertools import chain
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bench.library import write_library
from generator.library.evidence import Case
from generator.library.library import Library
from generator.outputs.other_files import join_parts
from generator.outputs.project import check_project
from generator.outputs.script_data import iter_scripts
from generator.outputs.script_data.case_studies import SUMMARIES
from tests.browser.conftest import OpenPage
from tests.conftest import ROOT
from tests.examples import examples

COUNT = ROOT / "templates/scripts/finder/count.js"

CASES = 300
SELECTIONS = examples(200)
TEAM_SIZES = {"under-2": (0, 2), "2-to-5": (2, 5), "5-to-10": (5, 10), "10-or-more": (10, 10**9)}

Selection = dict[str, Any]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    root = tmp_path_factory.mktemp("large") / "project"
    write_library(root, CASES)
    checked = check_project(root)
    assert checked.library is not None, checked.problems
    return checked.library


@pytest.fixture(scope="module")
def scripts(library: Library) -> dict[str, str]:
    """The data scripts of the site, by address. The made-up summaries have no markup to take off."""
    return {file.uri: file.text for file in iter_scripts(library, lambda prose: prose)}


@pytest.fixture(scope="module")
def data(scripts: dict[str, str]) -> dict[str, Any]:
    """What the finder knows when all of it has arrived."""
    found: dict[str, Any] = _read(scripts["assets/data/cases.js"])
    parts = [_read(scripts[f"assets/data/summaries/{number}.js"]) for number in range(CASES // SUMMARIES)]
    for case, summary in zip(found["cases"], chain(*parts), strict=True):
        case["summary"] = summary
    return found


def _read(script: str) -> Any:
    return json.loads(script.partition("=")[2].rstrip().rstrip(";"))


def test_counts_are_right_for_random_selections(page: Page, library: Library, data: dict[str, Any]) -> None:
    page.add_script_tag(content=f"window.guidanceCases = {json.dumps(data)}")
    page.add_script_tag(content=join_parts("finder", {"count.js": COUNT.read_text("utf-8")}))
    by_id = {case.id: _values(case, library) for case in library.cases}
    values = [by_id[case["id"]] for case in data["cases"]]
    texts = [_text(case, data) for case in data["cases"]]
    chance = Random(2022)  # noqa: S311 (the same selections each time)
    sizes = []
    for _ in range(SELECTIONS):
        selection = _random_selection(data, chance)
        counted = page.evaluate("query => guidanceFinder.count(window.guidanceCases, query)", selection)
        expected = _count(selection, data, values, texts)
        assert counted == expected, selection
        sizes.append(len(expected["found"]))
    # The selections were neither all empty nor all whole.
    assert len(set(sizes)) > SELECTIONS // 4


def _random_selection(data: dict[str, Any], chance: Random) -> Selection:
    choices = {}
    for facet in chance.sample(data["facets"], chance.randint(0, 3)):
        names = [option[0] for option in facet["options"]]
        choices[facet["id"]] = chance.sample(names, chance.randint(1, 3))
    words: list[str] = []
    if chance.random() < 0.4:
        case = chance.choice(data["cases"])
        words = [
            word[: chance.randint(3, 9)].upper()
            for word in chance.sample(case["summary"].split(), chance.randint(1, 2))
        ]
    return {"choices": choices, "words": "  ".join(words), "order": ""}


def _values(case: Case, library: Library) -> dict[str, set[str]]:
    """What a case study has in each facet, read from its record."""
    record = case.record
    organisation, team = record.organisation, record.team
    wte = team.wte if team else None
    members = team.members if team else ()
    roles = [*(person.role for person in record.interviewed), *(member.role for member in members)]
    found: dict[str, set[str | None]] = {
        "type": set(organisation.types),
        "theme": {library.recommendations[done.recommendation].theme.id for done in record.practices},
        "nation": {organisation.nation} - {None},
        "size": {organisation.size} - {None},
        "team": {name for name, (low, high) in TEAM_SIZES.items() if wte is not None and low <= wte < high},
        "role": set(roles) - {None},
        "kind": {record.kind},
    }
    return {facet: {str(name) for name in names} or {"not-reported"} for facet, names in found.items()}


def _text(case: dict[str, Any], data: dict[str, Any]) -> list[str]:
    """The words that keywords may begin."""
    parts = [case["title"], case["summary"]]
    for facet, positions in zip(data["facets"], case["facets"], strict=True):
        for position in positions:
            name, *words = facet["options"][position]
            parts += [] if name == "not-reported" else words
    return [word for part in parts for word in _words(part)]


def _words(text: str) -> list[str]:
    bare = unicodedata.normalize("NFD", text).replace("'", "").replace("’", "").lower()
    return re.findall(r"[a-z0-9]+", "".join(sign for sign in bare if not unicodedata.combining(sign)))


def _count(
    selection: Selection, data: dict[str, Any], values: list[dict[str, set[str]]], texts: list[list[str]]
) -> dict[str, Any]:
    """Each number by itself: which case studies fit when this and that is asked for."""
    choices, words = selection["choices"], _words(selection["words"])
    names = [facet["id"] for facet in data["facets"]]

    everywhere = range(len(texts))
    said = [
        index
        for index in everywhere
        if all(any(known.startswith(word) for known in texts[index]) for word in words)
    ]

    def fitting(asked: dict[str, list[str]], among: Iterable[int]) -> list[int]:
        return [
            index
            for index in among
            if all(values[index][facet] & set(options) for facet, options in asked.items())
        ]

    others = [{name: choices[name] for name in choices if name != facet} for facet in names]
    left = [fitting(asked, said) for asked in others]
    return {
        "found": fitting(choices, said),
        "counts": [
            [sum(option[0] in values[index][facet["id"]] for index in found) for option in facet["options"]]
            for facet, found in zip(data["facets"], left, strict=True)
        ],
        "without": [*map(len, left), len(fitting(choices, everywhere))],
    }


@pytest.fixture
def large_finder(server: str, page: Page, scripts: dict[str, str]) -> Page:
    """The finder's page of the real site, with the data of the large library."""
    page.route(
        "**/assets/data/**",
        lambda route: route.fulfill(body=scripts[route.request.url.removeprefix(server)]),
    )
    page.goto(server + "case-studies/index.html")
    return page


def show_more(page: Page) -> None:
    """Once the summaries are there: they move the button, perhaps between pressing and letting go."""
    expect(page.locator(".g-finder__summary").last).not_to_be_empty()
    page.get_by_role("button", name="Show 30 more").click()


def test_a_long_list_comes_in_parts(large_finder: Page) -> None:
    cards = large_finder.locator(".g-finder .g-card")
    expect(large_finder.locator(".g-finder__status")).to_have_text("300 case studies, the first 30 shown")
    assert cards.count() == 30
    show_more(large_finder)
    expect(cards).to_have_count(60)
    expect(cards.nth(30).locator("h3 a")).to_be_focused()
    expect(large_finder.locator(".g-finder__status")).to_have_text("300 case studies, the first 60 shown")


def test_back_from_a_case_study_shows_as_many_as_before(large_finder: Page) -> None:
    cards = large_finder.locator(".g-finder .g-card")
    show_more(large_finder)
    expect(cards).to_have_count(60)
    large_finder.goto(large_finder.url.replace("case-studies/index.html", "index.html"))
    large_finder.go_back()
    expect(cards).to_have_count(60)


def test_summaries_arrive_when_they_are_needed(large_finder: Page) -> None:
    summaries = large_finder.locator(".g-finder__summary")
    expect(summaries.last).not_to_be_empty()
    loaded = large_finder.evaluate("guidanceCases.cases.filter(item => item.summary).length")
    assert loaded == SUMMARIES
    large_finder.evaluate("document.querySelector('.g-finder input[value=scotland]').click()")
    expect(large_finder.locator(".g-finder__summary:empty")).to_have_count(0)


def test_words_are_looked_for_in_all_summaries(large_finder: Page, data: dict[str, Any]) -> None:
    last = data["cases"][-1]
    words = " ".join(sorted(set(_words(last["summary"]))))[:190].rpartition(" ")[0]
    large_finder.goto(large_finder.url + "#words=" + words.replace(" ", "+"))
    large_finder.reload()
    expect(large_finder.locator(".g-finder .g-card h3").first).to_have_text(last["title"])


def test_cards_look_as_in_the_list_of_the_server(server: str, open_page: OpenPage) -> None:
    page = open_page(server + "case-studies/index.html")
    drawn = page.locator(".g-finder .g-card").filter(has_text="Four CCIOs at Bolton")
    made = page.locator(".g-case-list .g-card").filter(has_text="Four CCIOs at Bolton")
    for part in ("p:not(.g-meta)", ".g-meta"):
        assert drawn.locator(part).text_content() == made.locator(part).first.text_content()
