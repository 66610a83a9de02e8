"""Which role of the guidance, and which profession of the vocabulary, somebody's words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.basics.suggest import nearest
from generator.library.library import Library
from generator.proforma.form_words import stem, words_of

_COUNT_BEFORE = re.compile(r"(?P<n>[1-9]\d?)\s*[x×*]\s+(?=\w)", re.IGNORECASE)
_COUNT_AFTER = re.compile(r"\s*(?:[x×*]\s*|\(\s*[x×*]?\s*)(?P<n>[1-9]\d?)\s*\)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Post:
    title: str
    """As typed, without a number of posts such as `2 x`."""
    count: int | None
    role: str
    """The identifier of a role; empty when none fits for certain."""


class Roles:
    """The roles of a library by everything that they are called."""

    def __init__(self, library: Library) -> None:
        self._names: dict[tuple[str, ...], str] = {}
        for entry in library.roles:
            role = entry.record
            for name in (role.title, role.abbreviation or "", *role.also_called):
                if name:
                    self._names.setdefault(_words(name), entry.id)

    def find(self, title: str) -> str:
        """The role that a job title names; empty when none does for certain."""
        for name in _versions(title):
            if _words(name) in self._names:
                return self._names[_words(name)]
        known = {" ".join(words): role for words, role in self._names.items() if len(words) > 1}
        near = nearest(" ".join(_words(title)), known)
        return known[near] if near and _differ_little(" ".join(_words(title)), near) else ""

    def read_post(self, text: str) -> Post:
        """What stands in the first column of the table of question 1."""
        match = _COUNT_BEFORE.match(text) or _COUNT_AFTER.search(text)
        title = (text[: match.start()] + text[match.end() :]).strip() if match else text.strip()
        return Post(title, int(match["n"]) if match else None, self.find(title))


def _words(text: str) -> tuple[str, ...]:
    return tuple(
        stem(word) for word in words_of(text.replace("&", " and ")) if word not in {"the", "of", "for", "and"}
    )


def _versions(title: str) -> list[str]:
    """The title, and its parts where it says the same twice: Chief Nursing Information Officer (CNIO)."""
    inside = re.findall(r"\(([^)]+)\)", title)
    outside = re.sub(r"\([^)]*\)", "", title)
    informatics = re.sub(r"\(information\)", "", title, flags=re.IGNORECASE)
    return [title, outside, informatics, *inside]


def _differ_little(first: str, second: str) -> bool:
    """Whether two titles have the same words, but for how one long word is spelt. CNIO is not CCIO."""
    a, b = first.split(), second.split()
    different = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    return len(a) == len(b) and all(min(len(x), len(y)) > 5 and nearest(x, [y]) for x, y in different)


def find_profession(library: Library, texts: Iterable[str]) -> str:
    """The one profession that is named; empty when none is, or more than one."""
    for text in texts:
        words = " ".join(_words(text))
        found = {
            entry.id
            for entry in library.vocabulary.professions
            for name in (entry.title, entry.plural or "", *entry.also)
            if name and re.search(rf"\b{re.escape(' '.join(_words(name)))}\b", words)
        }
        if len(found) == 1:
            return found.pop()
        if found:
            return ""
    return ""
