"""Place answers that make lists: what helped, what was hard, which recommendations are in practice."""

from __future__ import annotations

from collections.abc import Sequence

from generator.library.library import Library
from generator.proforma.find_answers import Answer, Piece
from generator.proforma.form_words import key_words, likeness, unknown_words
from generator.proforma.placing import Placing, Value
from generator.proforma.prose_text import Line, lines_of, title_of
from generator.proforma.question import Question
from generator.proforma.ticks import is_blank, is_mark, read_yes_no, without_mark

SAME_TITLE = 0.85


def place_points(placing: Placing, answer: Answer, library: Library) -> None:  # noqa: ARG001
    points = _points(placing, [piece for piece in answer.pieces if not is_blank(piece.text)], answer.question)
    if points:
        way = answer.question.fields[0]
        placing.put(way, list(points), answer.question, _counted(len(points)))


def place_challenges(placing: Placing, answer: Answer, library: Library) -> None:  # noqa: ARG001
    """Our form has two columns, for the challenge and for what helped. Other copies have one box."""
    question = answer.question
    pieces = [piece for piece in answer.pieces if not is_blank(piece.text)]
    found: list[dict[str, Value]] = []
    rows = {piece.row for piece in pieces if piece.row and piece.column == 1}
    for row in sorted(rows):
        challenge = [piece for piece in pieces if piece.row == row and piece.column == 0]
        response = [piece for piece in pieces if piece.row == row and piece.column > 0]
        found += _challenge(placing, challenge, response, question)
    found += _points(placing, [piece for piece in pieces if piece.row not in rows or not piece.row], question)
    if found:
        placing.put("challenges", list(found), question, _counted(len(found)))


def _challenge(
    placing: Placing, challenge: list[Piece], response: list[Piece], question: Question
) -> list[dict[str, Value]]:
    if not challenge:
        placing.leave(question, ["What helped: " + line.text for line in lines_of(response)])
        return []
    lines = lines_of([_alone(piece) for piece in challenge])
    title, text = title_of(lines[0])
    helped = lines_of([_alone(piece) for piece in response])
    return [
        {
            "title": placing.line(title, question),
            "text": placing.prose([Line(text), *lines[1:]], question),
            "response": placing.prose(helped, question),
        }
    ]


def _alone(piece: Piece) -> Piece:
    return Piece(piece.paragraph)


def _points(placing: Placing, pieces: Sequence[Piece], question: Question) -> list[dict[str, Value]]:
    """One point for each entry of a list; one for all of it where nothing is clearly a list."""
    lines = lines_of(pieces)
    groups: list[list[Line]] = []
    for line in lines:
        if line.is_listed or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    if len(groups) > 1 and not groups[0][0].is_listed and groups[0][0].text.endswith(":"):
        opening = groups.pop(0)
        placing.leave(question, [line.text for line in opening])
    points: list[dict[str, Value]] = []
    for first, *others in groups:
        title, text = title_of(first)
        body = [Line(text), *others]
        points.append({"title": placing.line(title, question), "text": placing.prose(body, question)})
    if points:
        placing.note("editor", question, "titles are the first words of each point: shorten them")
    return points


def _counted(number: int) -> str:
    return f"{number} point{'' if number == 1 else 's'}"


def place_practices(placing: Placing, answer: Answer, library: Library) -> None:
    """What stands beside or below the title of a recommendation is how it is put into practice."""
    titles = {entry.id: entry.record.title for entry in library.recommendations.values()}
    found: dict[str, list[Piece]] = {}
    current = ""
    row_of_current = 0
    for piece in answer.pieces:
        if is_blank(piece.text):
            continue
        named = _recommendation(piece, titles)
        if named:
            current, row_of_current = named, piece.row
            found.setdefault(current, []).extend(_typed_after(piece, titles[named]))
        elif current and (not piece.row or piece.row == row_of_current):
            found[current].append(_alone(piece))
        else:
            placing.leave(answer.question, [piece.text])
    practices = [
        practice
        for id_, pieces in found.items()
        if (practice := _practice(placing, answer.question, id_, pieces))
    ]
    if practices:
        placing.put("practices", list(practices), answer.question, f"{len(practices)} recommendations")


def _recommendation(piece: Piece, titles: dict[str, str]) -> str:
    """The recommendation whose title a line is, or begins with; empty when it is something else."""
    if piece.column:
        return ""
    label, _ = without_mark(piece.text)
    words = key_words(label.partition(":")[0])
    best = max(titles, key=lambda id_: likeness(words, key_words(titles[id_])), default="")
    return best if best and likeness(words, key_words(titles[best])) >= SAME_TITLE else ""


def _typed_after(piece: Piece, title: str) -> list[Piece]:
    label, _ = without_mark(piece.text)
    before, _, after = label.partition(":")
    added = [" ".join(unknown_words(before, [title]))] if unknown_words(before, [title]) else []
    return [Piece(type(piece.paragraph)(text)) for text in (*added, after.strip()) if text]


def _practice(placing: Placing, question: Question, id_: str, pieces: list[Piece]) -> dict[str, Value] | None:
    if not pieces:
        return None
    said = {read_yes_no(piece.text) for piece in pieces}
    if None not in said:
        if said != {False}:
            placing.note("unclear", question, f"{id_}: ticked, but how it is done is not said")
            placing.leave(
                question,
                [f"{id_}: {piece.text}" for piece in pieces if not is_mark(piece.text)] or [f"{id_}: ticked"],
            )
        return None
    how = placing.prose(lines_of(pieces), question)
    return {"recommendation": id_, "how": how}
