"""Citations that other programs read as they were meant: parsed by two libraries and by our own grammar."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from generator.citation import Citations, for_bibtex
from generator.pages.page import Facets, Page
from tests.conftest import Guidance, MakeProject

SITE = "https://example.org/guidance/"
HOSTILE = "Health & care: 100% {open}, a_b #1 $5 ~ ^ \\ “Ünïcode” – Łódź’s Café <b>"

titles = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1).filter(
    str.strip
)
ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿčšžğőűŁøæß"
decodable = st.text(st.sampled_from(f"abc XYZ 09 &%$#_{{}}.,:;!?()+=*/<>|@{ACCENTED}")).map(
    lambda text: " ".join(text.split())
)


def page_of(title: str, template: str = "theme", *, keeper: str = "", is_local: bool = False) -> Page:
    return Page(
        uri="themes/team-working.md",
        template=template,
        title=title,
        summary="",
        made_from="content/themes/team-working.yml",
        reviewed=date(2026, 11, 21),
        data=None,
        facets=Facets("Theme"),
        keeper=keeper,
        is_local=is_local,
    )


def bibtex_fields(text: str) -> dict[str, str]:
    """A strict reading: one entry, one field to a line, braces in balance, no bare sign of LaTeX's."""
    first, *lines, last = text.split("\n")
    assert re.fullmatch(r"@misc\{[a-z0-9-]+,", first)
    assert last == "}"
    fields = {}
    for line in lines:
        found = re.fullmatch(r"  ([a-z]+) = \{(.*)\},", line)
        assert found, line
        name, value = found[1], found[2]
        assert name not in fields
        depth = 0
        for sign in re.sub(r"\\.", "", value):
            depth += {"{": 1, "}": -1}.get(sign, 0)
            assert depth >= 0, line
        assert depth == 0, line
        if name != "url":
            assert not re.search(r"(?<!\\)[&%$#_]", value), line
        fields[name] = value
    return fields


def ris_fields(text: str) -> list[tuple[str, str]]:
    """A strict reading by the format's description: a tag, two blanks, a hyphen, a blank."""
    fields = []
    for line in text.split("\n"):
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert found, line
        fields.append((found[1], found[2]))
    assert fields[0] == ("TY", "ELEC")
    assert fields[-1] == ("ER", "")
    assert [tag for tag, _ in fields].count("TY") == 1
    return fields


@pytest.mark.parametrize("address", ["", SITE], ids=["address unknown", "address known"])
def test_what_a_citation_says(address: str) -> None:
    citation = Citations("Building teams", address, "0.1.0").of(page_of("Team working & more"))
    assert citation is not None
    plain = "Team working & more (2026). In: Building teams, version 0.1.0, reviewed 21 November 2026."
    where = f"{SITE}themes/team-working.html"
    assert citation.plain == (f"{plain} {where}" if address else plain)
    fields = bibtex_fields(citation.bibtex)
    assert fields["title"] == r"{Team working \& more}"
    assert fields["note"] == "Version 0.1.0, reviewed 2026-11-21"
    assert fields.get("url") == (where if address else None)
    ris = ris_fields(citation.ris)
    assert ("DA", "2026/11/21") in ris
    assert ("ET", "0.1.0") in ris
    assert [value for tag, value in ris if tag == "UR"] == ([where] if address else [])


@given(titles, titles)
def test_any_title_is_read_back_whole(title: str, publisher: str) -> None:
    citation = Citations(publisher, SITE, "0.1.0").of(page_of(title))
    assert citation is not None
    bibtex_fields(citation.bibtex)
    library = parse_string(citation.bibtex)
    assert (len(library.entries), len(library.failed_blocks)) == (1, 0)
    one_line = " ".join(title.split())
    assert dict(ris_fields(citation.ris))["TI"] == one_line
    (record,) = rispy.loads(citation.ris + "\n")
    assert record["title"] == one_line
    assert record["urls"] == [f"{SITE}themes/team-working.html"]


@given(decodable)
def test_latex_prints_a_title_as_it_was(text: str) -> None:
    source = f"@misc{{x,\n  title = {{{{{for_bibtex(text)}}}}}\n}}"
    entry = parse_string(source, append_middleware=[LatexDecodingMiddleware()]).entries[0]
    assert re.sub(r"[{}]", "", entry["title"]) == re.sub(r"[{}]", "", text)


def test_an_author_is_named_for_what_a_copy_adds_alone() -> None:
    citations = Citations("Building teams", "", "0.1.0")
    own = citations.of(page_of("Ours", keeper="Hill & Dale Trust", is_local=True))
    published = citations.of(page_of("Theirs", keeper="Hill & Dale Trust"))
    assert own is not None
    assert published is not None
    assert own.plain.startswith("Hill & Dale Trust (2026) Ours.")
    assert bibtex_fields(own.bibtex)["author"] == r"{Hill \& Dale Trust}"
    assert ("AU", "Hill & Dale Trust") in ris_fields(own.ris)
    assert "Hill" not in published.plain + published.bibtex + published.ris


@pytest.mark.parametrize(
    "template", ["home", "cases", "compare", "case_form", "pack_theme", "packs", "moved"]
)
def test_lists_and_forms_are_not_cited(template: str) -> None:
    assert Citations("Building teams", "", "0.1.0").of(page_of("Any", template)) is None


def test_a_page_holds_its_citation_as_it_is(project: MakeProject, guidance: Guidance) -> None:
    path = "content/themes/team-working.yml"
    base = (Path(__file__).parent / "cases" / "base" / path).read_text("utf-8")
    root = project(
        {path: base.replace("title: Team working", f"title: '{HOSTILE.replace(chr(39), chr(39) * 2)}'", 1)}
    )
    outcome = guidance(root, "render")
    assert outcome.exit_code == 0, outcome.output
    page = (root / "docs" / "themes" / "team-working.md").read_text("utf-8")
    assert page.count('<details class="g-citing">') == 1
    assert "<b>" not in page.partition('<details class="g-citing">')[2]
    assert "javascripts/cite.js" in page
    assert "g-citing" not in (root / "docs" / "index.md").read_text("utf-8")
    assert "g-citing" not in (root / "docs" / "case-studies" / "index.md").read_text("utf-8")
