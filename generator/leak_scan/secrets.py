"""The needles of everything that is withheld, without what anybody may read anyway."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from generator.cache import NO_CACHE, Cache
from generator.leak_scan.common_words import words_of_content, words_of_program
from generator.leak_scan.needles import Finder, telling
from generator.leak_scan.withheld import FILE_NAME, Said
from generator.leak_scan.words import BREAK, words_of


@dataclass(frozen=True)
class Secrets:
    needles: dict[bytes, Said]
    """What to look for, each with the text that it is of."""
    unguarded: tuple[str, ...]
    """Files that are withheld, and of which there is nothing to look for."""
    common: Counter[bytes]
    """How often published content and the program use a word."""


def secrets_among(said: tuple[Said, ...], cache: Cache = NO_CACHE) -> Secrets:
    """What to look for of the withheld texts."""
    published = [text for text in said if not text.is_withheld]
    known = [*words_of_content(published), *words_of_program(cache)]
    common = Counter[bytes]()
    for words in known:
        common.update(words.split())
    names = [text.text for text in published if text.field == FILE_NAME or text.is_identifier]
    shared = b" %b " % b" ".join(words_of(f" {BREAK} ".join(names)))
    needles: dict[bytes, Said] = {}
    for text in said:
        for needle in telling(text, common, shared) if text.is_withheld else ():
            needles.setdefault(needle, text)
    finder = Finder(needles, common)
    for words in known:
        for needle in finder.find(words.split()):
            needles.pop(needle, None)
    return Secrets(needles, tuple(_iter_unguarded(said, needles)), common)


def _iter_unguarded(said: tuple[Said, ...], needles: dict[bytes, Said]) -> Iterator[str]:
    guarded = {text.path for text in needles.values() if text.field != "comment"}
    for text in said:
        if text.is_withheld and text.field == FILE_NAME and text.path not in guarded:
            yield text.path
