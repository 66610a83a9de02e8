"""Look for what identifies a person, in every file of content and in its comments too.

A comment never reaches the site, but everybody can read it in the repository. What is certain is an error:
an e-mail address, a phone number, an NHS number with a valid check digit, a person's name in an anonymous
case study. What may be harmless is a warning: a postcode, the name of an organisation. A comment anywhere
in the file that quotes what was found, and says why it may be public, silences it:

    # not personal: 0300 123 4567 is the public number of a helpline

The thing is quoted, so that a reason covers it alone, wherever it stands: a text below `|` and the body of
a page can hold no comment of their own. Nothing silences an NHS number in its usual spelling, or an e-mail
address in a case study. The import of a completed form asks `find_refused` here what it has to leave out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from generator.basics.messages import problem, say
from generator.basics.problem import Problem
from generator.checks.personal_data.patterns import (
    TITLE,
    Sighting,
    iter_names,
    iter_numbers_and_addresses,
    iter_people,
    known_names,
    plain_characters,
    without_overlaps,
)
from generator.content.document import Document, Lines

__all__ = ["TITLE", "Sighting", "find_in_text", "find_personal_data", "find_refused", "reasons_by_line"]

CASE_STUDIES = "case_studies/"
_SAY_CONTACT = re.compile(r"(?m)^email: *\S+@\S+ *$")
"""The line that gives readers an address to write to, in the files that may have it."""
_HAVE_CONTACT = frozenset({"content/site.yml", "content/overlay.yml"})
REMEMBERED = 4_000
_REASON = re.compile(r"^[ \t]*#[ \t]*not personal\b[ \t]*:?(?P<words>[^\n]*)$", re.MULTILINE | re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST_WORDS = 2
"""What a reason needs beside the thing that it quotes."""


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


def find_refused(text: str, is_anonymous: bool) -> list[Sighting]:
    """What would be an error in a case study's file if it said this, in order and without overlaps."""
    return [sighting for sighting in find_in_text(text, is_anonymous) if sighting.is_certain]


def find_in_text(text: str, is_anonymous: bool) -> list[Sighting]:
    """The same, and what would be a warning."""
    plain = plain_characters(text)
    people = iter_people(plain) if is_anonymous else ()
    return without_overlaps([*iter_numbers_and_addresses(plain), *people])


def reasons_by_line(lines: Iterable[str]) -> Mapping[int, str]:
    """Why things that look personal may be public, as a file says it, by the number of the line."""
    found = ((number, list(_iter_reasons(line))) for number, line in enumerate(lines, 1))
    return {number: reasons[0].words for number, reasons in found if reasons}


@dataclass(frozen=True)
class _Reason:
    start: int
    end: int
    words: str
    """The thing, and why it may be public, with one space between words."""

    def covers(self, sighting: Sighting) -> bool:
        thing = _squeezed(sighting.text)
        return thing in self.words and len(_WORD.findall(self.words.replace(thing, " ", 1))) >= FEWEST_WORDS


def _squeezed(text: str) -> str:
    """One space for each gap, without the sign of a comment that a gap may run over."""
    return " ".join(text.replace("#", " ").split())


def _iter_reasons(text: str) -> Iterator[_Reason]:
    for match in _REASON.finditer(text):
        start = match.start() + match[0].index("#")
        yield _Reason(start, match.end(), _squeezed(match["words"]))


def _judge(path: str, text: str, sightings: list[Sighting]) -> Iterator[Problem]:
    """What is left of the sightings in a file after its reasons, and the reasons that are no use."""
    sightings = [sighting for sighting in sightings if not _is_contact(sighting, path, text)]
    reasons, used = list(_iter_reasons(text)), set[_Reason]()
    if not sightings and not reasons:
        return
    lines = Lines(text)
    for sighting in without_overlaps(sightings):
        covering = [reason for reason in reasons if reason.covers(sighting)]
        if not any(reason.start <= sighting.start < reason.end for reason in covering):
            used.update(covering)
        if not covering or not _may_be_silenced(sighting, path):
            yield _as_problem(sighting, path, lines)
    yield from _iter_useless(path, lines, reasons, used)


def _may_be_silenced(sighting: Sighting, path: str) -> bool:
    """Whether a reason can make it right: not for what can only be a patient or a contact."""
    if sighting.kind == "email":
        return not path.startswith(CASE_STUDIES)
    return not (sighting.kind == "nhs-number" and sighting.is_grouped)


def _is_contact(sighting: Sighting, path: str, text: str) -> bool:
    """Whether it is the address that the site itself gives to its readers."""
    lines = _SAY_CONTACT.finditer(text) if path in _HAVE_CONTACT and sighting.kind == "email" else ()
    return any(line.start() <= sighting.start < line.end() for line in lines)


def _as_problem(sighting: Sighting, path: str, lines: Lines) -> Problem:
    span = lines.span(sighting.start, sighting.end)
    unless = say("personal-unless") if _may_be_silenced(sighting, path) else ""
    return problem(sighting.key, path, span, found=_masked(sighting.text), unless=unless)


def _masked(text: str) -> str:
    """Enough to know it by. The whole would be repeated in logs, which outlive the file."""
    words = " ".join(text.split())
    return f"{words[:2]}…{words[-2:]}" if len(words) > 6 else f"{words[:1]}…"


def _iter_useless(path: str, lines: Lines, reasons: list[_Reason], used: set[_Reason]) -> Iterator[Problem]:
    """Comments that silence nothing. Without words they are a mistake; else what they were for is gone."""
    for reason in reasons:
        span = lines.span(reason.start, reason.end)
        if len(_WORD.findall(reason.words)) < FEWEST_WORDS:
            yield problem("personal-reason-missing", path, span)
        elif reason not in used:
            yield problem("personal-reason-unused", path, span)
