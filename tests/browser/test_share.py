"""The buttons that copy the address of what a page shows, so that it can be sent to somebody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import axe_in_both_schemes
from tests.browser.conftest import OpenPage

PAGES = {
    "Copy a link to this list": "case-studies/index.html#type=acute&words=team",
    "Copy a link to this comparison": "compare.html#cases=bolton-ccios,local-authority",
}
every_button = pytest.mark.parametrize(("words", "address"), PAGES.items(), ids=PAGES)

NEWER_WAY = """Object.defineProperty(navigator, 'clipboard', {value: {writeText(text) {
    window.copied = text;
    return Promise.resolve();
}}})"""
REFUSED = """Object.defineProperty(navigator, 'clipboard', {value: {writeText() {
    return Promise.reject(new DOMException('refused', 'NotAllowedError'));
}}})"""
NO_NEWER_WAY = "Object.defineProperty(navigator, 'clipboard', {value: undefined})"
OLDER_WAY = """document.execCommand = command => {
    window.copied = command === 'copy' ? document.activeElement.value : null;
    return true;
}"""
NO_OLDER_WAY = "document.execCommand = () => { throw new Error('refused') }"


def press(page: Page, words: str, *scripts: str) -> Locator:
    """Press the button in a browser changed by the scripts. Returns what the page says to that."""
    for script in scripts:
        page.evaluate(f"() => {{ {script} }}")
    share = page.get_by_role("button", name=words)
    share.focus()
    page.keyboard.press("Enter")
    said = page.locator(".g-share").get_by_role("status")
    expect(said).not_to_be_empty()
    expect(share).to_be_focused()
    return said


@every_button
def test_the_address_of_what_is_shown_is_copied(
    words: str, address: str, place: str, open_page: OpenPage
) -> None:
    page = open_page(place + address)
    expect(press(page, words, NEWER_WAY)).to_have_text("The link is copied.")
    assert page.evaluate("copied") == page.url == place + address


def test_a_later_choice_gives_its_own_address(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}case-studies/index.html#type=acute")
    press(page, "Copy a link to this list", NEWER_WAY)
    page.get_by_label("Words in title or summary").fill("team")
    page.wait_for_url("**#type=acute&words=team")
    press(page, "Copy a link to this list")
    assert page.evaluate("copied") == page.url


@every_button
@pytest.mark.parametrize("without", [NO_NEWER_WAY, REFUSED], ids=["missing", "refused"])
def test_without_the_newer_way_the_older_one_copies(
    without: str, words: str, address: str, server: str, open_page: OpenPage
) -> None:
    page = open_page(server + address)
    expect(press(page, words, without, OLDER_WAY)).to_have_text("The link is copied.")
    assert page.evaluate("copied") == page.url
    assert page.locator("textarea").count() == 0


@every_button
def test_where_nothing_can_be_copied_the_address_is_shown(
    words: str, address: str, place: str, open_page: OpenPage
) -> None:
    page = open_page(place + address, width=320)
    said = press(page, words, NO_NEWER_WAY, NO_OLDER_WAY)
    expect(said).to_have_text(f"Your browser did not copy it. This is the link: {place}{address}")
    expect(said).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe_in_both_schemes(page) == []
