"""The drawing of the role and career map: a form for each width, links to go to by keyboard, no scripts."""

from __future__ import annotations

from tests.browser.conftest import OpenPage

ADDRESS = "careers/index.html"
SMALLEST_LETTERS = 10
LETTERS = """texts => Math.min(...texts
    .filter(text => text.checkVisibility())
    .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))"""
SPILLING = """links => links.filter(link => link.checkVisibility()).filter(link => {
    const box = link.querySelector('rect').getBoundingClientRect();
    return [...link.querySelectorAll('text')].some(text => text.getBoundingClientRect().right > box.right);
}).length"""


def test_each_width_has_a_form_whose_words_can_be_read(shared_drive: str, open_page: OpenPage) -> None:
    for width, shown, hidden in [(1280, "wide", "narrow"), (320, "narrow", "wide")]:
        page = open_page(f"{shared_drive}{ADDRESS}", width=width, javascript=False)
        assert page.locator(f".g-map__{shown}").is_visible()
        assert not page.locator(f".g-map__{hidden}").is_visible()
        assert page.locator(".g-map text").evaluate_all(LETTERS) >= SMALLEST_LETTERS
        assert page.locator(".g-map__node").evaluate_all(SPILLING) == 0
        page.emulate_media(media="print")
        assert page.locator(".g-map__wide").is_visible()


def test_a_box_is_a_link_to_go_to_by_keyboard(shared_drive: str, open_page: OpenPage) -> None:
    page = open_page(f"{shared_drive}{ADDRESS}", width=320)
    for name, place in [("Secondment", "#secondment"), ("In the team, 4 roles", "#roles-team")]:
        box = page.get_by_role("link", name=name, exact=True).first
        box.focus()
        rect = box.locator("rect")
        assert rect.evaluate("rect => getComputedStyle(rect).strokeWidth") == "3px"
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{place}")
        assert page.locator(place).is_visible()
