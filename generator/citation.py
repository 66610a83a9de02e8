"""How a page is cited: in words, and as BibTeX and RIS for programs that keep references.

Publisher, title, version and day are those that the page's structured data has. An author is named
only for what a copy adds of its own: its keeper. The address is there only where the site knows its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.addresses import published
from generator.figures import as_date
from generator.pages.page import Page
from generator.release import VERSION

CITED = frozenset(
    {
        *(
            "accreditation",
            "business_case",
            "careers",
            "case",
            "case_figures",
            "coverage",
            "cpd",
            "disciplines",
        ),
        *(
            "findings",
            "glossary",
            "guide",
            "organisation_type",
            "recommendation",
            "role",
            "source",
            "theme",
            "why",
        ),
    }
)
"""Templates of pages that say something. Lists, forms and what moves with the reader are not cited."""

_SIGNS = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "~": "{\\textasciitilde}",
    "^": "{\\textasciicircum}",
    "\\": "{\\textbackslash}",
    "–": "--",
    "—": "---",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "\u00a0": "~",
    "…": "{\\ldots}",
    "ß": "{\\ss}",
    "æ": "{\\ae}",
    "ø": "{\\o}",
    "ł": "{\\l}",
    "£": "{\\pounds}",
    "ı": "{\\i}",
}
"""What has a meaning of its own in BibTeX or LaTeX, or that old programs can't read."""
_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0308": '"',
    "\u0304": "=",
    "\u0307": ".",
    "\u0327": "c ",
    "\u030c": "v ",
    "\u0306": "u ",
    "\u030b": "H ",
    "\u0328": "k ",
    "\u030a": "r ",
}


@dataclass(frozen=True)
class Citation:
    plain: str
    bibtex: str
    ris: str
    name: str
    """What a file with it is called, without its ending."""

    @property
    def formats(self) -> tuple[tuple[str, str, str], ...]:
        """The name, the text and the ending of each."""
        return (("BibTeX", self.bibtex, "bib"), ("RIS", self.ris, "ris"))


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
        if not is_cited(page):
            return None
        name = "-".join(page.uri.removesuffix(".md").removesuffix("/index").split("/"))
        address = published(f"/{page.uri}", page.uri, self.address) if self.address else ""
        author = _line(page.keeper) if page.is_local else ""
        cited = _Cited(author, _line(page.title), _line(self.publisher), self.version, page.reviewed, address)
        return Citation(_plain(cited), _bibtex(cited, name), _ris(cited), name)


def is_cited(page: Page) -> bool:
    return page.template in CITED and not page.location


@dataclass(frozen=True)
class _Cited:
    author: str
    title: str
    publisher: str
    version: str
    day: date
    address: str


def _plain(cited: _Cited) -> str:
    start = (
        f"{cited.author} ({cited.day.year}) {cited.title}"
        if cited.author
        else f"{cited.title} ({cited.day.year})"
    )
    within = f"In: {cited.publisher}, version {cited.version}, reviewed {as_date(cited.day)}."
    return f"{start}. {within}{f' {cited.address}' if cited.address else ''}"


def _bibtex(cited: _Cited, name: str) -> str:
    return "\n".join(
        (
            f"@misc{{{name},",
            *(f"  {field} = {{{value}}}," for field, value in _iter_fields(cited)),
            "}",
        )
    )


def _iter_fields(cited: _Cited) -> Iterator[tuple[str, str]]:
    if cited.author:
        yield "author", f"{{{for_bibtex(cited.author)}}}"
    else:
        yield "key", for_bibtex(cited.publisher)
    yield "title", f"{{{for_bibtex(cited.title)}}}"
    yield "howpublished", for_bibtex(cited.publisher)
    yield "year", str(cited.day.year)
    yield "month", f"{cited.day.month:02}"
    yield "note", f"Version {for_bibtex(cited.version)}, reviewed {cited.day.isoformat()}"
    if cited.address:
        yield "url", re.sub(r"[{}\\]", lambda sign: f"%{ord(sign[0]):02X}", cited.address)


def _ris(cited: _Cited) -> str:
    lines = [
        ("TY", "ELEC"),
        *([("AU", cited.author)] if cited.author else []),
        ("TI", cited.title),
        ("T2", cited.publisher),
        ("PB", cited.publisher),
        ("PY", str(cited.day.year)),
        ("DA", cited.day.strftime("%Y/%m/%d")),
        ("ET", cited.version),
        ("LA", "en-GB"),
        *([("UR", cited.address)] if cited.address else []),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in lines)


def for_bibtex(text: str) -> str:
    """A text that BibTeX and LaTeX print as it is: their own signs escaped, accents written their way."""
    return "".join(_sign(character) for character in unicodedata.normalize("NFC", text))


def _sign(character: str) -> str:
    if character in _SIGNS:
        return _SIGNS[character]
    parts = unicodedata.normalize("NFD", character)
    base, marks = parts[0], parts[1:]
    if base.isascii() and len(marks) == 1 and marks[0] in _ACCENTS:
        return f"{{\\{_ACCENTS[marks[0]]}{base}}}"
    return character


def _line(text: str) -> str:
    return " ".join(text.split())
