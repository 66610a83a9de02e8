"""What is new: the page, the feeds, the sitemap, `llms.txt`, and the structured data of pages."""

from __future__ import annotations

import json
import re
import struct
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from generator.cli import main
from generator.content.content_files import TEMPLATES, VERSION
from generator.library.freshness import MOST_ITEMS
from generator.library.library import Library
from generator.outputs.feeds_and_maps import iter_feeds
from generator.outputs.project import ADDRESS_VARIABLE, WebAddresses, check_project, render_project
from generator.pages import iter_pages
from generator.rendering.metadata import CARDS, Structured, card_of
from generator.rendering.render import Renderer
from generator.site.check import read_page
from tests.conftest import BASE, Guidance, MakeProject

ROOT = Path(__file__).resolve().parents[1]
SITE = "https://guidance.example.org/teams/"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = """\
news:
  - id: old-news
    day: 2025-05-06
    title: The beginning
    text: It began.
  - id: new-way-to-meet
    day: 2026-02-03
    title: "<b>Meetings</b> & more"
    text: The [advice](recommendation:regular-meetings) on meetings is clearer.
    about: [recommendation:regular-meetings, case:coast]
"""
JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": {"type": "string", "minLength": 1},
        "feed_url": {"type": "string", "minLength": 1},
        "language": {"const": "en-GB"},
        "authors": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
        },
        "items": {
            "type": "array",
            "maxItems": MOST_ITEMS,
            "items": {
                "type": "object",
                "required": ["id", "url", "title", "content_text", "date_modified"],
                "properties": {
                    "id": {"type": "string", "pattern": "^urn:uuid:"},
                    "url": {"type": "string", "minLength": 1},
                    "title": {"type": "string", "minLength": 1},
                    "content_text": {"type": "string", "minLength": 1},
                    "date_modified": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
"""JSON Feed 1.1, as far as the site uses it. Unknown keys are refused: they are more likely slips."""


def rendered(root: Path, site: str = "", out: str = "made") -> Path:
    outcome = render_project(root, root / out, places=WebAddresses(site=site))
    assert outcome.written is not None, outcome.checked.problems
    return root / out


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real content, rendered with a web address."""
    docs = tmp_path_factory.mktemp("real") / "docs"
    assert render_project(ROOT, docs, places=WebAddresses(site=SITE)).written is not None
    return docs


def texts(element: etree._Element, *way: str) -> list[str]:
    return [found.text or "" for found in element.iterfind("/".join(ATOM + name for name in way))]


def assert_is_atom(path: Path) -> etree._Element:
    """Assert what RFC 4287 requires of a feed and its entries. Returns the feed."""
    feed = etree.fromstring(path.read_bytes())
    assert feed.tag == f"{ATOM}feed"
    known = {"id", "title", "updated", "author", "link", "entry"}
    assert {child.tag for child in feed} <= {ATOM + name for name in known}
    assert len(texts(feed, "author", "name")) == 1
    for part in (feed, *feed.iterfind(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(texts(part, name)) == 1, name
        UUID(texts(part, "id")[0].removeprefix("urn:uuid:"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", texts(part, "updated")[0])
        links = [link.attrib for link in part.iterfind(f"{ATOM}link")]
        assert [link["rel"] for link in links] == (["self", "alternate"] if part is feed else ["alternate"])
    ids = texts(feed, "entry", "id")
    assert len(ids) == len(set(ids)) <= MOST_ITEMS
    days = texts(feed, "entry", "updated")
    assert days == sorted(days, reverse=True)
    assert not days or texts(feed, "updated") == days[:1]
    return feed


def test_every_theme_and_type_has_both_feeds_and_they_agree(real: Path) -> None:
    names = {path.stem for path in (real / "feeds").iterdir()}
    themes = {f"theme-{path.stem}" for path in (ROOT / "content" / "themes").iterdir()}
    types = {f"organisation-type-{path.stem}" for path in (real / "organisation-types").iterdir()}
    assert names == {"all", *themes, *types - {"organisation-type-index"}}
    for name in names:
        atom = assert_is_atom(real / "feeds" / f"{name}.xml")
        data = json.loads((real / "feeds" / f"{name}.json").read_text("utf-8"))
        jsonschema.Draft202012Validator(JSON_FEED).validate(data)
        assert [item["id"] for item in data["items"]] == texts(atom, "entry", "id")
        assert [item["title"] for item in data["items"]] == texts(atom, "entry", "title")
        links = [link.get("href", "") for link in atom.iter(f"{ATOM}link")]
        assert all(link.startswith(SITE) for link in links)
        for link in links:
            page = link.removeprefix(SITE).partition("#")[0].replace(".html", ".md")
            assert (real / page).is_file(), link


def test_news_stands_in_the_feeds_of_what_it_is_about(project: MakeProject) -> None:
    docs = rendered(project({"content/news.yml": NEWS}))
    everything = assert_is_atom(docs / "feeds" / "all.xml")
    titles = texts(everything, "entry", "title")
    assert titles[0] == "<b>Meetings</b> & more"
    assert titles[-1] == "The beginning"
    assert "A hospital on the coast" not in titles, "told of already, and not reviewed since"
    assert texts(everything, "entry", "summary")[0] == "The advice on meetings is clearer."
    about = {
        name: texts(assert_is_atom(docs / "feeds" / f"{name}.xml"), "entry", "title")
        for name in ("theme-team-working", "theme-development", "organisation-type-acute")
    }
    assert titles[0] in about["theme-team-working"]
    assert titles[0] in about["organisation-type-acute"]
    assert titles[0] not in about["theme-development"]
    page = (docs / "whats-new.md").read_text("utf-8")
    assert "### &lt;b>Meetings" in page or "### &lt;b&gt;Meetings" in page
    assert "(feeds/theme-team-working.xml)" in page
    assert "Reviewed 3 February 2026." in page


def test_a_case_study_is_in_the_feeds_by_itself_and_again_after_a_review(project: MakeProject) -> None:
    root = project({"content/news.yml": NEWS})
    coast = root / "case_studies" / "coast.yml"
    coast.write_text(
        coast.read_text("utf-8").replace("reviewed: 2026-01-02", "reviewed: 2026-03-04"), "utf-8"
    )
    feed = assert_is_atom(rendered(root) / "feeds" / "organisation-type-acute.xml")
    assert texts(feed, "entry", "title") == ["A hospital on the coast", "<b>Meetings</b> & more"]
    links = [link.get("href") for link in feed.iterfind(f"{ATOM}entry/{ATOM}link")]
    assert links == ["../case-studies/coast.html", "../whats-new.html#new-way-to-meet"]


def test_identifiers_of_entries_do_not_depend_on_where_the_site_is(project: MakeProject) -> None:
    root = project({"content/news.yml": NEWS})
    ids = [
        texts(assert_is_atom(rendered(root, site, out) / "feeds" / "all.xml"), "entry", "id")
        for site, out in (("", "one"), (SITE, "two"))
    ]
    assert ids[0] == ids[1]


def test_feeds_are_bounded(project: MakeProject) -> None:
    case = (BASE / "case_studies" / "coast.yml").read_text("utf-8")
    docs = rendered(project({f"case_studies/c{number}.yml": case for number in range(MOST_ITEMS + 5)}))
    feed = assert_is_atom(docs / "feeds" / "organisation-type-acute.xml")
    assert len(texts(feed, "entry", "id")) == MOST_ITEMS


@pytest.mark.parametrize("change", ["consent: false", "visibility: internal"])
def test_nothing_withheld_is_told(project: MakeProject, change: str) -> None:
    name = change.split(":", maxsplit=1)[0]
    secret = (BASE / "case_studies" / "coast.yml").read_text("utf-8").replace("coast", "Zanzibar")
    secret = re.sub(rf"{name}: \w+", change, secret)
    docs = rendered(project({"case_studies/zanzibar.yml": secret}), SITE)
    for path in docs.rglob("*"):
        if path.is_file():
            assert b"zanzibar" not in path.read_bytes().lower(), path


def test_news_of_what_is_withheld_is_refused(project: MakeProject, guidance: Guidance) -> None:
    secret = (
        (BASE / "case_studies" / "coast.yml").read_text("utf-8").replace("consent: true", "consent: false")
    )
    news = NEWS.replace("case:coast", "case:secret")
    root = project({"case_studies/secret.yml": secret, "content/news.yml": news})
    result = guidance(root, "check")
    assert result.exit_code == 1
    assert "content/news.yml:10:46: error: this case study is not published" in result.output


def test_the_sitemap_lists_every_page_once_and_no_redirect(real: Path) -> None:
    tree = etree.fromstring((real / "sitemap.xml").read_bytes())
    assert tree.tag == f"{SITEMAP}urlset"
    found = [url.findtext(f"{SITEMAP}loc", "") for url in tree]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", url.findtext(f"{SITEMAP}lastmod", "")) for url in tree)
    pages = {path for path in real.rglob("*.md") if "redirect.html" not in path.read_text("utf-8")[:500]}
    wanted = {SITE + path.relative_to(real).as_posix().removesuffix(".md") + ".html" for path in pages}
    assert sorted(found) == sorted((wanted - {f"{SITE}index.html"}) | {SITE})
    assert len(found) <= 50_000


def test_llms_txt_is_a_title_a_quotation_and_lists_of_links_that_lead_somewhere(real: Path) -> None:
    text = (real / "llms.txt").read_text("utf-8")
    assert re.match(r"# [^\n]+\n\n> [^\n]+\n\n[^#\n]", text)
    links = re.findall(r"^- \[(?:[^\]\\]|\\.)+\]\(([^)]+)\): \S", text, re.MULTILINE)
    assert len(links) == len(re.findall(r"^- ", text, re.MULTILINE)) > 100
    assert all(
        (real / link.removeprefix(SITE).replace(".html", ".md")).is_file() for link in links if link != SITE
    )
    assert text.count("\n## ") == len(set(re.findall(r"^## .*", text, re.MULTILINE)))


def test_without_an_address_nothing_that_needs_one_is_written(project: MakeProject) -> None:
    docs = rendered(project({}))
    assert not (docs / "sitemap.xml").exists()
    assert "(case-studies/coast.html)" in (docs / "llms.txt").read_text("utf-8")
    front = (docs / "case-studies" / "coast.md").read_text("utf-8").split("---")[1]
    assert "address:" not in front
    assert "card:" not in front


def graph_of(page: str) -> list[dict[str, Any]]:
    """The structured data of a page's Markdown, which has it as one line of HTML at its end."""
    (script,) = html.fragment_fromstring(f"<div>{page.rsplit(chr(10) * 2, 1)[1]}</div>").iter("script")
    assert script.get("type") == "application/ld+json"
    data = json.loads(script.text or "")
    assert data["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = data["@graph"]
    return graph


REQUIRED = {
    "BreadcrumbList": {"itemListElement"},
    "Article": {"headline", "dateModified"},
    "WebSite": {"name", "url"},
    "Dataset": {"name", "description", "url", "license", "dateModified", "distribution"},
}
ALLOWED = {"Article": {"author"}}
"""Properties that search engines read, of those that schema.org has for each type."""


def assert_is_structured(thing: dict[str, Any]) -> None:
    kind = thing["@type"]
    names = thing.keys() - {"@type"}
    assert REQUIRED[kind] <= names <= REQUIRED[kind] | ALLOWED.get(kind, set()), kind
    assert all(thing.values()), kind
    if kind == "BreadcrumbList":
        steps = thing["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert all(step.keys() == {"@type", "position", "name", "item"} for step in steps[:-1])
        assert all(step["item"].startswith(SITE) for step in steps[:-1])
        assert steps[-1].keys() == {"@type", "position", "name"}


def test_every_page_has_structured_data_of_the_right_shape(real: Path) -> None:
    kinds: dict[str, set[str]] = {}
    for path in real.rglob("*.md"):
        page = path.read_text("utf-8")
        if "redirect.html" in page[:500]:
            assert "ld+json" not in page
            continue
        name = path.relative_to(real).as_posix()
        graph = graph_of(page)
        for thing in graph:
            assert_is_structured(thing)
        kinds[name] = {thing["@type"] for thing in graph}
        assert ("BreadcrumbList" in kinds[name]) == (name != "index.md")
        own = SITE + ("" if name == "index.md" else name.replace(".md", ".html"))
        assert {thing["url"] for thing in graph if "url" in thing} <= {own}
        assert f'address: "{own}"' in page
    assert "WebSite" in kinds["index.md"]
    assert "Dataset" in kinds["about/data.md"]
    assert kinds["glossary.md"] == {"BreadcrumbList"}
    assert all("Article" in kinds[f"case-studies/{path.stem}.md"] for path in ROOT.glob("case_studies/*.yml"))


def test_each_download_of_the_data_set_is_there(real: Path) -> None:
    graph = graph_of((real / "about" / "data.md").read_text("utf-8"))
    (data,) = [thing for thing in graph if thing["@type"] == "Dataset"]
    files = [item["contentUrl"] for item in data["distribution"]]
    assert len(files) > 10
    assert all((real / file.removeprefix(SITE)).is_file() for file in files)


def test_markup_in_a_title_prints_as_typed(project: MakeProject) -> None:
    title = "</script><b>A & B</b> ]]> \"C\" 'D' \\ [x](/y) {{ 7 }}"
    typed = "title: '" + title.replace("'", "''") + "'"
    case = (BASE / "case_studies" / "coast.yml").read_text("utf-8")
    changed = case.replace("title: A hospital on the coast", typed)
    docs = rendered(project({"case_studies/coast.yml": changed}), SITE)
    feed = assert_is_atom(docs / "feeds" / "organisation-type-acute.xml")
    assert texts(feed, "entry", "title") == [title]
    graph = graph_of((docs / "case-studies" / "coast.md").read_text("utf-8"))
    assert [thing["headline"] for thing in graph if "headline" in thing] == [title]


@cache
def base_library() -> Library:
    library = check_project(BASE).library
    assert library is not None
    return library


@given(
    title=st.text(
        st.characters(exclude_categories=["Cs"]) | st.sampled_from('</script>]&"\u2028\x00'), min_size=1
    )
)
def test_no_title_at_all_breaks_out(title: str) -> None:
    """The checks refuse many of these characters, but the formats must not depend on that."""
    library = base_library()
    case = next(case for case in library.cases if case.id == "coast")
    hostile = replace(case, record=case.record.model_copy(update={"title": title}))
    library = replace(library, cases=(hostile,))
    files = {file.uri: file.data for file in iter_feeds(Renderer(library, [TEMPLATES]), SITE)}
    (read,) = texts(etree.fromstring(files["feeds/organisation-type-acute.xml"]), "entry", "title")
    assert read.replace("\ufffd", "") == re.sub(
        r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd-\uffff]", "", title
    ).replace("\r\n", "\n").replace("\r", "\n")
    assert json.loads(files["feeds/organisation-type-acute.json"])["items"][0]["title"] == title
    page = next(page for page in iter_pages(library) if page.template == "case")
    script = Structured("Site", SITE, str).script(page)
    assert not set(
        script.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    ) & set("<>&\u2028\u2029\n")
    assert title in {thing.get("headline") for thing in graph_of(f"\n\n{script}")}


@pytest.mark.parametrize(
    ("address", "wanted"),
    [("https://example.org/a", 0), ("ftp://example.org/", 2), ("https://a b/", 2), ('https://x/"><b>', 2)],
)
def test_an_address_is_checked(project: MakeProject, address: str, wanted: int) -> None:
    root = project({})
    result = CliRunner(env={ADDRESS_VARIABLE: address}).invoke(main, ["render", "--project", str(root)])
    assert result.exit_code == wanted, result.output
    if wanted:
        assert "GUIDANCE_SITE_URL" in result.output
    else:
        sitemap = (root / "docs" / "sitemap.xml").read_text("utf-8")
        assert "<loc>https://example.org/a/case-studies/coast.html</loc>" in sitemap


def test_there_is_a_card_of_the_right_size_for_each_kind_of_page(real: Path) -> None:
    folder = ROOT / "templates" / "theme" / CARDS
    for path in folder.iterdir():
        data = path.read_bytes()
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", data[16:24]) == (1200, 630)
    kinds = set()
    for path in real.rglob("*.md"):
        front = path.read_text("utf-8").split("\n---\n")[0]
        card = re.search(r'^card: "(.*)"$', front, re.MULTILINE)
        if card:
            assert (folder / card[1].removeprefix(SITE + CARDS)).is_file()
            kinds.add(json.loads(re.findall(r"^guidance: (.*)$", front, re.MULTILINE)[0])["kind"])
    assert {card_of(kind) for kind in kinds} == {path.stem for path in folder.iterdir()}


def test_structured_data_is_no_code(real: Path) -> None:
    """Policy and checks allow it for its type alone: the same text is a fault as a script."""
    line = (real / "why.md").read_text("utf-8").rsplit("\n\n", 1)[1]
    assert read_page(line.encode()).faults == ()
    assert len(read_page(line.replace("application/ld+json", "module").encode()).faults) == 1


@pytest.mark.parametrize(("visibility", "is_there"), [("internal", False), ("public", True)])
def test_an_internal_copy_calls_no_visitors_but_has_feeds(
    tmp_path: Path, visibility: str, is_there: bool
) -> None:
    overlay = f'release: "{VERSION}"\nname: Riverside\nvisibility: {visibility}\nreviewed: 2026-11-21\n'
    hidden = "hide: [guide:small-improvements]\n"
    (tmp_path / "content").mkdir()
    (tmp_path / "case_studies").mkdir()
    (tmp_path / "content" / "overlay.yml").write_text(overlay + hidden, "utf-8")
    case = (ROOT / "case_studies" / "small-specialist-provider.yml").read_text("utf-8")
    (tmp_path / "case_studies" / "ours.yml").write_text(
        case.replace("title: ", "title: Another, ", 1), "utf-8"
    )
    docs = rendered(tmp_path, SITE)
    assert (docs / "sitemap.xml").exists() == is_there
    assert (docs / "llms.txt").exists() == is_there
    titles = texts(assert_is_atom(docs / "feeds" / "all.xml"), "entry", "title")
    assert len([title for title in titles if title.startswith("Another")]) == 1
    assert "How to use this site" in titles
    assert "Improving a service in small steps" not in titles
    (article,) = [
        t for t in graph_of((docs / "case-studies" / "ours.md").read_text("utf-8")) if "headline" in t
    ]
    assert article["author"] == {"@type": "Organization", "name": "Riverside"}
    assert "license" not in article
