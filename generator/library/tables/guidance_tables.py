"""The tables of the guidance: recommendations, themes, roles, findings, words and sources."""

from __future__ import annotations

from generator.content.model.guidance import Recommendation, Theme
from generator.content.model.people import Role
from generator.content.model.reference import Finding, Source, Term, Value
from generator.library.entries import Entry, RecommendationEntry
from generator.library.tables.columns import Column, Table, listed, of, prose


def _recommendation(entry: RecommendationEntry) -> Recommendation:
    return entry.record


RECOMMENDATIONS: Table[RecommendationEntry] = Table(
    "recommendations",
    "a recommendation",
    (
        Column(
            "id",
            "Identifier of the recommendation; its page is recommendations/IDENTIFIER.html.",
            lambda entry, _: entry.id,
        ),
        Column("theme", "The theme that it stands in.", lambda entry, _: entry.theme.id),
        of(Recommendation, "title", _recommendation),
        prose(Recommendation, "text", _recommendation),
        of(Recommendation, "applies_to", _recommendation),
        Column(
            "case_studies",
            "Case studies that put it into practice.",
            lambda entry, facts: listed(
                case.id for case in facts.library.evidence.by_recommendation[entry.id].cases
            ),
        ),
        Column(
            "case_studies_of",
            "How many case studies there are to put it into practice.",
            lambda entry, facts: facts.library.evidence.by_recommendation[entry.id].total,
        ),
        of(Recommendation, "sources", _recommendation),
    ),
    lambda facts: facts.library.recommendations.values(),
)


def _theme(entry: Entry[Theme]) -> Theme:
    return entry.record


def _role(entry: Entry[Role]) -> Role:
    return entry.record


THEMES: Table[Entry[Theme]] = Table(
    "themes",
    "a theme",
    (
        Column(
            "id", "Identifier of the theme; its page is themes/IDENTIFIER.html.", lambda entry, _: entry.id
        ),
        of(Theme, "title", _theme),
        prose(Theme, "summary", _theme),
        of(Theme, "sources", _theme),
    ),
    lambda facts: facts.library.themes,
)

ROLES: Table[Entry[Role]] = Table(
    "roles",
    "a role",
    (
        Column("id", "Identifier of the role; its page is roles/IDENTIFIER.html.", lambda entry, _: entry.id),
        of(Role, "title", _role),
        of(Role, "abbreviation", _role),
        of(Role, "also_called", _role),
        of(Role, "group", _role),
        of(Role, "professions", _role),
        prose(Role, "purpose", _role),
        prose(Role, "where_it_sits", _role),
        Column(
            "ways_in",
            "Ways into it that a source names, by identifier.",
            lambda entry, facts: listed(facts.role_paths[entry.id].ways),
        ),
        Column(
            "disciplines",
            "Disciplines that it belongs to, by identifier.",
            lambda entry, facts: listed(facts.role_paths[entry.id].disciplines),
        ),
        Column(
            "case_studies",
            "Case studies whose team has it, or in which somebody in it was interviewed.",
            lambda entry, facts: listed(case.id for case in facts.library.evidence.cases_by_role[entry.id]),
        ),
        of(Role, "sources", _role),
    ),
    lambda facts: facts.library.roles,
)

FINDINGS: Table[tuple[Finding, Value]] = Table(
    "findings",
    "a number of a published finding; none is worked out from the case studies",
    (
        Column(
            "finding",
            "Identifier of the finding; it stands at findings.html#IDENTIFIER.",
            lambda p, _: p[0].id,
        ),
        of(Finding, "title", lambda pair: pair[0]),
        of(Finding, "measure", lambda pair: pair[0]),
        of(Value, "label", lambda pair: pair[1]),
        of(Value, "value", lambda pair: pair[1]),
        of(Value, "low", lambda pair: pair[1]),
        of(Value, "high", lambda pair: pair[1]),
        of(Finding, "unit", lambda pair: pair[0]),
        of(Value, "note", lambda pair: pair[1]),
        of(Finding, "denominator", lambda pair: pair[0]),
        of(Finding, "denominator_of", lambda pair: pair[0]),
        of(Finding, "missing", lambda pair: pair[0]),
        of(Finding, "sources", lambda pair: pair[0]),
    ),
    lambda facts: (
        (finding, value)
        for group in facts.library.findings.groups
        for finding in group.findings
        for value in finding.values
    ),
)

GLOSSARY: Table[Term] = Table(
    "glossary",
    "a word of the glossary",
    (
        of(Term, "id"),
        of(Term, "term"),
        of(Term, "abbreviation"),
        of(Term, "also"),
        prose(Term, "definition"),
        of(Term, "sources"),
    ),
    lambda facts: facts.library.glossary.terms,
)

SOURCES: Table[Source] = Table(
    "sources",
    "a source",
    tuple(
        of(Source, field)
        for field in (
            "id",
            "cited_as",
            "title",
            "authors",
            "publisher",
            "published",
            "form",
            "role",
            "address",
            "seen",
        )
    ),
    lambda facts: facts.library.bibliography.sources,
)
