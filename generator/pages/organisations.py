"""A page for each type of organisation, and the coverage of themes by types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.basics.labels import label
from generator.content.model.guidance import Theme
from generator.content.model.site import VocabularyEntry
from generator.library.entries import Entry, Link
from generator.library.evidence import Case, Cell
from generator.library.team_facts import TeamFacts, team_facts
from generator.library.whats_new import channel_name
from generator.pages.case_lists import further_part
from generator.pages.cases import CaseCard, PracticeList, case_card, few_practices
from generator.pages.page_context import (
    CASES,
    COVERAGE,
    FEW_LINKS,
    HOME,
    SOURCES,
    TEAMS,
    TYPES,
    Facets,
    ListPart,
    Page,
    PageContext,
    iter_parts,
    shortened,
)

LEVELS = 4
"""Shades of the coverage table, beside none."""


@dataclass(frozen=True)
class TypeItem:
    record: VocabularyEntry
    cases: int
    recommendations: int


@dataclass(frozen=True)
class TypeList:
    items: tuple[TypeItem, ...]
    recommendations_of: int
    no_type: tuple[Link, ...]
    """Case studies whose source doesn't say what kind of organisation it is."""


@dataclass(frozen=True)
class ThemeShown:
    theme: str
    shown: Mapping[str, PracticeList]
    """What the case studies of this type do, by recommendation."""
    not_shown: tuple[str, ...]
    cases: int
    cases_of: int


@dataclass(frozen=True)
class TypePage:
    record: VocabularyEntry
    cases: tuple[CaseCard, ...]
    """The first part of them."""
    turn: ListPart
    count: int
    themes: tuple[ThemeShown, ...]
    shown: int
    recommendations: int
    teams: TeamFacts
    elsewhere: Mapping[str, PracticeList]
    """Of a type without a case study: what other organisations do most, by recommendation."""


@dataclass(frozen=True)
class CoverageCell:
    cases: int
    of: int
    level: int
    """Shade from 0 (none) to 4 (all case studies of the type)."""
    recommendations: int
    recommendations_of: int


@dataclass(frozen=True)
class CoverageRow:
    theme: Link
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True)
class Coverage:
    types: tuple[Link, ...]
    """Each with how many case studies it has."""
    rows: tuple[CoverageRow, ...]
    no_type: tuple[Link, ...]
    total: int


def iter_pages(context: PageContext) -> Iterator[Page]:
    yield _list_page(context)
    for entry in context.organisation_types.values():
        yield from _type_pages(context, entry)


def _list_page(context: PageContext) -> Page:
    items = tuple(
        TypeItem(entry, len(context.evidence.cases_by_type[entry.id]), len(_shown_ids(context, entry.id)))
        for entry in context.organisation_types.values()
    )
    return Page(
        uri="organisation-types/index.md",
        template="organisation_types",
        title=label("Organisation types"),
        summary=context.library.site.introductions.organisation_types,
        made_from="content/vocabulary.yml",
        reviewed=context.library.vocabulary.reviewed,
        data=TypeList(items, len(context.library.recommendations), _no_type(context)),
        has_contents=False,
        facets=Facets(label("Organisation type")),
        breadcrumbs=(HOME,),
        sources=_documents(context, context.library.cases),
        see_also=(TEAMS, COVERAGE, CASES),
    )


def _documents(context: PageContext, cases: Iterable[Case]) -> tuple[Link, ...]:
    """The first of the documents that case studies come from; each case study has its own exact sources."""
    documents = context.documents(reference for case in cases for reference in case.record.sources)
    return shortened(documents, FEW_LINKS, SOURCES.href)


def _no_type(context: PageContext) -> tuple[Link, ...]:
    return shortened(case.link for case in context.evidence.cases_of_no_type)


def _shown_ids(context: PageContext, organisation_type: str) -> set[str]:
    cases = context.evidence.cases_by_type[organisation_type]
    return {practice.recommendation for case in cases for practice in case.record.practices}


def _type_pages(context: PageContext, entry: VocabularyEntry) -> Iterator[Page]:
    parts = iter_parts(context.evidence.cases_by_type[entry.id], _type_uri(context, entry))
    _, first, turn = next(parts)
    page = _type_page(context, entry, first, turn)
    yield page
    yield from (further_part(page, part, turn) for _, part, turn in parts)


def _type_page(context: PageContext, entry: VocabularyEntry, first: tuple[Case, ...], turn: ListPart) -> Page:
    cases = context.evidence.cases_by_type[entry.id]
    themes = tuple(_theme_shown(context, theme, entry.id) for theme in context.library.themes)
    data = TypePage(
        record=entry,
        cases=tuple(case_card(case) for case in first),
        turn=turn,
        count=len(cases),
        themes=themes,
        shown=len(_shown_ids(context, entry.id)),
        recommendations=len(context.library.recommendations),
        teams=team_facts(context.library, context.evidence.cases_by_type[entry.id]),
        elsewhere={} if cases else _most_shown(context),
    )
    shown = {case.href for case in cases}
    return Page(
        uri=_type_uri(context, entry),
        template="organisation_type",
        title=entry.title,
        summary=entry.description or entry.title,
        made_from="content/vocabulary.yml",
        reviewed=context.library.vocabulary.reviewed,
        data=data,
        feed=channel_name("organisation-type", entry.id),
        facets=Facets(label("Organisation type"), types=(entry.title,)),
        breadcrumbs=(HOME, TYPES),
        see_also=(TYPES, COVERAGE),
        sources=_documents(context, cases),
        related=context.mentions("organisation-type", entry.id, shown),
    )


def _most_shown(context: PageContext) -> Mapping[str, PracticeList]:
    """What organisations of other types do most, with one example each."""
    evidence = sorted(context.evidence.by_recommendation.items(), key=lambda item: -len(item[1].cases))
    return {
        name: few_practices(found.seen, context.library.recommendations[name].href, 1)
        for name, found in evidence[:FEW_LINKS]
        if found.seen
    }


def _type_uri(context: PageContext, entry: VocabularyEntry) -> str:
    return context.link("organisation-type", entry.id).href[1:]


def _theme_shown(context: PageContext, theme: Entry[Theme], organisation_type: str) -> ThemeShown:
    shown, not_shown = {}, []
    for recommendation in theme.record.recommendations:
        evidence = context.evidence.by_recommendation[recommendation.id]
        seen = [item for item in evidence.seen if organisation_type in item.case.record.organisation.types]
        if seen:
            page = context.library.recommendations[recommendation.id].href
            shown[recommendation.id] = few_practices(seen, page)
        else:
            not_shown.append(recommendation.id)
    cell = context.evidence.coverage[theme.id, organisation_type]
    return ThemeShown(theme.id, shown, tuple(not_shown), cell.cases, cell.of)


def coverage_of(context: PageContext) -> Coverage:
    """Themes by organisation types, as a table."""
    by_type = context.evidence.cases_by_type
    return Coverage(
        types=tuple(
            context.link("organisation-type", name, str(len(cases))) for name, cases in by_type.items()
        ),
        rows=tuple(
            CoverageRow(
                theme.link,
                tuple(_coverage_cell(context.evidence.coverage[theme.id, name]) for name in by_type),
            )
            for theme in context.library.themes
        ),
        no_type=_no_type(context),
        total=len(context.library.cases),
    )


def _coverage_cell(cell: Cell) -> CoverageCell:
    level = 0 if not cell.cases else max(1, cell.cases * LEVELS // cell.of)
    return CoverageCell(cell.cases, cell.of, level, cell.recommendations, cell.recommendations_of)
