"""How a page is cited: in words, and with all that is needed to put it into BibTeX and RIS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date

from generator.basics.addresses import published
from generator.basics.formatting import as_date
from generator.content.content_files import VERSION
from generator.pages.page_context import Page

CITED = frozenset(
    {
        *("accreditation", "careers", "case", "case_figures", "findings", "glossary", "guide"),
        *("organisation_type", "recommendation", "role", "sources", "theme", "why"),
    }
)
"""Templates of pages that say something. Lists, forms and what moves with the reader are not cited."""


@dataclass(frozen=True)
class Citation:
    """One line each, as a reader is shown it. In any format it says the same."""

    name: str
    """What a file with it is called, without its ending."""
    title: str
    publisher: str
    """The title of the whole site."""
    version: str
    reviewed: date
    told: str = ""
    """For a case study: when its account was given."""
    author: str = ""
    """The keeper of a copy, of a page that is the copy's own; else empty."""
    address: str = ""
    """On the web; empty where the site doesn't know its own."""

    @property
    def plain(self) -> str:
        year = self.reviewed.year
        start = f"{self.author} ({year}) {self.title}" if self.author else f"{self.title} ({year})"
        within = f"In: {self.publisher}, version {self.version}, reviewed {as_date(self.reviewed)}."
        told = f"{self.told}." if self.told else ""
        return " ".join(filter(None, (f"{start}.", told, within, self.address)))

    @property
    def attributes(self) -> Iterator[tuple[str, str]]:
        """What a script makes BibTeX and RIS of, without what is empty."""
        for field in fields(self):
            if value := getattr(self, field.name):
                yield field.name, str(value)


@dataclass(frozen=True)
class Citations:
    """What the citations of all pages have in common."""

    publisher: str
    """The title of the whole site."""
    address: str
    """The web address of the whole site; empty when it is not known."""
    version: str = VERSION

    def of(self, page: Page) -> Citation | None:
        """None for a page that nobody would cite."""
        if page.template not in CITED or page.location:
            return None
        return Citation(
            name="-".join(page.uri.removesuffix(".md").removesuffix("/index").split("/")),
            title=_line(page.title),
            publisher=_line(self.publisher),
            version=self.version,
            reviewed=page.reviewed,
            told=_line(page.told),
            author=_line(page.keeper) if page.is_local else "",
            address=published(f"/{page.uri}", page.uri, self.address) if self.address else "",
        )


def _line(text: str) -> str:
    return " ".join(text.split())
