"""The page on which scripts show chosen case studies side by side."""

from __future__ import annotations

from collections.abc import Iterator

from generator.basics.labels import label
from generator.pages.page import Facets, Page
from generator.pages.page_context import CASES, COVERAGE, HOME, Desk


def iter_pages(desk: Desk) -> Iterator[Page]:
    yield Page(
        uri="compare.md",
        template="compare",
        title=label("Compare case studies"),
        summary=label("Put two to four case studies side by side: what they report and what they practise."),
        made_from="content/site.yml",
        reviewed=desk.library.site.reviewed,
        data=None,
        facets=Facets(label("Case study")),
        tab="case-studies/",
        is_searched=False,
        has_contents=False,
        breadcrumbs=(HOME, CASES),
        see_also=(CASES, COVERAGE),
        assets=(
            "stylesheets/compare-page.css",
            "javascripts/compare.js",
            "javascripts/compare-table.js",
            "javascripts/compare-picker.js",
            "javascripts/compare-page.js",
        ),
    )
