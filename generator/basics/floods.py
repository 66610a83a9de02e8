"""At most so many problems of one kind for a file, and how many more there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from generator.basics.messages import problem
from generator.basics.problem import Problem

MOST_ALIKE = 50
"""Problems of one kind that are reported of one file."""


def without_floods(problems: Iterable[Problem]) -> list[Problem]:
    """The problems by their place: at most `MOST_ALIKE` of a kind for each file, and how many more there are.

    Of a kind, those that come first are taken.
    """
    alike: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
    for found in problems:
        alike[found.path, found.code].append(found)
    kept = [found for same in alike.values() for found in same[:MOST_ALIKE]]
    for (path, code), same in alike.items():
        if left_out := same[MOST_ALIKE:]:
            kept.append(problem("more-alike", path, left_out[0].span, code=code, number=len(left_out)))
    return sorted(kept, key=lambda found: found.sort_key)
