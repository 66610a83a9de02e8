"""The form for a case study, as somebody fills it in: by keyboard, with mistakes, with a file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import Any, Literal

import pytest
from click.testing import CliRunner
from playwright.sync_api import Locator, Page, expect

from generator.cli import main
from generator.content.yaml import parse_document
from tests.browser.accessibility import axe
from tests.browser.conftest import OpenPage
from tests.browser.selection import ALL_PAGES
from tests.browser.server import serve
from tests.browser.test_compare import NO_STORAGE
from tests.browser.test_form_rules import same
from tests.browser.test_search import STRICT
from tests.conftest import NO_PLACE, ROOT

FORM = "about/case-study-form.html"
CASES = sorted((ROOT / "case_studies").glob("*.yml"))
TRUST = ROOT / "case_studies" / "large-acute-and-community-trust.yml"
STORED = "localStorage.getItem('guidance.case-study')"
WITH_REPOSITORY = """Object.defineProperty(window, 'guidanceFormData', {configurable: true, set(form) {
  form.repository = 'https://example.org/team/site';
  Object.defineProperty(window, 'guidanceFormData', {value: form});
}})"""


@pytest.fixture
def form(server: str, page: Page) -> Page:
    return open_form(page, server)


def open_form(page: Page, place: str) -> Page:
    """All on one page."""
    page.goto(f"{place}{FORM}#all")
    expect(page.get_by_role("button", name="Check and finish")).to_be_visible()
    return page


def open_file(page: Page, path: Path | dict[str, Any]) -> None:
    page.set_input_files("#case-open", path)  # type: ignore[arg-type]
    expect(note(page)).to_contain_text(re.compile("is open|Not opened"))


def open_text(page: Page, text: str, name: str = "hill-trust.yml") -> None:
    open_file(page, {"name": name, "mimeType": "text/yaml", "buffer": text.encode()})


def note(page: Page) -> Locator:
    return page.locator("#case-form > .g-form__note")


def finish(page: Page) -> None:
    page.get_by_role("button", name="Check and finish").click()


def summary(page: Page) -> Locator:
    return page.get_by_role("region", name="Things to correct")


def ready(page: Page) -> Locator:
    return page.get_by_role("region", name="Your case study")


def leave_out(left: Locator) -> None:
    left.get_by_label("or leave it out").first.select_option(label="It is said elsewhere")
    left.get_by_role("button", name="Leave it out").first.click()


def section(page: Page, title: str) -> Locator:
    return page.locator(".g-form__section").filter(has=page.get_by_role("heading", name=title, exact=True))


def shortened(text: str) -> str:
    """A case study without its longest parts, none of which has to be there."""
    parts = "team|development|remit|success_factors|challenges|reported_views|cpd|competency_framework"
    return re.sub(rf"(?ms)^(?:{parts}|board_representation):.*?(?=^[a-z])", "", text)


def data_of(text: str) -> Any:
    document, problems = parse_document(text.encode(), "case_studies/new.yml")
    assert problems == []
    assert document is not None
    return same(document.data)


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def go_to(self, wanted: Locator) -> None:
        for _ in range(400):
            if wanted.evaluate("wanted => wanted === document.activeElement"):
                return
            self._page.keyboard.press("Tab")
        pytest.fail(f"no way by keyboard to {wanted}")

    def write(self, wanted: Locator, text: str) -> None:
        self.go_to(wanted)
        self._page.keyboard.insert_text(text)

    def press(self, wanted: Locator, key: str = "Enter") -> None:
        self.go_to(wanted)
        self._page.keyboard.press(key)

    def choose(self, wanted: Locator, title: str) -> None:
        """In the browser's own list, by typing how the choice begins."""
        self.go_to(wanted)
        self._page.keyboard.type(title)
        expect(wanted.locator("option:checked")).to_have_text(title)


def test_a_case_study_is_written_by_keyboard_alone_and_passes(place: str, page: Page, tmp_path: Path) -> None:
    keyboard = Keyboard(open_form(page, place))
    keyboard.write(page.get_by_label("Title", exact=True), 'Trust: a "hill" #1')
    keyboard.choose(page.get_by_label("Kind of case study", exact=True), "Team")
    keyboard.write(page.get_by_label("Summary"), "What it does.\n\n- one\n- two, and [the CCIO](role:ccio)")
    keyboard.press(page.get_by_label("Acute hospital care"), "Space")
    keyboard.choose(page.get_by_label("Nation"), "Wales")
    keyboard.write(page.get_by_label("Number of staff (optional)"), "4000")
    keyboard.press(page.get_by_label("The number of staff is approximate"), "Space")
    keyboard.press(page.get_by_role("button", name="Add a post"))
    expect(page.get_by_label("Job title").first).to_be_focused()
    keyboard.choose(section(page, "The team").locator("select").first, "Chief clinical information officer")
    keyboard.press(page.get_by_role("button", name="Add a practice"))
    practices = section(page, "What it puts into practice")
    expect(practices.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("meetings team working")
    expect(practices.get_by_role("status").first).to_contain_text("of 46 left")
    page.keyboard.press("Enter")
    expect(practices.locator("select")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(practices.locator("select")).not_to_have_value("")
    keyboard.write(practices.get_by_label("How"), "By a rota.")
    keyboard.press(page.get_by_label("Consent:"), "Space")
    keyboard.press(section(page, "Consent").get_by_label("Yes"), "Space")
    keyboard.write(page.get_by_label("File name"), "hill-trust")
    keyboard.press(page.get_by_role("button", name="Check and finish"))
    expect(ready(page).get_by_role("heading", name="Your case study is ready")).to_be_focused()
    assert axe(page) == []
    with page.expect_download() as download:
        keyboard.press(page.get_by_role("button", name="Download hill-trust.yml"))
    assert download.value.suggested_filename == "hill-trust.yml"
    check(Path(download.value.path()), tmp_path)


def check(downloaded: Path, tmp_path: Path) -> None:
    """With `guidance check`, unchanged, in a copy of the real project."""
    root = tmp_path / "project"
    for folder in ("content", "case_studies"):
        copytree(ROOT / folder, root / folder)
    (root / "case_studies" / "hill-trust.yml").write_bytes(downloaded.read_bytes())
    command = ["check", "--project", str(root)]
    result = CliRunner(env=NO_PLACE).invoke(main, command, catch_exceptions=False)
    assert result.exit_code == 0, result.output


def test_each_real_case_study_comes_back_with_the_same_data(form: Page) -> None:
    for path in CASES:
        open_file(form, path)
        expect(note(form)).to_contain_text(f"{path.name} is open")
        finish(form)
        expect(ready(form)).to_be_visible()
        text = form.locator(".g-form__yaml").input_value()
        assert data_of(text) == data_of(path.read_text("utf-8")), path.name
        assert text.splitlines()[0] == path.read_text("utf-8").splitlines()[0]


def test_mistakes_are_said_at_the_field_and_all_together(form: Page) -> None:
    staff = form.get_by_label("Number of staff (optional)")
    staff.fill("2,000")
    staff.blur()
    expect(staff).to_have_attribute("aria-invalid", "true")
    expect(staff).to_have_accessible_description(re.compile("Error: .*without commas"))
    expect(form.get_by_label("Title", exact=True)).not_to_have_attribute("aria-invalid", "true")
    finish(form)
    expect(summary(form)).to_be_focused()
    expect(form.get_by_label("Title", exact=True)).to_have_attribute("aria-invalid", "true")
    summary(form).get_by_role("link", name="Number of staff").click()
    expect(staff).to_be_focused()
    staff.fill("2000")
    expect(staff).not_to_have_attribute("aria-invalid", "true")


def test_rules_between_fields_are_said_while_typing(form: Page) -> None:
    form.get_by_label("WTE", exact=False).first.fill("6.9")
    form.get_by_label("Number of people (optional)").fill("5")
    form.get_by_label("Review by").focus()
    expect(form.get_by_text("can’t be fewer people than the WTE, which is 6.9")).to_be_visible()


def test_rows_are_added_moved_and_removed_without_losing_the_way(form: Page) -> None:
    helped = form.get_by_role("group", name="What helped")
    add = helped.get_by_role("button", name="Add a point")
    for text in ("one", "two", "three"):
        add.click()
        expect(helped.get_by_label("In a few words").or_(helped.locator("input")).last).to_be_focused()
        form.keyboard.type(text)
    titles = helped.locator("input")
    helped.get_by_role("button", name="Move up point 3 of 3").press("Enter")
    assert titles.evaluate_all("all => all.map(one => one.value)") == ["one", "three", "two"]
    expect(helped.get_by_role("button", name="Move up point 2 of 3")).to_be_focused()
    form.keyboard.press("Enter")
    assert titles.evaluate_all("all => all.map(one => one.value)") == ["three", "one", "two"]
    expect(helped.get_by_role("heading", name="Point 1 of 3")).to_be_focused()
    form.once("dialog", lambda dialog: dialog.dismiss())
    helped.get_by_role("button", name="Remove point 1 of 3").click()
    expect(titles).to_have_count(3)
    form.once("dialog", lambda dialog: dialog.accept())
    helped.get_by_role("button", name="Remove point 1 of 3").click()
    expect(titles).to_have_count(2)
    expect(helped.get_by_role("heading", name="Point 1 of 2")).to_be_focused()


def test_progress_says_what_is_left(form: Page) -> None:
    steps = form.get_by_role("navigation", name="Sections of the form")
    first = steps.get_by_role("listitem").first
    expect(first).to_contain_text("no answer yet, 3 still needed")
    expect(steps.get_by_role("listitem").nth(6)).to_have_text("What an initiative changed no answer yet")
    form.get_by_label("Title", exact=True).fill("A title")
    form.get_by_label("Summary").fill("A summary.")
    form.get_by_label("Kind of case study", exact=True).select_option("team")
    expect(first).to_have_text("What it is about 3 answers")
    first.get_by_role("link").click()
    expect(form.get_by_role("heading", name="What it is about")).to_be_focused()


def test_a_draft_is_there_again_and_can_be_cleared(place: str, page: Page) -> None:
    open_form(page, place)
    page.get_by_label("Title", exact=True).fill("Half a case study")
    page.get_by_role("button", name="Add a practice").click()
    expect(note(page)).to_have_text("A draft is kept in this browser.")
    page.reload()
    expect(note(page)).to_contain_text("the draft that was kept")
    expect(page.get_by_label("Title", exact=True)).to_have_value("Half a case study")
    expect(section(page, "What it puts into practice").locator("li")).to_have_count(1)
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Clear the form").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("")
    assert page.evaluate(STORED) is None


def test_what_was_typed_last_is_kept_too(form: Page) -> None:
    form.get_by_label("Title", exact=True).fill("Just now")
    form.reload()
    expect(form.get_by_label("Title", exact=True)).to_have_value("Just now")


def test_where_nothing_can_be_kept_the_form_says_so(place: str, page: Page) -> None:
    page.add_init_script(NO_STORAGE)
    open_form(page, place)
    page.get_by_label("Title", exact=True).fill("Private")
    expect(note(page)).to_contain_text("keeps no draft")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save it unfinished").click()
    assert data_of(Path(download.value.path()).read_text("utf-8"))["title"] == "Private"


@pytest.mark.parametrize(
    "kept",
    ["{", "[]", "null", '{"version": 1}', '{"version": 1, "data": [], "name": "", "own": "", "left": []}'],
)
def test_odd_things_in_storage_are_no_draft(kept: str, server: str, page: Page) -> None:
    page.add_init_script(f"localStorage.setItem('guidance.case-study', {kept!r})")
    open_form(page, server)
    expect(note(page)).to_have_text("")


def test_what_a_file_holds_beyond_the_form_stays_in_sight(form: Page) -> None:
    text = (
        TRUST.read_text("utf-8")
        .replace("size: large", "sise: large # a note")
        .replace("kind: team", "kind: [team]")
    )
    open_text(form, text)
    left = form.get_by_role("region", name="Not placed")
    expect(left).to_contain_text("organisation.sise")
    expect(left).to_contain_text("1 comment of the file is kept at its end")
    form.get_by_label("Kind of case study", exact=True).select_option("team")
    finish(form)
    expect(summary(form)).to_contain_text("Decide what becomes of what was not placed")
    form.reload()
    expect(left.locator("pre")).to_have_count(2)
    for _ in range(2):
        leave_out(left)
    finish(form)
    expect(ready(form)).to_be_visible()


def test_an_unknown_reference_of_a_file_is_shown_and_refused(form: Page) -> None:
    open_text(form, TRUST.read_text("utf-8").replace("role: ccio", "role: ccioo"))
    expect(form.locator("select").filter(has_text="ccioo (unknown)")).to_have_value("ccioo")
    finish(form)
    expect(summary(form)).to_contain_text("There is no role “ccioo” on this site")


def test_a_file_that_is_none_changes_nothing(form: Page) -> None:
    form.get_by_label("Title", exact=True).fill("Mine")
    form.on("dialog", lambda dialog: dialog.accept())
    for content in ("a: &x b\n", "- a", "\x00\x01"):
        open_text(form, content)
        expect(note(form)).to_contain_text("Not opened")
    open_file(form, {"name": "a.yml", "mimeType": "text/yaml", "buffer": b"\xff\xfe\x00"})
    open_file(form, {"name": "a.yml", "mimeType": "text/yaml", "buffer": b"a: b\n" * 60000})
    expect(note(form)).to_contain_text("too large")
    expect(form.get_by_label("Title", exact=True)).to_have_value("Mine")


def test_a_pull_request_is_prefilled_when_it_fits(server: str, page: Page) -> None:
    page.add_init_script(WITH_REPOSITORY)
    open_form(page, server)
    text = TRUST.read_text("utf-8")
    open_text(page, text)
    finish(page)
    long = ready(page).get_by_role("link", name="start the file").get_attribute("href") or ""
    assert long == "https://example.org/team/site/new/main?filename=case_studies/hill-trust.yml"
    open_text(page, shortened(text))
    finish(page)
    whole = ready(page).get_by_role("link", name="Open a pull request").get_attribute("href") or ""
    assert whole.startswith(long + "&value=%23%20yaml-language-server")
    assert len(whole) <= 8000
    open_text(page, text, TRUST.name)
    finish(page)
    edit = ready(page).get_by_role("link", name="open the file").get_attribute("href")
    assert edit == f"https://example.org/team/site/edit/main/case_studies/{TRUST.name}"


@pytest.mark.parametrize(
    "change", [("consent: true", "consent: false"), ("visibility: public", "visibility: internal")]
)
def test_what_may_not_be_published_gets_no_link(change: tuple[str, str], server: str, page: Page) -> None:
    page.add_init_script(WITH_REPOSITORY)
    open_form(page, server)
    open_text(page, TRUST.read_text("utf-8").replace(*change))
    finish(page)
    expect(ready(page).get_by_role("button", name="Download")).to_be_visible()
    assert ready(page).get_by_role("link").count() == 0


def test_without_javascript_the_page_says_so(place: str, open_page: OpenPage) -> None:
    page = open_page(place + FORM, javascript=False)
    expect(page.get_by_text("This form needs JavaScript")).to_be_visible()
    expect(page.get_by_text("Nothing that you type here")).to_be_hidden()


def test_nothing_is_asked_for_while_somebody_fills_it_in(form: Page) -> None:
    """But for two libraries, which are files like any other: nothing that was typed is in their addresses."""
    form.wait_for_load_state("networkidle")
    asked: list[str] = []
    form.on("request", lambda request: asked.append(request.url))
    open_file(form, TRUST)
    finish(form)
    named = {url.rpartition("/javascripts/")[2] for url in asked if not url.startswith("blob:")}
    assert named == {"vendor/markdown-it.min.js", "vendor/js-yaml.min.js"}


def test_only_this_page_loads_its_scripts(server: str, open_page: OpenPage) -> None:
    page = open_page("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("index.html", "about/contribute.html", "case-studies/index.html"):
        page.goto(server + path)
        page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/form.js" in url or "vendor" in url or "case-form" in url]


@pytest.fixture
def strict(built_site: Path) -> Iterator[str]:
    with serve(built_site, headers={"Content-Security-Policy": STRICT}) as address:
        yield address


@pytest.fixture
def own_addresses(server: str, sub_path_server: str, shared_drive: str, strict: str) -> list[str]:
    return [server, sub_path_server, shared_drive, strict]


def test_it_works_under_a_strict_policy(strict: str, page: Page) -> None:
    open_form(page, strict)
    open_file(page, TRUST)
    finish(page)
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download {TRUST.name}").click()
    assert data_of(Path(download.value.path()).read_text("utf-8")) == data_of(TRUST.read_text("utf-8"))


def test_paper_shows_whole_texts_and_no_buttons(form: Page) -> None:
    open_file(form, TRUST)
    form.emulate_media(media="print")
    form.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(form.get_by_role("button", name="Add a practice")).to_be_hidden()
    expect(form.locator(".g-form__paper").first).to_be_visible()
    form.evaluate("dispatchEvent(new Event('afterprint'))")
    assert form.locator(".g-form__paper").count() == 0


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), *([(1280, "light")] if ALL_PAGES else [])])
def test_it_is_accessible(
    server: str, open_page: OpenPage, width: int, scheme: Literal["light", "dark"]
) -> None:
    """With mistakes and filled in. Empty, it is one of the pages of `test_pages.py`."""
    page = open_form(open_page("about:blank", color_scheme=scheme, width=width), server)
    page.get_by_role("button", name="Add a practice").click()
    finish(page)
    assert axe(page) == []
    page.once("dialog", lambda dialog: dialog.accept())
    open_text(page, shortened(TRUST.read_text("utf-8")).replace("size: large", "sise: " + "x" * 200))
    expect(page.get_by_role("button", name="Leave it out")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    leave_out(page.get_by_role("region", name="Not placed"))
    finish(page)
    ready(page).locator("summary").click()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
