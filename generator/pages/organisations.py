"""A page for each type of organisation, and the coverage of themes by types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.content.model.guidance import Theme
from generator.content.model.site import VocabularyEntry
from generator.library.entries import Entry, Link
from generator.library.evidence import Case, Cell
from generator.library.figures import team_facts
from generator.library.freshness import channel_name
from generator.pages.cases import few_practices, further_part
from generator.pages.page_context import (
    FEW_LINKS,
    ListPart,
    Page,
    PageContext,
    at,
    iter_parts,
    one_page,
    shortened,
)

LEVELS = 4
"""Shades of the coverage table, beside none."""


def iter_pages(context: PageContext) -> Iterator[Page]:
    yield _list_page(context)
    for entry in context.organisation_types.values():
        uri = context.link("organisation-type", entry.id).href[1:]
        parts = iter_parts(context.evidence.cases_by_type[entry.id], uri)
        page = _type_page(context, entry, next(parts))
        yield page
        yield from (further_part(page, part) for part in parts)


def _list_page(context: PageContext) -> Page:
    return one_page(
        "organisation_types",
        summary=context.library.site.introductions.organisation_types,
        data={
            "types": context.library.vocabulary.organisation_types,
            "cases": {name: len(cases) for name, cases in context.evidence.cases_by_type.items()},
            "recommendations": {name: len(_shown_ids(context, name)) for name in context.organisation_types},
            "recommendations_of": len(context.library.recommendations),
            "no_type": _no_type(context),
        },
        sources=_documents(context, context.library.cases),
    )


def _documents(context: PageContext, cases: Iterable[Case]) -> tuple[Link, ...]:
    """The first of the documents that case studies come from; each case study has its own exact sources."""
    documents = context.documents(reference for case in cases for reference in case.record.sources)
    return shortened(documents, FEW_LINKS, at("sources").href)


def _no_type(context: PageContext) -> tuple[Link, ...]:
    """Case studies whose source doesn't say what kind of organisation it is."""
    return shortened(case.link for case in context.evidence.cases_of_no_type)


def _shown_ids(context: PageContext, organisation_type: str) -> set[str]:
    cases = context.evidence.cases_by_type[organisation_type]
    return {practice.recommendation for case in cases for practice in case.record.practices}


def _type_page(context: PageContext, entry: VocabularyEntry, part: ListPart[Case]) -> Page:
    cases = context.evidence.cases_by_type[entry.id]
    return Page(
        at=Link(entry.title, f"/{part.uri}"),
        template="organisation_type",
        summary=entry.description or entry.title,
        made_from="content/vocabulary.yml",
        data={
            "record": entry,
            "part": part,
            "count": len(cases),
            "themes": {theme.id: _shown(context, theme, entry.id) for theme in context.library.themes},
            "shown": len(_shown_ids(context, entry.id)),
            "recommendations": len(context.library.recommendations),
            "teams": team_facts(context.library, cases),
            "elsewhere": {} if cases else _most_shown(context),
        },
        feed=channel_name("organisation-type", entry.id),
        types=(entry.title,),
        sources=_documents(context, cases),
        related=context.mentions("organisation-type", entry.id, {case.href for case in cases}),
    )


def _most_shown(context: PageContext) -> Mapping[str, object]:
    """What organisations of other types do most, with one example of each recommendation."""
    evidence = sorted(context.evidence.by_recommendation.items(), key=lambda item: -len(item[1].cases))
    return {
        name: few_practices(found.seen, context.library.recommendations[name].href, 1)
        for name, found in evidence[:FEW_LINKS]
        if found.seen
    }


def _shown(context: PageContext, theme: Entry[Theme], organisation_type: str) -> Mapping[str, object]:
    """What the case studies of a type do, by recommendation, and the recommendations that none shows."""
    shown, not_shown = {}, []
    for recommendation in theme.record.recommendations:
        evidence = context.evidence.by_recommendation[recommendation.id]
        seen = [item for item in evidence.seen if organisation_type in item.case.record.organisation.types]
        if seen:
            page = context.library.recommendations[recommendation.id].href
            shown[recommendation.id] = few_practices(seen, page)
        else:
            not_shown.append(recommendation.id)
    return {"shown": shown, "not_shown": not_shown}


def coverage_of(context: PageContext) -> Mapping[str, object]:
    """Themes by organisation types, as a table: a row of cells, each with its shade, for each theme."""
    by_type = context.evidence.cases_by_type
    cells = context.evidence.coverage
    return {
        "types": [
            context.link("organisation-type", name, str(len(cases))) for name, cases in by_type.items()
        ],
        "rows": [
            (theme.link, [(cells[theme.id, name], _level(cells[theme.id, name])) for name in by_type])
            for theme in context.library.themes
        ],
        "no_type": _no_type(context),
        "total": len(context.library.cases),
    }


def _level(cell: Cell) -> int:
    """Shade from 0 (none) to 4 (all case studies of the type)."""
    return 0 if not cell.cases else max(1, cell.cases * LEVELS // cell.of)
