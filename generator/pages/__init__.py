"""Which pages exist, and the data that each one needs. No disk, no templates."""

from __future__ import annotations

from collections.abc import Iterator

from generator.evidence import Evidence
from generator.library import Library
from generator.pages import (
    careers,
    cases,
    findings,
    guidance,
    guides,
    home,
    moves,
    organisations,
    reference,
    roles,
)
from generator.pages.desk import Desk
from generator.pages.page import Page


def iter_pages(library: Library) -> Iterator[Page]:
    """Every page of the site, in no order that matters."""
    desk = Desk(library, Evidence(library))
    for maker in (home, guidance, cases, organisations, roles, careers, findings, guides, reference, moves):
        yield from maker.iter_pages(desk)
