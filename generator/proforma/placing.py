"""Put answers into the fields of a case study, and keep all else, with the question and why.

Every text passes through here. One that is struck out, is a picture, or had to lose what identifies somebody
goes into no field. What `guidance check` would refuse, the names from the form's own contact box, and those
under a heading "Name" identify somebody for certain. What would be markup by chance is escaped: `*`, `<b>`.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from generator.basics.messages import say
from generator.checks.personal_data import TITLE, Sighting, find_in_text, find_refused
from generator.content.model.fields import LONGEST_LINE
from generator.proforma.blocks import Block
from generator.proforma.find_answers import Left
from generator.proforma.rules import LOOKS_LIKE_NAME, NAME_LINE, Rules
from generator.proforma.understand import is_blank, is_mark, words_of

_SPLIT = re.compile(r"\s*(?:[,;/&|\n]|\band\b|\bwith\b)\s*")
_QUIET_TEXT = """
nhs trust foundation ft hospital hospitals the of and for council county city borough university teaching
healthcare health care community social services service partnership board integrated system ics icb group
ambulance acute mental primary general district royal national children women north south east west clinical
digital informatics team practice surgery centre ltd cic plc limited
"""
_QUIET = frozenset(_QUIET_TEXT.split())
"""Words in names of organisations that give nobody away by themselves."""


@dataclass(frozen=True)
class IdentifyingWords:
    is_anonymous: bool
    """Whether the case study is to be."""
    people: frozenset[str]
    """Full names, and single words of them, from where the form asks for them or somebody headed them so."""
    organisations: tuple[str, ...]
    """The organisation's name, where the case study is anonymous, and its telling words and initials."""
    ordinary: frozenset[str]
    """Words of roles and professions, which are no names."""

    def hide(self, text: str) -> tuple[str, list[str]]:
        """The text without all that is certain, and the kind of each thing that was taken out."""
        taken: list[str] = []
        text = _leave_out(text, find_refused(text, is_anonymous=False), taken)
        for name in sorted(self.people, key=len, reverse=True):
            text, number = _whole(name, rf"(?:{TITLE}\s+)?").subn(say("in-draft/name"), text)
            taken += ["name"] if number else []
        for name in self.organisations:
            text, number = _whole(name).subn(say("in-draft/organisation"), text)
            taken += ["organisation"] if number else []
        text = _leave_out(text, find_refused(text, self.is_anonymous), taken)
        return text, list(dict.fromkeys(taken))

    def may_hold(self, text: str) -> list[str]:
        """What an editor should look at: the kinds of what may be a name or a number, but need not be one."""
        found = {each.kind for each in find_in_text(text, True) if each.kind == "name" or not each.is_certain}
        return sorted(found)

    def looks_like_name(self, text: str) -> bool:
        """Whether a text is two or three capitalised words, none of which any role or profession has."""
        return bool(re.fullmatch(LOOKS_LIKE_NAME, text.strip())) and not self.ordinary & set(words_of(text))

    def has_name_beside(self, text: str) -> bool:
        """Whether a text with something taken out still has what looks like a name."""
        return any(self.looks_like_name(each[0]) for each in re.finditer(LOOKS_LIKE_NAME, text))


def _leave_out(text: str, sightings: list[Sighting], taken: list[str]) -> str:
    """The text with words in brackets in the place of what was found, which is noted in `taken`."""
    for sighting in reversed(sightings):
        text = text[: sighting.start] + say(f"in-draft/{sighting.kind}") + text[sighting.end :]
    taken += [sighting.kind for sighting in sightings]
    return text


def _whole(name: str, before: str = "") -> re.Pattern[str]:
    words = r"[\s.]+".join(re.escape(word) for word in name.split())
    return re.compile(rf"(?<!\w){before}{words}(?!\w)")


def identifying_words(
    names: Iterable[str], organisation: str, is_anonymous: bool, rules: Rules
) -> IdentifyingWords:
    """What to keep out, given what the form says under names, and its organisation."""
    ordinary = {
        word
        for option in (*rules.roles, *rules.professions)
        for text in option.words
        for word in words_of(text)
    } | _QUIET
    people: set[str] = set()
    for name in (part for text in names for part in _SPLIT.split(text)):
        bare = re.sub(rf"^{TITLE}\s*|\([^)]*\)", "", name).strip()
        parts = [word for word in re.findall(r"[\w'’-]+", bare) if len(word) > 2 and word[0].isupper()]
        telling = [word for word in parts if not set(words_of(word)) & ordinary]
        people |= set(telling) | ({bare} if telling and " " in bare else set())
    own = organisation.strip() if is_anonymous and len(organisation.strip()) > 2 else ""
    bare = re.sub(r"\s*\([^)]*\)", "", own)
    words = [word for word in re.findall(r"[\w'’]+", own) if len(word) > 2 and word[0].isupper()]
    capitals = "".join(word[0] for word in re.findall(r"\w+", bare) if word[0].isupper())
    telling_words = [word for word in words if word.lower() not in ordinary]
    initials = [capitals] if len(capitals) > 2 and capitals.lower() not in ordinary else []
    organisations = tuple(dict.fromkeys(filter(None, (own, bare, *initials, *telling_words))))
    return IdentifyingWords(is_anonymous, frozenset(people), organisations, frozenset(ordinary))


WIDTH = 100
_BULLET = re.compile(r"(?:[•●▪◦‣·➤➢*–—-]|o(?=\t))\s+(?=\S)")  # Word's round bullet, copied as text, is an o
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+(?=\S)")
_MARKUP = re.compile(r"[\\*_<\[\]]")
_LINE_MARKUP = re.compile(r"(?P<sign>[#>+=~`|-])|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)")
SHORTEST_TITLE, LONGEST_TITLE = 3, 60


@dataclass(frozen=True)
class AnswerLine:
    """A paragraph of an answer, or an entry of a list."""

    text: str
    is_listed: bool = False
    bold: str = ""


@dataclass(frozen=True)
class ProseValue:
    """A text that stands below a `|`, already in the Markdown subset."""

    text: str


@dataclass(frozen=True)
class Todo:
    """A field that an editor must still fill in, with what to write there."""

    key: str
    """Of the message that says it."""
    value: Literal["", "[]"] = ""

    @property
    def text(self) -> str:
        return say(self.key)


Value: TypeAlias = "str | bool | Decimal | ProseValue | Todo | list[Value] | dict[str, Value]"
Kind = Literal["understood", "unclear", "editor", "omitted"]


@dataclass(frozen=True)
class Note:
    kind: Kind
    question: str
    """Its identifier; empty where it is about all of the document."""
    text: str


@dataclass
class Placing:
    """Where a form's texts end up."""

    secrets: IdentifyingWords
    rules: Rules
    data: dict[str, Value] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def note(self, kind: Kind, question: str, key: str, **values: Any) -> None:
        """`key`, `values`: as in the catalogue of messages."""
        found = Note(kind, question, self.secrets.hide(say(key, **values))[0])
        if found not in self.notes:
            self.notes.append(found)

    def put(self, way: str, value: Value, question: str = "", key: str = "put", **values: Any) -> None:
        """Fill the field at `way`, such as `team.wte`. `key`, `values`: of the message that reports it."""
        *owners, name = way.split(".")
        current = self.data
        for owner in owners:
            inner = current.setdefault(owner, {})
            if not isinstance(inner, dict):
                raise TypeError(way)
            current = inner
        current[name] = value
        if question:
            self.note("understood", question, key, field=way, **values)

    def has(self, way: str) -> bool:
        return self.at(way) is not None

    def at(self, way: str) -> Value | None:
        current: Value | None = self.data
        for name in way.split("."):
            current = current.get(name) if isinstance(current, dict) else None
        return current

    def leave(self, question: str, text: str, why: str) -> None:
        """Keep what goes into no field, without what identifies somebody."""
        hidden, taken = self.secrets.hide(text)
        for kind in taken:
            self.note("omitted", question, f"left-out/{kind}")
        if taken and self.secrets.has_name_beside(hidden):
            self.note("editor", question, "may-hold/beside")
        for kind in self.secrets.may_hold(hidden):
            self.note("editor", question, f"may-hold/{kind}")
        if hidden.strip():
            self.left.append(Left(question, hidden, why))

    def leave_all(self, question: str, blocks: Iterable[Block], why: str) -> None:
        """The same for several lines, as one text: a telephone number may run over two."""
        self.leave(question, "\n".join(block.text for block in blocks), why)

    def usable(self, question: str, blocks: Iterable[Block]) -> list[Block]:
        """The blocks that may fill a field; the others are left, with why."""
        found: list[Block] = []
        for block in blocks:
            if re.match(NAME_LINE, block.text, re.IGNORECASE):
                self.note("omitted", question, "name-dropped", where=re.split("[:–-]", block.text)[0].strip())
            elif why := self.why_not(question, block):
                self.leave(question, block.text, why)
            elif found and self.secrets.hide(f"{found[-1].text}\n{block.text}")[1]:
                self.leave_all(question, (found.pop(), block), "identifies")
            elif not is_blank(block.text):
                found.append(block)
        return found

    def why_not(self, question: str, block: Block) -> str:
        """The code of why a block may fill no field; empty when it may."""
        if block.is_struck:
            return "struck"
        if block.is_picture:
            return "picture"
        hidden, taken = self.secrets.hide(block.text)
        if taken:
            return "names" if {"name", "email", "phone"} & set(taken) else "identifies"
        for kind in self.secrets.may_hold(hidden):
            self.note("editor", question, f"may-hold/{kind}")
        return ""

    def line(self, text: str, question: str) -> str:
        """A text for a field of one line; what is too long for it is also left whole."""
        one = " ".join(text.split())
        if len(one) <= LONGEST_LINE:
            return one
        self.leave(question, text, "too-long")
        return one[: LONGEST_LINE - 2].rpartition(" ")[0] + " …"

    def add_prose(self, way: str, lines: Sequence[AnswerLine], question: str) -> None:
        """Fill a prose field, below what another question has put there."""
        new, before = as_prose(lines), self.at(way)
        if new:
            whole = f"{before.text}\n\n{new}" if isinstance(before, ProseValue) else new
            self.put(way, ProseValue(whole), question, "put/as-written")


def texts_of(blocks: Iterable[Block]) -> list[str]:
    return [block.text for block in blocks if not is_blank(block.text) and not is_mark(block.text)]


def lines_of(blocks: Iterable[Block]) -> list[AnswerLine]:
    """The lines of an answer; cells of one row of a wider table become one line."""
    lines: list[AnswerLine] = []
    last: Block | None = None
    for block in blocks:
        line = _line(block)
        is_beside = last and last.cell and block.cell and last.cell[:2] == block.cell[:2]
        if is_beside and last and last.cell != block.cell:
            lines[-1] = AnswerLine(f"{lines[-1].text} – {line.text}", lines[-1].is_listed, lines[-1].bold)
        else:
            lines.append(line)
        last = block
    return lines


def _line(block: Block) -> AnswerLine:
    bullet = _BULLET.match(block.text) or _NUMBERED.match(block.text)
    text = block.text[bullet.end() :] if bullet else block.text
    return AnswerLine(text, bool(bullet) or block.is_listed, block.bold)


def as_prose(lines: Iterable[AnswerLine]) -> str:
    """Paragraphs and lists of the Markdown subset, in lines of bearable length."""
    found = ""
    was_listed = False
    for line in lines:
        wrapped = textwrap.wrap(line.text, WIDTH - 2, break_long_words=False, break_on_hyphens=False)
        escaped = [_escape(text) for text in wrapped]
        if not escaped:
            continue
        block = "- " + "\n  ".join(escaped) if line.is_listed else "\n".join(escaped)
        between = "" if not found else "\n" if line.is_listed and was_listed else "\n\n"
        found += between + block
        was_listed = line.is_listed
    return found


def _escape(text: str) -> str:
    text = _MARKUP.sub(lambda match: "\\" + match[0], text)
    start = _LINE_MARKUP.match(text)
    if start is None:
        return text
    at = start.start("dot") if start["dot"] else 0
    return f"{text[:at]}\\{text[at:]}"


def title_of(line: AnswerLine) -> tuple[str, str]:
    """A point's title and text: its bold start, the words before a colon, or simply its first words."""
    bold = line.bold.rstrip(" :.–-")
    if SHORTEST_TITLE <= len(bold) <= LONGEST_TITLE and line.text.startswith(bold) and bold != line.text:
        rest = line.text[len(bold) :].lstrip(" :.–-")
        return bold, rest or line.text
    before, colon, after = line.text.partition(": ")
    if colon and SHORTEST_TITLE <= len(before) <= LONGEST_TITLE and after.strip():
        after = after.strip()
        return before.strip(), after[:1].upper() + after[1:]
    if len(line.text) <= LONGEST_TITLE:
        return line.text.rstrip("."), line.text
    return textwrap.shorten(line.text, LONGEST_TITLE, placeholder=" …"), line.text
