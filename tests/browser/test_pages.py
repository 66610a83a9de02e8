"""Every kind of page, as its readers meet it: in both colour schemes, on a phone, by keyboard, on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import axe, axe_in_both_schemes
from tests.browser.conftest import OpenPage
from tests.browser.watch import Watch

PAGES = {
    "home": "index.html",
    "the case for a team": "why.html",
    "themes": "themes/index.html",
    "theme": "themes/clinical-engagement.html",
    "recommendations": "recommendations/index.html",
    "recommendation with evidence": "recommendations/keep-patient-facing-time.html",
    "recommendation without evidence": "recommendations/collaboration-tools.html",
    "case studies": "case-studies/index.html",
    "team": "case-studies/mental-health-and-community-provider.html",
    "initiative with numbers": "case-studies/2gether-it-support.html",
    "organisation types": "organisation-types/index.html",
    "organisation type": "organisation-types/acute.html",
    "organisation type without case studies": "organisation-types/ambulance.html",
    "roles": "roles/index.html",
    "role": "roles/ccio.html",
    "careers": "careers/index.html",
    "accreditation": "careers/accreditation.html",
    "findings": "findings.html",
    "findings from the case studies": "case-study-figures.html",
    "guides": "guides/index.html",
    "guide": "guides/building-relationships.html",
    "glossary": "glossary.html",
    "sources": "sources.html",
    "about": "about/index.html",
    "fields of a case study": "about/case-study-fields.html",
    "data to download": "about/data.html",
    "accessibility statement": "about/accessibility.html",
    "form for a case study": "about/case-study-form.html",
    "for editors and hosts": "about/editors.html",
    "the board paper": "board-paper.html",
    "teams like yours": "teams-like-yours.html",
    "self-assessment": "self-assessment.html",
    "not found": "404.html",
}
every_kind = pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
PHONE = 320
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
AIRY = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What some readers have their browser do to every page: WCAG 2.2, criterion 1.4.12, Text Spacing."""


@pytest.fixture(scope="module", params=[True], ids=["with scripts"])
def tab(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[tuple[Page, Watch]]:
    """A tab that goes from page to page, which takes a third of the time of a tab for each."""
    context = browser.new_context(java_script_enabled=request.param, reduced_motion="reduce")
    yield context.new_page(), Watch(context, [server])
    context.close()


@pytest.fixture
def look_at(tab: tuple[Page, Watch], server: str, watches: list[Watch]) -> Callable[..., Page]:
    """Opens a page of the site in the one tab."""
    page, watch = tab
    watch.problems.clear()
    watches.append(watch)
    page.emulate_media(media="screen", color_scheme="light")

    def go(address: str, width: int = 1280) -> Page:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{server}{address}")
        return page

    return go


@every_kind
def test_axe_finds_nothing_and_paper_gets_the_text(address: str, look_at: Callable[..., Page]) -> None:
    page = look_at(address)
    _check_on_paper(page)
    _open_details(page)
    assert axe_in_both_schemes(page) == []


@every_kind
def test_a_phone_shows_it_without_sideways_scrolling(address: str, look_at: Callable[..., Page]) -> None:
    page = look_at(address, PHONE)
    _open_details(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.add_style_tag(content=AIRY)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


WITH_TABLES = (
    "case-studies/mental-health-and-community-provider.html",
    "case-study-figures.html",
    "roles/ccio.html",
    "whats-new.html",
    "index.html",
)
WIDE = "* { font-family: 'DejaVu Sans', Verdana, sans-serif !important; letter-spacing: .05em !important; }"
BROKEN = """() => {
    const broken = [], range = document.createRange();
    for (const table of document.querySelectorAll("main table")) {
        const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/[^\\s/-]{2,}/g)) {
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            const lines = new Set(Array.from(range.getClientRects(), box => Math.round(box.top)));
            if (lines.size > 1) broken.push(word[0]);
        }
    }
    return broken;
}"""
"""The words in tables that begin on one line and end on the next."""


@pytest.mark.parametrize("address", WITH_TABLES)
def test_tables_keep_words_whole_on_a_phone(address: str, server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}{address}", width=PHONE)
    _open_details(page)
    assert page.locator("main table").count()
    assert page.evaluate(BROKEN) == []
    page.add_style_tag(content=WIDE)
    assert page.evaluate(BROKEN) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_a_row_of_a_long_table_is_a_card_that_names_its_columns(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}case-studies/mental-health-and-community-provider.html", width=PHONE)
    cell = page.locator("table[data-stacked] tbody tr").first.locator("td").nth(1)
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "block"
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == '"Posts"'


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_what_is_pressed_on_a_page_is_24_pixels_high(width: int, server: str, open_page: OpenPage) -> None:
    for address in ("index.html", "themes/team-working.html", "organisation-types/acute.html"):
        page = open_page(f"{server}{address}", width=width)
        targets = page.locator(
            ".g-breadcrumbs a:visible, .g-ways a:visible, .g-matrix td a:visible, .g-foot > summary:visible"
        )
        heights = targets.evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        assert heights
        assert min(heights) >= 24, address


def test_the_contents_are_read_after_the_title(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}themes/team-working.html")
    order = page.locator("main :is(h1, .g-toc, h2)").evaluate_all(
        "all => all.map(one => one.tagName === 'NAV' ? 'contents' : one.tagName)"
    )
    assert order[:3] == ["H1", "contents", "H2"]


@every_kind
@pytest.mark.parametrize("tab", [False], indirect=True, ids=["without scripts"])
def test_it_reads_the_same_without_scripts(address: str, look_at: Callable[..., Page]) -> None:
    page = look_at(address)
    assert page.locator("main h1").count() == 1
    assert page.locator("main h1").is_visible()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}themes/team-working.html")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert "skip" in skip.inner_text().lower()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") != ""


def test_a_word_is_explained_in_place_by_keyboard(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}roles/ccio.html")
    word = page.locator("main a.g-term").first
    word.focus()
    page.keyboard.press("Enter")
    shown = page.locator(":popover-open")
    expect(shown).to_be_visible()
    assert word.inner_text() in shown.inner_text()
    assert axe(page) == []
    page.keyboard.press("Escape")
    assert page.locator(":popover-open").count() == 0
    assert word.evaluate("word => word === document.activeElement")


def test_a_word_leads_to_its_explanation_without_scripts(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}roles/ccio.html", javascript=False)
    word = page.locator("main a.g-term").first
    target = word.get_attribute("href") or ""
    word.click()
    assert page.url.endswith(target.removeprefix(".."))
    assert page.locator(target[target.index("#") :]).is_visible()


def test_the_menu_of_a_phone_works_by_keyboard(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html", width=PHONE)
    menu = page.get_by_text("Menu", exact=True).first
    menu.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Published findings").first.is_visible()
    assert axe(page) == []


def test_the_menu_has_five_sections_and_unfolds_the_tools(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}recommendations/regular-meetings.html")
    menu = page.get_by_role("navigation", name="Main")
    sections = ["Get started", "Recommendations", "Case studies", "Roles and careers", "Evidence"]
    assert menu.locator(".g-tabs__list > li > a").all_inner_texts() == sections
    assert menu.locator("[aria-current='true']").inner_text() == "Recommendations"
    pages = ["By theme", "All recommendations", "What Good Looks Like"]
    assert menu.locator(".g-tabs__pages a").all_inner_texts() == pages
    tools = menu.get_by_text("Tools")
    tools.focus()
    page.keyboard.press("Enter")
    assert axe(page) == []
    page.keyboard.press("Escape")
    assert not menu.get_by_role("link", name="Self-assessment").is_visible()
    assert tools.evaluate("tools => tools === document.activeElement")
    page.keyboard.press("Enter")
    menu.get_by_role("link", name="The case for a team").click()
    page.wait_for_url(f"{place}why.html")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sources/fci-2022.html", "sources.html#fci-2022"),
        ("sources/fci-2022.html?x=1#section-5-1", "sources.html?x=1#fci-2022-section-5-1"),
        ("sources/fci-2022.html#constructor", "sources.html#fci-2022"),
        ("roles/super-user.html#ways-in", "roles/index.html#super-user"),
        ("careers/map.html#secondment", "careers/index.html#secondment"),
        ("packs/theme-team-working.html#why-it-matters", "themes/team-working.html#why-it-matters"),
        ("coverage.html", "case-study-figures.html#coverage"),
    ],
)
def test_an_old_address_leads_on_with_its_query_and_anchor(
    old: str, new: str, place: str, open_page: OpenPage
) -> None:
    page = open_page(f"{place}{new.partition('?')[0].partition('#')[0]}")
    page.goto(f"{place}{old}")
    page.wait_for_url(f"{place}{new}")
    anchor = new.partition("#")[2]
    assert page.locator("main h1").is_visible()
    assert page.locator(f"[id='{anchor}']").is_visible()


def test_an_old_address_leads_on_without_scripts(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}sources/fci-2022.html", javascript=False)
    page.wait_for_url(f"{server}sources.html#fci-2022")


def test_pages_follow_the_scheme_of_the_device(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html")
    light = page.evaluate(BACKGROUND)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(BACKGROUND) != light


def test_the_colour_scheme_can_be_chosen_and_stays(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html", color_scheme="light")
    light = page.evaluate(BACKGROUND)
    page.get_by_label("Dark").check()
    dark = page.evaluate(BACKGROUND)
    assert dark != light
    page.goto(f"{server}why.html")
    assert page.evaluate(BACKGROUND) == dark


def _check_on_paper(page: Page) -> None:
    """The text is there, also where it is folded away on a screen, and the controls are not.

    A table that says what a chart of bars beside it says in words is there once, as the chart.
    """
    page.emulate_media(media="print")
    assert page.locator("main h1").is_visible()
    assert not page.locator(".md-header").is_visible()
    assert page.locator("main details.g-data:not(.g-data--twin) table").evaluate_all(
        "tables => tables.every(t => t.offsetHeight > 0)"
    )
    page.emulate_media(media="screen")


def _open_details(page: Page) -> None:
    page.evaluate("for (const details of document.querySelectorAll('main details')) details.open = true")
