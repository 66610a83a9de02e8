"""Addresses and stored values that make no sense, or mean harm, give a normal page."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.selection import ALL_PAGES
from tests.browser.test_yours import SAID, SAID_TITLES

SCRIPT = "<script>window.harm = 1</script><img src=x onerror='window.harm = 1'>"
LONG = "x" * 5_000
PAGES = (
    "index.html",
    "case-studies/index.html",
    "case-studies/mental-health-and-community-provider.html",
    "themes/building-the-team.html",
    "recommendations/multi-professional-representation.html",
    "compare.html",
    "your-organisation.html",
    "self-assessment.html",
    "about/case-study-form.html",
)
STORED = {
    "nothing that can be read": "{[",
    "null": "null",
    "a number": "7",
    "a text": '"text"',
    "a list": "[1, null, {}, []]",
    "numbers for titles": json.dumps(SAID | {"titles": {"types": [1], "size": 2, "nation": 3}}),
    "no titles": json.dumps(SAID | {"titles": None}),
    "thousands of characters": json.dumps(SAID | {"titles": SAID_TITLES | {"size": LONG}}),
    "thousands of types": json.dumps(
        SAID | {"types": ["a"] * 5_000, "titles": SAID_TITLES | {"types": ["a"] * 5_000}}
    ),
    "a script": json.dumps(SAID | {"titles": {"types": [SCRIPT], "size": SCRIPT, "nation": SCRIPT}}),
    "what is not on this site": json.dumps(SAID | {"types": ["no-such-type"], "size": "no", "nation": "no"}),
    "parts of objects": json.dumps(
        SAID | {"types": ["constructor"], "size": "tostring", "nation": "valueof"}
    ),
    "a draft of numbers": json.dumps(
        {"version": 1, "data": {"title": 7, "team": 3}, "name": "", "own": "", "left": []}
    ),
    "answers of numbers": json.dumps({"version": 1, "teams": [{"id": 1, "answers": 2}], "current": 3}),
    "long": LONG * 20,
}
KEYS = ("assessment", "assessment.unread", "case-study", "colours", "compare", "search-key", "yours")
READ_BY = {
    "a draft of numbers": "about/case-study-form.html",
    "answers of numbers": "self-assessment.html",
    "#cases=": "compare.html",
    "#type=": "case-studies/index.html",
    "#all&": "about/case-study-form.html",
}
"""The page that a value or address is made for; what is stored of an organisation is for its own page."""
EVERY = 6
ENDINGS = (
    "#" + "%" * 50,
    "#%E0%A4%A",
    "#" + LONG,
    "#cases=<script>,../../x,A B,__proto__," + "a," * 500,
    "#type=constructor,__proto__&theme=%3Cscript%3E&words=" + LONG,
    "#all&type=%00&sort=<img>",
    "?cases=<script>,../../x,__proto__,%E0%A4%A",
    "#search=" + SCRIPT,
    "#search=constructor+__proto__+hasOwnProperty+toString",
    "#search=" + "a " * 5_000,
    "?" + SCRIPT,
)


def pages_for(number: int, name: str) -> list[str]:
    """The page that it is made for and every sixth; all of them with GUIDANCE_ALL_PAGES, as each week.

    The tests of each page try on it what its own scripts read.
    """
    own = next((page for start, page in READ_BY.items() if name.startswith(start)), "your-organisation.html")
    return [page for at, page in enumerate(PAGES) if ALL_PAGES or page == own or (at + number) % EVERY == 0]


QUIET = """() => new Promise(resolve => {
  let known = -1;
  const look = () => {
    const loaded = performance.getEntriesByType("resource").length;
    if (loaded === known) resolve();
    else { known = loaded; setTimeout(look, 500); }
  };
  look();
})"""
"""Waits until scripts have loaded nothing more for half a second."""


def expect_normal(page: Page) -> None:
    """The page has its heading, no script of the value has run, and nothing is wider than the window."""
    expect(page.locator("main h1")).to_have_count(1)
    page.evaluate(QUIET)
    assert page.evaluate("window.harm") is None
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("called", STORED)
def test_a_stored_value_gives_a_normal_page(called: str, server: str, open_page: OpenPage) -> None:
    value, number = STORED[called], list(STORED).index(called)
    page = open_page(f"{server}about/methods.html")
    for name in pages_for(number, called):
        page.evaluate(
            "([keys, value]) => keys.forEach(key => localStorage.setItem(`guidance.${key}`, value))",
            [KEYS, value],
        )
        page.goto(server + name)
        expect_normal(page)


@pytest.mark.parametrize("ending", ENDINGS, ids=[ending[:24] for ending in ENDINGS])
def test_an_address_gives_a_normal_page(ending: str, server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}about/methods.html")
    for name in pages_for(ENDINGS.index(ending), ending):
        page.goto("about:blank")
        page.goto(server + name + ending)
        expect_normal(page)
