"""Teams like yours: what is known of teams, by type, size and nation of their organisation.

All groups stand in the page, folded, so that it works without scripts. For a reader who has said what their
organisation is, a script unfolds theirs and puts the others away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.basics.labels import label
from generator.content.model.site import VocabularyEntry
from generator.library.entries import Link
from generator.library.evidence import Case
from generator.library.team_facts import TeamFacts, team_facts
from generator.pages.page_context import CASE_FIGURES, CASES, HOME, TEAMS, TYPES, Facets, Page, PageContext


@dataclass(frozen=True)
class TeamGroup:
    id: str
    """Such as `type-acute`, `size-small` or `nation-wales`."""
    title: str
    page: Link | None
    """The page of an organisation type; sizes and nations have none."""
    facts: TeamFacts


@dataclass(frozen=True)
class TeamsPage:
    groups: tuple[TeamGroup, ...]
    """Those with a case study."""
    without: tuple[Link, ...]
    """Organisation types without one."""


def iter_pages(context: PageContext) -> Iterator[Page]:
    groups = tuple(_iter_groups(context))
    with_cases = {group.page.href for group in groups if group.page}
    types = context.links("organisation-type", context.organisation_types)
    yield Page(
        uri=TEAMS.href[1:],
        template="teams_like_yours",
        title=TEAMS.title,
        summary=label(
            "How teams in organisations like yours are made up, whom they report to, how they are paid for, "
            "and what helped or got in the way."
        ),
        made_from="content/vocabulary.yml",
        reviewed=max(
            (case.record.publication.reviewed for case in context.library.cases),
            default=context.library.site.reviewed,
        ),
        data=TeamsPage(groups, tuple(link for link in types if link.href not in with_cases)),
        facets=Facets(label("Organisation type")),
        tab="organisation-types/",
        is_searched=False,  # the page of each type says the same
        has_contents=False,
        breadcrumbs=(HOME, TYPES),
        see_also=(TYPES, CASES, CASE_FIGURES),
        assets=("stylesheets/yours.css", "javascripts/teams.js"),
    )


def _iter_groups(context: PageContext) -> Iterator[TeamGroup]:
    words = context.library.vocabulary
    for entry in words.organisation_types:
        cases = context.evidence.cases_by_type[entry.id]
        page = context.link("organisation-type", entry.id)
        yield from _group(context, "type", entry, cases, page)
    for kind, entries in {"size": words.sizes, "nation": words.nations}.items():
        for entry in entries:
            cases = tuple(
                case for case in context.library.cases if getattr(case.record.organisation, kind) == entry.id
            )
            yield from _group(context, kind, entry, cases, None)


def _group(
    context: PageContext, kind: str, entry: VocabularyEntry, cases: tuple[Case, ...], page: Link | None
) -> Iterator[TeamGroup]:
    if cases:
        title = label("Size: {size}", size=entry.title) if kind == "size" else entry.title
        yield TeamGroup(f"{kind}-{entry.id}", title, page, team_facts(context.library, cases))
