"""The search answers what people ask: names, abbreviations, questions, other spellings and misspellings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from generator.site.search.entries import name_of, words_of
from tests.browser.conftest import OpenPage
from tests.browser.test_search import open_search

ANSWERS = Path(__file__).parents[1] / "searches" / "answers.tsv"
FIND = """async queries => Promise.all(queries.map(async query => {
  const found = await guidanceSearch.find(query, { kind: [], type: [], theme: [] });
  const first = await Promise.all(found.results.slice(0, 3).map(result => result.read()));
  return first.map(entry => `${entry.title} | ${entry.address}`);
}))"""


def wanted() -> list[tuple[str, str]]:
    lines = (line for line in ANSWERS.read_text("utf-8").splitlines() if line and line[0] != "#")
    return [(query, pattern) for query, _, pattern in (line.partition("\t") for line in lines)]


def ready(page: Page, address: str) -> Page:
    page.goto(f"{address}index.html#search=")
    page.wait_for_function("() => window.guidanceSearch?.find")
    return page


def is_right(pattern: str, found: list[str]) -> bool:
    if pattern == "NOTHING":
        return not found
    return any(re.search(pattern, each, re.IGNORECASE) for each in found)


def test_a_right_page_is_among_the_first_three(place: str, page: Page) -> None:
    queries = wanted()
    assert len(queries) >= 60
    answers = ready(page, place).evaluate(FIND, [query for query, _ in queries])
    wrong = {
        query: (pattern, answer)
        for (query, pattern), answer in zip(queries, answers, strict=True)
        if not is_right(pattern, answer)
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "text", ["Nurses' café, e-health: CCIOs & 2gether’s 1,000", "İstanbul ß ﬁ ½ Ⅳ", "boss ss s classes"]
)
def test_words_are_taken_apart_alike_on_both_sides(text: str, server: str, page: Page) -> None:
    there = ready(page, server).evaluate(
        "text => [guidanceSearch.wordsOf(text), guidanceSearch.nameOf(guidanceSearch.wordsOf(text))]",
        text,
    )
    assert there == [words_of(text), name_of(words_of(text))]


def test_what_is_misspelt_is_put_right_and_said(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}index.html")
    open_search(page, "chief nursing informtics officer")
    expect(page.locator(".g-search-dialog__others")).to_contain_text(
        "Showing results for “chief nursing informatics officer”."
    )
    expect(page.locator(".g-search-dialog [role=status]")).to_contain_text(
        "Showing results for", timeout=2000
    )


def test_a_word_that_is_nowhere_is_said_beside_the_results_for_others(
    server: str, open_page: OpenPage
) -> None:
    page = open_page(f"{server}index.html")
    open_search(page, "clinical burnout")
    expect(page.locator(".g-search-dialog__others")).to_contain_text("Nothing was found for “burnout”")


def test_nothing_found_is_said_with_a_way_on(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}index.html")
    open_search(page, "blockchain")
    expect(page.locator(".g-search-dialog__count")).to_have_text("Nothing found.")
    expect(page.locator(".g-search-dialog__help").get_by_role("link", name="Glossary")).to_be_visible()
    expect(page.locator(".g-search-dialog [role=status]")).to_have_text("Nothing found.", timeout=2000)


def test_a_term_is_found_where_it_stands(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}index.html")
    open_search(page, "whole-time equivalent")
    page.locator(".g-search-dialog__list h3 a").first.click()
    page.wait_for_url(f"{place}glossary.html#wte")
