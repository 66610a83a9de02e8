"""What came of each answer, as lines for an editor."""

from __future__ import annotations

from collections.abc import Iterator

from generator.proforma.placing import Kind, Note, Placing

HEADINGS: dict[Kind, str] = {
    "understood": "Understood",
    "unclear": "Not understood, or not certain",
    "left out": "Left out of the draft on purpose",
    "editor": "Still needs an editor",
}


def report_lines(placing: Placing) -> Iterator[str]:
    """Notes by kind, in the order of the questions. Nobody's name or address is in them."""
    for kind, heading in HEADINGS.items():
        notes = [note for note in placing.notes if note.kind == kind]
        if notes:
            yield heading
            yield from (f"  {_line(note)}" for note in notes)
            yield ""
    if placing.unplaced:
        yield "Not yet placed, at the end of the draft"
        yield from (f"  {label}" for label in dict.fromkeys(part.label for part in placing.unplaced))
        yield ""


def _line(note: Note) -> str:
    if note.question is None:
        return note.text
    label = note.question.label
    return f"{label[:1].upper()}{label[1:]}: {note.text}"
