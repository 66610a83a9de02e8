"""What a first page weighs with all that its scripts ask for, and that they work once somebody needs them."""

from __future__ import annotations

import gzip
import time

import pytest
from playwright.sync_api import Page, Response, Route, expect

from tests.browser.conftest import OpenPage
from tests.test_page_weight import HEADERS, most_bytes

MOST_MOVED = 0.02
"""Cumulative layout shift, as browsers reckon it. Readers don't feel it below 0.1."""
BUSY = {
    "home": "index.html",
    "finder": "case-studies/index.html",
    "form": "about/case-study-form.html",
    "self-assessment": "self-assessment.html",
    "comparison": "compare.html",
    "your organisation": "your-organisation.html",
}
"""Pages on which scripts load something by themselves, and one on which none does."""


@pytest.mark.parametrize("address", BUSY.values(), ids=BUSY)
def test_a_first_page_is_light_with_all_that_its_scripts_load(address: str, server: str, page: Page) -> None:
    answers: list[Response] = []
    page.context.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 (no built-in)
    page.goto(f"{server}{address}", wait_until="networkidle")
    bodies = [answer.body() for answer in answers]
    assert sum(min(len(body), len(gzip.compress(body, 6))) + HEADERS for body in bodies) <= most_bytes(
        address
    )


@pytest.mark.parametrize("width", [412, 1280])
@pytest.mark.parametrize("address", BUSY.values(), ids=BUSY)
def test_nothing_jumps_when_scripts_come_late(address: str, width: int, server: str, page: Page) -> None:
    def hold(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    page.route("**/shared.js", hold)  # the first; all others wait for it
    page.set_viewport_size({"width": width, "height": 823})
    page.goto(f"{server}{address}", wait_until="networkidle")
    moved = page.evaluate("""() => new Promise(resolve => new PerformanceObserver(list => resolve(
      list.getEntries().map(entry => [entry.value, ...entry.sources.map(one => one.node?.className)])
    )).observe({type: "layout-shift", buffered: true}) || setTimeout(resolve, 300, []))""")
    assert sum(entry[0] for entry in moved) < MOST_MOVED, moved


def test_a_link_into_something_that_is_folded_away_unfolds_it(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}case-study-figures.html")
    page.locator("main article").evaluate("""article => {
      article.append(document.createElement("details"));
      article.lastChild.append(document.createElement("details"));
      article.lastChild.lastChild.append(document.createElement("p"));
      article.lastChild.lastChild.lastChild.id = "inside";
      article.lastChild.lastChild.lastChild.textContent = "Here";
    }""")
    page.evaluate("location.hash = 'inside'")
    expect(page.locator("#inside")).to_be_visible()


def test_the_contents_mark_the_section_that_is_being_read(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}why.html")
    links = page.locator(".g-toc .md-nav__link")
    active = page.locator(".g-toc .md-nav__link--active")
    expect(active).to_have_count(0)
    page.goto(page.url + (links.nth(2).get_attribute("href") or ""))
    expect(active).to_have_text(links.nth(2).inner_text())
    page.evaluate("scrollTo(0, 0)")
    expect(active).to_have_count(0)


def test_a_table_that_is_too_wide_scrolls_by_keyboard(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}guides/small-improvements.html", width=320)
    box = page.locator("main .g-scroll:has(> table:not([class]))").first
    box.evaluate("box => { box.firstElementChild.style.minWidth = '60rem'; }")
    page.set_viewport_size({"width": 321, "height": 800})
    expect(box).to_have_attribute("tabindex", "0")
    box.evaluate("box => { box.firstElementChild.style.minWidth = ''; }")
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(box).not_to_have_attribute("tabindex", "0")
