"""pyromark converts pages as Python-Markdown does. Those that they would read differently it leaves to it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page

from generator.outputs.project import render_project
from generator.site.conversion import CommonMarkPage, Converter, is_read_alike, reason_for_reference
from tests.dom import page_dom
from tests.small_site import ROOT


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    """The project's own configuration, with its own content as Markdown."""
    folder = tmp_path_factory.mktemp("real")
    assert render_project(ROOT, folder / "docs").written
    return without_plugin(docs_dir=str(folder / "docs"), site_dir=str(folder / "site"))


def without_plugin(**settings: Any) -> MkDocsConfig:
    config = load_config(str(ROOT / "mkdocs.yml"), **settings)
    config.plugins.pop("guidance")
    return config


def outcome(page: Page, config: MkDocsConfig, files: Files) -> dict[str, object]:
    """Everything that MkDocs reads from a page after rendering it."""
    page.render(config, files)
    own = page.present_anchor_ids or set()
    return {
        "content": str(page_dom(f'<meta charset="utf-8"><main>{page.content}</main>'.encode())),
        "contents list": [[unescape(entry.title), entry.id, entry.level] for entry in flat(page.toc)],
        "title": page._title_from_render,
        "anchors": own,
        "links": {
            (file.src_uri, anchor, link)
            for file, links in (page.links_to_anchors or {}).items()
            for anchor, link in links.items()
            if file is not page.file or anchor not in own  # permalinks lead to their own headings
        },
    }


def flat(entries: Any) -> Iterator[Any]:
    for entry in entries:
        yield entry
        yield from flat(entry.children)


BOTH = (CommonMarkPage, Page)
"""What a page is for pyromark, and for Python-Markdown."""


def both(
    file: File,
    config: MkDocsConfig,
    files: Files,
    text: str | None = None,
    kinds: Iterable[type[Page]] = BOTH,
) -> list[dict[str, object]]:
    """What pyromark and what Python-Markdown make of a file."""
    outcomes = []
    for kind in kinds:
        page = kind(None, file, config)
        page.read_source(config)
        page.markdown = page.markdown if text is None else text
        if isinstance(page, CommonMarkPage):
            page.converter = Converter(config, files)
        outcomes.append(outcome(page, config, files))
    return outcomes


def test_both_make_the_same_of_every_page_of_the_real_content(real: MkDocsConfig) -> None:
    files = get_files(real)
    pages = files.documentation_pages()
    assert len(pages) > 100
    for file in pages:
        assert is_read_alike(Page(None, file, real).file.content_string.split("\n---\n", 1)[1]), file.src_uri
        ours, reference = both(file, real, files)
        assert ours == reference, file.src_uri


@cache
def a_page(folder: Path) -> tuple[File, MkDocsConfig, Files]:
    for name in ("index.md", "here/page.md", "here/other.md", "picture.svg"):
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# Title\n\n## Part\n", "utf-8")
    config = without_plugin(docs_dir=str(folder / "docs"), site_dir=str(folder / "site"))
    files = get_files(config)
    return files.src_uris["here/page.md"], config, files


ALIKE = {
    "headings": "# One *two*\n\n## Same\n\n## Same\n\n## A & B <em>c</em> { #own }\n\n#### Deep",
    "quotation marks in headings": '## What "it" means\n\n## The `code` of it',
    "links": "[a](other.md) [b](other.md#part) [c](../index.md?x=1#part) [d](#e) <https://a.org>",
    "links with classes": '[a](other.md){ .g-term } and [b *c*](other.md#part){ .x .y title="z" }.',
    "broken links": "[a](none.md) [b](other.md#no) [c](/other.md) [d](other) [e](other.html) [f](Other.md)",
    "links to places as HTML": '<a href="#absent">a</a>, [b](other.md)',
    "addresses as HTML": '<div markdown>\n\n<a href="other.html" class="x">a</a>\n\n</div>',
    "e-mail": "[a](mailto:a@example.org) [b](tel:123)",
    "tables": "| a | b | c |\n| :-- | --: | --- |\n| *1* | [2](other.md) | 3 |\n| x | y |\n",
    "lists": "- a\n- b\n    - c\n    - d\n- e\n\nText.\n\n1. f\n2. g",
    "loose lists": "- a\n\n    b\n\n- c\n\n- d",
    "definitions": "a\n:   b\n\nc\n:   d",
    "definitions in paragraphs": "a\n\n:   b\n\nc\n\n:   d\n\n    e",
    "boxes": '<div class="x" markdown>\n\n## A\n\n<section id="s" markdown>\n\n- b\n\n</section>\n\n</div>',
    "HTML": '<figure>\n<svg viewBox="0 0 1 1"></svg>\n<figcaption>*a*</figcaption>\n</figure>',
    "pictures": "![a](../picture.svg)",
    "entities": "&lt;b&gt; &#42;a&#42; &amp;amp; &copy;",
    "permalinks to itself": "## A\n\n[a](#a) [b](page.md#a)",
}

APART = {
    "an admonition": "!!! note\n    Text",
    "a block of code": "```python\nx = 1\n```",
    "a block of code with waves": "~~~\nx = 1\n~~~",
    "a quotation": "> a\nb",
    "a list with brackets": "1) a\n2) b",
    "a heading that is underlined": "a\nb\n---\nc",
    "a heading without a blank": "#a",
    "a list within a paragraph": "a\n- b",
    "a list that is indented by two": "- a\n  - b",
    "a list that is loose in part": "- a\n- b\n\n- c",
    "a table within a paragraph": "a\n| b | c |\n| --- | --- |\n| d | e |",
    "an address apart from its link": "[a][b]\n\n[b]: other.md",
    "classes of a paragraph": "a\n{: .b }",
    "classes of a word": "*a*{ .b }",
    "identifiers of a paragraph": "a { #b }",
    "tabs": "-\ta\n\n\tb",
    "signs that are escaped": "a \\. b \\n \\* c",
    "Markdown in a paragraph of HTML": '<p class="a" markdown>*b*</p>',
    "Markdown as told": '<div markdown="span">*a*</div>',
    "a list of contents": "[TOC]\n\n## A",
    "another name in the contents": "## A { #a data-toc-label='B' }",
    "links to Markdown as HTML": '<a href="other.md">a</a>, [b](other.md)',
    "HTML with blank lines": "<div>\n*a*\n\n*b*\n\n</div>",
}


@pytest.mark.parametrize("text", ALIKE.values(), ids=ALIKE)
def test_markup_that_both_read_alike_is_converted_by_pyromark(
    text: str, tmp_path_factory: pytest.TempPathFactory, caplog: pytest.LogCaptureFixture
) -> None:
    file, config, files = a_page(tmp_path_factory.getbasetemp() / "a-page")
    assert is_read_alike(text)
    with caplog.at_level(logging.INFO, "mkdocs"):
        ours, reference = both(file, config, files, text)
    assert ours == reference
    told = [record.getMessage() for record in caplog.records]
    assert told[: len(told) // 2] == told[len(told) // 2 :], "the same warnings"
    assert bool(told) == ("broken" in text or "none" in text)


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_markup_that_they_read_differently_is_left_to_python_markdown(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file, config, files = a_page(tmp_path_factory.getbasetemp() / "a-page")
    assert not is_read_alike(f"Before.\n\n{text}\n\nAfter.\n")
    ours, reference = both(file, config, files, text)
    assert ours == reference


def test_settings_of_contents_and_permalinks_are_heeded(tmp_path: Path) -> None:
    file, config, files = a_page(tmp_path)
    for settings in (
        {"permalink": False},
        {"permalink": True, "permalink_title": 'Say "here"'},
        {"permalink": "¶", "baselevel": 2, "toc_depth": "2-3", "separator": "_"},
    ):
        config["mdx_configs"]["toc"] = settings
        ours, reference = both(file, config, files, "# One\n\n## Two three\n\n### Four\n\n#### Five")
        assert ours == reference


LEADING = [
    *("admonition", "attr_list", "def_list", "md_in_html", "sane_lists"),
    {"tables": {"use_align_attribute": True}},
    {"toc": {"permalink_leading": True}},
]
OTHER_TABLES = [
    *("admonition", "attr_list", "def_list", "md_in_html", "sane_lists", "toc"),
    {"tables": {"use_align_attribute": False}},
]


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({}, ""),
        ({"plugins": ["guidance", "search"]}, "material/search may change what pages say"),
        ({"markdown_extensions": ["toc"]}, "markdown_extensions are not those of this project"),
        ({"markdown_extensions": LEADING}, "toc has the setting permalink_leading"),
        ({"markdown_extensions": OTHER_TABLES}, "markdown_extensions are not those of this project"),
    ],
)
def test_where_anything_else_takes_part_python_markdown_converts(
    settings: dict[str, Any], reason: str
) -> None:
    assert reason_for_reference(load_config(str(ROOT / "mkdocs.yml"), **settings)) == reason


def test_without_a_wheel_for_this_machine_python_markdown_converts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.site.conversion.find_spec", lambda _: None)
    assert reason_for_reference(load_config(str(ROOT / "mkdocs.yml"))) == "pyromark is not installed"
