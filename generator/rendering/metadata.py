"""What a page tells programs: its front matter, its picture beside a link, JSON-LD, and how to cite it.

The JSON-LD holds what search engines show in their results and nothing else: the way to the page, an
article's day, the data set, the site's name. It stands in the page as a script of a type that no browser
runs, and repeats what readers see, so whatever the library withholds can't be in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.basics.addresses import as_published, published, relative_to
from generator.basics.labels import ENGLISH_VOICE, Voice, as_date
from generator.content.content_files import VERSION
from generator.pages.page_context import Page

Plain = Callable[[str], str]
"""Takes the markup off prose."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
TYPES_OF_FILES = {".csv": "text/csv", ".json": "application/json"}

_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&'\u2028\u2029"}
"""What could end the script, or begin something else, in some parser. JSON has another way to write it."""


@dataclass(frozen=True)
class Structured:
    """What the structured data of all pages have in common."""

    title: str
    """The whole site's."""
    address: str
    """The whole site's on the web; empty when it is not known. Search engines take whole addresses only."""
    plain: Plain
    voice: Voice = ENGLISH_VOICE

    def script(self, page: Page) -> str:
        """A line of HTML for the page; empty where there is nothing that a search engine would use."""
        things = () if page.location or not self.address else tuple(self._iter_things(page))
        if not things:
            return ""
        data = {"@context": "https://schema.org", "@graph": things}
        written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
        return f'<script type="application/ld+json">{written}</script>'

    def _iter_things(self, page: Page) -> Iterator[dict[str, Any]]:
        if page.breadcrumbs:
            # The page itself comes last and has no address: that is where the reader is.
            items = [
                {"@type": "ListItem", "position": position, "name": self.voice.translate(step.title)}
                | ({"item": self._address(step.href, page)} if step is not page.at else {})
                for position, step in enumerate((*page.breadcrumbs, page.at), start=1)
            ]
            yield {"@type": "BreadcrumbList", "itemListElement": items}
        if page.uri == "index.md":
            yield {"@type": "WebSite", "name": self.title, "url": self._address(f"/{page.uri}", page)}
        elif page.template == "data":
            yield self._data_set(page)
        elif page.kind.is_article:
            yield self._article(page)

    def _article(self, page: Page) -> dict[str, Any]:
        article: dict[str, Any] = {
            "@type": "Article",
            "headline": self.voice.translate(page.title),
            "dateModified": page.reviewed.isoformat(),
        }
        if page.is_local:
            article["author"] = {"@type": "Organization", "name": page.keeper}
        return article

    def _data_set(self, page: Page) -> dict[str, Any]:
        data: Any = page.data
        files = (*(file for file, *_ in data["tables"]), *data["records"], data["codebook"])
        return {
            "@type": "Dataset",
            "name": self.voice.translate(page.title),
            "description": self.plain(page.summary),
            "url": self._address(f"/{page.uri}", page),
            "license": LICENCE,
            "dateModified": page.reviewed.isoformat(),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "contentUrl": self._address(file.href, page),
                    "encodingFormat": TYPES_OF_FILES[file.href[file.href.rindex(".") :]],
                }
                for file in files
            ],
        }

    def _address(self, href: str, page: Page) -> str:
        return published(href, page.uri, self.address)


CARDS = "assets/images/cards/"
"""The folder of the pictures beside links to pages, one for each kind of page."""


def card_of(kind: str) -> str:
    """The name of the card for a kind of page, such as `Case study`."""
    return kind.lower().replace(" ", "-")


def front_matter_of(
    page: Page,
    plain: Callable[[str], str],
    site: str,
    voice: Voice = ENGLISH_VOICE,
) -> dict[str, Any]:
    """What there is to say of a page. `site`: the web address of the whole site; empty when not known."""
    has_moved, is_on_web = bool(page.location), site and not page.location
    extra = {
        "section": page.kind.tab,
        "template": "redirect.html" if has_moved else "",
        "location": as_published(relative_to(page.location[1:], page.uri)) if has_moved else "",
        "anchors": page.moved_anchors,
        "feed": page.feed,
        "address": published(f"/{page.uri}", page.uri, site) if is_on_web else "",
        "card": f"{site}{CARDS}{card_of(page.facets.kind)}.png" if is_on_web else "",
        "assets": [*page.kind.assets, *page.assets],
        "local": page.is_local,
        "search": {} if page.is_searched else {"exclude": True},
    }
    return {name: value for name, value in extra.items() if value} | {
        "title": voice.translate(page.title),
        "description": plain(page.summary),
        "hide": ["navigation"] if page.kind.has_contents else ["navigation", "toc"],
        "guidance": {
            "kind": page.facets.kind,
            "made_from": page.made_from,
            "reviewed": page.reviewed.isoformat(),
        },
    }


def citation_of(page: Page, publisher: str, site: str, version: str = VERSION) -> Mapping[str, Any]:
    """How to cite a page: in words (`plain`), and what a script makes BibTeX and RIS of (`attributes`), which
    say the same. Empty for a page that nobody would cite. `publisher`, `site`: the whole site's title and
    address."""
    if not page.kind.is_cited:
        return {}
    attributes = {
        "name": "-".join(page.uri.removesuffix(".md").removesuffix("/index").split("/")),
        "title": _line(page.title),
        "publisher": _line(publisher),
        "version": version,
        "reviewed": page.reviewed.isoformat(),
        "told": _line(page.told),
        "author": _line(page.keeper) if page.is_local else "",
        "address": published(f"/{page.uri}", page.uri, site) if site else "",
    }
    title, author, told = attributes["title"], attributes["author"], attributes["told"]
    year = page.reviewed.year
    words = (
        f"{author} ({year}) {title}." if author else f"{title} ({year}).",
        f"{told}." if told else "",
        f"In: {attributes['publisher']}, version {version}, reviewed {as_date(page.reviewed)}.",
        attributes["address"],
    )
    known = {name: value for name, value in attributes.items() if value}
    return {"plain": " ".join(filter(None, words)), "attributes": known}


def _line(text: str) -> str:
    return " ".join(text.split())
