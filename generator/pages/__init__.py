"""Which pages exist, and the data that each one needs. No disk, no templates."""

from __future__ import annotations

from collections.abc import Iterator

from generator.evidence import Evidence
from generator.library import Library
from generator.pages import (
    careers,
    case_fields,
    case_form,
    case_lists,
    cases,
    compare,
    data,
    findings,
    guides,
    home,
    moves,
    organisations,
    recommendations,
    reference,
    roles,
    themes,
    your_organisation,
)
from generator.pages.desk import Desk
from generator.pages.local_marks import with_local_marks
from generator.pages.page import Page

MAKERS = (
    home,
    themes,
    recommendations,
    cases,
    case_lists,
    compare,
    organisations,
    roles,
    careers,
    findings,
    guides,
    case_fields,
    reference,
    your_organisation,
    data,
    case_form,
    moves,
)


def iter_pages(library: Library) -> Iterator[Page]:
    """Every page of the site, in no order that matters."""
    desk = Desk(library, Evidence(library))
    made = (page for maker in MAKERS for page in maker.iter_pages(desk))
    return with_local_marks(library, made)
