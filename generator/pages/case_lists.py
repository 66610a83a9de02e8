"""The list of all case studies, the page that compares some, and where lists by type, theme and role went.

Without scripts the list is there to read; with scripts its first part becomes the finder. Case studies of one
type of organisation, theme or role are on the page of that type, theme or role.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.labels import label
from generator.library.entries import Link
from generator.library.evidence import Case
from generator.pages.cases import CaseCard, case_card
from generator.pages.page_context import (
    CARDS,
    CASE_FIGURES,
    CASES,
    COVERAGE,
    HOME,
    TYPES,
    Facets,
    ListPart,
    Page,
    PageContext,
    iter_parts,
    part_title,
    part_uri,
)

FINDER = ("stylesheets/finder.css", "data/cases.js", "javascripts/finder.js")
ANCHOR = "case-studies"
"""Where a page of a type or a theme lists its case studies."""
ROLE_ANCHOR = "in-the-case-studies"


@dataclass(frozen=True)
class NarrowerLists:
    """Pages with some of these case studies, each with how many."""

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
class CaseListPart:
    """A further part of the case studies of a type or theme, on a page of its own."""

    of: Link
    """The page with the first part."""
    cards: tuple[CaseCard, ...]
    turn: ListPart


def iter_pages(context: PageContext) -> Iterator[Page]:
    for uri, cases, turn in iter_parts(context.library.cases, CASES.href[1:]):
        yield _page(context, uri, cases, turn)
    yield from _iter_moved(context)


def _page(context: PageContext, uri: str, cases: tuple[Case, ...], turn: ListPart) -> Page:
    is_first = turn.number == 1
    without = tuple(name for name, found in context.evidence.cases_by_type.items() if not found)
    data = CaseList(
        cards=tuple(case_card(case) for case in cases),
        turn=turn,
        is_finder=is_first,
        ways=_ways(context) if is_first else (),
        no_type=len(context.evidence.cases_of_no_type) if is_first else 0,
        types_without=without if is_first else (),
    )
    return Page(
        uri=uri,
        template="cases",
        title=part_title(label("Case studies"), turn),
        summary=context.library.site.introductions.case_studies,
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=data,
        facets=Facets(label("Case study")),
        has_contents=False,
        assets=FINDER if is_first else (),
        is_searched=is_first,
        breadcrumbs=(HOME,) if is_first else (HOME, CASES),
        see_also=(TYPES, CASE_FIGURES),
    )


def _ways(context: PageContext) -> tuple[NarrowerLists, ...]:
    types = tuple(
        context.link("organisation-type", name, str(len(cases)))
        for name, cases in context.evidence.cases_by_type.items()
        if cases
    )
    themes = tuple(
        Link(theme.title, f"{theme.href}#{ANCHOR}", str(len(cases)))
        for theme in context.library.themes
        if (cases := context.evidence.cases_by_theme[theme.id])
    )
    return NarrowerLists(label("By type of organisation"), types), NarrowerLists(label("By theme"), themes)


def further_part(page: Page, cases: tuple[Case, ...], turn: ListPart) -> Page:
    """A part from the second on of the case studies that `page` begins to list."""
    first = Link(page.title, f"/{page.uri}")
    return Page(
        uri=part_uri(page.uri, turn.number),
        template="case_list_part",
        title=part_title(page.title, turn),
        summary=page.summary,
        made_from=page.made_from,
        reviewed=page.reviewed,
        data=CaseListPart(first, tuple(case_card(case) for case in cases), turn),
        facets=page.facets,
        has_contents=False,
        is_searched=False,
        breadcrumbs=(*page.breadcrumbs, first),
    )


def _iter_moved(context: PageContext) -> Iterator[Page]:
    """A redirect from each list that had a page of its own, and from each of its parts."""
    evidence = context.evidence
    for name, cases in evidence.cases_by_type.items():
        target = context.link("organisation-type", name)
        yield from _moved(context, f"by-type/{name}", target, ANCHOR, len(cases))
    for theme in context.library.themes:
        cases = evidence.cases_by_theme[theme.id]
        yield from _moved(context, f"by-theme/{theme.id}", theme.link, ANCHOR, len(cases))
    for role in context.library.roles:
        cases = evidence.cases_by_role[role.id]
        target = context.link("role", role.id)
        yield from _moved(context, f"by-role/{role.id}", target, ROLE_ANCHOR, len(cases))
    for (theme_id, name), cell in evidence.coverage.items():
        target = context.link("organisation-type", name)
        for number in range(1, -(-cell.cases // CARDS) + 1):
            old = part_uri(f"case-studies/by-type/{name}/{theme_id}.md", number)
            yield _redirect(context, old, Link(target.title, f"{target.href}#{theme_id}"))


def _moved(context: PageContext, old: str, target: Link, anchor: str, count: int) -> Iterator[Page]:
    """Old and new lists have parts of one size, so that each part leads to the part with its case studies."""
    for number in range(1, -(-count // CARDS) + 1):
        href = f"{target.href}#{anchor}" if number == 1 else f"/{part_uri(target.href[1:], number)}"
        uri = part_uri(f"case-studies/{old}.md", number)
        yield _redirect(context, uri, Link(target.title, href))


def _redirect(context: PageContext, uri: str, target: Link) -> Page:
    return Page(
        uri=uri,
        template="moved",
        title=target.title,
        summary=target.title,
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=target,
        facets=Facets("Moved"),
        location=target.href,
    )


MOST_COMPARED = 4
"""Case studies that fit side by side, as in scripts/shared/comparison-choice.js."""


@dataclass(frozen=True)
class ReadyComparison:
    """Case studies of one type of organisation, ready to be seen side by side."""

    title: str
    href: str
    cases: tuple[Link, ...]
    more: int
    """Further case studies of the type."""


def iter_compare_pages(context: PageContext) -> Iterator[Page]:
    yield Page(
        uri="compare.md",
        template="compare",
        title=label("Compare case studies"),
        summary=label("Put two to four case studies side by side: what they report and what they practise."),
        made_from="content/site.yml",
        reviewed=context.library.site.reviewed,
        data=tuple(_ready_comparisons(context)),
        facets=Facets(label("Case study")),
        has_contents=False,
        breadcrumbs=(HOME, CASES),
        see_also=(COVERAGE,),
        assets=("stylesheets/compare-page.css", "javascripts/finder.js"),
    )


def _ready_comparisons(context: PageContext) -> Iterator[ReadyComparison]:
    """One for each type of organisation with two case studies or more; those of a team come first."""
    for entry in context.organisation_types.values():
        cases = context.evidence.cases_by_type[entry.id]
        if len(cases) < 2:
            continue
        chosen = sorted(cases, key=lambda case: case.record.kind != "team")[:MOST_COMPARED]
        names = ",".join(case.id for case in chosen)
        yield ReadyComparison(
            entry.title,
            f"/compare.md?cases={names}",
            tuple(case.link for case in chosen),
            len(cases) - len(chosen),
        )
