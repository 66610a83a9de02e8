"""The page with a form that makes the file of a case study, and the page that explains each of its fields.

Both are made from the model. A script builds the form from `outputs.script_data.case_form`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.basics.labels import label
from generator.checks import identities
from generator.checks.schema import FieldOutline, outline_of
from generator.content.model.case_study import CaseStudy
from generator.library.entries import Link
from generator.pages import places
from generator.pages.page_context import Facets, Page, PageContext

SUMMARY = label(
    "Every field of a case study's file: what to write in it, an example, and whether you may leave it out. "
    "What you leave out, the site shows as not reported."
)
LISTED_ELSEWHERE = {
    "case": Link(label("the case studies"), places.CASES.href),
    "source": Link(label("the sources"), places.SOURCES.href),
}
"""Kinds of reference that have a list of their own on the site, which grows with each contribution."""

LISTS = {
    "organisation-type": (label("Organisation types"), label("the organisation types below")),
    "nation": (label("Nations"), label("the nations below")),
    "size": (label("Sizes"), label("the sizes below")),
    "role": (label("Roles"), label("the roles below")),
    "profession": (label("Professions"), label("the professions below")),
    "cpd-method": (label("CPD methods"), label("the CPD methods below")),
    "recommendation": (label("Recommendations"), label("the recommendations below")),
}
"""The lists of this page, by kind of reference: the heading of each, and how a field points to it."""

ALLOWED = {
    "text": label("text: one or more paragraphs, which may have *emphasis*, lists and links"),
    "line": label("one line of text"),
    "number": label("a number, such as 6.9"),
    "whole number": label("a whole number, without commas"),
    "true or false": label("true or false"),
    "date": label("a date: year-month-day"),
    "parts": label("the fields below"),
}


def iter_field_pages(context: PageContext) -> Iterator[Page]:
    fields = outline_of(CaseStudy)
    kinds = dict.fromkeys(field.refers for field in _iter_all(fields) if field.refers)
    yield Page(
        at=places.CASE_FIELDS,
        template="case_fields",
        summary=SUMMARY,
        made_from=identities.CASE_FIELDS.path,
        data={
            "fields": [_item(field) for field in fields],
            "lists": [_list(context, kind) for kind in kinds if kind not in LISTED_ELSEWHERE],
        },
        facets=Facets(label("About")),
        breadcrumbs=(places.HOME, places.ABOUT),
        see_also=(places.CONTRIBUTE, places.ABOUT),
        related=context.mentions(*identities.CASE_FIELDS.key, {places.CONTRIBUTE.href}),
    )


def _iter_all(fields: Iterable[FieldOutline]) -> Iterator[FieldOutline]:
    for field in fields:
        yield field
        yield from _iter_all(field.parts)


def _item(field: FieldOutline, above: FieldOutline | None = None) -> Mapping[str, object]:
    """A field, whether it may be left out, and what may stand there: in words, or a list to choose from."""
    return {
        "outline": field,
        "need": _need(field, above),
        "allowed": _allowed(field),
        "choose_from": _where_listed(field.refers) if field.refers else None,
        "parts": [_item(part, field) for part in field.parts],
    }


def _need(field: FieldOutline, above: FieldOutline | None) -> str:
    if not field.is_required:
        return label("You may leave it out")
    if above is not None and above.is_list:
        return label("Needed in each entry")
    return (
        label("Needed")
        if above is None or above.is_required
        else label("Needed if {field} is there", field=above.name)
    )


def _allowed(field: FieldOutline) -> str:
    if field.words:
        return label("one of these words: {words}", words=", ".join(field.words))
    if field.parts and field.is_list:
        return label("a list, in which each entry has the fields below")
    return ALLOWED.get(field.form, "")


def _where_listed(kind: str) -> Link:
    return LISTED_ELSEWHERE[kind] if kind in LISTED_ELSEWHERE else Link(LISTS[kind][1], f"#{_anchor(kind)}")


def _list(context: PageContext, kind: str) -> Mapping[str, object]:
    choices = [identifier for known, identifier in context.library.identities if known == kind]
    return {"kind": kind, "anchor": _anchor(kind), "title": LISTS[kind][0], "choices": choices}


def _anchor(kind: str) -> str:
    return f"choose-{kind}"


def iter_form_pages(context: PageContext) -> Iterator[Page]:
    yield Page(
        at=places.CASE_FORM,
        template="case_form",
        summary=label(
            "Fill in a case study here, or open a Word form that somebody sent you. Then download the file "
            "that this site is made from."
        ),
        made_from=identities.CASE_FORM.path,
        data=None,
        facets=Facets(label("About")),
        has_contents=False,
        breadcrumbs=(places.HOME, places.ABOUT),
        see_also=(places.CONTRIBUTE, places.CASE_FIELDS),
        related=context.mentions(*identities.CASE_FORM.key, {places.CONTRIBUTE.href}),
        assets=("stylesheets/case-form.css", "data/case-form.js", "javascripts/form.js"),
    )
