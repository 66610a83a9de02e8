"""The pages that tests open in a browser represent those that they don't open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser import selection
from tests.browser.selection import pages_to_open, parts_of

PLAIN = "<html><body><h1>A page</h1></body></html>"
Site = Callable[[dict[str, str]], Path]


@pytest.fixture(autouse=True)
def not_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "ALL_PAGES", False)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Forty pages of one kind, each longer than the one before, and other pages."""

    def make(others: dict[str, str]) -> Path:
        alike = {f"roles/{number:02}.html": PLAIN + " " * number for number in range(40)}
        for name, text in (alike | others).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, "utf-8")
        return tmp_path

    return make


def test_of_pages_alike_the_smallest_and_the_largest_are_opened(site: Site) -> None:
    others = {"why.html": PLAIN, "404.html": PLAIN, "roles/index.html": PLAIN + " "}
    assert pages_to_open(site(others)) == [
        *("404.html", "roles/00.html", "roles/39.html", "roles/index.html", "why.html")
    ]


@pytest.mark.parametrize(
    "own",
    [
        pytest.param("<dialog></dialog>", id="element"),
        pytest.param('<h1 style="color: red">A</h1>', id="attribute"),
        pytest.param("<h1 onclick=x>A</h1>", id="attribute without quotation marks"),
        pytest.param('<h1 class="a b">A</h1>', id="class"),
        pytest.param("<script src=../assets/x.js></script>", id="script"),
        pytest.param('<meta name="guidance:kind" content="Role">', id="kind"),
    ],
)
def test_a_page_with_anything_of_its_own_is_opened(own: str, site: Site) -> None:
    assert "roles/20.html" in pages_to_open(site({"roles/20.html": PLAIN + own}))


def test_every_page_is_opened_when_asked_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selection, "ALL_PAGES", True)
    assert len(pages_to_open(site({}))) == 40


@pytest.mark.slow
def test_nothing_that_a_page_is_built_from_is_left_out(built_site: Path) -> None:
    opened = pages_to_open(built_site)
    parts = {
        path.relative_to(built_site).as_posix(): parts_of(path.read_text("utf-8"))
        for path in built_site.rglob("*.html")
    }
    assert set().union(*parts.values()) == set().union(*(parts[name] for name in opened))
    assert len(opened) < len(parts) / 3
