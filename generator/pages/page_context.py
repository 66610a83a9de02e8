"""A page as data, and what every page maker needs: the library with links to it, and lists in parts.

`places.toml` has the pages that every site has, and what all pages with the same template have in common.
Lists are cut into pages so that none grows without end in a large library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from generator.basics.labels import label, read_table
from generator.content.model.annotations import target_of
from generator.content.model.people import Role
from generator.content.model.site import VocabularyEntry
from generator.library.entries import Entry, Link, RecommendationEntry
from generator.library.evidence import Evidence
from generator.library.library import Library, Links

T = TypeVar("T")

_TABLE = read_table("generator.pages", "places")
_PLACES: dict[str, dict[str, Any]] = _TABLE["places"] | _TABLE["pages"]
_LINKS = {name: Link(page["title"], page["at"]) for name, page in _PLACES.items() if "at" in page}
_PAGES_OF_FILES = {path: _LINKS[name] for path, name in _TABLE["files"].items()}

MOVED = "Moved"
"""The kind of pages that lead on. They are no pages to count, list or search."""
HEADINGS: dict[str, str] = {label(kind): heading for kind, heading in _TABLE["headings"].items()}
"""The kinds of page that the search distinguishes, and the heading of a list of each."""


def at(name: str) -> Link:
    """A page that every site has, by its template or its name in `places.toml`."""
    return _LINKS[name]


@dataclass(frozen=True)
class PageKind:
    """What pages with the same template have in common: see `places.toml`."""

    above: tuple[Link, ...]
    see_also: tuple[Link, ...]
    kind: str = ""
    """What the search calls them."""
    summary: str = ""
    made_from: str = "content/site.yml"
    assets: tuple[str, ...] = ()
    has_contents: bool = True
    is_searched: bool = True
    is_cited: bool = False
    is_article: bool = False
    tab: str = ""


def _page_kind(above: Iterable[str] = ("home",), see_also: Iterable[str] = (), **values: Any) -> PageKind:
    own = {name: value for name, value in values.items() if name not in {"title", "at"}}
    return PageKind(above=tuple(map(at, above)), see_also=tuple(map(at, see_also)), **own)


KINDS = {name: _page_kind(**page) for name, page in _TABLE["pages"].items()}
"""By template."""

CARDS = 50
"""Cards, or practices, on a page."""
LINKS = 100
"""Links in a list that is beside the point of its page."""
FEW_LINKS = 8
"""Links in a sentence."""
MOST_RELATED = 2
"""Links to pages that refer to a page, at its foot."""


@dataclass(frozen=True)
class ListPart(Generic[T]):
    """A part of a list that is cut into several pages, counting from 1."""

    uri: str
    """Of its page. The first part's is that of the whole list."""
    shown: tuple[T, ...]
    number: int
    of: int
    first_item: int
    last_item: int
    items: int
    """Of the whole list."""
    previous: Link | None
    following: Link | None

    @property
    def is_first(self) -> bool:
        return self.number == 1

    def page(self, title: str) -> Link:
        """The title and address of its page. `title`: that of the whole list."""
        if not self.is_first:
            title = label("{title}, page {number} of {of}", title=title, number=self.number, of=self.of)
        return Link(title, f"/{self.uri}")


def iter_parts(items: Sequence[T], uri: str, size: int = CARDS) -> Iterator[ListPart[T]]:
    """The parts of a list. An empty list has one empty part."""
    count = max(1, -(-len(items) // size))
    for number in range(1, count + 1):
        start = (number - 1) * size
        shown = tuple(items[start : start + size])
        yield ListPart(
            uri=part_uri(uri, number),
            shown=shown,
            number=number,
            of=count,
            first_item=start + 1,
            last_item=start + len(shown),
            items=len(items),
            previous=Link(label("Previous page"), "/" + part_uri(uri, number - 1)) if number > 1 else None,
            following=Link(label("Next page"), "/" + part_uri(uri, number + 1)) if number < count else None,
        )


def part_uri(uri: str, number: int) -> str:
    """The page itself for part 1, then `roles/ccio-page-2.md`; beside an index, `case-studies/page-2.md`."""
    if number == 1:
        return uri
    stem = uri.removesuffix(".md")
    return f"{stem}-page-{number}.md".replace("/index-page-", "/page-")


def shortened(links: Iterable[Link], most: int = LINKS, rest_href: str = "") -> tuple[Link, ...]:
    """The first links of a list and, where any are left out, one that says how many and leads to them."""
    every = tuple(links)
    if len(every) <= most:
        return every
    return (*every[:most], Link(label("{number} more", number=len(every) - most), rest_href))


def linked(
    entry: Entry[Role] | RecommendationEntry, others: Iterable[Entry[Role] | RecommendationEntry]
) -> Iterable[str]:
    """What a role or a recommendation is linked with, from either side: identifiers."""
    linked_from = [other.id for other in others if entry.id in other.record.related]
    return dict.fromkeys([*entry.record.related, *linked_from])


@dataclass(frozen=True)
class Facets:
    """What a search may narrow a page down by: titles, as readers see them."""

    kind: str
    types: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    at: Link
    """Its title, and its address from the top of the site."""
    template: str
    """The file in `templates/pages/`, without its ending."""
    summary: str
    """Prose: what the page is for, in one or two sentences."""
    data: object
    """What the template is given: records and what follows from them, by name."""
    made_from: str = "content/site.yml"
    """The project-relative file to change when the page should say something else."""
    reviewed: date = date.min
    """Left out by makers of pages where it follows from `made_from`."""
    called: str = ""
    """What the search calls its kind, where that is not the same for all pages with this template."""
    types: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    """The titles of the organisation types and themes that a search may narrow it down by."""
    under: tuple[Link, ...] = ()
    """The pages between those above all of its kind and this one."""
    sources: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()
    """Pages that refer to what this page is about."""
    see_also: tuple[Link, ...] = ()
    assets: tuple[str, ...] = ()
    """Those of this page alone, after those of all of its kind."""
    told: str = ""
    """For a case study: when its account was given, such as "Told in 2022"."""
    next_review: date | None = None
    """The day by which it is to be reviewed again."""
    overdue: date | None = None
    """Where the page should have been reviewed by now: the day by which."""
    is_further_part: bool = False
    """Whether it goes on with a list that another page begins. The search leaves it out."""
    location: str = ""
    """For a page that has moved: the address that it leads on to."""
    moved_anchors: Mapping[str, str] = field(default_factory=dict)
    """For a page that has moved: those of its anchors that are now elsewhere, each with its anchor there."""
    is_local: bool = False
    """Whether what it is about is a copy's own, and not part of the published guidance."""
    keeper: str = ""
    """Of a page that is local or has notes: whose copy it is."""
    notes: tuple[str, ...] = ()
    """Prose: what those who keep the copy want their readers to know about this page."""
    feed: str = ""
    """The name of the feeds for what is new about its subject, where there are such feeds."""

    @property
    def kind(self) -> PageKind:
        return KINDS[self.template]

    @property
    def title(self) -> str:
        return self.at.title

    @property
    def uri(self) -> str:
        """Where the page lives in the Markdown folder: posix, ends in `.md`."""
        return self.at.href.removeprefix("/")

    @property
    def facets(self) -> Facets:
        return Facets(self.called or self.kind.kind, self.types, self.themes)

    @property
    def breadcrumbs(self) -> tuple[Link, ...]:
        """The pages above this one, from home downwards."""
        return (*self.kind.above, *self.under)

    @property
    def is_searched(self) -> bool:
        return self.kind.is_searched and not self.is_further_part

    @property
    def leads_to(self) -> tuple[Link, ...]:
        """Related pages: where to go next, then the first few that refer to this one.

        What the breadcrumbs lead to is not among them.
        """
        above = {link.href for link in self.breadcrumbs}
        following = [link for link in (*self.kind.see_also, *self.see_also) if link.href not in above]
        seen = above | {link.href for link in following}
        others = [link for link in self.related if link.href and link.href not in seen]
        return (*following, *others[:MOST_RELATED])


def one_page(template: str, data: object, **values: Any) -> Page:
    """The only page with its template. `values`: what `places.toml` doesn't say of it."""
    kind = KINDS[template]
    page = Page(at(template), template, kind.summary, data, kind.made_from)
    return replace(page, **values)


@dataclass(frozen=True)
class PageContext(Links):
    today: date
    """The day that the pages are made for."""
    has_pdf: bool = False
    """Whether the site will have all of it as a PDF."""

    @property
    def evidence(self) -> Evidence:
        return self.library.evidence

    @property
    def newest_case(self) -> date:
        """The day of the newest review of a case study."""
        days = (case.record.publication.reviewed for case in self.library.cases)
        return max(days, default=self.library.site.reviewed)

    @property
    def pdf(self) -> Link | None:
        """Where the whole guidance is as one file, if it is."""
        return at("pdf") if self.has_pdf else None

    @cached_property
    def organisation_types(self) -> dict[str, VocabularyEntry]:
        return {entry.id: entry for entry in self.library.vocabulary.organisation_types}

    @cached_property
    def page_of_file(self) -> dict[str, Link]:
        """The page that shows what a content file says."""
        files = dict(_PAGES_OF_FILES)
        entries: tuple[Entry[Any], ...]
        entries = (*self.library.themes, *self.library.roles, *self.library.cases, *self.library.guides)
        entries += (*self.library.pathways, *self.library.frameworks)
        for entry in entries:
            files[entry.path] = entry.link
        return files

    def mentions(self, kind: str, identifier: str, leave_out: Iterable[str] = ()) -> tuple[Link, ...]:
        """The pages whose content refers to a thing, but for those at the addresses to leave out."""
        sections = self.library.mentions.get((kind, identifier), {})
        return self._pages(dict.fromkeys(path for paths in sections.values() for path in paths), leave_out)

    def mentions_of_section(self, source: str, section: str) -> tuple[Link, ...]:
        """The pages that cite one section of a source, or with an empty section the whole of it."""
        return self._pages(self.library.mentions.get(("source", source), {}).get(section, ()), ())

    def _pages(self, paths: Iterable[str], leave_out: Iterable[str]) -> tuple[Link, ...]:
        shown = set(leave_out)
        links = dict.fromkeys(self.page_of_file[path] for path in paths if path in self.page_of_file)
        return shortened(link for link in links if link.href not in shown)


def notes_of(library: Library) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """The notes of those who keep the copy, by the kind and identifier of what each is on."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for note in library.overlay.notes if library.overlay else ():
        key = target_of("any", note.on)
        found[key] = (*found.get(key, ()), note.text)
    return found
