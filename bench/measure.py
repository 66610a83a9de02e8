"""What a reader waits for, measured in a browser: bytes that arrive, and time until something is seen."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, Response, sync_playwright

from tests.browser.chromium import ADVICE, find_chromium
from tests.browser.conftest import ARGUMENTS

FINDER = "case-studies/index.html"
WORDS = ("training", "mental health", "secondment", "clinical safety officer", "board")
CLICKS = 15
PATIENCE = 60_000
"""Milliseconds after which something is taken to be missing, not slow."""

CLICK = """async index => {
  const box = document.querySelectorAll(".g-finder__option input")[index];
  const before = performance.now();
  box.click();
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - before;
}"""
SEARCH = """words => new Promise(done => {
  const before = performance.now();
  const seen = () => document.querySelector(".g-search-dialog__entry") && done(performance.now() - before);
  new MutationObserver(seen).observe(document.body, {childList: true, subtree: true});
  location.hash = "search=" + encodeURIComponent(words);
})"""


TYPE = """words => new Promise(done => {
  document.querySelector(".g-search__open").click();
  const type = () => {
    const field = document.querySelector(".g-search-dialog input");
    if (!field || !field.offsetParent) { setTimeout(type, 1); return; }
    const before = performance.now();
    const seen = () => document.querySelector(".g-search-dialog__entry") && done(performance.now() - before);
    new MutationObserver(seen).observe(document.body, {childList: true, subtree: true});
    field.value = words;
    field.dispatchEvent(new Event("input", {bubbles: true}));
  };
  type();
})"""


@dataclass(frozen=True)
class Search:
    bytes: int
    """Of everything that a first search asks for, compressed; the median."""
    most_bytes: int
    """The most of several."""
    milliseconds: float
    """From a shared address of a search to its first results, with an empty cache; the median."""
    typed_milliseconds: float
    """The same from the last letter, when all is typed at once as soon as there is a field."""


@contextmanager
def open_browser() -> Iterator[Browser]:
    executable = find_chromium()
    if executable is None:
        raise LookupError(ADVICE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


def weigh_finder(browser: Browser, site: str) -> int:
    """Bytes of the finder's page with everything that it loads, each file compressed with gzip."""
    with _page(browser) as (page, responses):
        page.goto(site + FINDER, wait_until="networkidle")
        return _weight(responses)


def time_finder_click(browser: Browser, site: str) -> float:
    """Milliseconds from a click on an option until the new results are painted: the median of several."""
    with _page(browser) as (page, _):
        page.goto(site + FINDER, wait_until="networkidle")
        times: list[float] = [page.evaluate(CLICK, index) for index in range(CLICKS)]
        return median(times)


def measure_search(browser: Browser, site: str) -> Search | None:
    """None where the site has no search."""
    found = [_search(browser, site, words) for words in WORDS]
    if None in found:
        return None
    searches = [one for one in found if one]
    weights = [one.bytes for one in searches]
    return Search(
        round(median(weights)),
        max(weights),
        median(one.milliseconds for one in searches),
        median(_time_typing(browser, site, words) for words in WORDS),
    )


def _time_typing(browser: Browser, site: str, words: str) -> float:
    with _page(browser) as (page, _):
        page.goto(site + FINDER, wait_until="networkidle")
        milliseconds: float = page.evaluate(TYPE, words)
        return milliseconds


def _search(browser: Browser, site: str, words: str) -> Search | None:
    with _page(browser) as (page, responses):
        page.goto(site + FINDER, wait_until="networkidle")
        responses.clear()
        if page.locator(".g-search").count() == 0:
            return None
        milliseconds = page.evaluate(SEARCH, words)
        weight = _weight(responses)
        return Search(weight, weight, milliseconds, 0)


@contextmanager
def _page(browser: Browser) -> Iterator[tuple[Page, list[Response]]]:
    """A page with an empty cache, and the answers that it gets."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    responses: list[Response] = []

    def keep(response: Response) -> None:
        responses.append(response)

    context.on("response", keep)
    yield context.new_page(), responses
    context.close()


def _weight(responses: list[Response]) -> int:
    bodies = [response.body() for response in responses]
    # What is compressed already, such as a picture or an index, is sent as it is.
    return sum(min(len(body), len(gzip.compress(body, 6))) for body in bodies)


def large_pages(site: Path, most_bytes: int) -> dict[str, int]:
    """Pages of more than so many bytes, uncompressed, largest first."""
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.html")}
    large = [(name, size) for name, size in sizes.items() if size > most_bytes]
    return dict(sorted(large, key=lambda entry: -entry[1]))
