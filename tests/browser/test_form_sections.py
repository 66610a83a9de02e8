"""The form for a case study, a section at a time: where one is, what was not placed, what is suggested."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.proforma.import_form import Imported, import_form
from tests.browser.accessibility import axe
from tests.browser.conftest import OpenPage
from tests.browser.selection import ALL_PAGES
from tests.browser.test_form import FORM, STORED, TRUST, leave_out, note, open_form, ready
from tests.real_content import library
from tests.untidy_forms import FORMS, SAVED_BOXES, SAVED_TICKS, ours

FILLED = "ours: saved by LibreOffice: ours.docx"


def open_first(page: Page, place: str) -> Page:
    page.goto(place + FORM)
    expect(page.get_by_role("heading", name="What it is about")).to_be_visible()
    return page


def open_word(page: Page, data: bytes, name: str = "form.docx") -> None:
    page.set_input_files("#case-word", {"name": name, "mimeType": "application/octet-stream", "buffer": data})
    expect(note(page)).to_contain_text(re.compile("is open|Not opened"))


def left(page: Page) -> Locator:
    return page.get_by_role("region", name="Not placed")


def go(page: Page, title: str) -> None:
    page.get_by_role("link", name=title, exact=True).first.click()
    expect(page.get_by_role("heading", name=title, exact=True)).to_be_focused()


def test_one_section_is_shown_and_back_works(place: str, page: Page) -> None:
    open_first(page, place)
    expect(page.get_by_role("heading", name="The organisation")).to_be_hidden()
    page.get_by_role("link", name="Next: The organisation").click()
    expect(page.get_by_role("heading", name="The organisation")).to_be_focused()
    expect(page.get_by_role("heading", name="What it is about")).to_be_hidden()
    expect(page.locator(".g-form__here")).to_contain_text("Section 2 of 12: The organisation")
    page.reload()
    expect(page.get_by_role("heading", name="The organisation")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="What it is about")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="The organisation")).to_be_visible()


def test_untouched_sections_count_as_nothing(server: str, page: Page) -> None:
    open_first(page, server)
    here = page.locator(".g-form__here")
    expect(here).to_contain_text("0 answers, ")
    page.get_by_label("Title", exact=True).fill("A title")
    expect(here).to_contain_text("1 answer, ")
    assert page.locator(".g-form__state--done").count() == 5  # of the checklist at the end


def test_what_reads_word_forms_comes_only_when_one_is_opened(server: str, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_first(page, server)
    assert not [url for url in asked if "word" in url]
    open_word(page, FORMS[FILLED].data())
    assert {url.rpartition("/")[2] for url in asked if "word" in url} == {"word-form.js", "word.js"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF", "this is a PDF"),
        (b"PK\x03\x04", "is damaged"),
        (b"", "is empty"),
        (b"x", "not a Word document"),
    ],
)
def test_what_is_no_form_changes_nothing(place: str, page: Page, data: bytes, said: str) -> None:
    open_first(page, place)
    page.get_by_label("Title", exact=True).fill("Mine")
    page.on("dialog", lambda dialog: dialog.accept())
    open_word(page, data)
    expect(note(page)).to_contain_text(said)
    expect(page.get_by_label("Title", exact=True)).to_have_value("Mine")


def test_what_was_left_out_can_be_brought_back_and_a_draft_keeps_it(server: str, page: Page) -> None:
    open_first(page, server)
    open_word(page, FORMS[FILLED].data())
    leave_out(left(page))
    page.reload()
    expect(left(page).locator("pre")).to_have_count(3)
    left(page).get_by_text("1 thing was left out").click()
    expect(left(page)).to_contain_text("(It is said elsewhere)")
    left(page).get_by_role("button", name="Bring it back").click()
    expect(left(page).locator("pre")).to_have_count(4)


def test_what_was_said_of_a_word_form_survives(server: str, page: Page) -> None:
    """In the draft of the browser, and in a file that is saved and opened again, until it is dealt with."""
    open_first(page, server)
    open_word(page, FORMS[FILLED].data())
    notes = left(page).get_by_text(re.compile("notes on how the form was read"))
    notes.click()
    said = left(page).locator("[data-part=read] li").all_inner_texts()
    assert len(said) > 2
    page.reload()
    notes.click()
    assert left(page).locator("[data-part=read] li").all_inner_texts() == said
    with page.expect_download() as download:
        page.evaluate("location.hash = 'case-section-finish'")
        page.get_by_role("button", name="Save it unfinished").click()
    text = Path(download.value.path()).read_text("utf-8")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear the form").click()
    expect(left(page)).to_be_hidden()
    page.set_input_files("#case-open", {"name": "a.yml", "mimeType": "text/yaml", "buffer": text.encode()})
    notes.click()
    assert left(page).locator("[data-part=read] li").all_inner_texts() == said
    expect(left(page).locator("pre")).to_have_count(4)
    left(page).locator("[data-part=read]").get_by_role("button", name="Remove").first.press("Enter")
    assert left(page).locator("[data-part=read] li").all_inner_texts() == said[1:]
    expect(left(page).locator("[data-part=read]").get_by_role("button", name="Remove").first).to_be_focused()


def test_texts_that_were_not_placed_come_back_whole(server: str, page: Page) -> None:
    texts = ["One.\n\nTwo, after an empty line.", "  set in\n- a list", '{\n  "a": 1\n}']
    items = "".join(
        f"#\n# Question {number}: why\n" + "".join(f"#   {line}".rstrip() + "\n" for line in text.split("\n"))
        for number, text in enumerate(texts)
    )
    heading = "# Not placed: what else the form says, and why. Move it to where it fits, or delete it."
    text = f"title: A\n# a comment\n\n{heading}\n{items}# a comment at the end\n"
    open_form(page, server)
    for _ in range(2):
        page.set_input_files(
            "#case-open", {"name": "a.yml", "mimeType": "text/yaml", "buffer": text.encode()}
        )
        expect(left(page).locator("pre")).to_have_count(3)
        assert [one.strip() for one in left(page).locator("pre").all_text_contents()] == [
            one.strip() for one in texts
        ]
        expect(left(page)).to_contain_text("2 comments of the file")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save it unfinished").click()
        text = Path(download.value.path()).read_text("utf-8")


def test_what_an_import_wrote_below_its_draft_survives(server: str, page: Page) -> None:
    form = import_form(ours(SAVED_BOXES, *SAVED_TICKS)(), library(), date(2026, 11, 21))
    assert isinstance(form, Imported)
    open_form(page, server)
    text = form.draft
    for _ in range(2):
        page.set_input_files(
            "#case-open", {"name": "hill.yml", "mimeType": "text/yaml", "buffer": text.encode()}
        )
        expect(left(page).locator("pre")).to_have_count(3)
        expect(left(page)).to_contain_text("Question 30 is a plan, and has not happened yet")
        with page.expect_download() as download:
            page.get_by_role("button", name="Save it unfinished").click()
        text = Path(download.value.path()).read_text("utf-8")
        assert "# Not placed: " in text
        assert "#   secondments: We would like to" in text
        assert "# TODO: put all texts into your own words" in text
    expect(page.locator(".g-form__checklist li").first).to_have_text("No TODO is left in the file. to do")


def test_a_button_does_not_move_away_from_under_the_pointer(server: str, page: Page) -> None:
    open_form(page, server)
    staff = page.get_by_label("Number of staff (optional)")
    staff.fill("2,000")
    button = page.get_by_role("button", name="Add a person")
    button.scroll_into_view_if_needed()
    button.hover()
    before = button.bounding_box()
    page.mouse.down()
    page.wait_for_timeout(400)
    assert button.bounding_box() == before
    page.mouse.up()
    expect(page.get_by_role("heading", name="Person 1 of 1")).to_be_visible()
    expect(staff).to_have_attribute("aria-invalid", "true")


def test_a_practice_is_suggested_and_only_taken_by_a_click(server: str, page: Page) -> None:
    open_form(page, server)
    page.get_by_label("Summary").fill(
        "Regular team meetings are held on Mondays. Staff come from everywhere."
    )
    suggested = page.locator(".g-form__suggestions li").filter(has_text="egular team meetings")
    expect(suggested.first).to_contain_text("Regular team meetings are held on Mondays.")
    practices = page.get_by_role("group", name="Recommendations in practice")
    expect(practices.locator(".g-form__row")).to_have_count(0)
    suggested.first.get_by_role("button", name="Add it").click()
    expect(practices.locator(".g-form__row")).to_have_count(1)
    expect(practices.locator("select").first).to_have_value("regular-meetings")


def test_a_post_needs_no_role_but_a_name(server: str, page: Page) -> None:
    open_form(page, server)
    page.get_by_role("button", name="Add a post").click()
    posts = page.get_by_role("group", name="Members of the team")
    posts.get_by_label("Job title").fill("EPMA pharmacist")
    posts.get_by_label("Job title").blur()
    expect(posts.get_by_role("heading")).to_have_text("Post 1 of 1: EPMA pharmacist")
    page.get_by_role("button", name="Check and finish").click()
    problems = page.get_by_role("region", name="Things to correct")
    expect(problems).to_be_focused()
    expect(problems).not_to_contain_text("post 1")
    posts.get_by_label("Job title").fill("")
    page.get_by_role("button", name="Check and finish").click()
    expect(problems).to_contain_text("Fill in “Job title”, or choose a role")


def test_without_a_repository_it_ends_with_the_contact(server: str, page: Page) -> None:
    page.add_init_script("""Object.defineProperty(window, 'guidanceFormData', {configurable: true, set(form) {
      Object.assign(form, {repository: '', contact: 'us@example.org'});
      Object.defineProperty(window, 'guidanceFormData', {value: form});
    }})""")
    open_form(page, server)
    page.set_input_files("#case-open", TRUST)
    expect(note(page)).to_contain_text("is open")
    page.get_by_role("button", name="Check and finish").click()
    expect(ready(page).get_by_role("link", name="us@example.org")).to_have_attribute(
        "href", "mailto:us@example.org"
    )


POISON: list[Any] = [
    {"left": [{"text": 1, "where": "a", "reason": "b"}]},
    {"left": [{"at": [{}]}]},
    {"left": [{"text": "<img src=x>", "where": "<b>", "reason": "</b>", "way": "__proto__.x"}]},
    {"left": [], "read": [1, {"where": "a"}, {"where": "<b>", "text": "<img src=x>"}]},
    {"left": [], "notes": [1, {}], "out": [None, {"at": []}], "no": {"a": 1}},
    {
        "left": [],
        "data": {"practices": [None], "organisation": [], "publication": "x", "team": {"members": 7}},
    },
]


@pytest.mark.parametrize("kept", POISON, ids=str)
def test_poisoned_drafts_do_no_harm(kept: Any, server: str, page: Page) -> None:
    whole = {"version": 1, "data": {"title": "T"}, "name": "", "own": "", **kept}
    page.add_init_script(f"localStorage.setItem('guidance.case-study', {json.dumps(whole)!r})")
    open_form(page, server)
    page.get_by_role("button", name="Check and finish").click()
    expect(page.get_by_role("region", name="Things to correct")).to_be_focused()
    assert page.evaluate(STORED) is not None


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), *([(1280, "dark")] if ALL_PAGES else [])])
def test_the_panel_and_every_section_are_accessible(
    server: str, open_page: OpenPage, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = open_first(open_page("about:blank", color_scheme=scheme, width=width), server)
    open_word(page, FORMS[FILLED].data())
    for number in (1, 4, 10, "finish"):
        page.evaluate(f"location.hash = 'case-section-{number}'")
        expect(page.locator(f"#case-section-{number}")).to_be_focused()
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
