"""The tools: comparing, your organisation, teams like yours, the self-assessment and the board paper.

The browser keeps what readers say there, and nothing else does. Without scripts, the self-assessment is a
checklist for paper, the groups of teams are folded lists, and the board paper shows its statements for one
request. The data for their scripts are made in `outputs.script_data`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.basics.labels import label
from generator.library.board_paper import BLANKS, OTHERS, SECTIONS, Papers, asks
from generator.library.entries import Link
from generator.library.figures import team_facts
from generator.library.library import Library
from generator.pages.page_context import Page, PageContext, at, one_page

MOST_COMPARED = 4
"""Case studies that fit side by side, as in scripts/shared/comparison-choice.js."""


def iter_pages(context: PageContext) -> Iterator[Page]:
    library = context.library
    yield one_page("compare", tuple(_ready_comparisons(context)))
    yield one_page("your_organisation", library.vocabulary, reviewed=library.site.reviewed)
    yield _teams_page(context)
    yield one_page(
        "self_assessment",
        {
            "themes": library.themes,
            "quick": quick_check(library),
            "states": STATES,
            "longest_note": LONGEST_NOTE,
            "longest_name": LONGEST_NAME,
        },
        related=context.mentions("guide", "self-assessment"),
    )
    yield _board_paper_page(context)


def _ready_comparisons(context: PageContext) -> Iterator[tuple[Link, tuple[Link, ...], int]]:
    """A link to each, what it compares, and how many more there are of the type.

    One for each type of organisation with two case studies or more; those of a team come first.
    """
    for entry in context.organisation_types.values():
        cases = context.evidence.cases_by_type[entry.id]
        if len(cases) > 1:
            chosen = sorted(cases, key=lambda case: case.record.kind != "team")[:MOST_COMPARED]
            href = f"{at('compare').href}?cases={','.join(case.id for case in chosen)}"
            yield Link(entry.title, href), tuple(case.link for case in chosen), len(cases) - len(chosen)


def _teams_page(context: PageContext) -> Page:
    """What is known of teams, by type, size and nation of their organisation. For a reader who has said what
    their organisation is, a script unfolds theirs and puts the others away."""
    evidence = context.evidence
    without = [name for name, cases in evidence.cases_by_type.items() if not cases]
    groups = [
        {
            "id": f"{kind}-{entry.id}",
            "title": label("Size: {size}", size=entry.title) if kind == "size" else entry.title,
            "page": context.link("organisation-type", entry.id) if kind == "type" else None,
            "facts": team_facts(context.library, cases),
        }
        for kind, entry, cases in evidence.groups
        if cases
    ]
    data = {"groups": groups, "without": context.links("organisation-type", without)}
    return one_page("teams_like_yours", data, reviewed=context.newest_case)


STATES = (
    ("not-relevant", label("Not relevant")),
    ("not-started", label("Not started")),
    ("under-way", label("Under way")),
    ("in-place", label("In place")),
)
"""What can be said of a recommendation. The identifiers stand in saved files: they never change."""
LONGEST_NOTE, LONGEST_NAME = 2000, 200
"""Characters."""
QUICK = 10
"""How many questions the quick check has."""


def quick_check(library: Library) -> tuple[str, ...]:
    """The recommendations to ask about first; none where that would be all of them.

    From each theme the one that most case studies show, then those that most show of all the others. Of
    equals, the one that comes first in the guidance.
    """
    if len(library.recommendations) <= QUICK:
        return ()

    def most_shown(names: list[str]) -> list[str]:
        return sorted(names, key=lambda name: -len(library.evidence.by_recommendation[name].cases))

    by_theme = [most_shown([each.id for each in theme.record.recommendations]) for theme in library.themes]
    first = [names[0] for names in by_theme if names]
    others = [name for names in by_theme for name in names[1:]]
    return (*most_shown(first), *most_shown(others))[:QUICK]


def _board_paper_page(context: PageContext) -> Page:
    """A form, from which a script puts a paper together, and how such a paper is made up."""
    known = asks(context.library)
    paper = Papers(context.library).paper(known[0])
    return one_page(
        "board_paper",
        {
            # What can be asked for, by the title of its group, which is empty for what is no post
            "groups": [(group, tuple(found)) for group, found in groupby(known, lambda ask: ask.group)],
            "types": context.library.vocabulary.organisation_types,
            "blanks": BLANKS,
            "example": known[0],
            "titles": SECTIONS | {"alike": OTHERS},
            "sections": {name: found for name, found in paper.sections.items() if found},
        },
        reviewed=context.library.benefits.reviewed,
        related=context.mentions("guide", "board-paper"),
    )
