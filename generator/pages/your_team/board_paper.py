"""The board paper: a form, from which a script puts a paper together, and how such a paper is made up.

Without scripts, the page shows the statements of the paper for a team. With them, readers choose what they
ask for, and what they write stays in their browser (see `outputs.script_data.board_paper`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.basics.labels import Label, label
from generator.checks import identities
from generator.content.model.site import VocabularyEntry
from generator.library.board_paper import BLANKS, OTHERS, SECTIONS, Ask, Blank, Papers, Statement, asks
from generator.library.entries import Link
from generator.pages.cases import told_on_card
from generator.pages.page_context import (
    BOARD_PAPER,
    BUSINESS_CASE,
    CASES,
    FINDINGS,
    HOME,
    Facets,
    Page,
    PageContext,
)


@dataclass(frozen=True)
class ShownStatement:
    record: Statement
    case: Link | None
    told: str
    """Of a case study: when it was told."""
    is_prose: bool
    """Else its text is worked out, and plain."""


@dataclass(frozen=True)
class BoardPaper:
    groups: tuple[tuple[str, tuple[Ask, ...]], ...]
    """What can be asked for, by the title of its group; empty for what is no post."""
    types: tuple[VocabularyEntry, ...]
    blanks: tuple[Blank, ...]
    example: Ask
    titles: Mapping[str, str]
    sections: Mapping[str, tuple[ShownStatement, ...]]
    """Those of the example, by identifier, without empty ones."""


def iter_pages(context: PageContext) -> Iterator[Page]:
    known = asks(context.library)
    paper = Papers(context.library).paper(known[0])
    data = BoardPaper(
        groups=tuple((group, tuple(found)) for group, found in groupby(known, lambda ask: ask.group)),
        types=context.library.vocabulary.organisation_types,
        blanks=BLANKS,
        example=known[0],
        titles=SECTIONS | {"alike": OTHERS},
        sections={name: tuple(map(_shown, found)) for name, found in paper.sections.items() if found},
    )
    yield Page(
        uri=BOARD_PAPER.href[1:],
        template="board_paper",
        title=BOARD_PAPER.title,
        summary=label(
            "Ask your board for a post, a team, protected time or a seat: a paper of one or two pages, in "
            "which every figure has its source and what only you can know is left blank."
        ),
        made_from="generator/library/board_paper.py",
        reviewed=context.library.benefits.reviewed,
        data=data,
        facets=Facets(label("Guidance")),
        has_contents=False,
        breadcrumbs=(HOME,),
        see_also=(BUSINESS_CASE, FINDINGS, CASES),
        related=context.mentions(*identities.BOARD_PAPER.key),
        assets=("stylesheets/board.css", "data/board-paper.js", "javascripts/board.js"),
    )


def _shown(record: Statement) -> ShownStatement:
    case = record.case
    told = told_on_card(case.record) if case else ""
    return ShownStatement(record, case.link if case else None, told, not isinstance(record.text, Label))
