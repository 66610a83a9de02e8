"""Convert a card once, however many lists it stands in.

Lists of case studies are little else than cards, and each case study has a card in some twenty lists. A
list is converted with one short heading in the place of its cards, and they are put there afterwards.
Cards that no list before it had are converted together. Wherever a card could come out differently
because of what stands around it, the page is converted whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from generator.conversion.card_places import Place, find_lists, lookups_of, replace_lists
from generator.conversion.converted import Converted, convert

_KNOWN = frozenset(
    {"admonition", "attr_list", "def_list", "fenced_code", "md_in_html", "sane_lists", "tables", "toc"}
)
"""Extensions that make of a card what they make of it alone, if nothing else on the page has its id."""
_OWN = "generator.conversion."

_MARK = "zzcard"
_MARK_ID = re.compile(rf"{_MARK}(\d+)z")
_MARKED = re.compile(rf'<h(\d) id="{_MARK}(\d+)z">.*</h\1>')
_BOX = re.compile(r"^<div .*?^</div>$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')
_CHANGED_ID = re.compile(r".*_\d+")
"""What becomes of the id of a heading where another has it already."""
REMEMBERED = 100_000
"""Cards, of about 2 kB each: more than 10,000 case studies have."""


@dataclass(frozen=True)
class _Card:
    html: str
    anchor: str
    links_to_itself: bool
    entry: dict[str, Any]
    """In the table of contents."""


class Cards:
    """What came of the cards of one build."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config = config
        names = (name for name in config.markdown_extensions if not name.startswith(_OWN))
        self._is_safe = _KNOWN.issuperset(names)
        self._done: dict[str, _Card | None] = {}

    def convert(self, page: Page, files: Files) -> Converted | None:
        """What `converted.convert` makes of a page. None where it has to be converted whole."""
        text = page.markdown or ""
        if not self._is_safe or _MARK in text:
            return None
        lists = find_lists(text, page.file, files)
        places = [place for cards in lists for place in cards]
        self._learn(places, page, files)
        cards = [_of_one_level([self._done[place.key] for place in found]) for found in lists]
        frame = self._part(page, _with_marks(text), files) if lists and all(cards) else None
        return frame and _filled(frame, cards, places, page.file.src_uri)

    def _learn(self, places: list[Place], page: Page, files: Files) -> None:
        """Convert those that are new, all together."""
        if len(self._done) > REMEMBERED:
            self._done.clear()
        new = {place.key: place for place in places if place.key not in self._done}
        if new:
            text = "\n".join(place.text for place in new.values())
            sheet = self._part(page, f'<div class="cards" markdown>\n{text}\n</div>\n', files)
            self._done |= zip(new, _cut(sheet, list(new.values()), page.file.src_uri), strict=True)

    def _part(self, page: Page, text: str, files: Files) -> Converted | None:
        part = Page(None, page.file, self._config)
        page.file.page = page  # not the part
        part.markdown = text
        return convert(part, files, partial(part.render, self._config), in_silence=True)


def _cut(sheet: Converted | None, places: list[Place], uri: str) -> list[_Card | None]:
    """The cards of a page, here called `uri`, that has nothing else. None where one may rest on another."""
    cards = list(_boxes(sheet)) if sheet is not None else []
    if (
        sheet is None
        or sheet.html.count("<div") != 1 + len(places)
        or sorted(card.anchor for card in cards) != sheet.anchors
        or sheet.lookups != lookups_of(places)
        or sheet.links != _links(uri, places, cards, {})
    ):
        return [None] * len(places)
    return list(cards)


def _boxes(sheet: Converted) -> Iterator[_Card]:
    """What a page consists of, without what can't be told to be a card."""
    entries = {entry["id"]: {**entry, "children": []} for entry in _flat(sheet.toc)}
    for html in _BOX.findall(sheet.html.partition("\n")[2]):
        ids = _ID.findall(html)
        if len(ids) == 1 and ids[0] in entries and not _CHANGED_ID.fullmatch(ids[0]):
            yield _Card(html, ids[0], f'href="#{ids[0]}"' in html, entries[ids[0]])


def _with_marks(text: str) -> str:
    """The page with one heading of the same level in the place of the cards of each list."""
    numbers = count()
    return replace_lists(text, lambda level: f"{level} {_MARK}{next(numbers)}z")


def _filled(frame: Converted, lists: list[list[_Card]], places: list[Place], uri: str) -> Converted | None:
    """The page `uri` with its cards. None if one of them could come out differently there."""
    marks = [int(mark[2]) for mark in _MARKED.finditer(frame.html)]
    html = _MARKED.sub(lambda mark: "\n".join(card.html for card in lists[int(mark[2])]), frame.html)
    cards = [card for cards in lists for card in cards]
    others = [anchor for anchor in frame.anchors if not _MARK_ID.fullmatch(anchor)]
    own = [card.anchor for card in cards]
    links = _links(uri, places, cards, frame.links)
    is_filled = marks == list(range(len(lists))) and _MARK not in html
    if links is None or not is_filled or len({*others, *own}) < len(others) + len(own):
        return None
    return Converted(
        html=html,
        title=frame.title,
        toc=list(_entries(frame.toc, lists)),
        anchors=sorted(others + own),
        links=links,
        lookups={**frame.lookups, **lookups_of(places)},
    )


def _links(
    uri: str, places: Iterable[Place], cards: Iterable[_Card], others: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, str]] | None:
    """As in `Converted`, for the page `uri`.

    None where one link is written in two ways: MkDocs remembers the one that stands first on the page.
    """
    written = [(name, *link) for name, found in others.items() for link in found.items()]
    written += [(uri, card.anchor, f"#{card.anchor}") for card in cards if card.links_to_itself]
    written += [link for place in places for link in place.links]
    links: dict[str, dict[str, str]] = {}
    for name, anchor, link in written:
        if not _MARK_ID.fullmatch(anchor) and links.setdefault(name, {}).setdefault(anchor, link) != link:
            return None
    return links


def _of_one_level(cards: list[_Card | None]) -> list[_Card]:
    """The cards of a list. None of them if one is missing, or is deeper in the table of contents."""
    found = [card for card in cards if card is not None]
    is_whole = len(found) == len(cards) and len({card.entry["level"] for card in found}) == 1
    return found if is_whole else []


def _flat(entries: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        yield entry
        yield from _flat(entry["children"])


def _entries(entries: Iterable[dict[str, Any]], lists: list[list[_Card]]) -> Iterator[dict[str, Any]]:
    """Of the table of contents, with those of the cards in the place of marks."""
    for entry in entries:
        mark = _MARK_ID.fullmatch(entry["id"])
        *before, last = [card.entry for card in lists[int(mark[1])]] if mark else [entry]
        yield from before
        yield {**last, "children": list(_entries(entry["children"], lists))}
