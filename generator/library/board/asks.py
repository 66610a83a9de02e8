"""What a paper can ask a board for, and what is left blank in it.

What belongs to an ask is named by identifiers of the content, since only an editor can judge it: the
recommendations and findings on it. For a post, they follow from its role.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.basics.labels import label
from generator.content.model.people import Role
from generator.library.entries import Entry
from generator.library.library import Library

PARTNERS = "partners"
"""The group of roles that are no posts in clinical informatics."""


@dataclass(frozen=True)
class Ask:
    """Something to ask the board for."""

    id: str
    """Stands in addresses: `team`, `time`, `board`, or the identifier of a role."""
    title: str
    sentence: str
    """What the board is asked to agree to."""
    group: str
    """The title of the group of roles; empty for what is no post."""
    recommendations: tuple[str, ...]
    """What the guidance says about it: the first ones are quoted, all of them decide what is relevant."""
    findings: tuple[str, ...]
    reasons: tuple[str, ...]
    """Why now: findings and recommendations."""
    role: Entry[Role] | None = None


@dataclass(frozen=True)
class Blank:
    """Something that only the reader's organisation can know."""

    id: str
    title: str
    who: str
    """Who can fill it in."""
    is_long: bool = False
    kind: str = "text"
    """The type of the field in a form."""


BLANKS = (
    Blank("organisation", label("Organisation"), label("you")),
    Blank("meeting", label("Board or committee"), label("the board’s secretary")),
    Blank("day", label("Date of the meeting"), label("the board’s secretary"), kind="date"),
    Blank("sponsor", label("Who brings it to the board"), label("the executive in charge of digital")),
    Blank("time", label("How much time: WTE or sessions"), label("the clinical lead, with HR")),
    Blank("cost", label("What it costs in a year"), label("finance")),
    Blank("money", label("Where the money comes from, and for how long"), label("finance")),
    Blank("start", label("From when"), label("HR")),
    Blank("reports", label("Whom it reports to"), label("the executive in charge of digital")),
    Blank("reason", label("Why now, in our organisation"), label("the executive in charge of digital"), True),
    Blank("have", label("What we have today"), label("the clinical lead, with HR"), True),
    Blank("meet", label("How we will meet this here"), label("the clinical lead"), True),
    Blank("measure", label("How we will know that it works"), label("the clinical lead"), True),
)
"""In the order of the paper. Their identifiers stand in what browsers keep: they never change."""


SECTIONS = {
    "advice": label("What we ask for"),
    "reasons": label("Why now"),
    "brings": label("What it brings"),
    "alike": label("What organisations like ours do"),
    "elsewhere": label("In other kinds of organisation"),
    "survey": label("What the survey of 2022 and other reports found"),
    "obstacles": label("What got in others’ way, and how we will meet it"),
    "unknown": label("What we don’t know"),
}
"""In the order of the paper."""
OTHERS = label("What other organisations do")
"""The section "alike" where no case study is of the type of organisation, or no type is chosen."""

_POST = (
    "define-responsibilities", "clear-career-progression", "business-cases-beyond-go-live",
    "flexible-clinical-time", "whole-role-appraisal", "keep-patient-facing-time",
)  # fmt: skip
_ASKS = (
    Ask(
        "team",
        label("A clinical informatics team"),
        label("We ask the board to agree to a clinical informatics team, with the time and money it needs."),
        "",
        (
            "multi-professional-representation", "functions-first", "business-cases-beyond-go-live",
            "identify-as-a-team", "implementation-projects-drive-recruitment", "secondments",
            "regular-meetings", "wider-pool-of-clinicians", "engage-colleagues-for-all-voices",
        ),
        ("team-size-range", "wachter-five-not-met", "successful-teams-share", "main-challenges"),
        ("wachter-team-of-five", "hee-forecast"),
    ),
    Ask(
        "time",
        label("Protected time for clinical informatics"),
        label("We ask the board to agree to time for clinical informatics, protected in contracts."),
        "",
        (
            "flexible-clinical-time", "flex-for-peaks-and-troughs", "keep-patient-facing-time",
            "wider-pool-of-clinicians", "secondments", "whole-role-appraisal",
            "business-cases-beyond-go-live",
        ),
        ("ccio-and-cnio-time", "non-medical-time", "working-together-over-time-share", "success-factors"),
        ("wachter-ccio-time", "business-cases-beyond-go-live"),
    ),
    Ask(
        "board",
        label("A seat at the board for clinical informatics"),
        label("We ask the board to give clinical informatics a seat or a regular place at its meetings."),
        "",
        ("access-to-executives", "where-clinicians-lead", "board-allies", "board-priorities", "team-profile"),
        ("few-on-the-board", "advice-to-the-board", "reporting-lines", "main-challenges"),
        ("board-priorities", "ccio-leads-for-all"),
    ),
)  # fmt: skip
_FINDINGS_OF_POSTS = ("success-factors", "main-challenges", "other-challenges", "most-teams-mixed")
_REASONS_OF_POSTS = ("business-cases-beyond-go-live", "hee-forecast")


def asks(library: Library) -> tuple[Ask, ...]:
    """What papers can ask for: what is no post, then posts in clinical informatics, by group."""
    taken = {ask.id for ask in _ASKS}
    posts = (
        _post(library, role, group.title)
        for group in library.vocabulary.role_groups
        if group.id != PARTNERS
        for role in library.roles
        if role.record.group == group.id and role.id not in taken
    )
    return (*_ASKS, *posts)


def _post(library: Library, role: Entry[Role], group: str) -> Ask:
    known = (finding for group in library.findings.groups for finding in group.findings)
    own = [finding.id for finding in known if role.id in finding.roles]
    short = role.record.abbreviation
    title = label("{title} ({short})", title=role.title, short=short) if short else role.title
    return Ask(
        role.id,
        title,
        label("We ask the board to agree to a post in clinical informatics: {title}.", title=title),
        group,
        _POST,
        tuple(dict.fromkeys([*own, *_FINDINGS_OF_POSTS])),
        _REASONS_OF_POSTS,
        role,
    )
