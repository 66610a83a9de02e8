"""Choosing case studies on any page, and the page that shows them side by side."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import axe, axe_in_both_schemes
from tests.browser.conftest import OpenPage
from tests.browser.selection import ALL_PAGES
from tests.browser.watch import Watch

TRUST = "mental-health-and-community-provider"
SPECIALIST = "small-specialist-provider"
SYSTEM = "integrated-care-system"
BOLTON = "bolton-ccios"
COUNCIL = "local-authority"
LIST = "organisation-types/community.html"
THREE = f"compare.html#cases={TRUST},{SPECIALIST},{SYSTEM}"
STORED = "localStorage.getItem('guidance.compare')"
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})"


def button(page: Page, case: str) -> Locator:
    return page.locator(f'button[data-compare="{case}"]')


def columns(page: Page) -> list[str]:
    """The case studies side by side, by the identifiers in their links."""
    links = page.locator(".g-compare__table").first.locator(".g-compare__titles a")
    addresses = links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return [address.removeprefix("case-studies/").removesuffix(".html") for address in addresses]


def open_comparison(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.get_by_role("heading", name="At a glance")).to_be_visible()
    return page


def data_script(site: Path, name: str) -> dict[str, Any]:
    text = (site / "assets/data" / name).read_text(encoding="utf-8")
    return cast(dict[str, Any], json.loads(text.partition(" = ")[2].rstrip().rstrip(";")))


def test_a_choice_stays_on_other_pages_and_leads_to_the_comparison(place: str, page: Page) -> None:
    page.goto(f"{place}case-studies/{TRUST}.html")
    count = page.locator(".g-comparison__count")
    button(page, TRUST).click()
    expect(button(page, TRUST)).to_have_text("Remove from comparison")
    expect(count).to_have_text("1 case study chosen. Add another to compare.")
    expect(page.get_by_role("link", name="Compare", exact=True)).to_be_hidden()

    page.goto(place + LIST)
    button(page, SPECIALIST).click()
    expect(button(page, TRUST)).to_have_text(re.compile("^Remove from comparison ."))
    expect(count).to_have_text("2 case studies chosen")
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page.locator(".g-compare__table")).to_have_count(2)
    assert columns(page) == [TRUST, SPECIALIST]
    assert page.url == f"{place}compare.html#cases={TRUST},{SPECIALIST}"
    assert page.locator(".g-comparison").count() == 0


def test_what_the_finder_finds_can_be_chosen(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}case-studies/index.html#type=local-authority")
    found = page.locator(".g-finder").locator(f'button[data-compare="{COUNCIL}"]')
    found.click()
    expect(found).to_have_text(re.compile("^Remove from comparison"))
    expect(page.locator(".g-comparison__count")).to_have_text(re.compile("^1 case study chosen"))


def test_the_choice_is_cleared_with_one_click(server: str, open_page: OpenPage) -> None:
    page = open_page(server + LIST)
    button(page, TRUST).click()
    page.locator(".g-comparison__clear").click()
    expect(page.locator(".g-comparison")).to_have_class(re.compile("g-comparison--empty"))
    expect(button(page, TRUST)).to_have_text(re.compile("^Add to comparison"))
    assert page.evaluate(STORED) is None


def test_the_choice_is_shown_on_pages_without_case_studies(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}glossary.html")
    expect(page.locator(".g-comparison")).to_have_count(0)
    page.goto(place + LIST)
    button(page, TRUST).click()
    page.goto(f"{place}glossary.html")
    expect(page.locator(".g-comparison__count")).to_contain_text("1 case study chosen")


def test_no_more_than_four_can_be_chosen(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}organisation-types/acute.html")
    buttons = page.locator("button[data-compare]")
    for position in range(5):
        buttons.nth(position).click()
    expect(page.locator(".g-comparison__count")).to_have_text("4 are chosen already. Take one away first.")
    expect(buttons.nth(4)).to_have_text(re.compile("^Add to comparison"))
    assert len(json.loads(page.evaluate(STORED))) == 4


def test_another_tab_learns_of_the_choice(server: str, open_page: OpenPage) -> None:
    first = open_page(server + LIST)
    second = first.context.new_page()
    second.goto(server + LIST)
    button(second, TRUST).click()
    expect(button(first, TRUST)).to_have_text(re.compile("^Remove from comparison"))


def test_rows_are_those_of_the_data_and_missing_values_say_so(
    place: str, page: Page, built_site: Path
) -> None:
    open_comparison(page, place + THREE)
    frame = data_script(built_site, "comparison.js")
    cases = [data_script(built_site, f"cases/{name}.js") for name in (TRUST, SPECIALIST, SYSTEM)]
    rows = page.locator(".g-compare__table").first.locator("tbody tr")
    reported = [row for row in frame["rows"] if any(case["rows"].get(row[0]) for case in cases)]
    others = [title for identifier, title in frame["rows"] if [identifier, title] not in reported]
    assert rows.count() == len(reported) + 1
    expect(rows.last).to_have_text(f"Reported by none of these: {'; '.join(others)}")
    for position, (identifier, title) in enumerate(reported):
        texts = [case["rows"].get(identifier, "") for case in cases]
        row = rows.nth(position)
        expect(row.locator("th")).to_have_text(re.compile(f"^{re.escape(title)}"))
        for cell, text in zip(row.locator("td").all(), texts, strict=True):
            assert cell_text(cell) == (text or "Not reported")
        assert (row.get_attribute("data-same") is None) == (len(set(texts)) > 1)
        assert ("Differs" in row.locator("th").inner_text()) == (len(set(filter(None, texts))) > 1)


def cell_text(cell: Locator) -> str:
    items = cell.locator("li").all_inner_texts()
    return "; ".join(items) if items else cell.inner_text().strip()


def test_practices_are_a_matrix_by_theme(place: str, page: Page, built_site: Path) -> None:
    open_comparison(page, place + THREE)
    themes = data_script(built_site, "comparison.js")["themes"]
    case = data_script(built_site, f"cases/{TRUST}.js")
    table = page.locator(".g-compare__table").nth(1)
    assert table.locator(".g-compare__theme th").all_inner_texts() == [title for title, _ in themes]
    shown = {recommendation for recommendation, _ in case["practices"]}
    known = {identifier for _, items in themes for identifier, _ in items}
    assert table.locator("tbody a").count() == len(known)
    assert table.locator("tbody td:nth-child(2) details").count() == len(shown)

    recommendation, how = case["practices"][0]
    row = table.locator("tr").filter(has=page.locator(f'a[href="recommendations/{recommendation}.html"]'))
    summary = row.locator("td").first.locator("summary")
    expect(summary).to_have_text(re.compile(f"Yes: how, {re.escape(case['title'])}, "))
    summary.click()
    expect(row.locator("td").first.locator("details p")).to_have_text(how)
    expect(row.locator("td").first.locator("details p")).to_be_visible()


def test_only_rows_that_differ(place: str, page: Page) -> None:
    open_comparison(page, place + THREE)
    page.get_by_label("Only rows that differ").check()
    expect(page).to_have_url(f"{place}{THREE}&only=differences")
    same = page.locator("tr[data-same]")
    assert same.count()
    for row in same.all():
        expect(row).to_be_hidden()
    for row in page.locator(".g-compare__row--differs").all():
        expect(row).to_be_visible()
    expect(page.get_by_label("Only rows that differ")).to_be_focused()
    page.go_back()
    expect(same.first).to_be_visible()


def test_a_column_is_removed_replaced_and_added_and_back_works(place: str, page: Page) -> None:
    open_comparison(page, place + THREE)
    page.get_by_role("button", name="Remove Integrated care system").click()
    expect(page).to_have_url(f"{place}compare.html#cases={TRUST},{SPECIALIST}")
    expect(page.get_by_role("button", name="Remove Integrated care system")).to_have_count(0)

    page.get_by_role("button", name="Replace Children and young people").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Words in its title or type of organisation").fill("bolton")
    expect(dialog.get_by_role("status")).to_have_text("1 to choose from")
    dialog.get_by_role("button", name="Four CCIOs at Bolton").click()
    expect(page).to_have_url(f"{place}compare.html#cases={TRUST},{BOLTON}")
    expect(page.locator(".g-compare__titles a").nth(1)).to_be_focused()
    assert json.loads(page.evaluate(STORED)) == [TRUST, BOLTON]

    page.get_by_role("button", name="Add another").click()
    page.get_by_role("dialog").get_by_role("button", name="Integrated care system", exact=True).click()
    expect(page.locator(".g-compare__titles").first.locator("a")).to_have_count(3)
    page.go_back()
    page.go_back()
    expect(page).to_have_url(f"{place}compare.html#cases={TRUST},{SPECIALIST}")
    expect(page.locator(".g-compare__titles a").nth(1)).to_have_text(re.compile("Children and young people"))


def test_the_dialog_closes_with_escape_and_focus_returns(server: str, page: Page) -> None:
    open_comparison(page, server + THREE)
    page.get_by_role("button", name="Add another").press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Add another")).to_be_focused()


def test_a_shared_address_leaves_the_readers_own_choice(server: str, page: Page) -> None:
    page.goto(server + LIST)
    button(page, SPECIALIST).click()
    open_comparison(page, server + THREE)
    assert json.loads(page.evaluate(STORED)) == [SPECIALIST]


def test_with_nothing_chosen_it_says_what_to_do(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}compare.html")
    expect(page.locator("#compare")).to_contain_text("Choose two to four here")
    expect(page.locator("#compare").get_by_role("link", name="the case studies")).to_be_visible()
    page.get_by_role("button", name="Choose a case study").click()
    page.get_by_role("dialog").get_by_role("button", name="Four CCIOs at Bolton").click()
    expect(page.get_by_role("button", name="Add one to compare with")).to_be_visible()
    expect(page.get_by_label("Only rows that differ")).to_have_count(0)


def test_without_javascript_it_says_so_and_leads_to_the_list(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}compare.html", javascript=False)
    expect(page.locator("#compare")).to_contain_text("This page needs JavaScript")
    page.get_by_role("link", name="all case studies").click()
    expect(page.locator("h1")).to_contain_text("Case studies")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        pytest.param("#cases=nobody-knows-it,bolton-ccios", "“nobody-knows-it”", id="an unknown case"),
        pytest.param("#cases=constructor,bolton-ccios", "“constructor”", id="a name that every object has"),
        pytest.param("#cases=<script>alert(1)</script>", "“<script>alert(1)</script>”", id="markup"),
        pytest.param("#cases=../../../etc,Bolton", "“../../../etc”", id="another folder"),
        pytest.param("#cases=%E0%A4%A,%zz", "Not on this site", id="broken percent-encoding"),
        pytest.param("#cases=" + 10_000 * "a", f"“{40 * 'a'}…”", id="10,000 characters"),
        pytest.param("#cases=" + 5_000 * "a,", "Not on this site: “a”", id="5,000 times the same"),
        pytest.param("#colour=blue&cases=bolton-ccios", "Four CCIOs", id="an unknown word"),
        pytest.param("#anything", "Choose two to four", id="another anchor"),
    ],
)
def test_an_odd_address_gives_a_normal_page_and_a_plain_message(
    address: str, says: str, place: str, open_page: OpenPage, watches: list[Watch]
) -> None:
    page = open_page(f"{place}compare.html{address}")
    expect(page.locator("#compare")).to_contain_text(says)
    expect(page.locator("h1")).to_contain_text("Compare case studies")
    if "bolton" in address:
        expect(page.locator(".g-compare__titles").first.locator("a")).to_have_count(1)
    # The browser notes that there is no file for an unknown case study; the page can't prevent that.
    [watch] = watches
    watch.problems[:] = [problem for problem in watch.problems if "Failed to load resource" not in problem]


def test_more_than_four_in_the_address_are_cut_and_that_is_said(server: str, page: Page) -> None:
    five = (TRUST, SPECIALIST, SYSTEM, BOLTON, COUNCIL)
    open_comparison(page, f"{server}compare.html#cases={','.join(five)}")
    assert columns(page) == list(five[:4])
    expect(page.locator("#compare .g-note")).to_have_text(re.compile("more than 4"))


def test_it_works_where_nothing_can_be_kept(place: str, page: Page) -> None:
    page.add_init_script(NO_STORAGE)
    page.goto(place + LIST)
    button(page, TRUST).click()
    button(page, SPECIALIST).click()
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page.locator(".g-compare__table")).to_have_count(2)
    assert columns(page) == [TRUST, SPECIALIST]


@pytest.mark.parametrize("kept", ["{", '{"a": 1}', '[1, null, "<b>", "../x"]', "null"])
def test_odd_things_in_storage_are_nothing_chosen(kept: str, server: str, page: Page) -> None:
    page.add_init_script(f"localStorage.setItem('guidance.compare', {kept!r})")
    page.goto(server + LIST)
    expect(button(page, TRUST)).to_have_text(re.compile("^Add to comparison"))
    expect(page.locator(".g-comparison")).to_have_class(re.compile("g-comparison--empty"))


def test_the_search_opens_over_the_comparison_and_leaves_it(server: str, page: Page) -> None:
    open_comparison(page, server + THREE)
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(server + THREE)
    assert columns(page) == [TRUST, SPECIALIST, SYSTEM]


@pytest.mark.parametrize("width", [320, 1280] if ALL_PAGES else [320])
def test_it_is_accessible(server: str, open_page: OpenPage, width: int) -> None:
    page = open_page("about:blank", width=width)
    open_comparison(page, f"{server}compare.html#cases={TRUST},{BOLTON}")
    page.locator("summary", has_text="Yes").first.click()
    assert axe_in_both_schemes(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Add another").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert axe_in_both_schemes(page) == []


@pytest.mark.parametrize("width", [320, 1280] if ALL_PAGES else [320])
def test_the_bar_is_accessible(server: str, open_page: OpenPage, width: int) -> None:
    page = open_page(server + LIST, width=width)
    button(page, TRUST).click()
    button(page, SPECIALIST).click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_on_a_phone_each_value_names_its_case_study(server: str, open_page: OpenPage) -> None:
    page = open_page("about:blank", width=320)
    open_comparison(page, server + THREE)
    names = page.locator(".g-compare__table tbody tr").first.locator(".g-compare__of")
    expect(names).to_have_count(3)
    for name in names.all():
        expect(name).to_be_visible()


def test_it_prints_on_a4_landscape_with_everything_unfolded(server: str, page: Page) -> None:
    open_comparison(page, server + THREE)
    printed = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert boxes
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(842, 595)}
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Remove Integrated care system")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".g-compare__how p").first).to_be_visible()
