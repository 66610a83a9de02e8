"""From answers to the fields of a case study: one function for each kind of question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal

from generator.library.library import Library
from generator.proforma.find_answers import (
    Answer,
    Answers,
    Piece,
    is_blank,
    is_mark,
    key_words,
    likeness,
    read_yes_no,
    unknown_words,
    without_mark,
)
from generator.proforma.place_people import place_job_titles, place_staff
from generator.proforma.placing import (
    AnswerLine,
    Placing,
    Todo,
    Value,
    filled,
    lines_of,
    options_of,
    place_anonymous,
    place_framework,
    place_kind,
    place_many,
    place_one,
    place_tick,
    title_of,
)
from generator.proforma.privacy import find_secrets
from generator.proforma.questions import QUESTIONS, Question
from generator.proforma.understand import as_yaml_number, understand_amount, understand_choices

CONTACT = ("date", "names", "email", "organisation", "ics")

FORM_AS_SOURCE = "case-study-form"
"""What a case study made from a form rests on, where content/sources.yml has it."""

Place = Callable[[Placing, Answer, Library], None]


def place_answers(answers: Answers, library: Library, today: date) -> Placing:
    """Everything that the form says, in its place."""
    anonymous = understand_choices(answers["anonymous"].pieces, options_of(QUESTIONS["anonymous"], library))
    is_anonymous = anonymous.ids != ["false"]
    organisation = _text(answers["organisation"])
    placing = Placing(find_secrets(_text(answers["names"]), organisation, is_anonymous))
    _place_fixed(placing, today, is_anonymous)
    for id_, answer in answers.by_id.items():
        if answer.added:
            placing.note("unclear", answer.question, "question-changed")
            placing.leave(f"Words added to {answer.question.label}", [answer.added])
        if not answer.is_asked:
            placing.note("unclear", answer.question, "question-missing")
        _note_pictures(placing, answer)
        place = SPECIAL.get(id_) or BY_KIND[answer.question.kind]
        place(placing, answer, library)
    _place_contact(placing, answers, is_anonymous)
    if any(source.id == FORM_AS_SOURCE for source in library.bibliography.sources):
        placing.put("sources", [FORM_AS_SOURCE])
    _place_unasked(placing)
    return placing


def _place_fixed(placing: Placing, today: date, is_anonymous: bool) -> None:
    placing.put("publication.visibility", "public")
    placing.put("publication.anonymous", is_anonymous)
    placing.put("publication.reviewed", today.isoformat())
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    placing.put("publication.review_by", today.replace(year=today.year + 1, day=day).isoformat())


def _place_contact(placing: Placing, answers: Answers, is_anonymous: bool) -> None:
    for id_ in CONTACT:
        answer = answers[id_]
        texts = _texts(answer)
        if id_ == "organisation" and texts and not is_anonymous:
            placing.put("organisation.name", placing.line(texts[0], answer.question), answer.question)
            placing.leave(answer.question, texts[1:])
        elif id_ == "ics" and texts and not is_anonymous:
            placing.leave(answer.question, texts)
        elif texts:
            key = "contact/anonymous" if id_ in {"organisation", "ics"} else "contact"
            placing.note("omitted", answer.question, key)


def _place_unasked(placing: Placing) -> None:
    for key in ("todo/title", "todo/summary"):
        _put_todo(placing, key)
    for key in ("todo/organisation.types", "todo/practices", "todo/sources"):
        _put_todo(placing, key, "[]")


def _put_todo(placing: Placing, key: str, shown: Literal["", "[]"] = "") -> None:
    way = key.removeprefix("todo/")
    if not placing.has(way):
        todo = Todo(key, shown)
        placing.put(way, todo)
        placing.note("editor", None, "todo-note", field=way, text=todo.text)


def _texts(answer: Answer) -> list[str]:
    return [piece.text for piece in answer.pieces if not is_blank(piece.text) and not is_mark(piece.text)]


def _text(answer: Answer) -> str:
    return "\n".join(_texts(answer))


def _note_pictures(placing: Placing, answer: Answer) -> None:
    pictures = sum(piece.paragraph.pictures for piece in answer.pieces)
    if pictures:
        placing.note("unclear", answer.question, "pictures", count=pictures)


def _place_nothing(placing: Placing, answer: Answer, library: Library) -> None:
    """Contact details are placed together, at the end."""


def _place_box(placing: Placing, answer: Answer, library: Library) -> None:  # noqa: ARG001
    placing.add_prose(answer.question.fields[0], filled(answer), answer.question)


def _place_line(placing: Placing, answer: Answer, library: Library) -> None:  # noqa: ARG001
    texts = _texts(answer)
    if texts:
        way = answer.question.fields[0]
        placing.put(way, placing.line("; ".join(texts), answer.question), answer.question)


def _place_amount(placing: Placing, answer: Answer, library: Library) -> None:  # noqa: ARG001
    text = " ".join(_texts(answer))
    if not text:
        return
    way, *more = answer.question.fields
    amount = understand_amount(text, is_whole=way != "team.wte")
    if amount.value is None:
        placing.note("unclear", answer.question, "no-number")
    else:
        placing.put(way, amount.value, answer.question, "put/value", shown=as_yaml_number(amount.value))
        if amount.is_approximate and more:
            placing.put(more[0], True)
    if amount.value is None or not amount.is_bare or (amount.is_approximate and not more):
        placing.leave(answer.question, [text])


def _leave_all(placing: Placing, answer: Answer, library: Library) -> None:  # noqa: ARG001
    pieces = filled(answer)
    if pieces:
        placing.leave(answer.question, [line.text for line in lines_of(pieces)])
        placing.note("editor", answer.question, "at-the-end")


SAME_TITLE = 0.85


def place_points(placing: Placing, answer: Answer, library: Library) -> None:  # noqa: ARG001
    points = _points(placing, [piece for piece in answer.pieces if not is_blank(piece.text)], answer.question)
    if points:
        way = answer.question.fields[0]
        placing.put(way, list(points), answer.question, _counted(points), count=len(points))


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
        placing.put("challenges", list(found), question, _counted(found), count=len(found))


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
            "text": placing.prose([AnswerLine(text), *lines[1:]], question),
            "response": placing.prose(helped, question),
        }
    ]


def _alone(piece: Piece) -> Piece:
    return Piece(piece.paragraph)


def _points(placing: Placing, pieces: Sequence[Piece], question: Question) -> list[dict[str, Value]]:
    """One point for each entry of a list; one for all of it where nothing is clearly a list."""
    lines = lines_of(pieces)
    groups: list[list[AnswerLine]] = []
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
        body = [AnswerLine(text), *others]
        points.append({"title": placing.line(title, question), "text": placing.prose(body, question)})
    if points:
        placing.note("editor", question, "long-titles")
    return points


def _counted(points: Sequence[object]) -> str:
    return "put/point" if len(points) == 1 else "put/points"


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
        count = len(practices)
        placing.put("practices", list(practices), answer.question, "put/practices", count=count)


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
            placing.note("unclear", question, "how-not-said", recommendation=id_)
            placing.leave(
                question,
                [f"{id_}: {piece.text}" for piece in pieces if not is_mark(piece.text)] or [f"{id_}: ticked"],
            )
        return None
    how = placing.prose(lines_of(pieces), question)
    return {"recommendation": id_, "how": how}


SPECIAL: dict[str, Place] = {
    "job_titles": place_job_titles,
    "framework": place_framework,
    "kind": place_kind,
    "documents": _leave_all,
    "other": _leave_all,
    "anonymous": place_anonymous,
}
BY_KIND: dict[str, Place] = {
    "contact": _place_nothing,
    "line": _place_line,
    "box": _place_box,
    "points": place_points,
    "challenges": place_challenges,
    "staff": place_staff,
    "many": place_many,
    "one": place_one,
    "tick": place_tick,
    "amount": _place_amount,
    "practices": place_practices,
}
