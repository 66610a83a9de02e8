"""Data for the self-assessment: the recommendations with their versions, and what organisations did.

Practices are in files of their own, one for each type, size and nation of organisation and one for all, of
which a browser loads the few that it needs. Each has a few practices of each recommendation, however many
case studies there are; the recommendation's page has all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import Any

from generator.content.content_files import VERSION
from generator.content.model.guidance import Recommendation
from generator.library.evidence import Case, ShownPractice
from generator.library.library import Library
from generator.library.open_data import Plain
from generator.pages.pathways import titles_of_measures
from generator.pages.tools import LONGEST_NAME, LONGEST_NOTE, STATES

MOST_PRACTICES = 5
"""The most practices of one recommendation in a file."""
DIGEST_LENGTH = 12
EVERYTHING = "all"


def assessment_data(library: Library) -> dict[str, Any]:
    return {
        "site": library.site.title,
        "release": VERSION,
        "states": STATES,
        "longest": {"note": LONGEST_NOTE, "name": LONGEST_NAME},
        "types": [[entry.id, entry.title] for entry in library.vocabulary.organisation_types],
        "themes": [
            [
                theme.id,
                theme.record.title,
                [[record.id, record.title, digest_of(record)] for record in theme.record.recommendations],
            ]
            for theme in library.themes
        ],
        "frameworks": [
            [framework.title, titles_of_measures(framework.record)] for framework in library.frameworks
        ],
        "practices": {},
    }


def digest_of(record: Recommendation) -> str:
    """A digest of a recommendation's words. Its sources and its place in the theme don't count."""
    texts = [record.title, record.text, *(point.text for point in record.points), record.especially or ""]
    words = [" ".join(text.split()) for text in texts]
    return sha256(json.dumps(words).encode()).hexdigest()[:DIGEST_LENGTH]


def iter_practices(library: Library, plain: Plain) -> Iterator[tuple[str, dict[str, Any]]]:
    """What organisations did, by group: `all`, `type-acute`, `size-small`, `nation-wales`."""
    newest = {
        identifier: sorted(found.seen, key=_newest_first)
        for identifier, found in library.evidence.by_recommendation.items()
    }
    remembered = cache(plain)  # one practice is in several groups
    for name, cases in _groups(library).items():
        yield name, _practices(library, newest, cases, remembered)


def _newest_first(seen: ShownPractice) -> tuple[int, str]:
    return -seen.case.record.publication.reviewed.toordinal(), seen.case.id


def _groups(library: Library) -> dict[str, tuple[Case, ...]]:
    words = library.vocabulary
    groups = {EVERYTHING: library.cases}
    groups |= {f"type-{name}": cases for name, cases in library.evidence.cases_by_type.items()}
    for kind, entries in {"size": words.sizes, "nation": words.nations}.items():
        for entry in entries:
            groups[f"{kind}-{entry.id}"] = tuple(
                case for case in library.cases if getattr(case.record.organisation, kind) == entry.id
            )
    return groups


def _practices(
    library: Library, newest: dict[str, list[ShownPractice]], cases: tuple[Case, ...], plain: Plain
) -> dict[str, Any]:
    """How many case studies there are, how many show each recommendation, and what the newest of them do."""
    members = {case.id for case in cases}
    titles: dict[str, str] = {}
    shown: dict[str, list[Any]] = {}
    for identifier, seen in newest.items():
        found: dict[str, ShownPractice] = {}
        for item in seen:
            if item.case.id in members:
                found.setdefault(item.case.id, item)
        few = list(found.values())[:MOST_PRACTICES]
        titles |= {item.case.id: library.case_title(item.case) for item in few}
        if found:
            shown[identifier] = [len(found), [[item.case.id, plain(item.practice.how)] for item in few]]
    return {"cases": len(members), "titles": titles, "shown": shown}
