"""Glossary words in running text: marked where they occur, linked where a page first uses them.

Marking happens field by field and knows no page; the second step sees a whole page
and keeps only the first mark of each word. Marks are private-use characters, which
`prose_writer.escape` never lets through from text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from generator.content.model.reference import Term
from generator.rendering.prose_writer import escape

_OPEN, _MIDDLE, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")


class TermMarker:
    """Finds the words that the glossary explains."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._exact: dict[str, str] = {}
        self._any_case: dict[str, str] = {}
        for term in terms:
            if term.explain_on_pages:
                for name in (term.term, term.abbreviation, *term.also):
                    if name:
                        self._add(name, term.id)
        self._pattern = _any_of(sorted(self._exact | self._any_case))

    def _add(self, name: str, term_id: str) -> None:
        # An abbreviation means something only as written: "PAs" is not "pas", nor "IT" "it".
        if any(letter.isupper() for letter in name[1:]):
            self._exact[name] = term_id
        else:
            self._any_case[name.lower()] = term_id

    def mark(self, text: str) -> str:
        """Escaped text in which every glossary word is marked."""
        if self._pattern is None:
            return escape(text)
        written, end = [], 0
        for match in self._pattern.finditer(text):
            term_id = self._exact.get(match[0]) or self._any_case.get(match[0].lower())
            if term_id is not None:
                written += [
                    escape(text[end : match.start()]),
                    f"{_OPEN}{term_id}{_MIDDLE}{_word(match[0])}{_CLOSE}",
                ]
                end = match.end()
        return "".join([*written, escape(text[end:])])


def _word(word: str) -> str:
    """A word that is a number must not begin a list when its mark is gone and a full stop follows."""
    return f"{word[:-1]}&#{ord(word[-1])};" if word.isdecimal() else escape(word)


def _any_of(names: list[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    # A plural counts, and its s stays outside the link.
    return re.compile(rf"(?<![\w-]){_longest_first(names)}(?=s?(?![\w-]))", re.IGNORECASE)


def _longest_first(names: Collection[str]) -> str:
    """A pattern of all names, sharing their beginnings: many times faster than trying one after another."""
    tails: dict[str, list[str]] = {}
    for name in names:
        if name:
            tails.setdefault(name[0].lower(), []).append(name[1:])
    branches = [re.escape(letter) + _longest_first(rest) for letter, rest in tails.items()]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if "" in names else "")


def link_first_uses(markdown: str) -> str:
    """A page's text with each word linked to the glossary where it first appears."""
    used: set[str] = set()

    def replace(match: re.Match[str]) -> str:
        term_id, word = match.groups()
        if term_id in used:
            return word
        used.add(term_id)
        return f"[{word}](/glossary.md#{term_id}){{ .g-term }}"

    return _MARK.sub(replace, markdown)


def without_marks(markdown: str) -> str:
    return _MARK.sub(lambda match: match[2], markdown)
