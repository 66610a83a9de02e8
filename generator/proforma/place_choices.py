"""Place answers that are choices: boxes to tick, one of several words, yes or no."""

from __future__ import annotations

from collections.abc import Sequence

from generator.library.library import Library
from generator.proforma.find_answers import Answer, Piece
from generator.proforma.original import CPD_METHODS
from generator.proforma.placing import Placing
from generator.proforma.prose_text import lines_of
from generator.proforma.question import Question
from generator.proforma.ticks import is_blank, is_mark, read_yes_no
from generator.proforma.understand_choices import Chosen, Option, understand_choices


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
        placing.put(answer.question.fields[0], list(chosen.ids), answer.question, ", ".join(chosen.ids))
    elif answer.is_asked:
        placing.note("unclear", answer.question, chosen.doubt or "nothing is ticked")
    placing.leave(answer.question, [piece.text for piece in chosen.rest])


def place_one(placing: Placing, answer: Answer, library: Library) -> None:
    chosen = _choose(placing, answer, library)
    if len(chosen.ids) == 1:
        placing.put(answer.question.fields[0], chosen.ids[0], answer.question, chosen.ids[0])
    elif chosen.ids:
        placing.note("unclear", answer.question, "more than one is ticked, so none was chosen")
        placing.leave(answer.question, chosen.ids)
    placing.leave(answer.question, [piece.text for piece in chosen.rest])


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
        placing.put(way, is_certain, answer.question, "yes" if is_certain else "no")
    if other:
        placing.note("unclear", answer.question, "words stand beside the box, so it was not read as a yes")
        placing.leave(answer.question, other)
    elif not answer.question.fields:
        placing.note("understood", answer.question, "yes" if is_certain else "no")


def _words_said(pieces: Sequence[Piece]) -> list[bool | None]:
    """What plain words say beside a box: an empty box beside a typed yes is just the form's own."""
    return [read_yes_no(piece.text) for piece in pieces if not is_mark(piece.text)]


def place_framework(placing: Placing, answer: Answer, library: Library) -> None:
    pieces = filled(answer)
    chosen = _choose(placing, answer, library)
    words = [line.text for line in lines_of(chosen.rest)]
    use = chosen.ids[0] if len(chosen.ids) == 1 else _use_in_words(" ".join(words))
    if use:
        placing.put("competency_framework.use", use, answer.question, use)
        if chosen.rest:
            placing.add_prose("competency_framework.text", chosen.rest, answer.question)
    elif pieces and words:
        placing.note("unclear", answer.question, "neither yes, planned nor no could be read")
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
        placing.note("editor", answer.question, "taken as team, since the form does not say")


def place_anonymous(placing: Placing, answer: Answer, library: Library) -> None:
    """Anonymity has been read already, since everything depends on it."""
    chosen = _choose(placing, answer, library)
    words = {"true": "anonymous", "false": "may be named"}
    if len(chosen.ids) == 1:
        placing.note("understood", answer.question, f"publication.anonymous: {words[chosen.ids[0]]}")
    elif answer.is_asked:
        placing.note(
            "understood", answer.question, "publication.anonymous: nothing else is ticked, so anonymous"
        )
    placing.leave(answer.question, [piece.text for piece in chosen.rest])


def filled(answer: Answer) -> list[Piece]:
    """The pieces that say something. An answer of one line such as "N/A" says nothing."""
    return [piece for piece in answer.pieces if not is_blank(piece.text)]
