"""Case studies: a page for each, the list of all of them, a form for the next, and the page of its fields.

Without scripts the list is there to read; with scripts its first part becomes the finder. Case studies of
one type of organisation, theme or role are on the page of that type, theme or role. A script builds the form
from `outputs.script_data.case_form`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.basics.labels import as_number, label
from generator.checks.schema import FieldOutline, outline_of
from generator.content.model.case_study import CaseStudy, Told
from generator.library.entries import Link, joined, panel_rows, roughly
from generator.library.evidence import Case, ShownPractice
from generator.pages.page_context import ListPart, Page, PageContext, at, iter_parts, one_page

FINDER = ("stylesheets/finder.css", "data/cases.js", "javascripts/finder.js")
ANCHOR = "case-studies"
"""Where a page of a type or a theme lists its case studies."""
FEW_PRACTICES = 4
"""Practices below a recommendation, on pages that show many recommendations."""


def few_practices(
    seen: Sequence[ShownPractice], rest_href: str, most: int = FEW_PRACTICES
) -> Mapping[str, object]:
    """What case studies do about a recommendation, or with a role: the first, and how many more there are.

    `rest_href`: the page that has them all.
    """
    more = len(seen) - most
    rest = Link(label("{number} more", number=more), rest_href) if more > 0 else None
    return {"first": seen[:most], "rest": rest}


def short_facts(record: CaseStudy) -> Iterator[str]:
    """The few figures that a list shows of a case study, in words."""
    organisation, team = record.organisation, record.team
    if organisation.staff is not None:
        number = roughly(as_number(organisation.staff), is_approximate=organisation.staff_is_approximate)
        yield label("{number} staff", number=number)
    if team is not None and team.wte is not None:
        number = roughly(as_number(team.wte), is_approximate=team.wte_is_approximate)
        yield label("{number} WTE", number=number)
    if team is not None and team.headcount is not None:
        yield label("{number} people", number=as_number(team.headcount))


def told_on_card(record: CaseStudy) -> str:
    """When it was told, as the end of a line; empty where nobody says."""
    return _told(record.told, label("told in {when}"), label("told {when}"))


def _told(told: Told | None, in_a_year: str, as_said: str) -> str:
    """When the account was given: a year or a span takes "in", other words ("about 2019") don't."""
    if told is None:
        return ""
    return label(in_a_year if told.when[0].isdigit() else as_said, when=told.when)


def iter_pages(context: PageContext) -> Iterator[Page]:
    yield from (page_of(context, case) for case in context.library.cases)
    yield from _list_pages(context)
    yield _fields_page(context)
    on_form = context.mentions("guide", "case-study-form", {at("contribute").href})
    yield one_page("case_form", None, related=on_form)


def page_of(context: PageContext, case: Case) -> Page:
    record = case.record
    told = _told(record.told, label("Told in {when}"), label("Told {when}"))
    themes = context.evidence.themes_of(case)
    related = context.evidence.related(case)
    shown = {case.href, *(item.case.href for item in related), *(theme.href for theme in themes)}
    return Page(
        at=Link(record.title, case.href),
        template="case",
        summary=record.summary,
        made_from=case.path,
        data={
            "record": record,
            "told": told,
            "facts": tuple(_facts(context, record)),
            "practices": {theme.id: context.evidence.practices_of(case, theme) for theme in themes},
            "related": related,
        },
        types=context.words("organisation-type", record.organisation.types),
        themes=tuple(theme.title for theme in themes),
        told=told,
        sources=context.citations((*record.sources, *(event.source for event in record.since))),
        related=context.mentions("case", case.id, shown),
    )


def _facts(context: PageContext, record: CaseStudy) -> Iterator[tuple[str, tuple[Link, ...]]]:
    """The name of each row of the facts panel, with its values: none if not reported."""
    for name, values in panel_rows(record, context.library.identities):
        if any(value.href for value in values):
            yield name, values
        else:
            yield name, (Link(joined(values), ""),) if values else ()
    told_by = (
        Link(who.title, context.link("role", who.role).href if who.role else "") for who in record.interviewed
    )
    yield label("Account from"), tuple(told_by)


def _list_pages(context: PageContext) -> Iterator[Page]:
    evidence = context.evidence
    data = {
        "ways": _ways(context),
        "no_type": len(evidence.cases_of_no_type),
        "types_without": [name for name, found in evidence.cases_by_type.items() if not found],
    }
    for part in iter_parts(context.library.cases, at("cases").href[1:]):
        yield one_page(
            "cases",
            {"part": part} | (data if part.is_first else {}),
            at=part.page(at("cases").title),
            summary=context.library.site.introductions.case_studies,
            under=() if part.is_first else (at("cases"),),
            assets=FINDER if part.is_first else (),
            is_further_part=not part.is_first,
        )


def _ways(context: PageContext) -> dict[str, tuple[Link, ...]]:
    """Pages with some of the case studies, each with how many, by what they are lists by."""
    types = (
        context.link("organisation-type", name, str(len(cases)))
        for name, cases in context.evidence.cases_by_type.items()
        if cases
    )
    themes = (
        Link(theme.title, f"{theme.href}#{ANCHOR}", str(len(cases)))
        for theme in context.library.themes
        if (cases := context.evidence.cases_by_theme[theme.id])
    )
    return {label("By type of organisation"): tuple(types), label("By theme"): tuple(themes)}


def further_part(page: Page, part: ListPart[Case], template: str = "case_list_part", **data: object) -> Page:
    """A part from the second on of the case studies that `page` begins to list."""
    return Page(
        at=part.page(page.title),
        template=template,
        summary=page.summary,
        made_from=page.made_from,
        data={"of": page.at, "part": part, **data},
        called=page.facets.kind,
        types=page.types,
        themes=page.themes,
        is_further_part=True,
        under=(*page.breadcrumbs, page.at),
    )


def _fields_page(context: PageContext) -> Page:
    fields = outline_of(CaseStudy)
    kinds = dict.fromkeys(field.refers for field in _with_parts(fields) if field.refers)
    # The identifiers to choose from, but for those that the site lists elsewhere
    lists = {
        kind: [name for known, name in context.library.identities if known == kind]
        for kind in kinds
        if kind not in {"case", "source"}
    }
    related = context.mentions("guide", "case-study-fields", {at("contribute").href})
    return one_page("case_fields", {"fields": fields, "lists": lists}, related=related)


def _with_parts(fields: Iterable[FieldOutline]) -> Iterator[FieldOutline]:
    for field in fields:
        yield field
        yield from _with_parts(field.parts)
