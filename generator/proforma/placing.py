"""Put answers into the fields of a case study, and keep all else, with the question and why.

Every text passes through here. One that is struck out, is a picture, or had to lose what identifies somebody
goes into no field. What `guidance check` would refuse, the names from the form's own contact box, and those
under a heading "Name" identify somebody for certain. What would be markup by chance is escaped: `*`, `<b>`.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias

from generator.basics.messages import say
from generator.checks.personal_data import TITLE, Sighting, find_in_text, find_refused
from generator.content.model.fields import LONGEST_LINE
from generator.proforma.blocks import Block, joined
from generator.proforma.find_answers import Left
from generator.proforma.rules import PATTERNS, QUIET_NAMES, TABLE, Rules
from generator.proforma.understand import find_role, is_blank, is_mark, is_plan, words_of

_NAME_GOES_ON = re.compile(
    rf"({re.escape(say('in-draft/name'))}) ((?:[A-Z][a-z’'-]+ ){{0,1}}[A-Z][a-z’'-]+)(?![\w-])"
)


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
        people = sorted(self.people, key=len, reverse=True)
        for kind, before, names in (
            ("name", rf"(?:{TITLE}\s+)?", people),
            ("organisation", "", self.organisations),
        ):
            for name in names:
                text, number = _whole(name, before).subn(say(f"in-draft/{kind}"), text)
                taken += [kind] if number else []
        text = _leave_out(text, find_refused(text, self.is_anonymous), taken)
        text = _NAME_GOES_ON.sub(self._rest_of_name, text)
        return text, list(dict.fromkeys(taken))

    def _rest_of_name(self, match: re.Match[str]) -> str:
        """What a person's name has left behind: Dr Ann Example is found as far as Ann."""
        return match[0] if set(words_of(match[2])) & self.ordinary else match[1]

    def may_hold(self, text: str) -> list[str]:
        """What an editor should look at: the kinds of what may be a name or a number, but need not be one."""
        found = {each.kind for each in find_in_text(text, True) if each.kind == "name" or not each.is_certain}
        return sorted(found)

    def looks_like_name(self, text: str) -> bool:
        """Whether a text is two or three capitalised words, none of which any role or profession has."""
        pattern = TABLE["looks_like_name"]
        return bool(re.fullmatch(pattern, text.strip())) and not self.ordinary & set(words_of(text))

    def has_name_beside(self, text: str) -> bool:
        """Whether a text with something taken out still has what looks like a name."""
        return any(self.looks_like_name(each[0]) for each in re.finditer(TABLE["looks_like_name"], text))


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
    names: Iterable[str], texts: Iterable[str], organisation: str, is_anonymous: bool, rules: Rules
) -> IdentifyingWords:
    """What to keep out, given what the form says under names, elsewhere, and as its organisation."""
    options = (*rules.roles, *rules.professions)
    ordinary = QUIET_NAMES.union(*(words_of(text) for option in options for text in option.words))
    people: set[str] = set()
    beside = (
        part for text in texts for part in _beside_roles(text, rules) if not set(words_of(part)) & ordinary
    )
    for name in (*(part for text in names for part in PATTERNS["between_names"].split(text)), *beside):
        bare = re.sub(rf"^{TITLE}\s*|\([^)]*\)", "", name).strip()
        telling = {word for word in _capitalised(bare) if not set(words_of(word)) & ordinary}
        people |= telling | ({bare} if telling and " " in bare else set())
    own = organisation.strip() if is_anonymous and len(organisation.strip()) > 2 else ""
    bare = re.sub(r"\s*\([^)]*\)", "", own)
    initials = "".join(word[0] for word in re.findall(r"\w+", bare) if word[0].isupper())
    telling_words = [
        word for word in (initials, *_capitalised(own)) if len(word) > 2 and word.lower() not in ordinary
    ]
    organisations = tuple(dict.fromkeys(filter(None, (own, bare, *telling_words))))
    return IdentifyingWords(is_anonymous, frozenset(people), organisations, frozenset(ordinary))


def _beside_roles(text: str, rules: Rules) -> list[str]:
    """What looks like a name beside a role: Ann Example (CCIO)."""
    parts = PATTERNS["beside"].split(text)
    names = [part for part in parts if re.fullmatch(TABLE["looks_like_name"], part)]
    return names if names and any(find_role(part, rules.roles) for part in parts) else []


def _capitalised(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w'’-]+", text) if len(word) > 2 and word[0].isupper()]


WIDTH = 98
_MARKUP = re.compile(r"[\\*_<\[\]]")
_LINE_MARKUP = re.compile(r"(\d{1,9})(?=[.)](?:\s|$))|(?=[#>+=~`|-])")
SHORTEST_TITLE, LONGEST_TITLE = 3, 60


Value: TypeAlias = "str | list[Value] | dict[str, Value]"
"""As in the form in the browser: numbers and yes or no are texts, too."""
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

    def put(self, way: str, value: Value, question: str = "", *, is_prose: bool = False) -> None:
        """Fill the field at `way`, such as `team.wte`, and say so of a question."""
        *owners, name = way.split(".")
        current = self.data
        for owner in owners:
            inner = current.setdefault(owner, {})
            if not isinstance(inner, dict):
                raise TypeError(way)
            current = inner
        current[name] = value
        shown = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        if question and is_prose:
            self.note("understood", question, "put/as-written", field=way)
        elif question and isinstance(value, list) and isinstance(value[0], dict):
            self.note("understood", question, "put/entries", field=way, shown=len(value))
        elif question:
            shown = {"true": "yes", "false": "no"}.get(shown, shown)
            self.note("understood", question, "put/value", field=way, shown=shown)

    def at(self, way: str) -> Value | None:
        current: Value | None = self.data
        for name in way.split("."):
            current = current.get(name) if isinstance(current, dict) else None
        return current

    def leave(self, question: str, what: str | Iterable[Block], why: str) -> None:
        """Keep what goes into no field, without what identifies somebody.

        Several lines are one text: a telephone number may run over two.
        """
        text = what if isinstance(what, str) else "\n".join(block.text for block in what)
        hidden, taken = self.secrets.hide(text)
        for kind in taken:
            self.note("omitted", question, f"left-out/{kind}")
        is_beside = bool(taken) and self.secrets.has_name_beside(hidden)
        for kind in [*(["beside"] if is_beside else []), *self.secrets.may_hold(hidden)]:
            self.note("editor", question, f"may-hold/{kind}")
        if hidden.strip():
            self.left.append(Left(question, hidden, why))

    def usable(self, question: str, blocks: Iterable[Block], *, plans: bool | None = None) -> list[Block]:
        """The blocks that may fill a field; the others are left, with why.

        `plans`: whether a text is a plan that says so further on; None where plans may stand. False is for
        texts, which also have to say something of their own.
        """
        found: list[Block] = []
        answer = [*blocks]
        is_empty = all(is_blank(block.text) for block in answer)
        for block in answer:
            is_said = not (is_empty or (is_blank(block.text) and not re.search("[A-Za-z]", block.text)))
            if PATTERNS["name_line"].match(block.text):
                self.note("omitted", question, "name-dropped", where=re.split("[:–-]", block.text)[0].strip())
            elif why := self.why_not(question, block):
                self.leave(question, block.text, why)
            elif found and self.secrets.hide(f"{found[-1].text}\n{block.text}")[1]:
                self.leave(question, (found.pop(), block), "identifies")
            elif is_said and plans is not None and not is_blank(block.text) and is_plan(block.text, plans):
                self.leave(question, block.text, "plan")
            elif is_said and plans is False and PATTERNS["refers"].fullmatch(block.text):
                self.leave(question, block.text, "refers")
            elif is_said:
                found.append(block)
        return found

    def why_not(self, question: str, block: Block) -> str:
        """The code of why a block may fill no field; empty when it may."""
        if block.is_struck or block.text == TABLE["picture"]:
            return "struck" if block.is_struck else "picture"
        hidden, taken = self.secrets.hide(block.text)
        if taken:
            return "names" if {"name", "email", "phone"} & set(taken) else "identifies"
        for kind in (may_hold := self.secrets.may_hold(hidden)):
            self.note("editor", question, f"may-hold/{kind}")
        return "names" if "name" in may_hold else ""

    def line(self, text: str, question: str) -> str:
        """A text for a field of one line; what is too long for it is also left whole."""
        one = " ".join(text.split())
        if len(one) <= LONGEST_LINE:
            return one
        self.leave(question, text, "too-long")
        return one[: LONGEST_LINE - 2].rpartition(" ")[0] + " …"

    def add_prose(self, way: str, lines: Sequence[Block], question: str) -> None:
        """Fill a prose field, below what another question has put there."""
        new, before = as_prose(lines), self.at(way)
        if new:
            self.put(way, f"{before}\n\n{new}" if before else new, question, is_prose=True)


def texts_of(blocks: Iterable[Block]) -> list[str]:
    return [block.text for block in blocks if not is_blank(block.text) and not is_mark(block.text)]


def lines_of(blocks: Iterable[Block]) -> list[Block]:
    """The lines of an answer, without bullets; cells of one row of a wider table become one line."""
    return [_line(block) for block in joined(blocks)]


def _line(block: Block) -> Block:
    bullet = PATTERNS["bullet"].match(block.text)
    return replace(block, text=block.text[bullet.end() :], is_listed=True) if bullet else block


def as_prose(lines: Iterable[Block]) -> str:
    """Paragraphs and lists of the Markdown subset, in lines of bearable length."""
    found = ""
    was_listed = False
    for line in lines:
        wrapped = textwrap.wrap(line.text, WIDTH, break_long_words=False, break_on_hyphens=False)
        if wrapped:
            between = "" if not found else "\n" if line.is_listed and was_listed else "\n\n"
            text = ("\n  " if line.is_listed else "\n").join(map(_escape, wrapped))
            found += f"{between}{'- ' if line.is_listed else ''}{text}"
            was_listed = line.is_listed
    return found


def _escape(text: str) -> str:
    text = _MARKUP.sub(r"\\\g<0>", text)
    start = _LINE_MARKUP.match(text)
    return f"{start[0]}\\{text[start.end() :]}" if start else text


def point_of(placing: Placing, question: str, lines: Sequence[Block]) -> dict[str, Value]:
    """A point's title, which is the words before a colon or simply its first words, and its text."""
    text = lines[0].text
    before, _, after = text.partition(": ")
    if after.strip() and SHORTEST_TITLE <= len(before) <= LONGEST_TITLE:
        title, text = before.strip(), after.strip()[:1].upper() + after.strip()[1:]
    elif len(text) <= LONGEST_TITLE:
        title = text.rstrip(".")
    else:
        title = textwrap.shorten(
            text, LONGEST_TITLE, placeholder=" …", break_long_words=False, break_on_hyphens=False
        )
    prose = as_prose([Block(text), *lines[1:]])
    return {"title": placing.line(title, question), "text": prose}
