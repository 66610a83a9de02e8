"""From answers to the fields of a case study: one function for each kind of question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from generator.proforma.blocks import Block
from generator.proforma.find_answers import Answers
from generator.proforma.place_people import names_in_staff, place_job_titles, place_staff
from generator.proforma.placing import (
    Placing,
    Value,
    as_prose,
    identifying_words,
    lines_of,
    point_of,
    texts_of,
)
from generator.proforma.questions import CHALLENGE_COLUMNS
from generator.proforma.rules import PATTERNS, QuestionRule, Rules
from generator.proforma.understand import (
    Chosen,
    as_number,
    find_option,
    is_blank,
    is_mark,
    is_plan,
    read_amount,
    read_choices,
    read_yes_no,
    says,
    without_mark,
    words_of,
)

FORM_AS_SOURCE = "case-study-form"
"""What a case study made from a form rests on, where content/sources.yml has it."""

Place = Callable[[Placing, QuestionRule, list[Block]], None]


def place_answers(answers: Answers, rules: Rules, today: date, has_source: bool) -> Placing:
    """Everything that the form says, in its place. `has_source`: whether the form itself can be cited."""
    anonymous = read_choices(answers.by_id["anonymous"], rules["anonymous"].options).ids != ["false"]
    names = [*texts_of(answers.by_id["names"]), *names_in_staff(answers.by_id["staff"])]
    organisation = " ".join(texts_of(answers.by_id["organisation"]))
    texts = texts_of(block for blocks in answers.by_id.values() for block in blocks)
    placing = Placing(identifying_words(names, texts, organisation, anonymous, rules), rules)
    day = 28 if (today.month, today.day) == (2, 29) else today.day
    placing.data["publication"] = {
        "visibility": "public",
        "anonymous": _as_text(anonymous),
        "reviewed": today.isoformat(),
        "review_by": today.replace(year=today.year + 1, day=day).isoformat(),
    }
    for rule in rules.questions:
        place = _SPECIAL.get(rule.id) or _BY_KIND[rule.kind]
        place(placing, rule, answers.by_id[rule.id])
    if "anonymous" in answers.asked or answers.is_ours:
        placing.note("understood", "anonymous", "anonymous" if anonymous else "anonymous/named")
    for (question, why), inside in groupby(answers.left, lambda each: (each.question, each.why)):
        placing.leave(question, "\n".join(each.text for each in inside), why)
    if has_source:
        placing.put("sources", [FORM_AS_SOURCE])
    return placing


def _as_text(claim: bool) -> str:
    return "true" if claim else "false"


def _place_contact(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    """Nothing of it goes into an anonymous case study but the year."""
    texts = texts_of(blocks)
    is_about_organisation = rule.id in {"organisation", "ics"}
    years = set(PATTERNS["year"].findall(" ".join(texts)))
    if rule.id == "date" and len(years) == 1:
        placing.put("told.when", years.pop(), rule.id)
    elif rule.id == "date" and texts:
        placing.leave(rule.id, blocks, "editor")
    elif texts and (placing.secrets.is_anonymous or not is_about_organisation):
        placing.note("omitted", rule.id, "contact/anonymous" if is_about_organisation else "contact")
    elif texts and rule.fields:
        placing.put("organisation.name", placing.line(texts[0], rule.id), rule.id)
        placing.leave(rule.id, [block for block in blocks if block.text in texts[1:]], "more")
    elif texts:
        placing.leave(rule.id, blocks, "editor")


def _place_box(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    placing.add_prose(rule.fields[0], lines_of(placing.usable(rule.id, blocks, plans=False)), rule.id)


def _place_line(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    if found := placing.usable(rule.id, blocks):
        placing.put(rule.fields[0], placing.line("; ".join(texts_of(found)), rule.id), rule.id)


def _place_amount(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    text = " ".join(texts_of(placing.usable(rule.id, blocks, plans=True)))
    way, *more = rule.fields
    value, is_approximate = read_amount(text, is_whole=way != "team.wte")
    if value is None:
        placing.leave(rule.id, text, "no-number")
        return
    placing.put(way, as_number(value), rule.id)
    if is_approximate and more:
        placing.put(more[0], "true")
    elif is_approximate:
        placing.leave(rule.id, text, "more")


def _leave_all(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    placing.leave(rule.id, placing.usable(rule.id, blocks), "editor")


def _place_points(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    """One point for each entry of a list, or one for all of it where nothing is clearly a list.

    Our form asks for challenges in two columns, for the challenge and for what helped. Other copies have one.
    """
    headings = {words_of(text) for text in CHALLENGE_COLUMNS}
    said = placing.usable(rule.id, blocks, plans=False)
    found = [each for each in said if each.tag or words_of(each.text) not in headings]
    points: list[Value] = []
    if rule.kind == "challenges" and any(map(_is_response, found)):
        for row, inside in groupby(found, lambda block: block.row):
            place = _challenges if row else _points
            points += place(placing, rule, [*inside])
    else:
        points = _points(placing, rule, found)
    if points:
        placing.put(rule.fields[0], points, rule.id)


def _is_response(block: Block) -> bool:
    return block.detail == "response" or bool(not block.tag and block.cell and block.cell[2])


def _points(placing: Placing, rule: QuestionRule, blocks: Sequence[Block]) -> list[Value]:
    groups: list[list[Block]] = []
    for line in lines_of(blocks):
        if line.is_listed or not groups:
            groups.append([line])
        else:
            groups[-1].append(line)
    if len(groups) > 1 and not groups[0][0].is_listed and groups[0][0].text.endswith(":"):
        placing.leave(rule.id, groups.pop(0), "opening")
    if groups:
        placing.note("editor", rule.id, "long-titles")
    return [point_of(placing, rule.id, lines) for lines in groups]


def _challenges(placing: Placing, rule: QuestionRule, row: Sequence[Block]) -> list[Value]:
    helped = [block for block in row if _is_response(block)]
    lines = lines_of(replace(block, cell=None) for block in row if block not in helped)
    if not lines:
        placing.leave(rule.id, helped, "no-challenge")
        return []
    response: dict[str, Value] = {"response": as_prose(helped)} if helped else {}
    return [point_of(placing, rule.id, lines) | response]


def _place_practices(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    """What stands beside the title of a recommendation is how it is put into practice."""
    titles = {words_of(option.words[0]): option.id for option in rule.options}
    found: defaultdict[str, list[Block]] = defaultdict(list)
    current, row = "", None
    for block in blocks:
        label, mark = without_mark(block.text)
        before, _, after = label.partition(":")
        title = titles.get(words_of(before), "")
        # Beside the title of another recommendation stands a box that somebody copied.
        is_copied = block.detail not in titles.values() or (block.row == row and block.detail != current)
        if block.detail and not is_copied:
            found[block.detail].append(block)
        elif title and not (block.detail or block.is_struck or (block.cell and block.cell[2])):
            current, row = title, block.row
            rest = after.strip() or ("☒" if mark == "on" else "")
            found[current] += [replace(block, text=rest)] if rest else []
        elif current and not block.detail and (block.cell is None or block.row == row):
            found[current].append(block)
        else:
            placing.leave(rule.id, block.text, "ambiguous" if block.detail else "no-recommendation")
    practices: list[Value] = []
    for id_, inside in found.items():
        if how := as_prose(lines_of(replace(each, cell=None) for each in _how(placing, rule, id_, inside))):
            practices.append({"recommendation": id_, "how": how})
    if practices:
        placing.put("practices", practices, rule.id)


def _how(placing: Placing, rule: QuestionRule, id_: str, blocks: list[Block]) -> list[Block]:
    """What may stand as evidence: no plan, no bare yes or no. One plan makes all of an answer doubtful."""
    usable = placing.usable(rule.id, blocks)
    said = [
        each
        for each in usable
        if read_yes_no(each.text) is None and not (is_mark(each.text) or says("refers", each.text))
    ]
    says_no = any(read_yes_no(each.text) is False and not is_mark(each.text) for each in usable)
    is_doubtful = any(is_plan(each.text) for each in said) or (says_no and said)
    if said and not is_doubtful:
        return said
    for block in usable if said or any(each.text != "☐" for each in usable) else ():
        why = "says-no" if read_yes_no(block.text) is False else "how-not-said"
        placing.leave(rule.id, f"{id_}: {block.text}", "plan" if is_doubtful else why)
    return []


def _choose(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> Chosen:
    """What is ticked, without plans. Of the rest, all is left but what may stand beside the choice."""
    kept = []
    for block in blocks:
        if not block.is_struck and not is_mark(block.text) and (why := placing.why_not(rule.id, block)):
            placing.leave(rule.id, block.text, why)
        elif not is_blank(block.text):
            kept.append(block)
    chosen = read_choices(kept, rule.options)
    for block in chosen.rest:
        label = without_mark(block.text)[0]
        option = find_option(label, rule.options)
        if option and option.id in chosen.ids and is_plan(label):
            chosen.ids.remove(option.id)
    return chosen


def _place_choice(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    chosen = _choose(placing, rule, blocks)
    way, *texts = rule.fields
    is_clear = len(chosen.ids) == 1
    if rule.kind == "many" and chosen.ids:
        placing.put(way, [*chosen.ids], rule.id)
    elif rule.kind == "many" and blocks:
        placing.note("unclear", rule.id, "nothing-ticked")
    elif is_clear:
        placing.put(way, chosen.ids[0], rule.id)
    else:
        placing.leave(rule.id, ", ".join(chosen.ids), "several-ticked")
    rest = [each for each in chosen.rest if not each.is_struck]
    if texts and is_clear:
        placing.add_prose(texts[0], lines_of(rest), rule.id)
    elif texts:
        placing.leave(rule.id, rest, "no-plan-read")
    chosen.rest = [each for each in chosen.rest if each.is_struck] if texts else chosen.rest
    _leave_rest(placing, rule, chosen)


def _leave_rest(placing: Placing, rule: QuestionRule, chosen: Chosen) -> None:
    for block in chosen.rest:
        why = "struck" if block.is_struck else "plan" if is_plan(without_mark(block.text)[0]) else chosen.why
        placing.leave(rule.id, block.text, why or "beside-choice")


def _place_tick(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    """A single box. Only a plain tick or yes counts; anything else is no, and is kept."""
    other = [block for block in blocks if block.is_struck or read_yes_no(block.text) is None]
    said = [(read_yes_no(block.text), block.text) for block in blocks if block not in other]
    says_no = any(is_yes is False and text[:1] != "☐" and not is_mark(text) for is_yes, text in said)
    is_certain = any(is_yes for is_yes, _ in said) and not says_no and not other
    for way in rule.fields:
        placing.put(way, _as_text(is_certain), rule.id)
    placing.leave(rule.id, other, "words-beside-box")
    if not rule.fields and blocks:
        placing.note("understood", rule.id, "ticked/yes" if is_certain else "ticked/no")


def _place_kind(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    _place_choice(placing, rule, blocks)
    if placing.at("kind") is None:
        placing.put("kind", "team")
        placing.note("editor", rule.id, "taken-as-team")


def _place_anonymous(placing: Placing, rule: QuestionRule, blocks: list[Block]) -> None:
    """Anonymity has been read already, since everything depends on it."""
    _leave_rest(placing, rule, read_choices(blocks, rule.options))


_SPECIAL: dict[str, Place] = {
    "job_titles": place_job_titles,
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
    "challenges": _place_points,
    "staff": place_staff,
    "many": _place_choice,
    "one": _place_choice,
    "tick": _place_tick,
    "amount": _place_amount,
    "practices": _place_practices,
}
