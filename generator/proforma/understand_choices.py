"""Which of the choices of a question somebody has chosen, in whatever way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from generator.proforma.find_answers import Piece
from generator.proforma.form_words import key_words, likeness, unknown_words, words_of
from generator.proforma.ticks import is_mark, read_yes_no, without_mark

SURE = 0.75
_BOX = re.compile("(?=[☒☑✓✔✅☐□✗✘])")


@dataclass(frozen=True)
class Option:
    id: str
    wordings: tuple[str, ...]


@dataclass
class _Line:
    """A line that names one of the options."""

    option: Option
    piece: Piece
    state: str
    """on, off, cross, or empty when nothing marks it."""


@dataclass
class Chosen:
    ids: list[str] = field(default_factory=list)
    """In the order of the options, each once."""
    rest: list[Piece] = field(default_factory=list)
    """What is none of the options, or says more than one of them."""
    doubt: str = ""
    """Why the choice is not certain."""


def understand_choices(pieces: Sequence[Piece], options: Sequence[Option]) -> Chosen:
    chosen = Chosen()
    lines: list[_Line] = []
    for piece in (part for whole in pieces for part in _split(whole)):
        if not _marks_last_line(piece, lines):
            _read_line(piece, options, lines, chosen)
    ids = _ids_of(lines, chosen, len(options))
    chosen.ids = [option.id for option in options if option.id in ids]
    return chosen


def _split(piece: Piece) -> list[Piece]:
    """One piece for each box, where several stand in one line: ☐ England ☒ Wales."""
    parts = [part for part in _BOX.split(piece.text) if part.strip()]
    if len(parts) < 2 or any(is_mark(part) for part in parts):
        return [piece]
    return [replace(piece, paragraph=replace(piece.paragraph, text=part.strip(" ,;/"))) for part in parts]


def _marks_last_line(piece: Piece, lines: list[_Line]) -> bool:
    """Whether a piece is but the tick, or the yes or no, beside the line before it."""
    answer = read_yes_no(piece.text)
    beside = (
        lines and piece.row and piece.row == lines[-1].piece.row and piece.column != lines[-1].piece.column
    )
    if not beside or answer is None:
        return is_mark(piece.text)
    mark = without_mark(piece.text)[1]
    lines[-1].state = ("on" if answer else "off") if mark != "cross" else "cross"
    return True


def _read_line(piece: Piece, options: Sequence[Option], lines: list[_Line], chosen: Chosen) -> None:
    label, mark = without_mark(piece.text)
    label, said = _without_yes_no(label)
    option = _find(label, options)
    if option is None:
        if piece.text:
            chosen.rest.append(piece)
        return
    if unknown_words(label, option.wordings):
        chosen.rest.append(piece)
    lines.append(_Line(option, piece, said or mark))


def _without_yes_no(label: str) -> tuple[str, str]:
    """A label without a yes or no at its end, and what that says."""
    match = re.search(r"[\s:–-]+(yes|no)[.!]?$", label, re.IGNORECASE)
    if match is None:
        return label, ""
    return label[: match.start()], "on" if match[1].lower() == "yes" else "off"


def _find(label: str, options: Sequence[Option]) -> Option | None:
    words = key_words(label)
    scored = sorted(
        (
            (max(likeness(words, key_words(text)) for text in option.wordings), -number)
            for number, option in enumerate(options)
        ),
        reverse=True,
    )
    if scored and scored[0][0] >= SURE and (len(scored) == 1 or scored[0][0] > scored[1][0]):
        return options[-scored[0][1]]
    typed = words_of(label)
    first = [option for option in options if typed and words_of(option.wordings[0])[: len(typed)] == typed]
    starting = [
        option
        for option in options
        if any(text and typed[: len(words_of(text))] == words_of(text) for text in option.wordings)
    ]
    return first[0] if len(first) == 1 else starting[0] if len(starting) == 1 else None


def _ids_of(lines: list[_Line], chosen: Chosen, number: int) -> set[str]:
    has_ticks = any(sign in line.piece.text for line in lines for sign in "✓✔")
    if has_ticks and any(line.state == "cross" for line in lines):
        chosen.doubt = "✗ was read as no, because others have ✓"
    on = {"on"} if has_ticks else {"on", "cross"}
    ticked = {line.option.id for line in lines if line.state in on and not line.piece.paragraph.struck}
    coloured = {line.option.id for line in lines if line.piece.paragraph.highlighted}
    if coloured and len(coloured) < len({line.option.id for line in lines}):
        ticked |= coloured
    return ticked | _typed(lines, bool(ticked) or len({line.option.id for line in lines}) == number, chosen)


def _typed(lines: list[_Line], has_chosen: bool, chosen: Chosen) -> set[str]:
    """Options that somebody wrote down rather than ticked."""
    bare = {line.option.id for line in lines if not line.state and not line.piece.paragraph.struck}
    if any(line.state == "off" for line in lines):
        return bare
    if not bare or any(line.state for line in lines):
        return set()
    struck = [line for line in lines if line.piece.paragraph.struck]
    if len(bare) == 1 or struck:
        return set() if has_chosen else bare
    if not has_chosen:
        chosen.doubt = "some are listed, and none is ticked"
        chosen.rest += [line.piece for line in lines]
    return set()
