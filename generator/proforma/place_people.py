"""Place who wrote the form, and the table of posts of question 1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from generator.proforma.blocks import Block
from generator.proforma.placing import AnswerLine, Kind, Placing, ProseValue, Value, as_prose
from generator.proforma.questions import STAFF_COLUMNS
from generator.proforma.rules import (
    ALIKE,
    NAME_HEADINGS,
    NAME_LINE,
    ORIGINAL_COLUMNS,
    STAFF_HEADINGS,
    VACANT,
    QuestionRule,
)
from generator.proforma.understand import (
    as_number,
    find_profession,
    find_role,
    is_blank,
    key_words,
    likeness,
    read_amount,
    read_post,
    read_time,
    words_of,
)

_NAMES, _OTHER = "names", "other"
"""Columns with people's names, and those that nobody can place."""
Columns = Mapping[int, str]
Row = dict[str, list[str]]
"""Lines of text by column."""


def place_job_titles(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    """Who told it, by job title. Several stand on lines of their own, or with semicolons between."""
    people: list[Value] = []
    for block in placing.usable(rule.id, blocks):
        for title in (part.strip(" ,:–-()") for part in block.text.split(";")):
            if title and not is_blank(title):
                role = find_role(title, placing.rules.roles)
                person: dict[str, Value] = {"title": placing.line(title, rule.id)}
                people.append(person | ({"role": role} if role else {}))
    if people:
        placing.put("interviewed", people, rule.id, "put/people", count=len(people))


def names_in_staff(blocks: Sequence[Block], is_ours: bool) -> list[str]:
    """What stands in columns and lines that are headed as names."""
    found = [
        block.text.partition(":")[2] for block in blocks if re.match(NAME_LINE, block.text, re.IGNORECASE)
    ]
    for columns, _, cells in _rows(blocks, is_ours):
        found += [block.text for block in cells if _column(block, columns) == _NAMES]
    return found


def place_staff(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    """One entry for each row. What is not in a table can't be told apart, so it is left."""
    members: list[Value] = []
    in_rows = [block for block in blocks if block.cell or "." in block.tag]
    placing.leave_all(
        rule.id, placing.usable(rule.id, [each for each in blocks if each not in in_rows]), "no-table"
    )
    for columns, titles, cells in _rows(in_rows, is_ours=any("." in block.tag for block in blocks)):
        kept = [block for block in cells if _column(block, columns) != _NAMES]
        if len(kept) < len(cells):
            placing.note("omitted", rule.id, "name-dropped", where="Name")
        row = _row(placing, rule, kept, columns, titles)
        if any(re.search(VACANT, block.text, re.IGNORECASE) for block in kept):
            placing.leave(rule.id, " – ".join(block.text for block in kept), "plan")
        elif row:
            members += [_member(placing, rule, each) for each in _one_each(placing, rule, row)]
    if members:
        placing.put("team.members", members, rule.id, "put/rows", count=len(members))


def _rows(blocks: Sequence[Block], is_ours: bool) -> Iterator[tuple[Columns, Mapping[int, str], list[Block]]]:
    """Each row of posts: what its columns hold, what heads those that nobody knows, and its cells."""
    columns: Columns = {}
    titles: dict[int, str] = {}
    in_cells = [block for block in blocks if block.cell and not is_blank(block.text)]
    widest = max((block.cell[2] for block in in_cells if block.cell), default=0)
    is_wide = is_ours or widest >= len(STAFF_COLUMNS) - 1
    for _, group in groupby(in_cells, key=lambda block: block.cell and block.cell[:2]):
        cells = list(group)
        heading = {} if any(block.is_struck or block.tag for block in cells) else _columns(cells)
        if heading:
            columns = heading
            titles = {block.cell[2]: block.text for block in cells if block.cell}
        else:
            yield columns or dict(enumerate(STAFF_COLUMNS if is_wide else ORIGINAL_COLUMNS)), titles, cells


def _columns(cells: Sequence[Block]) -> dict[int, str]:
    """What each column holds, if the cells are headings: most of them have to be known."""
    found: dict[int, str] = {}
    names = 0
    for block in cells:
        column = block.cell[2] if block.cell else 0
        words = key_words(block.text)
        best = max(
            (likeness(words, key_words(text)), name)
            for name, texts in STAFF_HEADINGS.items()
            for text in texts
        )
        if " ".join(words_of(block.text)) in NAME_HEADINGS:
            found[column], names = _NAMES, names + 1
        elif best[0] >= ALIKE["heading"] and best[1] not in found.values():
            found[column] = best[1]
    if len(found) < 2 or len(found) * 2 < len(cells):
        return {}
    headed = {block.cell[2]: _OTHER for block in cells if block.cell}
    # Without a heading, a column that follows holds what stands there in the form of 2022.
    rest = {at: name for at, name in enumerate(ORIGINAL_COLUMNS) if name not in found.values() and not names}
    return rest | headed | found


def _column(block: Block, columns: Columns) -> str:
    detail = block.tag.rpartition(".")[2] if "." in block.tag else ""
    return detail or (columns.get(block.cell[2], _OTHER) if block.cell else _OTHER)


def _row(
    placing: Placing, rule: QuestionRule, cells: Iterable[Block], columns: Columns, titles: Mapping[int, str]
) -> Row:
    row: Row = {}
    for block in placing.usable(rule.id, cells):
        name = _column(block, columns)
        if name == _OTHER and placing.secrets.looks_like_name(block.text):
            placing.note(
                "omitted", rule.id, "name-dropped", where=titles.get(block.cell[2] if block.cell else 0, "")
            )
        elif name == _OTHER:
            heading = titles.get(block.cell[2] if block.cell else 0, "")
            placing.leave(rule.id, f"{heading}: {block.text}" if heading else block.text, "unknown-column")
        else:
            row.setdefault(name, []).append(block.text)
    return row


def _one_each(placing: Placing, rule: QuestionRule, row: Row) -> list[Row]:
    """A row into which somebody typed several posts, line by line, as one row for each."""
    number = len(row.get("title", []))
    if number < 2:
        return [row]
    if all(len(lines) == number for lines in row.values()):
        return [{name: [lines[index]] for name, lines in row.items()} for index in range(number)]
    placing.leave(rule.id, " – ".join("; ".join(lines) for lines in row.values()), "several-posts")
    return []


def _member(placing: Placing, rule: QuestionRule, row: Row) -> dict[str, Value]:
    text = {name: " ".join(lines) for name, lines in row.items()}
    title, count = read_post(text.get("title", ""))
    role = find_role(title, placing.rules.roles)
    member: dict[str, Value] = {"title": placing.line(title, rule.id)} if title else {}
    if role:
        member["role"] = role
    else:
        placing.note("editor", rule.id, "no-role", title=title)
    notes: list[str] = []
    if "count" in text:
        amount = read_amount(text["count"], is_whole=True)
        member |= {"count": amount.value} if amount.value is not None else {}
        notes += [] if amount.is_bare else [f"How many: {text['count']}"]
    elif count:
        member["count"] = Decimal(count)
    notes += _add_background(placing, rule, member, text.get("background", ""))
    if "time" in text:
        _add_time(placing, rule, member, text["time"])
    for name in ("grade", "contract", "reports_to"):
        member |= {name: placing.line(text[name], rule.id)} if name in text else {}
    notes += row.get("note", [])
    if notes:
        member["note"] = ProseValue(as_prose([AnswerLine(note) for note in notes]))
    return member


def _add_background(
    placing: Placing, rule: QuestionRule, member: dict[str, Value], background: str
) -> list[str]:
    """Fill in the profession that it names. Returns what it says beyond that, for the note of the post."""
    profession = find_profession(background, placing.rules.professions)
    titles = {each.id: each.words[0] for each in placing.rules.professions}
    if profession:
        member["profession"] = profession
    if not background or words_of(background) == words_of(titles.get(profession, "")):
        return []
    if profession:
        placing.note("understood", rule.id, "profession", text=background, profession=profession)
    else:
        placing.note("unclear", rule.id, "profession/none", text=background)
    return [f"Clinical background: {background}"]


def _add_time(placing: Placing, rule: QuestionRule, member: dict[str, Value], time: str) -> None:
    wte, key = read_time(time)
    has_several = "count" in member and str(member["count"]) != "1"
    if wte is not None and not has_several:
        member["wte"] = round(wte, 6)
    member["time"] = placing.line(time, rule.id)
    kind: Kind = "understood" if wte is not None and not has_several else "unclear"
    key = "time/several-posts" if has_several else key
    placing.note(kind, rule.id, key, time=time, wte=as_number(wte) if wte is not None else "")
