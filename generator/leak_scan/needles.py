"""Which stretches of words give a withheld text away, and where in a site's text they stand.

A whole sentence is seldom repeated whole: lists cut texts short, a search shows a few words
around a match. So what is looked for are short stretches of it, called needles here.

What gives a text away ("telling"), where a word counts as rare when neither published content
nor the program uses it:

- six words in a row (every third such stretch: no eight words in a row escape);
- all of a text of four or five words, or of a name of three;
- three words in a row of which one is rare; two in a name; all of a text that has a rare word;
- a rare word in a name: of an identifier, a title, an organisation;
- an identifier as an address or a record has it: `case-studies/NAME`, `NAME.html`, `"id": "NAME"`.

What published content or the program says too gives nothing away, and is not looked for. Numbers
and dates by themselves are not looked for either: too many others are equal by chance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import TypeAlias

from generator.leak_scan.withheld import Said
from generator.leak_scan.words import BREAK, Words, in_words, words_of

Pair: TypeAlias = tuple[bytes, bytes]

LENGTH, STEP = 6, 3
_LEAST_LETTERS = 3
"""Words with letters in a needle of common words."""
_SHORTEST_RARE, _SHORTEST_ALONE = 4, 5
"""Letters and digits."""

_ENDINGS = (b"html", b"md", b"yml", b"json", b"js")
_END = re.compile(r"(?<=[.!?:;])\s+|\||\n\s*\n|\n\s*(?:[-*+]|\d+[.)])\s+")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")
_BREAK = BREAK.encode()
_BETWEEN = "\n\n"
"""Ends a unit."""
_BREAK_BEFORE = f" {BREAK} "


def units_of(text: str) -> Iterator[Words]:
    """The words of each sentence, line or entry of a list; with links as a page and as the data has them."""
    shown = _LINK.sub(lambda link: link[1] or BREAK, text)
    for written in dict.fromkeys((shown, text)):
        for unit in _END.split(written):
            for part in unit.split(BREAK):
                if words := words_of(part):
                    yield words


def units_in_words(texts: Iterable[str]) -> bytes:
    """The words of all units of these texts, with a break before each."""
    written = [*texts]
    linked = [text for text in written if "](" in text]
    shown = _LINK.sub(lambda link: link[1] or BREAK, _BETWEEN.join(written))
    return in_words(_END.sub(_BREAK_BEFORE, _BETWEEN.join(["", shown, *linked])))


def telling(said: Said, common: Mapping[bytes, int], shared: bytes) -> Iterator[bytes]:
    """The needles of a withheld text.

    `common`: how often published content and the program use a word. `shared`: the words of
    all published identifiers, of whatever kind, with a break between each two.
    """
    for words in units_of(said.text):
        rare = [index for index, word in enumerate(words) if _is_rare(word, common)]
        yield from _runs_of_common_words(words, said.is_name)
        yield from _around_rare_words(words, rare, 2 if said.is_name else 3)
        if said.is_name:
            yield from (words[index] for index in rare if len(words[index]) >= _SHORTEST_ALONE)
        if said.identifies:
            yield from _as_address(words, said.identifies, shared)


def _is_rare(word: bytes, common: Mapping[bytes, int]) -> bool:
    return len(word) >= _SHORTEST_RARE and word not in common and not word.isdigit()


def _runs_of_common_words(words: Words, is_name: bool) -> Iterator[bytes]:
    last = len(words) - LENGTH
    starts = {*range(0, last, STEP), last} if last >= 0 else {0}
    for start in sorted(starts):
        run = words[start : start + LENGTH]
        letters = sum(not word.isdigit() and len(word) > 1 for word in run)
        if len(run) >= (3 if is_name else 4) and letters >= _LEAST_LETTERS:
            yield b" ".join(run)


def _around_rare_words(words: Words, rare: list[int], length: int) -> Iterator[bytes]:
    if len(words) <= length:
        if rare and (len(words) > 1 or len(words[0]) >= _SHORTEST_ALONE):
            yield b" ".join(words)
        return
    for index in rare:
        for start in range(max(0, index - length + 1), min(index, len(words) - length) + 1):
            yield b" ".join(words[start : start + length])


def _as_address(words: Words, kind: str, shared: bytes) -> Iterator[bytes]:
    name, noun = b" ".join(words), kind.replace("-", " ").encode()
    is_shared = b" %b " % name in shared
    folders = (noun, noun + b"s", noun + b" studies")
    if len(name) < _SHORTEST_RARE:  # too short for less than its whole address
        yield from (b" ".join((folder, name, ending)) for folder in folders for ending in _ENDINGS)
        return
    for before in (*folders, *(() if is_shared else (b"html", b"id"))):
        yield before + b" " + name
    for ending in () if is_shared else _ENDINGS:
        yield name + b" " + ending


class Finder:
    """Finds any of many needles in a text, in time that hardly depends on how many there are.

    Each needle is entered under its least common pair of neighbouring words, and that under the less
    common of the two. Most texts have none of those words; in the others, only what is around them
    is compared.
    """

    def __init__(self, needles: Iterable[bytes], common: Mapping[bytes, int]) -> None:
        self._alone: set[bytes] = set()
        self._longer: set[bytes] = set()
        self._shapes: defaultdict[Pair, set[tuple[int, int]]] = defaultdict(set)
        """For each pair: how many words of a needle stand before it, and how many from it on."""
        signs = set[bytes]()
        for needle in needles:
            words = needle.split()
            if len(words) == 1:
                self._alone.add(needle)
                signs.add(needle)
            else:
                before, pair = _least_common(words, common)
                self._longer.add(needle)
                self._shapes[pair].add((before, len(words) - before))
                signs.add(min(pair, key=lambda word: common.get(word, 0)))
        self._signs = frozenset(signs)

    def find(self, words: Words) -> frozenset[bytes]:
        """Those of the needles that stand in a text."""
        signs = self._signs.intersection(words)
        if not signs:
            return signs
        found = self._alone & signs
        shapes = self._shapes
        padded = [_BREAK, *words, _BREAK]
        for place in [place for place, word in enumerate(padded) if word in signs]:
            for start in (place - 1, place):
                pair = (padded[start], padded[start + 1])
                for before, rest in shapes.get(pair, ()):
                    found.update(self._longer & {b" ".join(padded[max(0, start - before) : start + rest])})
        return frozenset(found)


def _least_common(words: Words, common: Mapping[bytes, int]) -> tuple[int, Pair]:
    """Where in a needle its least common pair stands, and the pair."""
    pairs = enumerate(pairwise(words))
    return min(pairs, key=lambda each: sorted((common.get(each[1][0], 0), common.get(each[1][1], 0))))
