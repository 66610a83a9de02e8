"""What a reader says of their organisation: kept in the browser, used on pages, and gone with one click."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import axe_in_both_schemes
from tests.browser.conftest import OpenPage
from tests.browser.selection import ALL_PAGES
from tests.browser.test_compare import NO_STORAGE, data_script

FORM = "your-organisation.html"
THEME = "themes/building-the-team.html"
RECOMMENDATION = "recommendations/multi-professional-representation.html"
TRUST = "case-studies/mental-health-and-community-provider.html"
FINDER = "case-studies/index.html"
SAID_TITLES = {"types": ["Mental health"], "size": "Medium", "nation": "England"}
SAID = {"types": ["mental-health"], "size": "medium", "nation": "england", "titles": SAID_TITLES}
STORED = "localStorage.getItem('guidance.yours')"


def say(page: Page, place: str, said: object = SAID) -> None:
    """As the form would."""
    page.goto(place + FORM)
    page.evaluate("said => localStorage.setItem('guidance.yours', said)", json.dumps(said))


def fill_in(page: Page) -> None:
    page.get_by_label("Mental health").check()
    page.get_by_label("Size").select_option("Medium")
    page.get_by_label("Nation").select_option("England")
    page.get_by_role("button", name="Keep in this browser").click()


def like_mental_health(site: Path) -> set[str]:
    data = data_script(site, "cases.js")
    [position] = [i for i, facet in enumerate(data["facets"]) if facet["id"] == "type"]
    options = [option[0] for option in data["facets"][position]["options"]]
    wanted = options.index("mental-health")
    return {case["id"] for case in data["cases"] if wanted in case["facets"][position]}


def cases_of(links: list[str]) -> list[str]:
    pages = [link.partition("#")[0] for link in links if "case-studies/" in link]
    return [page.rpartition("/")[2].removesuffix(".html") for page in pages]


def hrefs(page: Page, selector: str) -> list[str]:
    found: list[str] = page.locator(selector).evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return found


def test_the_form_keeps_what_was_said_in_this_browser_alone(place: str, page: Page) -> None:
    page.goto(place + FORM)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    expect(page.get_by_role("button", name="Forget my organisation")).to_be_hidden()
    fill_in(page)
    expect(page.locator("#yours").get_by_role("status")).to_contain_text("Kept in this browser.")
    assert json.loads(page.evaluate(STORED)) == SAID
    assert asked == []
    page.reload()
    expect(page.get_by_label("Mental health")).to_be_checked()
    expect(page.get_by_label("Size")).to_have_value("medium")
    expect(page.get_by_label("Nation")).to_have_value("england")


def test_one_click_clears_it(place: str, page: Page) -> None:
    page.goto(place + FORM)
    fill_in(page)
    page.get_by_role("button", name="Forget my organisation").click()
    expect(page.get_by_label("Mental health")).not_to_be_checked()
    assert page.evaluate(STORED) is None
    page.goto(place + THEME)
    assert page.locator(".g-yours__note").count() == 0


def test_an_empty_form_keeps_nothing(server: str, page: Page) -> None:
    page.goto(server + FORM)
    fill_in(page)
    page.get_by_label("Mental health").uncheck()
    page.get_by_label("Size").select_option("")
    page.get_by_label("Nation").select_option("")
    page.get_by_role("button", name="Keep in this browser").click()
    expect(page.locator("#yours").get_by_role("status")).to_have_text(
        "Nothing is kept about your organisation."
    )
    assert page.evaluate(STORED) is None


def test_where_nothing_can_be_kept_the_form_says_so(place: str, page: Page) -> None:
    page.add_init_script(NO_STORAGE)
    page.goto(place + FORM)
    fill_in(page)
    expect(page.locator("#yours").get_by_role("status")).to_contain_text("keeps nothing for this site")


def test_without_javascript_the_page_says_so(place: str, open_page: OpenPage) -> None:
    page = open_page(place + FORM, javascript=False)
    expect(page.get_by_text("This page needs JavaScript")).to_be_visible()
    expect(page.locator("#yours")).to_be_hidden()


@pytest.mark.parametrize("path", [THEME, RECOMMENDATION, TRUST])
def test_who_says_nothing_gets_the_page_as_it_is(path: str, place: str, open_page: OpenPage) -> None:
    page = open_page("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(place + path)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "finder.js" in url or "cases.js" in url or "yours.css" in url]
    assert page.locator("[class*=g-yours]").count() == 0


def test_a_link_leads_there_from_every_page(server: str, page: Page) -> None:
    page.goto(server + "index.html")
    menu = page.get_by_role("navigation", name="Main")
    menu.get_by_text("Tools").click()
    menu.get_by_role("link", name="Your organisation").click()
    expect(page.locator("h1")).to_contain_text("Your organisation")


def test_evidence_like_theirs_comes_first_on_a_theme(place: str, page: Page, built_site: Path) -> None:
    say(page, place)
    page.goto(place + THEME)
    expect(page.locator(".g-yours__note")).to_contain_text("like yours. They come first.")
    like = like_mental_health(built_site)
    lines = page.locator(".g-practices").all()
    labels = 0
    for line in lines:
        links = line.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        cases = cases_of(links)
        is_like = [case in like for case in cases]
        assert is_like == sorted(is_like, reverse=True)
        assert line.locator(".g-yours__like").count() == sum(is_like)
        labels += sum(is_like)
    assert labels


def test_a_theme_leads_to_all_case_studies_like_theirs(place: str, page: Page) -> None:
    say(page, place)
    page.goto(place + THEME)
    link = page.locator(".g-yours__note").get_by_role("link", name="Mental health", exact=True)
    expect(page.locator(".g-yours__note")).to_contain_text("See them all: Mental health.")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mental health")
    assert page.url == place + "organisation-types/mental-health.html#building-the-team"


def test_a_type_without_a_case_study_of_the_theme_has_no_list(server: str, page: Page) -> None:
    say(
        page,
        server,
        {
            "types": ["ambulance"],
            "size": "",
            "nation": "",
            "titles": {"types": ["Ambulance"], "size": "", "nation": ""},
        },
    )
    page.goto(server + THEME)
    expect(page.locator(".g-yours__note")).to_contain_text("no case study")
    expect(page.locator(".g-yours__note")).not_to_contain_text("See them all")


def test_the_practices_themselves_stay(server: str, open_page: OpenPage) -> None:
    plain = open_page(server + THEME)
    yours = open_page("about:blank")
    say(yours, server)
    yours.goto(server + THEME)
    expect(yours.locator(".g-yours__note")).to_be_visible()
    yours.locator(".g-yours__like").evaluate_all("all => all.forEach(one => one.remove())")
    words = "all => all.map(one => one.textContent.replace(/\\s+/g, ' ').trim())"
    before = plain.locator(".g-practices li").evaluate_all(words)
    after = yours.locator(".g-practices li").evaluate_all(words)
    assert sorted(before) == sorted(after)
    assert sorted(hrefs(plain, ".g-practices a")) == sorted(hrefs(yours, ".g-practices a"))


def test_practices_like_theirs_come_first_on_a_recommendation(
    place: str, page: Page, built_site: Path
) -> None:
    page.goto(place + RECOMMENDATION)
    before = cases_of(hrefs(page, ".md-content h3 > a"))
    page.context.add_init_script(f"localStorage.setItem('guidance.yours', {json.dumps(json.dumps(SAID))})")
    page.reload()
    expect(page.locator(".g-yours__like").first).to_be_visible()
    like = like_mental_health(built_site)
    after = cases_of(hrefs(page, ".md-content h3 > a"))
    assert sorted(after) == sorted(before)
    assert set(after[: len(like & set(after))]) == like & set(after)
    rest = [case for case in before if case not in like]
    assert [case for case in after if case not in like] == rest
    headings = page.locator(".md-content h3").evaluate_all("all => all.map(one => '#' + one.id)")
    assert [link for link in hrefs(page, ".g-toc a") if link in headings] == headings
    # Each practice still stands below its own heading.
    texts = page.locator(".md-content h3 + p .g-badge--type").count()
    assert texts


def test_a_case_study_says_what_it_has_in_common(place: str, page: Page) -> None:
    say(page, place)
    page.goto(place + TRUST)
    note = page.locator(".g-yours__note")
    expect(note).to_contain_text("In common with yours: mental health and medium size.")
    page.goto(f"{place}case-studies/local-authority.html")
    expect(note).to_contain_text("In common with yours: nothing that is reported.")
    note.get_by_role("link", name="Change").click()
    expect(page.locator("h1")).to_contain_text("Your organisation")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"size": "medium"}, "medium size", id="size alone"),
        pytest.param({"nation": "england"}, "nothing that is reported", id="nation alone"),
    ],
)
def test_a_part_of_the_answers_is_enough(
    said: dict[str, str], expected: str, server: str, page: Page
) -> None:
    titles = {"types": [], "size": "Medium", "nation": "England"}
    say(page, server, {"types": [], "size": "", "nation": "", "titles": titles, **said})
    page.goto(server + TRUST)
    expect(page.locator(".g-yours__note")).to_contain_text(expected)
    page.goto(server + THEME)
    expect(page.locator(".g-yours__note")).to_be_visible()


def test_the_finder_starts_with_their_type(place: str, page: Page, built_site: Path) -> None:
    say(page, place)
    page.goto(place + FINDER)
    expect(page.locator(".g-yours__note")).to_contain_text("mental health, medium size and England")
    expect(page.locator('.g-finder input[name="type"][value="mental-health"]')).to_be_checked()
    shown = page.locator(".g-finder .g-card [data-compare]")
    found = shown.evaluate_all("all => all.map(one => one.dataset.compare)")
    assert set(found) == like_mental_health(built_site)


def test_an_address_says_more_than_their_type(place: str, page: Page) -> None:
    say(page, place)
    page.goto(f"{place}{FINDER}#nation=scotland")
    expect(page.locator(".g-yours__note")).to_be_visible()
    expect(page.locator('.g-finder input[name="type"][value="mental-health"]')).not_to_be_checked()


def test_the_finder_can_clear_it_too(place: str, page: Page) -> None:
    say(page, place)
    page.goto(place + FINDER)
    page.get_by_role("button", name="Forget it").click()
    expect(page.locator(".g-yours__note")).to_be_focused()
    assert page.evaluate(STORED) is None
    page.reload()
    assert page.locator(".g-yours__note").count() == 0


def test_the_search_starts_with_their_type(place: str, page: Page) -> None:
    say(page, place)
    page.goto(place + "index.html")
    page.locator(".g-search__open").click()
    expect(page.locator('dialog input[name="type"][value="Mental health"]')).to_be_checked()
    page.goto(f"{place}glossary.html#search=board")
    page.reload()
    expect(page.locator("dialog .g-search-dialog__list a").first).to_be_visible()
    expect(page.locator('dialog input[name="type"][value="Mental health"]')).not_to_be_checked()


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "[]",
        "null",
        '{"types": "all"}',
        json.dumps({**SAID, "types": ["<script>"]}),
        json.dumps({"types": [], "size": "", "nation": "", "titles": {"types": []}}),
        json.dumps({**SAID, "size": 7}),
        json.dumps({**SAID, "titles": {**SAID_TITLES, "types": [5]}}),
        json.dumps({**SAID, "titles": {**SAID_TITLES, "types": []}}),
        json.dumps({**SAID, "titles": {**SAID_TITLES, "size": {"toString": "x"}}}),
        json.dumps({**SAID, "titles": {"types": ["Mental health"]}}),
    ],
)
def test_odd_things_in_storage_are_nothing_said(kept: str, server: str, page: Page) -> None:
    page.add_init_script(f"localStorage.setItem('guidance.yours', {kept!r})")
    page.goto(server + THEME)
    page.wait_for_load_state("networkidle")
    assert page.locator(".g-yours__note").count() == 0
    assert page.evaluate("guidance.organisation.get()") is None


def test_a_type_that_is_no_longer_there_changes_nothing(server: str, page: Page) -> None:
    titles = {"types": ["Lighthouse"], "size": "Medium", "nation": "England"}
    say(page, server, {**SAID, "types": ["lighthouse"], "titles": titles})
    page.goto(server + TRUST)
    expect(page.locator(".g-yours__note")).to_contain_text("medium size")
    page.goto(server + FINDER)
    expect(page.locator(".g-yours__note")).to_be_visible()
    assert page.locator(".g-finder .g-card").count()


ONE_OF_EACH = [(TRUST, 1280), (FORM, 320), (FINDER, 320)]
OTHERS = [(path, 1280) for path in (FORM, THEME, RECOMMENDATION, FINDER)]


@pytest.mark.parametrize(("path", "width"), [*ONE_OF_EACH, *(OTHERS if ALL_PAGES else [])])
def test_it_is_accessible(server: str, open_page: OpenPage, path: str, width: int) -> None:
    page = open_page("about:blank", width=width)
    say(page, server)
    page.goto(server + path)
    expect(page.locator(".g-yours, .g-yours__note").first).to_be_visible()
    assert axe_in_both_schemes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
