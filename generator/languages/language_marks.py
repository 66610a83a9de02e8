"""Say which words of a page are in which language, to browsers and to readers.

In a site in another language, the renderer marks everything that it writes as English or as in the
language of the site, the latter with its English where an anchor depends on it. This module replaces
the marks with `lang` attributes and notices for readers, and keeps the anchors of the English page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from markdown.extensions.toc import slugify, unique

from generator.languages.template_labels import END, ENGLISH, LOCAL, ORIGINAL

BLOCK_ENGLISH, BLOCK_LOCAL = "\ue014", "\ue015"
"""Marks at the start of a text of several paragraphs. On a page with both, the English get a visible tag."""

_MARK = re.compile(f"[{ENGLISH}{LOCAL}{ORIGINAL}{END}{BLOCK_ENGLISH}{BLOCK_LOCAL}]")
_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_ANCHOR = re.compile(r"\{ #[^{}]+ \}\s*$")
_ANCHORS = re.compile(r"\bid=\"([^\"]+)\"|\{ #([^{}\s]+) \}")
_UNSEEN = re.compile(r"<[^<>]*>|\]\([^()]*\)|\{[^{}]*\}|&#?\w+;")
_WORD = re.compile(r"[^\W\d_]{2,}")
_TITLE = re.compile(r"^# .*$", re.MULTILINE)
_CITATION = re.compile(r'<details class="g-foot g-citing">.*?</details>', re.DOTALL)
"""How to cite the page. Citations are the same in every language, so their words don't count as English."""


@dataclass
class LanguageShare:
    """How many of a page's visible words are English, and how many in the language of the site."""

    english: int = 0
    local: int = 0

    @property
    def percent(self) -> int:
        """The share of English: 1 as soon as there is any, 100 if there is nothing else, 0 without any."""
        whole = self.english + self.local
        return -(-100 * self.english // whole) if self.english else 0

    def without(self, part: LanguageShare) -> LanguageShare:
        return LanguageShare(self.english - part.english, self.local - part.local)


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
class _Resolved:
    text: list[str] = field(default_factory=list)
    share: LanguageShare = field(default_factory=LanguageShare)


def english(text: str) -> str:
    """The English of a marked text, without marks."""
    return "".join(_iter_view(text, wants_english=True))


def without_language_marks(text: str) -> str:
    """A marked text as readers see it, for places where no markup can name its language."""
    return "".join(_iter_view(text, wants_english=False))


def say_languages(markdown: str, signs: Signs) -> str:
    """The page with its marks replaced by elements, and with notices about what is in English."""
    resolved = _resolve(with_english_anchors(markdown), signs.code)
    text, share = "".join(resolved.text), resolved.share
    for citation in _CITATION.findall(markdown):
        share = share.without(_resolve(citation, signs.code).share)
    is_mixed = BLOCK_LOCAL in markdown
    text = text.replace(BLOCK_LOCAL, "").replace(BLOCK_ENGLISH, signs.tag if is_mixed else "")
    if not share.english:
        return text
    notice = signs.part(share.percent) if is_mixed else signs.whole
    return _TITLE.sub(lambda match: f"{match[0]}\n\n{notice}", text, count=1)


def resolved(text: str, code: str) -> str:
    """A marked text with `lang` elements in place of its marks."""
    return "".join(_resolve(text, code).text)


def with_english_anchors(markdown: str) -> str:
    """The page with an explicit anchor, that of the English, on each heading that would get another."""
    used = {anchor for match in _ANCHORS.finditer(markdown) for anchor in match.groups() if anchor}

    def replace(match: re.Match[str]) -> str:
        heading = match[0]
        if _ANCHOR.search(heading):
            return heading
        anchor = unique(slugify(_words_of(english(heading)), "-"), used)
        has_other = _words_of(english(heading)) != _words_of(without_language_marks(heading))
        return f"{heading.rstrip()} {{ #{anchor} }}" if has_other else heading

    return _HEADING.sub(replace, markdown)


def _words_of(heading: str) -> str:
    text = re.sub(r"\]\([^()]*\)(?:\{[^{}]*\})?", "", heading.lstrip("#"))
    return html.unescape(re.sub(r"<[^<>]*>|[\[*]", "", text)).strip()


def _iter_view(text: str, wants_english: bool) -> Iterator[str]:
    """The parts of a marked text in English, or as shown. A passage in one language only is in both."""
    end = 0
    skips: list[bool] = []
    """For each open passage: whether its text is left out."""
    for match in _MARK.finditer(text):
        if not any(skips):
            yield text[end : match.start()]
        end = match.end()
        if match[0] in {ENGLISH, LOCAL}:
            skips.append(match[0] == LOCAL and wants_english and _has_original(text, match.end()))
        elif match[0] == ORIGINAL:
            skips[-1] = not wants_english
        elif match[0] == END:
            skips.pop()
    if not any(skips):
        yield text[end:]


def _has_original(text: str, start: int) -> bool:
    """Whether the passage that begins at `start` contains its English."""
    depth = 0
    for match in _MARK.finditer(text, start):
        if match[0] in {ENGLISH, LOCAL}:
            depth += 1
        elif match[0] == ORIGINAL and not depth:
            return True
        elif match[0] == END:
            depth -= 1
            if depth < 0:
                return False
    return False


def _resolve(text: str, code: str) -> _Resolved:
    made = _Resolved()
    languages = [code]
    closing: list[str] = []
    skipped, end = 0, 0
    for match in _MARK.finditer(text):
        _add(made, text[end : match.start()], languages, skipped)
        end, mark = match.end(), match[0]
        if mark in {ENGLISH, LOCAL}:
            language = "en" if mark == ENGLISH else code
            differs = language != languages[-1] and not skipped
            made.text.append(f'<span lang="{language}">' if differs else "")
            closing.append("</span>" if differs else "")
            languages.append(language)
            skipped += bool(skipped)
        elif mark == ORIGINAL:
            skipped = skipped or 1
        elif mark == END:
            skipped -= bool(skipped)
            made.text.append(closing.pop())
            languages.pop()
        else:
            made.text.append("" if skipped else mark)
    _add(made, text[end:], languages, skipped)
    return made


def _add(made: _Resolved, text: str, languages: list[str], skipped: int) -> None:
    if skipped:
        return
    made.text.append(text)
    if len(languages) > 1:
        count = len(_WORD.findall(_UNSEEN.sub(" ", text)))
        if languages[-1] == "en":
            made.share.english += count
        else:
            made.share.local += count
