"""From a filled-in Word form to a file that is ready: in the browser alone, by keyboard, at 375 px.

The person of these tests has no mouse: every step is a press of Tab, Enter or Space, or something typed.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from generator.checks.ready import find_drafts
from generator.content.yaml import parse_document
from tests.browser.accessibility import axe
from tests.browser.conftest import OpenPage
from tests.browser.test_form import check
from tests.browser.test_form_sections import left, open_first
from tests.untidy_forms import ours

TIDY = ours(
    {
        "job_titles": "CCIO and CNIO",
        "organisation": "Testshire Trust",
        "staff.title": ["CCIO", "CNIO"],
        "staff.background": ["Doctor", "Nurse"],
        "staff.time": ["0.4 WTE", "1 WTE"],
        "together": "The team meets every Monday.",
        "board": "The CCIO attends.",
        "success": "- Champions on each ward",
        "challenges.challenge": ["Time was short"],
        "challenges.response": ["Sessions are in job plans"],
        "title": "A team that meets every Monday",
        "summary": "A small team plans its work together.",
        "practices.regular-meetings": "The whole team meets every Monday.",
    },
    *("kind.team", "types.acute", "nation.england", "consent.yes", "anonymous.true"),
)
UNTIDY = ours(
    {
        "names": "Rhiannon Example and Paul Sample",
        "job_titles": "CCIO\nCNIO",
        "email": "rhiannon@example.org",
        "organisation": "Testshire Trust",
        "staff.title": ["CCIO", "2 x Digital nurses"],
        "staff.background": ["GP", "RGN"],
        "staff.time": ["FT", "15 hours"],
        "together": "We meet every week.\nRing Paul on 020 7946 0958.",
        "board": "Our CCIO attends.",
        "success": "- Champions on each ward\n- Funding: three years of money",
        "challenges.challenge": ["Funding", "Time was short"],
        "challenges.response": ["A business case"],
        "other": "They are proud of it.",
        "population": "about 300,000",
        "practices.regular-meetings": "We meet every Monday.",
        "practices.join-networks": "Not yet",
        "practices.secondments": "We would like to",
    },
    *("consent.yes", "anonymous.true"),
    tags=False,
)
ANSWERS = {
    "Title": "A team with champions on each ward",
    "Summary": "A small team plans its work together.",
    "Kind of case study": "Team",
    "Types of organisation": "",
}
"""What a form left open, by the field's name; an empty text ticks the first box."""
MOST_TABS = 90
"""From one place to the next. More, and somebody is lost."""


class Person:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys: Counter[str] = Counter()
        self.actions = 0

    def tap(self, key: str) -> None:
        self.keys[key] += 1
        self.page.keyboard.press(key)

    def go_to(self, wanted: Locator) -> None:
        for _ in range(MOST_TABS):
            if wanted.evaluate("wanted => wanted === document.activeElement"):
                return
            self.tap("Tab")
        pytest.fail(f"no short way by keyboard to {wanted}")

    def press(self, wanted: Locator, key: str = "Enter") -> None:
        self.go_to(wanted)
        self.actions += 1
        self.tap(key)

    def type(self, text: str) -> None:
        """Where the focus is, in place of what stands there."""
        self.actions += 1
        self.keys["typed"] += len(text)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, wanted: Locator, title: str) -> None:
        self.go_to(wanted)
        self.actions += 1
        self.keys["typed"] += len(title)
        self.page.keyboard.type(title)
        expect(wanted.locator("option:checked")).to_have_text(title)

    @property
    def focused(self) -> Locator:
        return self.page.locator(":focus")


WAYS = {
    "tidy": (TIDY, 4, 20),
    "untidy": (UNTIDY, 40, 160),
}
"""The form, and how many actions and presses of Tab it may take at most."""


@pytest.mark.parametrize("kind", WAYS)
def test_a_filled_in_form_becomes_a_file_that_is_ready(
    kind: str, place: str, open_page: OpenPage, tmp_path: Path
) -> None:
    make, most_actions, most_tabs = WAYS[kind]
    page = open_first(open_page("about:blank", width=375), place)
    person = Person(page)
    start = time.monotonic()
    open_form(person, make())
    assert axe(page) == []
    decide(person)
    for _ in range(20):
        if not mend(person):
            break
    title = page.get_by_role("heading", name="Your case study is ready")
    expect(title).to_be_focused()
    assert axe(page) == []
    with page.expect_download() as download:
        person.press(page.get_by_role("button", name="Download"))
    seconds = time.monotonic() - start
    path = Path(download.value.path())
    check(path, tmp_path)
    document, problems = parse_document(path.read_bytes(), "case_studies/hill-trust.yml")
    assert document is not None
    assert (problems, find_drafts([document])) == ([], {})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    print(f"{kind}: {person.actions} actions, {dict(person.keys)}, {seconds:.1f} s by a script")
    assert person.actions <= most_actions
    assert person.keys["Tab"] <= most_tabs


def open_form(person: Person, form: bytes) -> None:
    with person.page.expect_file_chooser() as chooser:
        person.press(person.page.locator("#case-word"))
    chooser.value.set_files({"name": "form.docx", "mimeType": "application/octet-stream", "buffer": form})
    expect(person.page.locator("#case-form > .g-form__note")).to_contain_text("form.docx is open")
    expect(person.focused).to_have_count(1)


def decide(person: Person) -> None:
    """Each thing that was not placed: what has happened goes into a field, the rest is left out."""
    panel = left(person.page)
    for number in range(panel.locator("pre").count(), 0, -1):
        first = panel.locator(".g-form__left > li").first
        if "proud" in first.inner_text():
            person.choose(first.get_by_label("Put it into"), "What helped: a new entry")
            person.press(first.get_by_role("button", name="Put it there"))
        else:
            person.choose(first.get_by_label("or leave it out"), "It does not help readers")
            person.press(first.get_by_role("button", name="Leave it out"))
        expect(panel.locator("pre")).to_have_count(number - 1)
    expect(person.page.locator("h2:focus")).to_be_visible()


def mend(person: Person) -> bool:
    """Press "Check and finish", and put right the first thing that it leads to. False when there is none."""
    page = person.page
    if not page.get_by_role("button", name="Check and finish").is_visible():
        end = page.get_by_role("link", name=re.compile("^(Next: )?Check and finish$"))
        person.press(end.locator("visible=true").last)
    person.press(page.get_by_role("button", name="Check and finish"))
    wrong = page.get_by_role("region", name="Things to correct")
    ready = page.get_by_role("region", name="Your case study")
    expect(wrong.or_(ready).locator("visible=true").first).to_be_visible()
    if wrong.is_visible():
        link = wrong.get_by_role("link").first
        answer = next(text for name, text in ANSWERS.items() if link.inner_text().startswith(name))
        person.press(link)
    elif ready.get_by_role("heading", name="Your case study is ready").count():
        return False
    else:
        link = page.locator(".g-form__checklist a").first
        back = "Shift+Tab"
        for _ in range(MOST_TABS):
            if link.evaluate("link => link === document.activeElement"):
                break
            person.tap(back)
        person.press(link)
        answer = person.focused.input_value().replace("We meet", "They meet").replace("Our", "The")
    fill(person, answer)
    return True


def fill(person: Person, answer: str) -> None:
    """Answer the field that has the focus."""
    kind = person.focused.evaluate("one => one.type || one.tagName")
    if not answer:
        person.press(person.focused, "Space")
    elif kind == "select-one":
        person.choose(person.focused, answer)
    else:
        person.type(answer)
