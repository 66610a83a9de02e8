"""The finder on the page of all case studies: what readers do, what they see, and what the address says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import axe_in_both_schemes
from tests.browser.conftest import OpenPage
from tests.browser.selection import ALL_PAGES

FINDER = "case-studies/index.html"
TWO_FACETS = "#type=acute,community&nation=not-reported"
NOTHING_FITS = "#type=acute&nation=scotland"


def status(page: Page) -> Locator:
    """How many it found. The button beside it that copies the address has a status of its own."""
    return page.locator(".g-finder").get_by_role("status").and_(page.locator(".g-finder__status"))


def titles(page: Page) -> list[str]:
    # Not their inner texts: a browser lays out cards below the screen only when they come near.
    return [text.strip() for text in page.locator(".g-finder .g-card h3").all_text_contents()]


def option(page: Page, facet: str, value: str) -> Locator:
    return page.locator(f'.g-finder input[name="{facet}"][value="{value}"]')


def count_of(page: Page, facet: str, value: str) -> int:
    label = page.locator(f'.g-finder__option:has(input[name="{facet}"][value="{value}"])')
    return int(label.locator(".g-finder__count").text_content() or "")


def chips(page: Page) -> list[str]:
    return page.locator(".g-finder__chip").all_text_contents()


def cases_in(site: Path) -> list[dict[str, object]]:
    text = (site / "assets/data/cases.js").read_text(encoding="utf-8")
    cases: list[dict[str, object]] = json.loads(text.partition("=")[2].rstrip().rstrip(";"))["cases"]
    return cases


def test_it_takes_the_place_of_the_list(place: str, open_page: OpenPage, built_site: Path) -> None:
    page = open_page(place + FINDER)
    number = len(cases_in(built_site))
    expect(status(page)).to_have_text(f"{number} case studies")
    assert len(titles(page)) == number
    expect(page.locator(".g-case-list")).to_be_hidden()


def test_without_javascript_there_is_the_complete_list(
    place: str, open_page: OpenPage, built_site: Path
) -> None:
    page = open_page(place + FINDER, javascript=False)
    cards = page.locator(".g-case-list .g-card")
    assert cards.count() == len(cases_in(built_site))
    expect(cards.first).to_be_visible()
    expect(page.locator(".g-finder")).to_be_empty()
    page.get_by_role("link", name="Mental health", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Mental health"))


def test_a_second_choice_in_a_facet_gives_more_and_one_in_another_facet_fewer(
    place: str, open_page: OpenPage
) -> None:
    page = open_page(place + FINDER)
    acute, community = count_of(page, "type", "acute"), count_of(page, "type", "community")
    option(page, "type", "acute").check()
    assert len(titles(page)) == acute
    assert count_of(page, "type", "community") == community
    option(page, "type", "community").check()
    either = len(titles(page))
    assert max(acute, community) <= either < acute + community
    expected = count_of(page, "nation", "northern-ireland")
    option(page, "nation", "northern-ireland").check()
    assert len(titles(page)) == expected < either


def test_an_option_that_gives_nothing_stays_and_says_so(server: str, open_page: OpenPage) -> None:
    page = open_page(server + FINDER)
    ambulance = page.locator(".g-finder__option--none").filter(has_text="Ambulance")
    expect(ambulance).to_be_visible()
    expect(ambulance).to_have_text(re.compile(r"Ambulance\s*0"))
    expect(ambulance.locator("input")).to_be_enabled()


def test_a_chip_takes_its_choice_away_and_hands_focus_on(place: str, open_page: OpenPage) -> None:
    page = open_page(place + FINDER + TWO_FACETS)
    assert chips(page) == [
        "Remove Organisation type: Acute hospital care",
        "Remove Organisation type: Community services",
        "Remove Nation: Not reported",
    ]
    page.get_by_role("button", name="Acute hospital care").click()
    expect(option(page, "type", "acute")).not_to_be_checked()
    expect(page.get_by_role("button", name="Community services")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert chips(page) == []
    expect(status(page)).to_be_focused()
    assert "#" not in page.url


def test_clear_all(place: str, open_page: OpenPage, built_site: Path) -> None:
    page = open_page(place + FINDER + TWO_FACETS + "&words=team&sort=newest")
    page.get_by_role("button", name="Clear all").click()
    assert len(titles(page)) == len(cases_in(built_site))
    expect(page.get_by_label("Words in title or summary")).to_have_value("")
    expect(page.get_by_label("Sort by")).to_have_value("title")
    assert page.locator(".g-finder input:checked").count() == 0


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("CCIO bolton", "Four CCIOs at Bolton", id="all words, in any case"),
        pytest.param("bóltôn", "Four CCIOs at Bolton", id="accents make no difference"),
        pytest.param("gp", "Very large integrated care, 3.5 WTE", id="other words for a facet's option"),
    ],
)
def test_words(words: str, expected: str, server: str, open_page: OpenPage) -> None:
    page = open_page(server + FINDER)
    page.get_by_label("Words in title or summary").fill(words)
    expect(page.locator(".g-finder .g-card h3").first).to_have_text(expected)
    assert all(words[:2].lower() != title[:2].lower() for title in titles(page)[5:])
    expect(page.get_by_label("Sort by")).to_have_value("relevance")


def test_words_that_are_not_there_together_find_nothing(server: str, open_page: OpenPage) -> None:
    page = open_page(server + FINDER)
    page.get_by_label("Words in title or summary").fill("bolton ambulance")
    expect(status(page)).to_have_text("No case study fits all of this")


def test_relevance_is_offered_only_with_words(server: str, open_page: OpenPage) -> None:
    page = open_page(server + FINDER)
    orders = page.get_by_label("Sort by").locator("option")
    assert orders.all_inner_texts()[0] == "Title, A to Z"
    page.get_by_label("Words in title or summary").fill("team")
    expect(orders.first).to_have_text("Best match first")
    page.get_by_label("Words in title or summary").fill("")
    expect(orders.first).to_have_text("Title, A to Z")


@pytest.mark.parametrize(("order", "field"), [("team", "wte"), ("organisation", "staff")])
def test_sizes_are_sorted_largest_first_and_unknown_last(
    order: str, field: str, server: str, open_page: OpenPage, built_site: Path
) -> None:
    page = open_page(server + FINDER)
    page.get_by_label("Sort by").select_option(order)
    by_title = {str(case["title"]): case[field] for case in cases_in(built_site)}
    sizes = [by_title[title] for title in titles(page)]
    known = [size for size in sizes if size is not None]
    assert known == sorted(known, key=float, reverse=True)  # type: ignore[arg-type]
    assert sizes == known + [None] * (len(sizes) - len(known))
    assert 0 < len(known) < len(sizes)


def test_the_address_can_be_shared_and_back_works(place: str, open_page: OpenPage) -> None:
    page = open_page(place + FINDER)
    at_first = titles(page)
    option(page, "type", "mental-health").check()
    page.get_by_label("Words in title or summary").fill("team")
    expect(page.get_by_label("Sort by")).to_have_value("relevance")
    page.get_by_label("Sort by").select_option("newest")
    assert page.url.endswith("#type=mental-health&words=team&sort=newest")
    found = titles(page)
    other = open_page(page.url)
    assert titles(other) == found
    assert chips(other) == chips(page)
    page.go_back()
    expect(page.get_by_label("Sort by")).to_have_value("relevance")
    page.go_back()
    expect(page.get_by_label("Words in title or summary")).to_have_value("")
    expect(option(page, "type", "mental-health")).to_be_checked()
    page.go_back()
    expect(option(page, "type", "mental-health")).not_to_be_checked()
    assert titles(page) == at_first
    page.go_forward()
    expect(option(page, "type", "mental-health")).to_be_checked()


def test_typing_a_word_is_one_step_back(server: str, open_page: OpenPage) -> None:
    page = open_page(server + FINDER)
    field = page.get_by_label("Words in title or summary")
    for letters in ("t", "te", "team"):
        field.fill(letters)
        page.wait_for_url(f"**#words={letters}")
    page.go_back()
    expect(field).to_have_value("")


def test_an_empty_result_says_what_to_loosen(place: str, open_page: OpenPage) -> None:
    page = open_page(place + FINDER + NOTHING_FITS)
    expect(status(page)).to_have_text("No case study fits all of this")
    without_nation = count_of(open_page(place + FINDER), "type", "acute")
    expect(page.locator(".g-finder__empty p")).to_have_text(
        f"Loosen “Nation” first: without it, there would be {without_nation} case studies."
    )
    page.get_by_role("button", name="Remove what is chosen in “Nation”").click()
    assert chips(page) == ["Remove Organisation type: Acute hospital care"]
    assert len(titles(page)) == without_nation


def test_words_can_be_what_stands_in_the_way(server: str, open_page: OpenPage) -> None:
    page = open_page(server + FINDER + "#type=acute&words=xylophone")
    page.get_by_role("button", name="Remove the words").click()
    assert len(titles(page)) == count_of(page, "type", "acute")


def test_when_no_single_thing_stands_in_the_way_all_can_be_cleared(server: str, open_page: OpenPage) -> None:
    page = open_page(server + FINDER + "#type=ambulance&words=xylophone")
    page.locator(".g-finder__empty").get_by_role("button", name="Clear all").click()
    expect(page.locator(".g-finder__empty")).to_be_hidden()


LONG = "a" * 10_000


@pytest.mark.parametrize(
    ("address", "named"),
    [
        pytest.param("#colour=red", "“colour”", id="unknown facet"),
        pytest.param("#type=acute,banana", "“banana”", id="unknown option"),
        pytest.param("#type=<script>alert(1)</script>", "“<script>alert(1)</script>”", id="script"),
        pytest.param("#nation=%E0%A4%A&sort=up", "“nation=%E0%A4%A”, “up”", id="broken percent-encoding"),
        pytest.param(f"#{LONG}=1&type={LONG}", f"“{LONG[:40]}…”", id="10,000 characters"),
        pytest.param(f"#words={LONG}", f"“{LONG[:40]}…”", id="10,000 characters of words"),
        pytest.param("#__proto__=x&constructor=y", "“__proto__”, “constructor”", id="names of the language"),
        pytest.param("#=&==&&type", "“=”", id="nothing but signs"),
    ],
)
def test_an_odd_address_gives_a_normal_page_and_a_plain_message(
    address: str, named: str, place: str, open_page: OpenPage
) -> None:
    page = open_page(place + FINDER + address)
    notice = page.locator(".g-finder__notice")
    expect(notice).to_contain_text("The finder does not know a part of this address and leaves it out:")
    expect(notice).to_contain_text(named)
    expect(page.get_by_label("Sort by")).to_be_visible()
    assert page.locator(".g-finder script").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_label("Words in title or summary").fill("team")
    expect(notice).to_be_hidden()


def test_an_address_of_a_section_changes_nothing(server: str, open_page: OpenPage) -> None:
    page = open_page(server + FINDER + "#type=acute")
    found = titles(page)
    page.evaluate("location.hash = 'case-studies'")
    page.wait_for_timeout(100)
    assert titles(page) == found
    expect(page.locator(".g-finder__notice")).to_be_hidden()


def test_it_works_where_storage_is_refused(server: str, page: Page) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused') }})"
    )
    page.goto(server + FINDER)
    option(page, "kind", "initiative").evaluate("box => box.click()")
    assert 0 < len(titles(page)) == count_of(page, "kind", "initiative")


def test_other_scripts_can_start_it_with_choices(server: str, open_page: OpenPage) -> None:
    page = open_page(server + FINDER)
    page.evaluate("guidanceFinder.begin({type: ['acute', 'banana']})")
    assert chips(page) == ["Remove Organisation type: Acute hospital care"]
    page.get_by_role("button", name="Clear all").click()
    assert page.url.endswith("#all")
    other = open_page(page.url)
    other.evaluate("guidanceFinder.begin({type: ['acute']})")
    assert chips(other) == []


@pytest.mark.parametrize(
    ("address", "width"),
    [
        (NOTHING_FITS, 1280),
        (TWO_FACETS + "&words=team", 320),
        *([(TWO_FACETS + "&words=team", 1280), ("#colour=red", 1280)] if ALL_PAGES else []),
    ],
)
def test_axe_finds_nothing(address: str, width: int, server: str, open_page: OpenPage) -> None:
    page = open_page(server + FINDER + address, width=width)
    page.evaluate("document.querySelectorAll('.g-finder details').forEach(one => { one.open = true })")
    assert axe_in_both_schemes(page) == []


def test_on_a_narrow_screen_the_choices_are_folded_away(place: str, open_page: OpenPage) -> None:
    page = open_page(place + FINDER, width=320)
    expect(option(page, "type", "acute")).to_be_hidden()
    page.get_by_text("Narrow down").click()
    option(page, "type", "acute").check()
    number = len(titles(page))
    page.get_by_role("button", name=f"Show {number} case studies").click()
    expect(option(page, "type", "acute")).to_be_hidden()
    expect(status(page)).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
