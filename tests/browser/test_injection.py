"""Hostile texts in every field and every address, opened in a browser without a policy: no script runs.

A policy that only reports tells of every script, handler and address that would have been run: it
stops none of them. GUIDANCE_ALL_PAGES opens every page, and tries every payload in every address;
otherwise it is a few pages of each kind and each payload in one of the addresses, and
`tests/test_injection.py` reads all pages. `GUIDANCE_PAYLOADS` adds public collections (see
`tests/payloads.py`), and `GUIDANCE_HOSTILE` says how many records of each kind to make, and where among the
payloads to begin.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.selection import ALL_PAGES, pages_to_open
from tests.browser.server import serve
from tests.browser.watch import Watch
from tests.hostile_library import Hostile, build_hostile_site, make_hostile_project, pairs
from tests.payloads import payloads

RECORDS, FIRST = map(int, os.environ.get("GUIDANCE_HOSTILE", "4,0").split(","))
REPORTS = "script-src 'self'; object-src 'none'; base-uri 'none'; frame-src 'none'"
LISTEN = """
window.ran = [];
const note = what => { window.ran.push(what); console.error("ran: " + what); };
for (const name of ["canary", "alert", "confirm", "prompt", "print"]) window[name] = () => note(name);
addEventListener("securitypolicyviolation", event => {
  note(`${event.effectiveDirective} ${event.blockedURI} ${event.sample} ${event.sourceFile}`);
});
"""
LOOK = """() => {
  const found = [...window.ran];
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName;
    if (["iframe", "object", "embed", "base", "style"].includes(name)) found.push(name);
    const isData = ["application/json", "application/ld+json"].includes(element.type);
    if (name === "script" && !element.src && !isData) found.push("script");
    for (const attribute of element.attributes) {
      if (/^on|^style$|^srcdoc$/.test(attribute.name)) found.push(`${name} ${attribute.name}`);
      if (/^(href|src|action|formaction|data|xlink:href)$/.test(attribute.name)) {
        if (/^mailto:([?]subject=|guidance@example[.]org$)/.test(attribute.value)) continue;
        const scheme = new URL(attribute.value, document.baseURI).protocol;
        if (!["http:", "https:", "blob:"].includes(scheme)) found.push(`${name} ${attribute.value}`);
      }
    }
  }
  return found;
}"""
"""What ran, and what could run later: a handler that no test touches, an address that nobody follows.

An e-mail with a subject, or to the one address of the base project, is no page and runs nothing.
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    texts = payloads()
    made = make_hostile_project(
        tmp_path_factory.mktemp("hostile") / "project",
        texts,
        RECORDS,
        min(8, -(-len(texts) // (2 * RECORDS))),
        FIRST,
    )
    build_hostile_site(made)
    return made


@pytest.fixture(scope="module")
def address(hostile: Hostile) -> Iterator[str]:
    with serve(hostile.root / "site", headers={"Content-Security-Policy-Report-Only": REPORTS}) as address:
        yield address


@pytest.fixture
def own_addresses(address: str) -> list[str]:
    return [address]


@pytest.fixture
def tab(open_page: OpenPage) -> Page:
    page = open_page("about:blank")
    page.context.add_init_script(LISTEN)
    return page


def nothing_ran(page: Page) -> None:
    assert page.evaluate(LOOK) == [], page.url


def test_the_listener_hears_scripts(tab: Page, address: str, watches: list[Watch]) -> None:
    tab.goto(address)
    for script in (
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=canary()>')",
        "let a = document.createElement('a'); a.href = 'javascript:x()'; document.body.append(a), a.click()",
        "document.body.setAttribute('onclick', 'x()')",
    ):
        tab.evaluate(script)
        tab.wait_for_function("window.ran.length > 0")
        assert tab.evaluate(LOOK) != []
        tab.evaluate("window.ran = []")
    watches[0].problems.clear()


def test_no_script_runs_on_any_page(
    tab: Page, address: str, hostile: Hostile, capsys: pytest.CaptureFixture[str]
) -> None:
    site = hostile.root / "site"
    pages = pages_to_open(site)
    for name in pages:
        tab.goto(address + name)
        nothing_ran(tab)
    report(
        capsys, f"{pairs(hostile)} payloads in {len(hostile.tried)} fields on {len(pages)} pages: 0 scripts"
    )


def report(capsys: pytest.CaptureFixture[str], sentence: str) -> None:
    with capsys.disabled():
        print(f"\n{sentence}")


ADDRESSES = {
    "the search": "index.html#search={}&kind={}&type={}",
    "the finder": "case-studies/index.html#words={}&type={}&theme={}&sort={}",
    "the comparison": "compare.html#cases=coast,{}&only={}",
    "a question": "your-organisation.html?type={}#type={}",
    "the form": "about/case-study-form.html?case={}#{}",
}


FOLLOW = """async ([form, texts]) => {
  for (const text of texts) {
    location.hash = form.replaceAll("{}", text);
    await new Promise(done => setTimeout(done, 10));
  }
}"""
"""The texts one after the other, each as it is."""


@pytest.mark.parametrize("form", ADDRESSES.values(), ids=ADDRESSES)
def test_no_script_runs_from_an_address(tab: Page, address: str, form: str, watches: list[Watch]) -> None:
    """Each payload as it is and as a browser writes it, and a few in the address that a page is opened by."""
    texts = [text.replace("\0", "").encode("utf-8", "replace").decode() for text in payloads()]
    texts = texts if ALL_PAGES else texts[list(ADDRESSES.values()).index(form) :: len(ADDRESSES)]
    tab.goto(address + form.replace("{}", "x"))
    for start in range(0, len(texts), 40):
        part = texts[start : start + 40]
        tab.evaluate(FOLLOW, [form.partition("#")[2], [*part, *map(quote, part)]])
        tab.wait_for_timeout(100)
        nothing_ran(tab)
    for text in texts[:: max(1, len(texts) // 4)]:
        tab.goto("about:blank")
        tab.goto(address + form.replace("{}", quote(text)))
        tab.wait_for_timeout(100)
        nothing_ran(tab)
    # The comparison asks for case studies by name, and there are none of such names.
    watches[0].problems = [found for found in watches[0].problems if "Failed to load resource" not in found]


def test_no_script_runs_in_search_results(tab: Page, address: str) -> None:
    tab.goto(address + "index.html#search=canary")
    results = tab.get_by_role("dialog").get_by_role("listitem")
    expect(results.first).to_be_visible()
    for words in ("onerror", "script", "javascript", "img src", "svg onload", "elsewhere"):
        tab.evaluate("words => { location.hash = 'search=' + words; }", words)
        tab.wait_for_timeout(250)
        assert results.count() > 0
        nothing_ran(tab)


def test_no_script_runs_in_the_finder_and_the_comparison(tab: Page, address: str) -> None:
    tab.goto(address + "case-studies/index.html")
    expect(tab.get_by_role("searchbox").or_(tab.get_by_label("Words")).first).to_be_visible()
    for box in tab.locator("#main-content input[type=checkbox], article input[type=checkbox]").all()[:8]:
        if box.is_visible():
            box.check()
            nothing_ran(tab)
    tab.goto(f"{address}compare.html#cases=case-x0,case-x1,case-x2")
    expect(tab.locator("article table").first).to_be_visible()
    nothing_ran(tab)


def test_no_script_runs_in_your_organisation(tab: Page, address: str) -> None:
    tab.goto(address + "your-organisation.html")
    for choice in tab.locator("article select").all():
        choice.select_option(index=1)
    for kept in (
        "guidance.yours",
        "guidance.compare",
        "guidance.colours",
        "guidance.case-study",
        "guidance.assessment",
    ):
        for text in payloads()[:: max(1, len(payloads()) // 12)]:
            for value in (text, json.dumps({"type": text, "size": text}), json.dumps([text])):
                tab.evaluate("([key, value]) => localStorage.setItem(key, value)", [kept, value])
        for name in (
            "your-organisation.html",
            "compare.html",
            "themes/index.html",
            "about/case-study-form.html",
            "self-assessment.html",
        ):
            tab.goto(address + name)
            nothing_ran(tab)


def test_no_script_runs_in_the_form(tab: Page, address: str, hostile: Hostile) -> None:
    """A hostile file is opened, checked and finished, and found again as a draft."""
    for path in sorted((hostile.root / "case_studies").glob("case-x*.yml"))[:3]:
        tab.goto(address + "about/case-study-form.html#all")
        open_in_form(tab, path.name, path.read_bytes())
        tab.get_by_role("button", name="Check and finish").click()
        tab.wait_for_timeout(200)
        nothing_ran(tab)
        tab.reload()
        expect(tab.get_by_role("button", name="Check and finish")).to_be_visible()
        nothing_ran(tab)
        tab.evaluate("localStorage.clear()")
        tab.goto("about:blank")  # the same address would not be loaded anew


def test_no_script_runs_in_what_the_form_refuses(tab: Page, address: str) -> None:
    """Markup that no field may hold is shown in messages; so is what stands at a wrong place in a file."""
    tab.goto(address + "about/case-study-form.html#all")
    texts = [text for text in payloads() if "\0" not in text]
    for start in range(0, len(texts), 40):
        points = "".join(
            f"  - title: {json.dumps(text[:200])}\n    text: {json.dumps(text)}\n"
            for text in texts[start : start + 40]
        )
        open_in_form(
            tab, "x.yml", f"title: x\nkind: team\nsuccess_factors:\n{points}".encode("utf-8", "replace")
        )
        tab.get_by_role("button", name="Check and finish").click()
        tab.wait_for_timeout(100)
        nothing_ran(tab)
    for text in texts[:: max(1, len(texts) // 30)]:
        open_in_form(
            tab, f"{text[:40].replace('/', '_')}.yml", f"{text}: {text}\n- {text}".encode("utf-8", "replace")
        )
        nothing_ran(tab)


def open_in_form(page: Page, name: str, data: bytes) -> None:
    expect(page.get_by_role("button", name="Check and finish")).to_be_visible()
    page.set_input_files("#case-open", {"name": name, "mimeType": "text/yaml", "buffer": data})
    page.wait_for_timeout(30)
