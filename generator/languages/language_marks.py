"""Say which words of a page are in which language, to browsers and to readers.

In a site in another language, the renderer marks everything that it writes as English or as in the
language of the site, the latter with its English where an anchor depends on it. This module replaces
the marks with `lang` attributes and notices for readers, and keeps the anchors of the English page.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from markdown.extensions.toc import slugify, unique

from generator.languages.template_labels import END, ENGLISH, LOCAL, ORIGINAL

BLOCK_ENGLISH, BLOCK_LOCAL = "\ue014", "\ue015"
"""Marks at the start of a text of several paragraphs. On a page with both, the English get a visible tag."""

_MARK = re.compile(f"([{ENGLISH}{LOCAL}{ORIGINAL}{END}{BLOCK_ENGLISH}{BLOCK_LOCAL}])")
_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_ANCHOR = re.compile(r"\{ #[^{}]+ \}\s*$")
_ANCHORS = re.compile(r"\bid=\"([^\"]+)\"|\{ #([^{}\s]+) \}")
_UNSEEN = re.compile(r"<[^<>]*>|\]\([^()]*\)|\{[^{}]*\}|&#?\w+;")
_WORD = re.compile(r"[^\W\d_]{2,}")
_TITLE = re.compile(r"^# .*$", re.MULTILINE)
_CITATION = re.compile(r'<details class="g-foot g-citing">.*?</details>', re.DOTALL)
"""How to cite the page. Citations are the same in every language, so their words don't count as English."""


@dataclass(frozen=True)
class Signs:
    """Notices about English for readers of a site in another language, as Markdown."""

    code: str
    tag: str
    """Shown at a text that is in English."""
    part: Callable[[int], str]
    """From the percentage of English words, the notice below the title of a page that is partly English."""
    whole: str
    """The notice below the title of a page with no text in the language of the site."""


@dataclass
class _Passage:
    """A part of a text that is marked as being in one language."""

    language: str
    shown: list[str | _Passage] = field(default_factory=list)
    original: list[str | _Passage] = field(default_factory=list)
    """The English of a passage in the language of the site, where it is needed."""


def say_languages(markdown: str, signs: Signs) -> str:
    """The page with its marks replaced by elements, and with notices about what is in English."""
    text, words = _resolve(with_english_anchors(markdown), signs.code)
    for citation in _CITATION.findall(markdown):
        words -= _resolve(citation, signs.code)[1]
    is_mixed = BLOCK_LOCAL in markdown
    text = text.replace(BLOCK_LOCAL, "").replace(BLOCK_ENGLISH, signs.tag if is_mixed else "")
    if not words["en"]:
        return text
    percent = -(-100 * words["en"] // words.total())  # 1 as soon as there is any
    notice = signs.part(percent) if is_mixed else signs.whole
    return _TITLE.sub(lambda match: f"{match[0]}\n\n{notice}", text, count=1)


def resolved(text: str, code: str) -> str:
    """A marked text with `lang` elements in place of its marks."""
    return _resolve(text, code)[0]


def with_english_anchors(markdown: str) -> str:
    """The page with an explicit anchor, that of the English, on each heading that would get another."""
    used = {anchor for match in _ANCHORS.finditer(markdown) for anchor in match.groups() if anchor}

    def replace(match: re.Match[str]) -> str:
        heading = match[0]
        if _ANCHOR.search(heading):
            return heading
        english, shown = (
            _words_of("".join(_iter_view(_parse(heading), is_english))) for is_english in (True, False)
        )
        anchor = unique(slugify(english, "-"), used)
        return f"{heading.rstrip()} {{ #{anchor} }}" if english != shown else heading

    return _HEADING.sub(replace, markdown)


def _words_of(heading: str) -> str:
    text = re.sub(r"\]\([^()]*\)(?:\{[^{}]*\})?", "", heading.lstrip("#"))
    return html.unescape(re.sub(r"<[^<>]*>|[\[*]", "", text)).strip()


def _parse(text: str) -> list[str | _Passage]:
    whole = _Passage("")
    open_passages, parts = [whole], [whole.shown]
    """What is not closed yet, and for each the list that its next part belongs to."""
    for part in _MARK.split(text):
        if part in {ENGLISH, LOCAL}:
            passage = _Passage("en" if part == ENGLISH else "")
            parts[-1].append(passage)
            open_passages.append(passage)
            parts.append(passage.shown)
        elif part == ORIGINAL:
            parts[-1] = open_passages[-1].original
        elif part == END:
            open_passages.pop()
            parts.pop()
        elif part:
            parts[-1].append(part)
    return whole.shown


def _iter_view(parts: list[str | _Passage], wants_english: bool) -> Iterator[str]:
    """The parts of a marked text in English, or as shown. A passage in one language only is in both."""
    for part in parts:
        if isinstance(part, _Passage):
            yield from _iter_view((wants_english and part.original) or part.shown, wants_english)
        elif part not in {BLOCK_ENGLISH, BLOCK_LOCAL}:
            yield part


def _resolve(text: str, code: str) -> tuple[str, Counter[str]]:
    """The text with elements, and how many of its visible words are in each language."""
    words = Counter[str]()
    return "".join(_iter_resolved(_parse(text), code, words)), words


def _iter_resolved(
    parts: list[str | _Passage], code: str, words: Counter[str], language: str = ""
) -> Iterator[str]:
    """The parts with elements for what is not in the language around it. Their words are added to `words`.

    `language`: of the passage that they are in, if any. What is in none is not counted.
    """
    for part in parts:
        if isinstance(part, _Passage):
            inside = part.language or code
            shown = "".join(_iter_resolved(part.shown, code, words, inside))
            yield f'<span lang="{inside}">{shown}</span>' if inside != (language or code) else shown
        else:
            yield part
            if language:
                words[language] += len(_WORD.findall(_UNSEEN.sub(" ", part)))
