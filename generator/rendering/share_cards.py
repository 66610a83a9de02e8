"""The pictures that other sites show beside a link to a page: one for each kind of page.

They are drawn once, by `python -m tests.browser.cards`, and kept with the theme.
"""

from __future__ import annotations

CARDS = "assets/images/cards/"
SIZE = (1200, 630)
"""Width and height in pixels, as those who show them want it."""

TITLES = {
    "guidance": "Guidance",
    "theme": "Theme",
    "recommendation": "Recommendation",
    "case-study": "Case study",
    "organisation-type": "Organisation type",
    "role": "Role",
    "careers": "Careers",
    "finding": "Findings",
    "guide": "Guide",
    "glossary": "Glossary",
    "source": "Sources",
    "about": "About this site",
}
"""What each card says, by its name."""


def card_of(kind: str) -> str:
    """The name of the card for a kind of page, such as `Case study`."""
    name = kind.lower().replace(" ", "-")
    return name if name in TITLES else "guidance"
