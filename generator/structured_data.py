"""What a page says of itself to programs: JSON-LD in the words of schema.org.

It stands in the page as a script of a type that no browser runs. It repeats what readers
see and nothing else, so whatever the library withholds can't be in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.addresses import published
from generator.pages.data import DataPage
from generator.pages.page import Page
from generator.pages.reference import Letter
from generator.wording import ENGLISH_VOICE, Voice

Plain = Callable[[str], str]
"""Takes the markup off prose."""

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ARTICLES = frozenset({"case", "findings", "guide", "recommendation", "role", "theme", "why"})
"""Templates of pages that tell something; all others lead to such pages, or are for doing something."""
TYPES_OF_FILES = {".csv": "text/csv", ".json": "application/json"}

_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&'\u2028\u2029"}
"""What could end the script, or begin something else, in some parser. JSON has another way to write it."""


@dataclass(frozen=True)
class Structured:
    """What the structured data of all pages have in common."""

    title: str
    """The whole site's."""
    address: str
    """The whole site's on the web; empty when it is not known."""
    plain: Plain
    voice: Voice = ENGLISH_VOICE

    def script(self, page: Page) -> str:
        """A line of HTML for the page; empty for one that only leads on to another."""
        if page.location:
            return ""
        data = {"@context": "https://schema.org", "@graph": list(self._iter_things(page))}
        written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
        return f'<script type="application/ld+json">{written}</script>'

    def _iter_things(self, page: Page) -> Iterator[dict[str, Any]]:
        if page.breadcrumbs:
            yield self._breadcrumbs(page)
        yield self._page(page)
        if page.template == "glossary":
            yield from self._terms(page)

    def _breadcrumbs(self, page: Page) -> dict[str, Any]:
        steps = [(crumb.title, crumb.href) for crumb in page.breadcrumbs] + [(page.title, f"/{page.uri}")]
        items = [
            {
                "@type": "ListItem",
                "position": position,
                "name": self.voice.say(name),
                "item": self._address(href, page),
            }
            for position, (name, href) in enumerate(steps, start=1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}

    def _page(self, page: Page) -> dict[str, Any]:
        own = self._address(f"/{page.uri}", page)
        common: dict[str, Any] = {
            "@id": own,
            "url": own,
            "name": self.voice.say(page.title),
            "description": self.plain(page.summary),
            "inLanguage": self.voice.language,
            "dateModified": page.reviewed.isoformat(),
        }
        if not page.is_local:  # what a copy adds of its own is not under the guidance's licence
            common["license"] = LICENCE
        if page.uri == "index.md":
            return {"@type": "WebSite"} | common
        common["isPartOf"] = self._site(page)
        if isinstance(page.data, DataPage):
            return {"@type": "Dataset"} | common | {"distribution": self._files(page, page.data)}
        if page.template not in ARTICLES:
            return {"@type": "WebPage"} | common
        return {"@type": "Article", "headline": self.voice.say(page.title)} | common | self._details(page)

    def _details(self, page: Page) -> dict[str, Any]:
        about = (*page.facets.themes, *page.facets.types)
        details: dict[str, Any] = {}
        if page.is_local:
            details["author"] = {"@type": "Organization", "name": page.keeper}
        if about:
            details["about"] = [
                {"@type": "Thing", "name": self.voice.say(name)} for name in dict.fromkeys(about)
            ]
        if page.sources:
            details["citation"] = [
                {
                    "@type": "CreativeWork",
                    "name": self.voice.say(source.title),
                    "url": self._address(source.href, page),
                }
                for source in page.sources
            ]
        return details

    def _site(self, page: Page) -> dict[str, Any]:
        return {"@type": "WebSite", "@id": self._address("/index.md", page), "name": self.title}

    def _files(self, page: Page, data: DataPage) -> list[dict[str, Any]]:
        files = (*(table.file for table in data.tables), *data.records, data.codebook)
        return [
            {
                "@type": "DataDownload",
                "name": self.voice.say(file.title),
                "contentUrl": self._address(file.href, page),
                "encodingFormat": TYPES_OF_FILES[file.href[file.href.rindex(".") :]],
            }
            for file in files
        ]

    def _terms(self, page: Page) -> Iterator[dict[str, Any]]:
        glossary = f"{self._address(f'/{page.uri}', page)}#terms"
        terms = [
            item.record
            for letter in (page.data if isinstance(page.data, tuple) else ())
            if isinstance(letter, Letter)
            for item in letter.terms
        ]
        yield {
            "@type": "DefinedTermSet",
            "@id": glossary,
            "name": self.voice.say(page.title),
            "inLanguage": self.voice.language,
        }
        for term in terms:
            other_names = [name for name in (term.abbreviation, *term.also) if name]
            yield {
                "@type": "DefinedTerm",
                "@id": self._address(f"/{page.uri}#{term.id}", page),
                "name": term.term,
                "description": self.plain(term.definition),
                "inDefinedTermSet": {"@id": glossary},
            } | ({"alternateName": other_names} if other_names else {})

    def _address(self, href: str, page: Page) -> str:
        return published(href, page.uri, self.address)
