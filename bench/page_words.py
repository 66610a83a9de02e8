"""How many words of each kind of page are its content, and how many come after it: sources, related pages,
what the page says of itself.

python -m bench.page_words SITE
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from bench.console import say, table
from bench.page_kinds import kind_of

HEADINGS = ("kind", "pages", "content", "after", "after %", "most %")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_IS = "contains(concat(' ', @class, ' '), ' {} ')"
_AFTER = f".//*[{_IS.format('g-pagefoot')}]"
_NEITHER = " | ".join(
    (
        ".//script",
        ".//svg",
        *(f".//*[{_IS.format(name)}]" for name in ("headerlink", "g-breadcrumbs", "g-contents", "g-toc")),
    )
)
"""What leads to other places and is no sentence of the page."""


@dataclass(frozen=True)
class PageWords:
    page: str
    kind: str
    content: int
    after: int

    @property
    def share(self) -> float:
        """Of all words of the page, those after its content."""
        return self.after / max(1, self.content + self.after)


def count_words(site: Path) -> Iterator[PageWords]:
    """Of every page but redirects and the page for unknown addresses, in the order of their names."""
    for path in sorted(site.rglob("*.html")):
        text = path.read_text("utf-8")
        page = path.relative_to(site)
        if 'http-equiv="refresh"' in text or page.name == "404.html":
            continue
        article = html.fromstring(text).find(".//article")
        if article is None:
            continue
        for part in article.xpath(_NEITHER):
            part.drop_tree()
        after = sum(_words(part) for part in article.xpath(_AFTER))
        yield PageWords(page.as_posix(), kind_of(page), _words(article) - after, after)


def _words(part: html.HtmlElement) -> int:
    return len(_WORD.findall(" ".join(part.itertext())))


def main() -> None:
    by_kind: dict[str, list[PageWords]] = defaultdict(list)
    pages = list(count_words(Path(sys.argv[1])))
    for page in pages:
        by_kind[page.kind].append(page)
    rows = [_row(kind, found) for kind, found in sorted(by_kind.items())]
    for line in table([HEADINGS, *rows, _row("all", pages)]):
        say(line)


def _row(kind: str, pages: list[PageWords]) -> tuple[str, ...]:
    content, after = sum(page.content for page in pages), sum(page.after for page in pages)
    share, most = after / max(1, content + after), max(page.share for page in pages)
    numbers = (len(pages), round(content / len(pages)), round(after / len(pages)))
    return (kind, *map(str, numbers), f"{share:.0%}", f"{most:.0%}")


if __name__ == "__main__":
    main()
