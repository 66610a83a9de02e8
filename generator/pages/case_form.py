"""The page with a form that makes the file of a case study. A script builds the form from `form_data`."""

from __future__ import annotations

from collections.abc import Iterator

from generator.basics.labels import label
from generator.checks import identities
from generator.pages.guides import SECTIONS
from generator.pages.page import Facets, Page
from generator.pages.page_context import CASE_FIELDS, CASE_FORM, CONTRIBUTE, HOME, Desk

SCRIPTS = (
    "form-prose", "form-personal", "form-rules", "form-yaml", "form-read",
    "form-fields", "form-search", "form-records", "form-problems", "form-progress",
    "form-left", "form-draft", "form-send", "form-print", "form-page",
)  # fmt: skip
"""In the order in which they build on each other. The libraries that they use come later: form-page.js."""


def iter_pages(desk: Desk) -> Iterator[Page]:
    yield Page(
        uri=CASE_FORM.href[1:],
        template="case_form",
        title=CASE_FORM.title,
        summary=label("Fill in a case study here, and download it as the file that this site is made from."),
        made_from=identities.CASE_FORM.path,
        reviewed=desk.library.site.reviewed,
        data=None,
        facets=Facets(label("About")),
        has_contents=False,
        breadcrumbs=(HOME, SECTIONS["about"]),
        see_also=(CONTRIBUTE, CASE_FIELDS),
        related=desk.mentions(*identities.CASE_FORM.key, {CONTRIBUTE.href}),
        assets=(
            "stylesheets/case-form.css",
            "data/case-form.js",
            *(f"javascripts/{name}.js" for name in SCRIPTS),
        ),
    )
