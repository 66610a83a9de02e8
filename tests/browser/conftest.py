"""Servers for the real site, which is built once; and pages that fail a test if something goes wrong in them.

def test_a_theme_page(open_page, place):
    page = open_page(place + "themes/leadership.html", color_scheme="dark", width=320)
    assert axe(page) == []
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ADVICE, find_chromium
from tests.browser.selection import ALL_PAGES
from tests.browser.server import serve
from tests.browser.tabs import Tabs
from tests.browser.tools import report_missing
from tests.browser.watch import Watch

ARGUMENTS = [
    "--no-sandbox",  # containers, where tests run as root, have none
    "--disable-gpu",
    "--disable-background-networking",
    # Whatever a page asks for, nothing leaves this computer.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def server(built_site: Path) -> Iterator[str]:
    """The address of the site on a web server of its own."""
    with serve(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def sub_path_server(built_site: Path) -> Iterator[str]:
    """The address of the site on a web server, under a sub-path."""
    with serve(built_site, prefix="/intranet/guidance/") as address:
        yield address


@pytest.fixture(scope="session")
def shared_drive(built_site: Path) -> str:
    """The address of the site as a folder that is opened by double-click."""
    return f"{built_site.as_uri()}/"


PLACES = ["server", "sub_path_server", "shared_drive"]


@pytest.fixture(params=PLACES if ALL_PAGES else PLACES[2:])
def place(request: pytest.FixtureRequest) -> str:
    """The folder; each week each of these in turn: a test that asks for this one runs once in each.

    What needs the top of a server, or a server at all, fails in a folder. Most other tests are at the top,
    and those of `test_policy` open every kind of page and script on a server below a path.
    """
    address: str = request.getfixturevalue(request.param)
    return address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find_chromium()
    if executable is None:
        report_missing(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def own_addresses(server: str, sub_path_server: str, shared_drive: str) -> Iterable[str]:
    """The addresses that pages may request. A module with pages from elsewhere overrides this fixture."""
    return [server, sub_path_server, shared_drive]


class OpenPage(Protocol):
    def __call__(
        self,
        address: str,
        *,
        color_scheme: Literal["light", "dark"] = "light",
        width: int = 1280,
        javascript: bool = True,
    ) -> Page: ...


@pytest.fixture
def watches() -> Iterator[list[Watch]]:
    """A watch for each page that the test opens. The test fails at its end if one has noted a problem."""
    watches: list[Watch] = []
    yield watches
    problems = [problem for watch in watches for problem in watch.problems]
    assert not problems, "\n".join(problems)


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    return Tabs(browser)


@pytest.fixture
def open_page(tabs: Tabs, own_addresses: Iterable[str], watches: list[Watch]) -> Iterator[OpenPage]:
    """Opens an address in a watched page as good as new, and waits until it has loaded."""
    opened: list[Page] = []

    def open_one(
        address: str,
        *,
        color_scheme: Literal["light", "dark"] = "light",
        width: int = 1280,
        javascript: bool = True,
    ) -> Page:
        page, watch = tabs.take(own_addresses, javascript=javascript)
        opened.append(page)
        watches.append(watch)
        page.emulate_media(color_scheme=color_scheme)
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address)
        return page

    yield open_one
    for page in opened:
        tabs.give_back(page)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """An empty, watched page, for tests that go to several addresses."""
    return open_page("about:blank")
