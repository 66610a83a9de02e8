"""Which pages exist, and the data that each one needs. No disk, no templates.

In: a `Library`. Out: a `Page` for each page of the site, with its address, its template and its data. Data
are records, and what is worked out for the page: counts, groups, an order, part of a list. Links to what a
record names are not among them, because templates have filters for those (see `rendering`).

    page_context    what every maker of pages needs: the library, named pages, lists in parts
    home            the home page and the guides
    themes          themes and their recommendations
    cases           a page for each case study; case_lists, case_figures and case_form are about all of them
    organisations   types of organisation, and the coverage of themes
    roles           roles; careers says how people come into them, career_map draws it
    reference       glossary, sources, published findings, the case for a team
    tools           pathways, other frameworks, comparison, your organisation, self-assessment
    your_team       teams like the reader's own, and the paper for their board
    about           data to download, what is new, what is due for review, the door to these for editors
    moved           old addresses, which lead on to new ones

To change what a page says, look for its template in `templates/pages/`. What the template is given is worked
out here, in the module that names the template. `MAKERS` lists the functions that make pages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from generator.library.freshness import LISTS_ONLY, due_days, is_overdue, newest_review
from generator.library.library import Library
from generator.pages import (
    about,
    careers,
    case_figures,
    case_form,
    case_lists,
    cases,
    home,
    moved,
    organisations,
    reference,
    roles,
    themes,
    tools,
)
from generator.pages.page_context import Page, PageContext, with_local_marks
from generator.pages.your_team import board_paper, teams

MAKERS = (
    home.iter_home_pages,
    themes.iter_theme_pages,
    themes.iter_recommendation_pages,
    cases.iter_pages,
    case_lists.iter_pages,
    tools.iter_pathway_pages,
    tools.iter_framework_pages,
    case_lists.iter_compare_pages,
    organisations.iter_pages,
    roles.iter_pages,
    careers.iter_pages,
    reference.iter_finding_pages,
    reference.iter_business_case_pages,
    case_figures.iter_pages,
    home.iter_guide_pages,
    case_form.iter_field_pages,
    reference.iter_reference_pages,
    tools.iter_your_organisation_pages,
    tools.iter_self_assessment_pages,
    board_paper.iter_pages,
    teams.iter_pages,
    about.iter_data_pages,
    case_form.iter_form_pages,
    about.iter_freshness_pages,
    about.iter_news_pages,
    about.iter_editors_pages,
    moved.iter_pages,
)


def iter_pages(library: Library, today: date | None = None, *, has_pdf: bool = False) -> Iterator[Page]:
    """Every page of the site, in no order that matters.

    `today` decides what is overdue. None, where it makes no difference: the day of the newest review.
    `has_pdf`: whether pages may offer the whole guidance as a PDF.
    """
    context = PageContext(library, today or newest_review(library), has_pdf)
    made = [page for maker in MAKERS for page in maker(context)]
    yield from _marked(context, made)


def iter_case_pages(library: Library, paths: Collection[str], today: date | None = None) -> Iterator[Page]:
    """Of all these pages, those of the case studies in the files `paths`."""
    context = PageContext(library, today or newest_review(library))
    yield from _marked(
        context, [cases.page_of(context, case) for case in library.cases if case.path in paths]
    )


def _marked(context: PageContext, pages: list[Page]) -> Iterator[Page]:
    """With what they say of themselves: that they are a copy's own, that their review is overdue."""
    due = due_days(context.library)
    for page in with_local_marks(context.library, pages):
        day = due.get(page.made_from)
        is_marked = is_overdue(day, context.today) and page.made_from not in LISTS_ONLY
        yield replace(page, next_review=day, overdue=day if is_marked else None)
