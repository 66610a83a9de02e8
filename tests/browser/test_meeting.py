"""The self-assessment in a meeting: people's answers from files, what is agreed, minutes and plan."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import docx
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_self_assessment import (
    STORED,
    answers_of,
    download,
    message,
    open_assessment,
    open_saved,
    save_file,
    step,
    stored,
)
from tests.browser.test_self_assessment_files import given, saved

HEAD = "#assess-one h2"


def people(site: Path) -> tuple[bytes, bytes, bytes]:
    """Three files: of the first four recommendations, answers differ most on the third, then the second."""
    first, second, third, fourth, *_ = answers_of(site)
    said = [
        ("Ann", ["in-place", "under-way", "not-started", ""], "We tried, and stopped."),
        ("Bo", ["in-place", "not-started", "in-place", ""], ""),
        ("Chris", ["in-place", "under-way", "in-place", "not-started"], "x" * 1500),
    ]
    files = []
    for name, states, note in said:
        states_of = zip((first, second, third, fourth), states, strict=True)
        answers = {one: given(state, note=note if one == third else "") for one, state in states_of}
        files.append(saved(answers, team=name))  # all have the same identifier: copies of one file
    return files[0], files[1], files[2]


def begin(page: Page, place: str, site: Path) -> None:
    open_assessment(page, place)
    open_saved(page, *people(site), names="a.json b.json c.json", field="#assess-add")
    page.get_by_role("button", name="Start the meeting").click()
    expect(page.locator(HEAD)).to_be_focused()


def ids_in_order(page: Page) -> list[str]:
    links: list[str] = page.locator("#assess-compare table >> nth=1 >> tbody a").evaluate_all(
        "all => all.map(one => one.hash.slice(5))"
    )
    return links


def test_answers_stand_side_by_side_where_they_differ_most_first(
    place: str, page: Page, built_site: Path
) -> None:
    open_assessment(page, place)
    first, second, third, fourth, *rest = answers_of(built_site)
    said = open_saved(page, *people(built_site), names="a.json b.json c.json", field="#assess-add")
    assert said == "3 files are added to the comparison."
    heads = page.locator("#assess-compare table >> nth=1 >> thead th")
    expect(heads).to_have_text(["Recommendation", "Ann", "Bo", "Chris"])
    assert ids_in_order(page) == [third, second, first, fourth, *rest]
    page.get_by_label("Order of the recommendations").focus()
    page.get_by_label("Order of the recommendations").select_option("theme")
    expect(page.get_by_label("Order of the recommendations")).to_be_focused()
    assert ids_in_order(page) == answers_of(built_site)
    expect(page.locator("#assess-compare table >> nth=1 >> tbody tr:visible")).to_have_count(8)
    page.get_by_label("Rows shown").select_option("40")
    expect(page.locator("#assess-compare table >> nth=1 >> tbody tr:visible")).to_have_count(
        len(answers_of(built_site)) - 40
    )


def test_a_meeting_goes_through_them_and_ends_in_minutes_and_a_plan(
    place: str, page: Page, built_site: Path
) -> None:
    begin(page, place, built_site)
    first, second, third, *_ = answers_of(built_site)
    screen = page.locator("#assess-one")
    assert page.url.endswith(f"#one-{third}")
    expect(screen.locator("dt")).to_have_text(["Not started: 1", "In place: 2"])
    expect(screen.locator("dd")).to_have_text([re.compile("^Ann.*We tried"), "Bo", re.compile("^Chris")])
    expect(screen).to_contain_text("Answers differ")
    expect(screen).to_contain_text("Seen in")
    assert float(screen.locator("h2").evaluate("one => parseFloat(getComputedStyle(one).fontSize)")) >= 36
    screen.get_by_label("Under way").check()
    screen.get_by_label("Note").fill("Agreed: try again")
    screen.get_by_label("Owner").fill("Bo")
    screen.get_by_label("By when").fill("2027-03-01")
    screen.get_by_role("link", name="Next").first.click()
    expect(page.locator(HEAD)).to_be_focused()
    assert page.url.endswith(f"#one-{second}")
    expect(screen.get_by_label("Note")).to_have_value("")
    expect(screen.locator("input:checked")).to_have_count(0)
    screen.get_by_role("link", name="Next").first.click()
    expect(screen).to_contain_text("All say the same")
    screen.get_by_label("In place").check()
    page.go_back()
    page.go_back()
    expect(screen.get_by_label("Note")).to_have_value("Agreed: try again")

    page.reload()  # nothing of it is lost
    page.get_by_role("link", name="Plan", exact=True).click()
    rows = page.locator("#assess-plan tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Not started: Ann")
    expect(rows.first).to_contain_text("Agreed: try again")
    expect(rows.nth(1)).to_contain_text("In place: Ann, Bo, Chris")
    expect(page.locator("#assess-plan")).to_contain_text("Answers of: Ann, Bo, Chris.")
    kept = stored(page)
    assert kept["agreed"]
    assert {name: one["state"] for name, one in kept["answers"].items()} == {
        third: "under-way",
        first: "in-place",
    }


def test_minutes_are_a_word_document_and_a_table(server: str, page: Page, built_site: Path) -> None:
    begin(page, server, built_site)
    page.locator("#assess-one").get_by_label("Under way").check()
    page.locator("#assess-one").get_by_label("Note").fill("Try again")
    step(page, "plan")
    found = download(page, page.get_by_role("button", name="Download for Word").click)
    assert found.suggested_filename.startswith("minutes-2")
    document = docx.Document(str(found.path()))
    assert document.paragraphs[0].text.startswith("Minutes and plan: Agreed on ")
    assert "Answers of: Ann, Bo, Chris." in [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for cell in document.tables[1].rows[1].cells]
    assert cells[1:] == ["Not started: Ann\nIn place: Bo, Chris", "Under way", "Try again", "", ""]
    table = download(page, page.get_by_role("button", name="Download as CSV").click)
    text = Path(table.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(answers_of(built_site))
    assert [rows[0][name] for name in ("State", "Note", "Ann", "Bo", "Chris")] == [
        "Under way", "Try again", "Not started", "In place", "In place"
    ]  # fmt: skip
    page.emulate_media(media="print")
    expect(page.locator("#assess-plan tbody tr").first).to_contain_text("Try again")
    expect(page.locator("#assess-one")).to_be_hidden()


def test_what_was_agreed_goes_to_another_computer(server: str, open_page: OpenPage, built_site: Path) -> None:
    page = open_page("about:blank")
    begin(page, server, built_site)
    page.locator("#assess-one").get_by_label("Under way").check()
    agreed = save_file(page)
    assert json.loads(agreed)["agreed"] is True
    other = open_assessment(open_page("about:blank"), server)
    open_saved(other, agreed)
    step(other, "plan")
    expect(other.locator("#assess-plan")).to_contain_text("Minutes and plan: Agreed on")
    expect(other.locator("#assess-plan tbody tr")).to_have_count(1)


def test_people_answer_in_turn_and_several_meetings_are_kept_apart(
    server: str, page: Page, built_site: Path
) -> None:
    open_assessment(page, server)
    first = answers_of(built_site)[0]
    for name, state in (("Ann", "in-place"), ("Bo", "not-started")):
        if name != "Ann":
            step(page, "compare")
            page.get_by_role("button", name="Add a person or team").click()
            expect(page.get_by_label("Name of the team or person")).to_be_focused()
        page.get_by_label("Name of the team or person").fill(name)
        step(page, f"one-{first}")
        expect(page.locator("#assess-one dl")).to_have_count(0)  # one doesn't see what the others said
        page.locator(f"#assess-one input[value={state}]").check()
    step(page, "compare")
    page.get_by_role("button", name="Start the meeting").click()
    expect(page.locator("#assess-one dt")).to_have_text(["Not started: 1", "In place: 1"])
    page.locator("#assess-one").get_by_label("Under way").check()
    step(page, "compare")
    page.get_by_role("button", name="Start another meeting").click()
    expect(page.locator("#assess-one input:checked")).to_have_count(0)
    page.wait_for_timeout(350)
    step(page, "compare")
    page.get_by_role("button", name="Go on with “Agreed").first.click()
    step(page, f"one-{first}")
    expect(page.locator("#assess-one").get_by_label("Under way")).to_be_checked()
    assert [team["team"] for team in json.loads(page.evaluate(STORED))["teams"]][:2] == ["Ann", "Bo"]


def test_hostile_and_broken_files_are_refused_and_those_that_are_fine_stay(
    server: str, page: Page, built_site: Path
) -> None:
    open_assessment(page, server)
    first = answers_of(built_site)[0]
    markup = "<img src=x onerror=alert(1)>"
    hostile = saved({first: given(note=markup)}, team=markup, agreed="yes")
    said = open_saved(page, hostile, b"{", b"PK", names="a.json b.json c.json", field="#assess-add")
    assert "1 file is added to the comparison. Not added: b.json." in said
    page.get_by_role("button", name="Start the meeting").click()
    expect(page.locator("#assess-one dd")).to_contain_text(markup)
    assert page.locator("main img").count() == 0
    step(page, "plan")
    before = page.evaluate(STORED)
    assert "Not added: x.json." in open_saved(page, b"[" * 90_000, names="x.json", field="#assess-add")
    assert page.evaluate(STORED) == before


def test_no_more_people_than_fit_are_taken(server: str, page: Page, built_site: Path) -> None:
    open_assessment(page, server)
    first = answers_of(built_site)[0]
    files: list[Any] = [saved({first: given()}, team=f"Person {number}") for number in range(31)]
    said = open_saved(page, *files, names=" ".join(f"{n}.json" for n in range(31)), field="#assess-add")
    assert "Not added: 30.json. 30 teams are the most." in said
    expect(message(page)).not_to_be_empty()
    page.get_by_role("button", name="Start the meeting").click()
    expect(message(page)).to_contain_text("There are 30 teams already.")
