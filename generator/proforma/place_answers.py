"""From answers to the fields of a case study: one function for each kind of question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Literal

from generator.checks.ready import PLANS
from generator.proforma.blocks import Block
from generator.proforma.find_answers import Answers
from generator.proforma.place_people import names_in_staff, place_job_titles, place_staff
from generator.proforma.placing import (
    AnswerLine,
    Placing,
    ProseValue,
    Todo,
    Value,
    as_prose,
    identifying_words,
    lines_of,
    texts_of,
    title_of,
)
from generator.proforma.questions import CHALLENGE_COLUMNS
from generator.proforma.rules import ALIKE, PLANNED, QuestionRule, Rules
from generator.proforma.understand import (
    Chosen,
    as_number,
    find_option,
    is_blank,
    is_mark,
    key_words,
    likeness,
    read_amount,
    read_choices,
    read_yes_no,
    unknown_words,
    without_mark,
)

FORM_AS_SOURCE = "case-study-form"
"""What a case study made from a form rests on, where content/sources.yml has it."""
_YEAR = re.compile(r"\b20[0-9]{2}\b")

Place = Callable[[Placing, QuestionRule, list[Block]], None]


def place_answers(answers: Answers, rules: Rules, today: date, has_source: bool) -> Placing:
    """Everything that the form says, in its place. `has_source`: whether the form itself can be cited."""
    anonymous = read_choices(answers.by_id["anonymous"], rules["anonymous"].options).ids != ["false"]
    names = [*texts_of(answers.by_id["names"]), *names_in_staff(answers.by_id["staff"], answers.is_ours)]
    organisation = " ".join(texts_of(answers.by_id["organisation"]))
    placing = Placing(identifying_words(names, organisation, anonymous, rules), rules)
    _place_fixed(placing, today, anonymous)
    for rule in rules.questions:
        place = _SPECIAL.get(rule.id) or _BY_KIND[rule.kind]
        place(placing, rule, answers.by_id[rule.id])
    if "anonymous" in answers.asked or answers.is_ours:
        key = "anonymous" if anonymous else "anonymous/named"
        placing.note("understood", "anonymous", key)
    for (question, why), inside in groupby(
        (*answers.added, *answers.left), lambda each: (each.question, each.why)
    ):
        placing.leave(question, "\n".join(each.text for each in inside), why)
    if has_source:
        placing.put("sources", [FORM_AS_SOURCE])
    _place_unasked(placing)
    return placing


def _place_fixed(placing: Placing, today: date, is_anonymous: bool) -> None:
    placing.put("publication.visibility", "public")
    placing.put("publication.anonymous", is_anonymous)
    placing.put("publication.reviewed", today.isoformat())
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    placing.put("publication.review_by", today.replace(year=today.year + 1, day=day).isoformat())


def _place_unasked(placing: Placing) -> None:
    shown: dict[str, Literal["", "[]"]] = {"title": "", "summary": ""}
    for way in ("title", "summary", "organisation.types", "practices", "sources"):
        if not placing.has(way):
            todo = Todo(f"todo/{way}", shown.get(way, "[]"))
            placing.put(way, todo)
            placing.note("editor", "", "todo-note", field=way, text=todo.text)


def is_plan(text: str) -> bool:
    """Whether a text says that something has not happened, at its beginning or elsewhere in it."""
    plain = re.sub(r"^[\s•*–-]+", "", text)
    return bool(re.match(PLANS, plain, re.IGNORECASE) or re.search(PLANNED, plain, re.IGNORECASE))


def _begins_as_plan(text: str) -> bool:
    return re.match(PLANS, re.sub(r"^[\s•*–-]+", "", text), re.IGNORECASE) is not None


def _without_plans(
    placing: Placing, rule: QuestionRule, blocks: Iterable[Block], strictly: bool
) -> list[Block]:
    """Blocks without those that are plans. `strictly`: also where the plan stands further on in it."""
    found = []
    for block in blocks:
        if is_plan(block.text) if strictly else _begins_as_plan(block.text):
            placing.leave(rule.id, block.text, "plan")
        else:
            found.append(block)
    return found


def _place_contact(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    """Nothing of it goes into an anonymous case study but the year."""
    texts = texts_of(blocks)
    is_anonymous = placing.secrets.is_anonymous
    if rule.id == "date" and (year := _YEAR.search(" ".join(texts))):
        placing.put("told.when", year.group(), rule.id, "put/value", shown=year.group())
    elif rule.id == "organisation" and texts and not is_anonymous:
        placing.put("organisation.name", placing.line(texts[0], rule.id), rule.id)
        placing.leave_all(rule.id, [block for block in blocks if block.text in texts[1:]], "more")
    elif rule.id == "ics" and texts and not is_anonymous:
        placing.leave_all(rule.id, blocks, "editor")
    elif texts:
        placing.note(
            "omitted", rule.id, "contact/anonymous" if rule.id in {"organisation", "ics"} else "contact"
        )


def _place_box(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    found = _without_plans(placing, rule, placing.usable(rule.id, blocks), strictly=False)
    placing.add_prose(rule.fields[0], lines_of(found), rule.id)


def _place_line(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    found = placing.usable(rule.id, blocks)
    if found:
        placing.put(rule.fields[0], placing.line("; ".join(texts_of(found)), rule.id), rule.id)


def _place_amount(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    found = _without_plans(placing, rule, placing.usable(rule.id, blocks), strictly=True)
    text = " ".join(texts_of(found))
    if not text:
        return
    way, *more = rule.fields
    amount = read_amount(text, is_whole=way != "team.wte")
    if amount.value is None:
        placing.leave(rule.id, text, "no-number")
        return
    placing.put(way, amount.value, rule.id, "put/value", shown=as_number(amount.value))
    if amount.is_approximate and more:
        placing.put(more[0], True)
    if not amount.is_bare or (amount.is_approximate and not more):
        placing.leave(rule.id, text, "more")


def _leave_all(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    placing.leave_all(rule.id, placing.usable(rule.id, blocks), "editor")


def _place_points(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    found = _without_plans(placing, rule, placing.usable(rule.id, blocks), strictly=False)
    _put_points(placing, rule, _points(placing, rule, found))


def _put_points(placing: Placing, rule: QuestionRule, points: list[Value]) -> None:
    if points:
        key = "put/point" if len(points) == 1 else "put/points"
        placing.put(rule.fields[0], points, rule.id, key, count=len(points))


def _points(placing: Placing, rule: QuestionRule, blocks: Sequence[Block]) -> list[Value]:
    """One point for each entry of a list; one for all of it where nothing is clearly a list."""
    groups: list[list[AnswerLine]] = []
    for line in lines_of(blocks):
        if line.is_listed or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    if len(groups) > 1 and not groups[0][0].is_listed and groups[0][0].text.endswith(":"):
        placing.leave(rule.id, "\n".join(line.text for line in groups.pop(0)), "opening")
    points: list[Value] = []
    for first, *others in groups:
        title, text = title_of(first)
        points.append({"title": placing.line(title, rule.id), "text": _prose([AnswerLine(text), *others])})
    if points:
        placing.note("editor", rule.id, "long-titles")
    return points


def _prose(lines: Sequence[AnswerLine]) -> Value:
    return ProseValue(as_prose(lines))


def _place_challenges(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    """Our form has two columns, for the challenge and for what helped. Other copies have one box."""
    found = _without_plans(placing, rule, placing.usable(rule.id, blocks), strictly=False)
    found = [block for block in found if not _is_heading(block)]
    columns = {_column(block): _column(block) for block in found}
    if not {"response", 1} & columns.keys():
        _put_points(placing, rule, _points(placing, rule, found))
        return
    points: list[Value] = []
    rows = dict.fromkeys(block.cell[:2] for block in found if block.cell)
    for row in rows:
        inside = [block for block in found if block.cell and block.cell[:2] == row]
        first = [block for block in inside if _column(block) in {"challenge", 0}]
        helped = [AnswerLine(each.text, each.is_listed) for each in inside if each not in first]
        if not first:
            placing.leave(rule.id, "\n".join(line.text for line in helped), "no-challenge")
            continue
        lines = [_alone(block) for block in first]
        title, text = title_of(lines[0])
        point: Value = {
            "title": placing.line(title, rule.id),
            "text": _prose([AnswerLine(text), *lines[1:]]),
            **({"response": _prose(helped)} if helped else {}),
        }
        points.append(point)
    points += _points(placing, rule, [block for block in found if block.cell is None])
    _put_points(placing, rule, points)


def _is_heading(block: Block) -> bool:
    return not block.tag and any(key_words(block.text) == key_words(text) for text in CHALLENGE_COLUMNS)


def _column(block: Block) -> str | int:
    """Which column of the challenges a block is in, by its tag or its place; -1 outside tables."""
    detail = block.tag.partition(".")[2].rpartition(".")[2]
    return detail or (-1 if block.cell is None else min(block.cell[2], 1))


def _alone(block: Block) -> AnswerLine:
    return lines_of([block])[0]


def _place_practices(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    """What stands beside the title of a recommendation is how it is put into practice."""
    found: dict[str, list[Block]] = {}
    titles = {option.id: option.words[0] for option in rule.options}
    current, row = "", None
    for block in blocks:
        tagged = block.tag.partition(".")[2]
        named = "" if tagged in titles else _recommendation(block, rule)
        if tagged in titles:
            found.setdefault(tagged, []).append(block)
        elif named:
            current, row = named, block.cell and block.cell[:2]
            rest = _after_title(block, titles[named])
            found.setdefault(current, []).extend([replace(block, text=rest)] if rest else [])
        elif current and (block.cell is None or block.cell[:2] == row):
            found[current].append(block)
        else:
            placing.leave(rule.id, block.text, "no-recommendation")
    practices: list[Value] = []
    for id_, inside in found.items():
        lines = lines_of(replace(each, cell=None) for each in _how(placing, rule, id_, inside))
        if lines:
            practices.append({"recommendation": id_, "how": _prose(lines)})
    if practices:
        placing.put("practices", practices, rule.id, "put/practices", count=len(practices))


def _recommendation(block: Block, rule: QuestionRule) -> str:
    """The recommendation whose title a line is, or begins with before a colon; empty when it is none."""
    if block.is_struck or (block.cell and block.cell[2]):
        return ""
    label = without_mark(block.text)[0].partition(":")[0]
    words = key_words(label)
    best = max(rule.options, key=lambda each: likeness(words, key_words(each.words[0])))
    return best.id if likeness(words, key_words(best.words[0])) >= ALIKE["recommendation"] else ""


def _after_title(block: Block, title: str) -> str:
    label, mark = without_mark(block.text)
    before, _, after = label.partition(":")
    added = " ".join([*unknown_words(before, [title]), after.strip()]).strip()
    return added or ("☒" if mark in {"on", "cross"} else "")


def _how(placing: Placing, rule: QuestionRule, id_: str, blocks: list[Block]) -> list[Block]:
    """What may stand as evidence: no plan, no bare yes or no. One plan makes all of an answer doubtful."""
    usable = placing.usable(rule.id, blocks)
    said = [each for each in usable if read_yes_no(each.text) is None and not is_mark(each.text)]
    ticks = [each for each in usable if each not in said]
    why = "plan" if any(is_plan(each.text) for each in said) or (_says_no(ticks) and said) else ""
    if why or not said:
        is_empty = not said and all(each.text in {"☐", ""} for each in ticks)
        for block in () if is_empty else usable:
            is_no = read_yes_no(block.text) is False
            placing.leave(rule.id, f"{id_}: {block.text}", why or ("says-no" if is_no else "how-not-said"))
        return []
    return said


def _says_no(blocks: Iterable[Block]) -> bool:
    return any(read_yes_no(block.text) is False and not is_mark(block.text) for block in blocks)


def _choose(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> Chosen:
    marks = [block for block in blocks if is_mark(block.text)]
    kept = [
        block for block in blocks if block.is_struck or block in marks or not placing.why_not(rule.id, block)
    ]
    placing.leave_all(
        rule.id, [block for block in blocks if block not in kept and not block.is_picture], "names"
    )
    chosen = read_choices([block for block in kept if not is_blank(block.text)], rule.options)
    if chosen.why and chosen.ids:
        placing.note("unclear", rule.id, chosen.why)
    for block in [each for each in chosen.rest if is_plan(without_mark(each.text)[0])]:
        option = find_option(without_mark(block.text)[0], rule.options)
        if option and option.id in chosen.ids:
            chosen.ids.remove(option.id)
    return chosen


def _leave_rest(placing: Placing, rule: QuestionRule, chosen: Chosen) -> None:
    for block in chosen.rest:
        why = "struck" if block.is_struck else "plan" if is_plan(without_mark(block.text)[0]) else chosen.why
        placing.leave(rule.id, block.text, why or "beside-choice")


def _place_many(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    chosen = _choose(placing, rule, blocks)
    if chosen.ids:
        value: list[Value] = [*chosen.ids]
        placing.put(rule.fields[0], value, rule.id, "put/value", shown=", ".join(chosen.ids))
    elif blocks:
        placing.note("unclear", rule.id, chosen.why or "nothing-ticked")
    _leave_rest(placing, rule, chosen)


def _place_one(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    chosen = _choose(placing, rule, blocks)
    if len(chosen.ids) == 1:
        placing.put(rule.fields[0], chosen.ids[0], rule.id, "put/value", shown=chosen.ids[0])
    elif chosen.ids:
        placing.note("unclear", rule.id, "several-ticked")
        placing.leave(rule.id, ", ".join(chosen.ids), "several-ticked")
    _leave_rest(placing, rule, chosen)


def _place_tick(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    """A single box. Only a plain tick or yes counts; anything else is no, and is kept."""
    open_ = [block for block in blocks if not block.is_struck]
    said = [read_yes_no(block.text) for block in open_]
    in_words = [
        read_yes_no(block.text) for block in open_ if not is_mark(block.text) and block.text[:1] != "☐"
    ]
    other = [block for block in blocks if block.is_struck or read_yes_no(block.text) is None]
    is_certain = True in said and False not in in_words and not other
    for way in rule.fields:
        placing.put(way, is_certain, rule.id, "put/yes" if is_certain else "put/no")
    placing.leave_all(rule.id, other, "words-beside-box")
    if not rule.fields and blocks:
        placing.note("understood", rule.id, "ticked/yes" if is_certain else "ticked/no")


def _place_framework(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    chosen = _choose(placing, rule, blocks)
    rest = [block for block in chosen.rest if not block.is_struck]
    words = " ".join(block.text for block in rest)
    use = chosen.ids[0] if len(chosen.ids) == 1 else "" if chosen.ids else _use_in_words(words)
    if use:
        placing.put("competency_framework.use", use, rule.id, "put/value", shown=use)
        placing.add_prose("competency_framework.text", lines_of(rest), rule.id)
    else:
        placing.leave_all(rule.id, rest, "no-plan-read")
        if chosen.ids:
            placing.leave(rule.id, ", ".join(chosen.ids), "several-ticked")
    placing.leave_all(rule.id, [block for block in chosen.rest if block.is_struck], "struck")


def _use_in_words(text: str) -> str:
    """Yes, planned or no, where the first word says so; empty when it is not certain."""
    first = re.match(r"\s*([a-z]+)", text, re.IGNORECASE)
    if first and is_plan(text):
        return "planned" if first[1].lower() in {"no", "not", "we"} else ""
    return first[1].lower() if first and first[1].lower() in {"yes", "no"} else ""


def _place_kind(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    _place_one(placing, rule, blocks)
    if not placing.has("kind"):
        placing.put("kind", "team")
        placing.note("editor", rule.id, "taken-as-team")


def _place_anonymous(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    """Anonymity has been read already, since everything depends on it."""
    _leave_rest(placing, rule, read_choices(blocks, rule.options))


_SPECIAL: dict[str, Place] = {
    "job_titles": place_job_titles,
    "framework": _place_framework,
    "kind": _place_kind,
    "documents": _leave_all,
    "other": _leave_all,
    "anonymous": _place_anonymous,
}
_BY_KIND: dict[str, Place] = {
    "contact": _place_contact,
    "line": _place_line,
    "box": _place_box,
    "points": _place_points,
    "challenges": _place_challenges,
    "staff": place_staff,
    "many": _place_many,
    "one": _place_one,
    "tick": _place_tick,
    "amount": _place_amount,
    "practices": _place_practices,
}
