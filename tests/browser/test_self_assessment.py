"""The self-assessment as a team uses it: from its first answer to a plan on paper and on another computer."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import html
from playwright.sync_api import Download, FilePayload, Locator, Page, expect

from tests.browser.accessibility import axe, axe_in_both_schemes
from tests.browser.conftest import OpenPage
from tests.browser.selection import ALL_PAGES
from tests.browser.test_compare import data_script
from tests.browser.test_form import Keyboard

PAGE = "self-assessment.html"
STORED = "localStorage.getItem('guidance.assessment')"
THUMBED = "article [class^=g-assess] :is(a.g-button, button, label, p[class^=g-assess] > a, li > a)"
"""What is pressed on the way through the steps, but for links in a sentence."""


def open_assessment(page: Page, place: str) -> Page:
    page.goto(place + PAGE)
    expect(page.locator(".g-assess__count")).to_be_visible()
    return page


def question(page: Page, recommendation: str) -> Locator:
    return page.locator(f"#assess-{recommendation}")


def step(page: Page, name: str) -> None:
    """Goes to a step by its address, as a link or Back does."""
    page.evaluate("name => { location.hash = name; }", name)
    page.wait_for_timeout(20)


def open_question(page: Page, recommendation: str) -> Locator:
    """The question on the screen of its theme."""
    box = question(page, recommendation)
    step(page, box.locator("xpath=ancestor::section[1]").get_attribute("data-step") or "")
    expect(box).to_be_visible()
    return box


def answer(page: Page, recommendation: str, state: str) -> None:
    open_question(page, recommendation).locator(f"input[value={state}]").check()


def one(page: Page, recommendation: str) -> Locator:
    """The recommendation on a screen of its own."""
    step(page, f"one-{recommendation}")
    box = page.locator("#assess-one")
    expect(box.get_by_role("heading", level=2)).to_be_focused()
    return box


def answers_of(site: Path) -> list[str]:
    """The identifiers of all recommendations."""
    themes = data_script(site, "assessment.js")["themes"]
    return [item[0] for theme in themes for item in theme[2]]


def some(site: Path) -> dict[str, str]:
    """Three answers, for the first recommendations that there are."""
    return dict(zip(answers_of(site), ["not-started", "under-way", "in-place"], strict=False))


def stored(page: Page) -> Any:
    """What the browser keeps of the team that is shown."""
    page.wait_for_timeout(350)  # it is kept after a short while
    kept = json.loads(page.evaluate(STORED) or '{"teams": []}')
    return next((team for team in kept["teams"] if team["id"] == kept["current"]), None)


def fill_in(page: Page, site: Path) -> dict[str, str]:
    """A team with a name, an organisation, three answers, and a plan for the first of them."""
    made = some(site)
    step(page, "overview")
    page.get_by_label("Name of the team").fill("Hill Trust")
    page.locator("#assess-type").select_option("mental-health")
    for recommendation, state in made.items():
        answer(page, recommendation, state)
    first = one(page, next(iter(made)))
    first.get_by_label("Note").fill("=1+1, <b>at\nonce</b>")
    first.get_by_label("Owner").fill("Chief nurse")
    first.get_by_label("By when").fill("2027-03-01")
    step(page, "plan")
    return made


def download(page: Page, press: Callable[[], None]) -> Download:
    with page.expect_download() as found:
        press()
    return found.value


def save_file(page: Page) -> bytes:
    step(page, "overview")
    button = page.locator("#assess-keep").get_by_role("button", name="Save as a file")
    return Path(download(page, button.click).path()).read_bytes()


def message(page: Page) -> Locator:
    return page.locator(".g-assess__say [role=status]")


def close_message(page: Page) -> str:
    """Leads to what it said."""
    said = message(page).inner_text()
    if said:
        page.locator(".g-assess__say").get_by_role("button", name="Close").click()
    return said


def open_saved(page: Page, *files: bytes, names: str = "hill.json", field: str = "#assess-open") -> str:
    """Leads to what the page says of it."""
    close_message(page)
    step(page, "overview" if field == "#assess-open" else "compare")
    page.set_input_files(
        field,
        [
            FilePayload(name=name, mimeType="application/json", buffer=data)
            for name, data in zip(names.split(), files, strict=True)
        ],
    )
    expect(message(page)).not_to_be_empty()
    return message(page).inner_text()


def test_answers_become_a_plan_that_goes_to_another_computer(
    place: str, open_page: OpenPage, built_site: Path
) -> None:
    page = open_assessment(open_page("about:blank"), place)
    made = fill_in(page, built_site)
    first = next(iter(made))
    expect(page.locator("#assess-plan tbody tr")).to_have_count(2)
    expect(page.locator("#assess-plan tbody tr").first).to_contain_text("1 March 2027")
    expect(page.locator(".g-assess__count")).to_have_text(f"3 of {len(answers_of(built_site))} answered")
    before = stored(page)
    assert {name: given["state"] for name, given in before["answers"].items()} == made

    page.reload()
    expect(page.locator("#assess-plan tbody tr")).to_have_count(2)
    expect(open_question(page, first).locator("input[value=not-started]")).to_be_checked()
    expect(one(page, first).get_by_label("Note")).to_have_value("=1+1, <b>at\nonce</b>")
    step(page, "overview")
    expect(page.get_by_label("Name of the team")).to_have_value("Hill Trust")
    given = download(page, page.get_by_role("button", name="Save as a file").click)
    assert re.fullmatch(r"self-assessment-hill-trust-\d{4}-\d\d-\d\d\.json", given.suggested_filename)
    saved = Path(given.path()).read_bytes()

    other = open_assessment(open_page("about:blank"), place)
    assert "is open" in open_saved(other, saved)
    assert stored(other)["answers"] == before["answers"]
    assert other.locator("#assess-teams option").count() == 1  # in place of the one that nobody had begun
    step(other, "plan")
    expect(other.locator("#assess-plan tbody tr").first).to_contain_text("Chief nurse")


def test_the_result_counts_every_recommendation_once(server: str, page: Page, built_site: Path) -> None:
    open_assessment(page, server)
    everything = answers_of(built_site)
    states = ["in-place", "under-way", "not-started", "not-relevant"]
    for position, recommendation in enumerate(everything[:12]):
        answer(page, recommendation, states[position % 4])
    step(page, "result")
    total = page.locator("#assess-result tbody tr").last.locator("td")
    expect(total).to_have_text(["3", "3", "3", "3", str(len(everything) - 12)])
    rows = page.locator("#assess-result .g-chart__row")
    assert rows.count() == page.locator("#assess-result tbody tr").count() - 1
    for row, value in zip(rows.all(), page.locator("#assess-result tbody tr").all(), strict=False):
        shown = row.locator(".g-chart__value").inner_text()
        assert shown.startswith(value.locator("td").first.inner_text())


def test_gaps_come_in_order_with_what_organisations_like_theirs_did(
    place: str, page: Page, built_site: Path
) -> None:
    open_assessment(page, place)
    everything = answers_of(built_site)
    page.locator("#assess-type").select_option("mental-health")
    for recommendation in everything[:8]:
        answer(page, recommendation, "not-started")
    answer(page, everything[8], "under-way")
    step(page, "plan")
    expect(page.locator("#assess-plan tbody tr")).to_have_count(9)
    expect(page.locator("#assess-plan tbody tr:visible")).to_have_count(8)
    shown = data_script(built_site, "practices/type-mental-health.js")["shown"]
    links = page.locator("#assess-plan th a").evaluate_all("all => all.map(one => one.hash)")
    ids = [link.removeprefix("#one-") for link in links]
    assert ids[-1] == everything[8]
    counts = [shown.get(name, [0])[0] for name in ids[:-1]]
    assert counts == sorted(counts, reverse=True)
    assert counts[0]
    page.locator("#assess-plan th a").first.click()
    first = page.locator("#assess-one .g-assess__others")
    expect(first).to_contain_text("Organisations like yours")
    assert {case for case, _ in shown[ids[0]][1]} >= {
        link.rpartition("/")[2].partition(".")[0]
        for link in first.locator("ul").first.locator("a").evaluate_all("all => all.map(one => one.href)")
    }
    leads = first.locator("li a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert leads
    for name, _, anchor in {tuple(lead.partition("#")) for lead in leads}:
        assert html.parse(str(built_site / name)).getroot().get_element_by_id(anchor) is not None
    page.go_back()
    page.get_by_label("Order of the plan").select_option("theme")
    expect(page.locator("#assess-plan th a").first).to_have_attribute("href", f"#one-{everything[0]}")
    page.goto(place + "your-organisation.html")  # the same choice as everywhere
    expect(page.get_by_label("Mental health")).to_be_checked()


def test_the_word_document_is_one_that_others_can_read(server: str, page: Page, built_site: Path) -> None:
    open_assessment(page, server)
    fill_in(page, built_site)
    one(page, next(iter(some(built_site)))).get_by_label("Note").evaluate(
        "field => { field.value = 'a\\u0001\\ud800 & <w:t> \"b\"\\nc';"
        " field.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
    step(page, "plan")
    path = Path(download(page, page.get_by_role("button", name="Download for Word").click).path())
    with ZipFile(path) as packed:
        assert packed.testzip() is None
    document = docx.Document(str(path))
    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert names[0] == "Title"
    assert {"Heading 1", "Heading 2", "List Bullet"} <= set(names)
    assert document.core_properties.title == document.paragraphs[0].text == "Action plan: Hill Trust"
    assert 'w:val="en-GB"' in document.styles.element.xml
    result, plan = document.tables
    for table in (result, plan):
        assert table.rows[0]._tr.trPr is not None
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(result.rows) == 8
    assert [cell.text for cell in plan.rows[1].cells][1:] == [
        "Not started", 'a\ufffd & <w:t> "b"\nc', "Chief nurse", "1 March 2027"
    ]  # fmt: skip
    targets = [relation.target_ref for relation in document.part.rels.values() if relation.is_external]
    assert any(f"{server}case-studies/" in target for target in targets)
    page.get_by_label("what others did too").uncheck()
    short = Path(download(page, page.get_by_role("button", name="Download for Word").click).path())
    assert "What others did" not in [paragraph.text for paragraph in docx.Document(str(short)).paragraphs]


def test_the_csv_is_one_for_spreadsheets(server: str, page: Page, built_site: Path) -> None:
    open_assessment(page, server)
    made = fill_in(page, built_site)
    one(page, next(iter(made))).get_by_label("Owner").fill('@x, "y"')
    page.wait_for_timeout(350)
    step(page, "plan")
    data = Path(download(page, page.get_by_role("button", name="Download as CSV").click).path()).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == len(answers_of(built_site)) + 1
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["State"] for row in rows[:3]] == ["Not started", "Under way", "In place"]
    assert rows[0]["Identifier"] == next(iter(made))
    assert rows[0]["Note"] == "'=1+1, <b>at\nonce</b>"
    assert rows[0]["Owner"] == '\'@x, "y"'
    assert {row["Identifier"] for row in rows} == set(answers_of(built_site))
    serves = {row["Identifier"]: row["Serves in What Good Looks Like (the editors’ reading)"] for row in rows}
    assert serves["functions-first"] == "Ensure smart foundations; Safe practice"


def test_it_is_filled_in_by_keyboard_alone(server: str, page: Page, built_site: Path) -> None:
    keyboard = Keyboard(open_assessment(page, server))
    first, second, *_ = answers_of(built_site)
    keyboard.write(page.get_by_label("Name of the team"), "Hill")
    keyboard.press(page.locator(".g-assess__steps li").nth(1).get_by_role("link"), "Enter")
    expect(page.locator(".g-assess__theme h2").first).to_be_focused()
    keyboard.press(question(page, first).locator("input[value=not-relevant]"), "ArrowDown")
    expect(question(page, first).locator("input[value=not-started]")).to_be_checked()
    keyboard.press(question(page, second).locator("input[value=not-relevant]"), "Space")
    keyboard.press(question(page, second).get_by_role("button", name="Clear"))
    expect(question(page, second).locator("input:checked")).to_have_count(0)
    expect(question(page, second).locator("input").first).to_be_focused()
    step(page, "plan")
    keyboard.press(page.locator("#assess-plan th a").first, "Enter")
    expect(page.locator("#assess-one h2")).to_be_focused()
    keyboard.write(page.locator("#assess-one").get_by_label("Owner"), "Chief nurse")
    page.go_back()
    expect(page.locator("#assess-plan h2").first).to_be_focused()
    expect(page.locator("#assess-plan tbody")).to_contain_text("Chief nurse")


def test_it_says_the_same_on_both_screens_of_a_recommendation(
    server: str, page: Page, built_site: Path
) -> None:
    open_assessment(page, server)
    first = next(iter(some(built_site)))
    answer(page, first, "under-way")
    box = one(page, first)
    expect(box.locator("input[value=under-way]")).to_be_checked()
    box.locator("textarea").fill("Typed here")
    page.wait_for_timeout(350)
    expect(box.locator("textarea")).to_be_focused()
    box.locator("input[value=in-place]").check()
    expect(open_question(page, first).locator("input[value=in-place]")).to_be_checked()
    expect(question(page, first).locator("textarea")).to_have_value("Typed here")
    expect(question(page, first).locator(".g-assess__also--written")).to_be_visible()


def test_each_step_has_an_address(place: str, page: Page, built_site: Path) -> None:
    open_assessment(page, place)
    themes = data_script(built_site, "assessment.js")["themes"]
    expect(page.locator(".g-assess__item:visible")).to_have_count(0)
    page.get_by_role("link", name="Next: Quick check").click()
    expect(page.locator("#quick-check")).to_be_focused()
    expect(page.locator(".g-assess__item:visible")).to_have_count(10)
    page.get_by_role("link", name=f"Next: {themes[0][1]}").click()
    expect(page.locator(".g-assess__item:visible")).to_have_count(len(themes[0][2]))
    expect(page).to_have_title(re.compile(re.escape(themes[0][1])))
    page.get_by_role("link", name="Plan", exact=True).click()
    expect(page.locator("#plan")).to_be_focused()
    page.go_back()
    expect(page.locator(f"#{themes[0][0]}")).to_be_focused()
    page.go_back()
    expect(page.locator("#quick-check")).to_be_focused()
    page.go_back()
    expect(page.get_by_label("Name of the team")).to_be_visible()
    expect(page.locator("h1")).to_be_focused()
    page.goto("about:blank")
    page.goto(f"{place}{PAGE}#{themes[2][0]}")  # as the page of a theme links to it
    expect(page.locator(".g-assess__item:visible")).to_have_count(len(themes[2][2]))
    step(page, "no-such-step")
    expect(page.locator(".g-assess__item:visible")).to_have_count(len(themes[2][2]))
    for hostile in (
        "one-constructor",
        "one-%3Cimg%20src%3Dx%3E",
        "<img src=x onerror=alert(1)>",
        "assess-one",
    ):
        page.goto("about:blank")
        page.goto(f"{place}{PAGE}#{hostile}")
        expect(page.locator(".g-assess__count")).to_be_visible()
        expect(page.locator("main img")).to_have_count(0)


def full_team(site: Path, number: int, notes: str) -> dict[str, Any]:
    """A team that has answered everything, in the browser's storage."""
    states = ["not-started", "under-way", "in-place", "not-relevant"][: 4 if number else 2]
    given = {"note": notes, "owner": "Chief nurse", "date": "2027-03-01", "title": "", "digest": ""}
    answers = {
        name: given | {"state": states[(position * (number + 1)) % len(states)], "changed": "2026-01-02"}
        for position, name in enumerate(answers_of(site))
    }
    return {
        "id": f"{number:016x}",
        "team": f"Team {number}",
        "named": "2026-01-02",
        "seen": [],
        "answers": answers,
    }


def test_no_step_is_higher_than_three_screens(server: str, open_page: OpenPage, built_site: Path) -> None:
    """Without answers, with many, and in a meeting: each step in one of the three, and each week in all."""
    page = open_page("about:blank", width=1280)
    open_assessment(page, server)
    everything = answers_of(built_site)
    teams = [full_team(built_site, number, "A long note, again and again. " * 60) for number in range(6)]
    kept = {"version": 1, "current": teams[0]["id"], "teams": teams}
    names = ["overview", "quick-check", "result", "plan", "compare", *(f"one-{name}" for name in everything)]
    names += [theme[0] for theme in data_script(built_site, "assessment.js")["themes"]]

    def heights() -> dict[str, int]:
        height_of = {}
        for name in names if ALL_PAGES else names[len(found) :: 3]:
            step(page, name)
            height_of[name] = page.evaluate("document.documentElement.scrollHeight")
        return height_of

    found: list[dict[str, int]] = []
    found.append(heights())
    page.evaluate("kept => localStorage.setItem('guidance.assessment', JSON.stringify(kept))", kept)
    page.reload()
    found.append(heights())
    step(page, "compare")
    page.get_by_role("button", name="Start the meeting").click()
    page.locator("#assess-one input[value=in-place]").check()
    found.append(heights())
    high = {name: height for each in found for name, height in each.items() if height > 3 * 800}
    assert high == {}


def test_it_is_used_by_thumb(server: str, open_page: OpenPage, built_site: Path) -> None:
    page = open_assessment(open_page("about:blank", width=320), server)
    fill_in(page, built_site)
    for name in (
        "overview",
        "quick-check",
        "team-working",
        "result",
        "plan",
        "compare",
        f"one-{answers_of(built_site)[0]}",
    ):
        step(page, name)
        page.wait_for_timeout(100)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
        small = page.locator(THUMBED).evaluate_all(
            """all => all.filter(one => one.checkVisibility({ visibilityProperty: true }))
            .map(one => [one.textContent, one.getBoundingClientRect()])
            .filter(([, box]) => box.height < 24 || box.width < 24).map(([text]) => text)"""
        )
        assert small == [], name


def test_several_teams_are_kept_and_compared(place: str, page: Page, built_site: Path) -> None:
    open_assessment(page, place)
    first, second, *_ = answers_of(built_site)
    fill_in(page, built_site)
    saved = save_file(page)
    page.get_by_role("button", name="Add another team").click()
    page.get_by_label("Name of the team").fill("Valley")
    expect(question(page, first).locator("input:checked")).to_have_count(0)
    answer(page, first, "in-place")
    step(page, "compare")
    table = page.locator("#assess-compare table").last
    expect(table.locator("thead")).to_contain_text("Hill Trust")
    expect(table.locator("tbody tr").first.locator("td")).to_have_text(["Not started", "In place"])
    said = open_saved(page, saved, b"{", names="hill.json x.json", field="#assess-add")
    assert said.startswith(
        "1 file is added to the comparison. Not added: x.json. It is no saved self-assessment."
    )
    expect(table.locator("thead th")).to_have_text(
        ["Recommendation", "Hill Trust", "Valley", "Hill Trust (hill)"]
    )
    page.locator("#assess-compare").get_by_role("button", name="Remove").last.click()
    expect(table.locator("thead th")).to_have_count(3)
    page.get_by_role("button", name="Undo").click()
    expect(table.locator("thead th")).to_have_count(4)
    page.locator("#assess-compare").get_by_role("button", name="Remove").last.click()
    step(page, "overview")
    page.get_by_label("Team shown").select_option("Hill Trust")
    expect(open_question(page, second).locator("input[value=under-way]")).to_be_checked()
    page.reload()
    expect(page.locator("#assess-teams option")).to_have_text(["Hill Trust", "Valley"])
    step(page, "overview")
    expect(page.get_by_label("Name of the team")).to_have_value("Hill Trust")


def test_erasing_leaves_nothing_behind(server: str, page: Page, built_site: Path) -> None:
    open_assessment(page, server)
    fill_in(page, built_site)
    assert stored(page)
    step(page, "overview")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Erase this team").click()
    assert page.evaluate(STORED) is None
    expect(page.locator(".g-assess__item input:checked")).to_have_count(0)
    expect(page.get_by_label("Name of the team")).to_be_focused()
    fill_in(page, built_site) if page.locator("#assess-type").count() else answer(
        page, next(iter(some(built_site))), "in-place"
    )
    step(page, "overview")
    page.get_by_role("button", name="Erase everything").click()
    page.reload()
    assert page.evaluate(STORED) is None
    expect(page.get_by_label("Name of the team")).to_have_value("")


def test_paper_gets_the_plan_or_the_questions(place: str, page: Page, built_site: Path) -> None:
    open_assessment(page, place)
    page.emulate_media(media="print")
    expect(page.locator("fieldset.g-assess__item").first).to_be_visible()
    expect(page.locator("#assess-plan")).to_be_hidden()
    page.emulate_media(media="screen")
    fill_in(page, built_site)
    page.wait_for_timeout(350)
    page.emulate_media(media="print")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", printed)) in {2, 3}
    expect(page.locator("fieldset.g-assess__item").first).to_be_hidden()
    expect(page.locator("#assess-plan tbody tr").first).to_be_visible()
    expect(page.locator(".g-assess__appendix li").first).to_be_visible()
    for control in ("#assess-one", "#assess-keep", ".g-assess__nav", ".g-assess__panel", ".g-assess__say"):
        expect(page.locator(control).first).to_be_hidden()
    page.evaluate("window.print = () => { window.printed = document.body.dataset.assess; }")
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Print the plan").click()
    assert page.evaluate("printed") == "plan"
    step(page, "overview")
    page.get_by_role("button", name="Print the questions").click()
    assert page.evaluate("printed") == "questions"
    page.emulate_media(media="print")
    expect(page.locator("fieldset.g-assess__item:visible")).to_have_count(len(answers_of(built_site)))


def test_without_javascript_it_is_a_checklist(place: str, open_page: OpenPage) -> None:
    page = open_page(place + PAGE, javascript=False)
    expect(page.get_by_text("Without JavaScript, this is a checklist to print.")).to_be_visible()
    box = page.locator("fieldset.g-assess__item").first
    box.locator("input[value=in-place]").check()
    expect(page.locator(".g-assess__part").first).to_be_hidden()
    expect(page.locator(".g-assess__nav")).to_be_hidden()
    page.locator(".g-assess__steps").get_by_role("link", name="Team working methods").click()
    expect(page.locator("#team-working")).to_be_in_viewport()
    page.emulate_media(media="print")
    expect(box.locator("textarea")).to_be_visible()  # room to write
    expect(page.get_by_text("Nothing that you write here leaves")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 320] if ALL_PAGES else [320])
def test_it_is_accessible(server: str, open_page: OpenPage, built_site: Path, width: int) -> None:
    page = open_assessment(open_page("about:blank", width=width), server)
    fill_in(page, built_site)
    saved = save_file(page)
    open_saved(page, saved, saved, names="ann.json bo.json", field="#assess-add")
    check = axe_in_both_schemes if width == 320 else axe
    for name in ("overview", "team-working", "quick-check", "result", "plan", "compare"):
        step(page, name)
        page.wait_for_timeout(100)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert check(page) == [], name
    page.get_by_role("button", name="Start the meeting").click()
    expect(page.locator("#assess-one dl")).to_be_visible()
    expect(message(page)).not_to_be_empty()
    assert check(page) == []
