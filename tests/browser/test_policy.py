"""The site, as nginx serves it under the policy that `guidance deploy` writes: nothing breaks it.

Every kind of page and every script is opened. With GUIDANCE_ALL_PAGES=1, as each week in CI, every page is,
and all of it is done with IIS too, which sends the same policy (each day, `tests/test_targets.py` asks it).
That none at all holds code which the policy would stop, `guidance deploy` sees to: it reads them all.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.selection import ALL_PAGES, pages_to_open
from tests.browser.server import serve
from tests.browser.test_compare import SPECIALIST, button
from tests.browser.test_compare import TRUST as CASE
from tests.browser.test_finder import option, status
from tests.browser.test_form import TRUST as CASE_FILE
from tests.browser.test_form import finish, open_file, open_form
from tests.browser.test_search import open_search, titles_of
from tests.browser.test_self_assessment import fill_in as fill_in_assessment
from tests.browser.test_self_assessment import open_assessment
from tests.browser.test_yours import FORM, fill_in
from tests.browser.tools import report_missing
from tests.browser.watch import Watch
from tests.iis import serve_as_iis
from tests.nginx import ADVICE, find_nginx, run_nginx
from tests.small_site import ROOT

PATH = "/intranet/guidance/"
TABS = 6
TELL = """document.addEventListener("securitypolicyviolation", event => console.error(
  `policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));"""
"""What a browser refuses it also says on the console, which is watched; but not always, and not why."""


@pytest.fixture(scope="module", params=["nginx", "iis"] if ALL_PAGES else ["nginx"])
def address(
    request: pytest.FixtureRequest, built_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where a server has the real site, below another one: a real nginx, or one that obeys web.config."""
    folder = tmp_path_factory.mktemp("deployment")
    if request.param == "iis":
        with serve_as_iis(deploy(built_site, folder / "out", "iis"), PATH) as address:
            yield address
        return
    nginx = find_nginx()
    if nginx is None:
        report_missing(ADVICE)
    deploy(built_site, folder / "out", "nginx")
    (folder / "nginx").mkdir()
    with run_nginx(nginx, folder / "out", folder / "nginx") as port:
        yield f"http://127.0.0.1:{port}{PATH}"


def deploy(site: Path, out: Path, target: str) -> Path:
    """Make it ready for a kind of server. Returns the folder that the server gives out."""
    guidance = Path(sys.executable).with_name("guidance")
    command: list[str | Path] = [guidance, "deploy", "--for", target, "--site-dir", site, "--out", out]
    places: list[str | Path] = ["--project", ROOT, "--path", PATH, "--folder", out / "site"]
    subprocess.run([*command, *places], check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return out / "site"


@pytest.fixture
def own_addresses(address: str) -> Iterable[str]:
    return [address]


@pytest.fixture
def guarded(page: Page) -> Page:
    page.context.add_init_script(TELL)
    return page


def test_every_kind_of_page_keeps_to_the_policy(
    address: str, built_site: Path, browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    names = pages_to_open(built_site)
    names.remove("404.html")  # tested below: nobody asks for it by this name
    context = browser.new_context(viewport={"width": 400, "height": 300}, reduced_motion="reduce")
    context.add_init_script(TELL)
    watch = Watch(context, [address])
    tabs = [context.new_page() for _ in range(TABS)]
    for start in range(0, len(names), TABS):
        opened = list(zip(tabs, names[start : start + TABS], strict=False))
        for tab, name in opened:
            answer = tab.goto(address + name, wait_until="commit")
            assert answer is not None
            assert answer.ok, name
        for tab, _ in opened:
            tab.wait_for_load_state("load")
    context.close()
    with capsys.disabled():
        print(f"\n{len(names)} pages under the policy, {len(watch.problems)} violations or other problems")
    assert len(names) > (200 if ALL_PAGES else 40)
    assert watch.problems == []


def test_a_violation_would_be_noticed(address: str, browser: Browser) -> None:
    context = browser.new_context()
    context.add_init_script(TELL)
    watch = Watch(context, [address])
    page = context.new_page()
    page.goto(f"{address}index.html")
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\" onclick=\"x()\">x</p>')"
    )
    page.wait_for_timeout(50)
    context.close()
    said = "\n".join(watch.problems)
    assert "policy: style-src-attr inline" in said
    assert "policy: script-src-attr inline" in said


def test_the_search_finds(address: str, guarded: Page) -> None:
    guarded.goto(f"{address}themes/clinical-engagement.html")
    open_search(guarded, "nurse")
    assert titles_of(guarded)
    guarded.get_by_role("dialog", name="Search").get_by_role("link").first.click()
    assert guarded.url.startswith(address)


def test_the_finder_filters(address: str, guarded: Page) -> None:
    guarded.goto(f"{address}case-studies/index.html")
    option(guarded, "type", "acute").check()
    expect(status(guarded)).to_contain_text(" of ")


def test_case_studies_are_compared(address: str, guarded: Page) -> None:
    guarded.goto(f"{address}case-studies/{CASE}.html")
    button(guarded, CASE).click()
    guarded.goto(f"{address}case-studies/{SPECIALIST}.html")
    button(guarded, SPECIALIST).click()
    guarded.get_by_role("link", name="Compare", exact=True).click()
    expect(guarded.locator(".g-compare__table")).to_have_count(2)


def test_the_form_reads_and_writes_a_case_study(address: str, guarded: Page) -> None:
    open_form(guarded, address)
    open_file(guarded, CASE_FILE)
    finish(guarded)
    with guarded.expect_download() as download:
        guarded.get_by_role("button", name=f"Download {CASE_FILE.name}").click()
    assert Path(download.value.path()).read_text("utf-8").startswith("#")


def test_an_organisation_is_kept_and_used(address: str, guarded: Page) -> None:
    guarded.goto(address + FORM)
    fill_in(guarded)
    expect(guarded.locator("#yours").get_by_role("status")).to_contain_text("Kept in this browser.")
    guarded.goto(f"{address}case-studies/index.html")
    expect(status(guarded)).to_contain_text("case stud")


def test_a_team_assesses_itself(address: str, guarded: Page, built_site: Path) -> None:
    open_assessment(guarded, address)
    fill_in_assessment(guarded, built_site)
    expect(guarded.locator("#assess-plan tbody tr")).to_have_count(2)
    with guarded.expect_download() as download:
        guarded.get_by_role("button", name="Download for Word").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")


def test_colours_terms_and_menus_work(address: str, guarded: Page) -> None:
    guarded.set_viewport_size({"width": 320, "height": 800})
    guarded.goto(f"{address}roles/ccio.html")
    guarded.get_by_text("Menu", exact=True).first.click()
    guarded.get_by_label("Dark").check()
    guarded.locator("main a.g-term").first.click()
    expect(guarded.locator(":popover-open")).to_be_visible()


# What is not there


@pytest.mark.parametrize("missing", ["x", "x/y/z.html", "case-studies/by-type/x/y/z.html?q=/a#b"])
@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_what_is_not_there_leads_home(
    missing: str, javascript: bool, address: str, open_page: OpenPage, watches: list[Watch]
) -> None:
    page = open_page(address + missing, javascript=javascript)
    _forget_the_missing_page(watches, address + missing)
    assert page.locator(".g-header").evaluate("header => getComputedStyle(header).position") != ""
    _look_around(page, address)


@pytest.fixture
def plain_server(built_site: Path) -> Iterator[str]:
    """One that sends 404.html as it is, and serves a site below its top: as GitHub Pages does."""
    with serve(built_site, prefix="/repository/") as address:
        yield address


@pytest.mark.parametrize("missing", ["x.html", "themes/x.html", "a/b/c/d/x.html"])
def test_a_plain_server_below_a_path_does_too(missing: str, plain_server: str, browser: Browser) -> None:
    context = browser.new_context()  # not watched: looking for the site, the page asks for what is not there
    page = context.new_page()
    page.goto(plain_server + missing)
    expect(page.locator("html.js")).to_be_attached()
    open_search(page, "nurse")
    assert titles_of(page)
    page.keyboard.press("Escape")
    _look_around(page, plain_server)
    context.close()


def _look_around(page: Page, address: str) -> None:
    expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    logo = page.locator(".g-brand__logo")
    page.wait_for_function("logo => logo.complete && logo.naturalWidth > 0", arg=logo.element_handle())
    assert page.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)")
    page.get_by_role("link", name="Go to the home page").click()
    assert page.url == f"{address}index.html"


def _forget_the_missing_page(watches: list[Watch], address: str) -> None:
    """That it is not there is what the browser says first, and rightly."""
    [watch] = watches
    expected = [
        problem for problem in watch.problems if "404" in problem and address.partition("#")[0] in problem
    ]
    watch.problems[:] = [problem for problem in watch.problems if problem not in expected]
