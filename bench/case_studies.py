"""Case studies of about 750 words that nobody wrote, of organisations that do not exist.

The number of a case study decides everything in it, so a larger library begins with the
smaller one.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from bench.prose import Speaker
from generator.library.library import Library

SEED = 2022
STAFF = {
    "small": (900, 4500),
    "medium": (4500, 9000),
    "medium-large": (9000, 14000),
    "large": (14000, 25000),
    "very-large": (25000, 42000),
}
PLACES = (
    "a coastal county", "a large city", "a market town", "a mountain region", "a new town", "an old port",
    "islands", "a rural county", "several boroughs", "two cities", "a valley", "villages and small towns",
)  # fmt: skip
SUBJECTS = (
    "a new patient record", "a shared care record", "champions on every ward", "closing the gap with IT",
    "electronic prescribing", "finding the first clinical leads", "growing from within", "learning together",
    "making time for informatics", "moving to one system", "planning for the next ten years",
    "safer handover", "starting small", "talking to the board", "training that fits the shift",
    "working across sites",
)  # fmt: skip
TITLES = (
    "A person in charge", "A place to meet", "A second pair of eyes", "Clear roles", "Early involvement",
    "Finding the time", "Fixed-term money", "Knowing the work", "Listening first", "Many systems",
    "Old equipment", "People who stay", "Short lines to the top", "Support from above", "Visible results",
)  # fmt: skip
FIRST_DAY = date(2024, 1, 1)


def case_study(number: int, library: Library, speaker: Speaker) -> dict[str, Any]:
    """The data of one case study, as its file has it."""
    chance = Random(f"{SEED}-{number}")
    reviewed = FIRST_DAY + timedelta(days=chance.randrange(1000))
    return {
        "title": f"{chance.choice(SUBJECTS).capitalize()} in {chance.choice(PLACES)} ({number})",
        "kind": chance.choices(["team", "initiative"], [85, 15])[0],
        "summary": speaker.paragraph(chance, 25),
        "organisation": _organisation(chance, library, speaker),
        "interviewed": [{"title": "A lead of the team", "role": chance.choice(library.roles).id}],
        "team": _team(chance, library, speaker),
        "development": _with_reference(chance, library, speaker.paragraph(chance, 50)),
        "remit": speaker.paragraph(chance, 41),
        "success_factors": [_point(chance, speaker) for _ in range(chance.randint(3, 5))],
        "challenges": [_point(chance, speaker) for _ in range(chance.randint(2, 4))],
        "cpd": _cpd(chance, library, speaker),
        "practices": _practices(chance, library, speaker),
        "sources": [chance.choice(library.bibliography.sources).id],
        "publication": {
            "consent": True,
            "visibility": "public",
            "anonymous": True,
            "reviewed": reviewed.isoformat(),
            "review_by": (reviewed + timedelta(days=365)).isoformat(),
        },
    }


def _organisation(chance: Random, library: Library, speaker: Speaker) -> dict[str, Any]:
    types = [entry.id for entry in library.vocabulary.organisation_types]
    size = chance.choice([entry.id for entry in library.vocabulary.sizes])
    low, high = STAFF.get(size, (1000, 20000))
    found: dict[str, Any] = {
        "types": _some(chance, types, 4),
        "size": size,
        "staff": chance.randrange(low, high, 50),
        "staff_is_approximate": chance.random() < 0.5,
        "nation": chance.choice([entry.id for entry in library.vocabulary.nations]),
        "context": speaker.paragraph(chance, 32),
    }
    for name, share in (("types", 0.03), ("size", 0.2), ("staff", 0.3), ("nation", 0.2)):
        if chance.random() < share:
            del found[name]
    if "staff" not in found:
        del found["staff_is_approximate"]
    return found


def _team(chance: Random, library: Library, speaker: Speaker) -> dict[str, Any]:
    roles = _some(chance, [role.id for role in library.roles], 6)
    team: dict[str, Any] = {
        "summary": speaker.paragraph(chance, 41),
        "members": [{"role": role} for role in roles],
        "funding": speaker.paragraph(chance, 25),
    }
    if chance.random() < 0.75:
        team["wte"] = round(chance.uniform(0.2, 14), 1)
        team["headcount"] = chance.randint(15, 40)
    return team


def _point(chance: Random, speaker: Speaker) -> dict[str, str]:
    return {"title": chance.choice(TITLES), "text": speaker.paragraph(chance, 27)}


def _cpd(chance: Random, library: Library, speaker: Speaker) -> dict[str, Any]:
    methods = [entry.id for entry in library.vocabulary.cpd_methods]
    return {"methods": _some(chance, methods, 3), "text": speaker.paragraph(chance, 25)}


def _practices(chance: Random, library: Library, speaker: Speaker) -> list[dict[str, str]]:
    chosen = _some(chance, list(library.recommendations), 9, at_least=3)
    return [{"recommendation": name, "how": speaker.paragraph(chance, 12)} for name in chosen]


def _with_reference(chance: Random, library: Library, text: str) -> str:
    """The text, and behind it a sentence that refers to something else in the guidance."""
    references = [f"role:{role.id}" for role in library.roles]
    references += [f"theme:{theme.id}" for theme in library.themes]
    return f"{text} It has much to do with []({chance.choice(references)})."


def _some(chance: Random, names: list[str], most: int, at_least: int = 1) -> list[str]:
    return chance.sample(names, chance.randint(at_least, min(most, len(names))))
