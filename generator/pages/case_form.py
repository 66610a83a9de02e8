"""The page with a form that makes the file of a case study. A script builds the form from `form_data`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.pages.desk import CASE_FORM, HOME, Desk
from generator.pages.page import Facets, Link, Page

SCRIPTS = (
    *("vendor/js-yaml.min", "vendor/markdown-it.min", "form-prose", "form-rules", "form-yaml", "form-read"),
    *("form-fields", "form-search", "form-records", "form-problems", "form-progress", "form-left"),
    *("form-draft", "form-send", "form-print", "form-page"),
)
"""In the order in which they build on each other."""


@dataclass(frozen=True)
class CaseForm:
    contribute: str
    """The address of the guide to contributing, where the project has one."""


def iter_pages(desk: Desk) -> Iterator[Page]:
    guide = desk.library.identities.get(("guide", "contribute"))
    above = (Link(guide.title, guide.href),) if guide else ()
    yield Page(
        uri=CASE_FORM.href[1:],
        template="case_form",
        title=CASE_FORM.title,
        summary="Fill in a case study here, and download it as the file that this site is made from.",
        made_from="content/site.yml",
        reviewed=desk.library.site.reviewed,
        data=CaseForm(guide.href if guide else ""),
        facets=Facets("About"),
        has_contents=False,
        breadcrumbs=(HOME, *above),
        see_also=above,
        assets=(
            "stylesheets/case-form.css",
            "data/case-form.js",
            *(f"javascripts/{name}.js" for name in SCRIPTS),
        ),
    )
