"""Which pages exist, and the data that each one needs. No disk, no templates.

In: a `Library`. Out: a `Page` for each page of the site, with its address, its template and its data. Data
are records, and what is worked out for the page: counts, groups, an order, part of a list. They are given to
the template under names in a mapping; classes are for what Python itself reads. Links to what a record names
are not among them, because templates have filters for those (see `rendering`).

    page_context    what every maker of pages needs: pages, those that every site has, links, lists in parts
    home            the home page, the guides, data to download, what is new, what is due for review
    themes          themes, recommendations, pathways, and the measures of other frameworks
    cases           case studies, their list, the form for them and the page of its fields
    case_figures    figures counted from all case studies
    organisations   types of organisation, and the coverage of themes
    roles           roles
    careers         how people come into roles, with the map of it; accreditation and learning
    reference       glossary, sources, published findings, the case for a team
    tools           comparison, your organisation, teams like yours, self-assessment, board paper
    moved           old addresses, which lead on to new ones

To change what a page says, look for its template in `templates/pages/`. What the template is given is worked
out here, in the module that names the template. `MAKERS` lists the functions that make pages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from generator.content.content_files import OVERLAY
from generator.library.freshness import LISTS_ONLY, due_days, is_overdue, newest_review, reviewed_days
from generator.library.library import Library
from generator.pages import (
    careers,
    case_figures,
    cases,
    home,
    moved,
    organisations,
    reference,
    roles,
    themes,
    tools,
)
from generator.pages.page_context import Page, PageContext, notes_of

_MODULES = (home, themes, cases, organisations, roles, careers, reference, case_figures, tools, moved)
MAKERS = tuple(module.iter_pages for module in _MODULES)


def iter_pages(library: Library, today: date | None = None, *, has_pdf: bool = False) -> Iterator[Page]:
    """Every page of the site, in no order that matters.

    `today` decides what is overdue. None, where it makes no difference: the day of the newest review.
    `has_pdf`: whether pages may offer the whole guidance as a PDF.
    """
    context = PageContext(library, today or newest_review(library), has_pdf)
    yield from _marked(context, [page for maker in MAKERS for page in maker(context)])


def iter_case_pages(library: Library, paths: Collection[str], today: date | None = None) -> Iterator[Page]:
    """Of all these pages, those of the case studies in the files `paths`."""
    context = PageContext(library, today or newest_review(library))
    made = [cases.page_of(context, case) for case in library.cases if case.path in paths]
    yield from _marked(context, made)


def _marked(context: PageContext, pages: list[Page]) -> Iterator[Page]:
    """With what they say of themselves: when they were reviewed, and whether the next review is overdue."""
    library = context.library
    due, reviewed = due_days(library), reviewed_days(library)
    for page in _as_of_copy(library, pages):
        day = due.get(page.made_from)
        is_marked = is_overdue(day, context.today) and page.made_from not in LISTS_ONLY
        last = page.reviewed
        if last == date.min:
            last = reviewed.get(page.made_from, library.site.reviewed)
        yield replace(page, reviewed=last, next_review=day, overdue=day if is_marked else None)


def _as_of_copy(library: Library, pages: list[Page]) -> Iterator[Page]:
    """In a copy, with its notes on them and whether they are its own."""
    overlay, notes = library.overlay, notes_of(library)
    if overlay is None:
        yield from pages
        return
    keys = {known.href: key for key, known in library.identities.items()}
    for page in pages:
        key = keys.get(page.at.href, ("", ""))
        on_page = (overlay.welcome,) if page.template == "home" and overlay.welcome else notes.get(key, ())
        marked = replace(page, keeper=overlay.name, notes=on_page, is_local=key in library.local)
        if marked.is_local and library.identities[key].path == OVERLAY:
            marked = replace(marked, made_from=OVERLAY, reviewed=overlay.reviewed)
        yield marked
