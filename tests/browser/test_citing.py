"""Citations that other programs read as they were meant: parsed by two libraries and by our own grammar."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, expect

from tests.browser.conftest import OpenPage
from tests.examples import examples

CITED = "themes/team-working.html"
ADDRESS = "https://example.org/guidance/themes/team-working.html"
KNOWN = {
    "name": "themes-team-working",
    "title": "Team working & more",
    "publisher": "Building teams",
    "version": "0.1.0",
    "reviewed": "2026-11-21",
}

titles = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp")), min_size=1).filter(
    str.strip
)
ACCENTED = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿčšžğőűŁøæß"
decodable = st.text(st.sampled_from(f"abc XYZ 09 &%$#_{{}}.,:;!?()+=*/<>|@{ACCENTED}")).map(
    lambda text: " ".join(text.split())
)
in_a_browser = settings(max_examples=examples(60))

Cite = Callable[[dict[str, str]], tuple[str, str]]
"""From what stands in the attributes of a citation to its BibTeX and its RIS."""


@pytest.fixture(scope="module")
def cite(browser: Browser, server: str) -> Iterator[Cite]:
    page = browser.new_page()
    page.goto(f"{server}{CITED}")
    page.get_by_text("Cite this page").click()
    expect(page.locator(".g-citing pre")).to_have_count(2)

    def run(attributes: dict[str, str]) -> tuple[str, str]:
        made: list[str] = page.evaluate(
            """attributes => {
              const cited = Object.assign(document.createElement("p").dataset, attributes);
              return [guidance.citation.bibtex(cited), guidance.citation.ris(cited)];
            }""",
            attributes,
        )
        bibtex, ris = made
        return bibtex, ris

    yield run
    page.close()


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


@pytest.mark.parametrize("address", ["", ADDRESS], ids=["address unknown", "address known"])
def test_what_the_formats_say(cite: Cite, address: str) -> None:
    bibtex, ris = cite(KNOWN | ({"address": address} if address else {}))
    assert bibtex_fields(bibtex) == {
        "key": "Building teams",
        "title": r"{Team working \& more}",
        "howpublished": "Building teams",
        "year": "2026",
        "month": "11",
        "note": "Version 0.1.0, reviewed 2026-11-21",
    } | ({"url": address} if address else {})
    assert ris_fields(ris) == [
        ("TY", "ELEC"),
        ("TI", "Team working & more"),
        ("T2", "Building teams"),
        ("PB", "Building teams"),
        ("PY", "2026"),
        ("DA", "2026/11/21"),
        ("ET", "0.1.0"),
        ("LA", "en-GB"),
        *([("UR", address)] if address else []),
        ("ER", ""),
    ]


def test_the_keeper_of_a_copy_is_the_author(cite: Cite) -> None:
    bibtex, ris = cite(KNOWN | {"author": "Hill & Dale Trust"})
    fields = bibtex_fields(bibtex)
    assert fields["author"] == r"{Hill \& Dale Trust}"
    assert "key" not in fields
    assert ("AU", "Hill & Dale Trust") in ris_fields(ris)


def test_both_formats_say_when_a_case_study_was_told(cite: Cite) -> None:
    bibtex, ris = cite(KNOWN | {"told": "Told in 2022"})
    assert bibtex_fields(bibtex)["note"] == "Told in 2022. Version 0.1.0, reviewed 2026-11-21"
    assert ("N1", "Told in 2022") in ris_fields(ris)


@in_a_browser
@given(titles, titles)
def test_any_title_is_read_back_whole(cite: Cite, title: str, publisher: str) -> None:
    one_line = " ".join(title.split())
    known = KNOWN | {"title": one_line, "publisher": " ".join(publisher.split()), "address": ADDRESS}
    bibtex, ris = cite(known)
    bibtex_fields(bibtex)
    library = parse_string(bibtex)
    assert (len(library.entries), len(library.failed_blocks)) == (1, 0)
    assert dict(ris_fields(ris))["TI"] == one_line
    (record,) = rispy.loads(ris + "\n")
    assert record["title"] == one_line
    assert record["urls"] == [ADDRESS]


@in_a_browser
@given(decodable)
def test_latex_prints_a_title_as_it_was(cite: Cite, text: str) -> None:
    title = bibtex_fields(cite(KNOWN | {"title": text})[0])["title"]
    source = f"@misc{{x,\n  title = {{{title}}}\n}}"
    entry = parse_string(source, append_middleware=[LatexDecodingMiddleware()]).entries[0]
    assert re.sub(r"[{}]", "", entry["title"]) == re.sub(r"[{}]", "", text)


@pytest.mark.parametrize(("kind", "start"), [("BibTeX", "@misc{themes-team-working,"), ("RIS", "TY  - ELEC")])
def test_a_citation_is_saved_as_a_file(place: str, kind: str, start: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}{CITED}")
    page.get_by_text("Cite this page").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Download {kind}").click()
    saved = download.value.path().read_text("utf-8")
    assert saved.startswith(start)
    assert saved == page.locator(".g-citing pre", has_text=start).text_content() + "\n"  # type: ignore[operator]
    assert download.value.suggested_filename.startswith("themes-team-working.")
    expect(page.locator(".g-citing__said")).to_contain_text("Saved as")


def test_a_citation_is_copied(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}{CITED}")
    page.get_by_text("Cite this page").click()
    page.get_by_role("button", name="Copy RIS").click()
    expect(page.locator(".g-citing__said")).to_contain_text("opied")


def test_the_formats_are_made_once_however_often_it_is_opened(place: str, open_page: OpenPage) -> None:
    page = open_page(f"{place}{CITED}")
    summary = page.get_by_text("Cite this page")
    assert page.locator(".g-citing pre").count() == 0
    for _ in range(3):
        summary.click()
    expect(page.locator(".g-citing pre")).to_have_count(2)


def test_without_scripts_a_citation_is_there_in_words(server: str, open_page: OpenPage) -> None:
    page = open_page(f"{server}{CITED}", javascript=False)
    page.get_by_text("Cite this page").click()
    expect(page.get_by_text("In: Building clinical informatics teams, version")).to_be_visible()
    assert page.locator(".g-citing button").count() == 0
