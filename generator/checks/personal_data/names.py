"""Names in an anonymous case study: of people after their title, and of organisations.

The names on a respondent's form are in no file, so nothing here can know them. People who
are named in prose mostly have a title; organisations are known from elsewhere in the
content, or by words such as NHS Foundation Trust that end a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.checks.personal_data.patterns import Sighting
from generator.content.content_files import identifier_of, is_case_study
from generator.content.document import Document, entries_at, text_at

_SURNAME = r"(?:Mc|Mac|O['\u2019])?[A-Z][a-z\u00e0-\u024f]+"
NAME = rf"(?:[A-Z]\.?[ \t]{{1,3}}){{0,3}}(?:(?:de|van|von)[ ])?{_SURNAME}(?:[-'\u2019]{_SURNAME}){{0,2}}"
TITLES = "Dr|Mr|Mrs|Ms|Mx|Prof"
_OTHER_TITLES = "Professor|Miss|Sir|Dame|Lord|Lady|Sister|Rev"
"""These begin other names and sentences, too: Lord Nelson Ward."""
TITLE = rf"(?:{TITLES}|{_OTHER_TITLES})\b\.?"
PERSON = re.compile(rf"\b(?P<title>{TITLES})\b\.?\s{{1,3}}{NAME}|\b(?:{_OTHER_TITLES})\b\.?\s{{1,3}}{NAME}")
SHORTEST_NAME = 3
"""A name of no more letters would be found in ordinary words."""
_MAY_HOLD_TITLE = re.compile(rf"(?:{TITLES}|{_OTHER_TITLES})[.\s]")
"""A quick look: most files hold no title."""
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
    return re.compile(rf"(?:{'|'.join(map(_spaced, longest_first))})(?!\w)")


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


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
    """People who are named after their title."""
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
