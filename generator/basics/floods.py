"""At most so many problems of one kind for a file, and how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.basics.messages import problem
from generator.basics.problem import Problem, Span

MOST_ALIKE = 50
"""Problems of one kind that are reported of one file."""


def more_alike(path: str, span: Span, code: str, number: int) -> Problem:
    """The last line on a file with many problems of a kind. `span`: of the first that is left out."""
    return problem("more-alike", path, span, code=code, number=number)


def without_floods(problems: Iterable[Problem]) -> list[Problem]:
    """The same, in order, with at most `MOST_ALIKE` of a kind for each file, and how many more there are."""
    counts: Counter[tuple[str, str]] = Counter()
    kept: list[Problem] = []
    first_left_out: dict[tuple[str, str], Span] = {}
    for found in problems:
        kind = found.path, found.code
        counts[kind] += 1
        if counts[kind] <= MOST_ALIKE:
            kept.append(found)
        else:
            first_left_out.setdefault(kind, found.span)
    kept += [
        more_alike(path, span, code, counts[path, code] - MOST_ALIKE)
        for (path, code), span in first_left_out.items()
    ]
    return sorted(kept, key=lambda found: found.sort_key)
