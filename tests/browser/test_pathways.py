"""Pathways that are ticked off, recommendations by measure, and questions that begin a case study."""

from __future__ import annotations

import io
import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import axe_in_both_schemes
from tests.browser.conftest import OpenPage
from tests.browser.test_compare import NO_STORAGE
from tests.browser.test_form import FORM, STORED

PATHWAY, LIST = "pathways/new-ccio.html", "pathways/index.html"
KEY = "guidance.pathways"
RECOMMENDATION = "joint-appraisals"
USUAL = ["case-study-form", "public"]
"""What the form chooses for an editor: the source and the visibility."""
ASKED = f"{FORM}?recommendation={RECOMMENDATION}"


def stored(page: Page) -> object:
    return json.loads(page.evaluate(f"localStorage.getItem('{KEY}')") or "null")


def test_ticks_are_kept_in_this_browser_and_can_be_cleared(place: str, page: Page) -> None:
    page.goto(place + PATHWAY)
    boxes, count = page.get_by_role("checkbox"), page.locator(".g-pathway-count")
    expect(boxes).to_have_count(10)
    expect(page.get_by_role("button", name="Clear the ticks")).to_be_hidden()
    boxes.nth(3).focus()
    page.keyboard.press("Space")
    boxes.nth(0).check()
    expect(count).to_contain_text("2 of 10 done")
    assert stored(page) == {"new-ccio": ["recommendation:access-to-executives", "role:ccio"]}
    page.goto(place + LIST)
    expect(page.get_by_text("2 of 10 done")).to_have_count(1)
    page.goto(place + PATHWAY)
    expect(boxes.nth(3)).to_be_checked()
    page.get_by_role("button", name="Clear the ticks").click()
    expect(count).to_contain_text("0 of 10 done")
    expect(boxes.nth(0)).to_be_focused()
    assert stored(page) is None


@pytest.mark.parametrize(
    "kept", ["{", "[]", "7", '{"new-ccio": 3}', '{"new-ccio": [3, null, "<b>"]}', '{"__proto__": ["x"]}']
)
def test_odd_things_in_storage_are_no_ticks(kept: str, server: str, page: Page) -> None:
    page.add_init_script(f"localStorage.setItem('{KEY}', {json.dumps(kept)})")
    page.goto(server + PATHWAY)
    expect(page.locator(".g-pathway-count")).to_contain_text("0 of 10 done")
    page.get_by_role("checkbox").first.check()
    expect(page.locator(".g-pathway-count")).to_contain_text("1 of 10 done")


def test_where_nothing_can_be_kept_it_says_so(place: str, page: Page) -> None:
    page.add_init_script(NO_STORAGE)
    page.goto(place + PATHWAY)
    page.get_by_role("checkbox").first.check()
    expect(page.locator(".g-pathway-count")).to_contain_text("1 of 10 done This browser does not keep")


def test_without_javascript_a_pathway_is_a_list(place: str, open_page: OpenPage) -> None:
    page = open_page(place + PATHWAY, javascript=False, width=320)
    expect(page.locator(".g-pathway > ol > li")).to_have_count(10)
    expect(page.get_by_role("checkbox")).to_have_count(0)


def test_each_pathway_is_one_sheet(built_site: Path, server: str, open_page: OpenPage) -> None:
    pages = sorted((built_site / "pathways").glob("*.html"))
    assert len(pages) == 7
    for javascript in (True, False):
        page = open_page(server + PATHWAY, javascript=javascript)
        for path in pages:
            page.goto(f"{server}pathways/{path.name}")
            with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as pdf:
                assert len(pdf.pages) == 1, path.name


@pytest.mark.parametrize("name", [PATHWAY, LIST, "recommendations/index.html"])
def test_what_scripts_add_is_accessible(name: str, server: str, open_page: OpenPage) -> None:
    page = open_page(server + name, width=320)
    if name == PATHWAY:
        page.get_by_role("checkbox").first.check()
    assert axe_in_both_schemes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_recommendations_are_narrowed_down_by_measure(place: str, page: Page) -> None:
    page.goto(place + "recommendations/index.html")
    rows = page.locator(".md-content tbody tr")
    total = rows.count()
    page.get_by_label("Show").select_option("what-good-looks-like/safe-practice")
    expect(page.get_by_role("status").filter(has_text="recommendations")).to_have_text(
        f"3 of {total} recommendations"
    )
    expect(rows.filter(visible=True)).to_have_count(3)
    expect(page.get_by_role("heading", name="Team working methods")).to_be_hidden()
    page.get_by_label("Show").select_option("")
    expect(rows.filter(visible=True)).to_have_count(total)


def test_without_javascript_measures_are_links_to_lists(place: str, open_page: OpenPage) -> None:
    page = open_page(place + "recommendations/index.html", javascript=False)
    page.get_by_role("link", name="Safe practice").click()
    expect(page).to_have_url(place + "frameworks/what-good-looks-like.html#safe-practice")


def test_questions_go_into_an_email_that_the_reader_addresses(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}recommendations/{RECOMMENDATION}.html", javascript=False)
    address = page.get_by_role("link", name="Put them into an e-mail").get_attribute("href") or ""
    parts = urlsplit(address)
    mail = parse_qs(parts.query, strict_parsing=True)
    assert (parts.scheme, parts.path) == ("mailto", "")
    assert mail["subject"] == ["Do you do this? Consider joint appraisals"]
    assert [line[:2] for line in mail["body"][0].split("\r\n\r\n")[1:]] == ["1.", "2.", "3.", "4.", "5."]


def test_the_form_begins_with_the_recommendation(place: str, page: Page) -> None:
    page.goto(f"{place}recommendations/{RECOMMENDATION}.html")
    page.get_by_role("link", name="Answer in the form").click()
    expect(page.locator("#case-form").get_by_role("status").first).to_contain_text(
        "Consider joint appraisals"
    )
    chosen = "es => es.map(e => e.value).filter(Boolean)"
    assert page.locator("#case-form select").evaluate_all(chosen) == [RECOMMENDATION, *USUAL]
    assert page.evaluate(STORED) is None  # nobody has written anything yet


def test_a_draft_is_kept_when_the_address_asks_for_a_recommendation(server: str, page: Page) -> None:
    page.goto(server + FORM)
    page.get_by_label("Title", exact=True).first.fill("A trust by the sea")
    page.wait_for_timeout(400)
    for _ in range(2):
        page.goto(server + ASKED)
        expect(page.get_by_label("Title", exact=True).first).to_have_value("A trust by the sea")
        expect(page.locator("#case-form select").filter(visible=True)).not_to_have_count(0)
        page.get_by_label("Title", exact=True).first.press("End")
    chosen = page.locator("#case-form select").evaluate_all("es => es.map(e => e.value)")
    assert chosen.count(RECOMMENDATION) == 1


@pytest.mark.parametrize(
    "name", ["nothing-like-it", "%3Cscript%3Ealert(1)%3C/script%3E", "x" * 5000, "__proto__"]
)
def test_an_unknown_recommendation_is_said_to_be_none(name: str, server: str, page: Page) -> None:
    page.goto(f"{server}{FORM}?recommendation={name}")
    expect(page.locator("#case-form").get_by_role("status").first).to_have_text(
        "This site has no recommendation of the name in the address."
    )
    chosen = "es => es.map(e => e.value).filter(Boolean)"
    assert page.locator("#case-form select").evaluate_all(chosen) == USUAL
