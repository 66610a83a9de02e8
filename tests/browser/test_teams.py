"""Teams like yours: folded groups for everybody, and for who has said what they are, theirs first."""

from __future__ import annotations

import json

from playwright.sync_api import Page, expect

from tests.browser.accessibility import axe_in_both_schemes
from tests.browser.conftest import OpenPage
from tests.browser.test_compare import NO_STORAGE

TEAMS = "teams-like-yours.html"
SAID = {
    "types": ["acute", "ambulance"],
    "size": "small",
    "nation": "",
    "titles": {"types": ["Acute hospital care", "Ambulance"], "size": "Small", "nation": ""},
}


def say(page: Page, said: object = SAID) -> None:
    page.evaluate("said => localStorage.setItem('guidance.yours', said)", json.dumps(said))
    page.reload()


def shown(page: Page) -> list[str]:
    ids: list[str] = page.locator(".g-teams__group:visible").evaluate_all("all => all.map(one => one.id)")
    return ids


def test_it_follows_what_was_said(place: str, open_page: OpenPage) -> None:
    page = open_page(place + TEAMS)
    every = shown(page)
    assert len(every) > 10
    expect(page.locator("#teams-yours")).to_contain_text("This page follows what you say")
    say(page)
    assert shown(page) == ["teams-type-acute", "teams-size-small"]
    expect(page.locator("#teams-yours")).to_contain_text("No case study yet: Ambulance.")
    expect(page.locator("#teams-type-acute .g-team-facts")).to_be_visible()
    page.get_by_role("button", name="Show the other groups too").press("Enter")
    assert sorted(shown(page)) == sorted(every)
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_a_type_without_a_case_study_is_said_and_the_others_are_there(
    server: str, open_page: OpenPage
) -> None:
    page = open_page(server + TEAMS)
    every = shown(page)
    titles = {"types": ["Ambulance"], "size": "", "nation": ""}
    say(page, {"types": ["ambulance"], "size": "", "nation": "", "titles": titles})
    expect(page.locator("#teams-yours")).to_contain_text(
        "No case study is from an organisation like yours yet."
    )
    assert shown(page) == every


def test_broken_or_hostile_values_change_nothing(server: str, open_page: OpenPage) -> None:
    page = open_page(server + TEAMS)
    every = shown(page)
    for text in ("{", '{"types":["<img>"],"titles":{"types":["<img>"]}}', json.dumps("x" * 9000)):
        page.evaluate("text => localStorage.setItem('guidance.yours', text)", text)
        page.reload()
        assert shown(page) == every
    titles = {"types": ["<img src=x onerror=alert(1)>" * 5], "size": "", "nation": ""}
    say(page, {"types": ["acute"], "size": "", "nation": "", "titles": titles})
    assert page.locator("#teams-yours img").count() == 0
    assert shown(page) == ["teams-type-acute"]


def test_without_javascript_or_storage_every_group_opens(place: str, open_page: OpenPage) -> None:
    page = open_page(place + TEAMS, javascript=False)
    expect(
        page.get_by_text("Without JavaScript, this page doesn't know what your organisation is.")
    ).to_be_visible()
    page.locator("#teams-type-acute > summary").click()
    expect(page.locator("#teams-type-acute .g-team-facts")).to_be_visible()
    page.get_by_role("link", name="Acute hospital care").last.click()
    expect(page.get_by_role("heading", name="Their teams")).to_be_visible()
    other = open_page("about:blank")
    other.add_init_script(NO_STORAGE)
    other.goto(place + TEAMS)
    expect(other.locator("#teams-yours")).to_contain_text("This page follows what you say")


def test_the_form_leads_here(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}your-organisation.html")
    page.get_by_label("Acute hospital care").check()
    page.get_by_role("button", name="Keep in this browser").click()
    page.get_by_role("status").get_by_role("link", name="teams like yours").click()
    page.wait_for_url(f"**/{TEAMS}")
    assert shown(page) == ["teams-type-acute"]


def test_it_is_accessible_and_narrow(server: str, open_page: OpenPage) -> None:
    page = open_page(server + TEAMS, width=320)
    say(page)
    assert axe_in_both_schemes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
