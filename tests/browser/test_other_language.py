"""What scripts say in a site in another language: in that language, or marked as English.

Every label is spelt in other letters, so that what slipped past is seen at once: in the self-assessment,
in the form for a case study and in the other pages that scripts make. Then the same without any translation;
the self-assessment and the unfinished form each week.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from playwright.sync_api import Dialog, FilePayload, Page, expect

from tests.browser.accessibility import axe
from tests.browser.conftest import OpenPage
from tests.browser.selection import ALL_PAGES
from tests.browser.server import serve
from tests.conftest import BASE
from tests.small_site import make_small_site, run
from tests.test_languages import LABELS, made_up_labels

MARKS = re.compile("[\ue010-\ue01f]")
LATIN = re.compile(r"[A-Za-z]{2,}")
NO_LABELS = 'window.guidanceLabels = {"language": "cy", "words": {}, "values": {}};'

SHOWN = """() => {
  const found = [];
  const boxes = document.querySelectorAll('.md-content, .g-comparison, .g-assess__say, dialog');
  boxes.forEach(box => {
    const texts = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const parent = texts.currentNode.parentNode;
      const lang = parent.closest('[lang]').lang;
      const isValue = parent.closest('code, pre, script, style, textarea, .g-pagefoot, .g-form__unplaced');
      if (lang !== 'en' && !isValue) found.push(texts.currentNode.data);
    }
    if (!Object.keys(guidanceLabels.words).length) return; // what is read aloud alone can't say what it is in
    box.querySelectorAll('[aria-label], [placeholder], [alt], optgroup').forEach(element => {
      const names = ['aria-label', 'placeholder', 'alt', 'label'];
      names.forEach(name => found.push(element.getAttribute(name) || ''));
    });
  });
  return found;
}"""
"""What readers see or hear outside stretches that say that they are English."""

VOCABULARY = yaml.safe_load((BASE / "content/vocabulary.yml").read_text("utf-8"))

CONTENT = """() => {
  const found = new Set();
  const look = value => {
    if (typeof value === 'string') found.add(value);
    else if (value && typeof value === 'object') Object.values(value).forEach(look);
  };
  const assess = window.guidanceAssessment, form = window.guidanceFormData, cases = window.guidanceCases;
  if (assess) [assess.site, assess.types, assess.themes, assess.practices].forEach(look);
  if (form) [form.choices].forEach(look);
  if (cases) [cases.cases, cases.summaries, cases.facets].forEach(look);
  if (window.guidanceComparison) look(window.guidanceComparison);
  return Array.from(found);
}"""
"""Texts of the content, which is in English here."""


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_small_site(tmp_path_factory.mktemp("other-letters") / "project")
    (root / LABELS).parent.mkdir(parents=True)
    (root / LABELS).write_bytes(made_up_labels())
    finished = run(root, "build", "--language", "cy")
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return root / "site"


@pytest.fixture
def other_place(other_site: Path) -> Iterator[str]:
    with serve(other_site) as address:
        yield address


@pytest.fixture
def own_addresses(other_place: str) -> list[str]:
    return [other_place]


TRANSLATIONS = ["other letters", "no translation"]
longest = pytest.mark.parametrize("reader", TRANSLATIONS if ALL_PAGES else TRANSLATIONS[:1], indirect=True)


@pytest.fixture(params=TRANSLATIONS)
def reader(request: pytest.FixtureRequest, open_page: OpenPage) -> Page:
    """A page without address, with all labels of scripts in other letters, or with none."""
    page = open_page("about:blank")
    if request.param == "no translation":
        page.route("**/assets/data/labels.js", lambda route: route.fulfill(body=NO_LABELS))
    return page


def _titles(words: dict[str, Any]) -> set[str]:
    return {entry["title"] for entries in words.values() if isinstance(entries, list) for entry in entries}


def check(page: Page, *typed: str) -> None:
    """Whether all that is shown is in the language of the site, says that it is English, or is content."""
    page.wait_for_timeout(350)  # the scripts wait a little until somebody has finished typing
    known = sorted({*page.evaluate(CONTENT), *typed, *_titles(VOCABULARY)}, key=len, reverse=True)
    pattern = re.compile("|".join(re.escape(text) for text in known if len(text) > 1))
    assert [text for text in page.evaluate(SHOWN) if LATIN.search(pattern.sub("", text))] == []
    assert not MARKS.search(page.content())


def ask(page: Page, answer: bool = True) -> list[str]:
    """Answers all questions of the browser; what they say comes into the list."""
    said: list[str] = []

    def note(dialog: Dialog) -> None:
        said.append(dialog.message)
        dialog.accept() if answer else dialog.dismiss()

    page.on("dialog", note)
    return said


def download(page: Page, place: str) -> Path:
    with page.expect_download() as found:
        page.locator(place).click()
    return Path(found.value.path())


@longest
def test_the_self_assessment(reader: Page, other_place: str) -> None:
    page, said = reader, ask(reader)
    page.goto(f"{other_place}self-assessment.html")
    expect(page.locator(".g-assess__count")).to_be_visible()
    check(page)
    page.locator("#assess-name").fill("Hill 7")
    page.locator("#assess-type").select_option(index=1)
    go(page, page.locator(".g-assess__theme h2").first.get_attribute("id") or "")
    for position, state in enumerate(("not-started", "under-way")):
        page.locator(f".g-assess__item:visible input[value={state}]").nth(position).check()
    check(page, "Hill 7")
    go(page, "plan")
    expect(page.locator("#assess-plan tbody tr")).to_have_count(2)
    page.locator("#assess-plan th a").first.click()
    page.locator("#one-date").fill("2027-03-01")
    check(page, "Hill 7")
    go(page, "overview")
    saved = download(page, "#assess-keep button >> nth=0").read_bytes()
    assert set(json.loads(saved)) >= {"format", "version", "site", "release", "saved", "team", "answers"}
    assert not MARKS.search(saved.decode())
    files(page, saved)
    page.locator("#assess-start .g-assess__actions button").first.click()
    check(page, "Hill 7")
    go(page, "compare")
    check(page, "Hill 7")
    page.locator("#assess-compare .g-button").last.click()
    page.locator("#assess-one input[value=in-place]").check()
    check(page, "Hill 7")
    go(page, "plan")
    check(page, "Hill 7")
    go(page, "overview")
    page.locator("#assess-teams").select_option(index=0)
    page.locator("#assess-keep button").nth(1).click()
    page.locator("#assess-keep button").nth(2).click()
    assert len(said) == 2
    assert not MARKS.search("".join(said))
    check(page, "Hill 7")


def go(page: Page, step: str) -> None:
    page.evaluate("step => { location.hash = step; }", step)
    page.wait_for_timeout(50)


def files(page: Page, saved: bytes) -> None:
    """Of the plan, and those that are opened: again, from another release, or no such thing at all."""
    go(page, "plan")
    table = download(page, "#assess-plan button >> nth=2").read_text("utf-8-sig")
    document = ZipFile(download(page, "#assess-plan button >> nth=1")).read("word/document.xml").decode()
    assert not MARKS.search(table + document)
    is_translated = page.evaluate("Object.keys(guidanceLabels.words).length > 0")
    assert (LATIN.search(table.splitlines()[0]) is None) == is_translated
    assert ('<w:lang w:val="en-GB"/>' not in document) == is_translated
    data = json.loads(saved)
    identifier = next(iter(data["answers"]))
    data["answers"]["gone-thing"] = {**data["answers"][identifier], "title": "Hill 7"}
    data["answers"][identifier]["digest"] = "0" * 12
    data["id"] = "0" * 16
    for text in (saved, json.dumps({**data, "seen": []}).encode(), b"{", b'{"format": "other"}', b"PK"):
        for field in ("#assess-open", "#assess-add"):
            go(page, "overview" if field == "#assess-open" else "compare")
            file = FilePayload(name="Hill 7", mimeType="application/json", buffer=text)
            page.set_input_files(field, file)
            expect(page.locator(".g-assess__say [role=status]")).not_to_be_empty()
            check(page, "Hill 7")
            page.locator(".g-assess__say button").last.click()
    go(page, "overview")
    expect(page.locator(".g-assess__changed")).to_have_count(3)
    assert axe(page) == []


BAD_FILE = """\
# Hill 7
title: Hill 7
titel: Hill 7
kind: other
summary: |
  # 1

  > 2

  <b> ![3](4) [5](6) [](role:nobody) [7](https://8.example "9")
organisation: {types: [acute], staff: "1,000", name: 77}
team: {wte: 7, headcount: 5}
success_factors: [{title: Dr Hill}]
practices: []
publication: {reviewed: 2026-13-01, review_by: x, anonymous: true}
"""


MANY_SOURCES = """Object.defineProperty(window, 'guidanceFormData', {configurable: true, set(form) {
  const many = Array.from({length: 30}, (_, number) => ['s' + number, 'Hill 7', 'Hill 7']);
  Object.assign(form.choices, {source: many});
  Object.defineProperty(window, 'guidanceFormData', {value: form});
}})"""
"""So that they are searched."""
TYPED = ("Hill 7", "Dr Hill", "hill-7.yml", "hill-7", "titel", "other", "https://8.example", "nobody")


@longest
def test_the_form_for_a_case_study(reader: Page, other_place: str) -> None:
    page, said = reader, ask(reader)
    page.add_init_script(MANY_SOURCES)
    page.goto(f"{other_place}about/case-study-form.html#all")
    expect(page.locator("#case-form button").first).to_be_visible()
    check(page)
    for add in page.locator(".g-form__list > button").all():
        add.click()
        add.click()
    page.locator(".g-form__tools button:enabled").first.click()
    page.locator(".g-form__text").first.fill("Hill 7")
    page.locator("#case-form form").get_by_role("button").nth(-2).click()
    expect(page.locator(".g-form__summary a").first).to_be_visible()
    check(page, "Hill 7")
    page.locator("input[type=search]").first.fill("e")
    for text in (BAD_FILE, "a: 1\n---\nb: 2\n", "a: &b 1\n", "a: !b 1\n", "a: [", "[]"):
        file = FilePayload(name="hill-7.yml", mimeType="text/yaml", buffer=text.encode())
        page.set_input_files("#case-open", file)
        expect(page.locator("#case-form > .g-form__note")).not_to_be_empty()
        check(page, *TYPED)
    assert said
    assert not MARKS.search("".join(said))
    assert axe(page) == []


def test_a_finished_case_study(reader: Page, other_place: str, other_site: Path) -> None:
    page = reader
    page.goto(f"{other_place}about/case-study-form.html#all")
    text = next((other_site.parent / "case_studies").glob("*.yml")).read_bytes()
    page.evaluate("guidanceFormData.repository = 'https://example.org/team/site'")
    for name in ("hill", "hill-" + "7" * 9):
        page.set_input_files("#case-open", FilePayload(name=f"{name}.yml", mimeType="x/y", buffer=text))
        expect(page.locator(".g-form__editor > .g-form__field input").last).to_have_value(name)
        page.locator("#case-form form button[type=submit], #case-form form button:not([type])").first.click()
        expect(page.locator(".g-form__ready h2")).to_be_visible()
        for each in page.locator(".g-form__ready button").all()[1:]:
            each.click()
        check(page, *re.findall(r"[\w-]+", text.decode()), name, f"{name}.yml", "yml")


OTHERS = ("case-studies/index.html", "compare.html", "your-organisation.html", "themes/team-working.html")


def test_other_pages(reader: Page, other_place: str) -> None:
    for path in OTHERS:
        reader.goto(f"{other_place}{path}")
        use(reader)
        check(reader, "zz")
    reader.locator(".g-search__open").click()
    check(reader)
    reader.locator("dialog input").first.fill("zz")
    expect(reader.locator(".g-search-dialog__count, dialog p").first).to_be_attached()
    check(reader, "zz")


def use(page: Page) -> None:
    """Opens what is folded away, and presses and fills in what is there first."""
    page.locator("details:not([open]) > summary").evaluate_all("all => all.forEach(one => one.click())")
    page.locator(".md-content button:visible").evaluate_all(
        "all => all.slice(0, 4).forEach(one => one.click())"
    )
    page.locator("[type=checkbox]:visible").evaluate_all("all => all.slice(0, 2).forEach(one => one.click())")
    for words in page.locator(".md-content input[type=search]:visible").all():
        words.fill("zz")
