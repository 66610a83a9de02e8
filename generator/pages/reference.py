"""What the guidance rests on: glossary, sources, published findings as charts, and the case for a team."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.basics.addresses import section_address
from generator.basics.formatting import as_number
from generator.basics.labels import label
from generator.content.model.guidance import Benefits
from generator.content.model.reference import Finding, FindingGroup, Since, Source, Term, Value
from generator.library.charts import Figure
from generator.library.entries import Link
from generator.library.figures import figure_sections
from generator.pages.page_context import (
    BUSINESS_CASE,
    CASE_FIGURES,
    CASES,
    FINDINGS,
    GLOSSARY,
    HOME,
    SOURCES,
    THEMES,
    Facets,
    Page,
    PageContext,
)


@dataclass(frozen=True)
class GlossaryPage:
    letters: Mapping[str, list[Term]]
    other_names: Mapping[str, tuple[str, ...]]
    """By term."""


@dataclass(frozen=True)
class SectionItem:
    """A section of a source, and the pages that cite it."""

    anchor: str
    name: str
    title: str
    rests: tuple[Link, ...]


@dataclass(frozen=True)
class SourceItem:
    record: Source
    link: Link
    since: tuple[Since, ...]
    """What has become of it, and of whoever published it."""
    rests: int
    """How many pages refer to it."""
    rests_on_whole: tuple[Link, ...]
    sections: tuple[SectionItem, ...]


@dataclass(frozen=True)
class SourceGroup:
    title: str
    sources: tuple[SourceItem, ...]


def iter_reference_pages(context: PageContext) -> Iterator[Page]:
    yield _glossary_page(context)
    yield _sources_page(context)


def other_names(term: Term) -> tuple[str, ...]:
    """What else it is called, without plurals and longer forms: those are only for finding it in texts."""
    names = [_squeezed(name) for name in (term.term, term.abbreviation) if name]
    return tuple(
        other
        for other in term.also
        if not any(_squeezed(other).startswith(name) or name.startswith(_squeezed(other)) for name in names)
    )


def _squeezed(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


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
        data=GlossaryPage(
            dict(sorted(by_letter.items())), {term.id: other_names(term) for term in record.terms}
        ),
        facets=Facets(label("Glossary")),
        breadcrumbs=(HOME,),
        sources=context.documents(reference for term in record.terms for reference in term.sources or ()),
        see_also=(SOURCES,),
    )


SOURCE_GROUPS = {
    "read": label("What this guidance is made from"),
    "cited": label("Documents that those refer to"),
    "later": label("What has happened since"),
}
"""By a source's role."""


def _sources_page(context: PageContext) -> Page:
    record = context.library.bibliography
    groups = (
        SourceGroup(title, tuple(_source_item(context, each) for each in _in_order(record.sources, role)))
        for role, title in SOURCE_GROUPS.items()
    )
    return Page(
        uri=SOURCES.href[1:],
        template="sources",
        title=label("Sources"),
        summary=record.introduction,
        made_from="content/sources.yml",
        reviewed=record.reviewed,
        data=tuple(group for group in groups if group.sources),
        facets=Facets(label("Source")),
        breadcrumbs=(HOME,),
        see_also=(GLOSSARY, FINDINGS),
    )


def _in_order(sources: Iterable[Source], role: str) -> list[Source]:
    """Those with the role: as in the file where the guidance is made from them, else by title."""
    found = [source for source in sources if source.role == role]
    return found if role == "read" else sorted(found, key=lambda source: source.title.lower())


def _source_item(context: PageContext, source: Source) -> SourceItem:
    return SourceItem(
        record=source,
        link=context.link("source", source.id),
        since=tuple(_since(context, source)),
        rests=len(context.mentions("source", source.id)),
        rests_on_whole=context.mentions_of_section(source.id, ""),
        sections=tuple(
            SectionItem(
                anchor=section_address(source.id, section.id),
                name=context.section_name(source, section.id),
                title=section.title,
                rests=context.mentions_of_section(source.id, section.id),
            )
            for section in source.sections
        ),
    )


def _since(context: PageContext, source: Source) -> Iterator[Since]:
    """What has become of a source, and of whoever published it."""
    yield from source.since
    for publisher in context.library.bibliography.publishers:
        if publisher.name == source.publisher:
            yield from publisher.since


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
        data=FindingsPage(
            record.groups,
            {finding.id: chart_of(finding) for finding in context.library.findings_by_id.values()},
        ),
        facets=Facets(label("Finding")),
        breadcrumbs=(HOME,),
        see_also=(CASE_FIGURES, BUSINESS_CASE, CASES, SOURCES),
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


def iter_business_case_pages(context: PageContext) -> Iterator[Page]:
    record = context.library.benefits
    sections = figure_sections(context.library)
    yield Page(
        uri=BUSINESS_CASE.href[1:],
        template="why",
        title=BUSINESS_CASE.title,
        summary=record.introduction,
        made_from="content/benefits.yml",
        reviewed=record.reviewed,
        data=BusinessCase(
            record=record,
            published=tuple(_published(context)),
            counted=tuple(figure for section in sections for figure in section.figures if figure.spread),
        ),
        facets=Facets(label("Guidance")),
        breadcrumbs=(HOME,),
        see_also=(THEMES, FINDINGS, CASE_FIGURES),
        sources=context.citations(record.sources),
    )


def _published(context: PageContext) -> Iterator[Published]:
    for finding in context.library.findings_by_id.values():
        values = tuple(_in_words(row) for row in chart_of(finding).rows if row.value)
        if values:
            link, sources = context.link("finding", finding.id), context.citations(finding.sources)
            yield Published(link, values, _out_of(finding), sources)


def _in_words(row: Row) -> str:
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
