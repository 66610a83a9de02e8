"""Every address that the site had in November 2026 still leads to its content, by itself or by a redirect."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import pytest

from generator.basics.addresses import OLD_PAGES
from generator.rendering.render import RenderedFile
from generator.review.changes import anchors_of
from tests.small_site import ROOT

ADDRESSES = (ROOT / "tests/data/addresses-of-november-2026.txt").read_text("utf-8").split()
"""Pages, and the anchors that a template or an editor had set on them. `404.html` is no Markdown page."""


@cache
def markdown(docs: Path, page: str) -> str:
    return (docs / page.replace(".html", ".md")).read_text("utf-8")


def front_matter(text: str) -> dict[str, Any]:
    lines = re.match(r"---\n(.*?)\n---\n", text, re.DOTALL)
    assert lines is not None
    return {key: json.loads(value) for key, value in (line.split(": ", 1) for line in lines[1].split("\n"))}


def led_to(docs: Path, address: str) -> str:
    """Where a reader arrives, as `templates/theme/assets/javascripts/moved.js` works it out."""
    page, _, anchor = address.partition("#")
    matter = front_matter(markdown(docs, page))
    if "location" not in matter:
        return address
    target, _, fixed = normpath(join(dirname(page), matter["location"])).partition("#")
    place = matter.get("anchors", {}).get(anchor, fixed)
    return f"{target}#{place}" if place else target


@pytest.fixture(scope="module")
def places(real_docs: Path) -> set[str]:
    """The pages of today that are no redirects, and their anchors."""
    texts = {p.relative_to(real_docs).as_posix(): p.read_text("utf-8") for p in real_docs.rglob("*.md")}
    here = {uri: text for uri, text in texts.items() if "location" not in front_matter(text)}
    pages = anchors_of(RenderedFile(uri, text) for uri, text in here.items())
    return {*pages, *(f"{page}#{anchor}" for page, anchors in pages.items() for anchor in anchors)}


def test_every_old_page_and_anchor_leads_to_its_content(real_docs: Path, places: set[str]) -> None:
    pages = [address for address in ADDRESSES if "#" not in address and address != "404.html"]
    assert len(pages) > 300
    lost = {old: led_to(real_docs, old) for old in ADDRESSES if old != "404.html"}
    assert {old: new for old, new in lost.items() if new not in places} == {}


def test_what_had_an_anchor_keeps_it_on_the_new_page(real_docs: Path) -> None:
    assert led_to(real_docs, "sources/fci-2022.html#section-5-1") == "sources.html#fci-2022-section-5-1"
    assert led_to(real_docs, "careers/map.html#secondment") == "careers/index.html#secondment"
    assert led_to(real_docs, "sources/fci-2022.html#gone") == "sources.html#fci-2022"
    anchored = [old for old in ADDRESSES if "#" in old and "location" in front_matter(_page(real_docs, old))]
    assert len(anchored) > 60
    assert all(led_to(real_docs, old).endswith(old.partition("#")[2]) for old in anchored)


def _page(docs: Path, address: str) -> str:
    return markdown(docs, address.partition("#")[0])


def test_pages_that_went_for_good_are_redirects(real_docs: Path) -> None:
    for old in OLD_PAGES:
        assert "location" in front_matter(markdown(real_docs, old.removeprefix("/"))), old
