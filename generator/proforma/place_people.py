"""Place who wrote the form, and the table of posts of question 1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from generator.basics.messages import say
from generator.library.library import Library
from generator.proforma.find_answers import Answer, Piece, is_blank, key_words, likeness, unknown_words
from generator.proforma.placing import AnswerLine, Kind, Placing, Todo, Value
from generator.proforma.questions import STAFF_COLUMNS, Question
from generator.proforma.understand import (
    Post,
    Roles,
    as_yaml_number,
    find_profession,
    understand_amount,
    understand_time,
)

HEADINGS = {
    "title": (STAFF_COLUMNS["title"], "Role", "Job title", "Post"),
    "count": (STAFF_COLUMNS["count"], "Number", "Headcount", "No of posts"),
    "background": (
        STAFF_COLUMNS["background"],
        "Clinical background of individual",
        "Profession",
        "Background",
    ),
    "time": (
        *(STAFF_COLUMNS["time"], "Proportion of time spent in informatics role", "WTE", "Time", "PAs"),
        *("Proportion of time", "Time spent"),
    ),
    "reports_to": (STAFF_COLUMNS["reports_to"], "Reporting line", "Reporting lines", "Line manager"),
    "note": (STAFF_COLUMNS["note"], "Comments", "Notes", "Band", "Grade", "Contract"),
}
OUR_ORDER = tuple(STAFF_COLUMNS)
ORIGINAL_ORDER = ("title", "background", "time", "reports_to", "note")
Row = dict[str, list[str]]
"""Lines of text by column."""


def place_job_titles(placing: Placing, answer: Answer, library: Library) -> None:
    """Who told it, by job title. Several stand on lines of their own, or with semicolons between."""
    roles = Roles(library)
    people: list[Value] = []
    for text in (part.strip() for piece in answer.pieces for part in piece.text.split(";")):
        title = placing.line(text, answer.question).replace(say("in-draft/name"), "").strip(" ,:–-()")
        if title and not is_blank(title):
            role = roles.find(title)
            person: dict[str, Value] = {"title": title}
            people.append(person | ({"role": role} if role else {}))
    if people:
        placing.put("interviewed", people, answer.question, "put/people", count=len(people))


def place_staff(placing: Placing, answer: Answer, library: Library) -> None:
    """One entry for each row. What is not in a table can't be told apart, so it is kept aside."""
    question = answer.question
    roles = Roles(library)
    members: list[Value] = []
    for row in _rows(answer.pieces, placing, question):
        singles = _one_each(row, placing, question)
        members += [_member(single, roles, library, (placing, question)) for single in singles]
    if members:
        placing.put("team.members", members, question, "put/rows", count=len(members))
    elif answer.is_asked:
        placing.note("unclear", question, "no-rows")


def _rows(pieces: Sequence[Piece], placing: Placing, question: Question) -> Iterator[Row]:
    columns: Mapping[int, str] = {}
    for number, group in groupby(pieces, key=lambda piece: piece.row):
        cells = [piece for piece in group if not is_blank(piece.text)]
        heading = _columns(cells)
        if not number or (len({piece.column for piece in cells}) == 1 and not columns):
            placing.leave(question, [piece.text for piece in cells])
        elif heading:
            columns = heading
            _note_new_headings(cells, columns, placing, question)
        elif cells:
            widest = max(piece.column for piece in pieces if piece.row)
            order = columns or dict(enumerate(OUR_ORDER if widest >= len(OUR_ORDER) - 1 else ORIGINAL_ORDER))
            yield _row(cells, order)


def _row(cells: Sequence[Piece], columns: Mapping[int, str]) -> Row:
    row: Row = {}
    for piece in cells:
        row.setdefault(columns.get(piece.column, "note"), []).append(piece.text)
    return row


def _columns(cells: Sequence[Piece]) -> dict[int, str]:
    """What each column holds, if the cells are headings: most of them have to be known.

    A column without a heading holds what stands there in the form of 2022.
    """
    found: dict[int, str] = {}
    for piece in cells:
        words = key_words(piece.text)
        best = max(
            ((likeness(words, key_words(text)), name) for name, texts in HEADINGS.items() for text in texts)
        )
        if best[0] >= 0.6 and best[1] not in found.values():
            found[piece.column] = best[1]
    if len(found) < 2 or len(found) * 2 <= len(cells):
        return {}
    unnamed = {column: name for column, name in enumerate(ORIGINAL_ORDER) if name not in found.values()}
    return unnamed | {piece.column: "note" for piece in cells} | found


def _note_new_headings(
    cells: Sequence[Piece], columns: Mapping[int, str], placing: Placing, question: Question
) -> None:
    for piece in cells:
        known = HEADINGS[columns[piece.column]] if piece.column in columns else ()
        added = unknown_words(piece.text, known)
        if added:
            placing.leave(question, [f"Heading of column {piece.column + 1}: {piece.text}"])


def _one_each(row: Row, placing: Placing, question: Question) -> list[Row]:
    """A row into which somebody typed several posts, line by line, as one row for each."""
    number = len(row.get("title", []))
    if number < 2:
        return [row]
    if all(len(lines) == number for lines in row.values()):
        return [{name: [lines[index]] for name, lines in row.items()} for index in range(number)]
    placing.note("unclear", question, "several-posts")
    return [row]


def _member(row: Row, roles: Roles, library: Library, where: tuple[Placing, Question]) -> dict[str, Value]:
    placing, question = where
    text = {name: " ".join(lines) for name, lines in row.items()}
    post = roles.read_post(text.get("title", ""))
    member: dict[str, Value] = {"role": post.role or Todo("todo/role")}
    if not post.role:
        placing.note("editor", question, "no-role", title=placing.without_secrets(post.title))
    notes: list[str] = []
    if post.title:
        member["title"] = placing.line(post.title, question)
    _add_count(member, notes, text, post)
    _add_background(member, notes, text, library)
    if "time" in text:
        _add_time(member, text["time"], where)
    if "reports_to" in text:
        member["reports_to"] = placing.line(text["reports_to"], question)
    notes += row.get("note", [])
    if notes:
        member["note"] = placing.prose([AnswerLine(note) for note in notes], question)
    return member


def _add_count(member: dict[str, Value], notes: list[str], text: dict[str, str], post: Post) -> None:
    if "count" not in text:
        member |= {"count": Decimal(post.count)} if post.count else {}
        return
    count = understand_amount(text["count"], is_whole=True)
    if count.value is not None:
        member["count"] = count.value
    if not count.is_bare:
        notes.append(f"How many: {text['count']}")


def _add_background(
    member: dict[str, Value], notes: list[str], text: dict[str, str], library: Library
) -> None:
    background = text.get("background", "")
    profession = find_profession(library, [background])
    titles = {entry.id: entry.title for entry in library.vocabulary.professions}
    if profession:
        member["profession"] = profession
    if background and background.lower() != titles.get(profession, "").lower():
        notes.insert(0, f"Clinical background: {background}")


def _add_time(member: dict[str, Value], time: str, where: tuple[Placing, Question]) -> None:
    placing, question = where
    share = understand_time(time)
    has_several = "count" in member and str(member["count"]) != "1"
    if share.wte is not None and not has_several:
        member["wte"] = round(share.wte, 6)
    member["time"] = placing.line(time, question)
    kind: Kind = "understood" if share.wte is not None and not has_several else "unclear"
    key = "time/several-posts" if has_several else share.key
    wte = as_yaml_number(share.wte) if share.wte is not None else ""
    placing.note(kind, question, key, time=placing.without_secrets(time), wte=wte)
