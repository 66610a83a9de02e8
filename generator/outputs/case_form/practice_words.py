"""The telling words of each recommendation, by which the form suggests practices from answers.

They come from its title. Where the glossary has a word of the title, what it is also called counts as well.
"""

from __future__ import annotations

import re
from collections import Counter

from generator.library.library import Library
from generator.proforma.rules import QUIET

MOST_COMMON = 5
"""A word of more titles than this tells nothing: clinical, informatics, team."""
FEW_CASES, FEW_SHARE, MOST_CASES = 3, 0.4, 100
"""A word is rare if no more case studies have it than this number, or this share of all: not "each".
So many of them are looked at."""
_WORD = re.compile(r"[a-z0-9]+")


def stem(word: str) -> str:
    """A word without its commonest endings, as the form's script does it."""
    return re.sub("(?:ing|ings|ed|es|s)$", "", word) if len(word) > 5 else re.sub("([^s])s$", r"\1", word)


def practice_words(library: Library) -> list[tuple[str, int, list[list[str]]]]:
    """Each recommendation with its words, and how many of them, the first, are rare.

    Of each word, the ways to say it. A way is one word or several.
    """
    # A title begins with what to do: hold, use, consider. That is no sign.
    titles = {item.id: _stems(item.record.title)[1:] for item in library.recommendations.values()}
    in_titles = Counter(word for words in titles.values() for word in words)
    cases = library.cases[:MOST_CASES]
    in_cases = Counter(word for case in cases for word in set(_stems(case.record.model_dump_json())))
    most = max(FEW_CASES, FEW_SHARE * len(cases))
    also = _also_called(library)

    found = []
    for id_, words in titles.items():
        telling = [word for word in words if in_titles[word] <= MOST_COMMON]
        rare = [word for word in telling if in_cases[word] <= most]
        ways = [list(dict.fromkeys([word, *also.get(word, ())])) for word in dict.fromkeys([*rare, *telling])]
        found.append((id_, len(rare), ways))
    return found


def _stems(text: str) -> list[str]:
    words = (word for word in _WORD.findall(text.lower()) if word not in QUIET and len(word) > 2)
    return list(dict.fromkeys(stem(word) for word in words))


def _also_called(library: Library) -> dict[str, list[str]]:
    """What the glossary calls its terms of one word, by their stems."""
    found: dict[str, list[str]] = {}
    for term in library.glossary.terms:
        names = [" ".join(_stems(name)) for name in (term.term, term.abbreviation or "", *term.also)]
        for name in names:
            if name and " " not in name:
                found.setdefault(name, []).extend(other for other in names if other and other != name)
    return found
