"""How old a reader has to be to read a text with ease: the Flesch-Kincaid grade, and five years.

The formula is the published one (Kincaid, Fishburne, Rogers and Chissom, "Derivation of new readability
formulas for Navy enlisted personnel", 1975). A grade is a school year in the United States, whose pupils
are five years older. Long sentences and long words raise it. It knows nothing of meaning, so it advises
and never refuses.

Names count as one short word, because nobody can shorten "Health Education England".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

GRADE_TO_AGE = 5
_SENTENCE_END = re.compile(r"[.!?]+[\"'”’)]*(?:\s+|$)")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*")
_NAME = re.compile(
    r"(?<=[\w,;:(\"“] )"
    r"(?:[A-Z][\w'’-]*(?: (?:of|and|for|the|in|to|with|by|on) (?=(?:the )?[A-Z])| (?=[A-Z])))+"
    r"(?:the )?[A-Z][\w'’-]*"
)
"""Two or more words with capitals, not at the start of a sentence."""
_SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouydt])ed$|(?<=[^sxzcghl])es$|(?<=[aeiouy]l)es$"
    r"|(?<=[^aeiouyl])e(?=(?:ment|work|ly|ty|thing|ful|less|where|cast|body|holder)s?$)"
)
"""An e that is silent, at the end of a word or of its first part."""
_VOWELS = re.compile(r"[aeiouy]+")
_APART = re.compile(
    r"(?<![tcs])i(?:a(?!l)|o(?=n|r|s|$)|er|ence|um)|ea(?=s?$|t(?:e|ion|ing|or))|eo(?=us)|(?<![qg])ua|[oy]i(?=ng)|oye"
)
"""Vowels that stand together and are spoken one by one."""


@dataclass(frozen=True)
class Reading:
    words: int
    sentences: int
    syllables: int

    @property
    def age(self) -> float:
        """In years; nought for a text without words."""
        if not self.words:
            return 0.0
        long_sentences = 0.39 * self.words / max(1, self.sentences)
        return long_sentences + 11.8 * self.syllables / self.words - 15.59 + GRADE_TO_AGE


def read(blocks: list[str]) -> Reading:
    """Paragraphs and entries of lists, as plain text. The end of one ends its sentence."""
    sentences = [
        words
        for block in blocks
        for sentence in _SENTENCE_END.split(_NAME.sub("Name", block))
        if (words := _WORD.findall(sentence))
    ]
    spoken = [syllables(word) for words in sentences for word in words]
    return Reading(len(spoken), len(sentences), sum(spoken))


def syllables(word: str) -> int:
    """How many syllables an English word has, by its spelling; right for most, and on the whole."""
    parts = re.split(r"[-'’]", word.lower())
    return max(1, sum(_syllables_of_part(part) for part in parts))


def _syllables_of_part(part: str) -> int:
    if len(part) <= 1:
        return 0
    return max(1, len(_VOWELS.findall(_SILENT.sub("", part))) + len(_APART.findall(part)))
