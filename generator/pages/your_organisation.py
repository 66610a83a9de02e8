"""The page on which readers may say what their organisation is. Their browser keeps it, nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.labels import label
from generator.content.model.site import VocabularyEntry
from generator.pages.page import Facets, Page
from generator.pages.page_context import CASES, HOME, THEMES, Desk


@dataclass(frozen=True)
class YourOrganisation:
    types: tuple[VocabularyEntry, ...]
    sizes: tuple[VocabularyEntry, ...]
    nations: tuple[VocabularyEntry, ...]


def iter_pages(desk: Desk) -> Iterator[Page]:
    words = desk.library.vocabulary
    yield Page(
        uri="your-organisation.md",
        template="your_organisation",
        title=label("Your organisation"),
        summary=label("Say once what your organisation is, and this site starts with what is most like it."),
        made_from="content/vocabulary.yml",
        reviewed=desk.library.site.reviewed,
        data=YourOrganisation(tuple(words.organisation_types), tuple(words.sizes), tuple(words.nations)),
        facets=Facets(label("About")),
        has_contents=False,
        breadcrumbs=(HOME,),
        see_also=(THEMES, CASES),
        assets=("stylesheets/yours.css", "javascripts/yours.js", "javascripts/yours-form.js"),
    )
