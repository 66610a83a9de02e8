"""Whom readers can write to, and what the site keeps in their browser: what the law wants a site to say."""

from __future__ import annotations

from dataclasses import dataclass

from generator.basics.labels import label
from generator.library.library import Library

CONTACT_GUIDES = frozenset({"contact", "accessibility", "contribute"})
"""The guides that say whom to write to."""
PRIVACY_GUIDE = "contact"
"""The guide that says what is kept in a reader's browser."""


@dataclass(frozen=True)
class Contact:
    """Whom to write to. Empty texts where the content doesn't say."""

    owner: str
    """Who runs the site, or this copy of it."""
    email: str


@dataclass(frozen=True)
class Stored:
    """What a script keeps in a reader's browser, and nowhere else."""

    key: str
    what: str
    until: str


UNTIL_CLEARED = label("Until you clear it on that page, or clear your browser's data.")

STORED = (
    Stored(
        "guidance.assessment",
        label("Your answers and notes in the self-assessment."),
        UNTIL_CLEARED,
    ),
    Stored(
        "guidance.assessment.unread",
        label("Answers of the self-assessment that could not be read, so that nothing is lost."),
        UNTIL_CLEARED,
    ),
    Stored("guidance.case-study", label("Your draft in the form for a case study."), UNTIL_CLEARED),
    Stored(
        "guidance.colours", label("Whether you want light or dark colours."), label("Until you change it.")
    ),
    Stored(
        "guidance.compare",
        label("Which case studies you have chosen to compare."),
        label("Until you clear the choice."),
    ),
    Stored(
        "guidance.search-key",
        label("Whether the / key opens the search."),
        label("Until you change it."),
    ),
    Stored(
        "guidance.yours",
        label("What you said about your organisation: its types, its size and its nation."),
        label("Until you press “Forget it”."),
    ),
)
"""By key. A test compares this with the scripts."""


def contact_of(library: Library) -> Contact:
    """Of a copy, those who run the copy."""
    overlay, site = library.overlay, library.site
    if overlay is not None:
        return Contact(overlay.name, overlay.email or "")
    return Contact(site.owner or "", site.email or "")
