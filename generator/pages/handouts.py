"""To print and take along: a sheet for each theme, role and organisation type, and the case for a team.

Each says in short what pages of the site say, from the same data. Nothing is written for paper alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from generator.basics.formatting import as_number
from generator.basics.labels import label
from generator.content.model.guidance import Benefits
from generator.content.model.reference import Finding
from generator.library.entries import Link
from generator.library.figures.figure import Figure
from generator.pages.case_figures import CaseFiguresPage
from generator.pages.page_context import (
    BUSINESS_CASE,
    CASE_FIGURES,
    FINDINGS,
    HOME,
    PACKS,
    WHY,
    Page,
    PageContext,
    pack_link,
)
from generator.pages.reference import Row, chart_of

COMPARE = Link(label("Compare case studies"), "/compare.md")
REST = label("with everything that this page leaves out")
STYLE = ("stylesheets/packs.css",)
_KINDS = {
    "theme": label("Themes"),
    "role": label("Roles"),
    "organisation_type": label("Organisation types"),
}
"""The templates of pages that there are packs of, and what a list of them is called."""


@dataclass(frozen=True)
class PackGroup:
    title: str
    packs: tuple[Link, ...]


@dataclass(frozen=True)
class PackList:
    business_case: Link
    compare: Link
    pdf: Link | None
    groups: tuple[PackGroup, ...]


@dataclass(frozen=True)
class Published:
    """A published finding that has numbers."""

    finding: Link
    values: tuple[str, ...]
    """Each with what it is of."""
    out_of: str
    """Its denominator in words; empty where the source doesn't give one."""
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class BusinessCase:
    record: Benefits
    published: tuple[Published, ...]
    counted: tuple[Figure, ...]
    """Figures about quantities, counted from the case studies."""
    cases_of: int


def iter_pages(context: PageContext, pages: Iterable[Page]) -> Iterator[Page]:
    """`pages`: among them those of all themes, roles and organisation types, and those at the top."""
    by_template: dict[str, list[Page]] = {}
    for page in pages:
        by_template.setdefault(page.template, []).append(page)
    packs = [_pack(page) for template in _KINDS for page in by_template[template]]
    yield _list_page(context, packs, by_template["home"][0])
    yield _business_case(context, *(by_template[name][0] for name in ("why", "case_figures")))
    yield from packs


def _pack(page: Page) -> Page:
    return replace(
        page,
        uri=pack_link(f"/{page.uri}").href[1:],
        template=f"pack_{page.template}",
        breadcrumbs=(HOME, PACKS),
        see_also=(
            Link(page.title, f"/{page.uri}", label("with everything that this page leaves out")),
            PACKS,
        ),
        related=(),
        sums_up=f"/{page.uri}",
        feed="",
        has_contents=False,
        is_searched=False,  # a search would find each thing twice
        assets=STYLE,
    )


def _list_page(context: PageContext, packs: list[Page], first: Page) -> Page:
    groups = tuple(
        PackGroup(
            title,
            tuple(Link(page.title, f"/{page.uri}") for page in packs if page.template == f"pack_{template}"),
        )
        for template, title in _KINDS.items()
    )
    return replace(
        first,
        breadcrumbs=(HOME,),
        uri=PACKS.href[1:],
        template="packs",
        title=PACKS.title,
        summary=label("The guidance on paper: short pages for a meeting, and all of it in one piece."),
        data=PackList(BUSINESS_CASE, COMPARE, context.pdf, groups),
        sources=(),
    )


def _business_case(context: PageContext, why: Page, counted: Page) -> Page:
    return replace(
        why,
        uri=BUSINESS_CASE.href[1:],
        template="business_case",
        title=BUSINESS_CASE.title,
        summary=label(
            "What a clinical informatics team brings, what is known of it, and the numbers, each with its "
            "source. On two pages, to argue for a post or a team."
        ),
        data=BusinessCase(
            record=context.library.benefits,
            published=tuple(_published(context)),
            counted=tuple(_counted(counted)),
            cases_of=len(context.library.cases),
        ),
        see_also=(WHY, FINDINGS, CASE_FIGURES, PACKS),
        assets=STYLE,
    )


def _published(context: PageContext) -> Iterator[Published]:
    for finding in context.findings:
        values = tuple(_value(row) for row in chart_of(finding).rows if row.value)
        if values:
            link, sources = context.link("finding", finding.id), context.citations(finding.sources)
            yield Published(link, values, _out_of(finding), sources)


def _value(row: Row) -> str:
    figure = label("{what}: {value}", what=row.label, value=row.value)
    if row.low and row.high:
        figure = label("{figure}, from {low} to {high}", figure=figure, low=row.low, high=row.high)
    return label("{figure} ({note})", figure=figure, note=row.note) if row.note else figure


def _out_of(record: Finding) -> str:
    if record.denominator is None:
        return ""
    number, whom = as_number(record.denominator), record.denominator_of
    out_of = label("{number} {whom}", number=number, whom=whom) if whom else number
    if not record.missing:
        return out_of
    return label("{out_of}; no answer from {number}", out_of=out_of, number=as_number(record.missing))


def _counted(page: Page) -> Iterator[Figure]:
    sections = page.data.sections if isinstance(page.data, CaseFiguresPage) else ()
    return (figure for section in sections for figure in section.figures if figure.spread)
