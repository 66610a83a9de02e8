"""Place who wrote the form, and the table of posts of question 1. A column holds what heads it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from generator.proforma.blocks import Block
from generator.proforma.placing import Placing, Value, as_prose
from generator.proforma.rules import PATTERNS, STAFF_HEADINGS, TABLE, QuestionRule
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
    says,
    words_of,
)

_NAMES = "names"
"""A column with people's names."""
Row = list[tuple[str, str, Block]]
"""The cells of a post: what the column holds, if anything is known of it, what heads it, and what it says."""


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
        placing.put("interviewed", people, rule.id)


def names_in_staff(blocks: Sequence[Block]) -> list[str]:
    """What stands in columns and lines that are headed as names."""
    lines = [block.text for block in blocks if PATTERNS["name_line"].match(block.text)]
    cells = [block.text for row in _rows(blocks)[0] for name, _, block in row if name == _NAMES]
    return [line.partition(":")[2] for line in lines] + cells


def place_staff(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    """One entry for each row. What stands in none, or in one that nothing heads, is left."""
    rows, others = _rows(blocks)
    placing.leave(rule.id, placing.usable(rule.id, others), "no-table")
    members: list[Value] = []
    for row in rows:
        kept = [cell for cell in row if cell[0] != _NAMES]
        if len(kept) < len(row):
            placing.note("omitted", rule.id, "name-dropped", where="Name")
        post = _post(placing, rule, kept)
        titles, whole = post.get("title", []), " – ".join("; ".join(lines) for lines in post.values())
        why = "several-posts" if len(titles) > 1 else "editor" if says("sums", " ".join(titles)) else ""
        if why := "plan" if PATTERNS["vacant"].search(whole) else why:
            placing.leave(rule.id, whole, why)
        elif post:
            members.append(_member(placing, rule, post))
    if members:
        placing.put("team.members", members, rule.id)


def _rows(blocks: Sequence[Block]) -> tuple[list[Row], list[Block]]:
    """Each row of posts, and what stands in none: outside tables, or above all headings."""
    columns: Mapping[int, tuple[str, str]] = {}
    rows: list[Row] = []
    others: list[Block] = []
    for row, group in groupby(blocks, key=lambda block: block.row):
        cells = [block for block in group if not is_blank(block.text)]
        is_heading = row and not any(block.is_struck or block.tag for block in cells)
        if is_heading and (headings := _headings(cells)):
            columns = headings
        elif any(block.detail for block in cells) or (row and columns):
            rows.append([(*_column(block, columns), block) for block in cells])
        else:
            others += cells
    return rows, others


def _column(block: Block, columns: Mapping[int, tuple[str, str]]) -> tuple[str, str]:
    return (block.detail, "") if block.detail else columns.get(block.cell[2] if block.cell else 0, ("", ""))


def _named(heading: str) -> str:
    """What a column with this heading holds; empty when it is not known."""
    if " ".join(words_of(heading)) in TABLE["name_headings"]:
        return _NAMES
    words = key_words(heading)
    scored = [
        (likeness(words, key_words(text)), name) for name, texts in STAFF_HEADINGS.items() for text in texts
    ]
    best, name = max(scored)
    return name if best >= TABLE["alike"]["words"] else ""


def _headings(cells: Sequence[Block]) -> dict[int, tuple[str, str]]:
    """What each column holds, and its heading, if the cells are headings: most of them have to be known."""
    found: dict[int, tuple[str, str]] = {}
    for block in cells:
        name = _named(block.text)
        is_new = name not in {each for each, _ in found.values()} or name == _NAMES
        found[block.cell[2] if block.cell else 0] = (name if is_new else "", block.text)
    known = [name for name, _ in found.values() if name]
    return found if len(known) > 1 and len(known) * 2 >= len(cells) else {}


def _post(placing: Placing, rule: QuestionRule, row: Row) -> dict[str, list[str]]:
    """The lines of a post by what they say. What stands in a column that nobody knows is left."""
    post: dict[str, list[str]] = {}
    usable = placing.usable(rule.id, [block for _, _, block in row])
    for name, heading, block in row:
        if block not in usable:
            continue
        if name:
            post.setdefault(name, []).append(block.text)
        elif placing.secrets.looks_like_name(block.text):
            placing.note("omitted", rule.id, "name-dropped", where=heading)
        else:
            placing.leave(rule.id, f"{heading}: {block.text}".removeprefix(": "), "unknown-column")
    return post


def _member(placing: Placing, rule: QuestionRule, post: dict[str, list[str]]) -> dict[str, Value]:
    text = {name: " ".join(lines) for name, lines in post.items()}
    title, count = read_post(text.get("title", ""))
    member: dict[str, Value] = {"title": placing.line(title, rule.id)} if title else {}
    if role := find_role(title, placing.rules.roles):
        member["role"] = role
    else:
        placing.note("editor", rule.id, "no-role", title=title)
    notes: list[str] = []
    if "count" in text:
        number, is_approximate = read_amount(text["count"], is_whole=True)
        member |= {"count": as_number(number)} if number is not None else {}
        notes += [f"How many: {text['count']}"] if number is None or is_approximate else []
    elif count:
        member["count"] = str(count)
    notes += _add_background(placing, rule, member, text.get("background", ""))
    if "time" in text:
        _add_time(placing, rule, member, text["time"])
    for name in ("grade", "contract", "reports_to"):
        member |= {name: placing.line(text[name], rule.id)} if name in text else {}
    if notes := [*notes, *post.get("note", [])]:
        member["note"] = as_prose(map(Block, notes))
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
    if member.get("count", "1") != "1":
        wte, key = None, "time/several-posts"
    if wte is not None:
        member["wte"] = as_number(wte)
    member["time"] = placing.line(time, rule.id)
    shown = "" if wte is None else as_number(wte)
    placing.note("unclear" if wte is None else "understood", rule.id, key, time=time, wte=shown)
