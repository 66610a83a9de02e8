"""What the case studies report of the posts of a role: whom they report to, time, grade, contract, WTE.

Each counts case studies, out of those whose team has the role. The words are those that each
case study reports on its own page; a range of WTE is kept back while so few report it that it
would give their own numbers away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.content.model.team import TeamMember
from generator.library.evidence import Case, members_of
from generator.library.figures.figure import Spread, spread

ASPECTS = ("reports_to", "time", "grade", "contract")
"""The fields of a post that are told in words, in the order in which a reader meets them."""


@dataclass(frozen=True)
class Told:
    """What is reported in one field."""

    words: Mapping[str, int]
    """The case studies that report each wording, the most frequent first."""
    reporting: int


@dataclass(frozen=True)
class RolePosts:
    total: int
    """Case studies whose team has the role."""
    told: Mapping[str, Told]
    """By the name of the field."""
    wte_reporting: int
    """Those that report the WTE of all their posts of the role."""
    wte: Spread | None
    """Of the posts of the role in one case study together; None where too few report it."""


def role_posts(role: str, cases: Iterable[Case]) -> RolePosts:
    """`cases`: among them all whose team has the role."""
    found = [posts for case in cases if (posts := _posts(case, role))]
    known = [wte for posts in found if (wte := _wte(posts)) is not None]
    return RolePosts(
        len(found), {aspect: _told(found, aspect) for aspect in ASPECTS}, len(known), spread(known)
    )


def _posts(case: Case, role: str) -> tuple[TeamMember, ...]:
    return tuple(member for member in members_of(case) if member.role == role)


def _told(found: Iterable[tuple[TeamMember, ...]], aspect: str) -> Told:
    counts: dict[str, int] = {}
    reporting = 0
    for posts in found:
        words = dict.fromkeys(text for post in posts if (text := getattr(post, aspect)))
        reporting += bool(words)
        for text in words:
            counts[text] = counts.get(text, 0) + 1
    return Told(dict(sorted(counts.items(), key=lambda item: -item[1])), reporting)


def _wte(posts: tuple[TeamMember, ...]) -> Decimal | None:
    """None unless every post says it: a part would pass for the whole."""
    known = [post.wte for post in posts if post.wte is not None]
    return sum(known, Decimal(0)) if len(known) == len(posts) else None
