"""How hard the site's pages are to read, by kind of page: advice for editors, never an error.

It is said as an age: the Flesch-Kincaid grade, and five years. The formula is the published one (Kincaid,
Fishburne, Rogers and Chissom, "Derivation of new readability formulas for Navy enlisted personnel", 1975); a
grade is a school year in the United States. Long sentences and long words raise it. Names count as one short
word, because nobody can shorten "Health Education England".

Only prose counts: sentences in paragraphs and lists. Menus, tables, sources, words explained at the foot of
a page and titles of other pages don't, because an editor can't make them simpler there.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from generator.basics.addresses import as_published
from generator.pages.page_context import Page
from generator.rendering.render import RenderedFile, Renderer

FEWEST_WORDS = 60
"""A page with less prose is left out: a single word would decide."""
HARD = 15
"""Pages above this age are listed one by one."""

_APART = re.compile(
    r"<(nav|aside|footer|details|figure|svg|script|small)\b.*?</\1>"
    r"|<section class=\"g-words\".*?</section>|<div class=\"g-related\".*?</div>"
    r"|^---\n.*?^---\n|^```.*?^```",
    re.DOTALL | re.MULTILINE,
)
"""Parts of a page that are no prose of its own."""
_LABEL = re.compile(r"^(?:\*\*.*?\*\*:?|\[[^\]]*\]\([^)]*\):)")
"""What an entry of a list begins with, such as a title or who said it."""
_TITLE = re.compile(r"(?<=[\w,;:(] )\[[A-Z][^\]]*\]\([^)]*\)")
"""A link within a sentence that says the title of a page."""
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)(?:\{[^}]*\})?")
_TAG = re.compile(r"<[^>]*>")
_ENTRY = re.compile(r"^\s*(?:- |\d+\. |:   )", re.MULTILINE)
_SENTENCE = re.compile(r"\S[.!?:][\"'”’)]*$")


@dataclass(frozen=True)
class PageAge:
    kind: str
    """The kind of page, as the search names it."""
    uri: str
    age: float


def page_ages(pages: Iterable[Page], renderer: Renderer) -> Iterator[PageAge]:
    """The reading age of each page with enough prose, unless a mistake in its template prevents it."""
    for page in pages:
        rendered = renderer.render(page)
        if page.is_searched and isinstance(rendered, RenderedFile):
            reading = read(list(iter_prose(rendered.text)))
            if reading.words >= FEWEST_WORDS:
                yield PageAge(page.facets.kind, as_published(page.uri), reading.age)


def iter_prose(markdown: str) -> Iterator[str]:
    """The paragraphs and entries of lists of a page that hold whole sentences, as plain text."""
    for block in re.split(r"\n\s*\n", _APART.sub("\n\n", markdown)):
        for part in _ENTRY.split(block):
            text = " ".join(part.split())
            if text.startswith(("#", "|")):
                continue
            text = _LINK.sub(r"\1", _TITLE.sub("Name", _LABEL.sub("", text)))
            text = html.unescape(_TAG.sub("", text)).replace("*", "").strip()
            if _SENTENCE.search(text):
                yield text


def as_list(ages: Iterable[PageAge]) -> str:
    """A line for each kind of page with its median and its hardest page, then each hard page."""
    by_kind: dict[str, list[PageAge]] = {}
    for each in ages:
        by_kind.setdefault(each.kind, []).append(each)
    lines = ["Reading age, in years (Flesch-Kincaid grade + 5). This is advice: nothing fails because of it."]
    for kind, found in sorted(by_kind.items()):
        worst = max(found, key=lambda each: each.age)
        middle = median(each.age for each in found)
        lines.append(
            f"  {kind:<24} {len(found):>5,} pages, median {middle:4.1f}, hardest {worst.age:4.1f} {worst.uri}"
        )
    hard = [each for found in by_kind.values() for each in found if each.age > HARD]
    hard.sort(key=lambda page: (-page.age, page.uri))
    lines += [f"Over {HARD}:", *(f"  {each.age:4.1f} {each.uri}" for each in hard)] if hard else []
    return "\n".join(lines)


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
_SPOKEN_APART = re.compile(
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
    return max(1, len(_VOWELS.findall(_SILENT.sub("", part))) + len(_SPOKEN_APART.findall(part)))
