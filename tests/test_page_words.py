"""What follows the content of a page is little, and closed until somebody wants it."""

from __future__ import annotations

import re
from pathlib import Path

from bench.page_words import count_words

MOST = 1 / 6
"""The share of a page's words that may come after its content."""
FEW = 90
"""So many words may come after any page: the day of its review, how it is cited and two sources take as
many, however short the page."""


def test_at_most_a_sixth_of_a_page_comes_after_its_content(built_site: Path) -> None:
    pages = list(count_words(built_site))
    assert len(pages) > 100
    assert {page.page: page.after for page in pages if page.after > FEW and page.share > MOST} == {}


def test_what_comes_after_the_content_is_closed_and_names_no_file(built_site: Path) -> None:
    for path in sorted(built_site.rglob("*.html")):
        text = path.read_text("utf-8")
        foot = text.partition('<footer class="g-pagefoot"')[2].partition("</footer>")[0]
        assert not re.search(r"<details[^>]*\bopen\b|<code>|\.yml|\.py\b", foot), path
        assert bool(foot) == ("<article" in text and path.name != "404.html"), path
