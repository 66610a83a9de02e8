"""How much there is of everything, for `guidance check`."""

from __future__ import annotations

from generator.library.library import Library
from generator.pages import iter_pages


def count_content(library: Library) -> str:
    """A line for each kind of content, with its count."""
    counts = {
        "themes": len(library.themes),
        "recommendations": len(library.recommendations),
        "benefits": len(library.benefits.benefits),
        "case studies": len(library.cases),
        "withheld": library.withheld,
        "practices": sum(len(case.record.practices) for case in library.cases),
        "roles": len(library.roles),
        "disciplines": len(library.careers.disciplines),
        "terms": len(library.glossary.terms),
        "sources": len(library.bibliography.sources),
        "findings": sum(len(group.findings) for group in library.findings.groups),
        "guides": len(library.guides),
        "pages": sum(1 for _ in iter_pages(library)),
    }
    width = max(map(len, counts))
    return "\n".join(f"  {name:<{width}} {count:>6,}" for name, count in counts.items())
