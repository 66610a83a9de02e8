"""Lists of case studies: all, by organisation type, by theme, by role, and by type and theme together.

Without scripts these are the finder; with scripts the first of them becomes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.basics.labels import label
from generator.library.entries import Link
from generator.library.evidence import Case
from generator.pages.cases import CaseCard, case_card
from generator.pages.page_context import (
    CASE_FIGURES,
    CASES,
    HOME,
    TYPES,
    Facets,
    ListPart,
    Page,
    PageContext,
    iter_parts,
    part_title,
)

FINDER = ("stylesheets/finder.css", "data/cases.js", "javascripts/finder.js")


@dataclass(frozen=True)
class NarrowerLists:
    """Lists that narrow another one down, each with how many case studies it has."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class CaseList:
    cards: tuple[CaseCard, ...]
    turn: ListPart
    is_finder: bool
    """Whether scripts make this page the finder."""
    ways: tuple[NarrowerLists, ...]
    no_type: int
    """Of all case studies: how many don't say what kind of organisation they are about."""
    types_without: tuple[str, ...]
    """Organisation types that no case study is about."""


@dataclass(frozen=True)
class _List:
    uri: str
    title: str
    summary: str
    cases: tuple[Case, ...]
    ways: tuple[NarrowerLists, ...]


def iter_pages(context: PageContext) -> Iterator[Page]:
    cards = {case.id: case_card(case) for case in context.library.cases}  # each stands in many lists
    lists = [
        _all(context),
        *_by_type(context),
        *_by_theme(context),
        *_by_role(context),
        *_by_type_and_theme(context),
    ]
    for case_list in lists:
        for part in iter_parts(case_list.cases, case_list.uri):
            yield _page(context, case_list, part, cards)


def _page(
    context: PageContext,
    case_list: _List,
    part: tuple[str, tuple[Case, ...], ListPart],
    cards: Mapping[str, CaseCard],
) -> Page:
    uri, cases, turn = part
    is_finder = uri == "case-studies/index.md"
    without = tuple(name for name, found in context.evidence.cases_by_type.items() if not found)
    data = CaseList(
        cards=tuple(cards[case.id] for case in cases),
        turn=turn,
        is_finder=is_finder,
        ways=case_list.ways if turn.number == 1 else (),
        no_type=len(context.evidence.cases_of_no_type) if is_finder else 0,
        types_without=without if is_finder else (),
    )
    return Page(
        uri=uri,
        template="cases",
        title=part_title(case_list.title, turn),
        summary=case_list.summary,
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=data,
        facets=Facets(label("Case study")),
        has_contents=False,
        assets=FINDER if is_finder else (),
        is_searched=is_finder,
        breadcrumbs=(HOME,) if is_finder else (HOME, CASES),
        sources=context.documents(reference for case in cases for reference in case.record.sources),
        see_also=(TYPES, CASE_FIGURES),
    )


def _all(context: PageContext) -> _List:
    types = tuple(
        Link(context.word("organisation-type", name), f"/case-studies/by-type/{name}.md", str(len(cases)))
        for name, cases in context.evidence.cases_by_type.items()
        if cases
    )
    themes = tuple(
        Link(theme.record.title, f"/case-studies/by-theme/{theme.id}.md", str(len(cases)))
        for theme in context.library.themes
        if (cases := context.evidence.cases_by_theme[theme.id])
    )
    ways = (NarrowerLists(label("By type of organisation"), types), NarrowerLists(label("By theme"), themes))
    summary = context.library.site.introductions.case_studies
    return _List("case-studies/index.md", label("Case studies"), summary, context.library.cases, ways)


def _by_type(context: PageContext) -> Iterator[_List]:
    for name, cases in context.evidence.cases_by_type.items():
        if cases:
            word = context.word("organisation-type", name)
            themes = tuple(
                Link(theme.record.title, f"/case-studies/by-type/{name}/{theme.id}.md", str(cell.cases))
                for theme in context.library.themes
                if (cell := context.evidence.coverage[theme.id, name]).cases
            )
            about = label(
                "All case studies about organisations of this type: [](organisation-type:{name}).", name=name
            )
            ways = (NarrowerLists(label("By theme"), themes),)
            yield _List(
                f"case-studies/by-type/{name}.md",
                label("Case studies: {title}", title=word),
                about,
                cases,
                ways,
            )


def _by_theme(context: PageContext) -> Iterator[_List]:
    for theme in context.library.themes:
        cases = context.evidence.cases_by_theme[theme.id]
        if cases:
            types = tuple(
                Link(
                    context.word("organisation-type", name),
                    f"/case-studies/by-type/{name}/{theme.id}.md",
                    str(cell.cases),
                )
                for name in context.evidence.organisation_types
                if (cell := context.evidence.coverage[theme.id, name]).cases
            )
            about = label(
                "All case studies with at least one practice of this theme: [](theme:{name}).", name=theme.id
            )
            title = label("Case studies: {title}", title=theme.record.title)
            yield _List(
                f"case-studies/by-theme/{theme.id}.md",
                title,
                about,
                cases,
                (NarrowerLists(label("By type of organisation"), types),),
            )


def _by_role(context: PageContext) -> Iterator[_List]:
    for role in context.library.roles:
        cases = context.evidence.cases_by_role[role.id]
        if cases:
            about = label(
                "All case studies whose team has this role, or that somebody in it told: [](role:{name}).",
                name=role.id,
            )
            yield _List(
                f"case-studies/by-role/{role.id}.md",
                label("Case studies: {title}", title=role.record.title),
                about,
                cases,
                (),
            )


def _by_type_and_theme(context: PageContext) -> Iterator[_List]:
    for (theme_id, name), cell in context.evidence.coverage.items():
        if cell.cases:
            of_theme = context.evidence.case_ids_by_theme[theme_id]
            cases = tuple(case for case in context.evidence.cases_by_type[name] if case.id in of_theme)
            word, theme = context.word("organisation-type", name), context.word("theme", theme_id)
            about = label(
                "Case studies about [](organisation-type:{name}) with a practice of [](theme:{theme}).",
                name=name,
                theme=theme_id,
            )
            uri = f"case-studies/by-type/{name}/{theme_id}.md"
            yield _List(
                uri, label("Case studies: {title}, {theme}", title=word, theme=theme), about, cases, ()
            )
