"""What identifies a person, in the spellings that people use: addresses, numbers, and names.

UK phone numbers are those of the ranges that are in use. Of other countries, every number with a plus or 00
before it counts. The form in the browser has the same patterns (`outputs.script_data.case_form`). The names
on a respondent's form are in no file. People who are named in prose mostly have a title; organisations are
known from elsewhere in the content, or by words such as NHS Foundation Trust that end a name.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from nhs_number.validate import is_valid

from generator.basics.messages import MESSAGES, code_of
from generator.content.content_files import identifier_of, is_case_study
from generator.content.document import Document, entries_at, text_at

_UNUSUAL = re.compile(r"[^\D0-9]|[\uff0b\uff20\ufe6b\u00a0\u00ad\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]")
"""Digits of other scripts, wide signs, spaces that only look like one, and signs that nobody sees."""


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
    return text if text.isascii() else _UNUSUAL.sub(_usual, text)


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


# A pattern that begins with a character, and looks behind it only then, is found several times faster.
# One separator inside a number: a space, a dash, a dot, or the end of a line with its indentation. All
# repetitions are bounded, so that no text takes long.
_LINE_END = r"[ \t]{0,3}\n[ \t]{0,80}(?:\#[ \t]{0,80})?"
_GAP = rf"(?:[ \t]{{1,3}}|[ \t]?[-.\u2010-\u2015][ \t]?|{_LINE_END})"
_AT = (
    r"(?:[ \t]{0,2}(?:@|%40|&\#64;|&\#[xX]40;|&commat;|\\x40|\\u0040)[ \t]{0,2}"
    r"|[ \t]?[\[({][ \t]?(?:[aA][tT]|@)[ \t]?[\])}][ \t]?)"
)
_DOT = (
    r"(?:\.|[ \t]{1,2}\.[ \t]{0,2}|[ \t](?:dot|DOT)[ \t]"
    r"|[ \t]?[\[({][ \t]?(?:[dD][oO][tT]|\.)[ \t]?[\])}][ \t]?)"
)
_SIGNS = ("@", "%40", "&#64", "&#x40", "&#X40", "&commat", "\\x40", "\\u0040")
_SPELLED_AT = re.compile(r"[\[({][ \t]?[aA][tT][ \t]?[\])}]")
EMAIL = re.compile(
    rf"(?<![\w.+-])[^\W_][\w.+'\u2019-]{{0,63}}{_AT}[^\W_](?:[\w-]{{0,62}}[^\W_])?"
    rf"(?:{_DOT}[^\W_](?:[\w-]{{0,62}}[^\W_])?){{1,6}}",
    re.VERBOSE,
)
SPELLED_OUT = re.compile(
    r"(?<![\w.+-])(?:[a-z0-9]{1,32}(?:(?:[._-]|\ dot\ )[a-z0-9]{1,32}){0,4}\ at\ [a-z0-9-]{1,63}"
    r"(?:(?:\.|\ dot\ )[a-z0-9-]{1,63}){0,4}\ dot\ "
    r"|[a-z]{2,32}[._][a-z]{2,32}\ at\ [a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,4}\.)"
    r"(?:uk|net|org|com|scot|wales|cymru|eu|ie|info)(?!\w)",
    re.IGNORECASE,
)
"""`jane dot doe at example dot org`, and `jane.doe at example.org`; not `published at example.org`."""
_MAY_BE_SPELLED_OUT = re.compile(r" dot | DOT |[._][A-Za-z]{2,32} (?:at|AT) ")
PHONE = re.compile(
    rf"""
    (?<![\w/+]) (?<![0-9][-.,])
    (?: (?P<country> (?:\((?=[+0]{{1,2}}[ ]?44\)))? (?:\+|00) {_GAP}? 44 \)? {_GAP}? (?:\(? 0 \)? {_GAP}?)? )
      | (?:\((?=0[0-9]{{2,5}}\)))? 0 (?=[1-9][0-9]) )
    [1-9] (?: (?:{_GAP} | \){_GAP}? | [ ]?\([ ]?)? [0-9] ){{6,12}}
    """,
    re.VERBOSE,
)
_PHONE_START = re.compile(r"0(?<![0-9/+]0)[1-9][0-9]|\+|00[ ]?44|00\n")
INTERNATIONAL = re.compile(
    rf"""
    (?<![\w/+]) (?<![0-9][-.,])
    (?: \((?=(?:\+|00)[0-9]{{1,4}}\)) )? (?:\+|00) {_GAP}? (?!44|4{_GAP}4) [1-9]
    (?: (?:{_GAP} | \){_GAP}? | [ ]?\([ ]? | / )? [0-9] ){{8,14}} (?![\w])
    """,
    re.VERBOSE,
)
"""A number of another country: nine to fifteen figures, its code among them."""
_INTERNATIONAL_START = re.compile(r"\+|00")
SLASHED = re.compile(r"(?<![\w/+.-])0[1-9][0-9]{1,4}(?:/[0-9]{3,8}){1,2}(?![\w/])")
"""A UK number with strokes in it. A date has fewer figures between them."""
EXTENSION = re.compile(r"[ ,]{0,2}(?:[eE]xt(?:ension|n)?\.?|x)[ ]{0,2}[0-9]{1,6}(?![\w])")
NHS_NUMBER = re.compile(
    rf"""
    [0-9] (?<![\w/].) (?<![0-9][-.,].)
    [0-9]{{2}} (?P<gap>{_GAP}?) [0-9]{{3}} (?P<other_gap>{_GAP}?) [0-9]{{4}}
    (?![\w/]) (?![-.,][0-9])
    """,
    re.VERBOSE,
)
_AREAS = (
    "ZE YO WV WS WR WN WF WD WC WA W UB TW TS TR TQ TN TF TD TA SY SW ST SS SR SP SO SN SM SL SK SG "
    "SE SA S RM RH RG PR PO PL PH PE PA OX OL NW NR NP NN NG NE N ML MK ME M LU LS LN LL LE LD LA L "
    "KY KW KT KA JE IV IP IM IG HX HU HS HR HP HG HD HA GY GU GL G FY FK EX EN EH EC E DY DT DN DL "
    "DH DG DE DD DA CW CV CT CR CO CM CH CF CB CA BX BT BS BR BN BL BH BF BD BB BA B AL AB"
)
POSTCODE = re.compile(
    rf"(?<![\w/])(?:(?:{_AREAS.replace(' ', '|')})[0-9][0-9A-HJKMNPR-Y]?)"
    rf"(?P<gap>[ \t]{{0,3}}|{_LINE_END})[0-9][ABD-HJLNP-UW-Z]{{2}}(?![\w/])",
    re.IGNORECASE,
)
_INWARD = re.compile(r"[0-9](?!st|nd|rd|th)[ABD-HJLNP-UW-Zabd-hjlnp-uw-z]{2}(?!\w)")
"""How a postcode ends: a quick look, too."""
_ORDINAL = re.compile(r"[0-9](?:st|nd|rd|th)")
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
REFERENCE = re.compile(
    r"\b(?:ISBN|ISSN)(?:-1[03])?[:\s]{0,3}[0-9][0-9Xx \-]{7,16}|\b10\.[0-9]{4,9}/[^\s<>\"]+"
)

TRUNK = re.compile(
    r"0(?:1[0-9]{8,9}|2[03489][0-9]{8}|3[0347][0-9]{8}|5[56][0-9]{8}|7[0-9]{9}|8[0-9]{8,9}|8001111|845464[0-9]|9[0-9]{9})"
)
"""National numbers in the ranges that are in use, as digits from the leading 0."""


_IN_ADDRESS = {
    "personal-phone": "personal-phone/in-address",
    "personal-nhs-number": "personal-nhs-number/in-address",
}
"""Inside a web address, most numbers of that length are something else's."""


def iter_numbers_and_addresses(text: str) -> Iterator[Sighting]:
    """Everything found in a file's text, in no order, with overlaps."""
    yield from _emails(text)
    sightings = [*_uk_phones(text), *_phones(text), *_nhs_numbers(text), *_postcodes(text)]
    addresses = [match.span() for match in WEB_ADDRESS.finditer(text)] if sightings else []
    references = [match.span() for match in REFERENCE.finditer(text)] if sightings else []
    for sighting in sightings:
        if not _within(sighting, references):
            key = (
                _IN_ADDRESS.get(sighting.key, sighting.key) if _within(sighting, addresses) else sighting.key
            )
            yield replace(sighting, key=key)


def _emails(text: str) -> Iterator[Sighting]:
    may_be_signed = any(sign in text for sign in _SIGNS) or _SPELLED_AT.search(text)
    for match in EMAIL.finditer(text) if may_be_signed else ():
        yield Sighting(*match.span(), match[0], "personal-email")
    for match in SPELLED_OUT.finditer(text) if _MAY_BE_SPELLED_OUT.search(text) else ():
        yield Sighting(*match.span(), match[0], "personal-email")


def _phones(text: str) -> Iterator[Sighting]:
    position = 0
    for start in _INTERNATIONAL_START.finditer(text):
        before = max(0, start.start() - 1)
        match = INTERNATIONAL.match(text, before) or INTERNATIONAL.match(text, start.start())
        if match and match.start() >= position:
            position = _with_extension(match.end(), text)
            yield _phone(match.start(), position, text)
    for match in SLASHED.finditer(text):
        if TRUNK.fullmatch(match[0].replace("/", "")):
            yield _phone(match.start(), _with_extension(match.end(), text), text)


def _phone(start: int, end: int, text: str) -> Sighting:
    return Sighting(start, end, text[start:end], "personal-phone")


def _with_extension(end: int, text: str) -> int:
    extension = EXTENSION.match(text, end)
    return extension.end() if extension else end


def _uk_phones(text: str) -> Iterator[Sighting]:
    position = 0
    for start in _PHONE_START.finditer(text):
        before = max(0, start.start() - 1)
        match = PHONE.match(text, before) or PHONE.match(text, start.start())
        if match and match.start() >= position:
            end = _end_of_phone(match, text)
            if end:
                yield _phone(match.start(), end, text)
            position = end or position


def _end_of_phone(match: re.Match[str], text: str) -> int:
    """Where the number ends, which may be before other figures; 0 when it is none."""
    country = match["country"] or ""
    ends = [end for end in range(match.end(), match.start(), -1) if not text[end : end + 1].isalnum()]
    for end in ends:
        digits = re.sub(r"[^0-9]", "", text[match.start() + len(country) : end])
        if text[end - 1].isdigit() and TRUNK.fullmatch("0" + digits if country else digits):
            return _with_extension(end, text)
    return 0


def _nhs_numbers(text: str) -> Iterator[Sighting]:
    """Also numbers that are never issued: test data has no place here, and looks like a patient's."""
    for match in NHS_NUMBER.finditer(text):
        gaps = bool(match["gap"]), bool(match["other_gap"])
        digits = re.sub(r"[^0-9]", "", match[0])
        if gaps[0] == gaps[1] and is_valid(digits):
            yield Sighting(*match.span(), match[0], "personal-nhs-number", is_grouped=gaps[0])


def _postcodes(text: str) -> Iterator[Sighting]:
    for match in POSTCODE.finditer(text) if _INWARD.search(text) else ():
        is_ordinal = _ORDINAL.search(match[0]) is not None
        is_word = not match["gap"] and match[0] != match[0].upper()
        if not is_ordinal and not is_word:
            yield Sighting(*match.span(), match[0], "personal-postcode")


def _within(sighting: Sighting, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, sighting.start, key=lambda span: span[0]) - 1
    return index >= 0 and sighting.start < spans[index][1]


_SURNAME = r"(?:Mc|Mac|O['\u2019])?[A-Z][a-z\u00e0-\u024f]+"
NAME = rf"(?:[A-Z]\.?[ \t]{{1,3}}){{0,3}}(?:(?:de|van|von)[ ])?{_SURNAME}(?:[-'\u2019]{_SURNAME}){{0,2}}"
TITLES = "Dr|Mr|Mrs|Ms|Mx|Prof"
_OTHER_TITLES = "Professor|Miss|Sir|Dame|Lord|Lady|Sister|Rev"
"""These begin other names and sentences, too: Lord Nelson Ward."""
TITLE = rf"(?:{TITLES}|{_OTHER_TITLES})\b\.?"
_SIGNED = (
    r"[Cc]ontact(?: person)?|(?:[Cc]ompleted|[Pp]repared|[Ss]igned|[Ww]ritten|[Ff]illed in) by|[Rr]egards"
    r"|[Ss]incerely|[Bb]est wishes"
)
"""What stands before the name of whoever wrote something, as two words with capitals."""
PERSON = re.compile(
    rf"\b(?P<title>{TITLES})\b\.?\s{{1,3}}{NAME}|\b(?:{_OTHER_TITLES})\b\.?\s{{1,3}}{NAME}"
    rf"|\b(?:{_SIGNED})[:,]?\s{{1,3}}{_SURNAME}[ \t]{NAME}"
)
SHORTEST_NAME = 3
"""A name of no more letters would be found in ordinary words."""
_MAY_HOLD_TITLE = re.compile(rf"(?:{TITLES}|{_OTHER_TITLES})[.\s]|(?:{_SIGNED})[:,\s]")
"""A quick look: most files hold nothing of the kind."""
_ENDS = (
    r"NHS(?:\s+Foundation)?\s+Trust|NHS\s+FT|University\s+Hospitals?|Teaching\s+Hospitals?|General\s+Hospital|"
    r"Infirmary|University\s+Health\s+Board|Health\s+Board|Integrated\s+Care\s+Board|"
    r"(?:City|County|Borough|District)\s+Council"
)
_LAST_WORDS = ("Trust", "FT", "Hospital", "Infirmary", "Board", "Council")
_ORGANISATION = re.compile(
    rf"\b(?:[A-Z][a-z\u2019'-]+\s+(?:(?:and|of|the|upon|on|in)\s+){{0,2}}){{1,6}}(?:{_ENDS})\b"
)
_NO_NAMES = frozenset({
    "The", "This", "That", "An", "A", "Our", "Their", "Its", "Each", "Every", "Any", "Some", "One",
    "Another", "In", "At", "Of", "For", "From", "With", "As", "By", "Most", "Many", "Few", "Your", "My",
    "His", "Her", "Larger", "Smaller", "Large", "Small", "Acute", "Community", "No", "Both", "All",
})  # fmt: skip
"""Words that begin a sentence or a description and no name."""


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
    for match in _ORGANISATION.finditer(text) if may_hold_one else ():
        start = match.start() + _before_name(match[0])
        if not re.fullmatch(_ENDS, text[start : match.end()]):
            yield Sighting(start, match.end(), text[start : match.end()], "personal-organisation")
    yield from _in_file_name(document.path, known)


def iter_people(text: str) -> Iterator[Sighting]:
    for match in PERSON.finditer(text) if _MAY_HOLD_TITLE.search(text) else ():
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
