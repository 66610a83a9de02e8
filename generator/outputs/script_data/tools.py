"""Data for two tools: the self-assessment, and the paper for the board.

What organisations did about a recommendation is in files of their own, one for each type, size and nation of
organisation and one for all, of which a browser loads the few that it needs. Each has a few practices of each
recommendation, however many case studies there are; the recommendation's page has all of them.

Of the papers, each statement and each note on where it is from is there once; a paper names them by their
place in the list. All are from the library, so what it withholds is in none.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any

from generator.basics.addresses import as_published
from generator.basics.labels import Label, label
from generator.content.content_files import VERSION
from generator.content.model.guidance import Framework, Recommendation
from generator.library.board_paper import (
    BLANKS,
    OTHERS,
    SECTIONS,
    SEMICOLON,
    Paper,
    Papers,
    Statement,
    asks,
    listed,
)
from generator.library.evidence import Case, ShownPractice, one_of_each
from generator.library.library import Library, Links
from generator.library.open_data import Plain
from generator.pages.cases import told_on_card
from generator.pages.themes import measures_of
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
            [framework.title, _titles_by_recommendation(framework.record)] for framework in library.frameworks
        ],
        "practices": {},
    }


def _titles_by_recommendation(record: Framework) -> dict[str, list[str]]:
    return {name: [each.title for each in found] for name, found in measures_of(record).items()}


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
    groups = [(f"{kind}-{entry.id}", cases) for kind, entry, cases in library.evidence.groups]
    for name, cases in [(EVERYTHING, library.cases), *groups]:
        yield name, _practices(library, newest, cases, remembered)


def _newest_first(seen: ShownPractice) -> tuple[int, str]:
    return -seen.case.record.publication.reviewed.toordinal(), seen.case.id


def _practices(
    library: Library, newest: dict[str, list[ShownPractice]], cases: tuple[Case, ...], plain: Plain
) -> dict[str, Any]:
    """How many case studies there are, how many show each recommendation, and what the newest of them do."""
    members = {case.id for case in cases}
    titles: dict[str, str] = {}
    shown: dict[str, list[Any]] = {}
    for identifier, seen in newest.items():
        found = one_of_each(item for item in seen if item.case.id in members)
        few = found[:MOST_PRACTICES]
        titles |= {item.case.id: library.case_title(item.case) for item in few}
        if found:
            shown[identifier] = [len(found), [[item.case.id, plain(item.practice.how)] for item in few]]
    return {"cases": len(members), "titles": titles, "shown": shown}


OF_ASK = ("advice", "reasons", "brings", "survey")
"""The sections that are the same whatever the type of organisation."""
OF_TYPE = tuple(name for name in SECTIONS if name not in OF_ASK)

_FIRST_ITEM, _ITEM = re.compile(r":\s*\n+\s*- "), re.compile(r"\n+\s*- ")


def board_data(library: Library, plain: Plain) -> dict[str, Any]:
    """`papers` are by what is asked for; what depends on the type of organisation is by type, and under an
    empty name for those who don't say it.
    """
    found, papers = _Statements(library, plain), Papers(library)
    types = library.vocabulary.organisation_types
    made: dict[str, Any] = {}
    for ask in asks(library):
        by_type = {name: papers.paper(ask, name) for name in ("", *(entry.id for entry in types))}
        made[ask.id] = {
            # Numbers last: names of a type and of the next role would read as the words of a case study.
            "none": [name for name, paper in by_type.items() if not paper.is_alike],
            "all": found.places(by_type[""], OF_ASK),
            "types": {name: found.places(paper, OF_TYPE) for name, paper in by_type.items()},
        }
    return {
        "site": library.site.title,
        "release": VERSION,
        "sections": SECTIONS,
        "parts": [OF_ASK, OF_TYPE],
        "others": OTHERS,
        "blanks": [[blank["id"], blank["title"], blank["who"]] for blank in BLANKS],
        "asks": [[ask.id, ask.title, ask.sentence] for ask in asks(library)],
        "types": [[entry.id, entry.title] for entry in types],
        "notes": [[note, sources] for note, (_, sources) in found.notes.items()],
        "sources": [_in_full(library, name) for name in found.sources],
        "statements": [said for _, said in found.statements.values()],
        "papers": made,
    }


@dataclass
class _Statements:
    """What the papers have in common, in the order in which it first comes."""

    library: Library
    plain: Plain
    notes: dict[str, tuple[int, list[int]]] = field(default_factory=dict)
    """Each note with its place, and with those of the sources that it names."""
    sources: dict[str, int] = field(default_factory=dict)
    statements: dict[str, tuple[int, list[Any]]] = field(default_factory=dict)
    """Each with its place."""

    def places(self, paper: Paper, sections: Iterable[str]) -> list[list[int]]:
        return [[self._place(item) for item in paper.sections[name]] for name in sections]

    def _place(self, item: Statement) -> int:
        # Counts differ from paper to paper.
        key = item.id if item.id != "count" else f"count {item.text}"
        if key not in self.statements:
            said = [
                item.lead,
                self._text(item.text),
                self._note(item),
                as_published(item.href.removeprefix("/")),
                [[entry.record.title, as_published(entry.href.removeprefix("/"))] for entry in item.advice],
                self._text(item.helped),
            ]
            self.statements[key] = len(self.statements), said
        return self.statements[key][0]

    def _note(self, item: Statement) -> int:
        note = note_of(item, self.library)
        names = dict.fromkeys(reference.partition("#")[0] for reference in item.sources)
        used = [self.sources.setdefault(name, len(self.sources)) for name in names]
        return self.notes.setdefault(note, (len(self.notes), used))[0]

    def _text(self, text: str) -> str:
        """On one line: items of a list become parts of a sentence."""
        if isinstance(text, Label):
            return text
        return self.plain(_ITEM.sub("; ", _FIRST_ITEM.sub(": ", text.strip())))


def note_of(item: Statement, library: Library) -> str:
    """Where a statement is from and of when, as a footnote."""
    if not item.sources:
        return label("Counted from the case studies of this guidance, release {release}.", release=VERSION)
    sections: dict[str, list[str]] = {}
    for reference in dict.fromkeys(item.sources):
        identifier, _, section = reference.partition("#")
        sections.setdefault(identifier, []).append(section)
    links = Links(library)
    documents = listed((_document(links, name, found) for name, found in sections.items()), SEMICOLON)
    if item.case is None:
        return label("{documents}.", documents=documents)
    told = told_on_card(item.case.record) or label("nobody says when it was told")
    return label(
        "Case study “{title}”, {told}: {documents}.",
        title=item.case.link.title,
        told=told,
        documents=documents,
    )


def _in_full(library: Library, identifier: str) -> list[str]:
    """A source for the end of a paper: its short form, title, publisher and address."""
    source = Links(library).sources[identifier]
    return [source.cited_as, source.title, source.publisher or source.authors or "", source.address or ""]


def _document(links: Links, identifier: str, sections: list[str]) -> str:
    """A source with its date and all sections that are cited."""
    source = links.sources[identifier]
    when = source.published or label("date not known")
    cited = label("{source} ({date})", source=source.cited_as, date=when)
    numbers = sorted(section for section in sections if section[:1].isdigit() and "-" not in section)
    names = [links.section_name(source, section) for section in sections if section not in {"", *numbers}]
    if len(numbers) == 1:
        names.insert(0, links.section_name(source, numbers[0]))
    elif numbers:
        names.insert(0, label("sections {numbers}", numbers=", ".join(numbers)))
    return listed([cited, *names])
