"""The search index of a finished site: its contents, and its copy for pages opened from a folder."""

from __future__ import annotations

import base64
import gzip
import json
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest

from generator.basics.labels import label, translated
from generator.pages.page_context import Facets
from generator.site import search as search_index
from generator.site.search import (
    FOLDER,
    NEW_FOLDER,
    OFFLINE_SCRIPT,
    SearchIndexError,
    index_site,
    without_frame,
)

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title} - Site</title>
<meta name="guidance:title" content="{title}" data-pagefind-meta="title[content]">
</head><body>
<header class="g-header" data-pagefind-ignore="all"><img src="logo.svg" alt="">heading words</header>
<main class="md-main"><article data-pagefind-body>
<nav class="g-breadcrumbs">breadcrumb words</nav><p class="g-kind">kind words</p>
<h1 id="top">{title}<a class="headerlink" href="#top">#</a></h1><p>Opening.</p>
<details class="g-contents">contents words</details>
<h2 id="more">More<a class="headerlink" href="#more">#</a></h2>
<p>Body text. <small class="g-cite">cited words</small></p>
<nav class="g-toc">contents words</nav><div class="g-practices">others' words</div>
<footer class="g-pagefoot">foot words</footer></article></main><footer>site words</footer></body></html>"""


FACETS = {
    "index.html": Facets("Home"),
    "themes/a.html": Facets("Theme", ("Health & care",), ("B <i>",)),
    "themes/b.html": Facets("Theme", ("Health & care",), ("B <i>",)),
}


def write_site(folder: Path) -> Path:
    pages = {
        "index.html": PAGE.format(title="Home"),
        "themes/b.html": PAGE.format(title="B &lt;i&gt;"),
        "themes/a.html": PAGE.format(title="A"),
        "moved.html": "<!doctype html><html lang='en'><body><h1>This page has moved</h1></body></html>",
    }
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = write_site(tmp_path / "site")
    index_site(folder, facets=FACETS)
    return folder


def read_fragments(site: Path) -> dict[str, dict[str, Any]]:
    fragments = {}
    for path in (site / FOLDER).glob("fragment/*"):
        fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        fragments[fragment["url"]] = fragment | {"id": path.stem}
    return fragments


def files_of(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def test_only_pages_with_a_search_body_are_indexed(site: Path) -> None:
    assert set(read_fragments(site)) == {"/index.html", "/themes/a.html", "/themes/b.html"}


def test_only_what_a_page_is_about_is_indexed(site: Path) -> None:
    page = read_fragments(site)["/themes/b.html"]
    assert page["content"] == "B <i> Opening. More. Body text."
    assert page["meta"] == {"title": "B <i>"}
    assert [(anchor["id"], anchor["text"]) for anchor in page["anchors"]] == [
        ("top", "B <i>"),
        ("more", "More"),
    ]


def test_facets_of_all_pages_stand_in_one_file(site: Path) -> None:
    pages = read_fragments(site)
    facets = json.loads((site / FOLDER / "facets.json").read_text("utf-8"))
    both = f"{pages['/themes/a.html']['id']} {pages['/themes/b.html']['id']}"
    assert facets == {
        "options": [["Home", "Theme"], ["Health & care"], ["B <i>"]],
        "pages": [[[0], [], [], pages["/index.html"]["id"]], [[1], [0], [0], both]],
    }


def test_nothing_is_left_that_no_search_asks_for(site: Path) -> None:
    names = {path.name.partition(".")[0] for path in (site / FOLDER).iterdir()}
    assert names == {"facets", "fragment", "index", "pagefind", "pagefind-entry", "wasm"}
    assert [path.name for path in (site / FOLDER).glob("wasm.*")] == ["wasm.en.pagefind"]


def test_the_script_for_folders_holds_the_same_files(site: Path) -> None:
    script = (site / OFFLINE_SCRIPT).read_text("utf-8")
    packed = json.loads(script.removeprefix("window.guidanceSearchFiles = ").removesuffix(";\n"))
    archive = gzip.decompress(base64.b64decode(packed["archive"]))
    held = {name: archive[start : start + length] for name, (start, length) in packed["places"].items()}
    bundle = site / FOLDER
    assert held == {
        name: gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        for name, data in files_of(bundle).items()
    }


def test_the_same_site_gives_the_same_index(site: Path, tmp_path: Path) -> None:
    again = write_site(tmp_path / "again")
    index_site(again, facets=FACETS)
    assert files_of(again) == files_of(site)


@pytest.mark.parametrize("most_pages", [2, 100])
def test_what_changed_is_not_found_as_it_was(site: Path, tmp_path: Path, most_pages: int) -> None:
    """As under `guidance serve`, where an index replaces the last one."""
    index_site(site, facets=FACETS, most_pages=2)
    again = write_site(tmp_path / "again")
    for folder in (site, again):
        page = folder / "themes" / "a.html"
        page.write_text(page.read_text("utf-8").replace("Opening", "Closing"), "utf-8")
        index_site(folder, most_pages=most_pages)
    assert files_of(site) == files_of(again)


def test_a_page_that_nothing_is_known_of_has_no_facets(site: Path) -> None:
    index_site(site)
    facets = json.loads((site / FOLDER / "facets.json").read_text("utf-8"))
    assert facets["options"] == [[], [], []]
    assert len(facets["pages"][0][3].split()) == 3


def test_facets_are_in_english_in_every_language(site: Path) -> None:
    types = (translated("Ysbytai", "Hospitals"),)
    index_site(site, facets={"index.html": Facets(label("Theme"), types)})
    facets = json.loads((site / FOLDER / "facets.json").read_text("utf-8"))
    assert facets["options"] == [["Theme"], ["Hospitals"], []]


def test_the_last_index_can_be_searched_until_the_new_one_is_there(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index_site(site)
    before = files_of(site / FOLDER)
    (site / "themes" / "a.html").unlink()
    seen = []
    run = search_index._run_pagefind

    def watch(pages: Path, output: Path, language: str) -> None:
        run(pages, output, language)
        seen.append(files_of(site / FOLDER))

    monkeypatch.setattr(search_index, "_run_pagefind", watch)
    index_site(site)
    assert seen == [before]
    assert before.keys() - files_of(site / FOLDER).keys()
    assert not (site / NEW_FOLDER).exists()


def test_what_an_index_that_came_to_no_end_left_is_gone(site: Path, tmp_path: Path) -> None:
    (site / NEW_FOLDER / "fragment").mkdir(parents=True)
    (site / NEW_FOLDER / "fragment" / "en_0000000.pf_fragment").write_bytes(b"half")
    index_site(site, facets=FACETS)
    again = write_site(tmp_path / "again")
    index_site(again, facets=FACETS)
    assert files_of(site) == files_of(again)


def test_leaving_out_the_frame_of_pages_changes_nothing(
    built_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexes = []
    for make in (without_frame, bytes):
        monkeypatch.setattr(search_index, "without_frame", make)
        copy = copytree(built_site, tmp_path / make.__name__)
        rmtree(copy / FOLDER)
        index_site(copy)
        indexes.append(files_of(copy / FOLDER))
    assert indexes[0] == indexes[1]
    assert indexes[0].keys() == files_of(built_site / FOLDER).keys()


def test_what_stands_around_the_search_body_is_left_out() -> None:
    page = PAGE.format(title="A").encode()
    assert b"site words" not in without_frame(page)
    assert b"Body text" in without_frame(page)


@pytest.mark.parametrize(
    ("mark", "place"),
    [
        (b'<p data-pagefind-filter="kind">Local</p>', b"<main"),
        (b'<p data-pagefind-body="">More</p>', b"<footer>site"),
    ],
    ids=["a filter in the frame", "a second body behind the first"],
)
def test_a_page_with_more_to_be_found_is_read_whole(mark: bytes, place: bytes) -> None:
    page = PAGE.format(title="A").encode().replace(place, mark + place)
    assert without_frame(page) == page


def test_settings_from_elsewhere_change_nothing(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pagefind.yml").write_text("output_subdir: elsewhere\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_OUTPUT_SUBDIR", "elsewhere")
    again = write_site(tmp_path / "again")
    index_site(again, facets=FACETS)
    assert files_of(again) == files_of(site)


def test_a_failure_is_told_in_the_words_of_pagefind(tmp_path: Path) -> None:
    (tmp_path / NEW_FOLDER).write_text("in the way", encoding="utf-8")
    write_site(tmp_path)
    with pytest.raises(
        SearchIndexError, match=r"(?s)The search index could not be made\. Pagefind says:\n.+"
    ):
        index_site(tmp_path)


def test_a_site_of_very_many_pages_has_several_indexes(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    index_site(site, facets=FACETS, most_pages=2)
    fragments = [path.relative_to(site / FOLDER) for path in (site / FOLDER).rglob("*.pf_fragment")]
    assert sorted(path.parent.as_posix() for path in fragments) == ["2/fragment", "fragment", "fragment"]
    facets = json.loads((site / FOLDER / "facets.json").read_text("utf-8"))
    identifiers = [identifier for *_, together in facets["pages"] for identifier in together.split()]
    assert sorted(identifiers) == sorted(
        path.as_posix().replace("fragment/", "").removesuffix(".pf_fragment") for path in fragments
    )
    assert {path.name.partition(".")[0] for path in (site / FOLDER / "2").iterdir()} == {
        "fragment", "index", "pagefind", "pagefind-entry", "wasm",
    }  # fmt: skip
    again = write_site(tmp_path / "again")
    index_site(again, facets=FACETS, most_pages=2)
    assert files_of(again) == files_of(site)
