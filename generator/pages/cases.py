"""A page for each case study."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.basics.addresses import practice_anchor
from generator.basics.formatting import as_number
from generator.basics.labels import label
from generator.content.model.case_study import CaseStudy, TeamMember
from generator.library.evidence import Case
from generator.library.relatedness import Relation
from generator.pages.page_context import CASES, HOME, Facets, Link, Page, PageContext

KINDS = {"team": label("Team"), "initiative": label("Initiative")}


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
class RelatedCase:
    case: Link
    types: tuple[str, ...]
    recommendations: tuple[Link, ...]


@dataclass(frozen=True)
class CasePage:
    record: CaseStudy
    kind: str
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
        kind=KINDS[case.record.kind],
        types=context.links("organisation-type", case.record.organisation.types),
        themes=tuple(Link(theme.record.title, theme.href) for theme in context.evidence.themes_of(case)),
        facts=tuple(_short_facts(case.record)),
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


def _roughly(number: str, is_approximate: bool) -> str:
    return label("about {number}", number=number) if is_approximate else number


def _at_start(number: str, is_approximate: bool) -> str:
    return label("About {number}", number=number) if is_approximate else number


def page_of(context: PageContext, case: Case) -> Page:
    record = case.record
    themes = context.evidence.themes_of(case)
    related = tuple(_related_case(context, relation) for relation in context.relatedness.related(case))
    data = CasePage(
        record=record,
        kind=KINDS[record.kind],
        facts=tuple(_facts(context, record)),
        members=tuple(_member(context, member) for member in (record.team.members if record.team else ())),
        practices=tuple(_theme_practices(context, case)),
        practice_count=len(record.practices),
        cpd_methods=context.links("cpd-method", record.cpd.methods if record.cpd else ()),
        related=related,
        review_by=record.publication.review_by,
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
            types=tuple(context.word("organisation-type", name) for name in record.organisation.types),
            themes=tuple(theme.record.title for theme in themes),
        ),
        breadcrumbs=(HOME, CASES),
        sources=context.citations(record.sources),
        related=context.mentions("case", case.id, shown),
    )


def _facts(context: PageContext, record: CaseStudy) -> Iterator[PanelRow]:
    organisation, team = record.organisation, record.team
    if organisation.name is not None:
        yield PanelRow(label("Organisation"), organisation.name)
    yield PanelRow(label("Type"), links=context.links("organisation-type", organisation.types))
    yield PanelRow(label("Size"), context.word("size", organisation.size) if organisation.size else "")
    yield PanelRow(label("Staff"), _quantity(organisation.staff, organisation.staff_is_approximate))
    yield PanelRow(
        label("People served"), _quantity(organisation.population, organisation.population_is_approximate)
    )
    if organisation.budget is not None:
        yield PanelRow(label("Budget"), organisation.budget)
    yield PanelRow(
        label("Nation"), context.word("nation", organisation.nation) if organisation.nation else ""
    )
    if organisation.setting is not None:
        yield PanelRow(label("Setting"), organisation.setting)
    if record.kind == "team":
        yield PanelRow(label("Team size"), _team_size(record))
        yield PanelRow(
            label("Headcount"), as_number(team.headcount) if team and team.headcount is not None else ""
        )
    people = tuple(
        context.link("role", person.role) if person.role else Link(person.title, "")
        for person in record.interviewed
    )
    yield PanelRow(
        label("Told by"),
        links=tuple(_titled(link, who.title) for link, who in zip(people, record.interviewed, strict=True)),
    )


def _titled(link: Link, title: str) -> Link:
    return Link(title, link.href)


def _quantity(number: int | None, is_approximate: bool) -> str:
    return "" if number is None else _at_start(as_number(number), is_approximate)


def _team_size(record: CaseStudy) -> str:
    team = record.team
    if team is None or team.wte is None:
        return ""
    number = _at_start(as_number(team.wte), team.wte_is_approximate)
    if team.wte_note:
        return label("{number} WTE ({note})", number=number, note=team.wte_note)
    return label("{number} WTE", number=number)


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
