"""A list of cards is the same whether its cards were converted with it or before."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from functools import partial
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page

from generator.cache import unpacked
from generator.conversion.cards import Cards
from generator.conversion.converted import Converted, convert, from_bytes
from generator.conversion.inline import read_quickly
from generator.conversion.workers import Settings, from_answer
from tests.small_site import ROOT

NAMES = ["index.md", "one.md", "lists/a.md", "lists/b.md", "lists/deep/c.md", "other/d.md"]
TITLES = [
    "One", "One 1", "One_1", "Two", "One & two", "zzcard0z", "A { #b }", "*Two*", "[One](one.md)", "`code`",
    "[Two](../one.md)", "[Three](../lists/a.md#part)", "[Four](#part)", "[Five](a.md)", "[Six](none.md)",
    "[x]: y", '<span class="g-badge">Local</span> One', "<b>One", "![image](one.md)", "&#46;",
]  # fmt: skip
BODIES = [
    "Text.", "Text with [a link](../one.md#part).", "[Own](#part){ .g-term }", "- a\n- b", "1. a", "> quote",
    "## Inner", "Inner\n-----", "    code", "~~~", "```", "[r]: one.md", "[r]", "[a][r]", "[TOC]", "***", "",
    '<p class="g-meta">6 WTE</p>', '<p class="g-meta">a <span class="g">b</span></p>', "<p>open", "</div>",
    "!!! note\n    a", "Term\n:   meaning", "*[WTE]: full time", "| a | b |\n| - | - |", "&nbsp;",
    "<!-- no -->",
]  # fmt: skip
OTHERS = [
    "Before.", "# Title", "## One", "### Two", "[TOC]", "[r]: one.md", "```", "~~~", "<!--", "- item", "> a",
    '<nav class="a" markdown>\n\n1. [x](one.md)\n\n</nav>', '<a id="one"></a>', '<div id="two">', "</div>",
]  # fmt: skip


def card(level: str, title: str, bodies: list[str]) -> str:
    inside = "\n\n".join(bodies)
    return f'<div class="g-card" markdown>\n\n{level} {title}\n\n{inside}\n</div>\n'


def list_of(cards: list[str]) -> str:
    joined = "\n".join(cards)
    return f'<div class="g-cards" markdown>\n{joined}\n</div>\n'


cards = st.builds(
    card,
    st.sampled_from(["##", "###", "##", "####"]),
    st.sampled_from(TITLES),
    st.lists(st.sampled_from(BODIES), max_size=3),
)
parts = st.lists(cards, min_size=1, max_size=4).map(list_of) | st.sampled_from(OTHERS)
pages = st.tuples(st.sampled_from(NAMES), st.lists(parts, min_size=1, max_size=4).map("\n\n".join))


@pytest.fixture(scope="module")
def config(real_docs: Path) -> MkDocsConfig:
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(real_docs), plugins=[])
    read_quickly(config)
    return config


def files_of(config: MkDocsConfig) -> Files:
    return Files([File(name, "docs", "site", config.use_directory_urls) for name in NAMES])


def converted(config: MkDocsConfig, name: str, text: str, known: Cards | None = None) -> Converted | None:
    """`known`: put the page together of what came of its cards before."""
    files = files_of(config)
    page = Page(None, files.src_uris[name], config)
    page.markdown = text
    if known is not None:
        return known.convert(page, files)
    return convert(page, files, partial(page.render, config))


@settings(max_examples=500, deadline=None)
@given(st.lists(pages, min_size=1, max_size=3))
def test_cards_do_not_change_a_page(config: MkDocsConfig, several: list[tuple[str, str]]) -> None:
    known = Cards(config)
    for name, text in several:
        together = converted(config, name, text, known)
        assert together is None or together == converted(config, name, text)


GOOD = [
    card("##", "[One](../one.md)", ["Text with [a link](../one.md#part) and [a word](#part){ .g-term }."]),
    card(
        "##", "[Two](../other/d.md)", ["Text.", '<p class="g-meta"><span class="g">b</span> 6&#46;5 WTE</p>']
    ),
    card("##", '[Three](b.md) <span class="g-badge g-badge--local">Local</span>', ["Text.", "- a\n- b"]),
]
AROUND = '# List\n\n{}\n## After\n\n<nav class="a" markdown>\n\n- [x](../one.md#part)\n\n</nav>\n'


def simple(title: str, *bodies: str, level: str = "##") -> str:
    return card(level, title, list(bodies or ["Text."]))


NAMES_ITSELF = "\n[b](a.md#b)\n\n## B\n\n## C\n"
HAZARDS = {
    "two headings with one name": [list_of([simple("A"), simple("A", "B")]), list_of([simple("A", "B")])],
    "a name that looks numbered": [
        list_of([simple("A_1"), simple("A")]),
        "## A\n\n" + list_of([simple("A_1")]),
    ],
    "a heading of the page with the name": ["## A\n\n" + list_of([simple("A")])],
    "an id of the page with the name": ['<a id="a"></a>\n\n' + list_of([simple("A")])],
    "an address at the end": [list_of([simple("A", "[r]")]) + "\n[r]: ../one.md\n"],
    "an address in a card": [list_of([simple("A", "[r]: ../one.md"), simple("B", "[r]")])],
    "a fence that begins in a card": [list_of([simple("A", "~~~"), simple("B", "~~~")])],
    "a fence that ends after the list": [list_of([simple("A", "~~~")]) + "\n~~~\n"],
    "a fence around all": ["```\n" + list_of([simple("A")]) + "\n```\n"],
    "a fence over two lists": [list_of([simple("A", "```")]) + list_of([simple("A")]) + "\n\n```"],
    "one link in two ways": [list_of([simple("[A](a.md#b)")]) + "\n[b](#b)\n\n## B\n"],
    "cards between which a link is in two ways": [list_of([simple("[A](a.md#b)"), simple("[B](#b)")])],
    "a page that names itself": [list_of([simple("A")]) + NAMES_ITSELF],
    "levels": [list_of([simple("A"), simple("B", level="###"), simple("C")]), list_of([simple("A")])],
    "a level without an entry": [list_of([simple("A", level="####")])],
    "a link to the page itself": [list_of([simple("[A](a.md)")])],
    "a link to a part of it": [list_of([simple("[A](#b)")]) + "\n## B\n"],
    "a link to nowhere": [list_of([simple("[A](none.md)"), simple("B")])],
    "a link with a title": ['<a id="b"></a>\n\n' + list_of([simple("A", '[b](#b "B")')])],
    "a link that isn't one": [list_of([simple("A", "\\[a](../one.md)")])],
    "a box in a card": [list_of([simple("A", "!!! note")])],
    "two headings in a card": [list_of([simple("A", "B\n-----")])],
    "the sign for a card": [
        list_of([simple("zzcard0z"), simple("B")]),
        "zzcard0z\n\n" + list_of([simple("B")]),
    ],
    "a list of contents": ["[TOC]\n\n" + list_of([simple("A")])],
    "other headings between lists": [list_of([simple("A")]) + "\n### B\n\n" + list_of([simple("C")])],
}


@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_card_that_rests_on_the_rest_of_the_page(config: MkDocsConfig, hazard: str) -> None:
    known = Cards(config)
    for text in HAZARDS[hazard] * 2:
        together = converted(config, "lists/a.md", text, known)
        assert together is None or together == converted(config, "lists/a.md", text)


def test_cards_that_are_known_are_not_converted_again(
    config: MkDocsConfig, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, text = Cards(config), AROUND.format(list_of(GOOD))
    read: list[str] = []
    render = Page.render

    def noting(page: Page, config: MkDocsConfig, files: Files) -> None:
        read.append(page.markdown or "")
        render(page, config, files)

    monkeypatch.setattr(Page, "render", noting)
    first = converted(config, "lists/a.md", text, known)
    assert sum("6&#46;5 WTE" in part for part in read) == 1
    again = converted(config, "lists/a.md", text.replace("After", "Later"), known)
    assert sum("6&#46;5 WTE" in part for part in read) == 1
    assert first is not None
    assert again is not None
    assert again.html == first.html.replace("After", "Later").replace("after", "later")
    assert again == converted(config, "lists/a.md", text.replace("After", "Later"))


def test_the_same_text_is_another_card_where_its_links_lead_elsewhere(config: MkDocsConfig) -> None:
    known = Cards(config)
    text = list_of([card("##", "[One](a.md)", ["Text."])])
    found = [converted(config, name, text, known) for name in ("lists/b.md", "other/d.md")]
    assert found[0] == converted(config, "lists/b.md", text)
    assert found[1] is None  # there is no such page: MkDocs has to say so


def test_nothing_is_reported_of_a_card_alone(config: MkDocsConfig, caplog: pytest.LogCaptureFixture) -> None:
    text = list_of([card("##", "One", ["[To nowhere](other.md)", "Text."])])
    assert converted(config, "one.md", text, Cards(config)) is None
    assert not caplog.records
    assert converted(config, "one.md", text) is None
    assert len(caplog.records) == 1


def test_other_extensions_may_look_at_the_whole_page(config: MkDocsConfig) -> None:
    other = load_config(
        str(ROOT / "mkdocs.yml"), docs_dir=config.docs_dir, markdown_extensions=["footnotes", "md_in_html"]
    )
    assert converted(other, "lists/a.md", list_of(GOOD), Cards(other)) is None
    assert converted(config, "lists/a.md", list_of(GOOD), Cards(config)) is not None


def test_the_lists_of_this_site_are_put_together(config: MkDocsConfig) -> None:
    known = Cards(config)
    files = get_files(config)
    lists = [file for file in files.documentation_pages() if "/by-theme/" in file.src_uri]
    assert len(lists) > 5
    for file in lists:
        page = Page(None, file, config)
        page.read_source(config)
        together = known.convert(page, files)
        assert together is not None, file.src_uri
        assert together == convert(page, files, partial(page.render, config))


def test_another_process_finds_all_links_of_a_page_that_names_itself(config: MkDocsConfig) -> None:
    found = Settings.of(config, NAMES)
    assert found is not None
    lines = [json.dumps(asdict(found)), json.dumps(["lists/a.md", NAMES_ITSELF])]
    process = [sys.executable, "-P", "-m", "generator.conversion"]
    told = "".join(f"{line}\n" for line in lines).encode()
    answer = from_answer(subprocess.run(process, input=told, check=True, capture_output=True).stdout)
    assert answer is not None
    assert from_bytes(unpacked(answer)) == converted(config, "lists/a.md", NAMES_ITSELF)
