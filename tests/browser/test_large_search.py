"""A site of so many pages that it has several indexes is searched as one with a single index is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest
from playwright.sync_api import Page

from generator.basics.addresses import as_published
from generator.outputs.project import check_project
from generator.pages import iter_pages
from generator.site.search import FOLDER, index_site
from tests.browser.server import serve
from tests.browser.test_search import FIND
from tests.conftest import ROOT

WORDS = ("", "CNIO", "training budget", "lighthouse nursing", '"clinical informatics"', "zzzzqqqq")
"""One of them is on no page. Two words are on pages of different indexes, but on no page together."""
CHOSEN = {"kind": ["Role", "Theme", "Case study"], "type": [], "theme": []}


@pytest.fixture(scope="module")
def large_site(built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the real site, in several indexes."""
    site = copytree(built_site, tmp_path_factory.mktemp("large") / "site", ignore=ignore_patterns(FOLDER))
    library = check_project(ROOT).library
    assert library is not None
    facets = {as_published(page.uri): page.facets for page in iter_pages(library)}
    index_site(site, facets=facets, most_pages=100)
    assert (site / FOLDER / "2").is_dir()
    return site


@pytest.fixture(params=["server", "folder"])
def large_place(request: pytest.FixtureRequest, large_site: Path) -> Iterator[str]:
    if request.param == "folder":
        yield f"{large_site.as_uri()}/"
    else:
        with serve(large_site) as address:
            yield address


@pytest.fixture
def own_addresses(server: str, large_place: str) -> list[str]:
    return [server, large_place]


def test_several_indexes_find_what_one_finds(server: str, large_place: str, page: Page) -> None:
    answers = []
    for place in (server, large_place):
        page.goto(f"{place}index.html#search=")
        page.wait_for_function("() => window.guidanceSearch?.find")
        answers.append([page.evaluate(FIND, [words, CHOSEN]) for words in WORDS])
    for one, several in zip(*answers, strict=True):
        # How rare a word is in its index has a say in the order.
        assert (sorted(one["pages"]), one["counts"]) == (sorted(several["pages"]), several["counts"])
