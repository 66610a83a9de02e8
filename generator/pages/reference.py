"""What the guidance rests on: glossary, sources, published findings as charts, and the case for a team."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from generator.basics.addresses import section_address
from generator.basics.labels import as_number
from generator.content.model.guidance import Finding, Since, Source, Term
from generator.library.figures import figures_of
from generator.pages.page_context import Page, PageContext, one_page


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


def iter_pages(context: PageContext) -> Iterator[Page]:
    library = context.library
    yield _glossary_page(context)
    sources = library.bibliography
    groups = {
        role: [_source(context, each) for each in _in_order(sources.sources, role)]
        for role in ("read", "cited", "later")
    }
    yield one_page("sources", groups, summary=sources.introduction)
    findings = library.findings
    scales = {name: _scale(finding) for name, finding in library.findings_by_id.items()}
    yield one_page(
        "findings",
        {"groups": findings.groups, "scales": scales},
        summary=findings.introduction,
        sources=context.citations(findings.sources),
    )
    record = library.benefits
    numbered = ((each, [one.value for one in each.values]) for each in library.findings_by_id.values())
    published = [each for each, numbers in numbered if any(number is not None for number in numbers)]
    counted = [figure for figure in figures_of(library) if figure.spread]
    yield one_page(
        "why",
        {"record": record, "published": published, "counted": counted},
        summary=record.introduction,
        sources=context.citations(record.sources),
    )


def _glossary_page(context: PageContext) -> Page:
    record = context.library.glossary
    by_letter: dict[str, list[Term]] = {}
    for term in sorted(record.terms, key=lambda term: (term.term.lower(), term.id)):
        initial = next((letter for letter in term.term.upper() if letter.isalnum()), "#")
        by_letter.setdefault(initial if initial.isalpha() else "0–9", []).append(term)
    names = {term.id: other_names(term) for term in record.terms}
    return one_page(
        "glossary",
        {"letters": dict(sorted(by_letter.items())), "other_names": names},
        summary=record.introduction,
        sources=context.documents(reference for term in record.terms for reference in term.sources or ()),
    )


def _in_order(sources: Iterable[Source], role: str) -> list[Source]:
    """Those with the role: as in the file where the guidance is made from them, else by title."""
    found = [source for source in sources if source.role == role]
    return found if role == "read" else sorted(found, key=lambda source: source.title.lower())


def _source(context: PageContext, source: Source) -> Mapping[str, object]:
    """A source, what has become of it, and the pages that rest on it and on each of its sections."""
    return {
        "record": source,
        "since": tuple(_since(context, source)),
        "rests": len(context.mentions("source", source.id)),
        "rests_on_whole": context.mentions_of_section(source.id, ""),
        "sections": [
            {
                "anchor": section_address(source.id, section.id),
                "name": context.section_name(source, section.id),
                "title": section.title,
                "rests": context.mentions_of_section(source.id, section.id),
            }
            for section in source.sections
        ],
    }


def _since(context: PageContext, source: Source) -> Iterator[Since]:
    """What has become of a source, and of whoever published it."""
    yield from source.since
    for publisher in context.library.bibliography.publishers:
        if publisher.name == source.publisher:
            yield from publisher.since


def _scale(finding: Finding) -> Decimal | None:
    """What the chart's full width stands for: what the unit allows, or the largest number shown."""
    if finding.scale is not None:
        return finding.scale
    numbers = [n for value in finding.values for n in (value.value, value.low, value.high) if n is not None]
    return max(numbers, default=None) or None


def share(number: Decimal, scale: Decimal) -> str:
    """A length in hundredths of the chart's full width, which stands for `scale`."""
    return as_number((min(number, scale) * 100 / scale).quantize(Decimal("0.1")))
