"""What people come for is few clicks from the home page, and the answer is in sight where they land."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_search import open_search

SCREEN = 800
"""The height of the window that tests open."""


@dataclass(frozen=True)
class Task:
    """`clicks`: the links to follow, each by its name, or by its name within a row of a table."""

    clicks: tuple[str | tuple[str, str], ...]
    answer: str


TASKS = {
    "what mental health trusts do for CPD": Task(
        (("Mental health", "professional-development"),),
        "CPD is on the agenda of every fortnightly team meeting",
    ),
    "how much time a CCIO has": Task(
        ("know what is known about a role", "Chief clinical information officer (CCIO)"), "A mean of 0.6 WTE"
    ),
    "how much time Wachter wants for a CCIO": Task(
        ("know what is known about a role", "Chief clinical information officer (CCIO)"), "75% or more"
    ),
    "the case for a CNIO, by the role": Task(
        (
            "know what is known about a role",
            "Chief nursing information officer (CNIO)",
            "A paper to ask your board for this post",
        ),
        "What you ask for",
    ),
    "I am a social worker": Task(("in social work or local government",), "You work in social care"),
    "we are an ICS": Task(("in an integrated care system",), "You lead digital work for an"),
    "I am a new CCIO": Task(("a new CCIO",), "You are new in the post"),
    "what acute trusts do, side by side": Task(
        ("compare teams side by side", "Acute hospital care"), "At a glance"
    ),
    "how to be accredited": Task(
        ("Roles and careers", "Accreditation and further learning"), "You can register with the"
    ),
    "what a voice on the board takes": Task(
        ("Clinical informatics representation at board level",), "Clinical informatics representation"
    ),
    "teams like ours": Task(("find organisations like mine",), "Say what your organisation is"),
}
SEARCHES = {
    "CCIO": "Chief clinical information officer",
    "what did Wachter recommend": "Wachter",
    "evidence for secondments": "Offer secondments",
    "board paper": "Board paper",
}


@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_few_links_lead_to_the_answer(task: Task, place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}index.html")
    for click in task.clicks:
        _follow(page, click)
    answer = page.locator("main").get_by_text(task.answer).first
    expect(answer).to_be_visible()
    top = answer.evaluate("element => element.getBoundingClientRect().top")
    assert 0 <= top < SCREEN


def _follow(page: Page, click: str | tuple[str, str]) -> None:
    if isinstance(click, tuple):
        row, anchor = click
        link = page.locator("tr", has=page.get_by_role("link", name=row, exact=True)).locator(
            f"a[href$='#{anchor}']"
        )
    else:
        link = page.get_by_role("link", name=click, exact=True).first
    address = page.url
    link.click()
    page.wait_for_function("address => location.href !== address", arg=address)
    page.wait_for_load_state()


def test_the_paper_for_a_cnio_is_one_choice_away_from_the_form(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html")
    _follow(page, "ask my board for a post or a team")
    page.get_by_label("What you ask for").select_option(label="Chief nursing information officer (CNIO)")
    expect(page.locator("#board-shown")).to_contain_text("Chief nursing information officer")


@pytest.mark.parametrize(("query", "title"), SEARCHES.items())
def test_the_first_page_that_a_search_finds_has_it(
    query: str, title: str, place: str, open_page: OpenPage
) -> None:
    page = open_page(f"{place}index.html")
    open_search(page, query)
    expect(page.locator(".g-search-dialog__list h3 a").first).to_contain_text(title)


def test_a_list_can_be_narrowed_down_and_shared(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}index.html")
    _follow(page, "Case studies")
    page.get_by_label("Acute hospital care").check()
    expect(page.get_by_role("button", name="Copy a link to this list")).to_be_visible()
    assert page.url.endswith("#type=acute")
