"""Careers: disciplines, levels, accreditation and ways to keep learning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.basics.labels import label
from generator.content.model.people import Careers
from generator.library.entries import Link
from generator.pages.page_context import (
    CARDS,
    CAREERS,
    CASES,
    FEW_LINKS,
    GUIDES,
    HOME,
    ROLES,
    Facets,
    Page,
    PageContext,
    shortened,
)

MADE_FROM = "content/careers.yml"


@dataclass(frozen=True)
class CpdPage:
    methods: Mapping[str, tuple[Link, ...]]
    """The first case studies that report each method."""
    reported: int
    """Case studies that report at least one of the methods."""
    total: int
    texts: tuple[tuple[Link, str], ...]
    """What case studies say of CPD in their own way."""
    recommendations: tuple[str, ...]


def iter_pages(context: PageContext) -> Iterator[Page]:
    record = context.library.careers
    yield _page(context, "careers", record.introduction, record)
    yield _page(context, "disciplines", record.framework, record)
    yield _page(context, "accreditation", record.accreditation, record)
    yield _cpd_page(context)


TITLES = {
    "careers": label("Careers"),
    "disciplines": label("Disciplines and levels"),
    "accreditation": label("Accreditation"),
}
"""By template."""


def _page(context: PageContext, template: str, summary: str, record: Careers) -> Page:
    is_section_page = template == "careers"
    return Page(
        uri="careers/index.md" if is_section_page else f"careers/{template}.md",
        template=template,
        title=TITLES[template],
        summary=summary,
        made_from=MADE_FROM,
        reviewed=record.reviewed,
        data=record,
        facets=Facets(label("Careers")),
        has_contents=not is_section_page,
        breadcrumbs=(HOME,) if is_section_page else (HOME, CAREERS),
        see_also=(ROLES, GUIDES) if is_section_page else (CAREERS, ROLES),
        sources=(context.documents if is_section_page else context.citations)(record.sources),
    )


def _cpd_page(context: PageContext) -> Page:
    cases = context.library.cases
    record = context.library.careers.cpd
    texts = ((case.link, case.record.cpd.text) for case in cases if case.record.cpd and case.record.cpd.text)
    data = CpdPage(
        methods={
            name: shortened((case.link for case in found), FEW_LINKS, CASES.href)
            for name, found in context.evidence.cases_by_cpd_method.items()
        },
        reported=sum(bool(case.record.cpd and case.record.cpd.methods) for case in cases),
        total=len(cases),
        texts=tuple(texts)[:CARDS],
        recommendations=record.recommendations,
    )
    return Page(
        uri="careers/cpd.md",
        template="cpd",
        title=label("Continuing professional development"),
        summary=record.text,
        made_from=MADE_FROM,
        reviewed=context.library.careers.reviewed,
        data=data,
        facets=Facets(label("Careers")),
        breadcrumbs=(HOME, CAREERS),
        see_also=(CAREERS, ROLES),
        sources=context.citations(record.sources),
    )
