"""A page for each case study."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.basics.addresses import practice_anchor
from generator.basics.formatting import as_number
from generator.basics.labels import label
from generator.content.model.case_study import CaseStudy, Challenge, TeamMember, Told
from generator.library.evidence import Case
from generator.library.relatedness import Relation
from generator.library.reported_values import WORDS, joined, panel_rows
from generator.pages.page_context import CASES, HOME, Facets, Link, Page, PageContext


@dataclass(frozen=True)
class CaseCard:
    title: str
    href: str
    summary: str
    kind: str
    types: tuple[Link, ...]
    themes: tuple[Link, ...]
    facts: tuple[str, ...]
    """The few figures that a list shows, in words."""
    told: str
    """When the account was given; empty when not reported."""
    practices: int


@dataclass(frozen=True)
class PanelRow:
    """A row of the facts panel. Without links and text it is not reported."""

    label: str
    text: str = ""
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Member:
    record: TeamMember
    role: Link
    profession: str
    """Empty when not reported."""


@dataclass(frozen=True)
class PracticeLine:
    recommendation: Link
    how: str
    sources: tuple[Link, ...]
    anchor: str
    """Empty for a further practice of the same recommendation."""


@dataclass(frozen=True)
class ThemePractices:
    theme: Link
    practices: tuple[PracticeLine, ...]


@dataclass(frozen=True)
class SinceLine:
    """Something that has become of the organisation since."""

    text: str
    date: str
    source: Link


@dataclass(frozen=True)
class ChallengeItem:
    record: Challenge
    answers: tuple[Link, ...]
    """The recommendations that say what to do about it."""


@dataclass(frozen=True)
class RelatedCase:
    case: Link
    types: tuple[str, ...]
    recommendations: tuple[Link, ...]


@dataclass(frozen=True)
class CasePage:
    record: CaseStudy
    kind: str
    told: str
    """When the account was given, in words; empty when not reported."""
    since: tuple[SinceLine, ...]
    challenges: tuple[ChallengeItem, ...]
    facts: tuple[PanelRow, ...]
    members: tuple[Member, ...]
    practices: tuple[ThemePractices, ...]
    practice_count: int
    cpd_methods: tuple[Link, ...]
    related: tuple[RelatedCase, ...]
    review_by: date


def iter_pages(context: PageContext) -> Iterator[Page]:
    for case in context.library.cases:
        yield page_of(context, case)


def case_card(context: PageContext, case: Case) -> CaseCard:
    return CaseCard(
        title=case.record.title,
        href=case.href,
        summary=case.record.summary,
        kind=WORDS[case.record.kind],
        types=context.links("organisation-type", case.record.organisation.types),
        themes=tuple(Link(theme.record.title, theme.href) for theme in context.evidence.themes_of(case)),
        facts=tuple(_short_facts(case.record)),
        told=_told(case.record.told, label("told in {when}"), label("told {when}")),
        practices=len(case.record.practices),
    )


def _short_facts(record: CaseStudy) -> Iterator[str]:
    organisation, team = record.organisation, record.team
    if organisation.staff is not None:
        number = _roughly(as_number(organisation.staff), organisation.staff_is_approximate)
        yield label("{number} staff", number=number)
    if team is not None and team.wte is not None:
        yield label("{number} WTE", number=_roughly(as_number(team.wte), team.wte_is_approximate))
    if team is not None and team.headcount is not None:
        yield label("{number} people", number=as_number(team.headcount))


def _told(told: Told | None, in_a_year: str, as_said: str) -> str:
    """When the account was given: a year or a span takes "in", other words ("about 2019") don't."""
    if told is None:
        return ""
    return label(in_a_year if told.when[0].isdigit() else as_said, when=told.when)


def _roughly(number: str, is_approximate: bool) -> str:
    return label("about {number}", number=number) if is_approximate else number


def page_of(context: PageContext, case: Case) -> Page:
    record = case.record
    themes = context.evidence.themes_of(case)
    data = _data(context, case)
    shown = {case.href, *(item.case.href for item in data.related), *(theme.href for theme in themes)}
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
            types=tuple(context.word("organisation-type", name) for name in record.organisation.types),
            themes=tuple(theme.record.title for theme in themes),
        ),
        told=data.told,
        breadcrumbs=(HOME, CASES),
        sources=context.citations((*record.sources, *(event.source for event in record.since))),
        related=context.mentions("case", case.id, shown),
    )


def _data(context: PageContext, case: Case) -> CasePage:
    record = case.record
    return CasePage(
        record=record,
        kind=WORDS[record.kind],
        told=_told(record.told, label("Told in {when}"), label("Told {when}")),
        since=tuple(SinceLine(each.text, each.date, context.citation(each.source)) for each in record.since),
        challenges=tuple(
            ChallengeItem(each, context.links("recommendation", each.answers)) for each in record.challenges
        ),
        facts=tuple(_facts(context, record)),
        members=tuple(_member(context, member) for member in (record.team.members if record.team else ())),
        practices=tuple(_theme_practices(context, case)),
        practice_count=len(record.practices),
        cpd_methods=context.links("cpd-method", record.cpd.methods if record.cpd else ()),
        related=tuple(_related_case(context, relation) for relation in context.relatedness.related(case)),
        review_by=record.publication.review_by,
    )


def _facts(context: PageContext, record: CaseStudy) -> Iterator[PanelRow]:
    for name, values in panel_rows(record, context.library.identities):
        if any(value.href for value in values):
            yield PanelRow(name, links=tuple(Link(value.text, value.href) for value in values))
        else:
            yield PanelRow(name, joined(values))
    told_by = (
        Link(who.title, context.link("role", who.role).href if who.role else "") for who in record.interviewed
    )
    yield PanelRow(label("Account from"), links=tuple(told_by))


def _member(context: PageContext, member: TeamMember) -> Member:
    role = context.link("role", member.role)
    profession = context.word("profession", member.profession) if member.profession else ""
    return Member(member, Link(member.title or role.title, role.href), profession)


def _theme_practices(context: PageContext, case: Case) -> Iterator[ThemePractices]:
    for theme in context.evidence.themes_of(case):
        practices = context.evidence.practices_of(case, theme)
        named = [practice.recommendation for practice in practices]
        lines = tuple(
            PracticeLine(
                context.link("recommendation", practice.recommendation),
                practice.how,
                context.citations(practice.sources),
                ""
                if practice.recommendation in named[:position]
                else practice_anchor(practice.recommendation),
            )
            for position, practice in enumerate(practices)
        )
        yield ThemePractices(Link(theme.record.title, theme.href), lines)


def _related_case(context: PageContext, relation: Relation) -> RelatedCase:
    return RelatedCase(
        case=Link(relation.case.record.title, relation.case.href),
        types=tuple(context.word("organisation-type", name) for name in relation.types),
        recommendations=context.links("recommendation", relation.recommendations),
    )
