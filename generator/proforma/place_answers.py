"""From answers to the fields of a case study: one function for each kind of question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from generator.library.library import Library
from generator.proforma.find_answers import Answer, Answers
from generator.proforma.place_choices import (
    filled,
    options_of,
    place_anonymous,
    place_framework,
    place_kind,
    place_many,
    place_one,
    place_tick,
)
from generator.proforma.place_lists import place_challenges, place_points, place_practices
from generator.proforma.place_people import place_job_titles, place_staff
from generator.proforma.placing import Placing, Todo
from generator.proforma.privacy import find_secrets
from generator.proforma.prose_text import lines_of
from generator.proforma.questions import QUESTIONS
from generator.proforma.ticks import is_blank, is_mark
from generator.proforma.understand_amounts import as_yaml_number, understand_amount
from generator.proforma.understand_choices import understand_choices

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
            placing.note("unclear", answer.question, "somebody changed the question")
            placing.leave(f"Words added to {answer.question.label}", [answer.added])
        if not answer.is_asked:
            placing.note("unclear", answer.question, "the question is not in this document")
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
            why = " because the case study is anonymous" if id_ in {"organisation", "ics"} else ""
            placing.note("left out", answer.question, f"kept out of the draft{why}; it stands in the form")


def _place_unasked(placing: Placing) -> None:
    todo = {
        "title": "what the case study is called on the site; no name in it if it is anonymous",
        "summary": "what a reader can learn from it, in one or two sentences",
    }
    lists = {
        "organisation.types": "what kinds of care it gives; see organisation_types in content/vocabulary.yml",
        "practices": "at least one recommendation, and how the organisation does it; see content/themes/",
        "sources": "where the facts come from: a source in content/sources.yml",
    }
    for way, text in todo.items():
        if not placing.has(way):
            placing.put(way, Todo(text))
            placing.note("editor", None, f"{way}: {text}")
    for way, text in lists.items():
        if not placing.has(way):
            placing.put(way, Todo(text, "[]"))
            placing.note("editor", None, f"{way}: {text}")


def _texts(answer: Answer) -> list[str]:
    return [piece.text for piece in answer.pieces if not is_blank(piece.text) and not is_mark(piece.text)]


def _text(answer: Answer) -> str:
    return "\n".join(_texts(answer))


def _note_pictures(placing: Placing, answer: Answer) -> None:
    pictures = sum(piece.paragraph.pictures for piece in answer.pieces)
    if pictures:
        placing.note("unclear", answer.question, f"{pictures} picture(s) in the answer: put them into words")


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
        placing.note("unclear", answer.question, "no single number could be read, so the field is left empty")
    else:
        placing.put(way, amount.value, answer.question, as_yaml_number(amount.value))
        if amount.is_approximate and more:
            placing.put(more[0], True)
    if amount.value is None or not amount.is_bare or (amount.is_approximate and not more):
        placing.leave(answer.question, [text])


def _leave_all(placing: Placing, answer: Answer, library: Library) -> None:  # noqa: ARG001
    pieces = filled(answer)
    if pieces:
        placing.leave(answer.question, [line.text for line in lines_of(pieces)])
        placing.note(
            "editor", answer.question, "stands at the end of the draft, for you to put where it fits"
        )


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
