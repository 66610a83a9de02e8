"""The site search, on a server, below another site, and in a folder: what readers do, see and hear."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.outputs.project import check_project
from generator.outputs.script_data.search_terms import search_terms
from generator.pages import iter_pages
from tests.browser.accessibility import axe_in_both_schemes
from tests.browser.conftest import OpenPage
from tests.browser.selection import ALL_PAGES
from tests.browser.server import serve
from tests.browser.watch import Watch
from tests.conftest import ROOT

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
NO_STORAGE = (
    "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused'); } });"
)


@pytest.fixture(scope="module")
def strict_server(built_site: Path) -> Iterator[str]:
    """The site on a server that allows nothing but the site's own files."""
    with serve(built_site, headers={"Content-Security-Policy": STRICT}) as address:
        yield address


@pytest.fixture
def own_addresses(server: str, sub_path_server: str, shared_drive: str, strict_server: str) -> list[str]:
    return [server, sub_path_server, shared_drive, strict_server]


def dialog_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


def titles_of(page: Page) -> list[str]:
    return dialog_of(page).get_by_role("heading", level=3).all_inner_texts()


def count_of(page: Page) -> int:
    """How many pages the dialog says it found, once it has said so."""
    said = re.compile("pages? found|Nothing found")
    text = page.locator(".g-search-dialog__count").filter(has_text=said).inner_text()
    return 0 if text.startswith("Nothing") else int(text.split()[0].replace(",", ""))


def open_search(page: Page, words: str) -> None:
    page.keyboard.press("Control+k")
    search_for(page, words)


def search_for(page: Page, words: str) -> None:
    """Fill in the field, and wait until the address says that this is what is shown."""
    expect(page.locator(".g-search-dialog__facets")).to_be_visible()
    page.get_by_role("textbox", name="Search this site").fill(words)
    wait_for(page, words)


def wait_for(page: Page, words: str) -> None:
    page.wait_for_function(
        "words => new URLSearchParams(location.hash.slice(1)).get('search') === words", arg=words
    )
    page.wait_for_function("() => document.querySelector('.g-search-dialog[aria-busy=false]')")


# Opening, moving, closing


def test_the_slash_opens_and_enter_follows_a_result(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}themes/index.html")
    page.keyboard.press("/")
    page.keyboard.type("chief nursing information officer")
    wait_for(page, "chief nursing information officer")
    page.keyboard.press("Enter")
    found = page.get_by_role("link", name="Chief nursing information officer", exact=True)
    expect(found.first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{place}roles/cnio.html*")
    assert page.locator("main h1").is_visible()


@pytest.mark.parametrize("keys", ["Control+k", "Meta+k", "/"])
def test_keys_open_and_escape_gives_the_page_back(keys: str, place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}glossary.html")
    page.get_by_role("button", name="Search this site").focus()
    page.keyboard.press(keys)
    expect(page.get_by_role("textbox", name="Search this site")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog_of(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Search this site")).to_be_focused()
    page.wait_for_url(f"{place}glossary.html")


def test_arrows_move_through_the_results_and_back(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html")
    open_search(page, "training")
    links = page.locator(".g-search-dialog__list a")
    for index in (0, 1, 2):
        page.keyboard.press("ArrowDown")
        expect(links.nth(index)).to_be_focused()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    expect(page.get_by_role("textbox", name="Search this site")).to_be_focused()


def test_a_result_on_this_page_is_gone_to(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}roles/cnio.html")
    open_search(page, "CNIO")
    dialog_of(page).locator("a[href$='roles/cnio.html#whom-it-reports-to']").click()
    expect(dialog_of(page)).to_be_hidden()
    expect(page.locator("h2#whom-it-reports-to")).to_be_in_viewport()
    assert page.url == f"{place}roles/cnio.html#whom-it-reports-to"


def test_the_slash_is_only_a_letter_where_people_type(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html")
    open_search(page, "a")
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Search this site")).to_have_value("a/")


def test_the_slash_can_be_turned_off(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html")
    page.keyboard.press("/")
    page.get_by_role("checkbox", name="The / key opens the search").uncheck()
    page.reload()
    page.keyboard.press("Escape")
    page.wait_for_url(f"{server}index.html")
    page.keyboard.press("/")
    page.wait_for_timeout(100)
    expect(dialog_of(page)).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(dialog_of(page)).to_be_visible()


# What is found


def test_results_say_their_kind_their_sections_and_mark_the_words(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}index.html")
    open_search(page, "CNIO")
    first = page.locator(".g-search-dialog__entry").first
    expect(first.locator(".g-search-dialog__kind")).to_have_text("Role")
    expect(first.get_by_role("list", name="Sections").get_by_role("link").first).to_be_visible()
    assert first.locator("mark").first.inner_text().strip("().,s") == "CNIO"


@pytest.mark.parametrize(
    ("words", "also", "title"),
    [
        ("CNIO", "Chief nursing information officer", "Chief nursing information officer"),
        ("chief nursing information officer", "CNIO", "Chief nursing information officer"),
        ("EPR", "Electronic patient record", ""),
        ("electronic patient records", "EPR", ""),
        ("hospital", "acute trust", "Acute hospital care"),
        ("council", "Local authority", "Local authority"),
        ("GP", "Primary care", ""),
        ("ICB", "Integrated care system", "Integrated care system"),
    ],
)
def test_other_words_are_searched_for_too(
    words: str, also: str, title: str, server: str, open_page: OpenPage
) -> None:
    page = open_page(f"{server}index.html")
    open_search(page, words)
    others = page.locator(".g-search-dialog__others")
    expect(others).to_contain_text("Also searched for: ")
    assert also in others.inner_text().partition(": ")[2].split(", ")
    assert title in ["", *titles_of(page)[:3]]
    links = page.locator(".g-search-dialog__list h3 a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == len(set(links))


def test_types_are_found_by_the_words_that_people_use(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html#search=trust&kind=organisation-type")
    assert count_of(page) >= 5


def test_more_results_come_on_demand_and_take_the_focus(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html")
    open_search(page, "training")
    before = len(titles_of(page))
    page.get_by_role("button", name="More results").click()
    expect(page.locator(".g-search-dialog__entry").nth(before).locator("a").first).to_be_focused()
    assert len(titles_of(page)) > before


def test_the_count_is_announced_once_after_typing(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html")
    page.keyboard.press("Control+k")
    search_for(page, "")
    page.evaluate(
        """() => {
          window.said = [];
          const region = document.querySelector('.g-search-dialog [role=status]');
          new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true });
        }"""
    )
    page.keyboard.type("training", delay=30)
    expect(page.locator(".g-search-dialog [role=status]")).to_have_text(re.compile(r"^\d+ pages found$"))
    assert page.evaluate("said.filter(Boolean)") == [f"{count_of(page)} pages found"]


# Facets


def facets_of_pages() -> dict[str, dict[str, set[str]]]:
    """The facets of each entry, by its address."""
    library = check_project(ROOT).library
    assert library is not None
    return {
        address: {
            "kind": {str(facets.kind)},
            "type": set(map(str, facets.types)),
            "theme": set(map(str, facets.themes)),
        }
        for address, facets in search_terms(library, list(iter_pages(library))).facets.items()
    }


FIND = """async ([words, chosen]) => {
  const found = await window.guidanceSearch.find(words, chosen);
  const pages = await Promise.all(found.results.map(async result => (await result.read()).address));
  return { pages, counts: found.counts };
}"""


def fits(page: Mapping[str, set[str]], chosen: Mapping[str, list[str]], leave_out: str = "") -> bool:
    return all(not values or name == leave_out or page[name] & set(values) for name, values in chosen.items())


def expected_counts(
    pages: list[dict[str, set[str]]], chosen: Mapping[str, list[str]]
) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {"kind": {}, "type": {}, "theme": {}}
    for name, sums in counts.items():
        for page in pages:
            for value in page[name] if fits(page, chosen, leave_out=name) else ():
                sums[value] = sums.get(value, 0) + 1
    return counts


def choose_at_random(options: Mapping[str, list[str]], chance: random.Random) -> dict[str, list[str]]:
    return {name: chance.sample(values, chance.choice([0, 0, 1, 2, 3])) for name, values in options.items()}


@pytest.mark.parametrize("words", ["", "team", "CNIO", "hospital training"])
def test_counts_are_those_of_a_plain_computation(words: str, server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html#search=")
    expect(page.locator(".g-search-dialog__facets")).to_be_visible()
    facets = facets_of_pages()
    none: dict[str, list[str]] = {"kind": [], "type": [], "theme": []}
    found: dict[str, Any] = page.evaluate(FIND, [words, none])
    assert found["pages"]
    options = {
        name: sorted({value for one in facets.values() for value in one[name]} - {"Moved"}) for name in none
    }
    chance = random.Random(words)  # noqa: S311 (the same selections in each run)
    for chosen in [none, *(choose_at_random(options, chance) for _ in range(25))]:
        narrowed: dict[str, Any] = page.evaluate(FIND, [words, chosen])
        assert narrowed["pages"] == [url for url in found["pages"] if fits(facets[url], chosen)], chosen
        assert narrowed["counts"] == expected_counts([facets[url] for url in found["pages"]], chosen), chosen


def test_each_option_shows_what_it_gives(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}index.html")
    open_search(page, "training")
    group = page.get_by_role("group", name="Kind of page")
    for kind in ("Role", "Recommendation"):
        expect(group.get_by_text(kind, exact=True)).to_be_visible()
    sums = {
        kind: int(group.locator("label", has_text=kind).locator(".g-search-dialog__sum").inner_text())
        for kind in ("Role", "Recommendation")
    }
    group.get_by_role("checkbox", name=re.compile("^Role")).check()
    expect(page.locator(".g-search-dialog__count")).to_have_text(f"{sums['Role']} pages found")
    group.get_by_role("checkbox", name="Recommendation").check()
    expect(page.locator(".g-search-dialog__count")).to_have_text(f"{sum(sums.values())} pages found")
    assert "kind=recommendation,role" in page.url
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".g-search-dialog__count")).not_to_have_text(f"{sum(sums.values())} pages found")
    assert "kind=" not in page.url


def test_a_kind_alone_lists_its_pages(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}index.html#search=&kind=theme")
    assert count_of(page) == 8
    assert "Team working methods" in titles_of(page)
    dialog_of(page).get_by_role("link", name="Team working methods", exact=True).click()
    page.wait_for_url(f"{place}themes/team-working.html*")


# The address


def test_a_shared_address_opens_the_same_search(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}about/methods.html#search=training&kind=role,case-study")
    expect(page.get_by_role("textbox", name="Search this site")).to_have_value("training")
    assert count_of(page) > 1
    assert set(page.locator(".g-search-dialog__kind").all_inner_texts()) <= {"Role", "Case study"}
    expect(page.get_by_role("checkbox", name=re.compile("^Role"))).to_be_checked()
    expect(page.locator(".g-search-dialog__notes")).to_be_empty()
    page.keyboard.press("Escape")
    page.wait_for_url(f"{place}about/methods.html")


def test_back_closes_the_search_and_comes_back_to_it(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}index.html")
    open_search(page, "training")
    address = page.url
    page.locator(".g-search-dialog__list h3 a").first.click()
    page.wait_for_url(re.compile(r"^[^#]*(?<!/index)\.html"))
    page.go_back()
    assert page.url == address
    expect(page.locator(".g-search-dialog__entry").first).to_be_visible()
    page.go_back()
    expect(dialog_of(page)).to_be_hidden()
    assert page.url == f"{place}index.html"


@pytest.mark.parametrize(
    ("ending", "says"),
    [
        pytest.param("search=training&kind=wizard", "that this search does not have", id="unknown option"),
        pytest.param("search=training&colour=red", "that this search does not have", id="unknown facet"),
        pytest.param("search=%E0%A4%A&kind=%", "could not be read", id="broken encoding"),
        pytest.param("search=" + "x" * 10_000, "Only the first 200 characters", id="10,000 characters"),
        pytest.param("search=%3Cscript%3Ealert(1)%3C/script%3E", "", id="a script, encoded"),
        pytest.param("search=<script>alert(1)</script>&kind=<img src=x onerror=alert(1)>", "", id="a script"),
        pytest.param("search=%22%27%60)]}%00%0a%1b&kind=__proto__,constructor", "", id="odd signs"),
        pytest.param("search=%F0%9F%98%80%ED%A0%80", "", id="half a letter"),
    ],
)
def test_an_odd_address_gives_a_normal_page_and_a_plain_message(
    ending: str, says: str, server: str, open_page: OpenPage
) -> None:
    page = open_page(f"{server}index.html#{ending}")
    expect(page.locator(".g-search-dialog__facets")).to_be_visible()
    if says:
        expect(page.locator(".g-search-dialog__notes")).to_contain_text(says)
    expect(page.locator(".g-search-dialog__count")).not_to_have_text("Getting the search ready…")
    assert page.locator("main h1").count() == 1
    assert page.locator(".g-search-dialog script, .g-search-dialog img").count() == 0
    search_for(page, "training")
    assert count_of(page) > 1


# Nothing found, nothing there


def test_nothing_found_says_what_to_loosen(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}index.html#search=training&kind=glossary&type=ambulance")
    assert count_of(page) == 0
    offered = page.get_by_role("button", name="Without “Ambulance”: ")
    pages = offered.inner_text().partition(": ")[2]
    offered.click()
    expect(page.locator(".g-search-dialog__count")).to_have_text(f"{pages} found")
    expect(page.get_by_role("textbox", name="Search this site")).to_be_focused()


def test_nothing_found_offers_other_places(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html#search=zzzzqqqq")
    assert count_of(page) == 0
    help_box = page.locator(".g-search-dialog__help")
    expect(help_box).to_contain_text("Check the spelling")
    for title in ("Themes", "Case studies", "Glossary"):
        address = help_box.get_by_role("link", name=title, exact=True).get_attribute("href")
        assert address
        assert page.request.get(address).ok


def test_no_words_yet_says_how_to_begin(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html#search=")
    expect(page.locator(".g-search-dialog__help")).to_contain_text("Type a word")
    expect(page.locator(".g-search-dialog__entry")).to_have_count(0)


def test_without_javascript_other_ways_are_named(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}index.html", javascript=False)
    banner = page.get_by_role("banner")
    expect(banner).to_contain_text("Search needs JavaScript")
    expect(banner.get_by_role("button", name="Search this site")).to_be_hidden()
    banner.get_by_role("link", name="glossary").click()
    page.wait_for_url(f"{place}glossary.html")


def test_without_storage_the_search_works(place: str, page: Page) -> None:
    page.add_init_script(NO_STORAGE)
    page.goto(f"{place}index.html")
    page.keyboard.press("/")
    search_for(page, "training")
    assert count_of(page) > 1


def test_a_missing_index_is_told(server: str, page: Page, watches: list[Watch]) -> None:
    page.route("**/search/index.js", lambda route: route.abort())
    page.goto(f"{server}index.html#search=training")
    expect(page.locator(".g-search-dialog__count")).to_have_text("The search index could not be loaded.")
    expect(page.locator(".g-search-dialog__help").get_by_role("link", name="Glossary")).to_be_visible()
    watches[0].problems.clear()


# What is loaded


def test_nothing_is_loaded_before_the_search_is_opened(place: str, page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{place}index.html")
    page.wait_for_timeout(200)
    assert requests
    assert not [url for url in requests if re.search(r"/search/|/search\.", url)]


def test_parts_of_the_index_are_loaded_as_they_are_needed(place: str, page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{place}index.html")
    open_search(page, "training")
    assert count_of(page) > 1
    parts = [url.removeprefix(place) for url in requests if "/search/" in url]
    assert parts[0] == "search/index.js"
    assert len(parts) == len(set(parts))
    assert all(re.fullmatch(r"search/parts/[0-9a-f]{12}/(words|texts)-\d+\.js", part) for part in parts[1:])


def test_a_strict_policy_is_met(strict_server: str, open_page: OpenPage) -> None:
    page = open_page(f"{strict_server}index.html")
    open_search(page, "CNIO")
    assert count_of(page) > 1


# For everybody

FACETS_CHOSEN = "training&kind=role,theme&type=mental-health"


@pytest.mark.parametrize(
    ("address", "width"),
    [
        ("", 1280),
        ("zzzzqqqq", 1280),
        (FACETS_CHOSEN, 320),
        *([("training", 1280), (FACETS_CHOSEN, 1280)] if ALL_PAGES else []),
    ],
)
def test_axe_finds_nothing(address: str, width: int, server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}themes/index.html#search={address}", width=width)
    expect(page.locator(".g-search-dialog__facets")).to_be_visible()
    if width == 320 and "kind" in address:
        page.get_by_text("Narrow down").click()
    page.wait_for_function("() => document.querySelector('.g-search-dialog[aria-busy=false]')")
    assert axe_in_both_schemes(page) == []


@pytest.mark.parametrize("words", ["", "CNIO", "x" * 200])
def test_it_fits_320_pixels(words: str, server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html", width=320)
    page.get_by_role("button", name="Search this site").click()
    search_for(page, words)
    page.get_by_text("Narrow down").click()
    box = dialog_of(page).bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 320)
    too_wide = page.evaluate(
        "() => [...document.querySelectorAll('.g-search-dialog, .g-search-dialog *')]"
        ".filter(e => !e.closest('.g-hidden, h2, input'))"
        ".filter(e => e.getBoundingClientRect().right > 320.5"
        " || e.scrollWidth > Math.max(e.clientWidth, 320))"
        ".map(e => e.outerHTML.slice(0, 80))"
    )
    assert too_wide == []


def test_the_readers_own_colours_show_what_is_what(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html")
    page.emulate_media(forced_colors="active")
    open_search(page, "CNIO")
    mark = page.locator(".g-search-dialog mark").first
    assert mark.evaluate("e => getComputedStyle(e).backgroundColor") != dialog_of(page).evaluate(
        "e => getComputedStyle(e).backgroundColor"
    )
    assert dialog_of(page).evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
