"""A page of the site as data: what it is called, where it lives, what it needs to be rendered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Link:
    title: str
    href: str
    """An address from the top of the site, such as `/themes/team-working.md#x`."""
    note: str = ""
    """A few plain words behind the link, for example why it is there."""


@dataclass(frozen=True)
class Facets:
    """What a search may narrow a page down by: titles, as readers see them."""

    kind: str
    types: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    uri: str
    """Where the page lives in the Markdown folder: posix, ends in `.md`."""
    template: str
    """The file in `templates/pages/`, without its ending."""
    title: str
    summary: str
    """Prose: what the page is for, in one or two sentences."""
    made_from: str
    """The project-relative file to change when the page should say something else."""
    reviewed: date
    data: object
    facets: Facets
    breadcrumbs: tuple[Link, ...] = ()
    """The pages above this one, from home downwards."""
    sources: tuple[Link, ...] = ()
    related: tuple[Link, ...] = ()
    """Pages that refer to what this page is about."""
    see_also: tuple[Link, ...] = ()
    """Where a reader of this page may want to go next."""
    tab: str = ""
    """The folder whose tab is marked in the navigation, where that is not the page's own."""
    overdue: date | None = None
    """Where the page should have been reviewed by now: the day by which."""
    is_searched: bool = True
    """Whether the search knows the page. Pages that only list others would bury what they list."""
    location: str = ""
    """For a page that has moved: the address that it leads on to."""
    has_contents: bool = True
    """Whether a table of contents helps: a page of cards is one already."""
    is_local: bool = False
    """Whether what it is about is a copy's own, and not part of the published guidance."""
    keeper: str = ""
    """Of a page that is local or has notes: whose copy it is."""
    notes: tuple[str, ...] = ()
    """Prose: what those who keep the copy want their readers to know about this page."""
    sums_up: str = ""
    """The address of the page that this one says in short, for paper."""
    feed: str = ""
    """The name of the feeds for what is new about its subject, where there are such feeds."""
    assets: tuple[str, ...] = ()
    """Style sheets and scripts that this page alone needs, in their order, by their place in `assets/`."""
