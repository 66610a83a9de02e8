"""What the self-assessment does with files and storage that are old, foreign, damaged, hostile or full."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_compare import NO_STORAGE
from tests.browser.test_self_assessment import (
    STORED,
    answer,
    answers_of,
    close_message,
    fill_in,
    message,
    one,
    open_assessment,
    open_saved,
    question,
    save_file,
    some,
    step,
    stored,
)

KEY = "guidance.assessment"
ID = "0123456789abcdef"
FULL = """Storage.prototype.setItem = function () { throw new DOMException("full", "QuotaExceededError"); }"""
LATER = "2099-01-01T00:00:00.000Z"


def saved(answers: Any, **changes: Any) -> bytes:
    """A saved self-assessment, as another release might have written it."""
    whole = {
        "format": "clinical-informatics-self-assessment",
        "version": 1,
        "site": "Building clinical informatics teams",
        "release": "0.0.1",
        "saved": "2026-01-02T03:04:05.000Z",
        "id": ID,
        "team": "Valley",
        "named": "2026-01-02T03:04:05.000Z",
        "seen": [],
        "answers": answers,
    }
    return json.dumps(whole | changes).encode()


def given(state: str = "in-place", **changes: Any) -> dict[str, Any]:
    whole = {"state": state, "note": "", "owner": "", "date": "", "title": "As it was", "digest": "abc"}
    return whole | {"changed": "2026-01-02T03:04:05.000Z"} | changes


NONE = "It is no saved self-assessment"
NOT_OPENED = {
    "nothing": (b"", NONE),
    "bytes": (b"\x00\xff" * 400_000, NONE),
    "2 MB of junk": (b"x" * 2_000_000, "It is larger than 1 MB"),
    "nothing but brackets": (b"[" * 900_000, NONE),
    "the plan for Word": (b"PK\x03\x04", "It is a Word document or another packed file"),
    "cut off": (saved({"a": given()})[:-40], "It is damaged, perhaps because a part of it"),
    "a list": (b"[]", NONE),
    "null": (b"null", NONE),
    "another format": (saved({}, format="other"), NONE),
    "a later version": (saved({}, version=2), "Another version of this site wrote it"),
    "a list of answers": (saved([]), "It is damaged: there are no answers in it"),
    "no answers": (saved(None), "It is damaged: there are no answers in it"),
    "another site": (
        saved({"lighthouse": given(), "constructor": given()}, site="<b>Boats</b>"),
        "It belongs to another site, “<b>Boats</b>”. None of the 2 recommendations in it is here",
    ),
}
"""Files, each with why it is not opened."""


def test_a_file_that_is_none_is_refused_and_answers_stay(place: str, page: Page, built_site: Path) -> None:
    open_assessment(page, place)
    fill_in(page, built_site)
    assert stored(page)
    before = page.evaluate(STORED)
    for name, (data, why) in NOT_OPENED.items():
        said = open_saved(page, data)
        assert said.startswith("Not opened. "), name
        assert said.endswith(" Your answers are as they were."), name
        assert why in said, name
        assert page.evaluate(STORED) == before, name
    expect(page.get_by_label("Name of the team")).to_have_value("Hill Trust")
    step(page, "plan")
    expect(page.locator("#assess-plan tbody tr")).to_have_count(2)


def test_what_makes_no_sense_in_a_file_is_left_out_and_counted(
    server: str, page: Page, built_site: Path
) -> None:
    open_assessment(page, server)
    first, second, third, *_ = answers_of(built_site)
    hostile = {
        first: given(
            "not-started", note="<img src=x onerror=alert(1)>", owner="a\u0000b\n c", date="2027-02-30"
        ),
        second: given("perhaps", note=7, owner=["x"], date=20270101),
        third: given(note="x" * 5000),
        "Not An Identifier": given(),
        "constructor": "in-place",
        "hasOwnProperty": given(),
        "toString": given(),
    }
    text = saved(hostile, team="\u202e <script>", seen=[1, None, "__proto__", first], id=["x"])
    polluted = text.replace(
        b'"answers": {', b'"__proto__": {"polluted": 1}, "answers": {"__proto__": {"x": 1}, '
    )
    said = open_saved(page, polluted)
    assert "hill.json is open. Left out, because they made no sense:" in said
    assert page.evaluate("({}).polluted === undefined && ({}).x === undefined")
    expect(question(page, first).locator("input[value=not-started]")).to_be_checked()
    step(page, "plan")
    expect(page.locator("#assess-plan td").nth(1)).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("main img").count() == 0
    kept = stored(page)["answers"]
    assert set(kept) == {first, second, third}
    assert (kept[first]["owner"], kept[first]["date"]) == ("ab c", "")
    assert (kept[second]["state"], kept[second]["note"], kept[second]["owner"]) == ("", "", "")
    assert len(kept[third]["note"]) == 2000
    page.reload()
    expect(question(page, first).locator("input[value=not-started]")).to_be_checked()


def test_answers_survive_an_update_of_the_guidance(server: str, page: Page, built_site: Path) -> None:
    """Saved when one recommendation was worded otherwise, one was not there yet, and one was still there."""
    open_assessment(page, server)
    everything = answers_of(built_site)
    first, new = everything[0], everything[-1]
    old = {
        first: given(note="Ours"),
        "carrier-pigeons": given("under-way", title="Keep pigeons", owner="Ann"),
    }
    open_saved(page, saved(old, seen=[*everything[:-1], "carrier-pigeons"]))
    notice = page.locator(".g-assess__changes")
    expect(notice.get_by_role("heading")).to_have_text(
        [
            "Changed since you answered",
            "1 new recommendation",
            "Wording changed: 1 answer to check",
            "No longer in the guidance: 1 answer kept",
        ]
    )
    expect(notice).to_contain_text("(was “As it was”)")
    expect(notice).to_contain_text("Keep pigeons: Under way; Ann")
    expect(question(page, new).locator("legend")).to_contain_text("New")
    expect(question(page, first).locator("legend")).to_contain_text("Wording changed")
    expect(question(page, first).locator("input[value=in-place]")).to_be_checked()
    assert json.loads(save_file(page))["answers"]["carrier-pigeons"]["owner"] == "Ann"

    notice.get_by_role("button", name="I have seen them").click()
    notice.get_by_role("button", name="My answer still holds").click()
    expect(notice.get_by_role("heading")).to_have_count(2)
    page.reload()
    expect(notice.get_by_role("heading")).to_have_count(2)
    assert stored(page)["answers"][first]["note"] == "Ours"
    notice.get_by_role("button", name="Remove").click()
    expect(notice).to_be_hidden()


def test_of_each_answer_the_later_one_stays(server: str, page: Page, built_site: Path) -> None:
    open_assessment(page, server)
    first, second, third, *_ = answers_of(built_site)
    answer(page, first, "under-way")
    mine = json.loads(save_file(page))
    theirs = {first: given("in-place"), second: given("in-place"), third: given("", changed=LATER)}
    said = open_saved(page, saved(theirs, id=mine["id"]))
    assert "This team was here already: 2 answers came from the file. 1 of yours is later" in said
    expect(question(page, first).locator("input[value=under-way]")).to_be_checked()
    expect(question(page, second).locator("input[value=in-place]")).to_be_checked()
    page.get_by_role("button", name="Undo").click()
    expect(question(page, second).locator("input:checked")).to_have_count(0)
    assert set(stored(page)["answers"]) == {first}


def test_another_team_s_file_leaves_the_own_team_where_it_is(
    server: str, page: Page, built_site: Path
) -> None:
    open_assessment(page, server)
    fill_in(page, built_site)
    said = open_saved(page, saved({answers_of(built_site)[0]: given()}))
    assert said == "hill.json is open. Your other team is still here: choose it under “Team shown”."
    expect(page.get_by_label("Name of the team")).to_have_value("Valley")
    page.get_by_label("Team shown").select_option("Hill Trust")
    step(page, "plan")
    expect(page.locator("#assess-plan tbody tr")).to_have_count(2)


@pytest.mark.parametrize("script", [NO_STORAGE, FULL], ids=["refused", "full"])
def test_where_nothing_can_be_kept_it_says_so_and_goes_on(
    script: str, server: str, page: Page, built_site: Path
) -> None:
    page.add_init_script(script)
    open_assessment(page, server)
    made = fill_in(page, built_site)
    expect(message(page)).to_contain_text("This browser keeps nothing more")
    step(page, "overview")
    expect(page.locator(".g-assess__panel")).to_contain_text("Not kept in this browser.")
    expect(one(page, next(iter(made)))).to_contain_text("Mental health:")
    close_message(page)
    dialogs: list[str] = []

    def leave(dialog: Dialog) -> None:
        dialogs.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    assert set(json.loads(save_file(page))["answers"]) == set(made)
    answer(page, answers_of(built_site)[5], "in-place")
    page.reload()
    assert dialogs == ["beforeunload"]


def test_two_tabs_lose_nothing(server: str, page: Page, built_site: Path) -> None:
    first, second, third, *_ = answers_of(built_site)
    open_assessment(page, server)
    other = open_assessment(page.context.new_page(), server)
    answer(page, first, "in-place")
    expect(question(other, first).locator("input[value=in-place]")).to_be_checked()
    answer(other, second, "under-way")
    answer(page, third, "not-started")
    for tab in (page, other):
        expect(question(tab, second).locator("input[value=under-way]")).to_be_checked()
        expect(question(tab, third).locator("input[value=not-started]")).to_be_checked()
    assert set(stored(page)["answers"]) == {first, second, third}
    assert len(json.loads(page.evaluate(STORED))["teams"]) == 1
    page.on("dialog", lambda dialog: dialog.accept())
    step(page, "overview")
    page.get_by_role("button", name="Erase this team").click()
    expect(message(other)).to_contain_text("Another tab erased a team")
    expect(other.locator(".g-assess__count")).to_contain_text("0 of")


@pytest.mark.parametrize("kept", ["{", "[]", '{"version": 2, "teams": []}', '{"version": 1, "teams": [7]}'])
def test_what_cannot_be_read_in_storage_is_put_aside(kept: str, server: str, open_page: OpenPage) -> None:
    page = open_page(server + "index.html")
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, kept])
    open_assessment(page, server)
    expect(message(page)).to_contain_text("can’t be read")
    assert page.evaluate(f"localStorage.getItem('{KEY}.unread')") == kept
    with page.expect_download() as found:
        page.get_by_role("button", name="Download what was kept").click()
    assert Path(found.value.path()).read_text("utf-8") == kept


def test_a_choice_of_organisation_that_is_unknown_here_is_no_obstacle(
    server: str, page: Page, built_site: Path
) -> None:
    titles = {"types": ["Lighthouse"], "size": "", "nation": ""}
    said = json.dumps({"types": ["lighthouse"], "size": "", "nation": "", "titles": titles})
    page.add_init_script(f"localStorage.setItem('guidance.yours', {json.dumps(said)})")
    page.route("**/practices/type-lighthouse.js", lambda route: route.fulfill(status=200, body=""))
    open_assessment(page, server)
    expect(one(page, next(iter(some(built_site))))).to_contain_text("Lighthouse: no case study yet.")
