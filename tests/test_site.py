"""The real site, built as editors build it, and a small one in which every text tries to be markup."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

import pytest
import yaml

from generator.site.stamp import STAMP
from tests.outline import Outline
from tests.small_site import ROOT, environment, files_of, make_small_site, run

Pages = dict[str, str]


def pages_of(site: Path) -> Pages:
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def site(built_site: Path) -> Path:
    pages = sum(not is_redirect(page) for page in pages_of(built_site).values())
    said = built_site.with_name("said.txt").read_text("utf-8")
    assert said.splitlines() == [f"{pages} pages are in {built_site}", *said.splitlines()[1:2]]
    return built_site


@pytest.fixture(scope="module")
def pages(site: Path) -> Pages:
    return pages_of(site)


def is_redirect(page: str) -> bool:
    return 'http-equiv="refresh"' in page


def attributes(page: str, *names: str) -> list[str]:
    """The values of attributes, found without the parser of the program's own check."""
    without_comments = re.sub(r"<!--.*?-->|<script[^>]*>[^<]*</script>", "", page, flags=re.DOTALL)
    found = re.findall(rf'<[a-z][^<>]*?\s(?:{"|".join(names)})="([^"<>]*)"', without_comments)
    return [html.unescape(value) for value in found]


def test_there_are_not_too_many_pages(pages: Pages) -> None:
    read = [name for name, page in pages.items() if not is_redirect(page)]
    assert len([name for name in read if not name.startswith("case-studies/by-")]) <= 150


def test_every_link_and_anchor_leads_somewhere(site: Path, pages: Pages) -> None:
    files = set(files_of(site))
    anchors = {name: set(attributes(page, "id")) for name, page in pages.items()}
    checked = 0
    for name, page in pages.items():
        for href in attributes(page, "href", "src"):
            if not re.match(r"[a-z]+:", href):
                path, _, anchor = href.partition("#")
                path = path.partition("?")[0]
                below = dirname(name) if name != "404.html" else ""
                target = normpath(join(below, unquote(path).lstrip("/"))) if path else name
                assert target in files, f"{name}: {href}"
                assert not anchor or anchor in anchors.get(target, {anchor}), f"{name}: {href}"
                checked += 1
    assert checked > 20 * len(pages)


def test_links_into_the_web_are_plain(pages: Pages) -> None:
    for name, page in pages.items():
        for href in attributes(page, "href", "src"):
            if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", href):
                assert href.startswith(("https://", "http://", "mailto:?")), name


def test_nothing_is_loaded_from_elsewhere(pages: Pages) -> None:
    for name, page in pages.items():
        for element in re.findall(r"<(?:script|link|img|iframe|source|use)\b[^>]*>", page):
            assert "//" not in element, f"{name}: {element}"


def test_no_identifier_is_used_twice(pages: Pages) -> None:
    for name, page in pages.items():
        assert [value for value, uses in Counter(attributes(page, "id")).items() if uses > 1] == [], name


def test_every_page_says_where_it_is_what_it_rests_on_and_how_to_change_it(pages: Pages) -> None:
    for name, page in pages.items():
        if name == "404.html" or is_redirect(page):
            continue
        assert ('class="g-breadcrumbs"' in page) == (name != "index.html"), name
        assert re.search(r"Reviewed \d{1,2} [A-Z][a-z]+ 20\d\d\.", page), name
        assert re.search(r"(?:Reviewed|review by) [^<]*<span[^>]*><a[^>]*>Suggest a change</a>", page), name
        made_from = re.search(r"<!-- Made from (\S+)\. ", page)
        assert made_from is not None, name
        assert (ROOT / html.unescape(made_from[1])).is_file(), name


def test_a_list_that_had_a_page_leads_to_the_place_that_has_it_now(pages: Pages) -> None:
    places = {
        "by-type/acute": "organisation-types/acute.html#case-studies",
        "by-type/acute/team-working": "organisation-types/acute.html#team-working",
        "by-theme/team-working": "themes/team-working.html#case-studies",
        "by-role/ccio": "roles/ccio.html#in-the-case-studies",
    }
    for old, new in places.items():
        up = "../" * (old.count("/") + 1)
        assert f"url={up}{new}" in pages[f"case-studies/{old}.html"], old
        name, _, anchor = new.partition("#")
        assert f'id="{anchor}"' in pages[name], new


def test_what_states_facts_names_its_sources(pages: Pages) -> None:
    folders = ("themes", "recommendations", "case-studies", "roles", "careers")
    for name, page in pages.items():
        is_record = name.startswith(folders) and name.count("/") == 1 and not name.endswith("index.html")
        if is_record and not is_redirect(page) and re.search(r'"g-kind">(Theme|Case study|Role)', page):
            # A role says so beside its other facts.
            place = "<dt>Source</dt>" if 'g-kind">Role' in page else "<summary>Sources</summary>"
            assert 'href="../sources.html#' in page[page.index(place) :], name


def test_every_page_has_one_title_and_a_description(pages: Pages) -> None:
    titles = Counter(
        re.findall(
            r"<title>([^<]+)</title>",
            "".join(page.partition("</head>")[0] for page in pages.values() if not is_redirect(page)),
        )
    )
    for name, page in pages.items():
        if not is_redirect(page):
            assert len(re.findall(r"<h1[ >]", page)) == 1, name
            assert len(re.findall(r'<meta name="description" content="[^"]+">', page)) == 1, name
            assert len(re.findall(r"<title>", page.partition("</head>")[0])) == 1, name
    assert [title for title, uses in titles.items() if uses > 3] == []


def test_nothing_of_a_template_or_of_markdown_is_left(pages: Pages) -> None:
    for name, page in pages.items():
        text = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
        for leftover in ("{{", "{%", "{ #", "{ .", "](", "&amp;#", "&amp;amp;", "\ue000", "\ue001", "\ue002"):
            assert leftover not in text, f"{name}: {leftover}"


def load(uri: str) -> Any:
    return yaml.load((ROOT / uri).read_text("utf-8"), yaml.CBaseLoader)  # noqa: S506 (makes text only)


def test_the_counts_that_are_printed_are_right() -> None:
    printed = run(ROOT, "check").stdout
    assert ": error: " not in printed
    counts = {
        name: int(count.replace(",", ""))
        for name, count in re.findall(r"^  ([a-z][a-z ]*?) +([\d,]+)$", printed, re.MULTILINE)
    }
    themes = [load(f"content/themes/{path.name}") for path in (ROOT / "content/themes").iterdir()]
    cases = [load(f"case_studies/{path.name}") for path in (ROOT / "case_studies").iterdir()]
    shown = [case for case in cases if case["publication"]["consent"] == "true"]
    shown = [case for case in shown if case["publication"]["visibility"] == "public"]
    expected = {
        "themes": len(themes),
        "recommendations": sum(len(theme["recommendations"]) for theme in themes),
        "benefits": len(load("content/benefits.yml")["benefits"]),
        "case studies": len(shown),
        "withheld": len(cases) - len(shown),
        "practices": sum(len(case["practices"]) for case in shown),
        "roles": len(list((ROOT / "content/roles").iterdir())),
        "disciplines": len(load("content/careers.yml")["disciplines"]),
        "terms": len(load("content/glossary.yml")["terms"]),
        "sources": len(load("content/sources.yml")["sources"]),
        "findings": sum(len(group["findings"]) for group in load("content/findings.yml")["groups"]),
        "guides": len(list((ROOT / "content/pages").iterdir())),
        "pathways": len(list((ROOT / "content/pathways").iterdir())),
        "frameworks": len(list((ROOT / "content/frameworks").iterdir())),
    }
    assert counts == expected


def mkdocs(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=root,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


TEXT_FIELDS = {
    *("title", "tagline", "what", "why", "summary", "introduction", "text", "term", "definition", "how"),
    *("label", "note", "measure", "purpose", "where_it_sits", "why_it_matters", "especially", "authors"),
    *("publisher", "published", "form", "cited_as", "abbreviation", "framework", "accreditation", "plural"),
    *("description", "who_may_apply", "single_route", "who", "context", "setting", "budget", "time", "grade"),
    *("contract", "reports_to", "denominator_of", "wte_note", "development", "remit", "denominator_of"),
}
HOSTILE = (
    """ "><script/x>alert(1)</script/x> ' onload='y' </title/></textarea/> {{ 7*7 }} {% x %} {: #y }"""
    """ &lt;script&gt; [TOC] *[CCIO]: x [^1] !!! note | `c` ~~~ <!- x -> \\<b> $x$ :smile:"""
)
"""Text that prose may contain although it looks like markup to some program."""
LINE_FIELDS = {"title", "tagline", "term", "label", "who", "authors", "form", "cited_as", "abbreviation"}
HOSTILE_LINE = (
    """ "><script>alert(1)</script><img src=x onerror=y> </title><!-- {{ 7*7 }} {: #y onclick=z }"""
    """ [x](javascript:z) ![x](y) &lt;b&gt; | `c` \\<b>"""
)
"""Text for fields of one line, which may contain any characters."""
HARMLESS = " and more words that mean nothing at all"


def with_text(value: Any, prose: str, line: str) -> Any:
    """The content with a text added to each of its texts."""
    if isinstance(value, list):
        return [with_text(item, prose, line) for item in value]
    if isinstance(value, dict):
        return {key: _with_text(key, item, prose, line) for key, item in value.items()}
    return value


def _with_text(key: str, value: Any, prose: str, line: str) -> Any:
    if key in {"also", "also_called"}:
        return [name + line for name in value]
    if key in TEXT_FIELDS and isinstance(value, str):
        return value + (line if key in LINE_FIELDS else prose)
    return with_text(value, prose, line)


def built_with(root: Path, prose: str, line: str) -> Pages:
    make_small_site(root)
    for path in [*root.glob("content/**/*.yml"), *root.glob("case_studies/*.yml")]:
        content = with_text(yaml.load(path.read_text("utf-8"), yaml.CBaseLoader), prose, line)  # noqa: S506
        path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    outcome = mkdocs(root, "build", "--strict")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return pages_of(root / "site")


def tags_of(page: str) -> Counter[str]:
    """How often each element begins or ends, counting whatever a browser takes for a tag."""
    return Counter(re.findall(r"</?[a-zA-Z][a-zA-Z0-9]*", page))


def test_hostile_text_in_every_field_adds_no_markup_to_any_page(tmp_path: Path) -> None:
    hostile = built_with(tmp_path / "a", HOSTILE, HOSTILE_LINE)
    harmless = built_with(tmp_path / "b", HARMLESS, HARMLESS)
    assert hostile.keys() == harmless.keys()
    for name, page in hostile.items():
        assert tags_of(page) == tags_of(harmless[name]), name
        assert Outline(page).elements <= Outline(harmless[name]).elements, name
        assert " 49 " not in page, name
    assert "Teams for Testshire" in hostile["index.html"]
    assert "&lt;script/x&gt;alert" in hostile["index.html"]


def test_plain_mkdocs_builds_the_real_content_strictly(tmp_path: Path, site: Path) -> None:
    outcome = mkdocs(ROOT, "build", "--strict", "--site-dir", str(tmp_path / "plain"))
    assert outcome.returncode == 0, outcome.stderr
    assert not re.search("WARNING|ERROR", outcome.stderr)
    plain, ours = files_of(tmp_path / "plain"), files_of(site)
    assert plain.keys() == ours.keys() - {STAMP}
    assert {name for name in plain if name.endswith(".html") and plain[name] != ours[name]} == set()
