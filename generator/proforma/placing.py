"""Put answers into the fields of a case study, and note what became of each.

Every text passes through here, so nothing that identifies somebody gets past the check, and nothing else
gets lost: what has no field is kept aside for the end of the draft. What would be markup by chance is
escaped: `*`, a line that begins with `#`, `<b>`.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from generator.basics.messages import say
from generator.content.model.fields import LONGEST_LINE
from generator.library.library import Library
from generator.proforma.find_answers import Answer, Piece, is_blank, is_mark, read_yes_no
from generator.proforma.original import CPD_METHODS
from generator.proforma.privacy import IdentifyingWords
from generator.proforma.questions import Question
from generator.proforma.understand import Chosen, Option, understand_choices

WIDTH = 100
_BULLET = re.compile(r"(?:[•●▪◦‣·➤➢*–—-]|o(?=\t))\s+(?=\S)")  # Word's round bullet, copied as text, is an o
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[.)]\s+(?=\S)")
_MARKUP = re.compile(r"[\\*_<\[\]]")
_LINE_MARKUP = re.compile(r"(?P<sign>[#>+=~`|-])|(?P<number>\d{1,9})(?P<dot>[.)])(?=\s|$)")
SHORTEST_TITLE, LONGEST_TITLE = 3, 60


@dataclass(frozen=True)
class AnswerLine:
    """A paragraph of an answer, or an entry of a list."""

    text: str
    is_listed: bool = False
    bold: str = ""


def lines_of(pieces: Iterable[Piece]) -> list[AnswerLine]:
    """The lines of an answer; cells of one row become one line."""
    lines: list[AnswerLine] = []
    last_row = 0
    for piece in pieces:
        if not piece.text:
            continue
        line = _line(piece)
        if piece.row and piece.row == last_row and piece.column and lines:
            lines[-1] = AnswerLine(f"{lines[-1].text} – {line.text}", lines[-1].is_listed, lines[-1].bold)
        else:
            lines.append(line)
        last_row = piece.row
    return lines


def _line(piece: Piece) -> AnswerLine:
    bullet = _BULLET.match(piece.text) or _NUMBERED.match(piece.text)
    text = piece.text[bullet.end() :] if bullet else piece.text
    return AnswerLine(text, bool(bullet) or piece.paragraph.is_listed, piece.paragraph.bold)


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
    about: Question | str | None
    """A question, or another part of the document; None where it is about all of it."""
    text: str


@dataclass(frozen=True)
class Unplaced:
    """What somebody wrote that fits no field."""

    label: str
    lines: tuple[str, ...]


class Placing:
    def __init__(self, secrets: IdentifyingWords) -> None:
        self.is_anonymous = secrets.is_anonymous
        self.data: dict[str, Value] = {}
        self.notes: list[Note] = []
        self.unplaced: list[Unplaced] = []
        self._secrets = secrets

    def note(self, kind: Kind, about: Question | str | None, key: str, **values: Any) -> None:
        """`key`, `values`: as in the catalogue of messages."""
        found = Note(kind, about, say(key, **values))
        if found not in self.notes:
            self.notes.append(found)

    def put(
        self, way: str, value: Value, question: Question | None = None, key: str = "put", **values: Any
    ) -> None:
        """Fill the field at `way`, such as `team.wte`. `key`, `values`: of the message that reports it."""
        *owners, name = way.split(".")
        current = self.data
        for owner in owners:
            inner = current.setdefault(owner, {})
            if not isinstance(inner, dict):
                raise TypeError(way)
            current = inner
        current[name] = value
        if question is not None:
            self.note("understood", question, key, field=way, **values)

    def has(self, way: str) -> bool:
        current: Value = self.data
        for name in way.split("."):
            if not isinstance(current, dict) or name not in current:
                return False
            current = current[name]
        return True

    def without_secrets(self, text: str) -> str:
        """The text without what identifies somebody for certain."""
        return self._secrets.hide(text)[0]

    def clean(self, text: str, about: Question | str) -> str:
        """The same, and an editor is told where it stood, and what may identify somebody."""
        hidden, taken = self._secrets.hide(text)
        for key in taken:
            self.note("omitted", about, key)
        for key in self._secrets.may_hold(hidden):
            self.note("editor", about, key)
        return hidden

    def line(self, text: str, question: Question) -> str:
        """A text for a field of one line; what is too long for it is kept aside whole."""
        one = " ".join(self.clean(text, question).split())
        if len(one) <= LONGEST_LINE:
            return one
        self.leave(question, [text])
        return one[: LONGEST_LINE - 2].rpartition(" ")[0] + " …"

    def prose(self, lines: Sequence[AnswerLine], question: Question) -> ProseValue:
        cleaned = [AnswerLine(self.clean(line.text, question), line.is_listed, line.bold) for line in lines]
        return ProseValue(as_prose(cleaned))

    def add_prose(self, way: str, pieces: Sequence[Piece], question: Question) -> None:
        """Fill a prose field, below what another question has put there."""
        new = self.prose(lines_of(pieces), question)
        if not new.text:
            return
        *owners, name = way.split(".")
        before: Value | None = self.data
        for part in (*owners, name):
            before = before.get(part) if isinstance(before, dict) else None
        whole = f"{before.text}\n\n{new.text}" if isinstance(before, ProseValue) else new.text
        self.put(way, ProseValue(whole), question, "put/as-written")

    def leave(self, question: Question | str, texts: Sequence[str]) -> None:
        """Keep for the end of the draft what fits no field."""
        label = question if isinstance(question, str) else question.label
        whole = self.clean("\n".join(texts), question)
        lines = tuple(line for line in whole.split("\n") if line.strip())
        if lines:
            self.unplaced.append(Unplaced(label[:1].upper() + label[1:], lines))


def options_of(question: Question, library: Library) -> list[Option]:
    """The choices of a question, with everything that each may be called."""
    if not isinstance(question.choices, str):
        return [Option(id_, (words,)) for id_, words in question.choices]
    entries = getattr(library.vocabulary, question.choices)
    return [
        Option(
            entry.id,
            tuple(filter(None, (entry.title, entry.plural, *entry.also, CPD_METHODS.get(entry.id)))),
        )
        for entry in entries
    ]


def place_many(placing: Placing, answer: Answer, library: Library) -> None:
    chosen = _choose(placing, answer, library)
    if chosen.ids:
        value: list[Value] = [*chosen.ids]
        shown = ", ".join(chosen.ids)
        placing.put(answer.question.fields[0], value, answer.question, "put/value", shown=shown)
    elif answer.is_asked:
        placing.note("unclear", answer.question, chosen.doubt or "nothing-ticked")
    placing.leave(answer.question, [piece.text for piece in chosen.rest])


def place_one(placing: Placing, answer: Answer, library: Library) -> None:
    chosen = _choose(placing, answer, library)
    if len(chosen.ids) == 1:
        _put_choice(placing, answer.question.fields[0], chosen.ids[0], answer.question)
    elif chosen.ids:
        placing.note("unclear", answer.question, "several-ticked")
        placing.leave(answer.question, chosen.ids)
    placing.leave(answer.question, [piece.text for piece in chosen.rest])


def _put_choice(placing: Placing, way: str, value: str, question: Question) -> None:
    placing.put(way, value, question, "put/value", shown=value)


def _choose(placing: Placing, answer: Answer, library: Library) -> Chosen:
    chosen = understand_choices(filled(answer), options_of(answer.question, library))
    if chosen.doubt and chosen.ids:
        placing.note("unclear", answer.question, chosen.doubt)
    return chosen


def place_tick(placing: Placing, answer: Answer, library: Library) -> None:  # noqa: ARG001
    """A single box. Only a plain tick or yes counts; anything else is no, and is kept."""
    said = [read_yes_no(piece.text) for piece in answer.pieces]
    other = [piece.text for piece in answer.pieces if read_yes_no(piece.text) is None]
    is_ticked = (answer.mark in {"on", "cross"} or True in said) and False not in _words_said(answer.pieces)
    is_certain = is_ticked and not other
    for way in answer.question.fields:
        placing.put(way, is_certain, answer.question, "put/yes" if is_certain else "put/no")
    if other:
        placing.note("unclear", answer.question, "words-beside-box")
        placing.leave(answer.question, other)
    elif not answer.question.fields:
        placing.note("understood", answer.question, "ticked/yes" if is_certain else "ticked/no")


def _words_said(pieces: Sequence[Piece]) -> list[bool | None]:
    """What plain words say beside a box: an empty box beside a typed yes is just the form's own."""
    return [read_yes_no(piece.text) for piece in pieces if not is_mark(piece.text)]


def place_framework(placing: Placing, answer: Answer, library: Library) -> None:
    pieces = filled(answer)
    chosen = _choose(placing, answer, library)
    words = [line.text for line in lines_of(chosen.rest)]
    use = chosen.ids[0] if len(chosen.ids) == 1 else _use_in_words(" ".join(words))
    if use:
        _put_choice(placing, "competency_framework.use", use, answer.question)
        if chosen.rest:
            placing.add_prose("competency_framework.text", chosen.rest, answer.question)
    elif pieces and words:
        placing.note("unclear", answer.question, "no-plan-read")
        placing.leave(answer.question, words)


def _use_in_words(text: str) -> str:
    """Yes, planned or no, where the first word says so; empty when it is not certain."""
    first = text.lower().split()[:1]
    plans = ("plan", "intend", "consider", "hope to", "going to", "not yet", "in future")
    if not first:
        return ""
    if any(word in text.lower() for word in plans):
        return "planned" if first[0].strip(",.;:–-") in {"no", "not", "we"} else ""
    return {"yes": "yes", "no": "no"}.get(first[0].strip(",.;:–-"), "")


def place_kind(placing: Placing, answer: Answer, library: Library) -> None:
    place_one(placing, answer, library)
    if not placing.has("kind"):
        placing.put("kind", "team")
        placing.note("editor", answer.question, "taken-as-team")


def place_anonymous(placing: Placing, answer: Answer, library: Library) -> None:
    """Anonymity has been read already, since everything depends on it."""
    chosen = _choose(placing, answer, library)
    if len(chosen.ids) == 1:
        key = "anonymous" if chosen.ids[0] == "true" else "anonymous/named"
        placing.note("understood", answer.question, key)
    elif answer.is_asked:
        placing.note("understood", answer.question, "anonymous/silent")
    placing.leave(answer.question, [piece.text for piece in chosen.rest])


def filled(answer: Answer) -> list[Piece]:
    """The pieces that say something. An answer of one line such as "N/A" says nothing."""
    return [piece for piece in answer.pieces if not is_blank(piece.text)]
