"""The labels in a template, and the template in another language.

Labels need no markup. All text outside a template's tags is a label, sentence by sentence, with
names in place of values: `Reviewed {{ page.reviewed | date | text }}.` is the label
`Reviewed {reviewed}.` So no word can be forgotten, English costs nothing, and templates stay easy
to read. Links and inline HTML are numbered: `[Roles](1)`.

A quoted text inside a Jinja tag is a label if it begins with a capital letter or has a space in it.
Any other quoted text there is a value, such as an address or an identifier.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

Find = Callable[[str], str | None]
"""Returns the translation of a label; None if there is none."""

ENGLISH, LOCAL, ORIGINAL, END = "\ue010", "\ue011", "\ue012", "\ue013"
"""Marks. `ENGLISH` … `END` enclose English, `LOCAL` … `END` the language of the build, with the English after
`ORIGINAL` if it is needed. They are characters that `prose_writer.escape` lets no text contain."""

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_FIRST, _LAST = "\U000f0000", "\U000ffffd"
"""One of these characters replaces each Jinja tag while a line is translated: the rest is text and HTML."""
_HIDDEN = re.compile(f"[{_FIRST}-{_LAST}]")
_NEWLINE = "\ue01f"
_TAG = re.compile(r"<!--.*?-->|</?[a-zA-Z!][^>]*>")
_INLINE = re.compile(r"</?(?:a|b|code|em|i|strong)\b[^>]*>")
_LINK = re.compile(r"\]\([^()\s]*\)(?:\{[^{}]*\})?")
_READ_ALOUD = re.compile(r"(?<=\s)((?:aria-label|title|alt|placeholder|label)=\")([^\"]*)")
_QUIET = re.compile(
    r"<(?:code|desc|option|text|title|tspan)\b[^>]*>[^<]*|<[a-zA-Z][^>]*>|\{ #[^{}]*\}|\]\([^()]*\)"
)
"""Places in which no element can be written to give the language of a value."""
_SILENT = re.compile(r"<(?:desc|option|text|title|tspan)\b")
_FRAME = re.compile(
    r"(\s*(?:(?:(#{1,6})|[-:]|\d+\.)\s+)?)(.*?)((?:\s+\{[^{}]*\})?\s*)",
    re.DOTALL,
)
"""The words of a line, and what is around them: the marker of a heading or list item, and an anchor."""
_PART = re.compile(rf"(?P<value>{_HIDDEN.pattern})|(?P<tag>{_INLINE.pattern})|(?P<link>{_LINK.pattern})")
_PLACEHOLDER = re.compile(r"\{\w+\}|</?\d+>|\]\(\d+\)")
_LETTER = re.compile(r"[^\W\d_]")
_QUOTED = re.compile(r"\"([^\"]*)\"")
_WORDS = re.compile(r"[A-Z]|.*[^\W\d_] ")
_COUNTED = re.compile(r"\bcount(?:ed)?\([^\"]*?\"([^\"]*)\",\s*\"([^\"]*)\"")
_NO_WORDS = re.compile(r"\{%-?\s*(?:import|include|extends|from)\b|\{#")
_UNSAFE = {"{": "&#123;", "}": "&#125;", "<": "&lt;", ">": "&gt;"}


Said = str | tuple[str, str]
"""A label, or the singular and plural of one that counts."""


def iter_messages(source: str) -> Iterator[Said]:
    """Every label of a template, in the order of its lines."""
    for line in _lines(source):
        found: list[str] = []
        _Line(found.append, is_marked=False).translate(line)
        yield from found
        for tag in _JINJA.findall(line):
            for one, many in _COUNTED.findall(tag):
                yield f"{{number}} {one}", f"{{number}} {many}"
            yield from (match[1] for match in _iter_quoted(tag))


def translate_template(source: str, find: Find, is_marked: bool = True) -> str:
    """The template with its labels in another language.

    If `is_marked`, labels are enclosed in the marks that `generator.languages.language_marks` replaces.
    Otherwise labels without a translation are enclosed in `<span lang="en">`.
    """
    return "\n".join(_Line(find, is_marked).translate(line) for line in _lines(source))


def placeholders(text: str) -> list[str]:
    """The placeholders of a text, sorted. A translation must have those of its label, each as often."""
    return sorted(_PLACEHOLDER.findall(text))


def _lines(source: str) -> list[str]:
    """The lines of a template. A Jinja tag that runs over several lines is not split."""
    joined = _JINJA.sub(lambda match: match[0].replace("\n", _NEWLINE), source)
    return [line.replace(_NEWLINE, "\n") for line in joined.split("\n")]


def _iter_quoted(tag: str) -> Iterator[re.Match[str]]:
    """The quoted labels in a Jinja tag, except for the nouns of `count` and `counted`."""
    if not _NO_WORDS.match(tag):
        counted = [match.span() for match in _COUNTED.finditer(tag)]
        for match in _QUOTED.finditer(tag):
            is_compared = tag[: match.start()].endswith("= ")
            is_counted = any(start <= match.start() < end for start, end in counted)
            if _WORDS.match(match[1]) and not is_compared and not is_counted:
                yield match


class _Line:
    def __init__(self, find: Find, is_marked: bool) -> None:
        self._find = find
        self._is_marked = is_marked
        self._hidden: list[str] = []

    def translate(self, line: str) -> str:
        masked = _JINJA.sub(self._hide, line)
        if self._is_marked:
            is_front_matter = any("| front_matter }}" in tag for tag in self._hidden)
            for match in _QUIET.finditer(masked):
                self._quieten(match[0])
            self._quieten(masked if is_front_matter else "")
        is_row = masked.lstrip().startswith("|")
        written, end, is_silent = [], 0, False
        for start, stop in self._boundaries(masked, is_row):
            written += [self._words(masked[end:start], is_silent), self._tag(masked[start:stop])]
            is_silent = _SILENT.match(masked, start) is not None
            end = stop
        written.append(self._words(masked[end:], is_silent))
        return _HIDDEN.sub(self._show, "".join(written))

    def _hide(self, match: re.Match[str]) -> str:
        tag = match[0]
        if self._is_marked:
            for quoted in reversed(list(_iter_quoted(tag))):
                tag = f"{tag[: quoted.start()]}_({quoted[0]}){tag[quoted.end() :]}"
        self._hidden.append(tag)
        return chr(ord(_FIRST) + len(self._hidden) - 1)

    def _show(self, match: re.Match[str]) -> str:
        return self._hidden[ord(match[0]) - ord(_FIRST)]

    def _quieten(self, masked: str) -> None:
        for character in _HIDDEN.findall(masked):
            place = ord(character) - ord(_FIRST)
            self._hidden[place] = re.sub(r"\|\s*text\s*\}\}$", "| quiet }}", self._hidden[place])

    def _boundaries(self, masked: str, is_row: bool) -> Iterator[tuple[int, int]]:
        """Where one label ends and the next may begin: at Jinja and HTML tags, and between cells."""
        end = 0
        for match in re.finditer(rf"{_TAG.pattern}|{_HIDDEN.pattern}|\|", masked, re.DOTALL):
            if match.start() < end or (match[0] == "|" and not is_row):
                continue
            is_value = _HIDDEN.fullmatch(match[0]) and self._show(match).startswith("{{")
            if not is_value and not self._is_inline(match[0]):
                yield match.span()
                end = match.end()

    def _is_inline(self, tag: str) -> bool:
        """Whether a tag is part of a sentence. A tag that contains a Jinja condition is not."""
        values = map(self._show, _HIDDEN.finditer(tag))
        return _INLINE.fullmatch(tag) is not None and all(value.startswith("{{") for value in values)

    def _tag(self, tag: str) -> str:
        if not tag.startswith("<"):
            return tag

        def translated(match: re.Match[str]) -> str:
            label, parts = self._number(match[2])
            found = self._find(label) if _has_letters(label) else None
            return match[1] + (_filled(found, parts).replace('"', "&quot;") if found else match[2])

        return _READ_ALOUD.sub(translated, tag)

    def _words(self, text: str, is_silent: bool) -> str:
        match = _FRAME.fullmatch(text)
        if match is None:
            return text
        before, heading, core, after = match.groups()
        label, parts = self._number(core)
        if not _has_letters(label):
            return text
        found = self._find(label)
        shown = core if found is None else _filled(found, parts)
        if is_silent:
            return f"{before}{shown}{after}"
        if found is None:
            opened, closed = (ENGLISH, END) if self._is_marked else ('<span lang="en">', "</span>")
        else:
            original = f"{ORIGINAL}{core}" if heading else ""
            opened, closed = (LOCAL, f"{original}{END}") if self._is_marked else ("", "")
        return f"{before}{opened}{shown}{closed}{after}"

    def _number(self, text: str) -> tuple[str, dict[str, str]]:
        """The text as translators see it, and what each placeholder in it stands for."""
        parts: dict[str, str] = {}
        open_tags: list[int] = []
        count = {"tag": 0, "link": 0}

        def replace(match: re.Match[str]) -> str:
            kind = match.lastgroup or ""
            if kind == "value":
                name = _name_of(self._show(match), parts)
            elif match[0].startswith("</"):
                name = f"</{open_tags.pop() if open_tags else 0}>"
            else:
                count[kind] += 1
                name = f"]({count[kind]})" if kind == "link" else f"<{count[kind]}>"
                open_tags.extend([count[kind]] if kind == "tag" else [])
            parts[name] = match[0]
            return name

        return _PART.sub(replace, text), parts


def _name_of(tag: str, taken: dict[str, str]) -> str:
    """A name for a value, from the last word of its expression: `{reviewed}` for page.reviewed."""
    words = re.findall(r"[a-z_]\w*", re.sub(r"\b_\(|\"[^\"]*\"|\|.*| if .*", "", tag[2:-2]))
    name = f"{{{words[-1] if words else 'value'}}}"
    number = 2
    while name in taken:
        name = f"{{{words[-1] if words else 'value'}{number}}}"
        number += 1
    return name


def _has_letters(label: str) -> bool:
    return _LETTER.search(re.sub(r"&#?\w+;", "", _PLACEHOLDER.sub("", label))) is not None


def _filled(translation: str, parts: dict[str, str]) -> str:
    """A translation with its placeholders filled in, and all else that could be template or HTML escaped."""
    written, end = [], 0
    for match in _PLACEHOLDER.finditer(translation):
        literal = translation[end : match.start()]
        written += ["".join(_UNSAFE.get(c, c) for c in literal), parts.get(match[0], "")]
        end = match.end()
    return "".join([*written, *(_UNSAFE.get(c, c) for c in translation[end:])])
