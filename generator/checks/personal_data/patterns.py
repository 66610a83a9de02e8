"""What identifies a person, in the spellings that people use: addresses, numbers, and names.

The patterns stand in `patterns.toml`, from which the form in the browser has them too. UK phone numbers are
those of the ranges that are in use. Of other countries, every number with a plus or 00 before it counts. The
names on a respondent's form are in no file. People who are named in prose mostly have a title; organisations
are known from elsewhere in the content, or by words such as NHS Foundation Trust that end a name.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from nhs_number.validate import is_valid

from generator.basics.labels import read_table
from generator.basics.messages import MESSAGES, code_of
from generator.content.content_files import identifier_of, is_case_study
from generator.content.document import Document, entries_at, text_at

_TABLE = read_table("generator.checks.personal_data", "patterns")


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
