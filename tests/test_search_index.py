"""The search index of a finished site: which entries it has, what they are found by, and its files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generator.basics.labels import label, translated
from generator.outputs.project import check_project
from generator.outputs.script_data.search_terms import SearchTerms, search_terms
from generator.pages import iter_pages
from generator.pages.page_context import Facets
from generator.site.search import FOLDER, index_site
from generator.site.search import index as writing
from generator.site.search.entries import NameFinder
from tests.conftest import ROOT
from tests.small_site import files_of

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{title} - Site</title>
<meta name="guidance:title" content="{title}">
</head><body>
<header class="g-header"><img src="logo.svg" alt="">heading words</header>
<main class="md-main"><article data-searched>
<nav class="g-breadcrumbs">breadcrumb words</nav><p class="g-kind">kind words</p>
<h1 id="top">{title}<a class="headerlink" href="#top">#</a></h1><p>Open<b>ing</b>.</p>
<details class="g-contents">contents words</details>
<h2 id="more">More<a class="headerlink" href="#more">#</a></h2>
<p>Body text. <small class="g-cite">cited words</small></p>{body}
<nav class="g-toc">contents words</nav><div class="g-practices">others' words</div>
<footer class="g-pagefoot">foot words</footer></article></main><footer>site words</footer></body></html>"""

GLOSSARY = """<dl><dt><span id="ccio">Chief officer (CO)</span></dt><dd>Who leads.</dd>
<dt><span id="team">Team</span></dt><dd>All the <em>others</em>.</dd></dl>
<h2 id="after">After</h2><p>More of the page.</p>
<h2 id="source">A source</h2><p>What it says.</p><h3 id="since">Since then</h3><p>It closed.</p>
<details id="role"><summary>A role</summary><h3 id="inside">Inside</h3><p>Of the role.</p></details>
<p>Behind it.</p>"""

TERMS = SearchTerms(
    facets={
        "index.html": Facets("Home"),
        "themes/a.html": Facets("Theme", ("Health & care",), ("B <i>",)),
        "themes/b.html": Facets("Theme", ("Health & care",), ("B <i>",)),
        **{f"themes/b.html#{place}": Facets("Term") for place in ("ccio", "team", "source", "role", "none")},
    },
    names={
        "themes/b.html#ccio": ("Chief officer", "CO"),
        "themes/b.html#team": ("Team",),
        "themes/b.html#role": ("A role",),
    },
    groups=(("Chief officer", "CO", "boss"),),
    order=("Health & care", "B <i>"),
)


def write_site(folder: Path) -> Path:
    pages = {
        "index.html": PAGE.format(
            title="Home", body="<p>The CO leads, with the boss's team. It costs £1.</p>"
        ),
        "themes/b.html": PAGE.format(title="B &lt;i&gt;", body=GLOSSARY),
        "themes/a.html": PAGE.format(title="A", body=""),
        "moved.html": "<!doctype html><html lang='en'><body><h1>This page has moved</h1></body></html>",
    }
    for name, text in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = write_site(tmp_path / "site")
    index_site(folder, terms=TERMS)
    return folder


def read_start(site: Path) -> dict[str, Any]:
    text = (site / FOLDER / "index.js").read_text("utf-8")
    start: dict[str, Any] = json.loads(text.removeprefix("window.guidanceSearchIndex = ").removesuffix(";\n"))
    return start


def read_parts(site: Path, kind: str) -> list[Any]:
    paths = (site / read_start(site)["folder"]).glob(f"{kind}-*.js")
    texts = sorted(path.read_text("utf-8") for path in paths)
    return [json.loads(re.sub(r"^[^=]+ = ", "", text).removesuffix(";\n")) for text in texts]


def read_entries(site: Path) -> dict[str, list[Any]]:
    """What each entry says, by its address."""
    return {entry[0]: entry for part in read_parts(site, "texts") for entry in part}


def read_words(site: Path) -> dict[str, dict[str, str]]:
    """By word, how much each entry that has it is about it: A to Y, or Z for its name."""
    addresses = list(read_entries(site))
    words: dict[str, dict[str, str]] = {}
    for line in "\n".join(read_parts(site, "words")).split("\n"):
        word, _, written = line.partition("\t")
        number, words[word] = 0, {}
        for step, level in re.findall(r"([0-9a-z]*)([A-Z])", written):
            number += int(step, 36) if step else 1
            words[word][addresses[number]] = level
    return words


def test_pages_and_places_on_them_are_entries(site: Path) -> None:
    places = [f"themes/b.html#{place}" for place in ("ccio", "team", "source", "role")]
    assert list(read_entries(site)) == ["index.html", "themes/a.html", "themes/b.html", *places]
    assert read_start(site)["entries"] == 7


def test_only_what_a_page_is_about_is_indexed(site: Path) -> None:
    entry = read_entries(site)["themes/a.html"]
    assert entry == ["themes/a.html", "A", 0, [["", "", "Opening."], ["more", "More", "Body text."]]]
    assert "words" not in read_words(site)


@pytest.mark.parametrize(
    ("place", "title", "sections"),
    [
        ("ccio", "Chief officer", [["", "", "Chief officer (CO) Who leads."]]),
        ("team", "Team", [["", "", "Team All the others."]]),
        ("source", "A source", [["", "", "What it says."], ["since", "Since then", "It closed."]]),
        ("role", "A role", [["", "", "A role"], ["inside", "Inside", "Of the role."]]),
    ],
)
def test_an_entry_ends_where_the_next_thing_begins(
    place: str, title: str, sections: list[list[str]], site: Path
) -> None:
    assert read_entries(site)[f"themes/b.html#{place}"] == [f"themes/b.html#{place}", title, 0, sections]


def test_the_page_keeps_what_is_no_entry(site: Path) -> None:
    _, title, _, sections = read_entries(site)["themes/b.html"]
    assert title == "B <i>"
    assert [section[0] for section in sections] == ["", "more", "after"]
    assert sections[-1][2] == "More of the page. Behind it."


def test_all_names_of_a_thing_are_one_word(site: Path) -> None:
    found = read_words(site)["chief officer"]
    assert found["themes/b.html#ccio"] == "Z"
    assert found["index.html"] in "ABCDEFGH"
    assert set(found) == {"themes/b.html#ccio", "index.html"}


def test_a_title_counts_for_more_than_a_mention(site: Path) -> None:
    found = read_words(site)["team"]
    assert found["themes/b.html#team"] == "Z"
    assert found["index.html"] < "J"


def test_short_names_in_capitals_are_names_only_so() -> None:
    names = NameFinder([("Information technology", "IT")])
    for text, found in [("It is it", []), ("The IT is down", ["information technology"])]:
        assert list(names.iter_in(text, text.lower().split())) == found


def test_facets_are_in_english_in_every_language(site: Path) -> None:
    types = (translated("Ysbytai", "Hospitals"),)
    index_site(site, terms=SearchTerms({"index.html": Facets(label("Theme"), types)}))
    assert read_start(site)["options"] == [["Theme"], ["Hospitals"], []]


def test_facets_are_named_once_and_entries_grouped(site: Path) -> None:
    start = read_start(site)
    assert start["options"] == [["Home", "Term", "Theme"], ["Health & care"], ["B <i>"]]
    assert start["facets"] == [[[0], [], [], [0]], [[1], [], [], [3, 1, 1, 1]], [[2], [0], [0], [1, 1]]]


def test_a_page_that_nothing_is_known_of_has_no_facets(site: Path) -> None:
    index_site(site)
    assert read_start(site)["options"] == [[], [], []]
    assert read_start(site)["facets"] == [[[], [], [], [0, 1, 1]]]


def test_spelling_is_corrected_by_titles_names_and_headings(site: Path) -> None:
    assert read_start(site)["spelling"].split()[0] == "more"
    assert {"chief", "officer", "after"} <= set(read_start(site)["spelling"].split())
    assert not {"others", "leads"} & set(read_start(site)["spelling"].split())


def test_forms_of_a_word_stand_in_one_part(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_WORDS_PART", 60)
    monkeypatch.setattr(writing, "_TEXTS_PART", 60)
    whole = read_words(site), list(read_entries(site))
    index_site(site, terms=TERMS)
    parts = [part.split("\n") for part in read_parts(site, "words")]
    assert len(parts) > 3
    assert read_start(site)["words"] == sorted(part[0].split("\t")[0][:3] for part in parts)
    starts = [{line[:3] for line in part} for part in parts]
    assert not any(one & other for one in starts for other in starts if one is not other)
    assert (read_words(site), sorted(read_entries(site))) == (whole[0], sorted(whole[1]))


def test_the_same_site_gives_the_same_index(site: Path, tmp_path: Path) -> None:
    again = write_site(tmp_path / "again")
    index_site(again, terms=TERMS)
    assert files_of(again) == files_of(site)


def test_what_changed_is_not_found_as_it_was(site: Path, tmp_path: Path) -> None:
    """As under `guidance serve`, where an index replaces the last one."""
    again = write_site(tmp_path / "again")
    (site / writing.NEW_FOLDER).mkdir()
    (site / writing.NEW_FOLDER / "half.js").write_text("of an index that came to no end", "utf-8")
    for folder in (site, again):
        page = folder / "themes" / "a.html"
        page.write_text(page.read_text("utf-8").replace("Body", "Changed"), "utf-8")
        index_site(folder, terms=TERMS)
    assert files_of(site) == files_of(again)
    assert "changed" in read_words(site)


def test_parts_that_change_have_another_address(site: Path) -> None:
    before = read_start(site)["folder"]
    page = site / "themes" / "a.html"
    page.write_text(page.read_text("utf-8").replace("Body", "Changed"), "utf-8")
    index_site(site, terms=TERMS)
    assert read_start(site)["folder"] != before


def test_a_site_without_pages_has_an_empty_index(tmp_path: Path) -> None:
    index_site(tmp_path)
    assert read_start(tmp_path)["entries"] == 0


def test_things_without_a_page_are_entries_by_their_anchor() -> None:
    library = check_project(ROOT).library
    assert library is not None
    terms = search_terms(library, list(iter_pages(library)))
    assert str(terms.facets["glossary.html#ccio"].kind) == "Glossary"
    assert set(terms.names["glossary.html#ccio"]) >= {"Chief clinical information officer", "CCIO"}
    assert set(terms.names["roles/ccio.html"]) >= {"Chief clinical information officer", "CCIO"}
    [group] = [group for group in terms.groups if "CCIO" in group]
    assert group[0] == "Chief clinical information officer"
