"""The pages that tests open notice what they are meant to notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import axe, axe_in_both_schemes
from tests.browser.conftest import OpenPage
from tests.browser.server import serve
from tests.browser.watch import Watch

HEAD = '<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,"></head>'
FINE = "<body><main><h1>A page</h1></main></body>"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    with serve(tmp_path, prefix="/below/") as address:
        yield address


@pytest.fixture
def own_addresses(address: str) -> list[str]:
    return [address]


@pytest.fixture
def show(tmp_path: Path, address: str, open_page: OpenPage) -> Callable[[str], Page]:
    def show_body(body: str) -> Page:
        (tmp_path / "page.html").write_text(f"{HEAD}{body}</html>", encoding="utf-8")
        return open_page(f"{address}page.html")

    return show_body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param('<script>console.error("oh")</script>', "console error: oh", id="console error"),
        pytest.param('<script>throw Error("oh")</script>', "uncaught exception: oh", id="exception"),
        pytest.param('<img src="http://other.test/a.png">', "request outside the site", id="another origin"),
        pytest.param('<img src="/a.png">', "request outside the site", id="outside the sub-path"),
        pytest.param('<img src="a.png">', "console error: Failed to load", id="missing file"),
    ],
)
def test_a_problem_is_noticed(
    body: str, expected: str, show: Callable[[str], Page], watches: list[Watch]
) -> None:
    page = show(body)
    [watch] = watches
    page.wait_for_timeout(50)
    assert watch.problems[0].startswith(expected)
    watch.problems.clear()


def test_a_page_without_faults(show: Callable[[str], Page]) -> None:
    assert axe(show(FINE)) == []


def test_axe_sees_what_only_dark_colours_hide(show: Callable[[str], Page]) -> None:
    dark = "<style>@media (prefers-color-scheme: dark) { .dim { color: #444; background: #333; } }</style>"
    page = show(FINE.replace("<main>", f'<main>{dark}<p>Fine.</p><p class="dim">Oh.</p>'))
    [violation] = axe_in_both_schemes(page)
    assert violation.startswith("color-contrast (serious)")


def test_axe_sees_the_one_that_looks_unlike_a_hundred_others(show: Callable[[str], Page]) -> None:
    pale = "<style>p:nth-of-type(70) { color: #aaa; }</style>"
    page = show(FINE.replace("<main>", f"<main>{pale}{'<p>A sentence.</p>' * 100}"))
    [violation] = axe(page)
    assert violation.startswith("color-contrast (serious)")


def test_axe_sees_a_fault(show: Callable[[str], Page]) -> None:
    [violation] = axe(show(FINE.replace("<main>", '<main><img src="data:,">')))
    assert violation.startswith("image-alt (critical)")
