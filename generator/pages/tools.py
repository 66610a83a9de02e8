"""The tools: comparing, your organisation, teams like yours, the self-assessment and the board paper.

The browser keeps what readers say there, and nothing else does. Without scripts, the self-assessment is a
checklist for paper, the groups of teams are folded lists, and the board paper shows its statements for one
request. The data for their scripts are made in `outputs.script_data`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.basics.labels import label
from generator.checks import identities
from generator.library.board_paper import BLANKS, OTHERS, SECTIONS, Papers, asks
from generator.library.entries import Link
from generator.library.figures import team_facts
from generator.library.library import Library
from generator.pages.page_context import Page, PageContext, one_page
from generator.pages.places import at

MOST_COMPARED = 4
"""Case studies that fit side by side, as in scripts/shared/comparison-choice.js."""


def iter_compare_pages(context: PageContext) -> Iterator[Page]:
    yield one_page(
        "compare",
        data=tuple(_ready_comparisons(context)),
    )


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


def iter_your_organisation_pages(context: PageContext) -> Iterator[Page]:
    yield one_page(
        "your_organisation",
        reviewed=context.library.site.reviewed,
        data=context.library.vocabulary,
    )


def iter_team_pages(context: PageContext) -> Iterator[Page]:
    """What is known of teams, by type, size and nation of their organisation.

    For a reader who has said what their organisation is, a script unfolds theirs and puts the others away.
    """
    without = [name for name, cases in context.evidence.cases_by_type.items() if not cases]
    yield one_page(
        "teams_like_yours",
        reviewed=context.newest_case,
        data={
            "groups": tuple(_iter_groups(context)),
            "without": context.links("organisation-type", without),
        },
    )


def _iter_groups(context: PageContext) -> Iterator[dict[str, object]]:
    """Those with a case study: `type-acute`, `size-small`, `nation-wales`. Only types have a page."""
    words, cases = context.library.vocabulary, context.library.cases
    listed = {"type": words.organisation_types, "size": words.sizes, "nation": words.nations}
    for kind, entries in listed.items():
        for entry in entries:
            if kind == "type":
                found = context.evidence.cases_by_type[entry.id]
            else:
                found = tuple(case for case in cases if getattr(case.record.organisation, kind) == entry.id)
            if found:
                yield {
                    "id": f"{kind}-{entry.id}",
                    "title": label("Size: {size}", size=entry.title) if kind == "size" else entry.title,
                    "page": context.link("organisation-type", entry.id) if kind == "type" else None,
                    "facts": team_facts(context.library, found),
                }


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


def iter_self_assessment_pages(context: PageContext) -> Iterator[Page]:
    yield one_page(
        "self_assessment",
        data={
            "themes": context.library.themes,
            "quick": quick_check(context.library),
            "states": STATES,
            "longest_note": LONGEST_NOTE,
            "longest_name": LONGEST_NAME,
        },
        related=context.mentions(*identities.SELF_ASSESSMENT.key),
    )


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


def iter_board_paper_pages(context: PageContext) -> Iterator[Page]:
    """A form, from which a script puts a paper together, and how such a paper is made up."""
    known = asks(context.library)
    paper = Papers(context.library).paper(known[0])
    yield one_page(
        "board_paper",
        reviewed=context.library.benefits.reviewed,
        data={
            # What can be asked for, by the title of its group, which is empty for what is no post
            "groups": [(group, tuple(found)) for group, found in groupby(known, lambda ask: ask.group)],
            "types": context.library.vocabulary.organisation_types,
            "blanks": BLANKS,
            "example": known[0],
            "titles": SECTIONS | {"alike": OTHERS},
            "sections": {name: found for name, found in paper.sections.items() if found},
        },
        related=context.mentions(*identities.BOARD_PAPER.key),
    )
