"""Look for what identifies a person, in every file of content and in its comments too.

A comment never reaches the site, but everybody can read it in the repository.

What is certain is an error: an e-mail address, a phone number, an NHS number with a valid check
digit, a person's name in an anonymous case study. What may be harmless is a warning: a postcode,
the name of an organisation. A comment anywhere in the file that quotes what was found, and says
why it may be public, silences it:

    # not personal: 0300 123 4567 is the public number of a helpline

Nothing silences an NHS number in its usual spelling, or an e-mail address in a case study.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from generator.basics.problem import Problem
from generator.checks.personal_data.names import iter_names, known_names
from generator.checks.personal_data.patterns import iter_numbers_and_addresses
from generator.checks.personal_data.reasons import Reason, iter_reasons, iter_useless
from generator.checks.personal_data.sighting import Lines, Sighting, plain_characters
from generator.content.document import Document

__all__ = ["PREFIX", "find_personal_data", "reasons_by_line"]

PREFIX = "personal-"
"""The codes of all these problems begin with it."""
REMEMBERED = 4_000
"""Documents of a program that looks at them again and again."""


def find_personal_data(
    documents: Iterable[Document], unreadable: Mapping[str, tuple[str, ...]]
) -> list[Problem]:
    """A problem for each thing found. `unreadable`: the lines of files that make no document, by path."""
    documents = tuple(documents)
    names = known_names(documents)
    problems: list[Problem] = []
    for document in documents:
        problems += _find_in(document, names)
    for path, lines in unreadable.items():
        text = plain_characters("\n".join(lines))
        problems += _judge(path, text, list(iter_numbers_and_addresses(text)))
    return problems


@lru_cache(REMEMBERED)  # a document that was not read anew has nothing new to say
def _find_in(document: Document, names: re.Pattern[str] | None) -> tuple[Problem, ...]:
    text = plain_characters(document.text.removesuffix("\n"))
    sightings = [*iter_numbers_and_addresses(text), *iter_names(document, text, names)]
    return tuple(_judge(document.path, text, sightings))


def reasons_by_line(lines: Iterable[str]) -> Mapping[int, str]:
    """Why things that look personal may be public, as a file says it, by the number of the line."""
    found = ((number, list(iter_reasons(line))) for number, line in enumerate(lines, 1))
    return {number: reasons[0].words for number, reasons in found if reasons}


def _judge(path: str, text: str, sightings: list[Sighting]) -> Iterator[Problem]:
    """What is left of the sightings in a file after its reasons, and the reasons that are no use."""
    reasons, used = list(iter_reasons(text)), set[Reason]()
    if not sightings and not reasons:
        return
    lines = Lines(text)
    for sighting in _without_overlaps(sightings):
        covering = [reason for reason in reasons if reason.covers(sighting)]
        if not any(reason.start <= sighting.start < reason.end for reason in covering):
            used.update(covering)
        if not covering or not sighting.may_be_silenced(path):
            yield sighting.as_problem(path, lines)
    yield from iter_useless(path, lines, reasons, used)


def _without_overlaps(sightings: list[Sighting]) -> list[Sighting]:
    """One sighting for each stretch of text: the most certain of those that share some of it."""
    kept: list[Sighting] = []
    for sighting in sorted(sightings, key=lambda each: (not each.is_certain, each.start, -each.end)):
        place = bisect_left(kept, sighting.start, key=lambda each: each.start)
        is_free = place == len(kept) or sighting.end <= kept[place].start
        if is_free and (place == 0 or kept[place - 1].end <= sighting.start):
            kept.insert(place, sighting)
    return kept
