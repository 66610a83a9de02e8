"""Put answers into the fields of a case study, and note what became of each.

Every text passes through here, so nothing that identifies somebody gets past the check, and
nothing else gets lost: what has no field is kept aside for the end of the draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from generator.content.model.patterns import LONGEST_LINE
from generator.proforma.find_answers import Piece
from generator.proforma.privacy import Secrets
from generator.proforma.prose_text import Line, as_prose, lines_of
from generator.proforma.question import Question


@dataclass(frozen=True)
class Prose:
    """A text that stands below a `|`, already in the Markdown subset."""

    text: str


@dataclass(frozen=True)
class Todo:
    """A field that an editor must still fill in, with what to write there."""

    text: str
    value: Literal["", "[]"] = ""


Value: TypeAlias = "str | bool | Decimal | Prose | Todo | list[Value] | dict[str, Value]"

Kind = Literal["understood", "unclear", "editor", "left out"]


@dataclass(frozen=True)
class Note:
    kind: Kind
    question: Question | None
    """None where it is about no single question."""
    text: str


@dataclass(frozen=True)
class Unplaced:
    """What somebody wrote that fits no field."""

    label: str
    lines: tuple[str, ...]


class Placing:
    def __init__(self, secrets: Secrets) -> None:
        self.data: dict[str, Value] = {}
        self.notes: list[Note] = []
        self.unplaced: list[Unplaced] = []
        self._secrets = secrets

    def note(self, kind: Kind, question: Question | None, text: str) -> None:
        found = Note(kind, question, text)
        if found not in self.notes:
            self.notes.append(found)

    def put(self, way: str, value: Value, question: Question | None = None, said: str = "") -> None:
        """Fill the field at `way`, such as `team.wte`."""
        *owners, name = way.split(".")
        current = self.data
        for owner in owners:
            inner = current.setdefault(owner, {})
            if not isinstance(inner, dict):
                raise TypeError(way)
            current = inner
        current[name] = value
        if question is not None:
            self.note("understood", question, f"{way}: {said}" if said else way)

    def has(self, way: str) -> bool:
        current: Value = self.data
        for name in way.split("."):
            if not isinstance(current, dict) or name not in current:
                return False
            current = current[name]
        return True

    def clean(self, text: str, question: Question | None) -> str:
        """The text without what identifies somebody for certain; an editor is told of the rest."""
        hidden, taken = self._secrets.hide(text)
        for what in taken:
            self.note(
                "left out", question, f"{what} stood in the answer; the draft says that it was left out"
            )
        for what in self._secrets.may_hold(hidden):
            self.note("editor", question, f"the answer may hold {what}: read it before you publish")
        return hidden

    def line(self, text: str, question: Question) -> str:
        """A text for a field of one line; what is too long for it is kept aside whole."""
        one = " ".join(self.clean(text, question).split())
        if len(one) <= LONGEST_LINE:
            return one
        self.leave(question, [text])
        return one[: LONGEST_LINE - 2].rpartition(" ")[0] + " …"

    def prose(self, lines: Sequence[Line], question: Question) -> Prose:
        cleaned = [Line(self.clean(line.text, question), line.is_listed, line.bold) for line in lines]
        return Prose(as_prose(cleaned))

    def add_prose(self, way: str, pieces: Sequence[Piece], question: Question) -> None:
        """Fill a prose field, below what another question has put there."""
        new = self.prose(lines_of(pieces), question)
        if not new.text:
            return
        *owners, name = way.split(".")
        before: Value | None = self.data
        for part in (*owners, name):
            before = before.get(part) if isinstance(before, dict) else None
        whole = f"{before.text}\n\n{new.text}" if isinstance(before, Prose) else new.text
        self.put(way, Prose(whole), question, "as written")

    def leave(self, question: Question | str, texts: Sequence[str]) -> None:
        """Keep for the end of the draft what fits no field."""
        label = question if isinstance(question, str) else question.label
        about = question if isinstance(question, Question) else None
        lines = tuple(line for text in texts for line in self.clean(text, about).split("\n") if line.strip())
        if lines:
            self.unplaced.append(Unplaced(label[:1].upper() + label[1:], lines))
