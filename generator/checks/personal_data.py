"""Look for what identifies a person, in every file of content and in its comments too.

A comment never reaches the site, but everybody can read it in the repository. What is certain is an error:
an e-mail address, a phone number, an NHS number with a valid check digit, a person's name in an anonymous
case study. What may be harmless is a warning: a postcode, the name of an organisation. A comment anywhere
in the file that quotes what was found, and says why it may be public, silences it:

    # not personal: 0300 123 4567 is the public number of a helpline

The thing is quoted, so that a reason covers it alone, wherever it stands: a text below `|` and the body of
a page can hold no comment of their own. Nothing silences an NHS number in its usual spelling, or an e-mail
address in a case study. The import of a completed form asks `find_refused` here what it has to leave out.

The patterns stand in `personal_data.toml`, from which the form in the browser has them too. UK phone numbers
are those of the ranges that are in use. Of other countries, every number with a plus or 00 before it counts.
The names on a respondent's form are in no file. People who are named in prose mostly have a title, while
organisations are known from elsewhere in the content, or by words that end a name, such as NHS Trust.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from nhs_number.validate import is_valid

from generator.basics.labels import read_table
from generator.basics.messages import MESSAGES, code_of, problem, say
from generator.basics.problem import Problem
from generator.content.content_files import identifier_of, is_case_study
from generator.content.document import Document, Lines, entries_at, text_at

_TABLE = read_table("generator.checks", "personal_data")


def _read(table: str, ignore_case: Collection[str] = ()) -> Mapping[str, re.Pattern[str]]:
    return {
        name: re.compile(text, re.VERBOSE | (re.IGNORECASE if name in ignore_case else 0))
        for name, text in _TABLE[table].items()
    }


PATTERNS = _read("patterns", _TABLE["ignore_case"])
"""What the form in the browser looks for too, by what it is called there."""
_ALONE, _QUICK = _read("alone"), _read("quick")
_SIGNS, _LAST_WORDS = _TABLE["signs"].split(), _TABLE["last_words"].split()
_NO_NAMES = frozenset(_TABLE["no_names"].split())
TITLE: str = _TABLE["title"]
SHORTEST_NAME = 3
"""A name of no more letters would be found in ordinary words."""

CASE_STUDIES = "case_studies/"
_SAY_CONTACT = re.compile(r"(?m)^email: *\S+@\S+ *$")
"""The line that gives readers an address to write to, in the files that may have it."""
_HAVE_CONTACT = frozenset({"content/site.yml", "content/overlay.yml"})
REMEMBERED = 4_000
_REASON = re.compile(r"^[ \t]*#[ \t]*not personal\b[ \t]*:?(?P<words>[^\n]*)$", re.MULTILINE | re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
FEWEST_WORDS = 2
"""What a reason needs beside the thing that it quotes."""


@dataclass(frozen=True)
class Sighting:
    """One thing in a text that identifies a person or may do so, before anything is decided about it."""

    start: int
    """Offsets in the text, from 0; the end is just behind."""
    end: int
    text: str
    key: str
    is_grouped: bool = False
    """For an NHS number: written in groups of three, three and four, as nothing else is."""

    @property
    def kind(self) -> str:
        """What it is: `email`, `phone`, `nhs-number`, `postcode`, `name` or `organisation`."""
        return code_of(self.key).removeprefix("personal-")

    @property
    def is_certain(self) -> bool:
        return MESSAGES[self.key].severity == "error"


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


def plain_characters(text: str) -> str:
    """The text with ordinary digits, spaces and @ for those that only look different. Its length stays."""
    return text if text.isascii() else _ALONE["unusual"].sub(_usual, text)


def _usual(match: re.Match[str]) -> str:
    character = match[0]
    if character in "\uff20\ufe6b":
        return "@"
    if character == "\uff0b":
        return "+"
    value = unicodedata.digit(character, None)
    return " " if value is None else str(value)


def without_overlaps(sightings: Iterable[Sighting]) -> list[Sighting]:
    """One sighting for each stretch of text: the most certain of those that share some of it, in order."""
    found: list[Sighting] = []
    for sighting in sorted(sightings, key=lambda each: (not each.is_certain, each.start, -each.end)):
        place = bisect_left(found, sighting.start, key=lambda each: each.start)
        is_free = place == len(found) or sighting.end <= found[place].start
        if is_free and (place == 0 or found[place - 1].end <= sighting.start):
            found.insert(place, sighting)
    return found


_IN_ADDRESS = {
    "personal-phone": "personal-phone/in-address",
    "personal-nhs-number": "personal-nhs-number/in-address",
}
"""Inside a web address, most numbers of that length are something else's."""


def iter_numbers_and_addresses(text: str) -> Iterator[Sighting]:
    """Everything found in a file's text, in no order, with overlaps."""
    yield from _emails(text)
    sightings = [*_phones(text), *_nhs_numbers(text), *_postcodes(text)]
    addresses = [match.span() for match in PATTERNS["web_address"].finditer(text)] if sightings else []
    references = [match.span() for match in PATTERNS["reference"].finditer(text)] if sightings else []
    for sighting in sightings:
        if not _within(sighting, references):
            key = (
                _IN_ADDRESS.get(sighting.key, sighting.key) if _within(sighting, addresses) else sighting.key
            )
            yield replace(sighting, key=key)


def _emails(text: str) -> Iterator[Sighting]:
    may_be_signed = any(sign in text for sign in _SIGNS) or _QUICK["email"].search(text)
    for match in PATTERNS["email"].finditer(text) if may_be_signed else ():
        yield Sighting(*match.span(), match[0], "personal-email")
    for match in PATTERNS["spelled_out"].finditer(text) if _QUICK["spelled_out"].search(text) else ():
        yield Sighting(*match.span(), match[0], "personal-email")


def _phones(text: str) -> Iterator[Sighting]:
    """UK numbers, those of other countries, and UK numbers with strokes."""
    for name, end_of in (("phone", _end_of_uk_phone), ("international", re.Match[str].end)):
        position, pattern = 0, PATTERNS[name]
        for start in _QUICK[name].finditer(text):
            before = max(0, start.start() - 1)
            match = pattern.match(text, before) or pattern.match(text, start.start())
            if match and match.start() >= position and (end := end_of(match)):
                position = _with_extension(end, text)
                yield _phone(match.start(), position, text)
    for match in PATTERNS["slashed"].finditer(text):
        if PATTERNS["trunk"].fullmatch(match[0].replace("/", "")):
            yield _phone(match.start(), _with_extension(match.end(), text), text)


def _phone(start: int, end: int, text: str) -> Sighting:
    return Sighting(start, end, text[start:end], "personal-phone")


def _with_extension(end: int, text: str) -> int:
    extension = PATTERNS["extension"].match(text, end)
    return extension.end() if extension else end


def _end_of_uk_phone(match: re.Match[str]) -> int:
    """Where the number ends, which may be before other figures; 0 when it is none."""
    country, text = match["country"] or "", match.string
    ends = [end for end in range(match.end(), match.start(), -1) if not text[end : end + 1].isalnum()]
    for end in ends:
        digits = re.sub(r"[^0-9]", "", text[match.start() + len(country) : end])
        if text[end - 1].isdigit() and PATTERNS["trunk"].fullmatch("0" + digits if country else digits):
            return end
    return 0


def _nhs_numbers(text: str) -> Iterator[Sighting]:
    """Also numbers that are never issued: test data has no place here, and looks like a patient's."""
    for match in PATTERNS["nhs_number"].finditer(text):
        gaps = bool(match["gap"]), bool(match["other_gap"])
        digits = re.sub(r"[^0-9]", "", match[0])
        if gaps[0] == gaps[1] and is_valid(digits):
            yield Sighting(*match.span(), match[0], "personal-nhs-number", is_grouped=gaps[0])


def _postcodes(text: str) -> Iterator[Sighting]:
    for match in PATTERNS["postcode"].finditer(text) if _QUICK["postcode"].search(text) else ():
        is_ordinal = _ALONE["ordinal"].search(match[0]) is not None
        is_word = not match["gap"] and match[0] != match[0].upper()
        if not is_ordinal and not is_word:
            yield Sighting(*match.span(), match[0], "personal-postcode")


def _within(sighting: Sighting, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, sighting.start, key=lambda span: span[0]) - 1
    return index >= 0 and sighting.start < spans[index][1]


def known_names(documents: Iterable[Document]) -> re.Pattern[str] | None:
    """Finds the organisations and authors that the content names in public, as whole words."""
    names = {name for document in documents for name in _named_in(document) if len(name) > SHORTEST_NAME}
    if not names:
        return None
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    spaced = (r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(rf"(?:{'|'.join(spaced)})(?!\w)")


def _named_in(document: Document) -> Iterator[str]:
    if is_case_study(document.path) and not _is_anonymous(document):
        yield text_at(document.data, "organisation", "name").strip()
    elif document.path == "content/sources.yml":
        for source in entries_at(document.data, "sources"):
            # A body that publishes is no person, and case studies may well refer to it.
            authors = re.split(r",|;| and |&", text_at(source, "authors").strip())
            yield from {author.strip() for author in authors} - {text_at(source, "publisher").strip()}


def iter_names(document: Document, text: str, known: re.Pattern[str] | None) -> Iterator[Sighting]:
    """Names in the text of an anonymous case study, in no order, with overlaps."""
    if not is_case_study(document.path) or not _is_anonymous(document):
        return
    yield from iter_people(text)
    for match in known.finditer(text) if known else ():
        if not text[max(0, match.start() - 1) : match.start()].isalnum():
            yield Sighting(*match.span(), match[0], "personal-organisation")
    may_hold_one = any(word in text for word in _LAST_WORDS)
    for match in _ALONE["organisation"].finditer(text) if may_hold_one else ():
        start = match.start() + _before_name(match[0])
        if not _ALONE["ends"].fullmatch(text[start : match.end()]):
            yield Sighting(start, match.end(), text[start : match.end()], "personal-organisation")
    yield from _in_file_name(document.path, known)


def iter_people(text: str) -> Iterator[Sighting]:
    for match in PATTERNS["person"].finditer(text) if _QUICK["person"].search(text) else ():
        key = "personal-name" if match["title"] else "personal-name/unsure"
        yield Sighting(*match.span(), match[0], key)


def _before_name(found: str) -> int:
    """How much of what was found stands before the name: `In the Valley NHS Trust` begins with two words."""
    start = 0
    for word in re.finditer(r"\S+\s+", found):
        if word[0].strip() not in _NO_NAMES and word[0][0].isupper():
            break
        start = word.end()
    return start


def _in_file_name(path: str, known: re.Pattern[str] | None) -> Iterator[Sighting]:
    words = " ".join(word.capitalize() for word in identifier_of(path).split("-"))
    match = known.search(words) if known else None
    if match:
        yield Sighting(0, 0, match[0], "personal-organisation/file-name")


def _is_anonymous(document: Document) -> bool:
    """A case study that doesn't say counts as anonymous."""
    return text_at(document.data, "publication", "anonymous").strip() != "false"
