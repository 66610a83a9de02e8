"""Sentences that read like the guidance but say nothing: for case studies that nobody wrote.

They are made of the guidance's own words, two known words leading to the next, so that an
index of them, and their compressed size, come out as for real text. Sentences with a name or
a number in them are not learned from, so no name can come back out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

from generator.checks.ready import PATTERNS, is_plan
from generator.content.model.fields import Record
from generator.library.library import Library

LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
PLAIN_SENTENCE = re.compile(r"[A-Z][a-z]*(?:,? [a-z][a-z'-]*){5,40}\.")
LONGEST = 40

Chain = dict[tuple[str, str], list[str]]


class Speaker:
    """Makes sentences. The same library and the same chance give the same sentences."""

    def __init__(self, library: Library) -> None:
        sentences = [sentence[:-1].split(" ") for text in _texts(library) for sentence in _sentences(text)]
        known = {word.strip(",") for words in sentences for word in words[1:]}
        self._chain: Chain = {}
        for first, *rest in sentences:
            # A first word that is never written small may be a name.
            if first.lower() in known:
                self._learn([first.lower(), *rest])

    def _learn(self, words: list[str]) -> None:
        before = ("", "")
        for word in [*words, ""]:
            self._chain.setdefault(before, []).append(word)
            before = (before[1], word)

    def sentence(self, chance: Random) -> str:
        """A sentence that doesn't make a case study a draft, which a public site would leave out."""
        text = self._any_sentence(chance)
        while re.search(PATTERNS["first_person"], text) or is_plan(text):
            text = self._any_sentence(chance)
        return text

    def _any_sentence(self, chance: Random) -> str:
        words: list[str] = []
        before = ("", "")
        while len(words) < LONGEST and (word := chance.choice(self._chain[before])):
            words.append(word)
            before = (before[1], word)
        text = " ".join(words).rstrip(",")
        return f"{text[0].upper()}{text[1:]}."

    def paragraph(self, chance: Random, words: int) -> str:
        """Sentences of at least so many words together."""
        sentences: list[str] = []
        while sum(sentence.count(" ") + 1 for sentence in sentences) < words:
            sentences.append(self.sentence(chance))
        return " ".join(sentences)


def _texts(library: Library) -> Iterator[str]:
    """Everything that the guidance says, without its case studies."""
    records: list[Record] = [theme.record for theme in library.themes]
    records += [role.record for role in library.roles]
    records += [library.benefits, library.careers, library.glossary, library.findings, library.bibliography]
    for record in records:
        yield from _strings(record.model_dump(mode="json"))
    yield from (guide.body for guide in library.guides)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        values: Iterable[Any] = data.values() if isinstance(data, dict) else data
        for value in values:
            yield from _strings(value)


def _sentences(text: str) -> list[str]:
    return PLAIN_SENTENCE.findall(" ".join(LINK.sub(r"\1", text).split()))
