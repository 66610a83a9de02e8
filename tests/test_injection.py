"""A page has only the markup of the templates and the Markdown subset, whatever the content contains."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from lxml import html

from generator.basics.addresses import KINDS
from generator.content.prose import Reader
from tests.conftest import Guidance, MakeProject
from tests.hostile_library import (
    Hostile,
    build_hostile_site,
    is_prose,
    is_readable,
    make_hostile_project,
    pairs,
)
from tests.payloads import BY_CLASS, OWN, payloads

ALLOWED = {
    name: set(attributes.split())
    for name, attributes in {
        "a": "aria-label class href title",
        "article": "aria-labelledby class data-searched id tabindex",
        "aside": "aria-label class",
        "button": "class hidden id type",
        "caption": "",
        "circle": "class cx cy r",
        "code": "",
        "dd": "",
        "desc": "id",
        "details": "class id",
        "div": "aria-hidden aria-label class data-cases data-step id role tabindex",
        "dl": "class",
        "dt": "",
        "em": "",
        "fieldset": "class data-id id",
        "figcaption": "",
        "figure": "class",
        "footer": "class",
        "form": "autocomplete class data-search hidden id",
        "g": "fill stroke",
        "h1": "id",
        "h2": "id",
        "h3": "id",
        "h4": "id",
        "i": "",
        "input": "id maxlength name type value",
        "label": "for",
        "legend": "",
        "li": "class",
        "line": "class x1 x2 y1 y2",
        "nav": "aria-label aria-labelledby class data-search",
        "ol": "start",
        "optgroup": "label",
        "option": "value",
        "p": "class data-author data-name data-pathway data-publisher data-reviewed data-title data-told "
        "data-version id role",
        "path": "class d data-from data-to stroke-width",
        "polyline": "class points",
        "pre": "",
        "progress": "aria-label class id max value",
        "rect": "class fill height rx stroke width x y",
        "script": "type",
        "section": "aria-label class data-step id",
        "select": "id name",
        "small": "class",
        "span": "class data-measure data-pathway data-serves data-step data-steps id",
        "strong": "",
        "summary": "",
        "svg": "aria-hidden aria-label aria-labelledby class focusable preserveaspectratio role viewbox",
        "table": "class",
        "tbody": "",
        "td": "align class",
        "text": "class x y",
        "th": "align scope",
        "textarea": "id maxlength name rows",
        "thead": "",
        "title": "id",
        "tr": "",
        "ul": "class",
    }.items()
}
"""The elements of a page's content, each with its attributes. Add those of new templates here."""


NAME = "Trust </title><a href=https://evil.invalid/>Sign in</a> & <!-- guide"
"""What an overlay's `title` may be: the name of the site, which every page shows."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    made = make_hostile_project(tmp_path_factory.mktemp("injection") / "project", OWN, 3, 20)
    settings = yaml.safe_load((made.root / "mkdocs.yml").read_text("utf-8"))
    settings["site_name"] = NAME
    (made.root / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    (made.root / "content" / "moved.yml").write_text("moved: [{old: old.html, to: 'role:ccio'}]\n", "utf-8")
    build_hostile_site(made)
    return made


def test_only_what_templates_make_reaches_a_page(
    hostile: Hostile, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = sorted((hostile.root / "site").rglob("*.html"))
    for path in pages:
        for element in html.parse(str(path), html.HTMLParser(encoding="utf-8")).iter(html.etree.Element):
            if element.tag == "article" or any(True for _ in element.iterancestors("article")):
                assert element.tag in ALLOWED, path
                assert set(element.attrib) <= ALLOWED[element.tag], (path, element.tag)
                if element.tag == "script":  # data, and whole
                    assert element.get("type") == "application/ld+json", path
                    assert json.loads(element.text or "").keys() == {"@context", "@graph"}, path
            href = element.get("href", "")
            assert href.startswith(("mailto:?", "mailto:guidance@example.org")) or urlsplit(href).scheme in {
                "",
                "http",
                "https",
            }, path
    fields = len(hostile.tried)
    with capsys.disabled():
        print(f"\n{pairs(hostile)} payloads in {fields} fields on {len(pages)} pages")  # noqa: T201


def test_the_name_of_the_site_is_text_on_every_page(hostile: Hostile) -> None:
    pages = sorted((hostile.root / "site").rglob("*.html"))
    for path in pages:
        page = html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()
        assert page.findtext(".//title", "").endswith(NAME), path
        assert not page.xpath("//a[contains(@href, 'evil.invalid')]"), path
        brand = page.xpath("string(//a[@class='g-brand']/span)")
        has_moved = bool(page.xpath("//meta[@http-equiv='refresh']"))
        assert brand == ("" if has_moved else NAME), path
    assert hostile.root / "site" / "old.html" in pages


def test_every_text_of_every_model_is_tried(hostile: Hostile) -> None:
    """A few fields, to notice if the walk through the models misses them."""
    wanted = {
        "site.title",
        "case.title",
        "case.practices.how",
        "glossary.terms.also",
        "theme.recommendations.text",
    }
    assert wanted <= hostile.tried.keys()
    assert len(hostile.tried) > 140
    assert all(hostile.tried.values())


def test_the_payloads_are_there_as_typed(hostile: Hostile) -> None:
    page = html.parse(str(hostile.root / "site" / "index.html"), html.HTMLParser(encoding="utf-8"))
    assert "<script>canary()</script>" in page.getroot().text_content()


def test_what_no_field_may_hold_is_refused_in_plain_words(project: MakeProject, guidance: Guidance) -> None:
    """Each refused payload in a file of its own: each file has its problem, and nothing fails."""
    refused = [text for text in payloads() if not is_prose(text) and "\x00" not in text]
    valley = (Path(__file__).parent / "cases/base/case_studies/valley.yml").read_text("utf-8")
    files: dict[str, str | bytes] = {}
    for number, text in enumerate(refused):
        lines = "\n".join(f"  {line}" for line in text.split("\n"))
        wanted = "summary: Better notes for community nurses."
        files[f"case_studies/r{number}.yml"] = valley.replace(wanted, f"summary: |2-\n{lines}").encode(
            "utf-8", "replace"
        )
    result = guidance(project(files), "check")
    assert result.exit_code == 1
    missing = [
        refused[int(name[1:-4])] for name in _names(files) if f"case_studies/{name}:" not in result.output
    ]
    # A text that is only a valid link is not refused.
    assert [text for text in missing if Reader(KINDS).read(text).faults or not is_readable(text)] == []
    assert "Traceback" not in result.output


def _names(files: dict[str, str | bytes]) -> list[str]:
    return [name.rpartition("/")[2] for name in files]


def test_every_class_has_payloads() -> None:
    assert all(len(group) >= 4 for group in BY_CLASS.values())
    assert len(OWN) >= 130
