"""The data for citing a page. What a browser makes of it is tested in `browser/test_citing.py`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lxml import html

from generator.library.entries import Link
from generator.pages.page_context import Page
from generator.rendering.metadata import citation_of
from tests.conftest import Guidance, MakeProject

SITE = "https://example.org/guidance/"
HOSTILE = 'Health & care: 100% {open}, a_b #1 $5 ~ ^ \\ “Ünïcode” "Łódź\'s" Café <b>'


def page_of(title: str, template: str = "theme", *, keeper: str = "", is_local: bool = False) -> Page:
    return Page(
        at=Link(title, "/themes/team-working.md"),
        template=template,
        summary="",
        made_from="content/themes/team-working.yml",
        reviewed=date(2026, 11, 21),
        data=None,
        keeper=keeper,
        is_local=is_local,
    )


@pytest.mark.parametrize("address", ["", SITE], ids=["address unknown", "address known"])
def test_what_a_citation_says(address: str) -> None:
    citation = citation_of(page_of("Team  working & more"), "Building teams", address, "0.1.0")
    plain = "Team working & more (2026). In: Building teams, version 0.1.0, reviewed 21 November 2026."
    where = f"{SITE}themes/team-working.html"
    assert citation["plain"] == (f"{plain} {where}" if address else plain)
    assert citation["attributes"] == {
        "name": "themes-team-working",
        "title": "Team working & more",
        "publisher": "Building teams",
        "version": "0.1.0",
        "reviewed": "2026-11-21",
    } | ({"address": where} if address else {})


def test_an_author_is_named_for_what_a_copy_adds_alone() -> None:
    own = citation_of(
        page_of("Ours", keeper="Hill & Dale Trust", is_local=True), "Building teams", "", "0.1.0"
    )
    published = citation_of(page_of("Theirs", keeper="Hill & Dale Trust"), "Building teams", "", "0.1.0")
    assert own["plain"].startswith("Hill & Dale Trust (2026) Ours.")
    assert own["attributes"]["author"] == "Hill & Dale Trust"
    assert "Hill" not in str(published)


@pytest.mark.parametrize("template", ["home", "cases", "compare", "case_form", "editors", "moved"])
def test_lists_and_forms_are_not_cited(template: str) -> None:
    assert citation_of(page_of("Any", template), "Building teams", "", "0.1.0") == {}


def test_a_page_holds_its_citation_as_it_is(project: MakeProject, guidance: Guidance) -> None:
    path = "content/themes/team-working.yml"
    base = (Path(__file__).parent / "cases" / "base" / path).read_text("utf-8")
    root = project(
        {path: base.replace("title: Team working", f"title: '{HOSTILE.replace(chr(39), chr(39) * 2)}'", 1)}
    )
    outcome = guidance(root, "render")
    assert outcome.exit_code == 0, outcome.output
    page = (root / "docs" / "themes" / "team-working.md").read_text("utf-8")
    _, opening, rest = page.partition('<details class="g-foot g-citing">')
    box = html.fragment_fromstring(opening + rest.partition("</details>")[0] + "</details>")
    (cited,) = box.iter("p")
    assert cited.get("data-title") == HOSTILE
    assert cited.text_content().startswith(f"{HOSTILE} (2026). In: ")
    assert [element.tag for element in box.iter()] == ["details", "summary", "p"]
    assert "g-citing" not in (root / "docs" / "index.md").read_text("utf-8")
    assert "g-citing" not in (root / "docs" / "case-studies" / "index.md").read_text("utf-8")
