"""Every kind of page, as its readers meet it: in both colour schemes, on a phone, by keyboard, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import axe, axe_in_both_schemes
from tests.browser.conftest import OpenPage

PAGES = {
    "home": "index.html",
    "why": "why.html",
    "themes": "themes/index.html",
    "theme": "themes/clinical-engagement.html",
    "recommendations": "recommendations/index.html",
    "recommendation with evidence": "recommendations/keep-patient-facing-time.html",
    "recommendation without evidence": "recommendations/collaboration-tools.html",
    "case studies": "case-studies/index.html",
    "team": "case-studies/mental-health-and-community-provider.html",
    "initiative with numbers": "case-studies/2gether-it-support.html",
    "case studies of a type and theme": "case-studies/by-type/acute/team-working.html",
    "organisation types": "organisation-types/index.html",
    "organisation type": "organisation-types/acute.html",
    "organisation type without case studies": "organisation-types/ambulance.html",
    "coverage": "coverage.html",
    "roles": "roles/index.html",
    "role": "roles/ccio.html",
    "careers": "careers/index.html",
    "role and career map": "careers/map.html",
    "disciplines": "careers/disciplines.html",
    "accreditation": "careers/accreditation.html",
    "professional development": "careers/cpd.html",
    "findings": "findings.html",
    "findings from the case studies": "case-study-figures.html",
    "guides": "guides/index.html",
    "guide": "guides/building-relationships.html",
    "glossary": "glossary.html",
    "sources": "sources/index.html",
    "source": "sources/fci-2022.html",
    "about": "about/index.html",
    "fields of a case study": "about/case-study-fields.html",
    "data to download": "about/data.html",
    "accessibility statement": "about/accessibility.html",
    "form for a case study": "about/case-study-form.html",
    "to print": "packs/index.html",
    "a theme on a sheet": "packs/theme-team-working.html",
    "a role on a sheet": "packs/role-ccio.html",
    "an organisation type on a sheet": "packs/organisation-type-acute.html",
    "the board paper": "board-paper.html",
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


@every_kind
def test_axe_finds_nothing_and_paper_gets_the_text(address: str, server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}{address}")
    _check_on_paper(page)
    _open_details(page)
    assert axe_in_both_schemes(page) == []


@every_kind
def test_a_phone_shows_it_without_sideways_scrolling(address: str, server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}{address}", width=PHONE)
    _open_details(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    page.add_style_tag(content=AIRY)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


@every_kind
def test_it_reads_the_same_without_scripts(address: str, server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}{address}", javascript=False)
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
    word = page.locator("main a[href^='#term-']").first
    word.focus()
    page.keyboard.press("Enter")
    shown = page.locator(":popover-open")
    assert shown.is_visible()
    assert word.inner_text() in shown.inner_text()
    assert axe(page) == []
    page.keyboard.press("Escape")
    assert page.locator(":popover-open").count() == 0
    assert word.evaluate("word => word === document.activeElement")


def test_a_word_leads_to_its_explanation_without_scripts(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}roles/ccio.html", javascript=False)
    word = page.locator("main a[href^='#term-']").first
    target = word.get_attribute("href") or ""
    word.click()
    assert page.url.endswith(target)
    assert page.locator(target).is_visible()


def test_the_menu_of_a_phone_works_by_keyboard(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html", width=PHONE)
    menu = page.get_by_text("Menu", exact=True).first
    menu.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("link", name="Findings").first.is_visible()
    assert axe(page) == []


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
    """The text is there, also where it is folded away on a screen, and the controls are not."""
    page.emulate_media(media="print")
    assert page.locator("main h1").is_visible()
    assert not page.locator(".md-header").is_visible()
    assert page.locator("main details.g-data table").evaluate_all(
        "tables => tables.every(t => t.offsetHeight > 0)"
    )
    page.emulate_media(media="screen")


def _open_details(page: Page) -> None:
    page.evaluate("for (const details of document.querySelectorAll('main details')) details.open = true")
