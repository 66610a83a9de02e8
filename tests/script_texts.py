"""The texts in a script that seem to be for readers but are not passed to a function that translates them."""

from __future__ import annotations

import re
from collections.abc import Iterator

TOKEN = re.compile(
    r"""
      (?P<comment>/\*.*?\*/|//[^\n]*)
    | (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)
    | (?P<pattern>(?<=[=(,:!&|?{};\[])\s*/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*
        |(?<=return)\s+/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)
    | (?P<code>\w+|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_IS_SAID = re.compile(r"\bguidance\.(?:say\($|count\([^\"]*$|count\([^\"]*\"(?:[^\"\\]|\\.)*\",\s*$)")
_SENTENCE = re.compile(
    r"[A-Z][a-z’]|(?:^|.*[^\w-])[a-z’]{2,}[,.:;]? (?:[a-z’]{2,}|$)|^ ?[(]?[a-z]+[:.)]? $|^ [a-z]+"
)
"""What looks like a text for readers: a capitalised word, two words, or a word joined to something else."""
_NO_TEXT = re.compile(
    r"""
      use\ strict
    | Enter|Escape|.*\+K                                              # keys
    | [^<]*<(?!\d|/\d).*                                              # markup
    | [a-zA-Z]+[a-z][A-Z][a-zA-Z]*                                    # a name in a program
    | [.#\[:][^“”]*|[a-z]+\[.*                                        # a selector
    | (?:(?:[a-z]{1,2}\d?|input|select|textarea|\[\w+\])(?:,\ |$))+   # several of them
    | .*(?:\bg-[a-z-]+|\.js|\.css|\w/\w|="|='|\ =\ ).*                # classes, addresses, code
    """,
    re.VERBOSE | re.DOTALL,
)

WITHOUT_WORDS = {
    *("documents/odt.js", "documents/word.js", "search/words.js", "shared/citation-formats.js"),
    *("word/document.js", "word/package.js", "word/people.js", "word/words.js"),
}
"""They write or read formats whose names look like words, or know words that readers type."""


_VALUE = re.compile(r"\$\{((?:[^{}]|\{[^{}]*\})*)\}")
"""What stands in a template literal in the place of a value."""


def iter_texts(script: str) -> Iterator[tuple[int, str]]:
    """Each such text with its line."""
    for match in TOKEN.finditer(script):
        if match.lastgroup == "text":
            line = script.count("\n", 0, match.start()) + 1
            text = match[0][1:-1]
            if match[0][0] == "`":
                yield from ((line, inner) for value in _VALUE.findall(text) for _, inner in iter_texts(value))
                text = _VALUE.sub("", text)
            is_said = _IS_SAID.search(script[max(0, match.start() - 600) : match.start()])
            if not is_said and _SENTENCE.search(text) and not _NO_TEXT.fullmatch(text):
                yield line, text
