"""The glossary, the sources with what rests on each, and the published findings as charts and tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.basics.addresses import section_anchor
from generator.basics.formatting import as_number
from generator.basics.labels import label
from generator.content.model.reference import Finding, FindingGroup, Source, Term, Value
from generator.library.entries import Link
from generator.pages.page_context import (
    CASE_FIGURES,
    CASES,
    GLOSSARY,
    HOME,
    SOURCES,
    WHY,
    Facets,
    Page,
    PageContext,
)


@dataclass(frozen=True)
class SourceList:
    read: tuple[Source, ...]
    cited: tuple[Source, ...]
    rests: Mapping[str, int]
    """How many pages refer to each."""


@dataclass(frozen=True)
class SourceSectionItem:
    anchor: str
    name: str
    title: str
    rests: tuple[Link, ...]


@dataclass(frozen=True)
class SourcePage:
    record: Source
    sections: tuple[SourceSectionItem, ...]
    rests_on_whole: tuple[Link, ...]


def iter_reference_pages(context: PageContext) -> Iterator[Page]:
    yield _glossary_page(context)
    yield _source_list(context)
    for source in context.library.bibliography.sources:
        yield _source_page(context, source)


def _glossary_page(context: PageContext) -> Page:
    record = context.library.glossary
    by_letter: dict[str, list[Term]] = {}
    for term in sorted(record.terms, key=lambda term: (term.term.lower(), term.id)):
        initial = next((letter for letter in term.term.upper() if letter.isalnum()), "#")
        by_letter.setdefault(initial if initial.isalpha() else "0–9", []).append(term)
    return Page(
        uri="glossary.md",
        template="glossary",
        title=label("Glossary"),
        summary=record.introduction,
        made_from="content/glossary.yml",
        reviewed=record.reviewed,
        data=dict(sorted(by_letter.items())),
        facets=Facets(label("Glossary")),
        breadcrumbs=(HOME,),
        sources=context.documents(reference for term in record.terms for reference in term.sources or ()),
        see_also=(SOURCES,),
    )


def _source_list(context: PageContext) -> Page:
    record = context.library.bibliography
    cited = (source for source in record.sources if source.role == "cited")
    return Page(
        uri="sources/index.md",
        template="sources",
        title=label("Sources"),
        summary=record.introduction,
        made_from="content/sources.yml",
        reviewed=record.reviewed,
        data=SourceList(
            read=tuple(source for source in record.sources if source.role == "read"),
            cited=tuple(sorted(cited, key=lambda source: source.title.lower())),
            rests={source.id: len(context.mentions("source", source.id)) for source in record.sources},
        ),
        facets=Facets(label("Source")),
        breadcrumbs=(HOME,),
        see_also=(GLOSSARY, context.page_of_file["content/findings.yml"]),
    )


def _source_page(context: PageContext, source: Source) -> Page:
    data = SourcePage(
        record=source,
        sections=tuple(
            SourceSectionItem(
                anchor=section_anchor(section.id),
                name=context.section_name(source, section.id),
                title=section.title,
                rests=context.mentions_of_section(source.id, section.id),
            )
            for section in source.sections
        ),
        rests_on_whole=context.mentions_of_section(source.id, ""),
    )
    return Page(
        uri=f"sources/{source.id}.md",
        template="source",
        title=source.title,
        summary=source.text,
        made_from="content/sources.yml",
        reviewed=context.library.bibliography.reviewed,
        data=data,
        facets=Facets(label("Source")),
        breadcrumbs=(HOME, SOURCES),
        see_also=(SOURCES,),
    )


@dataclass(frozen=True)
class FindingBar:
    """A row of a chart. Lengths are in hundredths of the chart's full width."""

    label: str
    shown: str
    """The value with its unit, as readers see it."""
    length: str
    range_start: str
    range_length: str
    """Empty when the value has no range."""
    note: str


@dataclass(frozen=True)
class Row:
    label: str
    value: str
    low: str
    high: str
    note: str


@dataclass(frozen=True)
class FindingChart:
    """The numbers of a finding, as a chart and as a table."""

    bars: tuple[FindingBar, ...]
    scale: str
    """The number at the right-hand end of the chart, with its unit."""
    rows: tuple[Row, ...]
    has_range: bool
    has_notes: bool


@dataclass(frozen=True)
class FindingsPage:
    groups: tuple[FindingGroup, ...]
    charts: Mapping[str, FindingChart]
    """By finding."""


def iter_finding_pages(context: PageContext) -> Iterator[Page]:
    record = context.library.findings
    yield Page(
        uri="findings.md",
        template="findings",
        title=label("Findings"),
        summary=record.introduction,
        made_from="content/findings.yml",
        reviewed=record.reviewed,
        data=FindingsPage(record.groups, {finding.id: chart_of(finding) for finding in context.findings}),
        facets=Facets(label("Finding")),
        breadcrumbs=(HOME,),
        see_also=(CASE_FIGURES, WHY, CASES, SOURCES),
        sources=context.citations(record.sources),
    )


def chart_of(finding: Finding) -> FindingChart:
    scale, unit = _scale(finding), finding.unit or ""
    return FindingChart(
        bars=tuple(_bar(value, scale, unit) for value in finding.values) if scale else (),
        scale=_with_unit(scale, unit) if scale else "",
        rows=tuple(_row(value, unit) for value in finding.values),
        has_range=any(value.low is not None or value.high is not None for value in finding.values),
        has_notes=any(value.note for value in finding.values),
    )


def _scale(finding: Finding) -> Decimal | None:
    """What the chart's full width stands for: what the unit allows, or the largest number shown."""
    if finding.scale is not None:
        return finding.scale
    numbers = [n for value in finding.values for n in (value.value, value.low, value.high) if n is not None]
    return max(numbers, default=None) or None


def _bar(value: Value, scale: Decimal, unit: str) -> FindingBar:
    low, high = value.low, value.high
    has_range = low is not None and high is not None
    return FindingBar(
        label=value.label,
        shown=_shown(value, unit),
        length=_share(value.value, scale) if value.value is not None else "",
        range_start=_share(low, scale) if low is not None and has_range else "",
        range_length=_share(high - low, scale) if low is not None and high is not None else "",
        note=value.note or "",
    )


def _share(number: Decimal, scale: Decimal) -> str:
    """A length in hundredths of the chart's width, with one decimal at most."""
    return as_number((min(number, scale) * 100 / scale).quantize(Decimal("0.1")))


def _shown(value: Value, unit: str) -> str:
    range_text: str = ""
    if value.low is not None and value.high is not None:
        range_text = label("{low} to {high}", low=as_number(value.low), high=_with_unit(value.high, unit))
    if value.value is None:
        return range_text
    number = _with_unit(value.value, unit)
    return label("{number} ({range})", number=number, range=range_text) if range_text else number


def _with_unit(number: Decimal, unit: str) -> str:
    """With its unit where that is one of measure. What is counted stands in the chart's caption."""
    if unit == "%":
        return f"{as_number(number)}%"
    return label("{number} WTE", number=as_number(number)) if unit == "WTE" else as_number(number)


def _row(value: Value, unit: str) -> Row:
    def cell(number: Decimal | None) -> str:
        return _with_unit(number, unit) if number is not None else ""

    return Row(value.label, cell(value.value), cell(value.low), cell(value.high), value.note or "")
