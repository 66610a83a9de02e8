"""A page for each case study, and how lists on other pages show case studies and their practices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.basics.formatting import as_number
from generator.basics.labels import label
from generator.content.model.case_study import CaseStudy, Practice, Told
from generator.library.entries import Link
from generator.library.evidence import Case, Relation, ShownPractice
from generator.library.reported_values import joined, panel_rows, roughly
from generator.pages.page_context import CASES, HOME, Facets, Page, PageContext


@dataclass(frozen=True)
class CaseCard:
    title: str
    href: str
    summary: str
    kind: str
    types: tuple[str, ...]
    facts: tuple[str, ...]
    """The few figures that a list shows, in words."""
    told: str
    """When the account was given; empty when not reported."""


@dataclass(frozen=True)
class PracticeList:
    """What case studies do about one recommendation, or with one role."""

    first: tuple[ShownPractice, ...]
    rest: Link | None
    """How many more there are, and where; None if these are all."""


FEW_PRACTICES = 4
"""Practices below a recommendation, on pages that show many recommendations."""


def few_practices(seen: Sequence[ShownPractice], rest_href: str, most: int = FEW_PRACTICES) -> PracticeList:
    """The first of them. `rest_href`: the page that has them all."""
    more = len(seen) - most
    rest = Link(label("{number} more", number=more), rest_href) if more > 0 else None
    return PracticeList(tuple(seen[:most]), rest)


@dataclass(frozen=True)
class PanelRow:
    """A row of the facts panel. Without links and text it is not reported."""

    label: str
    text: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class CasePage:
    record: CaseStudy
    told: str
    """When the account was given, in words; empty when not reported."""
    facts: tuple[PanelRow, ...]
    practices: Mapping[str, tuple[Practice, ...]]
    """By theme."""
    related: tuple[Relation, ...]


def iter_pages(context: PageContext) -> Iterator[Page]:
    for case in context.library.cases:
        yield page_of(context, case)


def case_card(case: Case) -> CaseCard:
    return CaseCard(
        title=case.short_title,
        href=case.href,
        summary=case.record.summary,
        kind=case.record.kind,
        types=case.record.organisation.types,
        facts=tuple(_short_facts(case.record)),
        told=told_on_card(case.record),
    )


def _short_facts(record: CaseStudy) -> Iterator[str]:
    organisation, team = record.organisation, record.team
    if organisation.staff is not None:
        number = roughly(as_number(organisation.staff), is_approximate=organisation.staff_is_approximate)
        yield label("{number} staff", number=number)
    if team is not None and team.wte is not None:
        yield label(
            "{number} WTE", number=roughly(as_number(team.wte), is_approximate=team.wte_is_approximate)
        )
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


def page_of(context: PageContext, case: Case) -> Page:
    record = case.record
    themes = context.evidence.themes_of(case)
    related = context.evidence.related(case)
    data = CasePage(
        record=record,
        told=_told(record.told, label("Told in {when}"), label("Told {when}")),
        facts=tuple(_facts(context, record)),
        practices={theme.id: context.evidence.practices_of(case, theme) for theme in themes},
        related=related,
    )
    shown = {case.href, *(item.case.href for item in related), *(theme.href for theme in themes)}
    return Page(
        uri=case.href[1:],
        template="case",
        title=record.title,
        summary=record.summary,
        made_from=case.path,
        reviewed=record.publication.reviewed,
        data=data,
        facets=Facets(
            label("Case study"),
            types=context.words("organisation-type", record.organisation.types),
            themes=tuple(theme.title for theme in themes),
        ),
        told=data.told,
        breadcrumbs=(HOME, CASES),
        sources=context.citations((*record.sources, *(event.source for event in record.since))),
        related=context.mentions("case", case.id, shown),
    )


def _facts(context: PageContext, record: CaseStudy) -> Iterator[PanelRow]:
    for name, values in panel_rows(record, context.library.identities):
        if any(value.href for value in values):
            yield PanelRow(name, links=values)
        else:
            yield PanelRow(name, joined(values))
    told_by = (
        Link(who.title, context.link("role", who.role).href if who.role else "") for who in record.interviewed
    )
    yield PanelRow(label("Account from"), links=tuple(told_by))
